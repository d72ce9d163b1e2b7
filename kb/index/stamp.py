"""What an index says about itself, and whether its files are still the ones that were written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from kb.errors import IndexCorrupted, IndexOutdated

FORMAT = 4
"""Raised whenever what is indexed, or how its words are read, changes: an index of before is made anew."""
FILE = "stamp.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileStamp:
    """A file as it was written. `modified` in nanoseconds; `sha256` is compared only when it differs."""

    size: int
    modified: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Which generation of which base an index was made from, with which encoder. `counts` are by grain."""

    format: int
    generation: int
    encoder: str | None
    dimension: int
    counts: dict[str, int]
    files: dict[str, FileStamp]

    def dumps(self) -> bytes:
        """As it is kept on disk."""
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def loads(cls, data: bytes) -> Self:
        """What `dumps` wrote; IndexOutdated for another format, ValueError, TypeError or KeyError for anything else."""
        values = json.loads(data)
        if values["format"] != FORMAT:
            raise IndexOutdated("el índice es de otra versión del programa: se rehace con `kb ingest`")
        values["files"] = {name: FileStamp(**file) for name, file in values["files"].items()}
        return cls(**values)


def measure(folder: Path) -> dict[str, FileStamp]:
    """The files of an index, by path inside its folder."""
    return {
        path.relative_to(folder).as_posix(): FileStamp(
            size=path.stat().st_size, modified=path.stat().st_mtime_ns, sha256=_digest(path)
        )
        for path in _files(folder)
    }


def verify(folder: Path, stamp: Stamp, *, thorough: bool = False) -> None:
    """IndexCorrupted when a file is missing or is not as it was written.

    A file whose size and time are those of the stamp is believed, unless `thorough`: reading all of it on
    every start would cost more than the question.
    """
    for name, written in stamp.files.items():
        path = folder / name
        try:
            found = path.stat()
            same = found.st_size == written.size
            if same and (thorough or found.st_mtime_ns != written.modified):
                same = _digest(path) == written.sha256
        except OSError as error:
            raise IndexCorrupted(damaged(path)) from error
        if not same:
            raise IndexCorrupted(damaged(path))


def damaged(path: Path) -> str:
    """The Spanish message for a damaged index file and how to rebuild it."""
    return f"el índice está dañado ({path}): se rehace con `kb ingest`, sin perder ningún documento"


def _files(folder: Path) -> Iterator[Path]:
    """All but the stamp and the locks, which are empty and come and go."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != FILE and path.suffix != ".lock":
            yield path


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
