"""The due dates of a checklist as calendar entries: which there are, what they say, and what has changed in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import shorten

from kb.agenda import reasons_of
from kb.dating import comes_back
from kb.deadlines import rules
from kb.deadlines.periods import Window, period_of, window_of
from kb.deadlines.wording import last_to_act
from kb.documents import DocumentId
from kb.exports.checklist import Checklist
from kb.exports.line import Line
from kb.exports.wording import rule_of
from kb.facts import Deadline, Obligation
from kb.follow_up import Told

CANCELLED = "cancelled"
"""The digest of an entry that calendars were told to forget."""
_LONGEST_WHO = 50
_LONGEST_SUMMARY = 160

_LONGEST_SHIFT = timedelta(days=10)
"""More than a day is ever moved for being a holiday."""
_BEFORE_LEAP_DAY = date(2028, 2, 1)

Rule = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A due date, or with `rule` (RFC 5545, 3.3.10) the first of those that come back."""

    uid: str
    document_id: DocumentId
    day: date
    summary: str
    description: str
    url: str | None
    rule: Rule | None = None

    @property
    def digest(self) -> str:
        """A hash of all that a calendar shows."""
        shown = (self.day.isoformat(), self.summary, self.description, self.url or "", repr(self.rule))
        return hashlib.sha256("\x1f".join(shown).encode()).hexdigest()


def entries(checklist: Checklist) -> Iterator[Entry]:
    """An entry per due date of what is not said not to apply; one for all dates that a rule can give."""
    course = {one.document_id: one.warnings for one in checklist.origins}
    for line in checklist.lines:
        if line.obligation.status == "no aplica" or not line.due:
            continue
        warnings = course.get(line.obligation.document_id, ())
        again = _again(line)
        if again is not None:
            day, rule = again
            yield _entry(line, 0, day, warnings, rule)
        else:
            yield from (_entry(line, number, day, warnings) for number, day in enumerate(line.due, 1))


def undated(checklist: Checklist) -> int:
    """How many deadlines have no date, and so no entry."""
    return sum(1 for line in checklist.lines if line.obligation.deadline and not line.due)


def tellings(checklist: Checklist) -> tuple[tuple[Entry, Told], ...]:
    """The entries, each with what calendars will have been told of it: its sequence grows when it has changed."""
    return tuple((entry, _telling(entry, checklist)) for entry in entries(checklist))


def withdrawn(checklist: Checklist) -> tuple[Told, ...]:
    """What calendars were told of and is no longer there, in a checklist that leaves nothing out."""
    if not checklist.whole:
        return ()
    there = {entry.uid for entry in entries(checklist)}
    return tuple(_withdrawal(told, checklist) for uid, told in checklist.told.items() if uid not in there)


def _telling(entry: Entry, checklist: Checklist) -> Told:
    known = checklist.told.get(entry.uid)
    if known is not None and known.digest == entry.digest:
        return known
    return Told(
        uid=entry.uid,
        document_id=entry.document_id,
        digest=entry.digest,
        sequence=0 if known is None else known.sequence + 1,
        summary=entry.summary,
        day=entry.day,
        at=checklist.made.replace(microsecond=0),
    )


def _withdrawal(told: Told, checklist: Checklist) -> Told:
    if told.digest == CANCELLED:
        return told
    return Told(
        uid=told.uid,
        document_id=told.document_id,
        digest=CANCELLED,
        sequence=told.sequence + 1,
        summary=told.summary,
        day=told.day,
        at=checklist.made.replace(microsecond=0),
    )


def _entry(line: Line, number: int, day: date, warnings: Sequence[str], rule: Rule | None = None) -> Entry:
    one = line.obligation
    digest = hashlib.sha256(one.id.encode()).hexdigest()[:24]
    done = "Cumplida · " if one.status == "cumplida" else ""
    return Entry(
        uid=f"{digest}-{number}@boe-kb",
        document_id=one.document_id,
        day=day,
        summary=f"{done}{one.label}: {_who(one)} · {one.in_brief(_LONGEST_SUMMARY)}",
        description=_description(line, None if rule else day, warnings),
        url=line.url,
        rule=rule,
    )


def _who(one: Obligation) -> str:
    return shorten(one.subject, _LONGEST_WHO, placeholder=" …")


def _description(line: Line, day: date | None, warnings: Sequence[str]) -> str:
    """Why it is that day; without one, that it comes back."""
    one = line.obligation
    assert one.deadline is not None
    reasons = reasons_of(one, day) if day else ()
    parts = [
        f"«{one.quote}»",
        f"{line.title}, {one.label}",
        f"Quién: {one.subject}",
        f"Plazo: {rule_of(one.deadline)}",
        "Por qué esta fecha:\n" + "\n".join(reasons) if reasons else "",
        "" if day else "Se repite; si el último día es inhábil, vence el primer día hábil siguiente.",
        f"Días inhábiles: {line.calendar}" if line.calendar else "",
        f"Estado: {one.status}" + (f" · Responsable: {one.owner}" if one.owner else ""),
        "\n".join(f"Atención: {told}" for told in warnings),
    ]
    return "\n\n".join(part for part in parts if part)


def _again(line: Line) -> tuple[date, Rule] | None:
    """The first day, before it is moved off a holiday, and the rule of what comes back; None if no rule can say it."""
    deadline = line.obligation.deadline
    if deadline is None or deadline.period is None or not comes_back(deadline):
        return None
    start = line.event or _dated(deadline)
    span = window_of(deadline.period)
    if span is not None:
        closes = _closing(span, start or line.due[0] - _LONGEST_SHIFT, deadline.text)
        leap = _closing(span, _BEFORE_LEAP_DAY, deadline.text)
        times = {} if start or len(line.due) < 2 else {"COUNT": len(line.due)}
        return closes, {"FREQ": "YEARLY", **times, "BYMONTH": closes.month, **_of_year(closes, leap)}
    return _every(deadline, start) if start else None


def _closing(span: Window, start: date, text: str) -> date:
    """The first closing day of a yearly window from a day on, as the text that states it has it."""
    years = range(max(1, start.year - 1), start.year + 3)
    days = (last_to_act(rules.window(year, span)[1], text) for year in years)
    return next(day for day in days if day >= start)


def _dated(deadline: Deadline) -> date | None:
    """The day that the document gives to what a deadline is counted from."""
    given = deadline.anchor.date if deadline.anchor else None
    return date.fromisoformat(given) if given else None


def _every(deadline: Deadline, start: date) -> tuple[date, Rule] | None:
    length = period_of(deadline.period or "")
    if length is None or length.backwards or length.hours or deadline.business_days:
        return None
    if length.months and not (length.weeks or length.days):
        first = rules.months(start, length.months)
        years, rest = divmod(length.months, 12)
        if years and not rest:
            return first, {"FREQ": "YEARLY", "INTERVAL": years, "BYMONTH": first.month, **_of_year(first, start)}
        return first, {"FREQ": "MONTHLY", "INTERVAL": length.months, **_of_month(start.day)}
    if length.weeks and not (length.months or length.days):
        return rules.weeks(start, length.weeks), {"FREQ": "WEEKLY", "INTERVAL": length.weeks}
    return None


def _of_year(day: date, leap: date) -> Rule:
    """That day of its month; the last of February, whichever it is, where it is the 29th in a `leap` year."""
    return {"BYMONTHDAY": -1 if (leap.month, leap.day) == (2, 29) else day.day}


def _of_month(day: int) -> Rule:
    """That day of the month, or its last where it has none such (Ley 39/2015, art. 30.4)."""
    if day <= 28:
        return {"BYMONTHDAY": day}
    return {"BYMONTHDAY": list(range(28, day + 1)), "BYSETPOS": -1}
