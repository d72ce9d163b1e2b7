"""What a norm's own provisions say of it: what it amends or transposes, who may develop it, what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.documents import PROVISIONS, Document, Unit, UnitKind
from kb.numerals import plain
from kb.patterns import regex

_BEGINNING = 200
"""Letters in which what amends a norm names it."""
_LONGEST_HEADING = 400
_MARK = regex(r"^(?:disposicion \w+ \w+(?: \w+)?|articulo \w+)\.\s*")
_DOES_REPEAL = regex(r"^(?:\w+\. ?)?(?:queda[n]? (?:expresamente )?(?:derogad|sin efecto)|se deroga[n]?\b)")
_NO_PROSE = frozenset({UnitKind.METADATA, UnitKind.HEADING, UnitKind.NOTE})
_PROSE = frozenset({UnitKind.ARTICLE}) | PROVISIONS
_RANKS = (
    r"\b(?:ley|decreto|orden|reglamento|estatuto|codigo|texto refundido|norma|circular|instruccion"
    r"|resolucion(?= de \d))\b"
)
_NORM = regex(_RANKS)
_AMENDS = regex(rf"(?:modificacion(?:es)?|reforma)\b.*{_RANKS}")
_AMENDED = regex(r"\b(?:se modifica[n]?|de modificacion (?:de|parcial)|se reforma)\b")
_DOES_AMEND = regex(r"(?:\w+\. ?-? ?)?(?:se modifica[n]?|se anade[n]?|queda[n]? (?:redactad|modificad)[oa]s?)\b")
_TRANSPOSES = regex(
    r"\b(?:incorpora[n]?|trans?pone[n]?|traspone[n]?)\b.{0,200}?"
    r"\b(?:directivas?|derecho de la union|derecho comunitario)\b"
)
_ITS_TRANSPOSING = regex(
    r"\b(?:est[ea]|presente) (?:real decreto(?:-ley| legislativo)?|ley(?: organica)?|orden|norma|resolucion|disposicion"
    r"|circular)\b(?: (?!que\b|ha sido\b)[\w,]+){0,8} (?:incorpora[nr]?|trans?pone[nr]?|traspone[nr]?"
    r"|transposicion)\b.{0,200}?\bdirectivas?\b"
    r"|(?<!que )\bse (?:incorpora|trans?pone|traspone)[n]? al (?:derecho|ordenamiento)\b.{0,200}?\bdirectivas?\b"
)
"""`Este real decreto transpone la Directiva…`, not `el Real Decreto 1/2090, por el que se incorpora…`"""
_TRANSPOSING = regex(r"(?:incorporacion d.*\b(?:derecho|directiva|normativa|normas)|transposicion)")
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
_AMPARO = r"\b(?:al amparo|en virtud|con arreglo|en (?:el )?ejercicio)\b"
_GROUNDED = regex(rf"{_AMPARO}.{{0,200}}?\b(?:articulo 14[89]|competencia)|articulo 149\.\d")
_ITS_GROUND = regex(
    rf"\b(?:dicta[n]?|aprueba[n]?|dictad[oa]s?|promulga[n]?)\b[^.]{{0,60}}{_AMPARO}.{{0,200}}?"
    r"\b(?:articulos? 14[89]|competencia)"
    r"|\b(?:est[ea]|presente)\b.{0,120}\b(?:norma|legislacion|caracter) basic[oa]\b.{0,80}\barticulos? 149"
)


def amends(document: Document) -> Iterator[Unit]:
    """Where it amends other norms: in the articles and provisions that are headed so."""
    for unit in document.units:
        if unit.kind in _PROSE and _AMENDS.match(_headed_as(document, unit)):
            first = next(inside(document, unit), unit)
            yield first if _NORM.search(words_of(document, first)[:_BEGINNING]) else _heading(document, unit)


def amends_unheaded(document: Document) -> Iterator[Unit]:
    """Where it amends other norms without a heading that says so."""
    own = (one for one in document.leaves() if one.unit_id.startswith(("art", "df", "da", "ap")))
    prose = (one for one in own if one.kind not in _NO_PROSE)
    return (one for one in prose if _DOES_AMEND.match(words_of(document, one)))


def is_said_to_amend(title: str) -> bool:
    """Whether a title (folded by `numerals.plain`) says that the norm amends another."""
    return _AMENDED.search(title) is not None


def is_said_to_transpose(title: str) -> bool:
    """Whether a title says so, folded."""
    return _TRANSPOSES.search(title) is not None


def transposes(document: Document) -> Iterator[Unit]:
    """Which law of the Union it brings into that of the state."""
    yield from _headed(document, _TRANSPOSING, _TRANSPOSES)
    yield from _saying(document, _ITS_TRANSPOSING)


def empowers(document: Document) -> Iterator[Unit]:
    """The units that empower somebody to issue rules under the norm, those so headed first."""
    yield from _headed(document, _DEVELOPMENT, _EMPOWERS)
    yield from (one for one in _saying(document, _EMPOWERS) if one.unit_id.startswith(("df", "da")))


def ground(document: Document) -> Iterator[Unit]:
    """The competence of the state under which it is issued."""
    yield from _headed(document, _GROUND, _GROUNDED)
    yield from _saying(document, _ITS_GROUND)


def repeals_unheaded(document: Document) -> Iterator[Unit]:
    """Where it repeals other norms without a provision for it."""
    own = (one for one in document.leaves() if one.unit_id.startswith(("art", "df", "da", "ap")))
    return (one for one in own if one.kind not in _NO_PROSE and _DOES_REPEAL.search(words_of(document, one)))


def _headed_as(document: Document, unit: Unit) -> str:
    """The heading, folded; of one without, what its first line says behind its mark."""
    return plain(unit.heading) or _MARK.sub("", words_of(document, unit)[:_LONGEST_HEADING])


def _heading(document: Document, unit: Unit) -> Unit:
    return next((u for u in document.units if u.parent == unit.unit_id and u.kind is UnitKind.HEADING), unit)


def _headed(document: Document, heading: re.Pattern[str], saying: re.Pattern[str]) -> Iterator[Unit]:
    """What says so in the articles and provisions so headed, the last first: those before speak of what they amend."""
    headed = [one for one in reversed(document.units) if one.kind in _PROSE and heading.match(plain(one.heading))]
    below = [list(inside(document, one)) or [one] for one in headed]
    yield from (one for units in below for one in units if saying.search(words_of(document, one)))
    yield from (units[0] for units in below)


def _saying(document: Document, saying: re.Pattern[str]) -> Iterator[Unit]:
    """The leaves that say so: of the final provisions, of the articles, of what comes before them."""
    prose = (one for one in document.leaves() if one.kind not in _NO_PROSE and not one.unit_id.startswith("an_"))
    said = [one for one in prose if saying.search(words_of(document, one))]
    yield from sorted(said, key=lambda one: (not one.unit_id.startswith("df"), one.unit_id.startswith("pre")))


def inside(document: Document, unit: Unit) -> Iterator[Unit]:
    """The units directly below one, without its heading."""
    return (u for u in document.units if u.parent == unit.unit_id and u.kind is not UnitKind.HEADING)


def words_of(document: Document, unit: Unit) -> str:
    """The text of a unit, folded, in one line."""
    return plain(" ".join(document.text_of(unit).split()))
