"""Obligations with what people know of them: their follow-up, and the due dates that follow from events' days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from kb.deadlines import Calendar, due
from kb.deadlines.due import UNTIL
from kb.errors import InvalidInput
from kb.facts import Deadline, Obligation
from kb.follow_up import EventDate, FollowUp

NATIONAL = Calendar()
"""Only the holidays of the whole State, which is what due dates are counted with at ingest."""


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
    )


def days_for(obligation: Obligation, events: Iterable[EventDate]) -> dict[str, date]:
    """The days of the events of an obligation: one of its own goes before that of the whole document."""
    mine = [
        event
        for event in events
        if event.document_id == obligation.document_id and event.obligation_id in (None, obligation.id)
    ]
    return {event.event: event.day for event in sorted(mine, key=lambda event: event.obligation_id is not None)}


def dated(
    obligation: Obligation,
    days: Mapping[str, date],
    calendar: Calendar = NATIONAL,
    *,
    until: date | None = None,
) -> Obligation:
    """The obligation with its due dates counted anew, where an event's day or another calendar changes them.

    `until`: the last day for which a recurrent deadline or a yearly window is wanted. A deadline that cannot be
    counted stays as the document gives it.
    """
    deadline = obligation.deadline
    if deadline is None or not (_moved(deadline, days) or calendar != NATIONAL or until):
        return obligation
    try:
        found = due(deadline, {**days, **({UNTIL: until} if until else {})}, calendar)
    except InvalidInput:
        return obligation
    reasons = tuple(f"{step.text} [{step.rule}]" for step in found.steps)
    return replace(
        obligation, deadline=replace(deadline, due=tuple(day.isoformat() for day in found.dates), reasons=reasons)
    )


def _moved(deadline: Deadline, days: Mapping[str, date]) -> bool:
    """Whether an event's day decides this deadline; that of the entry into force follows from the publication's."""
    event = deadline.anchor.event if deadline.anchor else None
    return event in days or (event == "entry_into_force" and "publication" in days)
