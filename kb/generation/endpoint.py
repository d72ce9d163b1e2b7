"""An OpenAI-compatible chat endpoint: one request, one text, within a time and a size."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kb.errors import GenerationError

LARGEST = 1 << 20
"""Bytes of a reply that are read."""
_CONNECT = 5.0
"""Seconds to reach the server, at most."""

Message = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where a model is asked: `url` is the base that `/chat/completions` is below; `wait` in seconds, for all of it."""

    url: str
    model: str
    key: str | None = None
    wait: float = 20.0

    def complete(self, messages: Sequence[Message]) -> str:
        """What the model writes; GenerationError when nothing usable comes in time."""
        import httpx

        asked = {"model": self.model, "messages": list(messages), "temperature": 0, "stream": False}
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        limits = httpx.Timeout(self.wait, connect=min(self.wait, _CONNECT))
        try:
            with (
                httpx.Client(timeout=limits, trust_env=False, headers=headers) as client,
                client.stream("POST", f"{self.url.rstrip('/')}/chat/completions", json=asked) as reply,
            ):
                if reply.status_code != httpx.codes.OK:
                    raise GenerationError(f"el modelo de {self.url} contesta con el error {reply.status_code}")
                return _written(self._read(reply))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise GenerationError(f"el modelo de {self.url} no contesta ({type(error).__name__})") from error

    def _read(self, reply: Any) -> bytes:
        """The whole reply. A server that goes on for ever, slowly or fast, is left."""
        deadline = time.monotonic() + self.wait
        found = bytearray()
        for chunk in reply.iter_bytes():
            found += chunk
            if time.monotonic() > deadline:
                raise GenerationError(f"el modelo de {self.url} tarda más de {self.wait:g} s")
            if len(found) > LARGEST:
                raise GenerationError(f"el modelo de {self.url} contesta demasiado largo")
        return bytes(found)


def _written(reply: bytes) -> str:
    """The text of the first choice."""
    try:
        written = json.loads(reply)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise GenerationError("el modelo contesta algo que no es una respuesta") from error
    if not isinstance(written, str):
        raise GenerationError("el modelo contesta algo que no es un texto")
    return written
