"""What the deadlines of a document run from, and on which day it happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Body, Request

from api.auth import Reader, Writer
from api.deps import STRICT, Day, DocumentPath, ServiceDep
from api.errors import responses
from kb.base import KnowledgeBase

router = APIRouter(tags=["follow-up"])


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEvent:
    """An event of a document, its day where it is known, and the obligations whose deadlines run from it.

    `given`: whether people gave that day. `alone`: its day is given for its one obligation, by `obligation_id`.
    """

    event: str
    name: str
    day: date | None
    given: bool
    alone: bool
    obligations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDay:
    """The day of an event, null to take it back; for all of its document, or for one obligation alone."""

    __pydantic_config__ = STRICT

    event: str
    day: Day | None
    obligation_id: str | None = None


@router.get("/documents/{document_id}/events", operation_id="list_events", responses=responses(404))
async def list_events(service: ServiceDep, caller: Reader, document_id: DocumentPath) -> tuple[DocumentEvent, ...]:
    """The events of a document in the order of its text; those without a day leave their obligations without one."""
    return await service.work.quick(_events, service.base, document_id)


@router.post("/documents/{document_id}/events", operation_id="record_event", responses=responses(404, 413, 415, 507))
async def record_event(
    request: Request,
    service: ServiceDep,
    caller: Writer,
    document_id: DocumentPath,
    told: Annotated[EventDay, Body(examples=[{"event": "publicación", "day": "2099-03-11"}])],
) -> tuple[DocumentEvent, ...]:
    """Say on which day an event happened: the due dates that hang on it follow. The events as they are then.

    `event` is its `event` or `name`, or a word that only it has; what it meets none or several of is a 422 that
    names those that there are.
    """

    def recorded() -> tuple[DocumentEvent, ...]:
        event = service.base.record_event(
            document_id, told.event, told.day, by=caller.person, obligation_id=told.obligation_id
        )
        service.audit.add(caller.name, "event", f"{told.obligation_id or document_id} ({event})", request.state.id)
        return _events(service.base, document_id)

    return await service.work.quick(recorded)


def _events(base: KnowledgeBase, document_id: str) -> tuple[DocumentEvent, ...]:
    return tuple(
        DocumentEvent(
            event=one.key,
            name=one.name,
            day=one.day,
            given=one.given,
            alone=one.alone,
            obligations=tuple(obligation.id for obligation in one.obligations),
        )
        for one in base.happenings(document_id)
    )
