"""The log: faults of the program with their traces, and what libraries complain about."""

from __future__ import annotations

import logging
from io import TextIOWrapper
from pathlib import Path

from kb.settings import Settings


def path_of(settings: Settings) -> Path:
    """Where the log is, if there has been anything to write."""
    return settings.cache / "kb.log"


class _LazyFile(logging.FileHandler):
    """A file that is made, with its folder, when there is something to write."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()


def start(settings: Settings) -> None:
    """Send warnings and errors to the log, or to stderr when debugging; never a word about the log itself."""
    logging.raiseExceptions = False
    handler: logging.Handler = logging.StreamHandler()
    if not settings.debug:
        handler = _LazyFile(path_of(settings), encoding="utf-8", errors="backslashreplace", delay=True)
    logging.basicConfig(level=logging.WARNING, handlers=[handler], format="%(asctime)s %(name)s: %(message)s")
