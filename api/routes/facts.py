"""What was extracted from the documents."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import ServiceDep
from api.errors import responses
from api.paging import Cursor, Limit, Page, page
from kb.facts import Entity, EntityType, Reference

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


@router.get("/references", operation_id="list_references", responses=responses(404))
async def list_references(
    service: ServiceDep,
    document: Annotated[
        str | None, Query(max_length=200, description="What this document cites.", examples=["nota-agua-2099-03-15"])
    ] = None,
    cited: Annotated[
        str | None, Query(max_length=200, description="Where this document is cited.", examples=["BOE-A-2099-10001"])
    ] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Reference]:
    """What cites what: the places of a document that point elsewhere or inside, or those of others that point to it.

    With both, where the one cites the other; with neither, where any document cites a norm.
    """

    def read() -> tuple[Reference, ...]:
        if document is None:
            return service.base.references() if cited is None else service.base.cited_by(cited)
        found = service.base.references(document)
        if cited is None:
            return found
        service.base.store.summary(cited)
        return tuple(one for one in found if one.target == cited)

    def key(one: Reference) -> tuple[str, int, int, str, str]:
        return (one.document_id, one.start, one.end, one.target or "", one.target_unit or "")

    return page(sorted(await service.work.quick(read), key=key), key, limit, cursor)
