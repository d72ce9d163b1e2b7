"""Laws that a text cites by what it said before: `dicha ley`, `su reglamento`, `sus artículos 8 y 17`, `el Tratado`."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from ingest.extraction.cited import Cited, before
from ingest.extraction.marks import Stretch
from ingest.extraction.places import ITS_PLACE, bare
from kb.numerals import fold, plain

_REGULATION = r"reglamento(?:\s+general)?(?:\s+de\s+(?:desarrollo|aplicacion|ejecucion))?"
_ITS_REGULATION = re.compile(
    rf"(?:\bsu\s+(?P<its>{_REGULATION})|\b(?P<that>{_REGULATION}\s+de\s+(?:la\s+)?"
    r"(?:citada|dicha|mencionada|referida|misma|esa)(?:\s+ley)?))(?!\w|,?\s+aprobado)"
)
"""`su reglamento de desarrollo`, `el artículo 68 del reglamento de la citada ley`"""
_DIRECTIVE = re.compile(r"\bde la (?P<directive>directiva)\b(?!\s+(?:\d|\(|del?\b|sobre|marco|relativa|europea))")
_TREATY = re.compile(r"\bdel (?P<treaty>tratado)\b(?!\s+(?:de|del|constitutivo|ce|sobre)\b)")
_THAT = re.compile(
    r"\b(?:(?:dich[oa]|citad[oa]|mencionad[oa]|referid[oa]|mism[oa]|propi[oa])\s+)"
    r"(?P<rank>ley organica|ley|real decreto-ley|real decreto legislativo|real decreto|reglamento|directiva|orden|"
    r"codigo|norma|texto legal)\b(?!\s+\d)"
)
_SAME = re.compile(r"\b(?:(?:la|el) mism[oa]|est[ae]|aquell?a?)\b(?=\s*[,.;:)]|\s+y\b|\s*$)")
"""`el artículo 22 de la misma`, `de ésta`: the law cited before it in its sentence."""
_OWN = re.compile(
    r"\b(?:est[ea]|(?:el|la) presente)\s+"
    r"(?:real decreto|ley|decreto|orden|reglamento|resolucion|convocatoria|norma|convenio)"
)
"""The document itself."""
_APART = re.compile(r"[.;]\s")
_COMPETITION = re.compile(r"\barticulos?\s+(?:10[1-9]\b[^.;]{0,40})$")
"""`los artículos 107 y 108 del Tratado`: rules on aid (TFUE, arts. 101-109), numbered otherwise before."""
_TREATIES = ("Tratado de Funcionamiento de la Unión Europea", "Tratado de la Unión Europea", "Tratado CE")


def said_again(stretch: Stretch, folded: str, found: list[Cited]) -> Iterator[Cited]:
    """`apartado 2 del artículo 28 de dicha ley`: the last law of that rank; only where it says which place."""
    for match in _THAT.finditer(folded):
        name = _latest(before(stretch, found, match.start()), match["rank"], stretch.lexicon.approving)
        if name is not None:
            yield Cited(start=match.start(), end=match.end(), name=name, needs_place=True)
    for match in _TREATY.finditer(folded):
        start, end = match.span("treaty")
        if stretch.text[start].isupper() and "tratado" not in fold(stretch.context.partition(" > ")[0]):
            cited = (one for one in reversed(before(stretch, found, start)) if one in _TREATIES)
            usual = _TREATIES[0] if _COMPETITION.search(folded[:start]) else "Tratado"
            name = next(cited, usual)
            yield Cited(start=start, end=end, name=name, needs_place=True)
    for match in _DIRECTIVE.finditer(folded):
        start, end = match.span("directive")
        name = _latest(before(stretch, found, start), "directiva")
        if stretch.text[start].isupper() and name is not None:
            yield Cited(start=start, end=end, name=name, needs_place=True)
    for match in _SAME.finditer(folded):
        near = _in_its_sentence(folded, found, match.start())
        if near:
            last = max(near, key=lambda one: one.end)
            yield Cited(start=match.start(), end=match.end(), name=last.name, needs_place=True)


def its_places(stretch: Stretch, folded: str, found: list[Cited]) -> Iterator[Cited]:
    """`señalados en sus artículos 8 y 17`: of what the sentence named last, if it is a law and not this document.

    `la citada Ley, en su artículo 22`, with no law's name in the sentence, is the last law of that rank.
    """
    for match in ITS_PLACE.finditer(folded):
        start, end = match.span("places")
        near = _in_its_sentence(folded, found, start)
        sentence = _sentence_start(folded, start)
        that = next(iter(reversed(list(_THAT.finditer(folded, sentence, start)))), None)
        last = max((one.end for one in near), default=that.end() if that else sentence)
        if _OWN.search(folded, last, start):
            continue
        name = max(near, key=lambda one: one.end).name if near else None
        if name is None and that is not None:
            name = _latest(before(stretch, found, that.start()), that["rank"], stretch.lexicon.approving)
        if name is not None:
            yield Cited(start=start, end=end, name=name, article=bare(stretch.text[start:end]))


def its_regulation(stretch: Stretch, folded: str, found: list[Cited]) -> Iterator[Cited]:
    """`su reglamento`: of the law cited before it in its sentence, or of the last one where it says which place."""
    for match in _ITS_REGULATION.finditer(folded):
        law = _latest(before(stretch, found, match.start()), "ley")
        if law is not None and law in stretch.lexicon.regulations:
            near = any(one.name == law for one in _in_its_sentence(folded, found, match.start()))
            regulation = stretch.lexicon.regulations[law]
            start, end = match.span("its" if match["its"] else "that")
            yield Cited(start=start, end=end, name=regulation, needs_place=not near)


def _in_its_sentence(folded: str, found: list[Cited], at: int) -> list[Cited]:
    """The laws cited before a place in its sentence."""
    return [one for one in found if one.end <= at and not _APART.search(folded, one.end, at)]


def _sentence_start(folded: str, at: int) -> int:
    return max((cut.end() for cut in _APART.finditer(folded, 0, at)), default=0)


def _latest(names: list[str], rank: str, regulations: Container[str] = ()) -> str | None:
    """The last of a rank; a decree that approves a regulation is one, too."""
    anything = rank in ("norma", "texto legal")
    also = regulations if rank == "reglamento" else ()
    return next((name for name in reversed(names) if anything or plain(name).startswith(rank) or name in also), None)
