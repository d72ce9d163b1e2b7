"""Pages of long lists: a cursor names the last thing shown, so that writes in between neither repeat nor skip."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from fastapi import Query

from kb.errors import InvalidInput

T = TypeVar("T")
Key = tuple[str | int, ...]

MOST = 500
CURSOR = "cursor"
"""The format of what only the service makes: nothing else is a cursor, whatever its characters."""

Limit = Annotated[int, Query(ge=1, le=MOST, description="How many items a page has at most.", examples=[50])]
Cursor = Annotated[
    str | None,
    Query(
        max_length=2000,
        description="`next_cursor` of the page before; without it, the first page.",
        json_schema_extra={"format": CURSOR},
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Some of a list, and where the rest begins; `next_cursor` is null on the last page."""

    items: tuple[T, ...]
    next_cursor: str | None


def page(found: Sequence[T], key: Callable[[T], Key], limit: int, cursor: str | None) -> Page[T]:
    """The `limit` items after the cursor. `found` is in the order of `key`. InvalidInput for a cursor that is none."""
    if cursor is not None:
        after = _read(cursor)
        try:
            found = [one for one in found if key(one) > after]
        except TypeError:
            raise _wrong() from None
    items = tuple(found[:limit])
    return Page(items=items, next_cursor=_written(key(items[-1])) if len(found) > limit else None)


def _written(key: Key) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def _read(cursor: str) -> Key:
    try:
        data = json.loads(base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        raise _wrong() from None
    if not isinstance(data, list) or not all(type(one) in (str, int) for one in data):
        raise _wrong()
    return tuple(data)


def _wrong() -> InvalidInput:
    return InvalidInput("el cursor no es de esta lista: empieza por la primera página")
