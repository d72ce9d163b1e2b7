"""Files and folders to bytes: what is offered, in which order, and why something is refused."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.sniffing import sniff
from kb.documents import Source
from kb.errors import EmptySource, SourceError, SourceTooLarge, UnreadableSource, UnsupportedSource

LARGEST = 50 * 1024 * 1024
"""Bytes of the largest file that is read."""

_VERSION_CONTROL = frozenset({"CVS", "_darcs", "{arch}"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A file that was found, or a path that cannot be offered and why."""

    path: Path
    error: SourceError | None = None


def listing(paths: Iterable[Path], *, but: Path | None = None) -> tuple[Listed, ...]:
    """Every file under the paths, each once, folders in order of name, hidden entries left out.

    A path that was named is taken even if hidden. Links are followed where they stay inside
    the folder that was named; the others, loops and broken ones are listed with their error.
    The folder `but` is passed over: a base may live among its documents.
    """
    seen: set[tuple[int, int]] = set()
    avoided = None if but is None else os.path.realpath(but)
    return tuple(found for path in paths for found in _once(_walk(path, avoided), seen))


def load(path: Path) -> Source:
    """Read a file that was listed. It may have changed or vanished since: SourceError says so."""
    data = _bytes_of(path)
    if not data.strip(b" \t\r\n\v\f\xef\xbb\xbf"):
        raise EmptySource("el archivo está vacío: no hay texto que incorporar")
    return Source(
        name=printable(path.name),
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        origin=printable(os.path.abspath(path)),
        media_type=sniff(data),
    )


def _walk(named: Path, avoided: str | None) -> Iterator[Listed]:
    """What a path given by the user offers, in order of name."""
    pending: list[tuple[Path, tuple[str, ...]]] = [(named, ())]
    while pending:
        path, above = pending.pop()
        try:
            names = _names(path, above=above)
        except SourceError as error:
            yield Listed(path=path, error=error)
            continue
        if names is None:
            yield Listed(path=path)
        else:
            here = os.path.realpath(path)
            if here != avoided:
                pending += [(path / name, (*above, here)) for name in reversed(names)]


def _names(path: Path, *, above: tuple[str, ...]) -> tuple[str, ...] | None:
    """The visible names in a folder, None for a file; `above` are the real folders on the way down."""
    try:
        mode = path.stat().st_mode
        if above and path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(above[0]):
            raise UnreadableSource("es un enlace que sale de la carpeta; no se sigue")
        if stat.S_ISREG(mode):
            return None
        if not stat.S_ISDIR(mode):
            raise _special()
        if os.path.realpath(path) in above:
            raise UnreadableSource("es un enlace que vuelve a su propia carpeta")
        found = sorted(os.listdir(path))
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    return tuple(name for name in found if not name.startswith(".") and name not in _VERSION_CONTROL)


def _once(found: Iterable[Listed], seen: set[tuple[int, int]]) -> Iterator[Listed]:
    """Leave out what was already offered under another path."""
    for one in found:
        if one.error is None:
            try:
                status = one.path.stat()
            except OSError:
                yield one
                continue
            key = (status.st_dev, status.st_ino)
            if key in seen:
                continue
            seen.add(key)
        yield one


def _bytes_of(path: Path) -> bytes:
    """At most LARGEST bytes; never waits for the other end of a pipe."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise _special()
            if status.st_size > LARGEST:
                raise _too_large(status.st_size)
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if len(data) > LARGEST:
        raise _too_large(len(data))
    return data


def _too_large(size: int) -> SourceTooLarge:
    limit = LARGEST // 1024**2
    return SourceTooLarge(f"ocupa {size / 1024**2:.0f} MB y se leen hasta {limit}; divídelo en partes")


def _special() -> UnsupportedSource:
    return UnsupportedSource("es un archivo especial (tubería, dispositivo o similar), no un documento")


def _unreadable(path: Path, error: OSError | ValueError) -> UnreadableSource:
    """One line for what the system said."""
    if isinstance(error, FileNotFoundError):
        broken = path.is_symlink()
        return UnreadableSource("es un enlace roto" if broken else "no existe; comprueba el nombre y la ruta")
    if isinstance(error, PermissionError):
        return UnreadableSource("no hay permiso para leerlo")
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return UnreadableSource("es un enlace que vuelve sobre sí mismo")
    reason = error.strerror if isinstance(error, OSError) else "la ruta no es válida"
    return UnreadableSource(f"no se puede leer ({reason})")


def printable(name: str) -> str:
    """The name with whatever is not UTF-8 in it replaced, so that it can be stored and shown."""
    return os.fsencode(name).decode("utf-8", "replace")
