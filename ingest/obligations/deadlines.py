"""By when: the deadline of a norm, what it runs from, and its due dates where the document dates that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ingest.obligations.events import anchored
from ingest.obligations.limits import Limit, kind_of_limit, limits, pattern
from ingest.own_dates import OwnDates
from kb.deadlines import Calendar, due
from kb.deadlines.periods import last_day_of, window_of
from kb.deadlines.wording import says_business, says_calendar
from kb.errors import InvalidInput
from kb.facts import Anchor, Deadline, Entity
from kb.numerals import fold

_STATE = Calendar()
_REACH = 90
_UNSAID = "El texto no dice si son días hábiles o naturales: se entienden hábiles (art. 30.2 Ley 39/2015)"


def deadline_in(
    clause: str, offset: int, entities: Sequence[Entity], own: OwnDates, place: str, that_day: str | None = None
) -> Deadline | None:
    """The deadline of a norm that stands at `offset` in its document; `entities` are those inside it.

    `place` is the label of its article; `that_day` is the day that its unit tells last before it.
    """
    found = limits(clause, offset, entities, that_day)
    if not found:
        return None
    limit = found[0]
    kind, value = kind_of_limit(clause, limit)
    shown = clause[limit.start : limit.end]
    is_day = value is not None and last_day_of(value) is not None
    rule = Deadline(
        text=shown,
        start=offset + limit.start,
        end=offset + limit.end,
        kind=kind,
        period=None if is_day else value,
        business_days=not is_day and _in_business_days(clause, limit, value),
        anchor=None if kind == "fixed" or (kind == "window" and is_day) else _anchor(clause, limit, own, place),
    )
    return _dated(rule, value, own)


def _in_business_days(clause: str, limit: Limit, value: str | None) -> bool:
    """Days are business days unless the text says calendar days (Ley 39/2015, art. 30.2)."""
    counted = value is not None and re.fullmatch(r"-?P\d+D", value) is not None
    return counted and not says_calendar(clause[limit.start : limit.end + 12])


def _anchor(clause: str, limit: Limit, own: OwnDates, place: str) -> Anchor | None:
    """What the limit runs from, as its words or those right behind them say."""
    shown = clause[limit.start : limit.end]
    match = pattern("from").search(fold(shown))
    told = shown[match.end() :] if match else _behind(clause[limit.end : limit.end + _REACH])
    words = " ".join(told.split()).strip(" ,.")
    before = clause[: limit.start + match.end() if match else limit.end]
    yearly = pattern("yearly").match(fold(words).removeprefix("dia "))
    return anchored(words, before, place, own) if words and not yearly else None


def _behind(rest: str) -> str:
    match = pattern("from").match(fold(rest).lstrip(" ,"))
    if match is None:
        return ""
    return re.split(r"[.;,:]", rest.lstrip(" ,")[match.end() :])[0]


def _dated(rule: Deadline, value: str | None, own: OwnDates) -> Deadline:
    """The same with its due dates and the reason of each step, or with what starts it."""
    if value is None:
        named = rule.anchor.text if rule.anchor else rule.text
        return replace(rule, reasons=(f"Depende de un hecho sin fecha en el documento: {named}",))
    counted = replace(rule, period=value, business_days=rule.business_days and says_business(rule.text))
    try:
        found = due(counted, _window_span(rule, own), _STATE)
    except InvalidInput as error:
        return replace(rule, reasons=(str(error),))
    told = [f"{step.text} ({step.rule})" for step in found.steps]
    if rule.business_days and not counted.business_days and not found.dates:
        told.append(_UNSAID)
    return replace(rule, due=tuple(day.isoformat() for day in found.dates), reasons=tuple(told))


def _window_span(rule: Deadline, own: OwnDates) -> dict[str, date]:
    """The years that a yearly window opens in: from the entry into force to the year after the execution's end."""
    if not (rule.period and window_of(rule.period) and own.in_force and own.execution_end):
        return {}
    event = rule.anchor.key if rule.anchor else "start"
    return {event: own.in_force, "until": date(own.execution_end.year + 1, 12, 31)}
