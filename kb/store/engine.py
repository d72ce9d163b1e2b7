"""Connections to SQLite; what else knows which database it is: `kb.store.failures`, and `api.state` of its own."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from sqlalchemy import Connection, Engine, ExceptionContext, NullPool, QueuePool, create_engine, event

from kb.store.failures import from_database

Access = Literal["read", "write", "create"]
_MODES = {"read": "ro", "write": "rw", "create": "rwc"}


def engine(path: Path, access: Access, wait: float) -> Engine:
    """An engine on the file `path`; a busy database is waited for `wait` seconds, then BaseBusy."""

    def connect() -> sqlite3.Connection:
        found = sqlite3.connect(
            _uri(path, access), uri=True, timeout=wait, isolation_level=None, check_same_thread=False
        )
        for pragma in _pragmas(access):
            found.execute(f"PRAGMA {pragma}")
        return found

    if access == "read" and _untouchable(path):
        # Each read looks again whether somebody has begun to write.
        made = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    else:
        made = create_engine("sqlite://", creator=connect, poolclass=QueuePool, max_overflow=-1)
    begin = "BEGIN" if access == "read" else "BEGIN IMMEDIATE"

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    @event.listens_for(made, "handle_error")
    def _translate(context: ExceptionContext) -> None:
        ours = from_database(context.original_exception, path.parent)
        if ours is not None:
            raise ours from context.original_exception

    return made


def file_problems(connection: Connection) -> Iterator[str]:
    """What SQLite finds wrong with its own file, and rows that no longer have the row they refer to."""
    lines = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars()
    yield from (f"kb.sqlite: {line}" for line in lines if line != "ok")
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"kb.sqlite: una fila de {row[0]} no tiene documento"


def _pragmas(access: Access) -> tuple[str, ...]:
    """WAL lets readers go on during a write; FULL makes a commit outlive a power cut."""
    if access == "read":
        return ("query_only = ON",)
    return ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")


def _uri(path: Path, access: Access) -> str:
    name = f"file:{quote(str(path.resolve()))}?mode={_MODES[access]}"
    return f"{name}&immutable=1" if access == "read" and _untouchable(path) else name


def _untouchable(path: Path) -> bool:
    """Whether we cannot make SQLite's files for sharing and nobody else has: then the file is read without."""
    return not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()
