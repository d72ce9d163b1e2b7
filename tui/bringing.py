"""Ingestion in a process of its own, so that the screen never waits for it.

Reading, splitting and encoding keep Python busy for minutes; in a thread of the app every key would wait its
turn. The process tells its events through a pipe; ending it leaves the base in its last committed state.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.events import Event
from kb.errors import BaseError, KbError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from kb.base import KnowledgeBase
    from kb.settings import Settings

_PATIENCE = 5.0
"""Seconds that a process has to end by itself."""


class Apart:
    """A run over `paths`, or over what the BOE has under `document_ids`. Iterating gives its events.

    KbError: what stopped it, unless `stop` did.
    """

    stopped = "Detenido: lo que se había incorporado se queda."

    def __init__(self, settings: Settings, *, paths: Sequence[Path] = (), document_ids: Sequence[str] = ()) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=_run, args=(settings, tuple(paths), tuple(document_ids), theirs))
        # The app's stand-in for stderr has no descriptor, and what spawn starts beside the process asks for one.
        with redirect_stderr(sys.__stderr__):
            self._process.start()
        theirs.close()
        self._ended = False

    def __iter__(self) -> Iterator[Event]:
        """The events as they come."""
        try:
            while (told := self._told()) is not None:
                if isinstance(told, KbError):
                    raise told
                yield told
        finally:
            self.stop()
            self._process.join(_PATIENCE)

    def stop(self) -> None:
        """End the run; from any thread. What was reported by then stays in the base."""
        self._ended = True
        self._process.terminate()

    def _told(self) -> Event | KbError | None:
        try:
            told: Event | KbError | None = self._pipe.recv()
        except EOFError:
            if self._ended:
                return None
            raise BaseError("la incorporación se ha interrumpido: vuelve a intentarlo") from None
        return told


def _run(settings: Settings, paths: Sequence[Path], document_ids: Sequence[str], pipe: Connection) -> None:
    """In the new process: each event, then None, or the error that ended it."""
    from ingest.priority import let_others_first
    from tui.background import line_of

    _be_silent()
    let_others_first()
    try:
        for event in _ingested(settings, paths, document_ids):
            pipe.send(event)
        pipe.send(None)
    except BrokenPipeError:
        return
    except KbError as error:
        pipe.send(error)
    except Exception as error:
        pipe.send(KbError(line_of(error, settings)))


def _ingested(settings: Settings, paths: Sequence[Path], document_ids: Sequence[str]) -> Iterator[Event]:
    from kb.base import KnowledgeBase

    with KnowledgeBase.open(settings, create=True) as base:
        if paths:
            from ingest.pipeline import ingest

            yield from ingest(base, paths)
        if document_ids:
            yield from _fetched(base, settings, document_ids)


def _fetched(base: KnowledgeBase, settings: Settings, document_ids: Sequence[str]) -> Iterator[Event]:
    from ingest.fetch.addresses import boe_id
    from ingest.fetch.cache import Cache
    from ingest.fetch.client import Client
    from ingest.fetch.run import Wanted, fetch

    wanted = [Wanted(document_id=boe_id(one)) for one in document_ids]
    with Client(settings.boe, Cache(settings.cache / "boe")) as client:
        yield from fetch(base, client, wanted)


def _be_silent() -> None:
    """The terminal belongs to the app: what libraries print here goes nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
