"""The one place where errors of the database and of the disk become ours."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import InvalidRequestError

from kb.errors import BaseBusy, BaseCorrupted, KbError, SourceError, StorageFull

BUSY = "otro proceso está escribiendo en la base {home}: espera a que termine y repite la orden"
CORRUPTED = (
    "la base {home} está dañada y no se puede leer: restaura una copia de seguridad "
    "o borra la carpeta y vuelve a ingerir los documentos"
)
FULL = "no queda espacio en el disco de {home}: libera espacio y repite la orden"
CLOSED = "no se puede abrir la base {home}: comprueba que la carpeta sigue ahí, y sus permisos"
FORBIDDEN = "no se puede escribir en {home}: revisa los permisos de la carpeta o elige otra con --home"
TWICE = "el documento repite un identificador de unidad o de pasaje y no se ha guardado en {home}"

_BY_CODE: dict[int, tuple[type[KbError], str]] = {
    sqlite3.SQLITE_BUSY: (BaseBusy, BUSY),
    sqlite3.SQLITE_LOCKED: (BaseBusy, BUSY),
    sqlite3.SQLITE_FULL: (StorageFull, FULL),
    sqlite3.SQLITE_IOERR_WRITE: (StorageFull, FULL),
    sqlite3.SQLITE_IOERR_FSYNC: (StorageFull, FULL),
    sqlite3.SQLITE_IOERR_TRUNCATE: (StorageFull, FULL),
    sqlite3.SQLITE_IOERR_SHMSIZE: (StorageFull, FULL),
    sqlite3.SQLITE_READONLY: (StorageFull, FORBIDDEN),
    sqlite3.SQLITE_CANTOPEN: (StorageFull, CLOSED),
    sqlite3.SQLITE_PERM: (StorageFull, FORBIDDEN),
    sqlite3.SQLITE_CONSTRAINT: (SourceError, TWICE),
}
"""Extended code first, then its low byte; any other failure of SQLite means a damaged file."""


def from_database(error: BaseException, home: Path) -> KbError | None:
    """What a driver's error means for a person; None when it is a fault of ours."""
    if not isinstance(error, sqlite3.DatabaseError) or isinstance(error, sqlite3.ProgrammingError):
        return None
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    kind, line = _BY_CODE.get(code) or _BY_CODE.get(code & 0xFF) or (BaseCorrupted, CORRUPTED)
    return kind(line.format(home=home))


def from_disk(error: OSError, home: Path) -> KbError:
    """What a failure of the file system means for a person. NumPy gives a short write no number."""
    full = error.errno in (None, errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return StorageFull((FULL if full else FORBIDDEN).format(home=home))


@contextmanager
def disk(home: Path) -> Iterator[None]:
    """Around work with files under `home`: their OSError leaves as ours."""
    try:
        yield
    except OSError as error:
        raise from_disk(error, home) from error


@contextmanager
def sound(home: Path) -> Iterator[None]:
    """Around the reading of rows: one that this release could not have written means a damaged base."""
    try:
        yield
    except (ValueError, TypeError, KeyError, InvalidRequestError) as error:
        raise BaseCorrupted(CORRUPTED.format(home=home)) from error
