"""A ranking becomes an answer made of the documents' own words, or an abstention."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from kb.answers.abstention import missing, why_not
from kb.answers.confidence import confidence
from kb.answers.phrasing import Told, said
from kb.answers.provisos import with_exceptions
from kb.answers.statements import Statement, statements
from kb.answers.why import explained
from kb.conversation import NOTHING_YET, Conversation
from kb.documents import DocumentId, DocumentKind
from kb.results import Answer, Citation, Hit
from kb.search.searcher import Found, Searcher
from kb.store import Reader, Summary

NOTHING = "No consta en estos documentos."
SEVERAL = "Lo dice más de una norma y se citan varias: nombra en la pregunta la que buscas o elige el documento"
FURTHER = "Se citan {shown} de los {named} lugares por los que se pregunta"


class Answerer:
    """Answers questions from what a searcher finds."""

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher

    def ask(
        self,
        question: str,
        *,
        documents: Sequence[str] = (),
        conversation: Conversation = NOTHING_YET,
        id: str | None = None,
        on_hits: Callable[[tuple[Hit, ...]], None] | None = None,
        explain: bool = False,
    ) -> Answer:
        """One answer with its citations, or an abstention. InvalidInput, DocumentNotFound.

        `on_hits` is told the best passages as soon as they are known; `explain` adds how it came about.
        """
        began = time.perf_counter()
        found = self.searcher.find(question, documents=documents, spoken_of=conversation.about)
        hits = self.searcher.hits(found, k=10)
        if on_hits is not None:
            on_hits(hits)
        nearest = statements(found) if found.ranking else ()
        main = nearest[0] if nearest else None
        sure = confidence(found, main)
        reason = why_not(found, main, sure)
        given, held = self._given(nearest, found) if reason is None else ((), {})
        told = said(found.question, given, held, sure) if given else Told(text=NOTHING, values=())
        return Answer(
            id=id,
            question=question,
            status="answered" if reason is None else "abstained",
            reason=reason,
            answer=told.text,
            values=told.values,
            confidence=round(sure, 3),
            citations=_citations(self.searcher.store, given, held),
            hits=hits,
            elapsed_ms=round(1000 * (time.perf_counter() - began), 1),
            warnings=(*_left_out(found, given), *_of_several(found, given)),
            why=explained(found, main, hits) if explain else None,
        )

    def _given(
        self, nearest: Sequence[Statement], found: Found
    ) -> tuple[tuple[Statement, ...], Mapping[DocumentId, Summary]]:
        """What is said, the norm before the note, with the exceptions; and the documents that say it."""
        store = self.searcher.store
        documents = {one.passage.document_id for one in nearest}
        held = {summary.document_id: summary for summary in store.summaries(documents)}
        return with_exceptions(_norm_first(nearest, held), found, store), held


def _left_out(found: Found, given: Sequence[Statement]) -> tuple[str, ...]:
    """What an answer does not show of the places that the question names."""
    if not given or not found.ranking[0].named:
        return ()
    mine = [one for one in found.places.units if one.document_id == given[0].passage.document_id]
    shown = sum(bool(one.place) for one in given)
    lines = [missing(found)] if found.places.absent or found.places.unheld else []
    if 0 < shown < len(mine):
        lines.append(FURTHER.format(shown=shown, named=len(mine)))
    return tuple(lines)


def _of_several(found: Found, given: Sequence[Statement]) -> tuple[str, ...]:
    """That a question which may be asked of any norm is answered by more than one."""
    norms = {one.passage.document_id for one in given}
    return (SEVERAL,) if found.plain is not None and len(norms) > 1 else ()


def _norm_first(given: Sequence[Statement], held: Mapping[DocumentId, Summary]) -> tuple[Statement, ...]:
    """A norm before the press note that states the same values."""
    main, *rest = given
    stated = {value.normal for value in main.values}
    if not stated or held[main.passage.document_id].kind is not DocumentKind.PRESS_NOTE:
        return tuple(given)
    same = next((one for one in rest if _is_norm(one, held) and {value.normal for value in one.values} == stated), None)
    return tuple(given) if same is None else (same, *(one for one in given if one is not same))


def _is_norm(one: Statement, held: Mapping[DocumentId, Summary]) -> bool:
    return held[one.passage.document_id].kind is DocumentKind.NORM


def _citations(
    store: Reader, given: Sequence[Statement], documents: Mapping[DocumentId, Summary]
) -> tuple[Citation, ...]:
    """Where each statement stands, quoted verbatim."""
    places = [(one.passage.document_id, one.unit_id) for one in given]
    units = store.units(places)
    return tuple(
        Citation(
            document_id=one.passage.document_id,
            unit_id=one.unit_id,
            label=units[place].label,
            path=one.path,
            quote=one.quote,
            start=one.span.start,
            end=one.span.end,
            page=units[place].page,
            url=documents[one.passage.document_id].url,
            version=units[place].version,
        )
        for one, place in zip(given, places, strict=True)
    )
