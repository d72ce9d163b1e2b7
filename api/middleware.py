"""Around every request: its name, its guard, its time limit, its ETag, its line in the log, its figures."""

from __future__ import annotations

import hashlib
import logging
import re
import secrets
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import FAULT, STATUSES, Kind, NotAllowed, problem, told
from api.metrics import Metrics
from api.options import Options

_SECRET = re.compile(r"(\btoken=)[^&]*")
access = logging.getLogger("api.access")
_faults = logging.getLogger("api.faults")

SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-cache",
}
"""Headers that every response has unless it says otherwise."""

SLOW = Kind(
    status=503, slug="too-slow", title="Ha tardado demasiado", detail="La petición no ha terminado a tiempo: repítela."
)
_GIVEN_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Prefixed:
    """Tells the application what a proxy puts before its paths, for the addresses that it gives."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self.app = app
        self.prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        await self.app({**scope, "root_path": self.prefix} if self.prefix else scope, receive, send)


class Named:
    """Gives each request a name, which the log, the response and the problem share; counts and logs it."""

    def __init__(self, app: ASGIApp, metrics: Metrics, options: Options) -> None:
        self.app = app
        self.metrics = metrics
        self.options = options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, from its first byte to its last."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        name = given if _GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
        state = scope.setdefault("state", {})
        state["id"] = name
        status, began = 0, time.perf_counter()

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = name
                for header, value in SECURITY.items():
                    headers.setdefault(header, value)
            await send(message)

        with self.metrics.in_progress():
            try:
                await self.app(scope, receive, sending)
            except Exception:
                _faults.exception("%s %s", name, scope["path"])
                if status:
                    raise
                await problem(name, FAULT)(scope, receive, sending)
        seconds = time.perf_counter() - began
        self.metrics.request(scope, status, seconds)
        self._log(scope, name, status, seconds)

    def _log(self, scope: Scope, name: str, status: int, seconds: float) -> None:
        """One line; what was asked is in the query, so that goes in only when questions are logged."""
        line = {
            "request": name,
            "method": scope["method"],
            "path": scope["path"],
            "status": status,
            "ms": round(seconds * 1000, 1),
            "caller": scope["state"].get("caller", ""),
        }
        if self.options.log_questions:
            line["query"] = _SECRET.sub(r"\1…", scope["query_string"].decode("latin-1"))
            line["question"] = scope["state"].get("question", "")
        access.info(line)


class Guarded:
    """Keeps other sites out: a page in somebody's browser reaches loopback too, under a name of its own."""

    def __init__(self, app: ASGIApp, options: Options) -> None:
        self.app = app
        self.options = options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a host that is not ours and a change that another site's page asks for."""
        if scope["type"] == "http":
            refusal = self._refusal(scope["method"], Headers(scope=scope))
            if refusal is not None:
                await told(scope["state"]["id"], NotAllowed(refusal))(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _refusal(self, method: str, headers: Headers) -> str | None:
        if self.options.local and _host(headers.get("host", "")) not in self._hosts:
            return "El servicio no se llama así: usa 127.0.0.1 o localhost."
        origin = headers.get("origin")
        if method in _SAFE or origin is None or origin in self.options.allowed_origins:
            return None
        if urlsplit(origin).netloc != headers.get("host"):
            return "La petición viene de la página de otro sitio."
        return None

    @property
    def _hosts(self) -> frozenset[str]:
        return frozenset({"127.0.0.1", "localhost", "::1", "", *self.options.allowed_hosts})


def _host(header: str) -> str:
    """The name in a Host header, without its port."""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return header


class Timed:
    """Ends a request that takes longer than its kind may; one that has begun to answer is left alone."""

    def __init__(self, app: ASGIApp, seconds: Callable[[Scope], float | None]) -> None:
        self.app = app
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        limit = self.seconds(scope) if scope["type"] == "http" else None
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            if not started:
                started = True
                patience.deadline = float("inf")
            await send(message)

        with anyio.move_on_after(limit) as patience:
            await self.app(scope, receive, sending)
        if patience.cancelled_caught and not started:
            await problem(scope["state"]["id"], SLOW)(scope, receive, send)


class Headed:
    """Answers HEAD wherever there is a GET (RFC 9110, 9.3.2): as that, and the server leaves the body out."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return
        inner = {**scope, "method": "GET"}
        try:
            await self.app(inner, receive, send)
        finally:
            scope["route"] = inner.get("route")


class Limited:
    """Ends the reading of a body that is larger than its request may have, said beforehand or not."""

    def __init__(self, app: ASGIApp, largest: Callable[[Scope], int]) -> None:
        self.app = app
        self.largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        largest, read = self.largest(scope), 0
        said = Headers(scope=scope).get("content-length", "")
        if said.isdecimal() and int(said) > largest:
            await problem(scope["state"]["id"], STATUSES[413])(scope, receive, send)
            return

        async def counting() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > largest:
                raise HTTPException(413)
            return message

        await self.app(scope, counting, send)


class Tagged:
    """ETag and If-None-Match for whole JSON and HTML responses to GET (RFC 9110, 8.8.3 and 13.1.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold the response until its body is known, unless it is a stream."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        start: Message | None = None

        async def sending(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _taggable(message):
                start = message
                return
            if start is not None:
                first, start = start, None
                if not message.get("more_body"):
                    message = _tagged(first, message, Request(scope).headers.get("if-none-match"))
                await send(first)
            await send(message)

        await self.app(scope, receive, sending)


def _taggable(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    stored = headers.get("cache-control") != "no-store"
    return bool(message["status"] == 200 and stored and "text/event-stream" not in headers.get("content-type", ""))


def _tagged(start: Message, body: Message, known: str | None) -> Message:
    """The response with its tag; without its body when the caller has it."""
    headers = MutableHeaders(scope=start)
    tag = headers.setdefault("ETag", f'W/"{hashlib.sha256(body.get("body", b"")).hexdigest()[:32]}"')
    if known is None or not (known.strip() == "*" or tag.removeprefix("W/") in re.findall(r'"[^"]*"', known)):
        return body
    start["status"] = 304
    for name in ("content-length", "content-type"):
        del headers[name]
    return {**body, "body": b""}
