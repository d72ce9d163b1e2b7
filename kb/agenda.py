"""Obligations by their due dates: which come next, which have passed, which a filter means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from kb.days import spell_day
from kb.facts import Modality, Obligation, Status
from kb.follow_up import SETTLED
from kb.numerals import plain


class When(StrEnum):
    """When the next due date of an obligation is."""

    IN_30_DAYS = "30"
    IN_90_DAYS = "90"
    OVERDUE = "overdue"
    DATED = "dated"
    UNDATED = "undated"


BINDING = frozenset({Modality.OBLIGATION, Modality.PROHIBITION})
"""What can be broken, and so be overdue."""
_SPANS = {When.IN_30_DAYS: timedelta(days=30), When.IN_90_DAYS: timedelta(days=90)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """A day on which an obligation is due, or on which somebody means to look at it again (`review`)."""

    day: date
    obligation: Obligation
    review: bool = False

    def is_late(self, today: date) -> bool:
        """Whether the day of something open has passed, and none of its due dates comes after."""
        passed = self.day < today and self.obligation.status not in SETTLED
        return passed and (self.review or is_overdue(self.obligation, today))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieve:
    """Filters over obligations that all have to be met; those left empty are met by all. `words` are of the clause."""

    words: str = ""
    modality: Modality | None = None
    document_id: str | None = None
    status: Status | None = None
    when: When | None = None

    def chosen(self, obligations: Iterable[Obligation], today: date) -> tuple[Obligation, ...]:
        """The obligations that pass, in their order."""
        words = plain(self.words).split()
        return tuple(one for one in obligations if self._takes(one, today) and (not words or _has(one, words)))

    def _takes(self, one: Obligation, today: date) -> bool:
        return (
            self.modality in (None, one.modality)
            and self.document_id in (None, one.document_id)
            and self.status in (None, one.status)
            and (self.when is None or _is_when(one, self.when, today))
        )


def _has(one: Obligation, words: Sequence[str]) -> bool:
    text = _searched(f"{one.subject} {one.action} {one.label} {one.owner or ''}")
    return all(word in text for word in words)


@lru_cache(maxsize=20_000)
def _searched(text: str) -> str:
    """As words are looked for in it; kept, since a filter is typed letter by letter."""
    return plain(text)


def days_of(one: Obligation) -> tuple[date, ...]:
    """The due dates of an obligation, in order."""
    return tuple(sorted(map(date.fromisoformat, one.deadline.due))) if one.deadline else ()


def reasons_of(one: Obligation, day: date | None) -> tuple[str, ...]:
    """Why an obligation is due on a day: of several, the steps that lead to that one; all of them without a day.

    The steps to each date come in the order of the dates, and the last of them names it.
    """
    told, days = one.deadline.reasons if one.deadline else (), days_of(one)
    if day is None or len(days) < 2:
        return told
    ends = [max((n for n, step in enumerate(told, 1) if spell_day(each) in step), default=0) for each in days]
    at = days.index(day)
    mine = told[ends[at - 1] if at else 0 : ends[at]]
    return (*mine, *told[max(ends) :]) if mine else told


def next_day(one: Obligation, today: date) -> date | None:
    """The due date to look at: the first that has not passed, else the last one; None without any."""
    days = days_of(one)
    return next((day for day in days if day >= today), days[-1] if days else None)


def is_overdue(one: Obligation, today: date) -> bool:
    """Whether the last day of what is to be done, and still open, has passed: a permission or a right is not broken."""
    day = next_day(one, today)
    return one.modality in BINDING and day is not None and day < today and one.status not in SETTLED


def appointments(obligations: Sequence[Obligation]) -> tuple[tuple[date, tuple[Appointment, ...]], ...]:
    """Due dates and reviews by month, each month under its first day."""
    found = [Appointment(day=day, obligation=one) for one in obligations for day in days_of(one)]
    found += _reviews(obligations)
    found.sort(key=_place)
    return tuple((month, tuple(mine)) for month, mine in groupby(found, key=lambda one: one.day.replace(day=1)))


def upcoming(obligations: Iterable[Obligation], today: date, days: int) -> tuple[Appointment, ...]:
    """What falls due or is to be reviewed from today until `days` later, and before it what has passed, by day.

    Only of what is still open.
    """
    open_ones = [one for one in obligations if one.status not in SETTLED]
    found = [
        Appointment(day=day, obligation=one)
        for one in open_ones
        for day in days_of(one)
        if today <= day <= today + timedelta(days)
    ]
    late = [
        Appointment(day=day, obligation=one)
        for one in open_ones
        if is_overdue(one, today) and (day := next_day(one, today)) is not None
    ]
    reviews = [one for one in _reviews(open_ones) if one.day <= today + timedelta(days)]
    return tuple(sorted((*late, *found, *reviews), key=_place))


def _reviews(obligations: Iterable[Obligation]) -> list[Appointment]:
    return [
        Appointment(day=date.fromisoformat(one.review), obligation=one, review=True)
        for one in obligations
        if one.review is not None
    ]


def _place(one: Appointment) -> tuple[date, str, int, bool]:
    return (one.day, one.obligation.document_id, one.obligation.start, one.review)


def _is_when(one: Obligation, when: When, today: date) -> bool:
    if when in _SPANS:
        return any(today <= day <= today + _SPANS[when] for day in days_of(one))
    if when is When.OVERDUE:
        return is_overdue(one, today)
    return bool(days_of(one)) == (when is When.DATED)
