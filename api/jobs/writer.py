"""The writer's process: does the jobs one after another, and stops between two files when its server is gone.

python -m api.jobs.writer    (settings and encoder come pickled on stdin, whose end says to stop)
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from logging.config import dictConfig
from pathlib import Path

from filelock import FileLock, Timeout

from api.jobs import spool
from api.log import CONFIG
from api.state import Jobs, State
from api.state.jobs import JobKind, Task
from ingest.events import Event, Report
from ingest.priority import let_others_first
from ingest.sources import load
from kb.base import KnowledgeBase
from kb.documents import DocumentId, Source
from kb.encoder import Encoder
from kb.errors import BaseBusy, DocumentNotFound, KbError
from kb.settings import Settings

LOCK = "jobs.lock"
IDLE_SECONDS = 20.0
"""How long the process waits for another job before it ends and gives its memory back."""

_POLL = 0.1
_TOLD_EVERY = 0.2
_BUSY_WAIT = 1.0
_log = logging.getLogger("api.jobs")


class Stopped(Exception):
    """The server is gone, or told us to stop."""


class Writer:
    """Does jobs until there are none or it is told to stop."""

    def __init__(self, base: KnowledgeBase, jobs: Jobs, stop: threading.Event) -> None:
        self.base = base
        self.jobs = jobs
        self.stop = stop
        self.home = base.store.home

    def run(self) -> None:
        """Every job there is and those that come within the idle time."""
        until = time.monotonic() + IDLE_SECONDS
        while not self.stop.is_set() and time.monotonic() < until:
            task = self.jobs.take()
            if task is None:
                spool.sweep(self.home, self.jobs.unfinished())
                self.stop.wait(_POLL)
                continue
            self.perform(task)
            until = time.monotonic() + IDLE_SECONDS

    def perform(self, task: Task) -> None:
        """One job, to its end or as far as it may go."""
        try:
            _WAYS[task.kind](self, task)
        except Stopped:
            self.jobs.put_back(task)
        except BaseBusy:
            self.jobs.put_back(task)
            self.stop.wait(_BUSY_WAIT)
        except KbError as error:
            _log.warning("%s: %s", task.id, error)
            self._end(task, _outside(error))
        except Exception:
            _log.exception("%s", task.id)
            self._end(task, "fallo del programa; el registro del servicio tiene el detalle")
        else:
            self._end(task)

    def _end(self, task: Task, error: str | None = None) -> None:
        self.jobs.finish(task, error)
        spool.drop(self.home, task.id)

    def ingest(self, task: Task) -> None:
        """Files that were uploaded, under the names they came with."""
        from ingest.pipeline import ingest

        names = list(task.request["targets"])
        every = dict(zip(spool.paths(self.home, task.id, len(names)), enumerate(names), strict=True))
        left = [path for path, (position, _) in every.items() if position not in task.reported]

        def uploaded(path: Path) -> Source:
            name = every[path][1]
            return replace(load(path), name=name, origin=f"upload:{name}")

        shown = {str(path): place for path, place in every.items()}
        self._follow(task, ingest(self.base, left, load=uploaded), shown)

    def fetch(self, task: Task) -> None:
        """Texts of the BOE."""
        from ingest.fetch.cache import Cache
        from ingest.fetch.client import Client
        from ingest.fetch.run import Wanted, Wording, fetch

        wording = Wording.GAZETTE if task.request["as_published"] else Wording.BEST
        shown = {name: (position, name) for position, name in enumerate(task.request["targets"])}
        left = [
            Wanted(document_id=DocumentId(name), wording=wording)
            for name, (position, _) in shown.items()
            if position not in task.reported
        ]
        with Client(self.base.settings.boe, Cache(self.base.settings.cache / "boe")) as client:
            self._follow(task, fetch(self.base, client, left), shown)

    def remove(self, task: Task) -> None:
        """Forget documents; one that is gone already was removed by the attempt before."""
        for name in task.request["targets"]:
            try:
                self.base.remove(name)
            except DocumentNotFound:
                if self.base.stale:
                    self.base.reindex()

    def _follow(self, task: Task, events: Iterator[Event], shown: dict[str, tuple[int, str]]) -> None:
        """Tell what happens, under the names the caller knows."""
        told = 0.0
        for event in events:
            if isinstance(event, Report):
                position, name = shown[event.source]
                self.jobs.report(task, position, replace(event, source=name, message=_named(event.message, shown)))
            elif time.monotonic() - told > _TOLD_EVERY:
                told = time.monotonic()
                self.jobs.tell(task, replace(event, name=_named(event.name, shown) or ""))
            if self.stop.is_set():
                raise Stopped


_WAYS = {JobKind.INGEST: Writer.ingest, JobKind.FETCH: Writer.fetch, JobKind.REMOVE: Writer.remove}


def _named(text: str | None, shown: dict[str, tuple[int, str]]) -> str | None:
    """A line with the names of the files instead of where we keep them."""
    for path, (_, name) in shown.items():
        text = text and text.replace(path, name)
    return text


def _outside(error: KbError) -> str:
    from api.errors import kind_of

    return kind_of(error).detail or str(error)


def work(settings: Settings, encoder: Encoder | None, stop: threading.Event) -> None:
    """Be the writer of the base, unless another process is."""
    state = State(settings.home)
    try:
        with (
            FileLock(settings.home / LOCK).acquire(timeout=0),
            KnowledgeBase.open(settings, create=True, encoder=encoder) as base,
        ):
            Writer(base, Jobs(state), stop).run()
    except Timeout:
        return
    finally:
        state.close()


def main() -> None:
    """Entry point of the writer's process: settings and encoder come pickled on stdin."""
    dictConfig(CONFIG)
    stop = threading.Event()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    let_others_first()
    settings, encoder = pickle.load(sys.stdin.buffer)
    threading.Thread(target=_watch, args=(stop,), daemon=True).start()
    work(settings, encoder, stop)


def _watch(stop: threading.Event) -> None:
    """The end of stdin is that of the server. Read without its buffer, whose lock would outlive the process's end."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    stop.set()


if __name__ == "__main__":
    main()
