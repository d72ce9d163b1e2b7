"""The law as it was on a day: documents read again from the sources that the base keeps, searched and asked.

Wordings of other days are never in the index of today's law. Those of a day are a small base of their own, beside
the documents they were derived from: made when the day is first asked for, brought up to date before every question,
with the vectors of whatever did not change taken over.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from ingest.document import document_of
from ingest.passages import passages_of
from ingest.reading import read
from kb.base import DAYS, KnowledgeBase
from kb.cautions import course_since
from kb.conversation import NOTHING_YET, Conversation
from kb.days import spell_day
from kb.documents import Document, UnitKind
from kb.encoder import Vectors
from kb.errors import SourceError, WordingNotFound
from kb.passages import Passage, encoded_text
from kb.results import Answer, Hit
from kb.selection import EVERYTHING, Selection
from kb.store import Summary

MOST_DOCUMENTS = 40
"""Up to so many documents all are read as of a day; of more, those that today's law leads to."""
NEAREST_DOCUMENTS = 12
_NEAREST_PASSAGES = 60
MOST_DAYS = 4
"""Days kept; the one that was asked for longest ago makes room."""


def document_on(base: KnowledgeBase, document_id: str, day: date | None) -> Document:
    """A document as in force on a day, or as the base has it.

    DocumentNotFound; WordingNotFound for a day of which that is not known, or on which there was none.
    """
    if day is None:
        return base.document(document_id)
    source = base.store.source(document_id)
    if source is not None:
        return document_of(read(source, as_of=day), source)
    found = base.document(document_id)
    published = found.publication.published
    if published is not None and day < published:
        raise WordingNotFound(f"el {spell_day(day)} no se había publicado {document_id}; elige un día posterior")
    if found.as_of is not None and day < found.as_of:
        raise WordingNotFound(
            f"la base no guarda las redacciones de {document_id} anteriores al {spell_day(found.as_of)}: "
            "incorpora (también si ya lo está) su XML consolidado, por ejemplo con `kb fetch`"
        )
    return found


def ask_on(
    base: KnowledgeBase,
    question: str,
    day: date,
    *,
    documents: Sequence[str] = (),
    conversation: Conversation = NOTHING_YET,
    id: str | None = None,
    on_hits: Callable[[tuple[Hit, ...]], None] | None = None,
    explain: bool = False,
) -> Answer:
    """One answer from the law of a day, with what has become of it since.

    WordingNotFound, DocumentNotFound, InvalidInput, BaseBusy.
    """
    with base_on(base, day, question, documents) as then:
        answer = then.base.ask(
            question, documents=then.among, conversation=conversation, id=id, on_hits=on_hits, explain=explain
        )
        since = course_since(answer, then.base.store, base.store, day)
    told = (*since, *answer.warnings, *_left_out(then.unknown))
    return replace(answer, as_of=day, warnings=tuple(dict.fromkeys(told)))


def search_on(
    base: KnowledgeBase,
    query: str,
    day: date,
    *,
    k: int = 10,
    documents: Sequence[str] = (),
    selection: Selection = EVERYTHING,
    kinds: Sequence[UnitKind] = (),
) -> tuple[Hit, ...]:
    """The `k` best passages of the law of a day, out of what `KnowledgeBase.search` takes.

    WordingNotFound, DocumentNotFound, InvalidInput, BaseBusy.
    """
    if selection != EVERYTHING:
        documents = [one.document_id for one in base.select(selection)]
        if not documents:
            return ()
    with base_on(base, day, query, documents) as then:
        return then.base.search(query, k=k, documents=then.among, kinds=kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """The law of a day: its base, which documents of it a question is about, and those whose wording is not known."""

    base: KnowledgeBase
    among: tuple[str, ...]
    unknown: tuple[str, ...]


_MOST_NAMED = 3


def _left_out(unknown: Sequence[str]) -> Iterator[str]:
    """What a reader has to know of the documents that could not be asked."""
    if unknown:
        more = f" y otros {len(unknown) - _MOST_NAMED}" if len(unknown) > _MOST_NAMED else ""
        yield (
            f"sin consultar, porque la base no tiene su redacción de ese día: {', '.join(unknown[:_MOST_NAMED])}{more}"
        )


@contextmanager
def base_on(base: KnowledgeBase, day: date, question: str, documents: Sequence[str] = ()) -> Iterator[Then]:
    """What a question about a day is asked of. WordingNotFound when nothing is known of that day."""
    wanted = _wanted(base, question, documents)
    home = base.store.home / DAYS / day.isoformat()
    settings, encoder = replace(base.settings, home=home), base.searcher.encoder
    with KnowledgeBase.open(settings, create=True, encoder=encoder, day=day) as then:
        with then.writing():
            _bring_up(base, then, day, wanted)
            if then.stale:
                then.reindex()
        held = {one.document_id for one in then.documents()}
        among = tuple(one.document_id for one in wanted if one.document_id in held)
        if not among:
            raise WordingNotFound(f"ninguno de esos documentos existía el {spell_day(day)}, o no se sabe qué decía")
        absent = (one for one in wanted if one.document_id not in held)
        unknown = tuple(one.document_id for one in absent if one.published is None or one.published <= day)
        yield Then(base=then, among=among, unknown=unknown)
    _make_room(base, day)


def _wanted(base: KnowledgeBase, question: str, documents: Sequence[str]) -> list[Summary]:
    """The documents that were named, or all; of too many, those that hold what is nearest to the question today."""
    base.store.live(documents)
    found = [one for one in base.documents() if not documents or one.document_id in documents]
    if len(found) <= MOST_DOCUMENTS:
        return found
    hits = base.search(question, k=_NEAREST_PASSAGES, documents=documents)
    nearest = list(dict.fromkeys(hit.document_id for hit in hits))[:NEAREST_DOCUMENTS]
    return [one for one in found if one.document_id in nearest]


def _bring_up(base: KnowledgeBase, then: KnowledgeBase, day: date, wanted: Sequence[Summary]) -> None:
    """Put what is wanted and not there as it is now in the base; take out what the base has no more."""
    encoder = base.encoder
    then.store.bind(encoder.name, encoder.dimension)
    now = {one.document_id: one.sha256 for one in base.documents()}
    for held in then.documents():
        if now.get(held.document_id) != held.sha256:
            then.store.remove(held.document_id)
    for one in wanted:
        if then.store.digest(one.document_id) is None and not (one.published and one.published > day):
            _put(base, then, one.document_id, day)


def _put(base: KnowledgeBase, then: KnowledgeBase, document_id: str, day: date) -> None:
    try:
        document = document_on(base, document_id, day)
    except (WordingNotFound, SourceError):
        return
    passages, _ = passages_of(document, base.encoder.window)
    then.store.put(document, passages, _vectors(base, document_id, passages))


def _vectors(base: KnowledgeBase, document_id: str, passages: Sequence[Passage]) -> Vectors:
    """Those of today for the texts that did not change; only the others are computed."""
    known = base.store.encoded(document_id)
    texts = [encoded_text(passage) for passage in passages]
    other = list(dict.fromkeys(text for text in texts if text not in known))
    if other:
        known |= dict(zip(other, base.encoder.encode(other, "passage"), strict=True))
    matrix = [known[text] for text in texts]
    return np.array(matrix, dtype=np.float32).reshape(len(texts), base.encoder.dimension)


def _make_room(base: KnowledgeBase, day: date) -> None:
    others = [one for one in (base.store.home / DAYS).iterdir() if one.is_dir() and one.name != day.isoformat()]
    others.sort(key=lambda one: one.stat().st_mtime, reverse=True)
    for one in others[MOST_DAYS - 1 :]:
        shutil.rmtree(one, ignore_errors=True)
