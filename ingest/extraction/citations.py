"""Laws as a text cites them: by number, by name, by alias, by `dicha ley`, each with the places before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.anaphora import its_places, its_regulation, said_again
from ingest.extraction.cited import Cited
from ingest.extraction.dated_acts import acts_of_a_day
from ingest.extraction.lexicon import OF_A_YEAR
from ingest.extraction.marks import Stretch
from ingest.extraction.names import RUN
from ingest.extraction.places import OF, ONE_MORE, PLACES, PLACES_OF_ACRONYM, TITLED_PLACE, bare
from ingest.extraction.rules import rules
from ingest.extraction.treaties import treaties
from kb.citations import DATED, cited_norms
from kb.documents import UnitKind
from kb.facts import EntityType
from kb.numerals import fold

_REGULATION_OF = re.compile(r"\breglamento(?:\s+general)?(?:\s+de desarrollo)?\s+de la(?:\s+citada)?\s+$")
_APPROVED_BY = re.compile(
    r"(?P<name>(?:(?:[Tt]exto [Rr]efundido|[Rr]eglamento|Plan|Programa|Estatutos?)\s[^.;:()]{3,140}?"
    r"|[Rr]eglamento)),?\s+"
    r"aprobad[oa]s?\s+(?:por|mediante)\s+(?:el|la)?\s*$"
)
_APPROVED_BEHIND = re.compile(
    rf"\d/\d{{4}}{DATED},?\s+por (?:el|la) que se aprueba (?:el|la) (?:texto refundido|reglamento)(?: general)?"
    r" de (?:la|el)\s+$"
)
"""`el Real Decreto Legislativo 8/2098, de 3 de mayo, por el que se aprueba el texto refundido de la Ley de Costas`"""
_SHORT = re.compile(r"\breglamentos?\s+(?:n\.?\s?[o.°]*\s*)?(?P<number>\d{1,4}/\d{2,4})\b(?!/)")
"""`el Reglamento 183/2005`, after its letters were told elsewhere"""
_OF_THE_STATE = re.compile(
    r"\barticulos?\s+(?P<places>149\.1\.\s?\d{1,2}(?:\.?[ao])?)(?![\w.]\w|\w)"
    rf"(?!(?:[^.;]|\.\s?[\da]){{0,60}}\b(?:constitucion|ce|{OF}\s+(?:ley|real|decreto|estatuto|reglamento|tratado))\b)"
)
"""`el artículo 149.1.13.ª`: no other norm than the Constitution has one that is cited so."""
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
    found += [c for c in its_places(stretch, folded, found) if c.is_free(found)]
    for cited in sorted(found, key=lambda one: one.start):
        _note(stretch, folded, cited)


def _note(stretch: Stretch, folded: str, cited: Cited) -> None:
    before = folded[max(0, cited.start - _WINDOW) : cited.start]
    places = PLACES.search(before) or TITLED_PLACE.search(before) or ONE_MORE.search(before)
    if places is None and stretch.text[cited.start : cited.end].isupper():
        places = PLACES_OF_ACRONYM.search(before)
    start = cited.start - len(before) + places.start("places") if places else cited.start
    if cited.needs_place and places is None:
        return
    told = stretch.text[start : start + len(places["places"])] if places else None
    if stretch.add(EntityType.LEGAL_REF, start, cited.end, cited.name, article=cited.article or (told and bare(told))):
        stretch.close(cited.closed_from or start, _end_of_title(stretch.text, cited))
        title = _ABOUT.match(stretch.text, cited.end)
        if title and stretch.unit.kind is not UnitKind.METADATA:
            stretch.titles.append(title.span("about"))
        stretch.lexicon.last.append(cited.name)


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
        name = stretch.lexicon.laws[match["title"]]
        regulation = _REGULATION_OF.search(folded, max(0, match.start() - _WINDOW), match.start())
        if regulation and name in stretch.lexicon.regulations:
            yield Cited(start=regulation.start(), end=match.end(), name=stretch.lexicon.regulations[name])
        elif _APPROVED_BEHIND.search(folded, max(0, match.start() - _WINDOW), match.start("title")):
            continue  # the same law again: it has been cited by the number of what approves it
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
