"""Where a norm points to itself: `el artículo 3`, `el apartado anterior`, `la letra b)`, `este artículo`.

Each is read with where it stands. In a provision that amends another norm, and in what it quotes of it, a bare
`artículo 3` is not this norm's, and nothing is made of it; nor of one that goes on `de la citada ley`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kb.documents import Document, Unit, UnitId, UnitKind
from kb.facts import Reference
from kb.numerals import fold, plain
from kb.patterns import regex
from kb.place_lists import PlaceReference, place_list

_OWN = regex(
    r"\s*,?\s*(?:del|de|de la)\s+(?:present[ea]|est[ea])\s+(?:real decreto|ley|orden|norma|resolucion|reglamento)"
)
_OTHERS = regex(
    r"[^.;:]{0,60}?\s(?:del?|de la|de los|de las|de su)\s+"
    r"(?:(?:citad|mencionad|referid|propi|mism|dich|vigente|indicad)\w*\s+)*"
    r"(?:real|ley|decreto|orden|reglamento|directiva|tratado|constitucion|codigo|estatuto|texto|convenio|acuerdo|"
    r"resolucion|decision|mism[oa]|norma|protocolo|carta|instruccion|circular|rd|lgs|ce)\b"
)
_THEIRS = regex(r"\b(?:sus?|cuy[oa]s?|dich[oa]s?|citad[oa]s?|mencionad[oa]s?|referid[oa]s?)\s+$")
"""`el Real Decreto 3/2090 atribuye en su artículo 2`: a place of what was named before"""
_AMENDS = regex(r"modificacion(?:es)?\b|se modifican?\b")
_NEIGHBOUR = regex(
    r"\b(?:(?P<kind>apartado|articulo|letra|parrafo)\s+(?P<way>anterior|precedente|siguiente)"
    r"|(?:est[ea]|presente)\s+(?P<own>articulo|apartado|anexo))\b"
)
_OF_THIS = regex(
    r"\b(?P<kind>apartado|letra)\s+(?P<item>\d{1,2}(?:\.\d{1,2})?|[a-zñ]\))"
    r"(?!\s*(?:,?\s*(?:del?|de la|de los)\b|\w))"
)
_KINDS = {
    "apartado": {UnitKind.APARTADO},
    "articulo": {UnitKind.ARTICLE},
    "letra": {UnitKind.LETRA},
    "anexo": {UnitKind.ANNEX},
}
_NO_PROSE = frozenset({UnitKind.METADATA, UnitKind.HEADING, UnitKind.ROW, UnitKind.TABLE_HEADER})


def own_places(document: Document, taken: Iterable[tuple[int, int]]) -> Iterator[Reference]:
    """The places of its own that a document names, outside the spans `taken` by references to other norms."""
    closed = [*taken, *_foreign(document)]
    for unit in document.leaves():
        yield from own_places_of(document, unit, closed)


def own_places_of(document: Document, unit: Unit, closed: Iterable[tuple[int, int]] = ()) -> Iterator[Reference]:
    """The places of its own that one unit of a document names, outside the spans `closed`."""
    if unit.kind in _NO_PROSE:
        return
    for start, end, target in _places(document, unit, document.text_of(unit)):
        at, until = unit.start + start, unit.start + end
        if not any(a < until and at < b for a, b in closed):
            yield Reference(
                document_id=document.document_id,
                unit_id=unit.unit_id,
                label=unit.label,
                text=document.text[at:until],
                start=at,
                end=until,
                target=document.document_id,
                target_unit=target.unit_id,
                target_label=target.label,
            )


def numbered(text: str) -> Iterator[PlaceReference]:
    """The articles, provisions and annexes that a text of a norm names by number, without those of other norms."""
    folded = fold(text)
    for place in place_list(text):
        if _OWN.match(folded, place.end) or not (
            _OTHERS.match(folded, place.end) or _THEIRS.search(folded[: place.start])
        ):
            yield place


def _foreign(document: Document) -> list[tuple[int, int]]:
    """What speaks of another norm: provisions that amend one, and everything in quotation marks."""
    spans = [(m.start(), m.end()) for m in re.finditer(r"«[^»]*»", document.text)]
    spans += [(u.start, u.end) for u in document.units if u.heading and _AMENDS.match(plain(u.heading))]
    return spans


def _places(document: Document, unit: Unit, text: str) -> Iterator[tuple[int, int, Unit]]:
    folded = fold(text)
    for place in numbered(text):
        target = _nearest(document, unit, place.candidates)
        if target is not None:
            yield place.start, place.end, target
    for match in _NEIGHBOUR.finditer(folded):
        target = _neighbour(document, unit, match)
        if target is not None:
            yield match.start(), match.end(), target
    for match in _OF_THIS.finditer(folded):
        target = _sibling(document, unit, match["kind"], match["item"].rstrip(")"))
        if target is not None:
            yield match.start(), match.end(), target


def _nearest(document: Document, unit: Unit, candidates: tuple[UnitId, ...]) -> Unit | None:
    """The unit of those ids in the approved norm or annex where the text stands, else in the whole document."""
    homes = [one.unit_id for one in reversed(document.ancestors(unit))]
    for candidate in candidates:
        for full in (*(UnitId(f"{home}.{candidate}") for home in homes), candidate):
            if document.has(full):
                return document.unit(full)
    return None


def _home(document: Document, unit: Unit, kinds: set[UnitKind]) -> Unit | None:
    return next((one for one in (unit, *reversed(document.ancestors(unit))) if one.kind in kinds), None)


def _neighbour(document: Document, unit: Unit, match: re.Match[str]) -> Unit | None:
    """`este artículo`: the one around; `el apartado anterior`: the one before the one around, under the same parent."""
    word = match["own"] or match["kind"]
    here = _home(document, unit, _KINDS[word]) if word in _KINDS else None
    if here is None or match["own"]:
        return here
    row = [one for one in document.units if one.kind is here.kind and (one.parent == here.parent or word == "articulo")]
    at = row.index(here) + (1 if match["way"] == "siguiente" else -1)
    return row[at] if 0 <= at < len(row) else None


def _sibling(document: Document, unit: Unit, kind: str, item: str) -> Unit | None:
    """`el apartado 2`, `la letra b)`, with nothing after: of the article or apartado where it stands."""
    around = _home(document, unit, {UnitKind.ARTICLE, UnitKind.ANNEX})
    if around is None:
        return None
    if kind == "apartado":
        return document.unit(f"{around.unit_id}.{item}") if document.has(f"{around.unit_id}.{item}") else None
    homes = [one.unit_id for one in (*reversed(document.ancestors(unit)),) if one.start >= around.start]
    return next((document.unit(f"{home}.{item}") for home in homes if document.has(f"{home}.{item}")), None)
