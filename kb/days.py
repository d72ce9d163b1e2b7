"""How people and files write one day, and how answers and reasons say it."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime

from kb.errors import InvalidInput

WEEKDAYS = "lunes martes miércoles jueves viernes sábado domingo".split()
DAY = re.compile(r"\d{4}-\d\d-\d\d")  # 2025-12-31


def day_of(text: str) -> date:
    """`2025-12-31`; raises InvalidInput where there is no such day."""
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise InvalidInput(f"«{text}» no es una fecha: escríbela como 2025-12-31")


def day_in(text: str) -> date | None:
    """`2026-03-20`, or as Spaniards write it, `20/03/2026`; None for nothing. InvalidInput."""
    if not text:
        return None
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        with suppress(ValueError):
            return datetime.strptime(text, form).date()
    raise InvalidInput(f"«{text}» no es una fecha: escríbela como 20/03/2026")


def spell(day: date) -> str:
    """`viernes 20/03/2026`."""
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m}/{day.year:04d}"
