"""The values of an answer as people write them; `kb.values` spells them for programs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from kb.days import spell_day
from kb.patterns import regex
from kb.values import MONTHS

_UNITS = {
    "H": ("hora", "horas"), "D": ("día", "días"), "W": ("semana", "semanas"), "M": ("mes", "meses"),
    "Y": ("año", "años"),
}  # fmt: skip


def spoken_value(value: str) -> str:
    """`P3M` -> `3 meses`, `22000000 EUR` -> `22.000.000 €`, `2025-12-31` -> `31/12/2025`; the rest as it is."""
    if "/" in value:
        return " a ".join(map(spoken_value, value.split("/")))
    for pattern, speak in _WAYS:
        match = pattern.fullmatch(value)
        if match is not None:
            return speak(match)
    return value


def _duration(match: re.Match[str]) -> str:
    one, more = _UNITS[match["unit"]]
    return f"{match['n']} {one if match['n'] == '1' else more}"


def _amount(match: re.Match[str]) -> str:
    return f"{_number(match)} €"


def _percentage(match: re.Match[str]) -> str:
    return f"{_number(match)} %"


def _number(match: re.Match[str]) -> str:
    whole = f"{int(match['n']):,}".replace(",", ".")
    return f"{whole},{match['rest']}" if match["rest"] else whole


def _day(match: re.Match[str]) -> str:
    return spell_day(date(int(match["y"]), int(match["m"]), int(match["d"])))


def _day_of_year(match: re.Match[str]) -> str:
    return f"{int(match['d'])} de {MONTHS[int(match['m']) - 1]}"


def _month(match: re.Match[str]) -> str:
    return f"{MONTHS[int(match['m']) - 1]} de {match['y']}"


def _quarter(match: re.Match[str]) -> str:
    return f"{match['q']}.º trimestre de {match['y']}"


_WAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (regex(r"PT?(?P<n>\d+)(?P<unit>[HDWMY])"), _duration),  # P3M, PT48H
    (regex(r"(?P<n>\d+)(?:\.(?P<rest>\d+))? EUR"), _amount),  # 22000000 EUR
    (regex(r"(?P<n>\d+)(?:\.(?P<rest>\d+))? %"), _percentage),  # 7.5 %
    (regex(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"), _day),  # 2025-12-31
    (regex(r"--(?P<m>\d{2})-(?P<d>\d{2})"), _day_of_year),  # --10-30
    (regex(r"(?P<y>\d{4})-(?P<m>\d{2})"), _month),  # 2020-07
    (regex(r"(?P<y>\d{4})-Q(?P<q>[1-4])"), _quarter),  # 2022-Q4
)
