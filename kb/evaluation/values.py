"""Whether an answer states a value, however it is spelt: `22 millones de euros` is `22000000 EUR`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kb.evaluation.matching import words
from kb.numerals import CARDINAL, cardinal, plain

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?(?:\.\d+)?"
_EUROS = r"(?:euros?|eur\b|€)"
_MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
_MONTH = "|".join(_MONTHS)
_SCALES = {"millones": 1e6, "millon": 1e6, "m": 1e6, "miles": 1e3, "mil": 1e3, None: 1.0}
_QUARTERS = {"primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4}
_UNITS = {"y": "ano", "m": "mes", "d": "dia"}
_NEGATIONS = frozenset("no prohibido incompatible excluidos nunca ningun ninguna".split())

_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (  # 18,5 millones de euros
        re.compile(rf"(?P<n>{_NUMBER})\s*(?P<scale>millones|millon|miles|mil|m)?\s*(?:de\s+)?{_EUROS}"),
        lambda m: f"{round(_number(m['n']) * _SCALES[m['scale']])} eur",
    ),
    (  # entre 25 y 150 euros: the 25
        re.compile(rf"(?P<n>{_NUMBER})\s+(?:y|a|o)\s+(?:{_NUMBER})\s+euros"),
        lambda m: f"{round(_number(m['n']))} eur",
    ),
    (  # 80 %, 80 por ciento
        re.compile(rf"(?P<n>{_NUMBER})\s*(?:%|por ciento)"),
        lambda m: f"{_number(m['n']):g} %",
    ),
    (  # 31 de diciembre de 2025
        re.compile(rf"(?P<d>\d{{1,2}}) de (?P<m>{_MONTH}) de (?P<y>\d{{4}})"),
        lambda m: f"{m['y']}-{_month(m['m'])}-{int(m['d']):02d}",
    ),
    (  # 31/12/2025
        re.compile(r"\b(?P<d>\d{1,2})[/-](?P<m>\d{1,2})[/-](?P<y>\d{4})\b"),
        lambda m: f"{m['y']}-{int(m['m']):02d}-{int(m['d']):02d}",
    ),
    (re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b"), lambda m: m[0]),  # 2025-12-31, 2025-12
    (re.compile(r"\b(\d{4}-\d{2})-\d{2}\b"), lambda m: m[1]),  # its month
    (  # diciembre de 2025
        re.compile(rf"\b(?P<m>{_MONTH}) de (?P<y>\d{{4}})"),
        lambda m: f"{m['y']}-{_month(m['m'])}",
    ),
    (re.compile(r"q(?P<q>[1-4])[- /]?(?P<y>\d{4})"), lambda m: f"{m['y']}-q{m['q']}"),  # Q4-2022
    (re.compile(r"(?P<y>\d{4})-q(?P<q>[1-4])"), lambda m: f"{m['y']}-q{m['q']}"),  # 2022-Q4
    (  # cuarto trimestre de 2022
        re.compile(r"(?P<q>primer|segundo|tercer|cuarto) trimestre (?:de )?(?P<y>\d{4})"),
        lambda m: f"{m['y']}-q{_QUARTERS[m['q']]}",
    ),
    (  # tres meses, 10 dias habiles
        re.compile(
            rf"\b(?P<n>\d{{1,3}}(?:\.\d{{3}})+|\d+|{CARDINAL}) (?P<unit>mes(?:es)?|anos?|dias? habiles|dias?)\b"
        ),
        lambda m: _period(m["n"], m["unit"]),
    ),
    (  # P3M
        re.compile(r"\bp(?P<n>\d+)(?P<unit>[ymd])\b"),
        lambda m: f"{int(m['n'])} {_UNITS[m['unit']]}",
    ),
)


def stated(text: str) -> frozenset[str]:
    """The amounts, percentages, dates, months, quarters and periods in a text, each in one spelling."""
    return frozenset(_found(plain(text)))


def states(value: str, answer: str, values: tuple[str, ...]) -> bool:
    """Whether an answer, or the values given with it, states a gold value."""
    text = " ; ".join((answer, *values))
    said = words(text)
    if value == "no":
        return not _NEGATIONS.isdisjoint(said)
    wanted = stated(value)
    if wanted:
        return not wanted.isdisjoint(stated(text))
    if value.isdigit():
        return int(value) in _numbers(text)
    needle = words(value)
    return bool(needle) and any(said[i : i + len(needle)] == needle for i in range(len(said)))


def _found(text: str) -> Iterator[str]:
    for pattern, spell in _RULES:
        for match in pattern.finditer(text):
            value = spell(match)
            if value is not None:
                yield value


def _numbers(text: str) -> set[float]:
    """The numbers in a text, in figures or in words."""
    spelt = (cardinal(word) for word in words(text) if not word.isdigit())
    return {_number(n) for n in re.findall(_NUMBER, text)} | {float(n) for n in spelt if n is not None}


def _number(text: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "")
    return float(text.replace(",", "."))


def _month(name: str) -> str:
    return f"{_MONTHS.index(name) + 1:02d}"


def _period(number: str, unit: str) -> str | None:
    amount = int(_number(number)) if number[0].isdigit() else cardinal(number)
    name = "dia habil" if "habil" in unit else {"m": "mes", "a": "ano", "d": "dia"}[unit[0]]
    return None if amount is None else f"{amount} {name}"
