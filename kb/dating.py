"""Obligations with what people know of them: their follow-up, and the due dates that follow from events' days."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from kb.deadlines import Calendar, Computation, due
from kb.deadlines.due import UNTIL
from kb.deadlines.periods import window_of
from kb.deadlines.wording import expression_of, goes_to_court
from kb.errors import InvalidInput
from kb.facts import Deadline, Obligation
from kb.follow_up import Event, EventDate, FollowUp, Tracked, spelled
from kb.happenings import START, key_of

NATIONAL = Calendar()
"""Only the holidays of the whole State, which is what due dates are counted with at ingest."""
_YEAR = timedelta(days=366)


def with_follow_up(obligation: Obligation, follow_up: FollowUp | None) -> Obligation:
    """The obligation with what is written beside it."""
    if follow_up is None:
        return obligation
    return replace(
        obligation,
        status=follow_up.status,
        owner=follow_up.owner,
        evidence=follow_up.evidence,
        notes=follow_up.notes,
        review=spelled(follow_up.review),
    )


def days_for(obligation: Obligation, events: Iterable[EventDate]) -> dict[str, date]:
    """The days of the events of an obligation: one of its own goes before that of the whole document.

    Its own may be under the kind of its event alone; what runs from no event of the text has only days of its own.
    """
    mine = [
        event
        for event in events
        if event.document_id == obligation.document_id and event.obligation_id in (None, obligation.id)
    ]
    days = {event.event: event.day for event in sorted(mine, key=lambda event: event.obligation_id is not None)}
    own = {event.event: event.day for event in mine if event.obligation_id is not None}
    anchor = obligation.deadline.anchor if obligation.deadline else None
    if anchor is not None and anchor.event in own:
        days.setdefault(anchor.key, own[anchor.event])
    if START in days and START not in own:
        del days[START]
    return days


def tracked(
    fact: Obligation, written: FollowUp, events: Sequence[EventDate], calendar: Calendar, *, today: date
) -> Tracked:
    """An obligation of a document with what people wrote: `events` are those of its document.

    Its version is that of what people wrote: the dates that pass from one day to the next change nothing in it.
    """
    key = key_of(fact.deadline)
    days = {event.obligation_id: event.day for event in events if key and event.event == key}
    mine = days_for(fact, events)
    known: dict[str, Any] = {
        "review": written.review,
        "event_day": days.get(fact.id) or (None if None in days or key is None else mine.get(key)),
        "document_event_day": days.get(None),
        "at": written.at,
        "by": written.by,
    }
    lasting = with_follow_up(dated(fact, mine, calendar), written)
    version = hashlib.sha256(repr((lasting, known)).encode()).hexdigest()[:32]
    now = with_follow_up(dated(fact, mine, calendar, today=today), written)
    return Tracked(obligation=now, **known, version=version)


def event_of(obligation: Obligation, *, whole: bool = False) -> Event:
    """What the deadline of an obligation runs from: for it alone, or for the `whole` document. InvalidInput."""
    key = key_of(obligation.deadline)
    if key is None:
        raise InvalidInput("la obligación no tiene un plazo que corra desde un suceso")
    if whole and key == START:
        raise InvalidInput("el texto no dice desde qué corre el plazo: da el día solo para esta obligación")
    whose = None if whole else obligation.id
    return Event(document_id=obligation.document_id, event=key, obligation_id=whose)


def dated(
    obligation: Obligation,
    days: Mapping[str, date],
    calendar: Calendar = NATIONAL,
    *,
    today: date | None = None,
) -> Obligation:
    """The obligation with its due dates counted anew, where an event's day or another calendar changes them.

    With `today`, what comes back again and again has its dates from the last one that has passed to a year from
    now. A deadline that cannot be counted stays as the document gives it; where the day that it runs from is
    known, its reasons say so.
    """
    deadline = obligation.deadline
    if deadline is None:
        return obligation
    calendar = replace(calendar, court=True) if goes_to_court(obligation.quote) else calendar
    again = today if comes_back(deadline) else None
    if not (_moved(deadline, days) or calendar != NATIONAL or again):
        return obligation
    until = {UNTIL: again + _YEAR} if again else {}
    try:
        found = due(deadline, {**days, **until}, calendar)
    except InvalidInput:
        return replace(obligation, deadline=_uncounted(deadline, days))
    if not found.dates and deadline.due:
        return obligation
    return replace(obligation, deadline=_told(deadline, _recent(found, again) if again else found))


def why_undated(deadline: Deadline) -> str:
    """Why a deadline has no due date, in Spanish: what is missing to count one."""
    anchor = " ".join(deadline.anchor.text.split()) if deadline.anchor else ""
    if not is_counted(deadline):
        return (
            f"depende de «{anchor}» y el texto no dice cuánto dura" if anchor else "el texto no da un plazo que contar"
        )
    return f"corre desde «{anchor}», que no tiene fecha" if anchor else "el texto no dice desde qué día corre"


def is_counted(deadline: Deadline) -> bool:
    """Whether a due date follows from the day that a deadline runs from: its text says how long it is."""
    return bool(deadline.period or deadline.due or expression_of(deadline.text))


def comes_back(deadline: Deadline) -> bool:
    """Whether there is a due date every so often."""
    return deadline.period is not None and (deadline.kind == "recurrent" or window_of(deadline.period) is not None)


def _uncounted(deadline: Deadline, days: Mapping[str, date]) -> Deadline:
    if is_counted(deadline) or key_of(deadline) not in days:
        return deadline
    told = "El texto no dice cuánto dura el plazo: del día apuntado no sale una fecha; la de revisión puede recordarlo"
    return replace(deadline, reasons=(told,))


def _recent(found: Computation, today: date) -> Computation:
    """Without the dates before the last that has passed, nor the steps to them."""
    passed = [day for day in found.dates if day < today]
    dates = (*passed[-1:], *(day for day in found.dates if day >= today))
    older = passed[-2] if len(passed) > 1 else date.min
    steps = tuple(step for step in found.steps if step.after is None or step.after > older)
    return replace(found, dates=dates, steps=steps)


def _told(deadline: Deadline, found: Computation) -> Deadline:
    reasons = tuple(step.told for step in found.steps)
    return replace(deadline, due=tuple(day.isoformat() for day in found.dates), reasons=reasons)


def _moved(deadline: Deadline, days: Mapping[str, date]) -> bool:
    """Whether an event's day decides this deadline; that of the entry into force follows from the publication's."""
    key = key_of(deadline)
    return key in days or (key == "entry_into_force" and "publication" in days)
