"""The one place that knows how Spanish spells a number."""

from __future__ import annotations

import re
import unicodedata
from itertools import filterfalse

_UNITS = "primer|segund|tercer|cuart|quint|sext|septim|octav|noven".split("|")
_TENS = {
    10: "decim",
    20: "vigesim",
    30: "trigesim",
    40: "cuadragesim",
    50: "quincuagesim",
    60: "sexagesim",
    70: "septuagesim",
    80: "octogesim",
    90: "nonagesim",
}
_HUNDREDTHS = {"centesim": 100, "ducentesim": 200, "tricentesim": 300}
_IRREGULAR = {"undecim": 11, "duodecim": 12, "primer": 1, "tercer": 3, "setim": 7}
_CARDINALS = (
    "cero un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis "
    "diecisiete dieciocho diecinueve veinte veintiun veintidos veintitres veinticuatro veinticinco veintiseis "
    "veintisiete veintiocho veintinueve treinta"
).split()
_CARDINAL_TENS = {
    word: 10 * (n + 3) for n, word in enumerate("treinta cuarenta cincuenta sesenta setenta ochenta noventa".split())
}
_HUNDREDS = {
    "cien": 100, "ciento": 100, "doscientos": 200, "trescientos": 300, "cuatrocientos": 400, "quinientos": 500,
    "seiscientos": 600, "setecientos": 700, "ochocientos": 800, "novecientos": 900,
}  # fmt: skip
_MILLION = frozenset({"millon", "millones"})
_WORDS = {*_CARDINALS, *_CARDINAL_TENS, *_HUNDREDS, *_MILLION, "mil", "una", "uno", "veintiuna", "veintiuno"}

_WORD = "(?:" + "|".join(sorted(_WORDS, reverse=True)) + r"|\w+cientas)"
CARDINAL = rf"{_WORD}(?:(?:\s+|(?<=nta)\s+y\s+){_WORD})*"
"""A cardinal in words, folded, as a regular expression: `treinta y un`."""

_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}

SUFFIXES = (
    "bis|ter|qu[aá]ter|quinquies|sexies|septies|octies|nonies|novies|decies|undecies|duodecies|terdecies|quaterdecies|"
    "quindecies|sexdecies|septdecies|octodecies|vicies"
)
"""Latin suffixes of inserted articles, as a regular expression."""


def plain(text: str) -> str:
    """Lower case without accents; ñ loses its tilde too."""
    folded = unicodedata.normalize("NFKD", text.lower())
    return "".join(filterfalse(unicodedata.combining, folded))


_FOLDED = {code: folded for code in range(0x250) if (folded := plain(chr(code))) != chr(code) and len(folded) == 1} | {
    ord("ª"): "a",
    ord("º"): "o",
}


def fold(text: str) -> str:
    """`plain`, character for character: offsets into the result are offsets into the text."""
    return text.translate(_FOLDED)


def _ordinal_stems() -> dict[str, int]:
    stems = {stem: n for n, stem in enumerate(_UNITS, 1)} | {stem: tens for tens, stem in _TENS.items()} | _IRREGULAR
    for tens, stem in _TENS.items():
        for n, unit in enumerate(_UNITS, 1):
            stems[f"{stem}o{unit}"] = stems[f"{stem}o {unit}"] = stems[f"{stem}a {unit}"] = tens + n
            stems[f"{stem}{unit}"] = tens + n
    return stems


_STEMS = _ordinal_stems()

_UNIT = "|".join(_UNITS)
ORDINAL = (
    rf"(?:(?:{'|'.join(_TENS.values())})(?:(?:o|[oa]\s+)?(?:{_UNIT}))?|{_UNIT}|{'|'.join(_IRREGULAR)})(?:o|a|os|as)?"
)
"""An ordinal in words, without accents and in lower case, as a regular expression."""

_MASCULINE = "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo".split()
_TENTHS = "décimo vigésimo trigésimo cuadragésimo quincuagésimo sexagésimo septuagésimo octogésimo nonagésimo".split()


def ordinal(word: str) -> int | None:
    """The number that an ordinal in words names: `decimocuarto`, `centésima vigésima primera` -> 14, 121."""
    text = re.sub(r"\s+", " ", plain(word)).strip()
    head, _, rest = text.partition(" ")
    hundreds = _HUNDREDTHS.get(re.sub(r"[oa]$", "", head), 0)
    if hundreds and not rest:
        return hundreds
    below = rest if hundreds else text
    value = _STEMS.get(below) or _STEMS.get(re.sub(r"(?:o|a|os|as)$", "", below))
    return None if value is None else hundreds + value


def spell_ordinal(number: int, *, feminine: bool = False) -> str:
    """`4` -> `cuarto`, `cuarta`; `14` -> `decimocuarto`, `21` -> `vigesimoprimero`, `32` -> `trigésimo segundo`.

    One word up to 29, as the Diccionario panhispánico de dudas prefers (`ordinales`); from 100 on the abbreviation.
    """
    if not 1 <= number < 100:
        return f"{number}.{'ª' if feminine else 'º'}"
    tens, unit = number // 10, number % 10
    if number <= len(_MASCULINE):
        words = [_MASCULINE[number - 1]]
    elif unit == 0:
        words = [_TENTHS[tens - 1]]
    elif tens < 3:
        words = [f"{plain(_TENTHS[tens - 1])}{_MASCULINE[unit - 1]}".replace("oo", "o")]
    else:
        words = [_TENTHS[tens - 1], _MASCULINE[unit - 1]]
    return " ".join(f"{word[:-1]}a" if feminine else word for word in words)


def cardinal(text: str) -> int | None:
    """The number that a cardinal in words names: `treinta y uno` -> 31, `dos millones quinientos mil` -> 2500000."""
    total = group = 0
    for word in plain(text).replace(" y ", " ").split():
        singular = re.sub(r"^(un|veintiun)[oa]$", r"\1", word)
        hundreds = re.sub(r"cientas$", "cientos", word)
        if word == "mil":
            total, group = total + max(group, 1) * 1000, 0
        elif word in _MILLION:
            total, group = max(total + group, 1) * 10**6, 0
        elif singular in _CARDINALS:
            group += _CARDINALS.index(singular)
        elif word in _CARDINAL_TENS:
            group += _CARDINAL_TENS[word]
        elif hundreds in _HUNDREDS:
            group += _HUNDREDS[hundreds]
        else:
            return None
    return total + group if text.strip() else None


def roman(text: str) -> int | None:
    """The number that an upper-case roman numeral names."""
    if not text or _ROMAN.fullmatch(text) is None:
        return None
    values = [_ROMAN_VALUES[c] for c in text]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def spell_roman(number: int) -> str:
    """The upper-case roman numeral of a number from 1 to 3999."""
    steps = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
             (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    out = ""
    for value, letters in steps:
        count, number = divmod(number, value)
        out += letters * count
    return out
