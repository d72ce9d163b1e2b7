"""What routes ask for by type."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Path, Query, Request

from api.service import Service


def service_of(request: Request) -> Service:
    """The service of the application."""
    found: Service = request.app.state.service
    return found


AsOf = Annotated[date | None, Query(description="The day whose law is meant; without it, the latest.")]
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
