"""Spanish for the closed sets that the screens show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kb.agenda import When
from kb.days import WEEKDAYS
from kb.facts import Modality, Obligation, Status
from kb.values import MONTHS

MODALITIES: Mapping[Modality, str] = {
    Modality.OBLIGATION: "obligación",
    Modality.PROHIBITION: "prohibición",
    Modality.PERMISSION: "permiso",
    Modality.RIGHT: "derecho",
    Modality.CONSEQUENCE: "consecuencia",
}
WHEN: Mapping[When, str] = {
    When.IN_30_DAYS: "vence en 30 días",
    When.IN_90_DAYS: "vence en 90 días",
    When.OVERDUE: "vencida sin cumplir",
    When.DATED: "con fecha",
    When.UNDATED: "sin fecha",
}
SIGNS: Mapping[Status, str] = {
    "no evaluada": "·",
    "aplica": "○",
    "no aplica": "–",
    "en curso": "◐",
    "cumplida": "●",
    "vencida": "!",
}
"""A sign before each status, so that it is told apart without its colour and at a glance."""


def sentence(line: str) -> str:
    """A line as a sentence of its own: a capital first, and its full stop."""
    return f"{line[:1].upper()}{line[1:]}{'' if line.endswith(('.', '…', '?', '!')) else '.'}"


def spell_anchor(one: Obligation) -> str:
    """What the deadline of an obligation runs from, in the words of its text."""
    anchor = one.deadline.anchor if one.deadline else None
    return " ".join(anchor.text.split()) if anchor and anchor.text else "un suceso que el documento no fecha"


def spell_month(day: date) -> str:
    """`octubre de 2021`."""
    return f"{MONTHS[day.month - 1]} de {day.year}"


def spell_weekday(day: date) -> str:
    """`mar 26`."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day:>2}"
