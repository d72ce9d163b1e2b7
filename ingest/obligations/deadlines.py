"""By when: the deadline of a norm, what it runs from, and its due dates where the document dates that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ingest.obligations.events import anchored
from ingest.obligations.limits import Limit, kind_of_limit, limits, pattern
from ingest.own_dates import OwnDates
from kb.days import spell
from kb.deadlines import Calendar, due
from kb.deadlines.periods import last_day_of, window_of
from kb.deadlines.wording import says_business, says_calendar, says_next_year
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
    found = [one for one in limits(clause, offset, entities, that_day) if not _is_past(clause, one, own)]
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
    return _with_others(clause, found, _dated(rule, value, own))


def _is_past(clause: str, limit: Limit, own: OwnDates) -> bool:
    """Whether it ends before the norm is published: `las fincas revisadas entre 2001 y 2007` say which, not by when.

    What the norm itself gives as the time for something it pays later stays: `A la cofradía: hasta el 31 de agosto`.
    """
    last = last_day_of(limit.value) if limit.value is not None else None
    past = last is not None and own.published is not None and last[1] < own.published
    return past and pattern("given").search(fold(clause[: limit.start])) is None


def _with_others(clause: str, found: Sequence[Limit], rule: Deadline) -> Deadline:
    """The same, telling of the other limits of the norm: a row has one."""
    others = [clause[one.start : one.end] for one in found[1:] if one.value and one.start >= found[0].end]
    told = tuple(f"La cláusula da además otro plazo: «{' '.join(one.split())}»" for one in others)
    return replace(rule, reasons=(*rule.reasons, *told))


def _in_business_days(clause: str, limit: Limit, value: str | None) -> bool:
    """Days are business days unless the text says calendar days (Ley 39/2015, art. 30.2)."""
    counted = value is not None and re.fullmatch(r"-?P\d+D", value) is not None
    return counted and not says_calendar(clause[limit.start : limit.end + 12])


def _anchor(clause: str, limit: Limit, own: OwnDates, place: str) -> Anchor | None:
    """What the limit runs from, as its words or those right behind them say."""
    shown = clause[limit.start : limit.end]
    folded = fold(shown)
    match = pattern("that_year" if says_next_year(shown) else "from").search(folded)
    told = shown[match.end() :] if match else "" if says_next_year(shown) else _behind(clause[limit.end :])
    words = " ".join(told.split()).strip(" ,.")
    before = clause[: limit.start + match.end() if match else limit.end]
    yearly = pattern("yearly").match(fold(words).removeprefix("dia "))
    return anchored(words, before, place, own) if words and not yearly else None


def _behind(rest: str) -> str:
    """What it runs from, right behind the limit or said of several at once: `en ambos casos contados desde…`."""
    folded = fold(rest)
    at = len(folded) - len(folded.lstrip(" ,"))
    near = pattern("behind").match(folded, at) or pattern("from").match(folded, at)
    match = near or pattern("all").search(folded)
    return re.split(r"[.;,:]", rest[match.end() :])[0][:_REACH] if match else ""


def _dated(rule: Deadline, value: str | None, own: OwnDates) -> Deadline:
    """The same with its due dates and the reason of each step, or with what starts it."""
    if value is None:
        return _without_number(rule)
    counted = replace(rule, period=value, business_days=rule.business_days and says_business(rule.text))
    try:
        found = due(counted, _window_span(rule, own), _STATE)
    except InvalidInput as error:
        return replace(rule, reasons=(str(error),))
    told = [step.told for step in found.steps]
    place = pattern("own_place").search(fold(rule.anchor.text)) if rule.anchor and not found.dates else None
    if place and rule.anchor:
        told.append(f"Este mismo documento trata de ello en el {rule.anchor.text[slice(*place.span('place'))]}")
    if rule.business_days and not counted.business_days and not found.dates:
        told.append(_UNSAID)
    return replace(rule, due=tuple(day.isoformat() for day in found.dates), reasons=tuple(told))


def _without_number(rule: Deadline) -> Deadline:
    """A limit that only names what it hangs on: the day of that, or who sets it."""
    anchor, text = rule.anchor, " ".join(rule.text.split())
    if anchor and anchor.date and pattern("that_very_day").match(fold(text)):
        told = f"El documento da ese día: {spell(date.fromisoformat(anchor.date))}"
        return replace(rule, due=(anchor.date,), reasons=(told,))
    if pattern("set_elsewhere").search(fold(text)):
        return replace(rule, reasons=(f"El plazo no está en esta cláusula: se fija donde ella dice, «{text}»",))
    named = " ".join(anchor.text.split()) if anchor else text
    dated = f", que fue el {spell(date.fromisoformat(anchor.date))}" if anchor and anchor.date else ""
    return replace(rule, reasons=(f"El texto no da un número de días: depende de «{named}»{dated}",))


def _window_span(rule: Deadline, own: OwnDates) -> dict[str, date]:
    """The years that a yearly window opens in: from the entry into force to the year after the execution's end."""
    yearly = rule.period and window_of(rule.period) and not says_next_year(rule.text)
    if not (yearly and own.in_force and own.execution_end):
        return {}
    event = rule.anchor.key if rule.anchor else "start"
    return {event: own.in_force, "until": date(own.execution_end.year + 1, 12, 31)}
