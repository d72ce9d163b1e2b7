"""A folder made once and kept in the user's cache: sealed, locked while it is made, made again when damaged."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from filelock import FileLock

_SEAL = "seal.json"
_PATIENCE = 120.0
"""Seconds to wait for another process that is making the folder: many times what it takes."""


def kept_folder(folder: Path, make: Callable[[Path], None]) -> None:
    """See that `folder` is whole, calling `make` with an empty place if not; safe in several processes at once.

    OSError without room or permission, or when another process does not come to an end.
    """
    if is_whole(folder):
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock", timeout=_PATIENCE):
        if not is_whole(folder):
            _replace(folder, make)


def is_whole(folder: Path) -> bool:
    """Whether every file has the hash that the seal says, and no other file is there."""
    try:
        said = json.loads((folder / _SEAL).read_text(encoding="utf-8"))
        return bool(said == _hashes(folder))
    except (OSError, ValueError):
        return False


def digest_of(path: Path) -> str:
    """The sha256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != _SEAL)
    return {path.relative_to(folder).as_posix(): digest_of(path) for path in files}


def _replace(folder: Path, make: Callable[[Path], None]) -> None:
    """Write beside, then put in place in one step; what killed processes left is taken away."""
    prefix = f".making-{folder.name}-"
    for stale in folder.parent.glob(f"{prefix}*"):
        shutil.rmtree(stale, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=prefix, ignore_cleanup_errors=True) as made:
        fresh = Path(made) / "model"
        make(fresh)
        (fresh / _SEAL).write_text(json.dumps(_hashes(fresh)), encoding="utf-8")
        with suppress(FileNotFoundError):
            folder.rename(Path(made) / "damaged")
        fresh.rename(folder)
