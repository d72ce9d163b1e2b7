"""read -> split -> passages and facts -> encode -> store, file by file; the index once at the end."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np

from ingest.events import Event, Outcome, Progress, Report, Stage
from ingest.parsing import Failure, Whole, crash, parse_all, parse_whole
from ingest.passages import passages_of
from ingest.reading import wording_days
from ingest.sources import Listed, listing, load, printable
from kb.base import KnowledgeBase
from kb.days import spell_day
from kb.documents import Document, Source
from kb.encoder import Encoder, Expectant, Vectors
from kb.encoder.workers import cores
from kb.errors import BaseBusy, BaseError, EncoderError, KbError, SourceError
from kb.facts import Fact, Obligation
from kb.passages import Grain, Passage, encoded_text
from kb.store.rows import OBLIGATION

TEXTS_AT_ONCE = 256
"""Texts encoded in one call: small files share one, a large file shows its progress."""
FILES_AT_ONCE = 64
"""Files whose reports wait at most."""
MUCH = 40_000
"""Bytes of text from which another process reads, while this one loads the model."""
A_SHARE = 400_000
"""Bytes of text that a process reads in the time that it takes to start: one more for each of them."""
_BYTES_IN_PDF = 10
"""Bytes of a PDF for one of text: fonts and positions are the rest."""

Loader = Callable[[Path], Source]
"""Reads a file that was listed, or raises SourceError."""

_log = logging.getLogger(__name__)


def ingest(
    base: KnowledgeBase, paths: Sequence[Path], *, jobs: int | None = 1, load: Loader = load, again: bool = False
) -> Iterator[Event]:
    """Take files and folders into a base: progress as it goes, and a report per file, in order.

    One bad file never stops the rest. An error of the base itself (BaseError) or of the model
    (EncoderError) does; what was reported by then stays. Each document is one transaction, and
    no other writer gets in between: BaseBusy comes before the first event or not at all.
    `load` reads the files; a copy of something of elsewhere can be told its origin there.
    `jobs` processes read them, this one alone if 1; None is as many as the text is worth, at most one a core.
    `again` reads also those that the base has unchanged, as a later release of the readers is to.
    """
    with base.writing():
        yield from _Run(base, listing(paths, but=base.store.home), load, again=again).events(jobs)
        if base.stale:
            yield Progress(done=0, total=1, stage=Stage.INDEX, name="")
            base.reindex()
            yield Progress(done=1, total=1, stage=Stage.INDEX, name="")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A file whose bytes are in the base already, or came earlier in the run as `first`."""

    source: str
    listed: Listed
    sha256: str
    first: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """A document that waits for its vectors; `kept` is its source, where that has wordings of other days."""

    source: str
    kept: Source | None
    document: Document
    passages: Sequence[Passage]
    facts: Sequence[Fact]
    cut: int


class _Run:
    """One run: what it has met, and the files whose reports wait."""

    def __init__(self, base: KnowledgeBase, found: Sequence[Listed], load: Loader, *, again: bool) -> None:
        self.base = base
        self.found = found
        self.load = load
        self.again = again
        self.pending: list[Report | _Ready | _Seen] = []
        self.displaced: list[Listed] = []
        self.first_with: dict[str, str] = {}
        self.last_with: dict[str, str] = {}
        self.failed: set[str] = set()
        self.at_hand: dict[str, Source] = {}
        self.stale = base.store.stale(date.today())
        self.expected = False
        self._encoder: Encoder | None = None

    @property
    def encoder(self) -> Encoder:
        """The base's encoder, loaded when the first document needs it."""
        if self._encoder is None:
            self._encoder = self.base.encoder
            self.base.store.bind(self._encoder.name, self._encoder.dimension)
        return self._encoder

    def events(self, jobs: int | None) -> Iterator[Event]:
        """Progress and reports until every file has its own."""
        others = _processes(_text_in(self.found)) if jobs is None else jobs if jobs > 1 else 0
        yield from self._pass(self.found, others, fresh=False)
        yield from self._pass(self.displaced, 0, fresh=True)
        yield from self._refreshed()

    def _refreshed(self) -> Iterator[Event]:
        """Documents of which another wording is in force by now, read again from the source that the base keeps."""
        for document_id, since in self.base.store.stale(date.today()).items():
            source = self.base.store.source(document_id)
            if source is None:
                continue
            self.at_hand[source.origin] = source
            self.pending.append(self._taken(source.origin, parse_whole(source, spacy=self.base.settings.spacy)))
            for event in self._flush():
                told = f"desde el {spell_day(since)} rige otra redacción"
                yield replace(event, message=told) if isinstance(event, Report) and not event.message else event

    def _pass(self, found: Sequence[Listed], others: int, *, fresh: bool) -> Iterator[Event]:
        """Each of the files once, in so many other processes; `fresh` ones are parsed whatever was met before."""
        work = partial(parse_whole, spacy=self.base.settings.spacy)
        results: Iterator[Whole | Failure | _Seen] = parse_all(self._offered(found, fresh), others, work)
        names = [_name(one) for one in found]
        if names:
            yield Progress(done=0, total=len(names), stage=Stage.READ, name=names[0])
        for done, result in enumerate(results, start=1):
            self.pending.append(self._taken(names[done - 1], result))
            yield Progress(done=done, total=len(names), stage=Stage.READ, name=names[min(done, len(names) - 1)])
            if self._full():
                yield from self._flush()
        yield from self._flush()

    def _offered(self, found: Sequence[Listed], fresh: bool) -> Iterator[Source | Failure | _Seen]:
        """Each file's bytes, or what makes it needless or impossible to parse them."""
        for n, listed in enumerate(found):
            try:
                if listed.error is not None:
                    raise listed.error
                source = self.load(listed.path)
            except SourceError as error:
                yield Failure(message=str(error))
            else:
                offered = source if fresh else self._known(listed, source)
                if offered is source:
                    self.at_hand[_name(listed)] = source
                    self._expect(found[n:])
                yield offered

    def _expect(self, found: Sequence[Listed]) -> None:
        """Have the model get ready while the first documents are read."""
        encoder = self.base.encoder
        if not self.expected and isinstance(encoder, Expectant):
            encoder.expect(_text_in(found))
        self.expected = True

    def _known(self, listed: Listed, source: Source) -> Source | _Seen:
        """The source, unless its bytes are in the base, whole and of today, or came earlier in the run."""
        name = _name(listed)
        first = self.first_with.setdefault(source.sha256, name)
        holder = self.base.store.holder(source.sha256)
        wanted = self.again or holder is None or holder in self.stale or self._lacks_wordings(holder, source)
        if first == name and wanted:
            return source
        return _Seen(source=name, listed=listed, sha256=source.sha256, first=None if first == name else first)

    def _lacks_wordings(self, holder: str, source: Source) -> bool:
        """Whether a release that kept none put a document of which this file has wordings of other days."""
        return self.base.store.lacks_source(holder) and bool(wording_days(source))

    def _taken(self, name: str, result: Whole | Failure | _Seen) -> Report | _Ready | _Seen:
        """What waits for the next flush; a source is let go of unless the base has to keep it."""
        source = self.at_hand.pop(name, None)
        found = self._ready(name, result, source) if isinstance(result, Whole) else result
        return self._failure(name, found) if isinstance(found, Failure) else found

    def _ready(self, name: str, whole: Whole, source: Source | None) -> _Ready | Failure:
        document = whole.document
        window = self.encoder.window
        try:
            passages, cut = passages_of(document, window)
        except KbError as error:
            return Failure(message=str(error))
        except Exception as error:
            return crash(error)
        kept = source if document.changes else None
        return _Ready(source=name, kept=kept, document=document, passages=passages, facts=whole.facts, cut=len(cut))

    def _failure(self, name: str, failure: Failure) -> Report:
        if failure.trace is not None:
            _log.error("%s: %s\n%s", name, failure.message, failure.trace)
        self.failed.add(name)
        return Report(source=name, outcome=Outcome.FAILED, message=failure.message)

    def _full(self) -> bool:
        texts = sum(len(one.passages) for one in self.pending if isinstance(one, _Ready))
        return texts >= TEXTS_AT_ONCE or len(self.pending) >= FILES_AT_ONCE

    def _flush(self) -> Iterator[Event]:
        """Encode what waits, in as few calls as it takes, and store each document on its own."""
        waiting, self.pending = self.pending, []
        vectors = yield from self._encoded([one for one in waiting if isinstance(one, _Ready)])
        for one in waiting:
            if isinstance(one, _Ready):
                yield self._stored(one, vectors.popleft())
            elif isinstance(one, _Seen):
                yield from self._unchanged(one)
            else:
                yield one

    def _encoded(self, ready: Sequence[_Ready]) -> Generator[Event, None, deque[Vectors]]:
        """The vectors of each document; tells its progress in texts."""
        texts = [encoded_text(passage) for one in ready for passage in one.passages]
        if not texts:
            return deque(np.empty((0, self.encoder.dimension), dtype=np.float32) for _ in ready)
        chunks = []
        for done in range(0, len(texts), TEXTS_AT_ONCE):
            yield Progress(done=done, total=len(texts), stage=Stage.ENCODE, name=ready[-1].source)
            chunks.append(self.encoder.encode(texts[done : done + TEXTS_AT_ONCE], "passage"))
        ends = np.cumsum([len(one.passages) for one in ready])
        return deque(np.split(np.concatenate(chunks), ends[:-1]))

    def _stored(self, one: _Ready, vectors: Vectors) -> Report:
        """One transaction; what is wrong with this document alone is told and not raised."""
        document = one.document
        before = self.base.store.facts(document.document_id, types=[OBLIGATION])
        try:
            outcome = Outcome(self.base.store.put(document, one.passages, vectors, one.facts, source=one.kept))
        except (BaseError, EncoderError):
            raise
        except KbError as error:
            return self._failure(one.source, Failure(message=str(error)))
        earlier = self.last_with.get(document.document_id)
        self.last_with[document.document_id] = one.source
        return Report(
            source=one.source,
            outcome=outcome,
            document_id=document.document_id,
            title=document.title,
            units=len(document.units),
            passages=sum(passage.grain is Grain.PASSAGE for passage in one.passages),
            furniture=document.furniture,
            cut=one.cut,
            oddities=(*document.oddities, *(self._succeeded(one, before) if outcome is Outcome.REPLACED else ())),
            message=earlier and f"tiene el mismo identificador que {earlier} y ocupa su lugar",
        )

    def _succeeded(self, one: _Ready, before: Sequence[Fact]) -> tuple[str, ...]:
        """What another text means for what the document demands, and for what people wrote beside that."""
        demands = [[fact for fact in side if isinstance(fact, Obligation)] for side in (before, one.facts)]
        try:
            return self.base.succeed(one.document.document_id, *demands)
        except BaseBusy:
            return ("el seguimiento se está escribiendo y no se ha movido: `kb obligations unmatched` dice cuál",)

    def _unchanged(self, seen: _Seen) -> Iterator[Report]:
        """The same bytes are the same document, or the same failure.

        Unless another file of the run has meanwhile taken the document's place: then this one,
        which comes later, has to take it back.
        """
        holder = self.base.store.holder(seen.sha256)
        failed = seen.first in self.failed
        if holder is None and not failed:
            self.displaced.append(seen.listed)
            return
        if holder is not None:
            self.last_with[holder] = seen.source
        yield Report(
            source=seen.source,
            outcome=Outcome.FAILED if failed else Outcome.UNCHANGED,
            document_id=holder,
            message=seen.first and f"tiene el mismo contenido que {seen.first}",
        )


def _processes(text: int) -> int:
    """How many other processes are to read so many bytes of text."""
    return 0 if text <= MUCH else min(cores(), 1 + text // A_SHARE)


def _text_in(found: Sequence[Listed]) -> int:
    """About how many bytes of text files have, going by their sizes and names."""
    size = 0
    for one in found:
        with suppress(OSError):
            size += one.path.stat().st_size // (_BYTES_IN_PDF if one.path.suffix.lower() == ".pdf" else 1)
    return size


def _name(listed: Listed) -> str:
    return printable(str(listed.path))
