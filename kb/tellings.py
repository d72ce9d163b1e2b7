"""Where a document says what is asked of the whole of it (`kb.particulars`): a unit, or the part of one that tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from kb import force, validity
from kb.documents import PROVISIONS, Document, Unit, UnitKind
from kb.numerals import plain
from kb.particulars import Particular
from kb.patterns import regex
from kb.validity import Telling

_MOST = 3
"""Places that are told of one particular at the most."""
_OBJECT = regex(r"(?:del? )?(?:objeto|finalidad|fines|ambito y objeto)\b")
_PUBLISHED = regex(r"publicado en|.{0,3}\bfecha de publicacion")
_DATED = regex(r".{0,3}\bfecha de disposicion")
_IN_FORCE = regex(r".{0,3}\b(?:fecha de )?entrada en vigor:")
_RANK = regex(r".{0,3}\brango:")
_DEPARTMENT = regex(r"departamento:")
_DELIBERATED = regex(r"\bconsejo de (?:ministros|gobierno),? en su reunion del (?:dia )?\d")
_BEFORE_OFFICE = regex(r"\b[A-ZÁÉÍÓÚÑ]+(?: [A-ZÁÉÍÓÚÑ]+)? R\.\s*|\d{4}\s?\.\s?[–—-]\s?")
"""`FELIPE R.`, or the year and the dash, before the office and the name of who signs for it"""
_TITLES = frozenset({UnitKind.METADATA, UnitKind.HEADLINE})
_PROSE = frozenset({UnitKind.ARTICLE}) | PROVISIONS
_REPEALS = regex(r".{0,3}\bderoga\b")
_AMENDS = regex(
    r"(?:modificacion(?:es)?|reforma)\b.*\b(?:ley|decreto|orden|reglamento|estatuto|codigo|texto refundido|norma"
    r"|circular|instruccion|resolucion de \d)"
)
_AMENDED = regex(r"\b(?:se modifica[n]?|modificacion)\b")
_DOES_AMEND = regex(r"(?:\w+\. ?-? ?)?(?:se modifica[n]?|se anade[n]?|queda[n]? (?:redactad|modificad)[oa]s?)\b")
_AMENDS_ROW = regex(r".{0,3}\bmodifica\b")
_TRANSPOSES = regex(
    r"\b(?:incorpora[n]?|trans?pone[n]?|traspone[n]?|transposicion|incorporacion)\b.{0,200}?"
    r"\b(?:directivas?|derecho de la union|derecho comunitario)\b"
)
_TRANSPOSING = regex(r"(?:incorporacion d|transposicion)")
_DEVELOPMENT = regex(
    r"(?:facultad(?:es)? (?:de|para)|habilitacion(?:es)?(?!.*competencial)|desarrollo|autorizacion para)\b"
    r"(?!.*\b(?:modificacion|modificar)\b)"
)
_EMPOWERS = regex(
    r"\b(?:se (?:faculta|autoriza|habilita)|queda[n]? (?:facultad|autorizad|habilitad)[oa]s?|podra[n]? dictar"
    r"|(?:faculta|autoriza|habilita)(?:se)?|dictara[n]?)\b.{0,400}?\b(?:disposiciones|normas|desarroll\w+|instrucciones"
    r"|resoluciones|medidas|aplicacion|ejecucion)\b"
)
_GROUND = regex(
    r"(?:titulos? (?:competencial|constitucional)|habilitacion competencial|(?:fundamento|base) (?:constitucional|"
    r"competencial)|caracter basico|habilitacion constitucional|regimen competencial)"
)
_GROUNDED = regex(r"\b(?:al amparo|en virtud|en (?:el )?ejercicio)\b.{0,200}?\b(?:articulo 14[89]|competencia)")
_EARLIER, _LATER, _SUBJECTS = "referencias anteriores", "referencias posteriores", "materias"


def tellings(document: Document, asked: Particular) -> tuple[Telling, ...]:
    """The places that tell it, the first being the one that answers; none where no place does."""
    found = (one if isinstance(one, Telling) else Telling(unit=one) for one in _FOUND[asked](document))
    return tuple(one for one, _ in zip(found, range(_COUNT.get(asked, 1)), strict=False))


def _matter(document: Document) -> Iterator[Unit]:
    """What the article of a norm that says what it is for begins with, else its title; the headline of a press note."""
    for article in document.units:
        if article.kind is UnitKind.ARTICLE and _OBJECT.match(plain(article.heading)):
            yield next(_inside(document, article), article)
    yield from _title(document)


def _title(document: Document) -> Iterator[Unit]:
    title = plain(" ".join(document.title.split()))
    yield from (one for one in document.units if one.kind in _TITLES and _words(document, one) == title)


def _publication(document: Document) -> Iterator[Unit]:
    yield from _rows(document, _PUBLISHED)
    yield from _of(document, UnitKind.DATELINE)


def _approval(document: Document) -> Iterator[Unit]:
    """The sentence with the council's meeting, else the gazette's day of the norm, else the signature, which has it."""
    for one in document.leaves():
        match = _DELIBERATED.search(plain(document.text_of(one))) if _before_articles(one) else None
        if match is not None:
            yield one
    yield from _rows(document, _DATED)
    yield from _of(document, UnitKind.SIGNATURE)


def _before_articles(unit: Unit) -> bool:
    return unit.unit_id.startswith("pre") or unit.kind is UnitKind.ENACTING_FORMULA


def _signature(document: Document) -> Iterator[Unit]:
    yield from _of(document, UnitKind.SIGNATURE)


def _office(document: Document) -> Iterator[Unit]:
    """The office and the name in a signature: without the place and day, and without the King's."""
    for unit in _signature(document):
        text = document.text_of(unit)
        start = max((one.end() for one in _BEFORE_OFFICE.finditer(text)), default=0)
        yield replace(unit, start=unit.start + start) if text[start:].strip() else unit


def _force(document: Document) -> Iterator[Unit]:
    unit = force.provision(document)
    yield from () if unit is None else (unit,)
    yield from _rows(document, _IN_FORCE)


def _validity(document: Document) -> Iterator[Telling]:
    yield from validity.tellings(document)


def _repeal(document: Document) -> Iterator[Unit]:
    yield from _of(document, UnitKind.REPEALING_PROVISION)


def _modifies(document: Document) -> Iterator[Unit]:
    """The title that says so, else the articles and provisions that do it, else the gazette's analysis."""
    yield from (one for one in _title(document) if _AMENDED.search(_words(document, one)))
    for unit in document.units:
        if unit.kind in _PROSE and _AMENDS.match(plain(unit.heading)):
            yield next(_inside(document, unit), unit)
    yield from _rows(document, _AMENDS_ROW)
    amended = (one for one in document.leaves() if one.unit_id.startswith(("art", "df", "da")))
    yield from (one for one in amended if _DOES_AMEND.match(_words(document, one)))


def _transposes(document: Document) -> Iterator[Unit]:
    yield from _headed(document, _TRANSPOSING, _TRANSPOSES)
    yield from _saying(document, _TRANSPOSES)


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
    yield from (one for one in _title(document) if rank and _words(document, one).startswith(rank))


def _department(document: Document) -> Iterator[Unit]:
    yield from _rows(document, _DEPARTMENT)


def _development(document: Document) -> Iterator[Unit]:
    yield from _headed(document, _DEVELOPMENT, _EMPOWERS)
    yield from (one for one in _saying(document, _EMPOWERS) if one.unit_id.startswith(("df", "da")))


def _ground(document: Document) -> Iterator[Unit]:
    yield from _headed(document, _GROUND, _GROUNDED)
    yield from _saying(document, _GROUNDED)


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
    Particular.DEVELOPMENT: _development,
    Particular.GROUND: _ground,
}
_COUNT = {Particular.MODIFIES: _MOST}


def _of(document: Document, kind: UnitKind) -> Iterator[Unit]:
    return (unit for unit in document.units if unit.kind is kind)


def _rows(document: Document, saying: re.Pattern[str]) -> Iterator[Unit]:
    """The lines of the head and of the gazette's analysis that begin so."""
    return (u for u in document.leaves() if u.kind is UnitKind.METADATA and saying.match(_words(document, u)))


def _section(document: Document, heading: str) -> Iterator[Unit]:
    """The lines of the gazette's analysis below a heading of it, as a part of the whole."""
    rows = [one for one in document.leaves() if one.kind is UnitKind.METADATA and one.parent is not None]
    for at, one in enumerate(rows):
        if _words(document, one) == heading and one.parent is not None:
            below = _listed(document, rows[at + 1 :])
            if below:
                yield replace(document.unit(one.parent), start=one.start, end=below[-1].end)


def _listed(document: Document, rows: list[Unit]) -> list[Unit]:
    end = next((n for n, one in enumerate(rows) if not document.text_of(one).startswith("•")), len(rows))
    return rows[:end]


def _headed(document: Document, heading: re.Pattern[str], saying: re.Pattern[str]) -> Iterator[Unit]:
    """What says so in the articles and provisions so headed, the last first: those before speak of what they amend."""
    for unit in reversed(document.units):
        if unit.kind in _PROSE and heading.match(plain(unit.heading)):
            inside = list(_inside(document, unit))
            yield from (one for one in inside if saying.search(_words(document, one)))
            yield next(iter(inside), unit)


def _saying(document: Document, saying: re.Pattern[str]) -> Iterator[Unit]:
    """The leaves that say so: of the final provisions, of the articles, of what comes before them."""
    said = [
        one for one in document.leaves() if one.kind is not UnitKind.METADATA and saying.search(_words(document, one))
    ]
    yield from sorted(said, key=lambda one: (not one.unit_id.startswith("df"), one.unit_id.startswith("pre")))


def _inside(document: Document, unit: Unit) -> Iterator[Unit]:
    return (u for u in document.units if u.parent == unit.unit_id and u.kind is not UnitKind.HEADING)


def _words(document: Document, unit: Unit) -> str:
    return plain(" ".join(document.text_of(unit).split()))
