"""Where indexes live: one folder each, and a pointer to the current one that is replaced atomically."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.errors import IndexCorrupted, IndexMissing
from kb.index import stamp as stamps
from kb.index.stamp import Stamp

FOLDER = "index"
POINTER = "current"


@contextmanager
def fresh(home: Path, generation: int) -> Iterator[Path]:
    """A new empty folder for an index of that generation; gone again when the work in it fails."""
    folder = home / FOLDER / f"{generation}-{secrets.token_hex(4)}"
    folder.mkdir(parents=True)
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def publish(home: Path, folder: Path, stamp: Stamp) -> None:
    """Stamp a finished folder, make it the current one and remove the others."""
    data = stamp.dumps()
    _write(folder / stamps.FILE, data)
    for name in stamp.files:
        _flush(folder / name)
    pointer = home / FOLDER / POINTER
    draft = pointer.with_suffix(".new")
    _write(draft, f"{folder.name} {hashlib.sha256(data).hexdigest()}".encode())
    os.replace(draft, pointer)
    if os.name == "posix":
        _flush(pointer.parent)
    for other in pointer.parent.iterdir():
        if other.is_dir() and other != folder:
            shutil.rmtree(other, ignore_errors=True)


def current(home: Path) -> tuple[Path, Stamp]:
    """The current folder and its stamp; IndexMissing, IndexCorrupted."""
    pointer = home / FOLDER / POINTER
    try:
        name, digest = pointer.read_text("ascii").split()
        folder = pointer.parent / Path(name).name
        data = (folder / stamps.FILE).read_bytes()
        if hashlib.sha256(data).hexdigest() != digest:
            raise ValueError(digest)
        return folder, Stamp.loads(data)
    except (OSError, ValueError, TypeError, KeyError) as error:
        if not pointer.exists():
            raise IndexMissing(f"la base {home} no tiene índice todavía: se hace con `kb ingest`") from error
        raise IndexCorrupted(stamps.damaged(pointer)) from error


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
