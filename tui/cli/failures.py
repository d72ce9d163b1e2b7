"""Errors to exit codes and one Spanish line: the only place where the command line does so."""

from __future__ import annotations

import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from kb.errors import (
    BaseError,
    EncoderError,
    FetchError,
    GenerationError,
    InvalidInput,
    KbError,
    NotFound,
    Overtaken,
    SourceError,
)
from kb.settings import Settings
from tui.cli.log import path_of

DONE, FAILED, USAGE, ABSTAINED, DUE, INTERRUPTED = 0, 1, 2, 3, 4, 130

EXIT_CODES: dict[type[KbError], int] = {
    SourceError: FAILED,
    FetchError: FAILED,
    NotFound: FAILED,
    InvalidInput: USAGE,
    Overtaken: FAILED,
    BaseError: FAILED,
    EncoderError: FAILED,
    GenerationError: FAILED,
}
"""The branches of the tree; a class without an entry has its parent's."""


def exit_code(error: KbError) -> int:
    """The code of an error by its nearest entry in the table; a failure when it is a skin's own."""
    return next((EXIT_CODES[kind] for kind in type(error).__mro__ if kind in EXIT_CODES), FAILED)


def fault(error: BaseException, settings: Settings | None) -> str:
    """The line for a fault of the program, whose trace goes to a log, or after it when debugging."""
    trace = "".join(traceback.format_exception(error))
    if settings is not None and settings.debug:
        return f"fallo del programa\n{trace}".rstrip()
    name = type(error).__name__
    for place in (_in_cache, _in_temporary):
        try:
            return f"fallo del programa ({name}); el detalle está en {place(settings, trace)}"
        except OSError:
            continue
    return f"fallo del programa ({name}); con KB_DEBUG=1 se muestra el detalle"


def _in_cache(settings: Settings | None, trace: str) -> Path:
    if settings is None:
        raise FileNotFoundError
    path = path_of(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
        file.write(_dated(trace))
    return path


def _in_temporary(_: Settings | None, trace: str) -> Path:
    """A name of its own: the folder is everybody's."""
    descriptor, name = tempfile.mkstemp(prefix="kb-", suffix=".log")
    with open(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(_dated(trace))
    return Path(name)


def _dated(trace: str) -> str:
    return f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{trace}"
