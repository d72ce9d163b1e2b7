"""Server-Sent Events: what is sent piece by piece."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator
from typing import Any

from fastapi.responses import StreamingResponse
from pydantic import TypeAdapter

MEDIA_TYPE = "text/event-stream"
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""Proxies are not to hold events back."""

_PARTS = ("id", "event", "data")


def event(name: str, value: Any, kind: Any, *, id: str | None = None) -> bytes:
    """One event whose data is the value as JSON on one line."""
    data = TypeAdapter(kind).dump_json(value).decode()
    named = f"id: {id}\n" if id is not None else ""
    return f"{named}event: {name}\ndata: {data}\n\n".encode()


def streamed(events: AsyncIterator[bytes]) -> StreamingResponse:
    """The response that sends them as they come."""
    return StreamingResponse(events, media_type=MEDIA_TYPE, headers=HEADERS)


def stopping() -> bool:
    """Whether the server of this process was told to end, which waits for what is being sent.

    uvicorn tells nobody but its own handler of the signal, so that is who is asked.
    """
    server = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
    return bool(getattr(server, "should_exit", False))


def wanted(accept: str | None) -> bool:
    """Whether the caller asks for events rather than for one JSON object."""
    return accept is not None and MEDIA_TYPE in accept


def described(text: str) -> dict[int | str, dict[str, Any]]:
    """The other media type of a 200, for the description of an operation."""
    one = {"type": "object", "description": text, "properties": {name: {"type": "string"} for name in _PARTS}}
    return {200: {"description": "The answer, or its events.", "content": {MEDIA_TYPE: {"schema": one}}}}
