"""The exception to a clause that stands elsewhere in its norm, cited after the clause.

Two ways lead there: the clause points to it (`salvo lo dispuesto en el apartado 6`), or another clause of the same
article points back (`No obstante lo previsto en el apartado anterior, …`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from kb.answers.statements import MOST_CITATIONS, Statement, of_unit
from kb.documents import Document, DocumentKind, Span, Unit
from kb.numerals import fold
from kb.own_places import own_places_of
from kb.passages import Passage
from kb.patterns import regex
from kb.search.rows import REMEMBERED
from kb.search.searcher import Found
from kb.store import Reader

_POINTS = regex(
    r"\b(?:salvo|excepto|a excepcion de|con (?:la |las )?(?:unica )?excepci(?:on|ones) de|sin perjuicio de"
    r"|fuera de los (?:casos|supuestos))\b"
)
_OPENS = regex(
    r"^(?:\d{1,2}\.|[a-zñ]\)|[-–•])?\s*(?:no obstante|excepcionalmente|(?:como|por|con caracter de) excepcion)\b"
)
_OPENING = 50
"""Characters at the start of a clause in which it says that it is an exception."""
_REACH = 100
"""Characters behind `salvo` in which the place it speaks of is named."""


def with_exceptions(given: Sequence[Statement], found: Found, store: Reader) -> tuple[Statement, ...]:
    """The statements with the exceptions to the first right behind it, as many as may be cited.

    They stand behind what is said of the other places that the question names.
    """
    main = given[0]
    back = [one for one in _openings(found) if _article(one.unit_id) == _article(main.unit_id)]
    if not back and _POINTS.search(fold(main.quote)) is None:
        return tuple(given)
    document = store.document(main.passage.document_id)
    if document.kind is not DocumentKind.NORM:
        return tuple(given)
    units = dict.fromkeys([*_pointed_to(document, main), *_pointing_back(document, main, back)])
    stated = [_stated(unit, store, document) for unit in islice(units, MOST_CITATIONS - 1)]
    rest = [one for one in given[1:] if one.unit_id not in {other.unit_id for other in stated}]
    named = [one for one in rest if one.place]
    return (main, *named, *stated, *(one for one in rest if not one.place))[:MOST_CITATIONS]


def _pointed_to(document: Document, main: Statement) -> Iterator[Unit]:
    """The units of its norm that the clause names right behind `salvo`."""
    marks = [main.span.start + match.end() for match in _POINTS.finditer(fold(main.quote))]
    if not marks:
        return
    for unit in document.leaves():
        if unit.start < main.span.end and main.span.start < unit.end:
            for place in own_places_of(document, unit):
                behind = any(0 <= place.start - mark <= _REACH for mark in marks) and place.end <= main.span.end
                if behind and place.target_unit is not None and not _holds(place.target_unit, main.unit_id):
                    yield document.unit(place.target_unit)


def _pointing_back(document: Document, main: Statement, openings: Sequence[Passage]) -> Iterator[Unit]:
    """The units that begin with an exception to the clause."""
    for one in openings:
        if not document.has(one.unit_id) or _holds(one.unit_id, main.unit_id):
            continue
        unit = document.unit(one.unit_id)
        named = (place.target_unit for place in own_places_of(document, unit) if place.start < one.start + _REACH)
        if any(target is not None and _holds(target, main.unit_id) for target in named):
            yield unit


def _openings(found: Found) -> Iterator[Passage]:
    """The sentences, of all that were found, that begin with an exception."""
    mine = found.ranking[0].passage.document_id
    for ranked in found.ranking:
        if ranked.passage.document_id == mine:
            yield from (one for _, one in ranked.family.sentences if _opens(one.text))


@lru_cache(maxsize=REMEMBERED)
def _opens(sentence: str) -> bool:
    return _OPENS.match(fold(sentence[:_OPENING])) is not None


def _stated(unit: Unit, store: Reader, document: Document) -> Statement:
    keys = store.keys_within(document.document_id, Span(start=unit.start, end=unit.end))
    return of_unit(unit, [family.passage for family in store.families(keys)])


def _article(unit_id: str) -> str:
    return unit_id.partition(".")[0]


def _holds(unit_id: str, other: str) -> bool:
    """Whether a unit is the other or around it."""
    return f"{other}.".startswith(f"{unit_id}.")
