"""What a run has been answered so far, so that one that breaks off goes on from there."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from pathlib import Path
from threading import Lock

from ingest.fetch.cache import write

GOOD_FOR = 24 * 3600.0
"""Seconds for which a broken run is worth resuming; later, what it got may have changed."""


class Journal:
    """The names answered in a run that asks for the same as this one and did not end well."""

    def __init__(self, folder: Path, wanted: Iterable[str]) -> None:
        key = hashlib.sha256("\n".join(sorted(set(wanted))).encode()).hexdigest()[:16]
        self._path = folder / f"pendiente-{key}.txt"
        self._lock = Lock()
        self._names = self._left()

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def add(self, name: str) -> None:
        """Note that it was answered; StorageFull."""
        with self._lock:
            self._names.add(name)
            write(self._path, "\n".join(sorted(self._names)).encode())

    def end(self) -> None:
        """The run ended well: the next one asks everything anew."""
        self._path.unlink(missing_ok=True)

    def _left(self) -> set[str]:
        try:
            fresh = time.time() - self._path.stat().st_mtime < GOOD_FOR
            return set(self._path.read_text("utf-8").split("\n")) if fresh else set()
        except (OSError, ValueError):
            return set()
