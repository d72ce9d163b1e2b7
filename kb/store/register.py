"""Register: follow-up in its tables, written field by field, each change with its author and nothing ever deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, insert, select, update

from kb.documents import DocumentId
from kb.follow_up import FIELDS, Change, Event, EventDate, Field, FollowUp, Told, Value, spelled
from kb.store import schema

Connect = Callable[[], AbstractContextManager[Connection]]
WHOLE = ""
"""The obligation of an event of the whole document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Who changes something, and when."""

    by: str
    at: datetime

    def row(self) -> dict[str, Any]:
        """As the tables keep it: times in UTC."""
        return {"by": self.by, "at": _utc(self.at)}


@dataclass(frozen=True, slots=True)
class Register:
    """What people wrote about obligations. Its values are checked already; its writes are one transaction each."""

    _read: Connect
    _write: Connect

    def follow_ups(self, document_id: str | None = None) -> dict[str, FollowUp]:
        """What is written beside the obligations of a document, or of all, by their ids."""
        table = schema.follow_ups
        statement = select(table).order_by(table.c.document_id, table.c.obligation_id)
        return {row.obligation_id: _follow_up(row) for row in self._rows(_of(statement, table, document_id))}

    def events(self, document_id: str | None = None) -> tuple[EventDate, ...]:
        """The days of events; those of a whole document before those of one obligation of it."""
        table = schema.event_dates
        statement = select(table).order_by(table.c.document_id, table.c.obligation_id, table.c.event)
        return tuple(map(_event, self._rows(_of(statement, table, document_id))))

    def history(self, *, obligation_id: str | None = None, document_id: str | None = None) -> tuple[Change, ...]:
        """What was changed, oldest first."""
        table = schema.follow_up_changes
        statement = _of(select(table).order_by(table.c.number), table, document_id)
        if obligation_id is not None:
            statement = statement.where(table.c.obligation_id == obligation_id)
        return tuple(map(_change, self._rows(statement)))

    def told(self, document_id: str | None = None) -> dict[str, Told]:
        """What calendars were last told, by entry."""
        table = schema.calendar_entries
        rows = self._rows(_of(select(table).order_by(table.c.uid), table, document_id))
        return {row.uid: _told(row) for row in rows}

    def tell(self, entries: Iterable[Told]) -> None:
        """Remember what calendars are told now, where that is something new."""
        known = self.told()
        new = [one for one in entries if known.get(one.uid) != one]
        if not new:
            return
        table = schema.calendar_entries
        rows = [asdict(one) | {"document_id": str(one.document_id), "at": _utc(one.at)} for one in new]
        with self._write() as connection:
            connection.execute(delete(table).where(table.c.uid.in_([one.uid for one in new])))
            connection.execute(insert(table), rows)

    def write(
        self,
        wanted: Iterable[tuple[FollowUp, Mapping[Field, Value]]],
        stamp: Stamp,
        events: Iterable[tuple[Event, date | None]] = (),
    ) -> None:
        """Change the fields that differ from what is kept by now: all of them or, after an error, none.

        The first of each pair says which obligation it is, as it reads today, or which event; the second what
        it is to be. An event without a day is forgotten; the history keeps both days.
        """
        with self._write() as connection:
            for today, values in wanted:
                _write(connection, today, values, stamp)
            for event, day in events:
                _write_event(connection, event, day, stamp)

    def _rows(self, statement: Select[Any]) -> list[Any]:
        with self._read() as connection:
            return list(connection.execute(statement))


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def _of(statement: Select[Any], table: Table, document_id: str | None) -> Select[Any]:
    return statement if document_id is None else statement.where(table.c.document_id == document_id)


def _write(connection: Connection, today: FollowUp, values: Mapping[Field, Value], stamp: Stamp) -> None:
    mine = schema.follow_ups.c.obligation_id == today.obligation_id
    row = connection.execute(select(schema.follow_ups).where(mine)).first()
    known = today if row is None else _follow_up(row)
    changed: dict[str, tuple[Value, Value]] = {
        name: (getattr(known, name), value) for name, value in values.items() if getattr(known, name) != value
    }
    if not changed:
        return
    kept = {name: getattr(known, name) for name in FIELDS} | {name: after for name, (_, after) in changed.items()}
    clause = {"document_id": str(today.document_id), "label": today.label, "quote": today.quote}
    new = kept | clause | stamp.row()
    if row is None:
        connection.execute(insert(schema.follow_ups).values(new | {"obligation_id": today.obligation_id}))
    else:
        connection.execute(update(schema.follow_ups).where(mine).values(new))
    _remember(connection, today.document_id, today.obligation_id, changed, stamp)


def _write_event(connection: Connection, event: Event, day: date | None, stamp: Stamp) -> None:
    table = schema.event_dates
    whose = event.obligation_id or WHOLE
    key = {"document_id": str(event.document_id), "obligation_id": whose, "event": event.event}
    mine = [table.c[name] == value for name, value in key.items()]
    before = connection.execute(select(table.c.day).where(*mine)).scalar()
    if before == day:
        return
    connection.execute(delete(table).where(*mine))
    if day is not None:
        connection.execute(insert(table).values(key | {"day": day}))
    _remember(connection, event.document_id, event.obligation_id, {f"event:{event.event}": (before, day)}, stamp)


def _remember(
    connection: Connection,
    document_id: str,
    obligation_id: str | None,
    changed: Mapping[str, tuple[Value, Value]],
    stamp: Stamp,
) -> None:
    whose = {"document_id": str(document_id), "obligation_id": obligation_id} | stamp.row()
    rows = [
        whose | {"field": field, "before": spelled(before), "after": spelled(after)}
        for field, (before, after) in changed.items()
    ]
    connection.execute(insert(schema.follow_up_changes), rows)


_KEPT = tuple(field.name for field in fields(FollowUp))


def _follow_up(row: Any) -> FollowUp:
    values = {name: getattr(row, name) for name in _KEPT}
    return FollowUp(**values | {"document_id": DocumentId(row.document_id), "at": row.at.replace(tzinfo=UTC)})


def _event(row: Any) -> EventDate:
    whose = row.obligation_id or None
    return EventDate(document_id=DocumentId(row.document_id), event=row.event, day=row.day, obligation_id=whose)


def _change(row: Any) -> Change:
    values = row._asdict()
    values.pop("number")
    return Change(**values | {"document_id": DocumentId(row.document_id), "at": row.at.replace(tzinfo=UTC)})


def _told(row: Any) -> Told:
    return Told(**row._asdict() | {"document_id": DocumentId(row.document_id), "at": row.at.replace(tzinfo=UTC)})
