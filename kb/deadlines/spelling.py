"""How long a deadline is, in Spanish."""

from __future__ import annotations

from kb.deadlines.periods import period_of, window_of
from kb.values import MONTHS


def spell_period(period: str, business: bool = False) -> str:
    """`P3M` is `3 meses`, `P10D` `10 días hábiles`, `--01-01/--03-31` `del 1 de enero al 31 de marzo`."""
    if span := window_of(period):
        opens, closes = _day_of_year(span.opens), _day_of_year(span.closes)
        return f"el {closes}" if opens == closes else f"del {opens} al {closes}"
    length = period_of(period)
    if length is None:
        return period
    years, months = divmod(length.months, 12)
    counts = (
        (years, "año", "años"),
        (months, "mes", "meses"),
        (length.weeks, "semana", "semanas"),
        (length.days, "día hábil" if business else "día", "días hábiles" if business else "días"),
        (length.hours, "hora", "horas"),
    )
    told = " y ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts if count)
    return f"{told} antes" if length.backwards else told


def _day_of_year(month_and_day: tuple[int, int]) -> str:
    month, day = month_and_day
    if month_and_day == (2, 29):
        return "último día de febrero"
    return f"{day} de {MONTHS[month - 1]}"
