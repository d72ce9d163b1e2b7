"""An answer with what its reader has to know of the law's course: nothing is read but what the citations need."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from kb.citations import cited_norms
from kb.days import spell_day
from kb.documents import Document, Unit
from kb.results import Answer
from kb.store import Reader
from kb.vigencia import cited_warnings, place_of, unit_warnings, warnings_of


def warned(answer: Answer, store: Reader, today: date) -> Answer:
    """The answer with more warnings, those of the citation that carries it first; none for an abstention."""
    return (
        replace(answer, warnings=tuple(dict.fromkeys((*answer.warnings, *_warnings(answer, store, today)))))
        if answer.citations
        else answer
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
    if document.as_of != standing.as_of:
        standing = replace(standing, as_of=document.as_of, changes=())
    if unit_id is None:
        return warnings_of(standing, today)
    unit = document.unit(unit_id)
    since = _since(unit, document.document_id, store, document.as_of or today)
    return tuple(dict.fromkeys((*since, *unit_warnings(standing, unit, document.text_of(unit), today))))


def course_of(documents: Collection[str], store: Reader, today: date) -> dict[str, tuple[str, ...]]:
    """What became of documents that their readers have to know, such as a repeal; those that stand are left out."""
    found = {name: warnings_of(standing, today) for name, standing in store.standings(documents).items()}
    return {name: told for name, told in found.items() if told}


def course_since(answer: Answer, then: Reader, now: Reader, day: date) -> tuple[str, ...]:
    """What has become of the units of a day's law that an answer cites, in the law that the base has now."""
    places = [(one.document_id, one.unit_id) for one in answer.citations]
    found = then.units(places)
    lines = [line for place in places if place in found for line in _since(found[place], place[0], now, day)]
    return tuple(dict.fromkeys(lines))


def _since(unit: Unit, document_id: str, now: Reader, day: date) -> Iterator[str]:
    """Whether a unit of consolidated law has another wording now, or is gone: itself, or what holds it."""
    if unit.version is None:
        return
    above = unit.unit_id[: len(unit.unit_id) - len(place_of(unit.unit_id))]
    parts = place_of(unit.unit_id).split(".")
    ids = [above + ".".join(parts[:count]) for count in range(len(parts), 0, -1)]
    held = now.units([(document_id, one) for one in ids])
    today = next((held[document_id, one] for one in ids if (document_id, one) in held), None)
    if today is None:
        yield f"{unit.label} ya no está en el texto vigente de {document_id}"
    elif today.version is not None and today.version.in_force_from > day:
        version = today.version
        yield f"{unit.label} tiene otra redacción desde el {spell_day(version.in_force_from)}, dada por {version.norm}"
