"""Lists of places in running text: `artículos 18, 19 y 22`, `apartados 2 y 3 del artículo 28`, `30 y siguientes`.

`kb.references` reads one place; here each item of a list is one of its own, standing where it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from kb.documents import UnitId
from kb.numerals import ORDINAL, SUFFIXES, fold, ordinal, plain, roman
from kb.patterns import regex
from kb.references import PlaceReference

LONGEST_RANGE = 60
"""Articles that a range may have for each to be named."""

_SUFFIX = rf"(?:\s+(?:{plain(SUFFIXES)})\b)"
_ITEM = (
    rf"(?:\d{{1,4}}(?:\.?o\b)?{_SUFFIX}?(?:\.\d{{1,3}}(?![\d.]*\s*(?:euros|%)))*(?:\.?\s?[a-zñ]\)(?!\w))*"
    rf"|{ORDINAL}\b{_SUFFIX}?|unic[oa]\b)"
)
_JOIN = r"(?:\s*,\s*(?:y\s+|o\s+)?|\s+(?:y|e|o|u|a|al)\s+)"
_LETTERS = r"[a-zñ]\)(?:(?:\s*,\s*|\s+(?:y|e|o|a)\s+)[a-zñ]\))*"
_OF = r"\s*,?\s+(?:del|de la|de los|de las)\s+"
_APARTADOS = (
    rf"(?:apartados?|numeros?|parrafos?)\s+(?P<{{}}>\d{{{{1,2}}}}(?:\.\d{{{{1,2}}}})?(?:{_JOIN}\d{{{{1,2}}}})*)"
)
_LIST = rf"{_ITEM}(?:{_JOIN}{_ITEM})*"
_ARTICLES = regex(
    rf"(?:(?:letras?|parrafos?)\s+(?P<letters>{_LETTERS}){_OF})?(?:{_APARTADOS.format('above')}(?:\.?\s?(?P<tail>[a-zñ])\))?{_OF})?"
    rf"\b(?P<head>articulos?|arts?\.?)\s+(?P<list>{_LIST})(?!\s*/)"
    rf"(?:\s*,?\s+{_APARTADOS.format('below')})?(?:\s*,?\s+letras?\s+(?P<inner>{_LETTERS}))?"
)
_PROVISIONS = regex(
    rf"\bdisposicion(?:es)?\s+(?P<kind>adicional|transitoria|derogatoria|final)(?:es)?\s+"
    rf"(?P<list>(?:{ORDINAL}\b|unica\b|\d{{1,3}}\.?a?\b){_SUFFIX}?(?:{_JOIN}(?:{ORDINAL}\b|\d{{1,3}}\.?a?\b){_SUFFIX}?)*)"
)
_ANNEXES = regex(
    r"\b(?:anexos?|anejos?)\s+(?P<list>(?:[ivxl]+|\d{1,2}|unico)\b(?:(?:\s*,\s*|\s+(?:y|o|a)\s+)[ivxl]+\b)*)"
)
_PREFIXES = {"adicional": "da", "transitoria": "dt", "derogatoria": "dd", "final": "df"}
_PART = regex(
    rf"(?:(?P<number>\d{{1,4}})(?:\.?o\b)?|(?P<words>{ORDINAL}|unic[oa]))(?:\s+(?P<suffix>{plain(SUFFIXES)})\b)?(?P<rest>.*)",
    re.DOTALL,
)


def place_list(text: str) -> tuple[PlaceReference, ...]:
    """Every article, provision and annex that a text names, item by item, in order."""
    folded = fold(text)
    found = [*_articles(text, folded), *_provisions(text, folded), *_annexes(text, folded)]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _articles(text: str, folded: str) -> Iterator[PlaceReference]:
    for match in _ARTICLES.finditer(folded):
        items = list(_items(folded, match, "list"))
        inner = [*_numbers(match["above"]), *_numbers(match["below"])] or [""]
        letters = _each_letter(match["letters"] or match["inner"] or "") or [match["tail"] or ""]
        for i, (start, end, joint) in enumerate(items):
            bases = _bases(folded[start:end])
            if not bases:
                continue
            first, last = match.start() if i == 0 else start, match.end() if len(items) == 1 else end
            tails = product(inner, letters) if len(items) == 1 else [("", "")]
            for apartado, letter in tails:
                yield _place(text, first, last, _candidates(bases, apartado, letter))
            if joint in ("a", "al") and i:
                yield from _between(text, folded, items[i - 1], (start, end))


def _between(text: str, folded: str, low: tuple[int, int, str], high: tuple[int, int]) -> Iterator[PlaceReference]:
    """The articles inside `5 a 9`; their place is the range."""
    first, end = folded[low[0] : low[1]], folded[high[0] : high[1]]
    if not (first.isdigit() and end.isdigit() and 0 < int(end) - int(first) <= LONGEST_RANGE):
        return
    for number in range(int(first) + 1, int(end)):
        yield _place(text, low[0], high[1], (f"art_{number}",))


def _bases(item: str) -> list[str]:
    """`5.3.e)` -> `art_5`, `3`, `e`; `decimocuarto` -> `art_14`."""
    match = _PART.match(item)
    if match is None:
        return []
    words = match["words"]
    value = match["number"] or ("unico" if words.startswith("unic") else str(ordinal(words)))
    base = f"art_{value}" + (f"_{match['suffix']}" if match["suffix"] else "")
    return [base, *re.findall(r"\d+|[a-zñ](?=\))", match["rest"])]


def _candidates(parts: list[str], apartado: str, letter: str) -> tuple[str, ...]:
    """From the most exact to the article alone."""
    full = [*parts, *(one for one in (apartado, letter) if one)]
    return tuple(".".join(full[:n]) for n in range(len(full), 0, -1))


def _numbers(written: str | None) -> list[str]:
    """`1, 2 y 4` -> each; `1 a 3, 7` -> 1, 2, 3, 7; `1.2` -> `1.2`."""
    found: list[str] = []
    for low, high in re.findall(r"(\d+(?:\.\d+)?)(?:\s+al?\s+(\d+)(?!\.\d))?", written or ""):
        last = int(high) if high and low.isdigit() else 0
        found += [str(n) for n in range(int(low), last + 1)] if last and last - int(low) < LONGEST_RANGE else [low]
    return found


def _each_letter(written: str) -> list[str]:
    """`a), b) y d)` -> each; `a) a c)` -> a, b, c."""
    found: list[str] = []
    for low, high in re.findall(r"([a-zñ])\)(?:\s+a\s+([a-zñ])\))?", written):
        found += [chr(code) for code in range(ord(low), ord(high) + 1)] if high and low < high <= "z" else [low]
    return found


def _items(folded: str, match: re.Match[str], group: str) -> Iterator[tuple[int, int, str]]:
    """Where each item of a list stands, and the word that joins it to the one before."""
    at, joint = match.start(group), ""
    for part in re.split(rf"({_JOIN})", match[group]):
        if re.fullmatch(_JOIN, part):
            joint = part.strip(" ,")
        elif part:
            yield at, at + len(part.rstrip()), joint
        at += len(part)


def _provisions(text: str, folded: str) -> Iterator[PlaceReference]:
    for match in _PROVISIONS.finditer(folded):
        for i, (start, end, _) in enumerate(_items(folded, match, "list")):
            unit = f"{_PREFIXES[match['kind']]}_{_provision_number(folded[start:end])}"
            yield _place(text, match.start() if i == 0 else start, end, (unit,))


def _provision_number(written: str) -> str:
    """`primera` -> `1`, `vigesima segunda` -> `22`, `sexta bis` -> `6_bis`, `2.a` -> `2`"""
    whole = ordinal(written)
    words, _, suffix = written.partition(" ")
    if whole is not None or not suffix:
        return str(whole) if whole is not None else words if words == "unica" else re.sub(r"\D", "", words)
    return f"{ordinal(words) or re.sub(r'[^0-9]', '', words)}_{suffix}"


def _annexes(text: str, folded: str) -> Iterator[PlaceReference]:
    for match in _ANNEXES.finditer(folded):
        for i, (start, end, _) in enumerate(_items(folded, match, "list")):
            number = folded[start:end].upper()
            if number == "UNICO":
                number = "unico"
            elif not number.isdigit() and roman(number) is None:
                continue
            yield _place(text, match.start() if i == 0 else start, end, (f"an_{number}", f"ap_{number}"))


def _place(text: str, start: int, end: int, candidates: tuple[str, ...]) -> PlaceReference:
    return PlaceReference(start=start, end=end, text=text[start:end], candidates=tuple(map(UnitId, candidates)))
