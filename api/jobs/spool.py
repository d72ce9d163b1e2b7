"""Uploaded files until they are read. Their names are kept beside them and never become paths."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ingest.sources import LARGEST
from kb.errors import SourceTooLarge
from kb.store.failures import disk

FOLDER = "uploads"
ORPHAN_SECONDS = 3600
"""Age after which files that no job waits for are removed: their upload was cut short."""

_CHUNK = 1024 * 1024
_SEPARATORS = re.compile(r"[/\\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that came: the name it was sent under, made harmless, and its digest."""

    name: str
    sha256: str


def harmless(name: str | None, position: int) -> str:
    """The last part of a name, printable and not too long: it is shown, and its stem may become an identifier."""
    last = _SEPARATORS.split(name or "")[-1]
    kept = "".join(c for c in last if c.isprintable()).strip(" .")
    return kept[-150:] or f"documento-{position + 1}"


def folder(home: Path, job_id: str) -> Path:
    """Where the files of a job are: our own id, nothing of the caller's."""
    return home / FOLDER / job_id


def paths(home: Path, job_id: str, count: int) -> tuple[Path, ...]:
    """The files of a job, named by their place in it."""
    return tuple(folder(home, job_id) / f"{position:04d}" for position in range(count))


def keep(home: Path, job_id: str, files: Sequence[tuple[str | None, BinaryIO]]) -> tuple[Upload, ...]:
    """Write what came to disk, for good. SourceTooLarge, StorageFull; then nothing of it stays."""
    where = folder(home, job_id)
    try:
        with disk(home):
            where.mkdir(parents=True)
            return tuple(
                Upload(name=harmless(name, position), sha256=_copy(file, path))
                for position, ((name, file), path) in enumerate(
                    zip(files, paths(home, job_id, len(files)), strict=True)
                )
            )
    except BaseException:
        drop(home, job_id)
        raise


def drop(home: Path, job_id: str) -> None:
    """The job is over: its files go."""
    shutil.rmtree(folder(home, job_id), ignore_errors=True)


def sweep(home: Path, waiting: Collection[str]) -> None:
    """Remove old folders of no job that waits."""
    if not (home / FOLDER).is_dir():
        return
    for one in (home / FOLDER).iterdir():
        if one.name not in waiting and time.time() - one.stat().st_mtime > ORPHAN_SECONDS:
            drop(home, one.name)


def _copy(file: BinaryIO, path: Path) -> str:
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as out:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > LARGEST:
                raise SourceTooLarge(f"un archivo ocupa más de {LARGEST // 1024**2} MB: divídelo en partes")
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()
