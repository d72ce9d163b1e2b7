"""Limits that come round: `presentará trimestralmente`, `en el primer trimestre de cada año`, `en dos anualidades`."""

from __future__ import annotations

import calendar
import re
from functools import cache

from ingest.extraction.marks import Stretch
from ingest.extraction.rules import rules
from kb.facts import EntityType
from kb.numerals import cardinal
from kb.values import MONTHS

_NTH = {"primer": 0, "segundo": 1, "tercer": 2, "cuarto": 3}
_COMMON_YEAR = 2001


@cache
def _rule(name: str) -> re.Pattern[str]:
    return re.compile(rules("deadlines")[name])


def mark_recurring(stretch: Stretch, folded: str) -> None:
    """Note how often something is done, in which part of each year, and over how many years it is paid."""
    for match in _rule("every").finditer(folded):
        period = rules("deadlines")["periods"].get(match["often"] or match["as"])
        if period is not None and not stretch.is_closed(*match.span()):
            stretch.add(EntityType.DEADLINE, match.start(), match.end(), period, kind="recurrent")
    for match in _rule("begins").finditer(folded):
        stretch.add(
            EntityType.DEADLINE, match.start(), match.end(), rules("deadlines")["periods"]["anual"], kind="recurrent"
        )
    for match in _rule("yearly").finditer(folded):
        window = _window(match)
        if window is not None:
            stretch.add(EntityType.DEADLINE, match.start(), match.end(), window, kind="window")
    for match in _rule("instalments").finditer(folded):
        years = int(match["n"]) if match["n"].isdigit() else cardinal(match["n"])
        if years:
            stretch.add(EntityType.DEADLINE, match.start(), match.end(), f"P{years}Y", kind="duration")


def _window(match: re.Match[str]) -> str | None:
    """`primer trimestre` -> `--01-01/--03-31`; None for a part that no year has."""
    if match["month"]:
        return _months(MONTHS.index(match["month"]) + 1, 1) if match["month"] in MONTHS else None
    length = rules("deadlines")["parts"][match["part"]]
    nth = _NTH.get(match["nth"], 12 // length - 1)
    return _months(nth * length + 1, length) if nth * length < 12 else None


def _months(first: int, length: int) -> str:
    last = first + length - 1
    return f"--{first:02d}-01/--{last:02d}-{calendar.monthrange(_COMMON_YEAR, last)[1]:02d}"
