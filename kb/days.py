"""How people and files write one day, and how answers and reasons say it."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime

from kb.errors import InvalidInput

WEEKDAYS = "lunes martes miércoles jueves viernes sábado domingo".split()
DAY = re.compile(r"\d{4}-\d\d-\d\d")  # 2025-12-31


def day_of(text: str) -> date:
    """The day that a program or a file wrote, `2025-12-31`. Raises InvalidInput for anything else."""
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise InvalidInput(f"«{text}» no es una fecha: escríbela como 2025-12-31")


def day_in(text: str) -> date:
    """The day that a person wrote, as `20/03/2026` or `2026-03-20`. Raises InvalidInput for anything else."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        with suppress(ValueError):
            return datetime.strptime(text.strip(), form).date()
    raise InvalidInput(f"«{text}» no es una fecha: escríbela como 20/03/2026 o 2026-03-20")


def day_if_any(text: str | None) -> date | None:
    """The day that a person wrote where none may be: None for no text or a blank one. Raises InvalidInput."""
    return day_in(text) if text and text.strip() else None


def spell_day(day: date) -> str:
    """`20/03/2026`, with four figures for every year."""
    return f"{day:%d/%m}/{day.year:04d}"


def spell(day: date) -> str:
    """`viernes 20/03/2026`."""
    return f"{WEEKDAYS[day.weekday()]} {spell_day(day)}"
