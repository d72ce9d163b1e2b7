"""Laws as a text cites them: by number, by name, by alias, by `dicha ley`, each with the places before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.anaphora import its_regulation, said_again
from ingest.extraction.cited import Cited
from ingest.extraction.dated_acts import acts_of_a_day
from ingest.extraction.lexicon import OF_A_YEAR
from ingest.extraction.marks import Stretch
from ingest.extraction.names import RUN
from ingest.extraction.rules import rules
from ingest.extraction.treaties import treaties
from kb.citations import cited_norms
from kb.documents import UnitKind
from kb.facts import EntityType
from kb.numerals import ORDINAL, SUFFIXES, fold, plain

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
_SHORT = re.compile(r"\breglamentos?\s+(?:n\.?\s?[o.°]*\s*)?(?P<number>\d{1,4}/\d{2,4})\b(?!/)")
"""`el Reglamento 183/2005`, after its letters were told elsewhere"""
_OF_THE_STATE = re.compile(
    r"\barticulos?\s+(?P<places>149\.1\.\s?\d{1,2}(?:\.?[ao])?)(?![\w.]\w|\w)"
    rf"(?!(?:[^.;]|\.\s?[\da]){{0,60}}\b(?:constitucion|ce|{_OF}\s+(?:ley|real|decreto|estatuto|reglamento|tratado))\b)"
)
"""`el artículo 149.1.13.ª`: no other norm than the Constitution has one that is cited so."""
_ONE_MORE = re.compile(rf"\barticulos?\b(?:[^.;]|\.\S){{3,150}},?\s+[yeo]\s+(?P<places>\d+{_ITEM_REST})\s+{_OF}\s+$")
"""`el artículo 23.5 de la Ley 38/2003, de 17 de noviembre, y 68 de la Ley 39/2015`: the second has no word for it."""
_WINDOW = 180


def mark_citations(stretch: Stretch) -> None:
    """Note the laws of a stretch; everything they cover is closed to dates, amounts and bodies."""
    folded = fold(stretch.text)
    found: list[Cited] = []
    for reader in (_numbered, treaties, acts_of_a_day, _unnumbered, _titled, _by_acronym, _shortened, _of_the_state):
        for cited in reader(stretch, folded):
            if cited.is_free(found):
                found.append(cited)
    found += [c for c in its_regulation(stretch, folded, found) if c.is_free(found)]
    stretch.lexicon.approving |= {one.name for one in found if folded.startswith("reglamento", one.start)}
    found += [c for c in said_again(stretch, folded, found) if c.is_free(found)]
    for cited in sorted(found, key=lambda one: one.start):
        _note(stretch, folded, cited)


def _note(stretch: Stretch, folded: str, cited: Cited) -> None:
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


def _end_of_title(text: str, cited: Cited) -> int:
    match = _REST.match(text, cited.end) if re.search(r"\d", cited.name) else None
    end = match.end() if match else cited.end
    year = OF_A_YEAR.match(text, end)
    return year.end() if year else end


def _numbered(stretch: Stretch, folded: str) -> Iterator[Cited]:
    for norm in cited_norms(stretch.text):
        regulation = _REGULATION_OF.search(folded, max(0, norm.start - _WINDOW), norm.start)
        if regulation and norm.name.startswith("Ley"):
            known = stretch.lexicon.regulations.get(norm.name, f"Reglamento de la {norm.name}")
            yield Cited(start=regulation.start(), end=norm.end, name=known)
            continue
        approved = _APPROVED_BY.search(stretch.text[max(0, norm.start - _WINDOW) : norm.start])
        start = max(0, norm.start - _WINDOW) + approved.start("name") if approved else norm.start
        name = stretch.lexicon.numbers.get(norm.name.removeprefix("Reglamento "), norm.name)
        yield Cited(start=start, end=norm.end, name=name)


def _unnumbered(stretch: Stretch, _: str) -> Iterator[Cited]:
    """Acts without a number, with the acronym that the document gives them."""
    for rule in rules("laws")["unnumbered"]:
        for match in re.finditer(rule["pattern"], stretch.text):
            acronym = stretch.lexicon.acts.get(match[0])
            yield Cited(start=match.start(), end=match.end(), name=f"{match[0]} ({acronym})" if acronym else match[0])


def _titled(stretch: Stretch, folded: str) -> Iterator[Cited]:
    """By a title that everybody knows or that the document gives; a rank is written with a capital or has a place."""
    for match in stretch.lexicon.title_pattern.finditer(folded):
        name = stretch.lexicon.laws[match[0]]
        regulation = _REGULATION_OF.search(folded, max(0, match.start() - _WINDOW), match.start())
        if regulation and name in stretch.lexicon.regulations:
            yield Cited(start=regulation.start(), end=match.end(), name=stretch.lexicon.regulations[name])
        elif re.search(r"[A-ZÁÉÍÓÚ]", stretch.text[match.start() : match.end()]):
            yield Cited(start=match.start(), end=match.end(), name=name)


def _by_acronym(stretch: Stretch, _: str) -> Iterator[Cited]:
    for match in stretch.lexicon.acronym_pattern.finditer(stretch.text):
        yield Cited(start=match.start(), end=match.end(), name=stretch.lexicon.acronyms[match[0]])


def _shortened(stretch: Stretch, folded: str) -> Iterator[Cited]:
    for match in _SHORT.finditer(folded):
        name = stretch.lexicon.numbers.get(match["number"])
        if name is not None:
            yield Cited(start=match.start(), end=match.end(), name=name)


def _of_the_state(stretch: Stretch, folded: str) -> Iterator[Cited]:
    for match in _OF_THE_STATE.finditer(folded):
        place = stretch.text[match.start("places") : match.end("places")]
        yield Cited(start=match.start(), end=match.end(), name="Constitución Española", article=place)
