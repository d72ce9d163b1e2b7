"""Keys: made once, shown once, kept as a hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import insert, select, update

from api.state import tables
from api.state.database import State, aware, now
from kb.errors import InvalidInput

_LONGEST_NAME = 100
_SECRET_BYTES = 32
"""So long that a plain SHA-256 cannot be searched backwards; a slow hash is for what people choose."""


class Scope(StrEnum):
    """What a key may do; each includes those before it."""

    CALENDAR = "calendar"
    READ = "read"
    WRITE = "write"
    ADMIN = "admin"

    def covers(self, wanted: Scope) -> bool:
        """Whether having this one is enough."""
        order = list(Scope)
        return order.index(self) >= order.index(wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key without its secret, which nobody has but its owner."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    created: datetime
    expires: datetime | None
    revoked: datetime | None
    digest: str

    @property
    def valid(self) -> bool:
        """Whether it still opens anything."""
        return self.revoked is None and (self.expires is None or datetime.now(UTC) < self.expires)

    def opens(self, secret: str) -> bool:
        """Whether this is its secret; takes the same time whatever the secret."""
        return hmac.compare_digest(_digest(secret), self.digest)


class Keys:
    """The keys of a base."""

    def __init__(self, state: State) -> None:
        self._state = state

    def create(self, name: str, scopes: Collection[Scope], expires: datetime | None = None) -> tuple[Key, str]:
        """A new key, and the text that opens: it is not kept and cannot be shown again. InvalidInput."""
        name = " ".join(name.split())
        if not name or len(name) > _LONGEST_NAME or not name.isprintable() or not scopes:
            raise InvalidInput("una clave tiene un nombre de hasta 100 caracteres y al menos un permiso")
        key_id, secret = secrets.token_hex(6), secrets.token_urlsafe(_SECRET_BYTES)
        row = {
            "id": key_id,
            "name": name,
            "digest": _digest(secret),
            "scopes": sorted(scopes),
            "created": now(),
            "expires": None if expires is None else expires.astimezone(UTC).replace(tzinfo=None, microsecond=0),
        }
        with self._state.writing() as connection:
            connection.execute(insert(tables.keys), [row])
        return self.all()[key_id], f"kb_{key_id}_{secret}"

    def all(self) -> dict[str, Key]:
        """Every key by id, oldest first, those that no longer open included."""
        with self._state.reading() as connection:
            rows = connection.execute(tables.keys.select().order_by(tables.keys.c.created, tables.keys.c.id))
            return {row.id: _key(row) for row in rows}

    def revoke(self, key_id: str) -> Key:
        """From now on it opens nothing. InvalidInput when there is no such key."""
        mine = tables.keys.c.id == key_id
        with self._state.writing() as connection:
            if connection.execute(select(tables.keys.c.id).where(mine)).first() is None:
                raise InvalidInput(f"no hay ninguna clave «{key_id}»: `kb keys list` muestra las que hay")
            connection.execute(update(tables.keys).where(mine, tables.keys.c.revoked.is_(None)).values(revoked=now()))
        return self.all()[key_id]


def found_in(keys: dict[str, Key], token: str) -> Key | None:
    """The valid key that a token opens. An unknown id costs the same comparison as a known one."""
    _, _, rest = token.partition("_")
    key_id, _, secret = rest.partition("_")
    key = keys.get(key_id)
    if key is None:
        hmac.compare_digest(_digest(secret), _digest(""))
        return None
    return key if key.opens(secret) and key.valid else None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _key(row: Any) -> Key:
    created = aware(row.created)
    assert created is not None
    return Key(
        id=row.id,
        name=row.name,
        scopes=tuple(map(Scope, row.scopes)),
        created=created,
        expires=aware(row.expires),
        revoked=aware(row.revoked),
        digest=row.digest,
    )
