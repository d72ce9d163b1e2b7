"""Who did what and when: writes and exports, never questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert

from api.state import tables
from api.state.database import State, aware, now


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act: `caller` is the key's id and name, `request` the request's name."""

    number: int
    at: datetime
    caller: str
    action: str
    target: str
    request: str


class Audit:
    """The log of acts: only ever added to."""

    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, caller: str, action: str, target: str, request: str) -> None:
        """One act more."""
        row = {"at": now(), "caller": caller, "action": action, "target": target, "request": request}
        with self._state.writing() as connection:
            connection.execute(insert(tables.audit), [row])

    def after(self, number: int, most: int) -> tuple[Entry, ...]:
        """The acts after that number, oldest first."""
        wanted = tables.audit.select().where(tables.audit.c.number > number).order_by(tables.audit.c.number)
        with self._state.reading() as connection:
            rows = connection.execute(wanted.limit(most)).mappings()
            return tuple(Entry(**dict(row) | {"at": aware(row["at"])}) for row in rows)
