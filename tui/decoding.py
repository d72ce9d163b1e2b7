"""What the service answers, as what it stands for."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

T = TypeVar("T")


def decoded(kind: type[T], value: Any) -> T:
    """The `kind` that the plain values of an answer stand for; what it does not know is left out."""
    found: T = _adapter(cast(Any, kind)).validate_python(value)
    return found


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
