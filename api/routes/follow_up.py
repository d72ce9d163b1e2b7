"""What people write beside obligations: read, changed, with its history, and taken from an edited workbook."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Annotated, Any, cast

from fastapi import APIRouter, Body, File, Form, Header, Path, Query, Request, Response, UploadFile
from pydantic import BaseModel, Field

from api.auth import Reader, Writer
from api.deps import STRICT, Day, Flag, ServiceDep
from api.errors import VersionNeeded, responses
from api.paging import Cursor, Limit, Page, page
from kb import follow_up as core
from kb.exports import EXPORTS
from kb.exports.importing import ImportPlan
from kb.facts import Status
from kb.follow_up import LONGEST, Change, Tracked

router = APIRouter(tags=["follow-up"])

ObligationPath = Annotated[
    str,
    Path(max_length=300, description="Identifier of an obligation.", examples=["BOE-A-2099-10001:art_5.1:3f2a"]),
]
_TAG = {"headers": {"ETag": {"description": "The version, for `If-Match`.", "schema": {"type": "string"}}}}


class Revision(BaseModel):
    """What is to be other than it is: what is left out stays, null empties. `status` empty: no evaluada."""

    model_config = STRICT

    status: Status | None = None
    owner: Annotated[str | None, Field(max_length=LONGEST["owner"])] = None
    evidence: Annotated[str | None, Field(max_length=LONGEST["evidence"])] = None
    notes: Annotated[str | None, Field(max_length=LONGEST["notes"])] = None
    review: Day | None = None
    event_day: Day | None = None
    document_event_day: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedChange:
    """A change, and its place among those of the whole base."""

    number: int
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported(ImportPlan):
    """What an edited workbook changes; `applied`: whether it has been written."""

    applied: bool


@router.get("/obligations/{obligation_id}", operation_id="get_obligation", responses=responses(404) | {200: {**_TAG}})
async def get_obligation(
    response: Response, service: ServiceDep, caller: Reader, obligation_id: ObligationPath
) -> Tracked:
    """An obligation with its due dates by now and what is written beside it."""
    found = await service.work.quick(service.base.tracked, obligation_id)
    response.headers["ETag"] = f'"{found.version}"'
    return found


@router.patch(
    "/obligations/{obligation_id}",
    operation_id="revise_obligation",
    responses=responses(404, 412, 413, 415, 428, 507) | {200: {**_TAG}},
)
async def revise_obligation(
    request: Request,
    response: Response,
    service: ServiceDep,
    caller: Writer,
    obligation_id: ObligationPath,
    revision: Annotated[Revision, Body(examples=[{"status": "en curso", "event_day": "2099-03-20"}])],
    if_match: Annotated[
        str | None,
        Header(max_length=200, description="The `ETag` of what is changed; `*`: whatever it is by now. Needed."),
    ] = None,
) -> Tracked:
    """Change what is written beside an obligation, and the days that its deadline runs from.

    `event_day` is that of this obligation alone, `document_event_day` that of all those of its document that run
    from the same. What somebody else changed since it was read is not written over (412).
    """
    if if_match is None:
        raise VersionNeeded("Falta la cabecera If-Match: el ETag que dio GET de la obligación, o * sin mirar.")
    tag = if_match.strip()
    seen = None if tag == "*" else tag.removeprefix("W/").strip('"')

    def revised() -> Tracked:
        wanted = cast("core.Revision", revision.model_dump(exclude_unset=True))
        found = service.base.revise(obligation_id, wanted, by=caller.person, seen=seen)
        told = f"{obligation_id} ({', '.join(sorted(wanted)) or 'nada'})"
        service.audit.add(caller.name, "revise", told, request.state.id)
        return found

    found = await service.work.quick(revised)
    response.headers["ETag"] = f'"{found.version}"'
    return found


@router.get("/obligations/{obligation_id}/history", operation_id="list_changes", responses=responses(404))
async def list_changes(
    service: ServiceDep, caller: Reader, obligation_id: ObligationPath, limit: Limit = 50, cursor: Cursor = None
) -> Page[Change]:
    """Who changed what beside an obligation and when, oldest first; also of one that no text has any more."""

    def read() -> tuple[Change, ...]:
        found = service.base.history(obligation_id)
        if not found:
            service.base.obligation(obligation_id)
        return found

    numbered = list(enumerate(await service.work.quick(read)))
    shown = page(numbered, lambda one: (one[0],), limit, cursor)
    return Page(items=tuple(change for _, change in shown.items), next_cursor=shown.next_cursor)


@router.get("/follow-up/changes", operation_id="list_all_changes", responses=responses())
async def list_all_changes(
    service: ServiceDep,
    caller: Reader,
    after: Annotated[int, Query(ge=0, le=2**53, description="Only changes after the one of this number.")] = 0,
    limit: Limit = 50,
) -> tuple[NumberedChange, ...]:
    """Who changed what beside any obligation or event and when, oldest first: what there is since the last look."""
    # Changes are only ever added, so that their place is their number.
    found = list(enumerate(await service.work.quick(service.base.history), start=1))[after : after + limit]
    return tuple(NumberedChange(number=number, change=one) for number, one in found)


_WORKBOOK: dict[str, Any] = {
    "requestBody": {
        "content": {"multipart/form-data": {"encoding": {"file": {"contentType": EXPORTS["xlsx"].media_type}}}}
    }
}


@router.post(
    "/follow-up/import", operation_id="import_workbook", openapi_extra=_WORKBOOK, responses=responses(413, 415, 507)
)
async def import_workbook(
    request: Request,
    service: ServiceDep,
    caller: Writer,
    file: Annotated[UploadFile, File(description="A workbook that `export/xlsx` gave, edited.")],
    apply: Annotated[Flag, Form(description="Write it; without it, only what would change is told.")] = False,
) -> Imported:
    """What an edited workbook changes: told first, written with `apply`.

    A field that was changed in the base since the workbook left is a conflict and stays as the base has it.
    """
    data = await file.read()

    def imported() -> ImportPlan:
        if not apply:
            return service.base.plan_import(data)
        found = service.base.import_workbook(data, by=caller.person)
        service.audit.add(caller.name, "import", f"{len(found.edits)} cambios", request.state.id)
        return found

    found = await service.work.quick(imported)
    values = {field.name: getattr(found, field.name) for field in fields(ImportPlan)}
    return Imported(**values, applied=apply)
