"""What only whoever looks after the service may see."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.auth import Admin
from api.deps import ServiceDep
from api.errors import responses
from api.paging import Limit
from api.state import Entry

router = APIRouter(tags=["service"])


@router.get("/audit", operation_id="list_acts", responses=responses())
async def list_acts(
    service: ServiceDep,
    caller: Admin,
    after: Annotated[int, Query(ge=0, le=2**53, description="Only acts after the one of this number.")] = 0,
    limit: Limit = 50,
) -> tuple[Entry, ...]:
    """Who wrote or exported what, and when, oldest first."""
    return await service.work.quick(service.audit.after, after, limit)
