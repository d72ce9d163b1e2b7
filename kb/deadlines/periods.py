"""The rules that `Deadline.period` can hold, read: durations, windows of a year and dates of several widths."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from kb.days import DAY, day_of
from kb.errors import InvalidInput

_DURATION = re.compile(
    r"(?P<back>-)?P(?=.)(?:(?P<years>\d{1,4})Y)?(?:(?P<months>\d{1,4})M)?(?:(?P<weeks>\d{1,4})W)?"
    r"(?:(?P<days>\d{1,4})D)?(?:T(?P<hours>\d{1,4})H)?"
)  # P3M, P1Y6M, PT48H, -P10D
_YEARLY = re.compile(r"--(\d\d)-(\d\d)")  # --03-31
_MONTH = re.compile(r"(\d{4})-(\d\d)")  # 2020-07
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")  # 2022-Q4
_SPAN = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")  # 2024-06-21/2024-06-23
_YEARS = re.compile(r"\d{4}/(\d{4})")  # 2020/2025
_YEAR = re.compile(r"\d{4}")  # 2031


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A duration; `backwards` counts towards the past."""

    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0
    backwards: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From a day of the year to another, each `(month, day)`; it ends the year after when the second comes first."""

    opens: tuple[int, int]
    closes: tuple[int, int]


def period_of(text: str) -> Period | None:
    """An ISO 8601 duration, a leading minus counting backwards; None for anything else."""
    match = _DURATION.fullmatch(text)
    if match is None:
        return None
    parts = {name: int(match[name] or 0) for name in ("years", "months", "weeks", "days", "hours")}
    if not any(parts.values()):
        raise InvalidInput(f"«{text}» no dura nada: indica un plazo de al menos una hora")
    return Period(
        months=12 * parts["years"] + parts["months"],
        weeks=parts["weeks"],
        days=parts["days"],
        hours=parts["hours"],
        backwards=bool(match["back"]),
    )


def window_of(text: str) -> Window | None:
    """`--01-01/--03-31`, or the one day `--03-31`; None for anything else."""
    ends = [_YEARLY.fullmatch(part) for part in text.split("/")]
    if len(ends) > 2 or None in ends:
        return None
    days = [(int(end[1]), int(end[2])) for end in ends if end]
    for month, day in days:
        day_of(f"2000-{month:02d}-{day:02d}")
    return Window(opens=days[0], closes=days[-1])


def last_day_of(text: str) -> tuple[str, date] | None:
    """What a date or span of dates names (`día`, `mes`, `trimestre`, `año`, `periodo`) and its last day, else None."""
    if DAY.fullmatch(text):
        return "día", day_of(text)
    if match := _QUARTER.fullmatch(text):
        return "trimestre", month_end(_year(match[1]), 3 * int(match[2]))
    if (match := _MONTH.fullmatch(text)) and 1 <= int(match[2]) <= 12:
        return "mes", month_end(_year(match[1]), int(match[2]))
    if match := _SPAN.fullmatch(text):
        return "periodo", day_of(match[2])
    if match := _YEARS.fullmatch(text):
        return "periodo", date(_year(match[1]), 12, 31)
    return ("año", date(_year(text), 12, 31)) if _YEAR.fullmatch(text) else None


def first_day_of(width: str, last: date) -> date:
    """The day on which a month, quarter or year with this last day begins."""
    months = {"mes": 1, "trimestre": 3, "año": 12}[width]
    return last.replace(month=last.month - months + 1, day=1)


def _year(text: str) -> int:
    if not int(text):
        raise InvalidInput("el año 0000 no existe: escribe el año con cuatro cifras, como 2025")
    return int(text)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])
