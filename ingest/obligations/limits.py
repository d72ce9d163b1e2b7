"""By when: the deadline of a norm, its kind, what it runs from, and its due dates where they can be counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from ingest.extraction.rules import rules
from ingest.obligations.dates import OwnDates
from kb.deadlines import Calendar, due
from kb.deadlines.periods import last_day_of, period_of, window_of
from kb.deadlines.wording import backwards, expression_of, says_business, says_calendar
from kb.errors import InvalidInput
from kb.facts import Anchor, Deadline, DeadlineKind, Entity
from kb.numerals import fold

_BEFORE = 170
_FROM = re.compile(
    r"\b(?:desde|a partir de|a contar (?:desde|de)|contad[oa]s? (?:desde|a partir de)|siguientes? (?:a|al)|"
    r"posterior(?:es)? (?:a|al)|"
    r"antes de|previos? a|anterior(?:es)? a|anterioridad a|antelacion(?: \w+){0,4} (?:a|respecto)|tras|previo a|"
    r"despues de|"
    r"una vez|pasad[oa]s|transcurrid[oa]s|con respecto a|hasta que|hasta)(?P<what>l?\b.*)",
    re.DOTALL,
)
_LEADS_IN = re.compile(
    r"(?:(?:en|dentro de|durante|por|con|de|hasta) (?:el|un|una|los|las) (?:plazos?|periodos?|termino|duracion|"
    r"maximo|minimo|antelacion)[^.;:,]{0,45}|"
    r"(?:al menos|como minimo|como maximo|a lo sumo|durante|dentro de|en|con|hasta|cada|por),? (?:los |las |un |una |"
    r"otros )?)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A time limit in a text: `[start, end)` in it, and the expression that counts, if any."""

    start: int
    end: int
    value: str | None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rules("events")["limits"][name])


@cache
def _listed(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    key = "key" if name == "event" else "period"
    return tuple((re.compile(one["words"]), one[key]) for one in rules("events")[name])


def deadline_in(
    text: str, start: int, end: int, entities: Sequence[Entity], own: OwnDates, *, context: str = ""
) -> Deadline | None:
    """The deadline of `text[start:end]`, a norm of a document; `context` is the lead-in that it completes."""
    clause = text[start:end]
    limits = _limits(fold(clause), start, entities)
    if not limits:
        return None
    limit = limits[0]
    shown = clause[limit.start : limit.end]
    kind, period = _kind(fold(clause), limit)
    days = re.search(r"\bdias?\b", fold(shown)) is not None and not says_calendar(clause[limit.start : limit.end + 12])
    rule = Deadline(
        text=shown,
        start=start + limit.start,
        end=start + limit.end,
        kind=kind,
        period=period if kind != "fixed" else None,
        business_days=days and kind != "fixed",
        anchor=_anchor(clause, limit, kind, own),
        due=(limit.value,) if kind == "fixed" and limit.value and re.fullmatch(r"\d{4}-\d\d-\d\d", limit.value) else (),
    )
    return _dated(rule, limit.value, own)


def _limits(folded: str, offset: int, entities: Sequence[Entity]) -> list[Limit]:
    """The limits of a norm, those that count before those that only name an event."""
    found = [
        Limit(
            start=_begin(folded, one.start - offset),
            end=min(one.end - offset, len(folded)),
            value=str(one.value) if one.value is not None else None,
        )
        for one in entities
        if one.start >= offset and one.end <= offset + len(folded)
    ]
    found += [
        Limit(start=match.start(), end=match.end(), value=period)
        for pattern, period in _listed("recurrence")
        for match in pattern.finditer(folded)
        if re.search(
            r"\b(?:presentar|remit|elabor|actualiz|inform|revis|comunic|public|realiz|emit|dar cuenta|reun|abon|"
            r"satisf|pag|liquid|justific)",
            folded,
        )
        and not any(one.start <= match.start() < one.end for one in found)
    ]
    found += [
        Limit(start=match.start(), end=match.end(), value=None)
        for match in _pattern("bare").finditer(folded)
        if not any(one.start < match.end() and match.start() < one.end and one.value for one in found)
    ]
    return sorted(found, key=lambda one: (one.value is None, one.start))


def _begin(folded: str, at: int) -> int:
    """Where the words that make a limit of a duration begin: `en el plazo máximo de`."""
    match = _LEADS_IN.search(folded[max(0, at - 90) : at])
    return max(0, at - 90) + match.start() if match else at


def _kind(folded: str, limit: Limit) -> tuple[DeadlineKind, str | None]:
    """What sort of limit it is, and its period."""
    shown, value = folded[limit.start : limit.end], limit.value
    before = folded[max(0, limit.start - _BEFORE) : limit.start]
    around = f"{before}{shown}"
    if any(pattern.search(shown) for pattern, _ in _listed("recurrence")):
        return "recurrent", value
    if value and window_of(value):
        return "window", value
    if re.search(
        r"\b(?:desde|a contar desde|entre|a partir de)\b.{3,110}\bhasta\b", f"{before[-110:]}{shown}", re.DOTALL
    ):
        return "window", value if value and period_of(value) else None
    if value and last_day_of(value):
        return "fixed", value
    if value is None:
        return ("duration" if _pattern("until").search(shown) else "relative"), None
    signed = (
        f"-{value}"
        if backwards(f"{folded[max(0, limit.start - 40) : limit.start]}{shown}") and not value.startswith("-")
        else value
    )
    if signed.startswith("-"):
        return "relative", signed
    if _pattern("lasting").search(around) and not _pattern("within").search(
        f"{before[-50:]}{shown.partition(' de ')[0]}"
    ):
        return "duration", value
    return "relative", value


def _anchor(clause: str, limit: Limit, kind: str, own: OwnDates) -> Anchor | None:
    """What the limit runs from, as its words say."""
    shown = clause[limit.start : limit.end]
    match = _FROM.search(fold(shown))
    if match is None:
        match = _FROM.match(fold(clause[limit.end : limit.end + 90]).lstrip(" ,"))
        told = clause[limit.end : limit.end + 90].lstrip(" ,")[: match.end()] if match else ""
        told = re.split(r"[.;,:]", told)[0]
    else:
        told = shown[match.start("what") :]
    if match is None or kind == "fixed":
        return None
    words = " ".join(told.split()).strip(" ,.")
    event = event_of(words)
    day = own.of(event)
    return Anchor(event=event, text=words, date=day.isoformat() if day else None)


def event_of(words: str) -> str:
    """The English key of the event that words name; `event` for one that the rules do not know."""
    folded = fold(words)
    found = [(match.start(), key) for pattern, key in _listed("event") if (match := pattern.search(folded))]
    return min(found)[1] if found else "event"


def _dated(rule: Deadline, value: str | None, own: OwnDates) -> Deadline:
    """The same with its due dates and the reason of each step, or with what starts it."""
    counted = rule if rule.kind != "fixed" else replace(rule, period=value if value and not rule.due else None)
    if not counted.period and not counted.due and expression_of(counted.text) is None:
        return replace(rule, reasons=_waits(rule))
    try:
        found = due(replace(counted, business_days=says_business(rule.text)), _anchors(rule, own), Calendar())
    except InvalidInput:
        return rule
    told = tuple(f"{step.text} ({step.rule})" for step in found.steps)
    return replace(rule, due=tuple(day.isoformat() for day in found.dates), reasons=told)


def _anchors(rule: Deadline, own: OwnDates) -> dict[str, date]:
    if rule.kind == "window" and own.in_force is not None and own.execution_end is not None:
        return {rule.anchor.event if rule.anchor else "start": own.in_force, "until": own.execution_end}
    if rule.kind == "window" and rule.period and window_of(rule.period):
        return {}
    return {}


def _waits(rule: Deadline) -> tuple[str, ...]:
    named = rule.anchor.text if rule.anchor else rule.text
    return (f"Depende de un hecho sin fecha en el documento: {named}",)
