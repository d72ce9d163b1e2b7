"""What routes ask for by type."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request
from pydantic import BeforeValidator, ConfigDict

from api.service import Service
from kb.days import day_of
from kb.errors import InvalidInput


def service_of(request: Request) -> Service:
    """The service of the application."""
    found: Service = request.app.state.service
    return found


def _day(given: Any) -> Any:
    """A text as the day it spells, and nothing else: numbers are read as seconds otherwise."""
    if given is None or type(given) is date:
        return given
    try:
        return day_of(given if isinstance(given, str) else repr(given))
    except InvalidInput as error:
        raise ValueError(str(error)) from None


def _flag(given: Any) -> Any:
    """`true` or `false`, and none of the other words that are often taken for them."""
    if isinstance(given, bool):
        return given
    if given not in ("true", "false"):
        raise ValueError("se escribe true o false")
    return given == "true"


STRICT = ConfigDict(extra="forbid")
"""For the body of a request: a field that it does not know is refused."""
Flag = Annotated[bool, BeforeValidator(_flag)]
Day = Annotated[date, BeforeValidator(_day)]
"""A day as `2026-03-20` (RFC 3339, full-date)."""
AsOf = Annotated[Day | None, Query(description="The day whose law is meant; without it, the latest.")]
ServiceDep = Annotated[Service, Depends(service_of)]
DocumentPath = Annotated[
    str, Path(max_length=200, description="Identifier of a document.", examples=["BOE-A-2099-10001"])
]
UnitPath = Annotated[str, Path(max_length=200, description="Identifier of a unit.", examples=["art_5.3.e"])]
DocumentsQuery = Annotated[
    list[str] | None,
    Query(
        alias="document",
        max_length=100,
        description="Only these documents; may be repeated.",
        examples=[["BOE-A-2099-10001"]],
    ),
]
