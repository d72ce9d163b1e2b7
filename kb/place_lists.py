"""Places that a text names: `art. 7.8`, `artículos 18, 19 y 22`, `apartados 2 y 3 del artículo 28`, `anexos II a IV`.

What is computed is only what the words say; whether the base holds it is for the caller to find out. Each item of a
list is a place of its own, standing where it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise, product

from kb.documents import UnitId
from kb.numerals import fold, roman
from kb.patterns import regex
from kb.place_grammar import ANNEXES, LETTERS, LIST, NUMBERS, PREFIXES, between, items, parts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReference:
    """A unit named by its number. `candidates` are the ids it may have, the most exact first."""

    start: int
    end: int
    text: str
    candidates: tuple[UnitId, ...]


_OF = r"(?:\s*,?\s+(?:del?|de l[ao]s?)\s+(?:mism[oa]s?\s+)?|\s*,?\s+(?=apartado|art))"
_APARTADOS = r"(?:apartados?|numeros?|parrafos?)\s+"
_ABOVE = (
    rf"(?:\b(?:letras?|parrafos?)\s+(?P<letters>{LETTERS}){_OF})?"
    rf"(?:\b{_APARTADOS}(?P<above>{NUMBERS})(?:\.?\s?(?P<tail>[a-zñ])\)|\s*,?\s+letras?\s+(?P<amid>{LETTERS}))?{_OF})?"
)
"""`letra e) del apartado 3 del`, `apartado 2.a) del`, before the head of a list"""
_BELOW = (
    rf"(?:\s*,?\s+{_APARTADOS}(?P<below>{NUMBERS}))?"
    rf"(?:\s*,?\s+letras?\s+(?P<inner>{LETTERS})(?=\s*(?:$|[^\w\s]|del?\b|y\b)))?"
)
"""`, apartado 3, letra e)`, behind the list"""
_ARTICLES = regex(rf"{_ABOVE}\b(?:articulos?\s+|arts?\.\s*|arts?\s+)(?P<list>{LIST})(?!\s*/){_BELOW}")
_PROVISIONS = regex(
    rf"{_ABOVE}\bdisposicion(?:es)?\s+(?P<kind>{'|'.join(PREFIXES)})(?:e?s)?\s+(?P<list>{LIST})(?!\s*/){_BELOW}"
)
_ANNEXES = regex(rf"{_ABOVE}\b(?P<head>anexo|anejo|apendice)s?\s+(?P<list>{ANNEXES}){_BELOW}")
_WORDS = frozenset("AE")
"""In small letters these are no annexes: `anexo a la orden`."""

_RULE = regex(r"\d+\.?a")

Ids = tuple[tuple[str, ...], ...]
"""The parts of each id that an item may mean, the likeliest first: `art_5`, `3`, `e`; none for what is no place."""


def place_list(text: str) -> tuple[PlaceReference, ...]:
    """Every article, provision and annex that a text names, item by item, in order."""
    folded = fold(text)
    found = [
        one
        for heads, pattern, ids in _READERS
        if any(head in folded for head in heads)
        for match in pattern.finditer(folded)
        for one in _places(text, match, ids)
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _places(text: str, match: re.Match[str], ids: Callable[[re.Match[str], str], Ids]) -> Iterator[PlaceReference]:
    """The places of one list; what is said before its head and behind it is of an item that stands alone."""
    written = text[slice(*match.span("list"))]
    listed = list(items(match["list"]))
    found = [(one, meant) for one in listed if (meant := ids(match, written[one.start : one.end]))]
    offset, alone = match.start("list"), len(listed) == 1
    for one, meant in found:
        start = match.start() if one.start == 0 else offset + one.start
        end = match.end() if alone else offset + one.end
        for apartado, letter in product(*_around(match)) if alone else [("", "")]:
            yield _place(text, start, end, _candidates(meant, apartado, letter))
    for (low, first), (high, last) in pairwise(found):
        if high.ends_range:
            for inside in _between(first, last):
                yield _place(text, offset + low.start, offset + high.end, inside)


def _around(match: re.Match[str]) -> tuple[list[str], list[str]]:
    """The apartados and the letters that stand before the head of a list or behind it."""
    numbers = [*_numbers(match["above"] or ""), *_numbers(match["below"] or "")]
    letters = _each_letter(match["letters"] or match["amid"] or match["inner"] or "")
    return numbers or [""], letters or [match["tail"] or ""]


def _candidates(meant: Ids, apartado: str, letter: str) -> tuple[str, ...]:
    """From the most exact to the article alone."""
    full = [[*parts, *(one for one in (apartado, letter) if one)] for parts in meant]
    return tuple(".".join(parts[:n]) for parts in full for n in range(len(parts), 0, -1))


def _between(first: Ids, last: Ids) -> Iterator[tuple[str, ...]]:
    """The candidates of each place inside a range of whole articles, provisions or annexes."""
    (low, *inner), (high, *more) = first[0], last[0]
    if inner or more:
        return
    for number in between(low.partition("_")[2], high.partition("_")[2]):
        yield tuple(f"{parts[0].partition('_')[0]}_{number}" for parts in last)


def _numbers(written: str) -> list[str]:
    """`1, 2 y 4` -> each; `1 a 3, 7` -> 1, 2, 3, 7; `1.2` -> `1.2`."""
    found: list[str] = []
    for one in items(written):
        if one.ends_range:
            found += between(found[-1], one.text)
        found.append(one.text)
    return found


def _each_letter(written: str) -> list[str]:
    """`a), b) y d)` -> each; `a) a c)` -> a, b, c."""
    found: list[str] = []
    for one in items(written):
        letter = one.text.rstrip(")")
        if one.ends_range:
            found += map(chr, range(ord(found[-1]) + 1, ord(letter)))
        found.append(letter)
    return found


def _article(match: re.Match[str], written: str) -> Ids:
    """An article; what is numbered in the feminine is the rule of one: `el artículo 149.1.13.ª y 16.ª`."""
    number, *inner = parts_of(fold(written))
    if _RULE.fullmatch(fold(written)) and (written.endswith("ª") or not match["list"].startswith(fold(written))):
        return ()
    return ((f"art_{number.replace('unica', 'unico')}", *inner),)


def _provision(match: re.Match[str], written: str) -> Ids:
    number, *inner = parts_of(fold(written))
    return ((f"{PREFIXES[match['kind']]}_{number.replace('unico', 'unica')}", *inner),)


def _annex(match: re.Match[str], written: str) -> Ids:
    """An annex; `I.A` is one of its own, or a part of the first."""
    number, _, part = written.upper().partition(".")
    if number in _WORDS and not written.isupper():
        return ()
    if fold(written) == "unico":
        number = "unico"
    elif len(number) > 1 and not number.isdigit() and roman(number) is None:
        return ()
    families = ("ap",) if match["head"] == "apendice" else ("an", "ap")
    if not part:
        return tuple((f"{family}_{number}",) for family in families)
    return tuple(
        one for family in families for one in ((f"{family}_{number}_{part}",), (f"{family}_{number}", part.lower()))
    )


def _place(text: str, start: int, end: int, candidates: tuple[str, ...]) -> PlaceReference:
    return PlaceReference(start=start, end=end, text=text[start:end], candidates=tuple(map(UnitId, candidates)))


_READERS = (
    (("art",), _ARTICLES, _article),
    (("disposicion",), _PROVISIONS, _provision),
    (("anexo", "anejo", "apendice"), _ANNEXES, _annex),
)
"""What a text has to have for a pattern to be searched, or compiled, at all; the pattern; what its items mean."""
