"""Pages to read: a document with a quote marked, where citations lead, and its report."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.auth import Reader
from api.counting import HolidayQuery, RegionQuery, calendar_of
from api.deps import AsOf, DocumentPath, ServiceDep
from api.errors import responses
from api.reading import POLICY, page
from ingest.days import document_on
from kb.documents import Span

router = APIRouter(tags=["documents"])


@router.get(
    "/documents/{document_id}/report",
    operation_id="report_document",
    response_class=HTMLResponse,
    responses=responses(404) | {200: {"description": "The page.", "content": {"text/html": {}}}},
)
async def report_document(
    request: Request,
    service: ServiceDep,
    caller: Reader,
    document_id: DocumentPath,
    region: RegionQuery = None,
    holiday: HolidayQuery = None,
) -> HTMLResponse:
    """A document in pictures, as one page that needs nothing else; who took it goes into the log of acts.

    What falls due, what is paid and who must do what, each mark with its clause.
    """
    from kb.report import POLICY as IN_ITSELF
    from kb.report import as_page, report_of

    def drawn() -> bytes:
        page = as_page(report_of(service.base, document_id, calendar=calendar_of(region, holiday)))
        service.audit.add(caller.name, "report", document_id, request.state.id)
        return page

    policy = f"{IN_ITSELF}; frame-ancestors 'none'"
    return HTMLResponse(await service.work.quick(drawn), headers={"Content-Security-Policy": policy})


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
