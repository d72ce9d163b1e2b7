"""How Spanish writes the places of a norm: the pieces of which every reader of places is made.

The pieces are regular expressions over text that `kb.numerals.fold` or `plain` has folded, without groups that
capture, so that they may stand in any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.numerals import ORDINAL, SUFFIXES, ordinal, plain, roman, spell_roman
from kb.patterns import regex
from kb.values import MONTH

LONGEST_RANGE = 60
"""Places that a range may have for each to be named."""

PREFIXES = {"adicional": "da", "transitoria": "dt", "derogatoria": "dd", "final": "df"}
"""How the ids of provisions begin."""
PROVISION = rf"disposicion(?:es)?\s+(?:{'|'.join(PREFIXES)})(?:e?s)?"

_SHORT = {
    "art": "art.", "da": "disp. adicional", "dt": "disp. transitoria", "dd": "disp. derogatoria", "df": "disp. final",
    "norma": "norma", "regla": "regla", "an": "anexo", "ap": "apéndice", "pre": "preámbulo",
}  # fmt: skip

SUFFIX = rf"(?:(?:\s+|\.\s?)(?:{plain(SUFFIXES)})\b)"
"""` bis`, `.bis`"""
_SIGN = r"(?:\.?[oa]\b(?!\)))?"
"""What `1.º` and `2.ª` have behind the number"""
_NO_MEASURE = (
    rf"(?![\d.,]*\s*(?:%|euros?\b|por ciento\b|mil(?:lon(?:es)?)?\b|dias?\b|mes(?:es)?\b|anos?\b|horas?\b|veces\b"
    rf"|de {MONTH}\b))"
)
"""A number that is no place: `artículo 5 y 30 días después`, `artículo 5, de 2 de mayo`"""
LETTER = r"[a-zñ]\)(?!\w)"
_BLANK = r"[^\S\n]?"
_INNER = rf"(?:\.\d{{1,3}}{_SIGN}{_NO_MEASURE}{SUFFIX}?)*(?:{_BLANK}\.?{_BLANK}{LETTER}|\.[b-nñp-z]\b(?!\)))*"
"""`.3.e)`, `.3.e`, `.3 bis`; a letter on the next line is the next item of a list"""
_IN_DIGITS = rf"\d{{1,4}}{_SIGN}{SUFFIX}?{_INNER}"
_IN_WORDS = rf"(?:{ORDINAL}|unic[oa])\b{SUFFIX}?{_INNER}"
ITEM = rf"(?:{_IN_DIGITS}|{_IN_WORDS})"
"""`5.3.e)`, `7 bis`, `decimocuarto`, `18.ª`"""

JOIN = r"(?:\s*(?:,\s*)+(?:(?:y|e|o|u)\s+)?|\s+(?:y|e|o|u|ni|al?)\s+)(?:(?:el|la)\s+)?"
"""Between two items of a list: `, `, ` y `, ` a `, ` y el `"""
LIST = (
    rf"(?:{_IN_DIGITS}(?:{JOIN}{_NO_MEASURE}{_IN_DIGITS})*(?:{JOIN}unic[oa]\b)?"
    rf"|{_IN_WORDS}(?:{JOIN}{_IN_WORDS})*)"
)
"""`8.1, 20.5 y 8`, `primera y segunda`; digits and words do not join: `artículo 5, segundo párrafo`"""

LETTERS = r"[a-zñ](?:\)|\b)(?:(?:\s*,\s*|\s+(?:y|e|o|a)\s+)[a-zñ](?:\)|\b))*"
"""`a), b) y d)`, `a) a c)`, `e`"""
NUMBERS = rf"\d{{1,3}}(?:\.\d{{1,2}})?(?:{JOIN}{_NO_MEASURE}\d{{1,3}}(?:\.\d{{1,2}})?)*"
"""`1, 2 y 4`, `1 a 3`"""

ANNEX = r"(?:[ivxl]+|\d{1,3}|unico|[a-h](?!\)))\b(?:\.(?:[a-z]|\d{1,2})\b(?!\)))?(?!\s*/)"
"""`VI`, `2`, `A`, `I.A`"""
ANNEXES = rf"{ANNEX}(?:{JOIN}{_NO_MEASURE}{ANNEX})*"
"""`II y III`, `1 a 3`, `A`"""

_JOINED = regex(f"({JOIN})")
_PARTS = regex(
    rf"(?:(?P<number>\d{{1,4}}){_SIGN}|(?P<words>{ORDINAL}|unic[oa])\b)"
    rf"(?:(?:\s+|\.\s?)(?P<suffix>{plain(SUFFIXES)})\b)?(?P<inner>.*)"
)
_INNER_PART = regex(
    rf"(?P<number>\d+)(?:(?:\s+|\.\s?)(?P<suffix>{plain(SUFFIXES)})\b)?|(?P<letter>[a-zñ](?=\))|(?<=\.)[b-nñp-z]\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of a list, without blanks: where it stands in what was written, and the joint before it, if any."""

    start: int
    end: int
    text: str
    joint: str = ""

    @property
    def ends_range(self) -> bool:
        """Whether it is the last of a range: the `9` of `5 a 9`."""
        return self.joint.partition(" ")[0] in ("a", "al")


def items(written: str) -> Iterator[Item]:
    """The items of a folded list, in order."""
    at, joint = 0, ""
    for number, part in enumerate(_JOINED.split(written)):
        if number % 2:
            joint = " ".join(re.findall(r"\w+", part))
        elif part.strip():
            text = part.rstrip()
            yield Item(start=at, end=at + len(text), text=text, joint=joint)
        at += len(part)


def parts_of(item: str) -> tuple[str, ...]:
    """What an item's id is made of: `5.3.e)` -> `5`, `3`, `e`; `7 bis` -> `7_bis`; `decimocuarto` -> `14`."""
    match = _PARTS.match(item)
    if match is None:
        return ()
    words = match["words"]
    first = match["number"] or (words if words.startswith("unic") else str(ordinal(words)))
    inner = (
        f"{one['number']}_{one['suffix']}" if one["suffix"] else one["number"] or one["letter"]
        for one in _INNER_PART.finditer(match["inner"])
    )
    return (f"{first}_{match['suffix']}" if match["suffix"] else first, *inner)


def between(first: str, last: str) -> tuple[str, ...]:
    """The numbers inside a range, written alike: `5`, `9` -> 6, 7, 8; `II`, `IV` -> III; none for a long one."""
    low, high = (int(one) if one.isdigit() else roman(one) for one in (first, last))
    if low is None or high is None or not 0 < high - low <= LONGEST_RANGE or first.isdigit() is not last.isdigit():
        return ()
    return tuple(str(one) if first.isdigit() else spell_roman(one) for one in range(low + 1, high))


def abbreviated(place: str) -> str:
    """A place by its id, shortly: `art_13.1` -> `art. 13.1`, `df_2` -> `disp. final 2`."""
    family, _, number = place.partition("_")
    return f"{_SHORT.get(family, family)} {number.replace('_', ' ')}".strip()
