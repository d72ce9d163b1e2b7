"""Files to documents and what they state, in this process or in several, in the order they were given."""

from __future__ import annotations

import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Generic, TypeVar

from ingest.document import document_of
from ingest.reading import read
from kb.documents import Document, Source
from kb.errors import KbError
from kb.facts import Fact

CRASHED = "fallo del programa al leer el archivo ({name}); `kb doctor` dice dónde está el registro"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a source gave no document; `trace` is there when the fault is ours."""

    message: str
    trace: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A document and what was found in it."""

    document: Document
    facts: tuple[Fact, ...]


Parsed = Document | Failure
T = TypeVar("T")
R = TypeVar("R")


def parse(source: Source) -> Parsed:
    """Read and split one source. Whatever goes wrong with it is told, not raised."""
    try:
        return document_of(read(source), source)
    except KbError as error:
        return Failure(message=str(error))
    except Exception as error:
        return crash(error)


def parse_whole(source: Source, *, spacy: str) -> Whole | Failure:
    """Read and split one source and find what it states; InvalidInput when no pipeline is called `spacy`."""
    document = parse(source)
    if isinstance(document, Failure):
        return document
    from ingest.extraction import Extractor
    from ingest.obligations import obligations

    extractor = Extractor(spacy)
    try:
        entities = extractor.entities(document)
        return Whole(document=document, facts=(*entities, *obligations(document, entities)))
    except KbError as error:
        return Failure(message=str(error))
    except Exception as error:
        return crash(error)


def crash(error: Exception) -> Failure:
    """A fault of the program, with the trace to mend it."""
    return Failure(message=CRASHED.format(name=type(error).__name__), trace=traceback.format_exc())


def parse_all(
    offered: Iterable[Source | T], jobs: int, work: Callable[[Source], R | Failure]
) -> Iterator[R | Failure | T]:
    """What `work` makes of sources, in order, in `jobs` other processes or here if none; anything else goes through."""
    if not jobs:
        yield from (work(one) if isinstance(one, Source) else one for one in offered)
        return
    workers = _Workers(jobs, work)
    waiting: deque[T | _Task[R]] = deque()
    try:
        for one in offered:
            waiting.append(workers.start(one) if isinstance(one, Source) else one)
            if len(waiting) > 2 * jobs:
                yield workers.given(waiting.popleft())
        while waiting:
            yield workers.given(waiting.popleft())
    finally:
        workers.stop()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task(Generic[R]):
    source: Source
    future: Future[R | Failure]


class _Workers(Generic[R]):
    """A pool that is renewed when a file kills it."""

    def __init__(self, jobs: int, work: Callable[[Source], R | Failure]) -> None:
        self._jobs = jobs
        self._work = work
        self._pool = _pool(jobs)

    def start(self, source: Source) -> _Task[R]:
        try:
            return _Task(source=source, future=self._pool.submit(self._work, source))
        except BrokenProcessPool:
            self._pool = _pool(self._jobs)
            return _Task(source=source, future=self._pool.submit(self._work, source))

    def given(self, one: T | _Task[R]) -> R | Failure | T:
        """What a task gave; a task whose pool was killed, by its own file or another, is tried alone."""
        if not isinstance(one, _Task):
            return one
        try:
            return one.future.result()
        except BrokenProcessPool:
            with _pool(1) as alone:
                try:
                    return alone.submit(self._work, one.source).result()
                except BrokenProcessPool as error:
                    return crash(error)

    def stop(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Fresh processes, without the threads of this one; Ctrl-C is the parent's business."""
    return ProcessPoolExecutor(
        jobs,
        mp_context=get_context("spawn"),
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )
