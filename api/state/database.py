"""The file with what the service remembers. Its own database: questions never write to that of the documents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from api.state.tables import FORMAT, metadata
from kb.errors import BaseTooNew
from kb.store.engine import engine
from kb.store.failures import disk, sound

FILE = "service.sqlite"
WAIT = 10.0
"""Seconds that a write waits for another one."""


class State:
    """The open file. Threads and processes may share it; each write is one transaction."""

    def __init__(self, home: Path) -> None:
        """Make it when there is none. StorageFull, BaseTooNew."""
        self.home = home
        with disk(home):
            home.mkdir(parents=True, exist_ok=True)
        self._writers = engine(home / FILE, "create", WAIT)
        self._readers = engine(home / FILE, "read", WAIT)
        with self.writing() as connection:
            found = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
            if found > FORMAT:
                raise BaseTooNew(f"{home / FILE} es de una versión más nueva del programa: actualízalo para abrirlo")
            metadata.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, alone."""
        with self._writers.begin() as connection, sound(self.home):
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Several reads of one moment."""
        with self._readers.connect() as connection, sound(self.home):
            yield connection

    def close(self) -> None:
        """Give back the connections."""
        self._writers.dispose()
        self._readers.dispose()


def now() -> datetime:
    """The moment, in UTC to the second; naive, as SQLite keeps it."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def aware(moment: datetime | None) -> datetime | None:
    """What `now` gave, with its zone again."""
    return None if moment is None else moment.replace(tzinfo=UTC)
