"""Obligations, their deadlines, and the checklist as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Query, Request, Response

from api.auth import Caller, Reader
from api.counting import HolidayQuery, RegionQuery, calendar_of
from api.deps import STRICT, Day, DocumentsQuery, Flag, ServiceDep
from api.errors import ObligationsNotFound, WrongField, responses
from api.paging import Cursor, Limit, Page, page
from api.service import Service
from kb.base import KnowledgeBase
from kb.deadlines import Calendar, Computation, deadline_of, due
from kb.documents import DocumentId, UnitId
from kb.errors import InvalidInput
from kb.exports import EXPORTS
from kb.exports.assembly import Wanted
from kb.facts import Deadline, Modality, Obligation, Status

router = APIRouter(tags=["facts"])

FORMATS = tuple(EXPORTS)
TIME_LIMIT = "time-limit"
"""The format of a span or a day in Spanish words or as ISO 8601 writes it: which words are one, no pattern says."""


def wanted(
    documents: DocumentsQuery = None,
    modalities: Annotated[
        list[Modality] | None, Query(alias="modality", max_length=10, description="Only these; may be repeated.")
    ] = None,
    subject: Annotated[str | None, Query(max_length=200, description="Part of who is obliged.")] = None,
    due_from: Annotated[Day | None, Query(description="With a due date on this day or later.")] = None,
    due_until: Annotated[Day | None, Query(description="With a due date on this day or earlier.")] = None,
    statuses: Annotated[
        list[Status] | None, Query(alias="status", max_length=10, description="Only where follow-up stands so.")
    ] = None,
    owner: Annotated[str | None, Query(max_length=200, description="Part of who follows it up.")] = None,
    overdue: Annotated[Flag, Query(description="Only what is past its last due date and not settled.")] = False,
) -> Wanted:
    """The filters of a query string."""
    return Wanted(
        documents=tuple(documents or ()),
        modalities=tuple(modalities or ()),
        statuses=tuple(statuses or ()),
        owner=owner,
        subject=subject,
        due_from=due_from,
        due_until=due_until,
        overdue=overdue,
    )


WantedDep = Annotated[Wanted, Depends(wanted)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDate:
    """A deadline of an obligation on one of its due dates; `due` is null when its anchor has no date yet."""

    due: date | None
    obligation_id: str
    document_id: DocumentId
    unit_id: UnitId
    label: str
    subject: str
    action: str
    deadline: Deadline


@router.get("/obligations", operation_id="list_obligations", responses=responses(404))
async def list_obligations(
    service: ServiceDep, chosen: WantedDep, limit: Limit = 50, cursor: Cursor = None
) -> Page[Obligation]:
    """What is demanded, forbidden and allowed, of whom and until when, by document and place."""
    return page(await service.work.quick(obligations_of, service.base, chosen), place, limit, cursor)


@router.get("/deadlines", operation_id="list_deadlines", responses=responses(404))
async def list_deadlines(
    service: ServiceDep, chosen: WantedDep, limit: Limit = 50, cursor: Cursor = None
) -> Page[DueDate]:
    """The deadlines of obligations by due date, those without one last."""

    def read() -> list[DueDate]:
        found = [one for obligation in obligations_of(service.base, chosen) for one in _dates(obligation, chosen)]
        return sorted(found, key=_key)

    return page(await service.work.quick(read), _key, limit, cursor)


@router.get("/deadlines/computed", operation_id="compute_deadline", responses=responses())
async def compute_deadline(
    service: ServiceDep,
    text: Annotated[
        str,
        Query(
            min_length=1,
            max_length=300,
            description="The time limit, in Spanish.",
            examples=["10 días hábiles"],
            json_schema_extra={"format": TIME_LIMIT},
        ),
    ],
    start: Annotated[
        Day | None, Query(description="Day of the notification, publication or fact it runs from.")
    ] = None,
    until: Annotated[Day | None, Query(description="Last day wanted of one that comes every year.")] = None,
    region: RegionQuery = None,
    holiday: HolidayQuery = None,
) -> Computation:
    """When a time limit ends (Ley 39/2015, art. 30), with the article that each step rests on."""
    return computed(text, start, until, calendar_of(region, holiday) or service.base.calendar)


def computed(text: str, start: date | None, until: date | None, calendar: Calendar) -> Computation:
    """When a time limit ends. InvalidInput for one that is none."""
    anchors = {name: day for name, day in (("start", start), ("until", until)) if day is not None}
    return due(deadline_of(text), anchors, calendar)


_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The checklist as a file.",
        "content": {export.media_type.partition(";")[0]: {} for export in EXPORTS.values()},
    }
}
FormatPath = Annotated[str, Path(description="A format of the checklist.", json_schema_extra={"enum": list(FORMATS)})]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Obligations by their ids."""

    __pydantic_config__ = STRICT

    ids: tuple[str, ...]


@router.get(
    "/obligations/export/{format}",
    operation_id="export_obligations",
    response_class=Response,
    responses=responses(404) | _FILE,
)
async def export_obligations(
    request: Request, service: ServiceDep, caller: Reader, chosen: WantedDep, format: FormatPath
) -> Response:
    """The checklist in one of its formats; who took it goes into the log of acts."""
    return await _exported(request, service, caller, chosen, format)


@router.post(
    "/obligations/export/{format}",
    operation_id="export_chosen_obligations",
    response_class=Response,
    responses=responses(404, 413, 415) | _FILE,
)
async def export_chosen_obligations(
    request: Request,
    service: ServiceDep,
    caller: Reader,
    format: FormatPath,
    chosen: Annotated[Chosen, Body(examples=[{"ids": ["BOE-A-2099-10001:art_5.1:3f2a"]}])],
) -> Response:
    """The same of some obligations, one by one: of all those named, or of none."""
    await service.work.quick(_check_there, service.base, chosen.ids)
    return await _exported(request, service, caller, Wanted(ids=frozenset(chosen.ids)), format)


def _check_there(base: KnowledgeBase, ids: Sequence[str]) -> None:
    """ObligationsNotFound: a list that is short of one would be taken for the whole."""
    there = {one.id for one in base.demands()}
    wrong = [WrongField(field=f"body.ids.{n}", problem=f"no hay «{id}»") for n, id in enumerate(ids) if id not in there]
    if wrong:
        raise ObligationsNotFound(wrong)


async def _exported(request: Request, service: Service, caller: Caller, chosen: Wanted, format: str) -> Response:
    export = EXPORTS.get(format)
    if export is None:
        raise InvalidInput(f"no hay formato «{format}»: elige {', '.join(FORMATS)}")

    reading = str(request.base_url)

    def rendered() -> bytes:
        target = ", ".join(chosen.told()) or "todo"
        service.audit.add(caller.name, f"export {format}", target, request.state.id)
        return service.base.export(service.base.checklist(chosen, reading=reading), format)

    name = f'attachment; filename="obligaciones{export.suffix}"'
    return Response(
        await service.work.quick(rendered), media_type=export.media_type, headers={"Content-Disposition": name}
    )


def obligations_of(base: KnowledgeBase, chosen: Wanted) -> list[Obligation]:
    """The obligations that are wanted, with their follow-up, by document and place. DocumentNotFound."""
    today = date.today()
    all_of_them = [one for name in chosen.documents or (None,) for one in base.obligations(name, today=today)]
    return sorted((one for one in all_of_them if chosen.takes(one, today)), key=place)


def place(one: Obligation) -> tuple[str, int, int, str]:
    """What the list is ordered by."""
    return (one.document_id, one.start, one.end, one.id)


def _dates(one: Obligation, chosen: Wanted) -> list[DueDate]:
    """A line for each due date that is wanted; one without any, where none is asked for."""
    if one.deadline is None:
        return []
    first, last = chosen.due_from or date.min, chosen.due_until or date.max
    days: list[date | None] = [day for day in map(date.fromisoformat, one.deadline.due) if first <= day <= last]
    return [
        DueDate(
            due=day,
            obligation_id=one.id,
            document_id=one.document_id,
            unit_id=one.unit_id,
            label=one.label,
            subject=one.subject,
            action=one.action,
            deadline=one.deadline,
        )
        for day in days or [None]
    ]


def _key(one: DueDate) -> tuple[str, str, str]:
    return (one.due.isoformat() if one.due else "9999-99-99", one.document_id, one.obligation_id)
