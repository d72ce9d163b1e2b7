"""Laws as a text cites them: by number, by name, by alias, by `dicha ley`, each with the places before it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache

from ingest.extraction.lexicon import OF_A_YEAR
from ingest.extraction.marks import Stretch
from ingest.extraction.names import RUN
from ingest.extraction.rules import rules
from kb.citations import cited_norms
from kb.documents import UnitKind
from kb.facts import EntityType
from kb.numerals import ORDINAL, SUFFIXES, fold, plain
from kb.values import MONTH

_ITEM = (
    rf"(?:\d{{1,4}}(?:\.?o\b)?(?:\s+(?:{plain(SUFFIXES)})\b)?(?:\.\d{{1,3}})*(?:\.?\s?[a-zñ]\))*(?:\.?\d{{1,2}}\.?a?\b)?(?:\.{ORDINAL}\b)?"
    rf"|[a-zñ]\)|[ivxl]+\b|{ORDINAL}\b|unic[oa]\b)"
)
_ITEM_REST = r"(?:\.\d{1,3})*(?:\.?\s?[a-zñ]\))*"
_LIST = rf"{_ITEM}(?:\s*(?:,\s*y|,|y|e|o|a|al)\s+{_ITEM})*"
_PLACE = (
    r"(?:articulos?|arts?\.?|apartados?|letras?|parrafos?|numeros?|anexos?|anejos?|titulos?|capitulos?|seccion(?:es)?"
    r"|disposicion(?:es)?\s+(?:adicional|transitoria|final|derogatoria)(?:es)?)"
    rf"\s+{_LIST}(?:\s+y\s+(?:siguientes|sucesivos|concordantes))?"
)
_ASIDE = rf"(?:,\s*(?:{ORDINAL}\s+parrafo|parrafo\s+{ORDINAL}|(?:apartado|letra)\s+{_LIST})\s*,?)?"
_OF = r"(?:del?|de la|de los|de las|de su|al?|a la)"
_ADJECTIVE = r"(?:\s+(?:citad|mencionad|referid|propi|mism|vigente|indicad)[oae]s?)?"
_PLACES = re.compile(
    rf"\b(?P<places>{_PLACE}(?:{_ASIDE},?\s+(?:{_OF}|y)\s+{_PLACE})*){_ASIDE},?\s+{_OF}{_ADJECTIVE}\s+$"
)
_PLACES_OF_ACRONYM = re.compile(rf"\b(?P<places>{_PLACE})\s+$")
"""`el artículo 24 CE`"""
_TITLED_PLACE = re.compile(
    r"\b(?:el|del|al)\s+(?P<places>articulo\s+\d+(?:\.\d+)*)\.\s+[^.,;:]{3,80}?\s+(?:del?|de la)\s+$"
)
"""`el artículo 12. Forma de las redes del Real Decreto…`: cited with its heading."""
_REGULATION_OF = re.compile(r"\breglamento(?:\s+general)?(?:\s+de desarrollo)?\s+de la(?:\s+citada)?\s+$")
_APPROVED_BY = re.compile(
    r"(?P<name>(?:(?:[Tt]exto [Rr]efundido|[Rr]eglamento|Plan|Programa|Estatutos?)\s[^.;:()]{3,140}?"
    r"|[Rr]eglamento)),?\s+"
    r"aprobad[oa]s?\s+(?:por|mediante)\s+(?:el|la)?\s*$"
)
_REGULATION = r"reglamento(?:\s+general)?(?:\s+de\s+(?:desarrollo|aplicacion|ejecucion))?"
_ITS_REGULATION = re.compile(
    rf"(?:\bsu\s+(?P<its>{_REGULATION})|\b(?P<that>{_REGULATION}\s+de\s+(?:la\s+)?"
    r"(?:citada|dicha|mencionada|referida|misma|esa)(?:\s+ley)?))(?!\w|,?\s+aprobado)"
)
"""`su reglamento de desarrollo`, `el artículo 68 del reglamento de la citada ley`"""
_TREATY = re.compile(r"\bdel (?P<treaty>tratado)\b(?!\s+(?:de|del|constitutivo|ce|sobre)\b)")
_OF_THE_STATE = re.compile(
    r"\barticulos?\s+(?P<places>149\.1\.\s?\d{1,2}(?:\.?[ao])?)(?![\w.]\w|\w)"
    rf"(?!(?:[^.;]|\.\s?[\da]){{0,60}}\b(?:constitucion|ce|{_OF}\s+(?:ley|real|decreto|estatuto|reglamento|tratado))\b)"
)
"""`el artículo 149.1.13.ª`: no other norm than the Constitution has one that is cited so."""
_THAT = re.compile(
    r"\b(?:(?:dich[oa]|citad[oa]|mencionad[oa]|referid[oa]|mism[oa]|propi[oa])\s+)"
    r"(?P<rank>ley organica|ley|real decreto-ley|real decreto legislativo|real decreto|reglamento|directiva|orden|"
    r"codigo|norma|texto legal)\b(?!\s+\d)"
)
_SAME = re.compile(r"\b(?:la|el) mism[oa]\b(?=\s*[,.;:)]|\s+y\b|\s*$)")
"""`el artículo 22 de la misma`: the law cited before it in its sentence."""
_ONE_MORE = re.compile(rf"\barticulos?\b(?:[^.;]|\.\S){{3,150}},?\s+[yeo]\s+(?P<places>\d+{_ITEM_REST})\s+{_OF}\s+$")
"""`el artículo 23.5 de la Ley 38/2003, de 17 de noviembre, y 68 de la Ley 39/2015`: the second has no word for it."""
_WINDOW = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cited:
    """A citation. `closed_from`: where it begins to be closed to others, when its first words name an organ.

    `article`: its place, where that is all that is written of it.
    """

    start: int
    end: int
    name: str
    needs_place: bool = False
    closed_from: int | None = None
    article: str | None = None


def mark_citations(stretch: Stretch) -> None:
    """Note the laws of a stretch; everything they cover is closed to dates, amounts and bodies."""
    folded = fold(stretch.text)
    found: list[_Cited] = []
    for reader in (_numbered, _dated, _unnumbered, _titled, _by_acronym, _of_the_state):
        for cited in reader(stretch, folded):
            if _free(cited, found):
                found.append(cited)
    found += [c for c in _its_regulation(stretch, folded, found) if _free(c, found)]
    stretch.lexicon.approving |= {one.name for one in found if folded.startswith("reglamento", one.start)}
    found += [c for c in _anaphora(stretch, folded, found) if _free(c, found)]
    for cited in sorted(found, key=lambda one: one.start):
        _note(stretch, folded, cited)


def _free(cited: _Cited, found: list[_Cited]) -> bool:
    return all(cited.end <= one.start or one.end <= cited.start for one in found)


def _note(stretch: Stretch, folded: str, cited: _Cited) -> None:
    before = folded[max(0, cited.start - _WINDOW) : cited.start]
    places = _PLACES.search(before) or _TITLED_PLACE.search(before) or _ONE_MORE.search(before)
    if places is None and stretch.text[cited.start : cited.end].isupper():
        places = _PLACES_OF_ACRONYM.search(before)
    start = cited.start - len(before) + places.start("places") if places else cited.start
    if cited.needs_place and places is None:
        return
    told = stretch.text[start : start + len(places["places"])] if places else None
    if stretch.add(EntityType.LEGAL_REF, start, cited.end, cited.name, article=cited.article or _bare(told)):
        stretch.close(cited.closed_from or start, _end_of_title(stretch.text, cited))
        title = _ABOUT.match(stretch.text, cited.end)
        if title and stretch.unit.kind is not UnitKind.METADATA:
            stretch.titles.append(title.span("about"))
        stretch.lexicon.last.append(cited.name)


def _bare(places: str | None) -> str | None:
    """`artículo 29.3` -> `29.3`; other places keep their name."""
    return places and re.sub(r"^(?:[Aa]rt[íi]culos?|[Aa]rts?\.?)\s+", "", places)


_REST = re.compile(rf"(?:,\s*|\s+)(?:del?\s+(?:la\s+|las\s+|los\s+)?)?{RUN}")
_ABOUT = re.compile(r"(?:,?\s+de(?:l| la)\s[^,.;:()]{3,120})?,?\s+por (?:el|la|los|las) que se (?=(?P<about>[^.,;:]+))")
"""The title of a norm that says what it does: the organs that it names do nothing there."""


def _end_of_title(text: str, cited: _Cited) -> int:
    match = _REST.match(text, cited.end) if re.search(r"\d", cited.name) else None
    end = match.end() if match else cited.end
    year = OF_A_YEAR.match(text, end)
    return year.end() if year else end


def _numbered(stretch: Stretch, folded: str) -> Iterator[_Cited]:
    for norm in cited_norms(stretch.text):
        regulation = _REGULATION_OF.search(folded, max(0, norm.start - _WINDOW), norm.start)
        if regulation and norm.name.startswith("Ley"):
            known = stretch.lexicon.regulations.get(norm.name, f"Reglamento de la {norm.name}")
            yield _Cited(start=regulation.start(), end=norm.end, name=known)
            continue
        approved = _APPROVED_BY.search(stretch.text[max(0, norm.start - _WINDOW) : norm.start])
        start = max(0, norm.start - _WINDOW) + approved.start("name") if approved else norm.start
        yield _Cited(start=start, end=norm.end, name=norm.name)


_DATE = rf"(?P<d>\d{{1,2}})\.?o?\s+(?:de\s+)?(?P<m>{MONTH})\s+del?\s+(?P<y>\d{{4}})"
_DAY = rf"del?\s+(?:fecha\s+(?:del?\s+)?)?{_DATE}"


@cache
def _act_of_a_day() -> re.Pattern[str]:
    """`Orden de 5 de mayo de 1990`, `Orden del Ministerio de Fomento de 5 de mayo de 1990`, folded."""
    book = rules("laws")["dated"]
    whose = rf"(?P<whose>,?\s+(?:del?|de la)\s+(?:{book['organs']})\w*[^.;:,()\d]{{0,90}}?)?"
    several = "|".join(sorted(book["several"], key=len, reverse=True))
    return re.compile(rf"\b(?P<rank>(?P<several>{several})|{book['ranks']}){whose},?\s+(?P<day>{_DAY})")


def _dated(stretch: Stretch, folded: str) -> Iterator[_Cited]:
    """Acts known by their rank and day: `Resolución de 3 de mayo de 2010, de la Dirección General de Costas`."""
    book = rules("laws")["dated"]
    for match in _act_of_a_day().finditer(folded):
        bare = match["whose"] is None and re.fullmatch(book["lower"], match["rank"])
        if not bare and not stretch.text[match.start()].isupper():
            continue
        rank = book["several"].get(match["rank"]) or _titled_rank(stretch.text[match.start() : match.end("rank")])
        if match["whose"] and re.fullmatch(book["whose"], match["rank"]):
            rank = " ".join(stretch.text[match.start() : match.end("whose")].rstrip(",").split())
        own = match.start("day") if match["whose"] else None
        yield _Cited(start=match.start(), end=match.end(), name=_of_a_day(rank, match), closed_from=own)
        more = _MORE_DAYS.match(folded, match.end()) if match["several"] else None
        while more:
            yield _Cited(start=more.start("day"), end=more.end(), name=_of_a_day(rank, more))
            more = _MORE_DAYS.match(folded, more.end())


_MORE_DAYS = re.compile(rf"(?:,|,?\s+y)\s+(?P<day>(?:del?\s+)?{_DATE})")


def _titled_rank(rank: str) -> str:
    return rank[0].upper() + rank[1:]


def _of_a_day(rank: str, match: re.Match[str]) -> str:
    return f"{rank} de {int(match['d'])} de {match['m']} de {match['y']}"


def _unnumbered(stretch: Stretch, _: str) -> Iterator[_Cited]:
    """Acts without a number, with the acronym that the document gives them."""
    for rule in rules("laws")["unnumbered"]:
        for match in re.finditer(rule["pattern"], stretch.text):
            acronym = stretch.lexicon.acts.get(match[0])
            yield _Cited(start=match.start(), end=match.end(), name=f"{match[0]} ({acronym})" if acronym else match[0])


def _titled(stretch: Stretch, folded: str) -> Iterator[_Cited]:
    """By a title that everybody knows or that the document gives; a rank is written with a capital or has a place."""
    for match in stretch.lexicon.title_pattern.finditer(folded):
        name = stretch.lexicon.laws[match[0]]
        regulation = _REGULATION_OF.search(folded, max(0, match.start() - _WINDOW), match.start())
        if regulation and name in stretch.lexicon.regulations:
            yield _Cited(start=regulation.start(), end=match.end(), name=stretch.lexicon.regulations[name])
        elif re.search(r"[A-ZÁÉÍÓÚ]", stretch.text[match.start() : match.end()]):
            yield _Cited(start=match.start(), end=match.end(), name=name)


def _by_acronym(stretch: Stretch, _: str) -> Iterator[_Cited]:
    for match in stretch.lexicon.acronym_pattern.finditer(stretch.text):
        yield _Cited(start=match.start(), end=match.end(), name=stretch.lexicon.acronyms[match[0]])


def _of_the_state(stretch: Stretch, folded: str) -> Iterator[_Cited]:
    for match in _OF_THE_STATE.finditer(folded):
        place = stretch.text[match.start("places") : match.end("places")]
        yield _Cited(start=match.start(), end=match.end(), name="Constitución Española", article=place)


def _anaphora(stretch: Stretch, folded: str, found: list[_Cited]) -> Iterator[_Cited]:
    """`apartado 2 del artículo 28 de dicha ley`: the last law of that rank; only where it says which place."""
    for match in _THAT.finditer(folded):
        name = _latest(_before(stretch, found, match.start()), match["rank"], stretch.lexicon.approving)
        if name is not None:
            yield _Cited(start=match.start(), end=match.end(), name=name, needs_place=True)
    for match in _TREATY.finditer(folded):
        start, end = match.span("treaty")
        if stretch.text[start].isupper() and "tratado" not in fold(stretch.context.partition(" > ")[0]):
            name = next((one for one in reversed(_before(stretch, found, start)) if one in _TREATIES), "Tratado")
            yield _Cited(start=start, end=end, name=name, needs_place=True)
    for match in _SAME.finditer(folded):
        near = [one for one in found if one.end <= match.start() and not _APART.search(folded, one.end, match.start())]
        if near:
            last = max(near, key=lambda one: one.end)
            yield _Cited(start=match.start(), end=match.end(), name=last.name, needs_place=True)


def _its_regulation(stretch: Stretch, folded: str, found: list[_Cited]) -> Iterator[_Cited]:
    """`su reglamento`: of the law cited before it in its sentence, or of the last one where it says which place."""
    for match in _ITS_REGULATION.finditer(folded):
        law = _latest(_before(stretch, found, match.start()), "ley")
        if law is not None and law in stretch.lexicon.regulations:
            near = any(one.name == law and not _APART.search(folded, one.end, match.start()) for one in found)
            regulation = stretch.lexicon.regulations[law]
            start, end = match.span("its" if match["its"] else "that")
            yield _Cited(start=start, end=end, name=regulation, needs_place=not near)


_APART = re.compile(r"[.;]\s")
_TREATIES = ("Tratado de Funcionamiento de la Unión Europea", "Tratado de la Unión Europea", "Tratado CE")


def _before(stretch: Stretch, found: list[_Cited], at: int) -> list[str]:
    """The norms cited before a place, in order."""
    return [*stretch.lexicon.last, *(one.name for one in sorted(found, key=lambda c: c.start) if one.end <= at)]


def _latest(names: list[str], rank: str, regulations: Container[str] = ()) -> str | None:
    """The last of a rank; a decree that approves a regulation is one, too."""
    anything = rank in ("norma", "texto legal")
    also = regulations if rank == "reglamento" else ()
    return next((name for name in reversed(names) if anything or plain(name).startswith(rank) or name in also), None)
