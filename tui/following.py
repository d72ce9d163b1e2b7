"""Jobs of a service, looked at until they are over: they go on where they run, whoever looks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from threading import Event as Flag
from typing import TYPE_CHECKING, Any

from kb.errors import KbError, ServiceDown

if TYPE_CHECKING:
    from ingest.events import Event, Report

_LOOK_EVERY = 0.5
_AWAY_SECONDS = 60.0
"""How long a service may be away, to be started anew for instance, before nobody waits for it any more."""


Look = Callable[[], dict[str, Any]]
"""A job as it is now."""


class Followed:
    """What is told of what is `sent`: the report of what could not be, or how to look at the job that has it.

    A job is over before the next thing is sent.
    """

    stopped = "El servicio sigue con lo enviado: estará en F3 cuando acabe."

    def __init__(self, sent: Iterable[Report | Look]) -> None:
        self._sent = sent
        self._stop = Flag()

    def __iter__(self) -> Iterator[Event]:
        """Its events. KbError: why it failed, or that the service went away and did not come back."""
        for one in self._sent:
            if callable(one):
                yield from self._followed(one)
            else:
                yield one
            if self._stop.is_set():
                return

    def _followed(self, look: Look) -> Iterator[Event]:
        from ingest.events import Progress, Report
        from tui.decoding import decoded

        told = 0
        while (job := self._now(look)) is not None:
            for report in job["reports"][told:]:
                yield decoded(Report, report)
            told = len(job["reports"])
            if job["error"] is not None:
                raise KbError(job["error"])
            if job["finished"] is not None:
                return
            if job["progress"] is not None:
                yield decoded(Progress, job["progress"])
            self._stop.wait(_LOOK_EVERY)

    def stop(self) -> None:
        """Look on no more."""
        self._stop.set()

    def _now(self, look: Look) -> dict[str, Any] | None:
        """The job as it is; None when nobody looks on."""
        until = time.monotonic() + _AWAY_SECONDS
        while not self._stop.is_set():
            try:
                return look()
            except ServiceDown as error:
                if time.monotonic() > until:
                    raise KbError(f"{error}; lo que se incorporaba sigue cuando vuelva a estar") from None
                self._stop.wait(_LOOK_EVERY)
        return None
