"""Where a document says what is asked of the whole of it: a unit, or the part of one that tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from kb import force, validity
from kb.documents import Document, Unit, UnitKind
from kb.numerals import plain
from kb.patterns import regex
from kb.questions.particulars import Particular
from kb.search import own_provisions
from kb.search.own_provisions import inside, words_of
from kb.validity import Telling

_MOST = 3
"""Places that are told of one particular at the most."""
_OBJECT = regex(r"(?:del? )?(?:objeto|finalidad|fines|ambito y objeto)\b")
_PUBLISHED = regex(r"publicado en|.{0,3}\bfecha de publicacion")
_DATED = regex(r".{0,3}\bfecha de disposicion")
_IN_FORCE = regex(r".{0,3}\b(?:fecha de )?entrada en vigor:")
_RANK = regex(r".{0,3}\brango:")
_DEPARTMENT = regex(r"departamento:")
_DELIBERATED = regex(r"\bprevia deliberacion del consejo de (?:ministros|gobierno),? en su reunion del (?:dia )?\d")
_BEFORE_OFFICE = regex(r"\b[A-ZÁÉÍÓÚÑ]+(?: [A-ZÁÉÍÓÚÑ]+)? R\.\s*|\d{4}\s?\.\s?[–—-]\s?")
"""`FELIPE R.`, or the year and the dash, before the office and the name of who signs for it"""
_TITLES = frozenset({UnitKind.METADATA, UnitKind.HEADLINE})
_REPEALS_ROW = regex(r".{0,3}\bderoga\b")
_AMENDS_ROW = regex(r".{0,3}\bmodifica\b")
_EARLIER, _LATER, _SUBJECTS = "referencias anteriores", "referencias posteriores", "materias"


def tellings(document: Document, asked: Particular) -> tuple[Telling, ...]:
    """The places that tell it, the first being the one that answers; none where no place does."""
    found = (one if isinstance(one, Telling) else Telling(unit=one) for one in _FOUND[asked](document))
    return tuple(islice(_once(found), _COUNT.get(asked, 1)))


def _once(found: Iterable[Telling]) -> Iterator[Telling]:
    seen: set[tuple[int, int]] = set()
    for one in found:
        if (place := (one.unit.start, one.unit.end)) not in seen:
            seen.add(place)
            yield one


def _matter(document: Document) -> Iterator[Unit]:
    """What the article of a norm that says what it is for begins with, else its title; the headline of a press note."""
    for article in document.units:
        if article.kind is UnitKind.ARTICLE and _OBJECT.match(plain(article.heading)):
            yield next(inside(document, article), article)
    yield from _title(document)


def _title(document: Document) -> Iterator[Unit]:
    title = plain(" ".join(document.title.split()))
    yield from (one for one in document.units if one.kind in _TITLES and words_of(document, one) == title)


def _publication(document: Document) -> Iterator[Unit]:
    yield from _rows(document, _PUBLISHED)
    yield from _of(document, UnitKind.DATELINE)


def _approval(document: Document) -> Iterator[Unit]:
    """The sentence with the council's meeting, else the gazette's day of the norm, else the signature, which has it."""
    for one in document.leaves():
        if _before_articles(one) and _DELIBERATED.search(words_of(document, one)):
            yield one
    yield from _rows(document, _DATED)
    yield from _of(document, UnitKind.SIGNATURE)


def _before_articles(unit: Unit) -> bool:
    return unit.unit_id.startswith(("pre", "formula"))


def _signature(document: Document) -> Iterator[Unit]:
    yield from _of(document, UnitKind.SIGNATURE)


def _office(document: Document) -> Iterator[Unit]:
    """The office and the name in a signature: without the place and day, and without the King's."""
    for unit in _signature(document):
        text = document.text_of(unit)
        start = max((one.end() for one in _BEFORE_OFFICE.finditer(text)), default=0)
        yield replace(unit, start=unit.start + start) if text[start:].strip() else unit


def _force(document: Document) -> Iterator[Unit]:
    yield from force.saying(document)
    yield from _rows(document, _IN_FORCE)


def _validity(document: Document) -> Iterator[Telling]:
    yield from validity.tellings(document)


def _repeal(document: Document) -> Iterator[Unit]:
    yield from _of(document, UnitKind.REPEALING_PROVISION)
    yield from own_provisions.repeals_unheaded(document)
    yield from _rows(document, _REPEALS_ROW)


def _modifies(document: Document) -> Iterator[Unit]:
    """The title that says so, what is headed so and the gazette's analysis, or the first place that amends a norm."""
    titled = (one for one in _title(document) if own_provisions.is_said_to_amend(words_of(document, one)))
    found = (*titled, *own_provisions.amends(document), *_rows(document, _AMENDS_ROW))
    yield from found or own_provisions.amends_unheaded(document)


def _transposes(document: Document) -> Iterator[Unit]:
    yield from own_provisions.transposes(document)
    yield from (one for one in _title(document) if own_provisions.is_said_to_transpose(words_of(document, one)))


def _earlier(document: Document) -> Iterator[Unit]:
    yield from _section(document, _EARLIER)
    yield from _modifies(document)
    yield from _repeal(document)


def _later(document: Document) -> Iterator[Unit]:
    yield from _section(document, _LATER)


def _subjects(document: Document) -> Iterator[Unit]:
    yield from _section(document, _SUBJECTS)


def _rank(document: Document) -> Iterator[Unit]:
    yield from _rows(document, _RANK)
    rank = plain(document.publication.rank or "")
    yield from (one for one in _title(document) if rank and words_of(document, one).startswith(rank))


def _department(document: Document) -> Iterator[Unit]:
    yield from _rows(document, _DEPARTMENT)


_FOUND: dict[Particular, Callable[[Document], Iterator[Unit] | Iterator[Telling]]] = {
    Particular.MATTER: _matter,
    Particular.PUBLICATION: _publication,
    Particular.APPROVAL: _approval,
    Particular.SIGNATURE: _signature,
    Particular.OFFICE: _office,
    Particular.FORCE: _force,
    Particular.VALIDITY: _validity,
    Particular.REPEAL: _repeal,
    Particular.MODIFIES: _modifies,
    Particular.TRANSPOSES: _transposes,
    Particular.EARLIER: _earlier,
    Particular.LATER: _later,
    Particular.SUBJECTS: _subjects,
    Particular.RANK: _rank,
    Particular.DEPARTMENT: _department,
    Particular.DEVELOPMENT: own_provisions.empowers,
    Particular.GROUND: own_provisions.ground,
}
_COUNT = {Particular.MODIFIES: _MOST}


def _of(document: Document, kind: UnitKind) -> Iterator[Unit]:
    return (unit for unit in document.units if unit.kind is kind)


def _rows(document: Document, saying: re.Pattern[str]) -> Iterator[Unit]:
    """The lines of the head and of the gazette's analysis that begin so."""
    return (u for u in document.leaves() if u.kind is UnitKind.METADATA and saying.match(words_of(document, u)))


def _section(document: Document, heading: str) -> Iterator[Unit]:
    """The lines of the gazette's analysis below a heading of it, as a part of the whole."""
    rows = [one for one in document.leaves() if one.kind is UnitKind.METADATA and one.parent is not None]
    for at, one in enumerate(rows):
        if words_of(document, one) == heading and one.parent is not None:
            below = _listed(document, rows[at + 1 :])
            if below:
                yield replace(document.unit(one.parent), start=one.start, end=below[-1].end)


def _listed(document: Document, rows: list[Unit]) -> list[Unit]:
    end = next((n for n, one in enumerate(rows) if not document.text_of(one).startswith("•")), len(rows))
    return rows[:end]
