"""The due dates as a calendar that programs subscribe to: they send no headers, so that the key is in the address."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.deps import Flag, ServiceDep
from api.errors import responses
from api.routes.facts import DocumentQuery
from api.state import Scope
from kb.exports import EXPORTS
from kb.exports.assembly import Wanted

router = APIRouter(tags=["facts"])


@router.get(
    "/calendar.ics",
    operation_id="subscribe_to_due_dates",
    response_class=Response,
    responses=responses(401, 403, 404) | {200: {"description": "iCalendar.", "content": {"text/calendar": {}}}},
)
async def subscribe(
    request: Request,
    service: ServiceDep,
    token: Annotated[
        str | None,
        Query(max_length=200, description="The subscriber's own key: `kb keys create NAME --scope calendar`."),
    ] = None,
    document: DocumentQuery = None,
    owner: Annotated[str | None, Query(max_length=200, description="Only what this person answers for.")] = None,
    alarms: Annotated[Flag, Query(description="With alarms 30, 7 and 1 days before.")] = False,
) -> Response:
    """What falls due, an all-day entry per date that keeps its name when it moves. One key for each subscriber."""
    address = request.client.host if request.client else ""
    caller = await service.gate.enter(token, address, Scope.CALENDAR)
    request.state.caller = caller.name
    form = "ics-alarms" if alarms else "ics"

    def rendered() -> bytes:
        wanted = Wanted(documents=(document,) if document else (), owner=owner)
        return service.base.export(service.base.checklist(wanted), form)

    return Response(await service.work.quick(rendered), media_type=EXPORTS[form].media_type)
