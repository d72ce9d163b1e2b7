"""Places and norms that a text names: `art. 7.8`, `anexo VI`, `Real Decreto 936/2021`, `disposición final cuarta`.

What is computed is only what the words say; whether the base holds it is for the caller to find out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.documents import UnitId
from kb.numerals import ORDINAL, SUFFIXES, fold, ordinal, plain, roman
from kb.patterns import regex

_LETTER = r"(?:\s?\.?\s?(?P<letter>[a-zñ])\))?"
_ARTICLE = regex(
    rf"\b(?:articulos?|arts?\.?|art\b)\s*(?:(?P<number>\d{{1,4}})|(?P<words>{ORDINAL}|unico))(?!\s*/)"
    rf"(?:\s+(?P<suffix>{plain(SUFFIXES)})\b)?(?:\.(?P<apartado>\d{{1,3}}))?{_LETTER}",
)
"""`art. 7.8`, `artículo 5.3.e)`, `artículo decimocuarto`, `art 7 bis`"""

_BEFORE = regex(
    r"\b(?:letra\s+(?P<letter>[a-zñ])\)?\s*(?:,|del|de la|del mismo)?\s+)?"
    r"(?:apartado\s+(?P<apartado>\d{1,3})(?:\.?\s?(?P<tail>[a-zñ])\))?\s*)?(?:,|del|de la)?\s*$"
)
"""`letra e) del apartado 3 del`, before the article"""

_PROVISION = regex(
    rf"\bdisposicion\s+(?P<kind>adicional|transitoria|derogatoria|final)(?:\s+(?P<words>{ORDINAL}|unica|\d+))?\b"
    rf"(?:\s+(?P<suffix>{plain(SUFFIXES)})\b)?"
)
_ANNEX = regex(r"\b(?:anexo|anejo)\s+(?P<number>[ivxlcdm]+|\d{1,3}|unico|[a-h])\b(?!\s*/)")
_PREAMBLE = regex(r"\bpreambulo(?:\s+(?P<number>[ivx]+)\b)?|\bexposicion de motivos\b")
_RANKS = (
    "real decreto-ley|real decreto legislativo|real decreto ley|decreto-ley|decreto legislativo|real decreto|decreto|"
    "ley organica|ley foral|ley|orden|resolucion|circular|instruccion|rdl|rd|lo|"
    "royal decree-law|royal legislative decree|royal decree|organic law|law|order"
)
_NORM = regex(rf"\b(?P<rank>{_RANKS})\s+(?:n[.o]*\s*)?(?P<number>(?:[a-z]{{2,4}}/)?\d{{1,5}}/\d{{4}})\b")
_BOE = regex(r"\bboe-[a-z]-\d{4}-\d{1,6}\b")
_FULL_RANKS = {
    "rd": "real decreto",
    "rdl": "real decreto-ley",
    "lo": "ley organica",
    "real decreto ley": "real decreto-ley",
    "royal decree-law": "real decreto-ley",
    "royal legislative decree": "real decreto legislativo",
    "royal decree": "real decreto",
    "organic law": "ley organica",
    "law": "ley",
    "order": "orden",
}
_PREFIXES = {"adicional": "da", "transitoria": "dt", "derogatoria": "dd", "final": "df"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReference:
    """A unit named by its number. `candidates` are the ids it may have, the most exact first."""

    start: int
    end: int
    text: str
    candidates: tuple[UnitId, ...]


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
    folded = fold(text)
    found = [
        NormReference(start=m.start(), end=m.end(), text=text[m.start() : m.end()], identifier=m[0].upper())
        for m in _BOE.finditer(folded)
    ]
    for match in _NORM.finditer(folded):
        rank = _FULL_RANKS.get(match["rank"], match["rank"])
        span = text[match.start() : match.end()]
        found.append(
            NormReference(start=match.start(), end=match.end(), text=span, rank=rank, number=match["number"].upper())
        )
    return tuple(sorted(found, key=lambda one: one.start))


def places(text: str) -> tuple[PlaceReference, ...]:
    """The articles, provisions, annexes and preamble parts that a text names, in order."""
    folded = fold(text)
    found = [_article(text, folded, match) for match in _ARTICLE.finditer(folded)]
    found += [_place(text, match, (_provision_id(match),)) for match in _PROVISION.finditer(folded)]
    found += [_place(text, match, _annex_ids(match["number"])) for match in _ANNEX.finditer(folded)]
    found += [_place(text, match, _preamble_ids(match["number"])) for match in _PREAMBLE.finditer(folded)]
    return tuple(sorted(found, key=lambda one: one.start))


def _place(text: str, match: re.Match[str], candidates: tuple[str, ...], start: int | None = None) -> PlaceReference:
    begin = match.start() if start is None else start
    return PlaceReference(
        start=begin,
        end=match.end(),
        text=text[begin : match.end()],
        candidates=tuple(UnitId(candidate) for candidate in candidates),
    )


def _article(text: str, folded: str, match: re.Match[str]) -> PlaceReference:
    """The article, with the apartado and the letter that stand in it or before it."""
    words = match["words"]
    value = match["number"] or ("unico" if words == "unico" else str(ordinal(words)))
    base = f"art_{value}" + (f"_{match['suffix']}" if match["suffix"] else "")
    before = _BEFORE.search(folded[: match.start()])
    told = before if before and (before["letter"] or before["apartado"]) else None
    apartado = match["apartado"] or (told["apartado"] if told else None)
    letter = match["letter"] or (told["letter"] or told["tail"] if told else None)
    exact = ".".join(part for part in (base, apartado, letter) if part)
    shorter = ".".join(part for part in (base, apartado) if part)
    candidates = tuple(dict.fromkeys((exact, shorter, base)))
    return _place(text, match, candidates, told.start() if told else None)


def _provision_id(match: re.Match[str]) -> str:
    words = match["words"] or "unica"
    key = words if words == "unica" or words.isdigit() else str(ordinal(words))
    return f"{_PREFIXES[match['kind']]}_{key}" + (f"_{match['suffix']}" if match["suffix"] else "")


def _annex_ids(number: str) -> tuple[str, ...]:
    upper = number.upper()
    if number == "unico":
        return ("an_unico",)
    if roman(upper) is None and not number.isdigit():
        return (f"an_{upper}",)
    return (f"an_{upper}", f"ap_{upper}")


def _preamble_ids(number: str | None) -> tuple[str, ...]:
    return (f"pre.{number.upper()}", "pre") if number else ("pre",)
