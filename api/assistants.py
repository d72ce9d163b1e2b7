"""Model Context Protocol: the base as tools for assistants, over stdio or HTTP, with the same contract as the API."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import is_dataclass
from functools import partial, wraps
from importlib.metadata import version
from inspect import signature
from typing import Annotated, Any, get_origin, get_type_hints

import anyio
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from pydantic import Field, RootModel
from starlette.requests import Request
from starlette.types import Receive, Send
from starlette.types import Scope as Connection

from api.auth import Gate
from api.counting import calendar_of
from api.deps import Day
from api.errors import kind_of
from api.options import Options
from api.paging import Page, page
from api.routes.documents import UnitText, unit_text
from api.routes.obligations import computed, obligations_of, place
from api.state import Scope
from api.work import Work
from ingest.days import ask_on, search_on
from kb.base import KnowledgeBase
from kb.deadlines import Computation
from kb.errors import KbError
from kb.exports.assembly import Wanted
from kb.facts import Modality, Obligation
from kb.results import Answer, Hit
from kb.settings import Settings

INSTRUCTIONS = """\
A knowledge base of Spanish decrees and press notes. Ask in Spanish. Every answer quotes its document to the letter
and says where; when `status` is `abstained` the documents do not say it: do not fill the gap from elsewhere.
Cite `label` and `document_id`. `get_unit` gives the whole text of a place, `list_obligations` who must do what by when.
"""
_READING = ToolAnnotations(read_only_hint=True, open_world_hint=False)

Question = Annotated[str, Field(min_length=1, max_length=2000, description="A question or words, in Spanish.")]
Documents = Annotated[list[str] | None, Field(max_length=100, description="Only these documents, by identifier.")]
AsOf = Annotated[Day | None, Field(description="The day whose law is meant; without it, the latest.")]
AnyDay = Annotated[Day | None, Field(description="A day, as 2026-03-20.")]


class Tools:
    """What an assistant can do: only read."""

    def __init__(self, base: KnowledgeBase, work: Work) -> None:
        self._base = base
        self._work = work

    async def search(
        self,
        query: Question,
        documents: Documents = None,
        k: Annotated[int, Field(ge=1, le=50, description="How many passages.")] = 10,
        as_of: AsOf = None,
    ) -> list[Hit]:
        """The passages that match best, best first, each with its place."""
        searching = self._base.search if as_of is None else partial(search_on, self._base, day=as_of)
        return list(await self._work.question(searching, query, k=k, documents=tuple(documents or ())))

    async def ask(self, question: Question, documents: Documents = None, as_of: AsOf = None) -> Answer:
        """One answer in the documents' own words with its citations, or an abstention with its reason."""
        asking = self._base.ask if as_of is None else partial(ask_on, self._base, day=as_of)
        return await self._work.question(asking, question, documents=tuple(documents or ()))

    async def get_unit(
        self,
        document_id: Annotated[str, Field(max_length=200, description="Such as BOE-A-2099-10001.")],
        unit_id: Annotated[str, Field(max_length=200, description="Such as art_5.3.e, an_II.t1.r4 or df_1.")],
        as_of: AsOf = None,
    ) -> UnitText:
        """The verbatim text of an article, apartado, letra, annex, row of a table… with its path."""
        return await self._work.quick(unit_text, self._base, document_id, unit_id, as_of)

    async def list_obligations(
        self,
        document_id: Annotated[str | None, Field(max_length=200, description="Only of this document.")] = None,
        modality: Annotated[Modality | None, Field(description="Only these clauses.")] = None,
        subject: Annotated[str | None, Field(max_length=200, description="Part of who is obliged.")] = None,
        due_from: AnyDay = None,
        due_until: AnyDay = None,
        limit: Annotated[int, Field(ge=1, le=200, description="How many at most.")] = 50,
        cursor: Annotated[str | None, Field(max_length=2000, description="`next_cursor` of the page before.")] = None,
    ) -> Page[Obligation]:
        """Who must, must not or may do what, on which condition and until when, each with its quote."""
        wanted = Wanted(
            documents=(document_id,) if document_id else (),
            modalities=(modality,) if modality else (),
            subject=subject,
            due_from=due_from,
            due_until=due_until,
        )
        return page(await self._work.quick(obligations_of, self._base, wanted), place, limit, cursor)

    async def compute_deadline(
        self,
        text: Annotated[str, Field(min_length=1, max_length=300, description="Such as «10 días hábiles».")],
        start: AnyDay = None,
        until: AnyDay = None,
        regions: Annotated[list[str] | None, Field(max_length=2, description="ISO 3166-2:ES, such as MD.")] = None,
        holidays: Annotated[list[Day] | None, Field(max_length=50, description="Local holidays.")] = None,
    ) -> Computation:
        """When a time limit ends under Spanish law, with the article that each step of the count rests on."""
        calendar = calendar_of(regions, holidays) or self._base.calendar
        return await self._work.quick(computed, text, start, until, calendar)


def assistant(base: KnowledgeBase, work: Work) -> MCPServer[Any]:
    """The server with its tools over a base."""
    server: MCPServer[Any] = MCPServer(
        "boe-kb", instructions=INSTRUCTIONS, version=version("boe-kb"), log_level="WARNING"
    )
    tools = Tools(base, work)
    for tool in (tools.search, tools.ask, tools.get_unit, tools.list_obligations, tools.compute_deadline):
        server.add_tool(_telling(tool), annotations=_READING, structured_output=True)
    return server


def _telling(tool: Callable[..., Any]) -> Callable[..., Any]:
    """The tool, with our errors as its own: one Spanish line without anything internal.

    Its result is wrapped in a model whose root it is: the SDK cannot describe dataclasses with slots.
    """
    hints = get_type_hints(tool, include_extras=True)
    given: Any = hints["return"]
    shown: Any = RootModel[given] if is_dataclass(get_origin(given) or given) else None

    @wraps(tool)
    async def told(*args: Any, **kwargs: Any) -> Any:
        try:
            result = await tool(*args, **kwargs)
        except KbError as error:
            raise ToolError(kind_of(error).detail or str(error)) from None
        return result if shown is None else shown(result)

    plain = signature(tool)
    parameters = [one.replace(annotation=hints[name]) for name, one in plain.parameters.items()]
    told.__signature__ = plain.replace(  # type: ignore[attr-defined]
        parameters=parameters, return_annotation=shown or given
    )
    return told


class OverHttp:
    """The server as a route: a key that may read opens it, as any other."""

    def __init__(self, server: MCPServer[Any], gate: Gate) -> None:
        server.streamable_http_app(
            json_response=True,
            stateless_http=True,
            transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        )
        self._gate = gate
        self.sessions = server.session_manager

    async def __call__(self, connection: Connection, receive: Receive, send: Send) -> None:
        """One message. KeyNeeded, NotAllowed, TooManyRequests."""
        request = Request(connection)
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        address = request.client.host if request.client else ""
        given = token.strip() if kind.lower() == "bearer" else None
        caller = await self._gate.enter(given, address, Scope.READ)
        request.state.caller = caller.name
        await self.sessions.handle_request(connection, receive, send)


def over_stdio(settings: Settings) -> None:
    """Serve one assistant on stdin and stdout until it leaves. BaseMissing, EncoderError."""

    async def run() -> None:
        with KnowledgeBase.open(settings) as base:
            await assistant(base, Work(Options())).run_stdio_async()

    anyio.run(run)
