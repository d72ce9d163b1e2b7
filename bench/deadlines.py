"""The deadline engine against a second one on 5,000 random deadlines: how many differ, and where.

python -m bench.deadlines [CASES]
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from datetime import date, timedelta

import plazos

from kb.deadlines import Calendar, due
from kb.facts import Anchor, Deadline

UNITS = {"dias": ("D", 60), "dias_naturales": ("D", 120), "meses": ("M", 24), "anios": ("Y", 6)}
FIRST, DAYS = date(2015, 1, 1), 16 * 365


def main(cases: int) -> None:
    """Count with both and print what differs, one a line, and the totals."""
    rnd, differ = random.Random(30), Counter[tuple[str | None, int]]()
    for _ in range(cases):
        start, unit = FIRST + timedelta(rnd.randrange(DAYS)), rnd.choice(list(UNITS))
        count, region = rnd.randint(1, UNITS[unit][1]), rnd.choice([None, *plazos.CCAA])
        theirs = plazos.calcular(start, count, unit, ccaa=region).vencimiento
        mine = _ours(start, count, unit, region)
        if mine != theirs:
            differ[region, theirs.year] += 1
            sys.stdout.write(f"{start} {count} {unit} {region}: {mine} here, {theirs} there\n")
    sys.stdout.write(f"{cases - differ.total()} of {cases} agree; others by region and year: {dict(differ)}\n")


def _ours(start: date, count: int, unit: str, region: str | None) -> date:
    rule = Deadline(
        text=f"{count} días naturales" if unit == "dias_naturales" else "",
        start=0,
        end=0,
        kind="relative",
        period=f"P{count}{UNITS[unit][0]}",
        business_days=unit == "dias",
        anchor=Anchor(event="start", text="la notificación"),
    )
    return due(rule, {"start": start}, Calendar(region=region)).dates[0]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
