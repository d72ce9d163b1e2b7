"""What was extracted from the documents."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import ServiceDep
from api.errors import responses
from api.paging import Cursor, Limit, Page, page
from kb.facts import Entity, EntityType

router = APIRouter(tags=["facts"])

DocumentQuery = Annotated[
    str | None,
    Query(
        alias="document",
        max_length=200,
        description="Only of this document; without it, of all.",
        examples=["BOE-A-2099-10001"],
    ),
]


@router.get("/entities", operation_id="list_entities", responses=responses(404))
async def list_entities(
    service: ServiceDep,
    document: DocumentQuery = None,
    types: Annotated[
        list[EntityType] | None, Query(alias="type", max_length=20, description="Only these types; may be repeated.")
    ] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Entity]:
    """Beneficiaries, amounts, percentages, deadlines, dates, norms, bodies and milestones, by document and place."""

    def read() -> Page[Entity]:
        found = [one for one in service.base.entities(document) if not types or one.type in types]
        return page(found, lambda one: (one.document_id, one.start, one.end, one.id), limit, cursor)

    return await service.work.quick(read)
