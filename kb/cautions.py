"""An answer with what its reader has to know of the law's course: nothing is read but what the citations need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kb.citations import cited_norms
from kb.documents import Document
from kb.results import Answer
from kb.store import Reader
from kb.vigencia import cited_warnings, unit_warnings, warnings_of


def warned(answer: Answer, store: Reader, today: date) -> Answer:
    """The answer with its warnings, those of the citation that carries it first; none for an abstention."""
    return (
        replace(answer, warnings=tuple(dict.fromkeys(_warnings(answer, store, today)))) if answer.citations else answer
    )


def _warnings(answer: Answer, store: Reader, today: date) -> Iterator[str]:
    standings = store.standings({one.document_id for one in answer.citations})
    units = store.units([(one.document_id, one.unit_id) for one in answer.citations])
    for one in answer.citations:
        standing, unit = standings.get(one.document_id), units.get((one.document_id, one.unit_id))
        if standing is not None and unit is not None:
            yield from unit_warnings(standing, unit, one.quote, today)
    carrying = answer.citations[0]
    names = [norm.name for norm in cited_norms(carrying.quote)]
    found = store.mentions(names) if names else {}
    for name in names:
        yield from cited_warnings(name, found.get(name, []), carrying.document_id)


def document_warnings(document: Document, store: Reader, today: date, unit_id: str | None = None) -> tuple[str, ...]:
    """What a reader of a document, or of one unit of it, has to know."""
    standing = store.standings([document.document_id]).get(document.document_id)
    if standing is None:
        return ()
    if unit_id is None:
        return warnings_of(standing, today)
    unit = document.unit(unit_id)
    return unit_warnings(standing, unit, document.text_of(unit), today)
