"""Work shared among threads that do not wait for one another.

Threads that meet at the end of every product, as OpenMP's do, spin while they wait: next to
other busy processes that is many times slower than one thread. So each part of the work is
computed by one thread alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Lock, Thread
from typing import Generic, TypeVar

from kb.errors import EncoderError

Part = TypeVar("Part")
Result = TypeVar("Result")

MOST = 8


def spread(work: Callable[[Part], Result], parts: Sequence[Part]) -> list[Result]:
    """What `work` gives for each part, in order; it must let go of the GIL to gain anything."""
    workers = min(cores(), len(parts), MOST)
    if workers < 2:
        return [work(part) for part in parts]
    with ThreadPoolExecutor(workers, thread_name_prefix="encoder") as pool:
        return list(pool.map(work, parts))


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Once(Generic[Result]):
    """Makes something when it is first called, once however many threads call; after a failure it tries again."""

    def __init__(self, make: Callable[[], Result]) -> None:
        self._make = make
        self._lock = Lock()
        self._made: list[Result] = []

    def __call__(self) -> Result:
        """What was made."""
        if not self._made:
            with self._lock:
                if not self._made:
                    self._made.append(self._make())
        return self._made[0]

    def ahead(self) -> None:
        """Begin to make it, in a thread; whoever calls waits for that, and meets the error if it fails."""
        if not self._made:
            Thread(target=self._tried, name="encoder-load", daemon=True).start()

    def _tried(self) -> None:
        with suppress(EncoderError):
            self()
