"""What a PDF may cost: pages, characters, time and memory; a file that asks for more is refused.

A PDF of a few kilobytes can hold work without end: streams that inflate to gigabytes, forms
that draw each other, character maps of four billion entries. The parser has no budget of its
own, so a second thread looks at the clock and at the memory and interrupts it.
"""

from __future__ import annotations

import ctypes
import functools
import re
import sys
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from kb.errors import SourceTooLarge

T = TypeVar("T")

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_ZLIB_METHOD = 8
_DEEPEST = 4
_POLL = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most a file may ask for. Seconds are of the processor, so that a busy machine refuses no file.

    They are those of one file, with `seconds_per_page` on top for each page.
    """

    pages: int = 2000
    characters_per_page: int = 200_000
    inflated: int = 256 * 1024**2
    memory: int = 2 * 1024**3
    seconds: float = 60.0
    seconds_per_page: float = 2.0


class _Exceeded(BaseException):
    """Raised inside the parser by the watching thread; no handler of the parser's catches it."""


class Watch:
    """The deadline of the call being watched, which it may put off when it knows how much there is to do."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.over: str | None = None
        self._thread = threading.get_ident()
        self._clock = _processor_clock(self._thread)
        self._deadline = self._clock() + limits.seconds
        self._most = _peak_memory() + limits.memory
        self._lock = threading.Lock()
        self._done = threading.Event()

    def allow(self, pages: int) -> None:
        """Put the deadline off for so many pages."""
        self._deadline += self.limits.seconds_per_page * pages

    def run(self) -> None:
        """Wait for the end of the call, or interrupt it, again and again until it gives in."""
        while not self._done.wait(_POLL):
            if self._clock() > self._deadline:
                self.over = "tiempo"
            elif _peak_memory() > self._most:
                self.over = "memoria"
            with self._lock:
                if self.over and not self._done.is_set():
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(
                        ctypes.c_ulong(self._thread), ctypes.py_object(_Exceeded)
                    )

    def stop(self) -> None:
        """No interruption after this, not even one that is under way."""
        with self._lock:
            self._done.set()
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), None)


def within(limits: Limits, call: Callable[[Watch], T]) -> T:
    """What `call` returns; SourceTooLarge when it takes more time or memory than a file may."""
    _be_silent_about_lost_interruptions()
    watch = Watch(limits)
    thread = threading.Thread(target=watch.run, name="pdf-watch", daemon=True)
    try:
        thread.start()
        try:
            return call(watch)
        finally:
            watch.stop()
            thread.join()
    except _Exceeded:
        raise SourceTooLarge(
            f"leerlo exige demasiado ({watch.over}): es enorme o está mal construido; guárdalo de nuevo o divídelo"
        ) from None


@functools.cache
def _be_silent_about_lost_interruptions() -> None:
    """An interruption that falls into a destructor or a weak reference's callback is lost: the next one stops the call.

    Python would print a traceback about each.
    """
    others = sys.unraisablehook

    def hook(unraisable: sys.UnraisableHookArgs, /) -> None:
        if unraisable.exc_type is not _Exceeded:
            others(unraisable)

    sys.unraisablehook = hook


def check_streams(data: bytes, limits: Limits) -> None:
    """SourceTooLarge when a compressed stream inflates beyond the limit, also one compressed several times."""
    view = memoryview(data)
    for match in _STREAM.finditer(data):
        inner: bytes | memoryview = view[match.end() :]
        for _ in range(_DEEPEST):
            if not _is_zlib(inner):
                break
            try:
                inner = zlib.decompressobj().decompress(inner, limits.inflated + 1)
            except zlib.error:
                break
            if len(inner) > limits.inflated:
                raise SourceTooLarge("contiene datos comprimidos que no caben en memoria; guárdalo de nuevo como PDF")


def _is_zlib(data: bytes | memoryview) -> bool:
    """The two bytes that open a zlib stream (RFC 1950, 2.2)."""
    return len(data) > 2 and data[0] & 0x0F == _ZLIB_METHOD and (data[0] * 256 + data[1]) % 31 == 0


def _processor_clock(thread: int) -> Callable[[], float]:
    """Seconds that a thread has computed; of the whole process where the system keeps no clock of a thread."""
    clock_of: Callable[[int], int] | None = getattr(time, "pthread_getcpuclockid", None)
    if clock_of is None:
        return time.process_time
    clock = clock_of(thread)
    return lambda: time.clock_gettime(clock)


def _peak_memory() -> int:
    """The most memory that this process has held, in bytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
