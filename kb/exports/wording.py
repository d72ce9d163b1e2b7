"""How a checklist says things in Spanish: modalities, periods, rules, recurrences, calendars."""

from __future__ import annotations

from kb.days import spell_day
from kb.deadlines.calendar import Calendar
from kb.deadlines.due import EVENTS
from kb.deadlines.periods import window_of
from kb.deadlines.spelling import spell_period
from kb.facts import Deadline, Modality

MODALITIES = {
    Modality.OBLIGATION: "obligación",
    Modality.PROHIBITION: "prohibición",
    Modality.PERMISSION: "permiso",
    Modality.RIGHT: "derecho",
    Modality.CONSEQUENCE: "consecuencia",
}


def spell_euros(value: float) -> str:
    """`22.000.000,00`."""
    return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))


def rule_of(deadline: Deadline | None) -> str | None:
    """The rule of a deadline, whatever its dates: `3 meses · desde la notificación de la resolución`."""
    if deadline is None:
        return None
    if deadline.period is None:
        return "fecha fija" if deadline.kind == "fixed" else deadline.text
    spelled = spell_period(deadline.period, deadline.business_days)
    return " · ".join(part for part in (spelled, trigger_of(deadline)) if part)


def trigger_of(deadline: Deadline | None) -> str | None:
    """What a deadline runs from, in the words of the text where it has them."""
    anchor = deadline.anchor if deadline else None
    return None if anchor is None else anchor.text or EVENTS.get(anchor.event) or anchor.event


def recurrence_of(deadline: Deadline | None) -> str | None:
    """How often a deadline comes back: `cada año, del 1 de enero al 31 de marzo`, `cada 3 meses`."""
    if deadline is None or deadline.period is None:
        return None
    if window_of(deadline.period):
        return f"cada año, {spell_period(deadline.period)}"
    return f"cada {spell_period(deadline.period)}" if deadline.kind == "recurrent" else None


def calendar_name(calendar: Calendar) -> str:
    """Which days do not count: `sábados, domingos y festivos nacionales; los de MD; 2 fiestas locales`."""
    regions = list(dict.fromkeys(code for code in (calendar.region, calendar.seat) if code))
    parts = ["sábados, domingos y festivos nacionales"]
    if regions:
        parts.append(f"los de {' y '.join(regions)}")
    if calendar.town:
        parts.append("fiestas locales: " + ", ".join(map(spell_day, sorted(calendar.town))))
    return "; ".join(parts)
