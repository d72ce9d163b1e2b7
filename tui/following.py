"""A job of a service, looked at until it is over: it goes on where it runs, whoever looks, and so does the looking."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from threading import Event as Flag
from typing import TYPE_CHECKING, Any

from kb.errors import KbError, ServiceDown

if TYPE_CHECKING:
    from ingest.events import Event, Report

_LOOK_EVERY = 0.5
_AWAY_SECONDS = 60.0
"""How long a service may be away, to be started anew for instance, before nobody waits for it any more."""


class Followed:
    """The reports of what could not be sent, then what `look` tells of the job as it is, None for no job at all."""

    stopped = "El servicio sigue con ello: estará en F3 cuando acabe."

    def __init__(self, look: Callable[[], dict[str, Any]] | None, before: Sequence[Report] = ()) -> None:
        self._look = look
        self._before = before
        self._stop = Flag()

    def __iter__(self) -> Iterator[Event]:
        """Its events. KbError: why it failed, or that the service went away and did not come back."""
        from ingest.events import Progress, Report
        from tui.decoding import decoded

        yield from self._before
        told = 0
        while (job := self._now()) is not None:
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

    def _now(self) -> dict[str, Any] | None:
        """The job as it is; None when nobody looks on, or there is none."""
        until = time.monotonic() + _AWAY_SECONDS
        while self._look is not None and not self._stop.is_set():
            try:
                return self._look()
            except ServiceDown as error:
                if time.monotonic() > until:
                    raise KbError(f"{error}; lo que se incorporaba sigue cuando vuelva a estar") from None
                self._stop.wait(_LOOK_EVERY)
        return None
