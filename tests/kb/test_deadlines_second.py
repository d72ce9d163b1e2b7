"""The engine against another one, `plazos`, written by others from the same law."""

import random
from datetime import date, timedelta

import plazos
import pytest
from plazos.calendario import Calendario, Lugar

from kb.deadlines import Calendar, due
from kb.facts import Anchor, Deadline

UNITS = {"dias": ("D", 60), "dias_naturales": ("D", 120), "meses": ("M", 24), "anios": ("Y", 6)}
"""How the other one calls each unit, ours, and the longest deadline tried."""

OTHER_DAYS = {
    (date(2026, 12, 3), "NC"),
    (date(2026, 3, 20), "CE"),
    (date(2026, 9, 8), "ML"),
    (date(2026, 9, 17), "ML"),
}
"""Where the calendars differ: for 2026 the other one follows the list of BOE-A-2025-23702, which leaves these
regional days out, and ours the library `holidays` in every year."""


def ours(start: date, count: int, unit: str, region: str | None) -> date:
    letter, _ = UNITS[unit]
    text = f"{count} días naturales" if unit == "dias_naturales" else ""
    rule = Deadline(
        text=text, start=0, end=0, kind="relative", period=f"P{count}{letter}", business_days=unit == "dias",
        anchor=Anchor(event="start", text="la notificación"),
    )  # fmt: skip
    return due(rule, {"start": start}, Calendar(region=region)).dates[0]


def test_two_engines_agree_on_random_deadlines():
    rnd = random.Random(39)
    for _ in range(800):
        start = date(2015, 1, 1) + timedelta(rnd.randrange(16 * 365))
        unit = rnd.choice(list(UNITS))
        count = rnd.randint(1, UNITS[unit][1])
        region = rnd.choice([None, *plazos.CCAA])
        theirs = plazos.calcular(start, count, unit, ccaa=region).vencimiento
        mine = ours(start, count, unit, region)
        known = any(start <= day <= max(mine, theirs) and region == where for day, where in OTHER_DAYS)
        assert mine == theirs or known, (start, count, unit, region)


@pytest.mark.parametrize("year", [2016, 2024, 2025, 2026, 2027])
def test_two_calendars_agree_but_for_days_that_are_known(year):
    differ = set()
    for region in plazos.CCAA:
        theirs, mine = Calendario([Lugar(region)]), Calendar(region=region)
        for n in range(365):
            day = date(year, 1, 1) + timedelta(n)
            if (day.weekday() < 5 and theirs.festivo(day) is None) != mine.is_business(day):
                differ.add((day, region))
    assert differ == {(day, region) for day, region in OTHER_DAYS if day.year == year}
