"""The reading page, where citations lead."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from api.deps import AsOf, DocumentPath, ServiceDep
from api.errors import responses
from api.reading import POLICY, page
from ingest.days import document_on
from kb.documents import Span

router = APIRouter(tags=["documents"])


@router.get(
    "/documents/{document_id}/view",
    operation_id="view_document",
    response_class=HTMLResponse,
    responses=responses(404) | {200: {"description": "The page.", "content": {"text/html": {}}}},
)
async def view_document(
    service: ServiceDep,
    document_id: DocumentPath,
    start: Annotated[int, Query(ge=0, le=2**31, description="First character to mark.")] = 0,
    end: Annotated[int, Query(ge=0, le=2**31, description="The character after the last one.")] = 0,
    as_of: AsOf = None,
) -> HTMLResponse:
    """The document to read, with an anchor for each unit and a quote marked."""
    marked = Span(start=start, end=end)
    html = await service.work.quick(lambda: page(document_on(service.base, document_id, as_of), marked))
    return HTMLResponse(html, headers={"Content-Security-Policy": POLICY})
