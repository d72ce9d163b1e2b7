"""Documents, their units and their text."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import PlainTextResponse

from api.deps import AsOf, DocumentPath, ServiceDep, UnitPath
from api.errors import responses
from api.paging import Cursor, Limit, Page, page
from api.selecting import selection
from ingest.days import document_on
from kb.base import KnowledgeBase
from kb.cautions import document_warnings
from kb.documents import DocumentId, Unit
from kb.selection import Selection
from kb.store import Summary

router = APIRouter(tags=["documents"])


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTree:
    """A document and its units in reading order, each with the id of the one above it.

    `warnings`: what a reader has to know of it today: repealed, expired, amended since.
    """

    document: Summary
    units: tuple[Unit, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitText(Unit):
    """A unit with its verbatim text, that of the units under it included, and the names of those above it."""

    document_id: DocumentId
    path: str
    text: str


@router.get("/documents", operation_id="list_documents", responses=responses(404))
async def list_documents(
    service: ServiceDep,
    chosen: Annotated[Selection, Depends(selection)],
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Summary]:
    """The documents of the base, by id."""
    found = await service.work.quick(service.base.select, chosen)
    return page(found, lambda one: (one.document_id,), limit, cursor)


@router.get("/documents/{document_id}", operation_id="get_document", responses=responses(404))
async def get_document(service: ServiceDep, document_id: DocumentPath, as_of: AsOf = None) -> DocumentTree:
    """A document with the tree of its units."""

    def read() -> DocumentTree:
        with service.base.store.snapshot() as view:
            document = view.document(document_id) if as_of is None else document_on(service.base, document_id, as_of)
            warnings = document_warnings(document, view, date.today())
            return DocumentTree(document=view.summary(document_id), units=document.units, warnings=warnings)

    return await service.work.quick(read)


@router.get("/documents/{document_id}/units/{unit_id}", operation_id="get_unit", responses=responses(404))
async def get_unit(service: ServiceDep, document_id: DocumentPath, unit_id: UnitPath, as_of: AsOf = None) -> UnitText:
    """One unit with its text."""
    return await service.work.quick(unit_text, service.base, document_id, unit_id, as_of)


def unit_text(base: KnowledgeBase, document_id: str, unit_id: str, day: date | None = None) -> UnitText:
    """A unit with its text. DocumentNotFound, UnitNotFound, WordingNotFound."""
    document = document_on(base, document_id, day)
    unit = document.unit(unit_id)
    values = {field.name: getattr(unit, field.name) for field in fields(Unit)}
    path, text = document.path_of(unit), document.text_of(unit)
    return UnitText(**values, document_id=document.document_id, path=path, text=text)


@router.get(
    "/documents/{document_id}/text",
    operation_id="get_text",
    response_class=PlainTextResponse,
    responses=responses(404) | {200: {"description": "The text.", "content": {"text/plain": {}}}},
)
async def get_text(
    service: ServiceDep,
    document_id: DocumentPath,
    start: Annotated[int, Query(ge=0, le=2**31, description="First character.")] = 0,
    end: Annotated[int | None, Query(ge=0, le=2**31, description="The character after the last one.")] = None,
    as_of: AsOf = None,
) -> PlainTextResponse:
    """The text of a document, whole or from `start` to `end`: the characters that all offsets count."""
    text = await service.work.quick(lambda: document_on(service.base, document_id, as_of).text[start:end])
    return PlainTextResponse(text)
