"""The marks that count the items of a list: `1.`, `a)`, `1.º`, `iii)`, `1.2.1`, `Uno.`, `Primero.`, dashes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kb.numerals import SUFFIXES, cardinal, ordinal, plain, roman


class Level(StrEnum):
    """The sorts of marks. Items of one list share theirs."""

    NUMBER = "number"
    LETTER = "letter"
    CAPITAL = "capital"
    POINT = "point"
    PAREN = "paren"
    ROMAN = "roman"
    UPPER_ROMAN = "upper_roman"
    DECIMAL = "decimal"
    ROMAN_DECIMAL = "roman_decimal"
    CAPITAL_DECIMAL = "capital_decimal"
    WORD = "word"
    ORDINAL = "ordinal"
    DASH = "dash"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListMarker:
    """A line's leading enumeration mark: its sort, its ordinal and how it is written.

    `inserted` is one that stands beside the item before it and takes no number of its own:
    `5 bis`, `ll)`, `ñ)`. `path` holds the numbers of `1.` and of `1.2.1`, of `I.` and
    of `I.2`, of `A)` and of `A.2`, empty for other sorts.
    """

    level: Level
    ordinal: int
    mark: str
    part: str
    inserted: bool = False
    path: tuple[int, ...] = ()


_Maker = Callable[[re.Match[str]], ListMarker | None]
_Rule = tuple[re.Pattern[str], _Maker]
_SUFFIX = rf"(?:\s(?P<suffix>{SUFFIXES}))?"
_TEXT = r"(?=[A-ZÁÉÍÓÚÑ¿¡«“\"'(\[]|$)"
"""What a sentence begins with, unless the mark stands alone."""


def _tail(match: re.Match[str]) -> str:
    return f"_{plain(match['suffix'])}" if match["suffix"] else ""


def _numbered(level: Level) -> _Maker:
    def make(match: re.Match[str]) -> ListMarker:
        number, tail = int(match["n"]), _tail(match)
        path = (number,) if level is Level.NUMBER and not tail else ()
        mark = match[0].strip()
        return ListMarker(
            level=level, ordinal=number, mark=mark, part=f"{number}{tail}", inserted=bool(tail), path=path
        )

    return make


_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_BESIDE = {"ch": 3, "ll": 12, "ñ": 14}
"""Letters that some lists count and others leave out, with the place of the letter before."""


def letter_ordinal(letters: str) -> int:
    """`a` -> 1, `z` -> 26, `aa` -> 27, and `bb` or `ab` -> 28; ñ, ch and ll share the place of the letter before."""
    if letters in _BESIDE:
        return _BESIDE[letters]
    position = _ALPHABET.index(letters[-1].replace("ñ", "n")) + 1
    if len(letters) == 1:
        return position
    rounds = 1 if letters[0] == letters[1] else _ALPHABET.index(letters[0].replace("ñ", "n")) + 1
    return 26 * rounds + position


def _lettered(match: re.Match[str]) -> ListMarker:
    letters, tail = match["n"], _tail(match)
    lower = letters.lower()
    return ListMarker(
        level=Level.CAPITAL if letters.isupper() else Level.LETTER,
        path=(letter_ordinal(lower),) if letters.isupper() and not tail else (),
        ordinal=letter_ordinal(lower),
        mark=match[0].strip(),
        part=letters + tail,
        inserted=bool(tail) or lower in _BESIDE,
    )


def _roman(level: Level) -> _Maker:
    def make(match: re.Match[str]) -> ListMarker | None:
        value = roman(match["n"].upper())
        if value is None:
            return None
        path = (value,) if level is Level.UPPER_ROMAN else ()
        return ListMarker(level=level, ordinal=value, mark=match[0].strip(), part=match["n"], path=path)

    return make


def _decimal(match: re.Match[str]) -> ListMarker:
    numbers = tuple(int(n) for n in match["n"].split("."))
    part = "_".join(str(n) for n in numbers)
    return ListMarker(level=Level.DECIMAL, ordinal=numbers[-1], mark=match["n"], part=part, path=numbers)


def _decimal_under(level: Level, value_of: Callable[[str], int | None]) -> _Maker:
    """`I.2`, `A.2`: decimals whose first number is a numeral or a letter."""

    def make(match: re.Match[str]) -> ListMarker | None:
        head, *rest = match["n"].split(".")
        value = value_of(head)
        if value is None:
            return None
        path = (value, *(int(n) for n in rest))
        part = match["n"].replace(".", "_")
        return ListMarker(level=level, ordinal=path[-1], mark=match["n"], part=part, path=path)

    return make


_POINT = (
    re.compile(rf"(?P<n>\d{{1,3}})\.?\s?[ºª°]{_SUFFIX}[.)]?[\-–—]?(?:\s+(?=\S)|$)"),
    _numbered(Level.POINT),
)
"""`1.º El titular`"""
_DECIMAL = (
    re.compile(rf"(?P<n>\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})(?:\.?[\-–—]?\s+|\.){_TEXT}"),
    _decimal,
)
"""`3.1 Requisitos`"""
_NUMBER = (
    re.compile(rf"(?P<n>\d{{1,3}}){_SUFFIX}\s?\.\s?[\-–—]?\s*{_TEXT}"),
    _numbered(Level.NUMBER),
)
"""`1. Este`, `5 bis. El`"""
_PAREN = (
    re.compile(rf"\(?(?P<n>\d{{1,3}}){_SUFFIX}\)\.?\s*(?=\S)"),
    _numbered(Level.PAREN),
)
"""`1) La`"""
_LETTER = (
    re.compile(rf"\(?(?P<n>[a-zñ]|(?P<first>[a-z])(?P=first)|a[b-z]|ch|[A-ZÑ]){_SUFFIX}\)\.?\s*(?=\S|$)"),
    _lettered,
)
"""`a) Realizar`, `B) Condiciones`"""
_LOWER_ROMAN = (
    re.compile(r"\(?(?P<n>[ivx]{1,5})[.)]\s*(?=\S)"),
    _roman(Level.ROMAN),
)
"""`iii) La`, `ii. Para`"""
_UPPER_ROMAN = (
    re.compile(rf"\(?(?P<n>[IVX]{{1,6}})(?:\.[\-–—]|\.?\)|\s[\-–—]|\.(?=\s|$))\s*{_TEXT}"),
    _roman(Level.UPPER_ROMAN),
)
"""`II. Cabeza`"""
_ROMAN_DECIMAL = (
    re.compile(rf"(?P<n>[IVX]{{1,6}}(?:\.\d{{1,2}}){{1,4}})(?:\.?[\-–—]?\s+|\.){_TEXT}"),
    _decimal_under(Level.ROMAN_DECIMAL, roman),
)
"""`I.2 Méritos`, `II.2.1. Documentación`"""
_CAPITAL_DECIMAL = (
    re.compile(rf"(?P<n>[A-Z](?:\.\d{{1,2}}){{1,4}})(?:\.?[\-–—]?\s+|\.|\)\s*){_TEXT}"),
    _decimal_under(Level.CAPITAL_DECIMAL, lambda letter: letter_ordinal(letter.lower())),
)
"""`A.2 Metodología`"""
_CAPITAL = (
    re.compile(rf"(?P<n>[A-ZÑ]){_SUFFIX}\.\s?[\-–—]?\s*(?=[A-ZÁÉÍÓÚÑ¿«“][\wáéíóúñ])"),
    _lettered,
)
"""`B. Otros cursos`"""
_FROM_DIGIT: tuple[_Rule, ...] = (_POINT, _DECIMAL, _NUMBER, _PAREN)
_FROM_LOWER: tuple[_Rule, ...] = (_LETTER, _LOWER_ROMAN)
_FROM_UPPER: tuple[_Rule, ...] = (_LETTER, _ROMAN_DECIMAL, _CAPITAL_DECIMAL, _UPPER_ROMAN, _CAPITAL)


def _rules(line: str) -> tuple[_Rule, ...]:
    """The rules that a line's first letter or digit allows."""
    first = line[1:2] if line[:1] == "(" else line[:1]
    if first.isdecimal():
        return _FROM_DIGIT
    return _FROM_LOWER if first.islower() else _FROM_UPPER if first.isupper() else ()


_COUNTED = re.compile(
    rf"(?P<words>[A-ZÁÉÍÓÚ][A-ZÁÉÍÓÚa-záéíóú]+(?:\s+(?:y\s+)?(?!(?:{SUFFIXES})\b)[A-ZÁÉÍÓÚa-záéíóú]+)?){_SUFFIX}"
    rf"(?:\s?(?:[.:]\s?[\-–—]?|[\-–—])\s*(?P<rest>\S.*)?|(?P<alone>))$"
)
_DASHED = re.compile(r"[–—•·●▪◦■□○✓*\-]\s+(?=\S)|[–—•●▪■]\s*(?=[^\s\d])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A line that begins with a counting word: `Primero. Objeto.`, `Única.`, `Uno. El apartado…`.

    `number` is None for `Único` and `Única`; `rest` is what follows the stop.
    """

    level: Level
    number: int | None
    part: str
    mark: str
    rest: str
    feminine: bool


def counted(line: str) -> Counted | None:
    """The counting word at the head of a line; None for ordinary sentences."""
    match = _COUNTED.match(line)
    if match is None:
        return None
    words = plain(match["words"])
    level, value = Level.ORDINAL, ordinal(words) if words[-1] in "oa" else None
    if value is None and words not in ("unico", "unica"):
        level, value = Level.WORD, cardinal(words)
        if not value or match["alone"] is not None:
            return None
    return Counted(
        level=level,
        number=value,
        part=f"{value or words}{_tail(match)}",
        mark=f"{match['words']} {match['suffix'] or ''}".strip(),
        rest=match["rest"] or "",
        feminine=words.endswith("a"),
    )


def list_markers(line: str) -> tuple[ListMarker, ...]:
    """Every way to read the line's leading mark, the likelier first: `i)` is a letter or a roman."""
    found = [marker for rule, make in _rules(line) if (match := rule.match(line)) and (marker := make(match))]
    if not found and line[:1].isupper() and (word := counted(line)) is not None and word.number is not None:
        part = plain(word.mark).replace(" ", "_")
        inserted = "_" in word.part
        found.append(ListMarker(level=word.level, ordinal=word.number, mark=word.mark, part=part, inserted=inserted))
    if not found and (dashed := _DASHED.match(line)) is not None:
        found.append(ListMarker(level=Level.DASH, ordinal=0, mark=dashed[0].strip(), part=""))
    return tuple(found)
