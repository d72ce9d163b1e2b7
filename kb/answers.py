"""A ranking becomes an answer made of the documents' own words, or an abstention."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kb.confidence import ENOUGH, confidence
from kb.documents import Span, UnitId
from kb.lexical import terms
from kb.passages import Passage
from kb.places import NamedUnit
from kb.ranking import Ranked
from kb.results import LONGEST_ANSWER, Answer, Citation, Hit, Status
from kb.rows import is_row
from kb.search import Found, Searcher
from kb.store import Reader

MOST_CITATIONS = 3
_CONSIDERED = 5
"""Passages among which further places that say the same are looked for."""

_LONGEST_QUOTE = 1600
_MOST_VALUES = 6

NOTHING = "No consta en estos documentos."
EMPTY = "No hay documentos en la base: añade alguno con «kb ingest»."
ABSENT = "Estos documentos no tienen {places}; se muestran los lugares más próximos."
WEAK = (
    "Ningún pasaje de estos documentos responde a la pregunta con seguridad suficiente; se muestran los más próximos."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is said and where it stands: the quoted stretch, its unit and path, the text shown for it."""

    passage: Passage
    span: Span
    unit_id: UnitId
    path: str
    text: str


class Answerer:
    """Answers questions from what a searcher finds."""

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher

    def ask(
        self,
        question: str,
        *,
        documents: Sequence[str] = (),
        id: str | None = None,
        on_hits: Callable[[tuple[Hit, ...]], None] | None = None,
    ) -> Answer:
        """One answer with its citations, or an abstention. InvalidInput, DocumentNotFound.

        `on_hits` is told the best passages as soon as they are known.
        """
        began = time.perf_counter()
        found = self.searcher.find(question, documents=documents)
        hits = self.searcher.hits(found, k=10)
        if on_hits is not None:
            on_hits(hits)
        sure = confidence(found)
        statements: tuple[Statement, ...] = ()
        status: Status = "abstained"
        reason = _reason(found, sure)
        values: tuple[str, ...] = ()
        text = NOTHING
        if reason is None:
            status = "answered"
            statements = _statements(found)
            values = _values(found)
            text = _shortened(statements[0].text)
        return Answer(
            id=id,
            question=question,
            status=status,
            reason=reason,
            answer=text,
            values=values,
            confidence=round(sure, 3),
            citations=_citations(self.searcher.store, statements),
            hits=hits,
            elapsed_ms=round(1000 * (time.perf_counter() - began), 1),
        )


def _reason(found: Found, sure: float) -> str | None:
    """Why nothing is answered; None when something is."""
    if not found.ranking:
        return EMPTY
    if found.places.absent and not found.ranking[0].named:
        return ABSENT.format(places=", ".join(f"«{place.text}»" for place in found.places.absent))
    return None if sure >= ENOUGH else WEAK


def _statements(found: Found) -> tuple[Statement, ...]:
    """The statement that answers, then those of further passages that say the same."""
    if found.question.is_only_a_place and found.ranking[0].named:
        return tuple(_whole(one, found.ranking) for one in found.places.units[:MOST_CITATIONS])
    first = found.ranking[0]
    others = [_statement(one) for one in found.ranking[1:_CONSIDERED] if _says_the_same(first, one)]
    return (_statement(first), *others)[:MOST_CITATIONS]


def _whole(named: NamedUnit, ranking: Sequence[Ranked]) -> Statement:
    """The text of a named unit as far as its first passage goes; without its heading when it has more."""
    passage = min((r.passage for r in ranking if r.family.key in named.keys), key=lambda one: one.start)
    span = Span(start=max(passage.start, named.unit.start), end=min(passage.end, named.unit.end))
    return Statement(
        passage=passage, span=span, unit_id=named.unit.unit_id, path=_path(passage), text=_slice(passage, span)
    )


def _statement(ranked: Ranked) -> Statement:
    """The best sentence of a passage; a list whole, a row under its header."""
    if not ranked.sentences:
        passage = ranked.passage
        span = Span(start=passage.start, end=passage.end)
        return Statement(passage=passage, span=span, unit_id=passage.unit_id, path=_path(passage), text=passage.text)
    best = ranked.sentences[0].sentence
    whole = _list_of(ranked.passage, best)
    if whole is not None:
        text = _slice(ranked.passage, whole)
        unit_id = ranked.passage.unit_id if whole.start == ranked.passage.start else best.unit_id
        return Statement(passage=best, span=whole, unit_id=unit_id, path=best.context, text=text)
    span = Span(start=best.start, end=best.end)
    text = f"{_header(ranked.passage)}\n{best.text}" if is_row(best.unit_id) else best.text
    return Statement(passage=best, span=span, unit_id=best.unit_id, path=best.context, text=text)


def _path(passage: Passage) -> str:
    """The heading path of a passage: its context without the document's title before it."""
    return passage.context.partition(" > ")[2]


def _list_of(passage: Passage, sentence: Passage) -> Span | None:
    """The stretch from a sentence that introduces a list to the end of the passage; None for any other sentence."""
    if not sentence.text.endswith(":") or sentence.end >= passage.end:
        return None
    end = min(passage.end, sentence.start + _LONGEST_QUOTE)
    if end < passage.end:
        cut = passage.text.rfind("\n", 0, len(passage.text) - (passage.end - end))
        end = passage.end - (len(passage.text) - cut) if cut > 0 else end
    return Span(start=sentence.start, end=end)


def _slice(passage: Passage, span: Span) -> str:
    """A stretch of the document out of a passage that holds it; what is shown before the passage does not count."""
    offset = len(passage.text) - (passage.end - passage.start) - passage.start
    return passage.text[span.start + offset : span.end + offset]


def _header(passage: Passage) -> str:
    """The header of the table that a passage begins with."""
    return passage.text.split("\n", 1)[0]


def _says_the_same(first: Ranked, other: Ranked) -> bool:
    """Whether another passage's best sentence states one of the values, or most of the words, of the first's."""
    if not first.sentences or not other.sentences:
        return False
    one, two = first.sentences[0], other.sentences[0]
    if one.values:
        return bool({value.normal for value in one.values} & {value.normal for value in two.values})
    mine, theirs = set(terms(one.sentence.text)), set(terms(two.sentence.text))
    return len(mine & theirs) >= 0.6 * min(len(mine), len(theirs))


def _values(found: Found) -> tuple[str, ...]:
    """The values of the kinds asked for in the sentence that answers."""
    first = found.ranking[0]
    if not first.sentences or found.question.is_only_a_place:
        return ()
    best = first.sentences[0]
    return tuple(dict.fromkeys(value.normal for value in best.values))[:_MOST_VALUES]


def _shortened(text: str) -> str:
    """At most LONGEST_ANSWER characters, cut between words."""
    if len(text) <= LONGEST_ANSWER:
        return text
    return text[: LONGEST_ANSWER - 1].rsplit(" ", 1)[0] + "…"


def _citations(store: Reader, statements: Sequence[Statement]) -> tuple[Citation, ...]:
    """Where each statement stands, quoted verbatim."""
    places = [(one.passage.document_id, one.unit_id) for one in statements]
    units = store.units(places)
    urls = {summary.document_id: summary.url for summary in store.summaries()} if statements else {}
    return tuple(
        Citation(
            document_id=one.passage.document_id,
            unit_id=one.unit_id,
            label=units[place].label,
            path=one.path,
            quote=_quote(one),
            start=one.span.start,
            end=one.span.end,
            page=units[place].page,
            url=urls.get(one.passage.document_id),
            version=units[place].version,
        )
        for one, place in zip(statements, places, strict=True)
    )


def _quote(statement: Statement) -> str:
    """The verbatim stretch: the shown text without the header before a row."""
    return statement.text[len(statement.text) - (statement.span.end - statement.span.start) :]
