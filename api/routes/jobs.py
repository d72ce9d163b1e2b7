"""Writing: uploads, fetches and removals as jobs, and how far they are."""

from __future__ import annotations

import asyncio
import hashlib
import json
import secrets
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Header, Path, Query, Request, Response, UploadFile
from fastapi.responses import StreamingResponse
from pydantic import Field

from api import streams
from api.auth import Reader, Writer
from api.deps import DocumentPath, Flag, ServiceDep
from api.errors import TooManyFiles, responses
from api.jobs import spool
from api.paging import Cursor, Limit, Page, page
from api.service import Service
from api.state import Job, JobKind, JobState
from ingest.events import Progress, Report
from kb.errors import InvalidInput

router = APIRouter(tags=["jobs"])

_LOOK_EVERY = 0.2
_MOST_TEXTS = 100

IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=1,
        max_length=200,
        description="Names this request: sent again with the same name, it gives the same job and does nothing twice.",
    ),
]
BoeId = Annotated[str, Field(json_schema_extra={"pattern": r"^BOE-[A-Z]-\d{4}-\d{1,6}$"})]
JobPath = Annotated[str, Path(max_length=100, description="Identifier of a job.", examples=["3f2a9c0d1e4b5a67"])]
ACCEPTED: dict[int | str, dict[str, Any]] = {
    202: {
        "description": "Accepted: the job that will do it.",
        "headers": {
            "Location": {"description": "Where the job is.", "schema": {"type": "string"}},
            "Idempotency-Replayed": {
                "description": "`true` when the job is that of an earlier request.",
                "schema": {"type": "string"},
            },
        },
    }
}


@router.post(
    "/documents",
    operation_id="add_documents",
    status_code=202,
    responses=ACCEPTED | responses(409, 413, 415, 507),
    openapi_extra={"requestBody": {"required": True}},
)
async def add_documents(
    request: Request,
    response: Response,
    service: ServiceDep,
    caller: Writer,
    files: Annotated[list[UploadFile] | None, File(description="Decrees and press notes, one or many.")] = None,
    boe_id: Annotated[
        list[BoeId] | None, Form(max_length=_MOST_TEXTS, description="Texts to fetch from the BOE by identifier.")
    ] = None,
    as_published: Annotated[
        Flag, Form(description="Fetch the gazette's text, although there is a consolidated one.")
    ] = False,
    idempotency_key: IdempotencyKey = None,
) -> Job:
    """Upload files, or have texts fetched from the BOE. Either, in one request, as one job."""
    if bool(files) == bool(boe_id):
        raise InvalidInput("hay que enviar archivos (files) o identificadores del BOE (boe_id), una de las dos cosas")
    if files:
        kind, wanted = JobKind.INGEST, await _uploaded(service, files)
    else:
        from ingest.fetch.addresses import boe_id as checked

        targets = list(dict.fromkeys(str(checked(name)) for name in boe_id or ()))
        kind, wanted = JobKind.FETCH, {"targets": targets, "as_published": as_published}
    return await _accepted(request, response, service, caller.name, kind, wanted, idempotency_key)


@router.delete(
    "/documents/{document_id}",
    operation_id="delete_document",
    status_code=202,
    responses=ACCEPTED | responses(404, 409, 507),
)
async def delete_document(
    request: Request,
    response: Response,
    service: ServiceDep,
    caller: Writer,
    document_id: DocumentPath,
    idempotency_key: IdempotencyKey = None,
) -> Job:
    """Have a document removed. Once its job is done, nothing of it is found."""
    wanted = {"targets": [document_id]}
    if not await service.work.quick(service.jobs.knows, caller.name, idempotency_key):
        await service.work.quick(service.base.store.summary, document_id)
    return await _accepted(request, response, service, caller.name, JobKind.REMOVE, wanted, idempotency_key)


@router.get("/jobs", operation_id="list_jobs", responses=responses())
async def list_jobs(
    service: ServiceDep,
    caller: Reader,
    states: Annotated[
        list[JobState] | None, Query(alias="state", max_length=4, description="Only in these; may be repeated.")
    ] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Job]:
    """The jobs, the newest first: what waits, runs, and became of each file."""

    def read() -> Page[Job]:
        found = page(service.jobs.numbered(states or ()), lambda one: (-one[0],), limit, cursor)
        return Page(items=tuple(service.jobs.get(id) for _, id in found.items), next_cursor=found.next_cursor)

    return await service.work.quick(read)


@router.get("/jobs/{job_id}", operation_id="get_job", responses=responses(404))
async def get_job(service: ServiceDep, job_id: JobPath, caller: Reader) -> Job:
    """A job: where it is, and what became of each file so far."""
    return await service.work.quick(service.jobs.get, job_id)


@router.get(
    "/jobs/{job_id}/events",
    operation_id="follow_job",
    response_class=StreamingResponse,
    responses=responses(404)
    | streams.described("`event: progress`, `event: report` for each file, `event: end` with the job; then it closes."),
)
async def follow_job(
    service: ServiceDep,
    job_id: JobPath,
    caller: Reader,
    last_event_id: Annotated[
        str | None, Header(max_length=20, description="The id of the last report received, to go on after it.")
    ] = None,
) -> StreamingResponse:
    """The progress of a job as Server-Sent Events, until it is over; without `end` when the service stops before."""
    job = await service.work.quick(service.jobs.get, job_id)
    known = int(last_event_id) + 1 if last_event_id and last_event_id.isascii() and last_event_id.isdecimal() else 0
    return streams.streamed(_events(service, job, known))


async def _events(service: Service, job: Job, known: int) -> AsyncIterator[bytes]:
    told: Progress | None = None
    while True:
        for position, report in list(enumerate(job.reports))[known:]:
            yield streams.event("report", report, Report, id=str(position))
        known = max(known, len(job.reports))
        if job.progress is not None and job.progress != told:
            told = job.progress
            yield streams.event("progress", told, Progress)
        if job.is_over:
            yield streams.event("end", job, Job)
            return
        if streams.stopping():
            return
        await asyncio.sleep(_LOOK_EVERY)
        job = await service.work.quick(service.jobs.get, job.id)


async def _uploaded(service: Service, files: list[UploadFile]) -> dict[str, Any]:
    """What the job needs to know of the files, which are on disk by then."""
    if len(files) > service.options.files_at_once:
        raise TooManyFiles(f"se envían hasta {service.options.files_at_once} archivos cada vez")
    job_id = secrets.token_hex(8)
    given = [(one.filename, one.file) for one in files]
    kept = await service.work.quick(spool.keep, service.settings.home, job_id, given)
    return {"id": job_id, "targets": [one.name for one in kept], "sha256": [one.sha256 for one in kept]}


async def _accepted(
    request: Request,
    response: Response,
    service: Service,
    caller: str,
    kind: JobKind,
    wanted: dict[str, Any],
    key: str | None,
) -> Job:
    """The job, in the queue and in the log of acts."""
    said = json.dumps({name: value for name, value in wanted.items() if name != "id"}, sort_keys=True)
    fingerprint = hashlib.sha256(said.encode()).hexdigest()

    def add() -> tuple[Job, bool]:
        job, new = service.jobs.add(kind, wanted, caller=caller, fingerprint=fingerprint, idempotency_key=key)
        if new:
            service.audit.add(caller, f"{kind} {job.id}", ", ".join(job.targets), request.state.id)
        return job, new

    new = False
    try:
        job, new = await service.work.quick(add)
    finally:
        if not new and "id" in wanted:
            await service.work.quick(spool.drop, service.settings.home, wanted["id"])
    response.headers["Location"] = f"{request.scope.get('root_path', '')}/v1/jobs/{job.id}"
    if new:
        service.supervisor.wake()
    else:
        response.headers["Idempotency-Replayed"] = "true"
    return job
