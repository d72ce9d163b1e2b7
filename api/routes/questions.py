"""Searching and asking."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated, Any

import anyio
import anyio.from_thread
from fastapi import APIRouter, Body, Depends, Header, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import Field

from api import streams
from api.deps import STRICT, AsOf, Day, DocumentsQuery, Flag, ServiceDep
from api.errors import responses, told
from api.links import LinkedAnswer, LinkedCitation, LinkedHit, Links
from api.selecting import selection
from api.service import Service
from ingest.days import ask_on, search_on
from kb.conversation import Conversation
from kb.documents import DocumentId, UnitKind
from kb.errors import InvalidInput, KbError
from kb.results import Hit
from kb.selection import Selection

LONGEST_QUESTION, MOST_DOCUMENTS = 2000, 100
_A_WORD: dict[str, Any] = {"pattern": r"\w"}
_ASKABLE = {"minLength": 1, "maxLength": LONGEST_QUESTION, **_A_WORD}
"""What a question has to be, for the description: what is not is told in our own words."""

router = APIRouter(tags=["questions"])

QuestionText = Annotated[
    str,
    Query(
        alias="question",
        min_length=1,
        max_length=LONGEST_QUESTION,
        description="What is asked, in Spanish.",
        json_schema_extra=_A_WORD,
        examples=["¿En qué plazo se presenta la solicitud?"],
    ),
]
Accept = Annotated[str | None, Header(include_in_schema=False)]

EVENTS = streams.described(
    "`event: hits` (ten hits), `event: citations`, `event: answer` (the whole answer); "
    "or `event: error` with a problem, and then nothing more."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question. `documents`: only these; `id`: comes back in the answer; `as_of`: the day whose law is meant.

    `earlier`: the documents that the answers before this question came from, for a question that names none.

    `explain`: the answer is to say `why`.
    """

    __pydantic_config__ = STRICT

    question: Annotated[str, Field(json_schema_extra=_ASKABLE)]
    documents: Annotated[tuple[str, ...], Field(json_schema_extra={"maxItems": MOST_DOCUMENTS})] = ()
    id: str | None = None
    as_of: Day | None = None
    explain: Flag = False
    earlier: tuple[str, ...] = ()


@router.get("/search", operation_id="search", responses=responses(404))
async def search(
    request: Request,
    service: ServiceDep,
    q: Annotated[
        str,
        Query(
            min_length=1,
            max_length=LONGEST_QUESTION,
            description="Words or a question.",
            examples=["plazo solicitud"],
            json_schema_extra=_A_WORD,
        ),
    ],
    chosen: Annotated[Selection, Depends(selection)],
    unit_kind: Annotated[
        list[UnitKind] | None, Query(max_length=40, description="Only in units of these kinds, or below them.")
    ] = None,
    k: Annotated[int, Query(ge=1, le=100, description="How many hits at most.")] = 10,
    as_of: AsOf = None,
) -> tuple[LinkedHit, ...]:
    """The passages that match best, best first."""
    request.state.question = q
    searching = service.base.search if as_of is None else partial(search_on, service.base, day=as_of)
    links = _links(request, service, as_of)

    def found() -> tuple[LinkedHit, ...]:
        return links.hits(searching(q, k=k, selection=chosen, kinds=tuple(unit_kind or ())))

    return await service.work.question(found)


@router.get("/ask", operation_id="ask_shortly", response_model=LinkedAnswer, responses=responses(404) | EVENTS)
async def ask_shortly(
    request: Request,
    service: ServiceDep,
    question: QuestionText,
    documents: DocumentsQuery = None,
    as_of: AsOf = None,
    explain: Annotated[Flag, Query(description="Whether the answer is to say `why`.")] = False,
    accept: Accept = None,
) -> LinkedAnswer | StreamingResponse:
    """One cited answer, or an abstention with its reason. A long question goes better in the body of a POST."""
    asked = Asked(question=question, documents=tuple(documents or ()), as_of=as_of, explain=explain)
    return await _answered(request, service, asked, accept)


@router.post("/ask", operation_id="ask", response_model=LinkedAnswer, responses=responses(404, 413, 415) | EVENTS)
async def ask(
    request: Request,
    service: ServiceDep,
    asked: Annotated[Asked, Body(examples=[{"question": "¿En qué plazo se presenta la solicitud?"}])],
    accept: Accept = None,
) -> LinkedAnswer | StreamingResponse:
    """One cited answer, or an abstention. With `Accept: text/event-stream`: hits, then citations, then the answer."""
    return await _answered(request, service, asked, accept)


async def _answered(
    request: Request, service: Service, asked: Asked, accept: str | None
) -> LinkedAnswer | StreamingResponse:
    if not 0 < len(asked.question) <= LONGEST_QUESTION or len(asked.documents) > MOST_DOCUMENTS:
        raise InvalidInput(
            f"la pregunta tiene de 1 a {LONGEST_QUESTION} caracteres, y se nombran hasta {MOST_DOCUMENTS} documentos"
        )
    request.state.question = asked.question
    if streams.wanted(accept):
        return streams.streamed(_events(request, service, asked))
    return await service.work.question(_ask, service, asked, _links(request, service, asked.as_of))


def _links(request: Request, service: Service, day: date | None) -> Links:
    return Links(base=service.base, root=request.scope.get("root_path", ""), day=day)


def _ask(
    service: Service, asked: Asked, links: Links, on_hits: Callable[[tuple[Hit, ...]], None] | None = None
) -> LinkedAnswer:
    asking = service.base.ask if asked.as_of is None else partial(ask_on, service.base, day=asked.as_of)
    answer = asking(
        asked.question,
        documents=asked.documents,
        conversation=Conversation(tuple(map(DocumentId, asked.earlier))),
        id=asked.id,
        on_hits=on_hits,
        explain=asked.explain,
    )
    service.metrics.answer(answer.status)
    return links.answer(answer)


async def _events(request: Request, service: Service, asked: Asked) -> AsyncIterator[bytes]:
    """Hits as soon as they are known; an error in its place."""
    sending, receiving = anyio.create_memory_object_stream[tuple[LinkedHit, ...] | LinkedAnswer | KbError](4)
    links = _links(request, service, asked.as_of)

    def heard(hits: tuple[Hit, ...]) -> None:
        anyio.from_thread.run_sync(sending.send_nowait, links.hits(hits))

    async def work() -> None:
        async with sending:
            try:
                await sending.send(await service.work.question(_ask, service, asked, links, heard))
            except KbError as error:
                await sending.send(error)

    async with anyio.create_task_group() as group:
        group.start_soon(work)
        async with receiving:
            async for came in receiving:
                for event in _as_events(request, came):
                    yield event


def _as_events(request: Request, came: tuple[LinkedHit, ...] | LinkedAnswer | KbError) -> list[bytes]:
    if isinstance(came, KbError):
        data = bytes(told(request.state.id, came).body).decode()
        return [f"event: error\ndata: {data}\n\n".encode()]
    if not isinstance(came, LinkedAnswer):
        return [streams.event("hits", came, tuple[LinkedHit, ...])]
    return [
        streams.event("citations", came.citations, tuple[LinkedCitation, ...]),
        streams.event("answer", came, LinkedAnswer),
    ]
