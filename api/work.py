"""Work that would block the event loop, in threads: questions in their own, few; everything quick in others."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import ParamSpec, TypeVar

import anyio
import anyio.to_thread

from api.errors import Overloaded
from api.options import Options

P = ParamSpec("P")
T = TypeVar("T")
QUICK_AT_ONCE = 16


class Work:
    """Two queues. A question never waits behind a list, nor a list behind questions."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._questions = anyio.CapacityLimiter(options.questions_at_once)
        self._quick = anyio.CapacityLimiter(QUICK_AT_ONCE)

    async def quick(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Reading rows, comparing keys: milliseconds."""
        return await anyio.to_thread.run_sync(lambda: function(*args, **kwargs), limiter=self._quick)

    async def question(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Model and index. Overloaded when too many wait, or when it takes too long."""
        async with self.in_time():
            return await anyio.to_thread.run_sync(
                lambda: function(*args, **kwargs), limiter=self._questions, abandon_on_cancel=True
            )

    @asynccontextmanager
    async def in_time(self) -> AsyncIterator[None]:
        """Around one question: the queue has an end, and so has patience."""
        if self._questions.statistics().tasks_waiting >= self._options.questions_waiting:
            raise Overloaded("Hay demasiadas preguntas esperando: repite la petición dentro de unos segundos.")
        try:
            with anyio.fail_after(self._options.question_seconds):
                yield
        except TimeoutError:
            raise Overloaded("La pregunta ha tardado demasiado: repítela dentro de unos segundos.") from None

    @property
    def waiting(self) -> int:
        """Questions that wait for a thread."""
        return self._questions.statistics().tasks_waiting
