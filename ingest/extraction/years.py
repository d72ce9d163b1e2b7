"""Years and months that say when, beyond the values of any text: compared ones, those of plans, several in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.extraction.marks import Stretch
from ingest.extraction.rules import rules
from kb.facts import EntityType
from kb.numerals import cardinal, fold
from kb.values import MONTHS, ValueKind

Found = tuple[int, int, str]
"""Where it stands, and its ISO year, years or months."""


@cache
def _rule(name: str) -> re.Pattern[str]:
    return re.compile(rules("deadlines")["years"][name])


def is_budget_year(folded: str, start: int) -> bool:
    """Whether what stands there is the year of a budget, which says from which money and not when."""
    return _rule("budget").match(folded, start) is not None and _rule("within").search(folded, 0, start) is None


def mark_years(stretch: Stretch) -> None:
    """Note them; runs before dates, which keep what they read whole."""
    folded = fold(stretch.text)
    taken = [(value.start, value.end) for value in stretch.values if value.kind is ValueKind.DATE]
    for start, end, value in (*_years(folded), *_months(folded)):
        whole = "-" in value or all(end <= a or b <= start for a, b in taken)
        if whole and not stretch.is_closed(start, end):
            stretch.add(EntityType.DATE, start, end, value)


def _years(folded: str) -> Iterator[Found]:
    for match in _rule("baseline").finditer(folded):
        yield match.start(), match.end(), match["y"]
    for match in _rule("fiscal").finditer(folded):
        first = int(match["y"]) - (cardinal(match["n"]) or 0 if match["n"] else 0)
        yield match.start(), match.end(), f"{first}/{match['y']}" if match["n"] else match["y"]
    for match in _rule("span").finditer(folded):
        if match["y"] < match["y2"]:
            yield match.start(), match.end(), f"{match['y']}/{match['y2']}"
    for match in _rule("run").finditer(folded):
        years = [int(year) for year in re.findall(r"\d{4}", match["all"])]
        if years == list(range(years[0], years[-1] + 1)):
            yield match.start(), match.end(), f"{years[0]}/{years[-1]}"


def _months(folded: str) -> Iterator[Found]:
    for match in _rule("months").finditer(folded):
        if match["m"] in MONTHS and match["m2"] in MONTHS:
            first, last = (f"{match['y']}-{MONTHS.index(match[name]) + 1:02d}" for name in ("m", "m2"))
            if first < last:
                yield match.start(), match.end(), f"{first}/{last}"
