"""Places and norms that a question names: `art. 7.8`, `anexo VI`, `Real Decreto 7/2090`, `disposición final cuarta`.

They are read as documents are, by `kb.place_lists` and `kb.citations`; here is what only questions have: places without
a number, English ranks, identifiers of the gazette.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.citations import CitedNorm, cited_norms
from kb.documents import UnitId
from kb.numerals import fold, plain
from kb.patterns import regex
from kb.place_grammar import PREFIXES
from kb.place_lists import PlaceReference, place_list

_ALONE = regex(
    rf"\bdisposicion\s+(?P<kind>{'|'.join(PREFIXES)})\b"
    r"|\bpreambulo(?:\s+(?P<number>[ivx]+)\b)?|\bexposicion de motivos\b"
)
"""`la disposición derogatoria`, `el preámbulo II`"""
_ENGLISH_RANKS = {
    "royal decree-law": "real decreto-ley",
    "royal legislative decree": "real decreto legislativo",
    "royal decree": "real decreto",
    "organic law": "ley organica",
    "law": "ley",
    "order": "orden",
}
_OTHER = regex(
    r"\b(?:(?P<identifier>boe-[a-z]-\d{4}-\d{1,6})"
    rf"|(?P<rank>{'|'.join(_ENGLISH_RANKS)})\s+(?:n[.o]*\s*)?(?P<number>(?:[a-z]{{2,4}}/)?\d{{1,5}}/\d{{4}}))\b"
)
"""`BOE-A-2090-7`, `Royal Decree 7/2090`"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NormReference:
    """A norm named by rank and number, or by its gazette identifier (upper case)."""

    start: int
    end: int
    text: str
    rank: str | None = None
    number: str | None = None
    identifier: str | None = None


def norms(text: str) -> tuple[NormReference, ...]:
    """The norms that a text names, in order; ranks in lower case without accents."""
    found = [_cited(text, one) for one in cited_norms(text)]
    found += [_other(text, match) for match in _OTHER.finditer(fold(text)) if _is_free(match, found)]
    return tuple(sorted(found, key=lambda one: one.start))


def places(text: str) -> tuple[PlaceReference, ...]:
    """The articles, provisions, annexes and preamble parts that a text names, in order."""
    found = list(place_list(text))
    found += [_alone(text, match) for match in _ALONE.finditer(fold(text)) if _is_free(match, found)]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _cited(text: str, one: CitedNorm) -> NormReference:
    return NormReference(
        start=one.start, end=one.end, text=text[one.start : one.end], rank=plain(one.rank), number=one.number
    )


def _other(text: str, match: re.Match[str]) -> NormReference:
    """A norm by its identifier, or by an English rank."""
    (start, end), identifier = match.span(), match["identifier"]
    if identifier is not None:
        return NormReference(start=start, end=end, text=text[start:end], identifier=identifier.upper())
    rank, number = _ENGLISH_RANKS[match["rank"]], match["number"].upper()
    return NormReference(start=start, end=end, text=text[start:end], rank=rank, number=number)


def _alone(text: str, match: re.Match[str]) -> PlaceReference:
    """A place without a number, or a part of the preamble."""
    if match["kind"]:
        ids = [f"{PREFIXES[match['kind']]}_unica"]
    else:
        ids = [f"pre.{match['number'].upper()}", "pre"] if match["number"] else ["pre"]
    start, end = match.span()
    return PlaceReference(start=start, end=end, text=text[start:end], candidates=tuple(map(UnitId, ids)))


def _is_free(match: re.Match[str], found: Sequence[NormReference | PlaceReference]) -> bool:
    """Whether nothing was found where it stands."""
    return all(match.end() <= one.start or one.end <= match.start() for one in found)
