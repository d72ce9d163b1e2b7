"""The vocabulary of follow-up: what people write beside an obligation, which no document says.

It lives by the obligation's id and outlives the document: reading a text again, or removing it, takes nothing away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from kb.days import day_of
from kb.documents import DocumentId
from kb.errors import InvalidInput
from kb.facts import Obligation, Status

Field = Literal["status", "owner", "evidence", "notes", "review"]
FIELDS: tuple[Field, ...] = get_args(Field)
"""What can be written beside an obligation; `review` is the day when it is to be looked at again."""
STATUSES: tuple[Status, ...] = get_args(Status)
SETTLED: frozenset[Status] = frozenset({"no aplica", "cumplida"})
"""The states in which nothing is left to do, so that no date passes it by."""

Day = Literal["event_day", "document_event_day"]
"""The days of what a deadline runs from: for one obligation, and for the whole document."""
Value = str | date | None
Revision = Mapping[Field | Day, Value]
"""What is to be other than it is."""

BLANK: Mapping[Field, Value] = {name: "no evaluada" if name == "status" else None for name in FIELDS}
"""What a field holds where nobody has written anything."""
LONGEST: Mapping[str, int] = {"owner": 200, "evidence": 10_000, "notes": 10_000}
"""Characters; a spreadsheet's cell holds 32,767."""
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What is written beside an obligation. `label` and `quote` are the clause as it was when somebody last did."""

    obligation_id: str
    document_id: DocumentId
    label: str
    quote: str
    status: Status = "no evaluada"
    owner: str | None = None
    evidence: str | None = None
    notes: str | None = None
    review: date | None = None
    at: datetime | None = None
    by: str | None = None

    @property
    def values(self) -> dict[Field, Value]:
        """What is written in each field."""
        return {name: getattr(self, name) for name in FIELDS}

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written, or nothing any more."""
        return self.values == BLANK

    @classmethod
    def blank(cls, obligation: Obligation) -> FollowUp:
        """Of an obligation that nobody has written anything about."""
        return cls(
            obligation_id=obligation.id,
            document_id=obligation.document_id,
            label=obligation.label,
            quote=obligation.quote,
        )

    @classmethod
    def lost(cls, obligation_id: str, document_id: DocumentId) -> FollowUp:
        """Of an obligation of which nothing is left but its id, which has its place in it."""
        place = obligation_id.removeprefix(f"{document_id}:").partition(":")[0]
        return cls(obligation_id=obligation_id, document_id=document_id, label=place, quote="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What deadlines run from, for a whole document or for one obligation of it alone."""

    document_id: DocumentId
    event: str
    obligation_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate(Event):
    """The day of an event, as people gave it."""

    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """An obligation as it stands by now, and what is written beside it. Other contents have another `version`.

    `event_day` and `document_event_day` are the days of what its deadline runs from, for it alone and for the
    whole document; its own goes before.
    """

    obligation: Obligation
    review: date | None
    event_day: date | None
    document_event_day: date | None
    at: datetime | None
    by: str | None
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field changed by somebody at a moment. `field` is one of `FIELDS` or `event:` and the event's name."""

    document_id: DocumentId
    obligation_id: str | None
    field: str
    before: str | None
    after: str | None
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What calendars were last told about a due date: `sequence` grows each time that it changes (RFC 5545, 3.8.7.4).

    `digest` is of all that the entry says; `summary` and `day` are for saying that there is no such date any more.
    """

    uid: str
    document_id: DocumentId
    digest: str
    sequence: int
    summary: str
    day: date
    at: datetime


def checked(field: str, value: Value) -> Value:
    """The value as it is kept: nothing for blank text, dates for dates; InvalidInput for what the field cannot hold."""
    if isinstance(value, str):
        value = value.replace("\r\n", "\n").replace("\r", "\n").strip() or None
    if field == "status":
        return checked_status(value)
    if field == "review":
        return _review(value)
    if field not in LONGEST:
        raise InvalidInput(f"«{field}» no es un campo del seguimiento: los hay de {', '.join(FIELDS)}")
    return _text(field, value)


def checked_name(by: str) -> str:
    """The author's name with single spaces. Raises InvalidInput if it is empty, too long or not printable."""
    name = " ".join(by.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise InvalidInput("falta el nombre de quien hace el cambio: dilo con --by o en la variable USER")
    return name


def spelled(value: Value) -> str | None:
    """How a history and a sheet compare a value: a date as `2026-03-20`."""
    return value.isoformat() if isinstance(value, date) else value


def checked_status(value: Value) -> Status:
    """The state that a text spells, «no evaluada» for none; InvalidInput."""
    if value is None:
        return "no evaluada"
    for status in STATUSES:
        if isinstance(value, str) and value.casefold() == status:
            return status
    raise InvalidInput(f"«{value}» no es un estado: los hay de {', '.join(STATUSES)}")


def _review(value: Value) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return day_of(value) if isinstance(value, str) else value


def _text(field: str, value: Value) -> str | None:
    if value is None:
        return None
    text = str(value)
    if len(text) > LONGEST[field]:
        raise InvalidInput(f"el texto de «{field}» pasa de {LONGEST[field]} caracteres: deja ahí solo la referencia")
    if any(not c.isprintable() and c not in "\n\t" for c in text):
        raise InvalidInput(f"el texto de «{field}» lleva caracteres de control: escríbelo de nuevo sin ellos")
    return text
