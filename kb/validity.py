"""Whether a document is still the law, as far as it says so itself: a note of the gazette, its analysis, its head.

A text as it was published says nothing of what came after it. A consolidated one is of a day, and its source marks the
norms that are no longer in force by then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kb.acts import Effect, acts_of
from kb.days import spell_day
from kb.documents import Direction, Document, Unit, UnitKind
from kb.numerals import plain
from kb.patterns import regex

_OVER = regex(
    r"^(?:tengase en cuenta que )?(?:"
    r"(?:la |esta )?(?:norma|disposicion|ley|orden|resolucion) (?:ha (?:sido|quedado) |queda )?(?:derogada|anulada)"
    r"|(?:la )?vigencia(?: de .{1,80})? (?:ha quedado |queda |quedo |esta )?agotada"
    r"|(?:est[ea]|el presente|la presente) .{1,60}?\b(?:ha (?:sido|quedado)|queda|fue) (?:derogad|anulad|sin efecto)"
    r"|queda (?:derogad|sin efecto)|se deja sin efecto, (?:desde|con efectos)|norma (?:derogada|anulada))"
)
"""`Norma derogada, con efectos de…`, `Téngase en cuenta que la vigencia de este Real Decreto ha quedado agotada`"""
_PARTLY = regex(
    r"\b(?:excepto|salvo|a excepcion|parcial\w*|(?:el|los) (?:capitulos?|articulos?|titulos?|apartados?))\b"
)
_CONSOLIDATED = regex(r"texto consolidado:")
_OVER_BY = "No está en vigor."
_NOT_SAID = "No consta que haya dejado de estar en vigor: el texto de la base es el consolidado a {day}."
_MARKED = "No está en vigor{since}, según los datos del texto consolidado a {day}."
_IN_PART = "Derogada en parte."


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A unit, or a part of one, that tells something of its document; `lead` is what is said before its words."""

    unit: Unit
    lead: str = ""


def tellings(document: Document) -> Iterator[Telling]:
    """The places that say whether a document is in force, the plainest first; none where it does not say."""
    for unit in _before(document):
        words = plain(" ".join(document.text_of(unit).split()))
        if _OVER.search(words):
            yield Telling(unit=unit, lead=_IN_PART if _PARTLY.search(words) else _OVER_BY)
    yield from (Telling(unit=row, lead=_OVER_BY) for row in _repealing(document))
    day = document.as_of or document.publication.updated
    if day is None:
        return
    lead = (
        _NOT_SAID.format(day=spell_day(day)) if document.repealed is None else _marked(document.repealed, document, day)
    )
    for unit in document.leaves():
        if unit.kind is UnitKind.METADATA and _CONSOLIDATED.match(plain(document.text_of(unit))):
            yield Telling(unit=unit, lead=lead)


def _marked(over: date, document: Document, day: date) -> str:
    """The source's mark that it is over; the day of its own publication stands for one that nobody knows."""
    known = over not in (date.min, document.publication.published)
    return _MARKED.format(since=f" desde el {spell_day(over)}" if known else "", day=spell_day(day))


def _before(document: Document) -> Iterator[Unit]:
    """What stands before the first article: the notes of the gazette on the whole norm are there."""
    first = next((one.start for one in document.units if one.kind is UnitKind.ARTICLE), len(document.text))
    return (one for one in document.leaves() if one.start < first and one.kind is not UnitKind.METADATA)


def _repealing(document: Document) -> Iterator[Unit]:
    """The lines of the analysis with a later norm that repeals the whole of it."""
    later = (one for one in document.references if one.direction is Direction.LATER)
    targets = [one.target for one in later if any(a.whole and a.effect is Effect.REPEALS for a in acts_of(one))]
    for unit in document.leaves():
        if unit.kind is UnitKind.METADATA and any(f"Ref. {target})" in document.text_of(unit) for target in targets):
            yield unit
