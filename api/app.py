"""The application: its routes and what stands around them."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

import anyio
from fastapi import Depends, FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route
from starlette.types import Scope as Connection

from api import description, errors
from api.accepting import accepted, as_described
from api.assistants import OverHttp, assistant
from api.auth import allowed
from api.metrics import Metrics
from api.middleware import Guarded, Headed, Limited, Named, Prefixed, Tagged, Timed
from api.options import Options
from api.paths import path_of
from api.routes import (
    admin,
    calendar,
    documents,
    events,
    facts,
    follow_up,
    health,
    jobs,
    obligations,
    questions,
    reading,
)
from api.service import Service
from api.state import Scope
from kb.encoder import Encoder
from kb.settings import Settings

PREFIX = "/v1"
_SMALLEST_ZIPPED = 1000
_TURN_SECONDS = 0.001
"""How long a question keeps the interpreter while the event loop waits for it; Python's own is five times that."""
_UPLOADS = (f"{PREFIX}/documents", f"{PREFIX}/follow-up/import")


def create_app(settings: Settings, options: Options | None = None, *, encoder: Encoder | None = None) -> FastAPI:
    """The service over the base of the settings. Opens it when it starts: BaseError, EncoderError then."""
    options = options or Options()
    metrics = Metrics()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        sys.setswitchinterval(_TURN_SECONDS)
        service = Service.open(settings, options, encoder=encoder, metrics=metrics)
        app.state.service = service
        try:
            await service.work.quick(service.warm)
            # The first request would otherwise keep all others waiting while the routes are made ready.
            app.state.accepted = accepted(await service.work.quick(app.openapi))
            over_http = OverHttp(assistant(service.base, service.work), service.gate)
            app.router.routes.append(Route("/mcp", over_http, methods=["GET", "POST", "DELETE"]))
            async with over_http.sessions.run(), anyio.create_task_group() as beside:
                beside.start_soon(service.supervisor.run)
                yield
                beside.cancel_scope.cancel()
        finally:
            service.close()

    app = FastAPI(
        title="boe-kb",
        version=version("boe-kb"),
        summary=description.SUMMARY,
        description=description.TEXT,
        openapi_tags=description.TAGS,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
    )
    _around(app, options, metrics)
    errors.install(app, lambda path: description.methods_at(app, path))
    _route(app)
    description.complete(app, key_optional=options.open)
    return app


def _route(app: FastAPI) -> None:
    """Every path, with what its callers may do; jobs, keys and calendars say so themselves."""
    app.include_router(health.router)
    readable, described = [Depends(allowed(Scope.READ))], Depends(as_described)
    app.include_router(health.protected, dependencies=readable)
    for routes in (documents.router, reading.router, questions.router, facts.router, obligations.router):
        app.include_router(routes, prefix=PREFIX, dependencies=[*readable, described])
    for routes in (jobs.router, admin.router, calendar.router, follow_up.router, events.router):
        app.include_router(routes, prefix=PREFIX, dependencies=[described])


def _around(app: FastAPI, options: Options, metrics: Metrics) -> None:
    """The last one added is the first one met."""

    def seconds(scope: Connection) -> float:
        return options.upload_seconds if _uploads(scope) else options.request_seconds

    def largest(scope: Connection) -> int:
        return options.upload_bytes if _uploads(scope) else options.body_bytes

    app.add_middleware(Tagged)
    app.add_middleware(GZipMiddleware, minimum_size=_SMALLEST_ZIPPED)
    app.add_middleware(Limited, largest=largest)
    app.add_middleware(Timed, seconds=seconds)
    if options.allowed_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(options.allowed_origins),
            allow_methods=["GET", "POST", "PATCH", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match"],
            expose_headers=["ETag", "X-Request-ID", "Retry-After"],
        )
    app.add_middleware(Headed)
    app.add_middleware(Guarded, options=options)
    app.add_middleware(Named, metrics=metrics, options=options)
    app.add_middleware(Prefixed, prefix=options.prefix)


def _uploads(scope: Connection) -> bool:
    return bool(scope["method"] == "POST" and path_of(scope) in _UPLOADS)
