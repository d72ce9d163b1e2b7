"""Keeps a writer alive while there are jobs: in which of the workers does not matter, it is one by its lock."""

from __future__ import annotations

import asyncio
import contextlib
import pickle
import subprocess
import sys

from filelock import FileLock, Timeout

from api.jobs import spool
from api.jobs.writer import LOCK
from api.state import Jobs
from api.work import Work
from kb.encoder import Encoder
from kb.settings import Settings

_LOOK_EVERY = 1.0
_STOP_SECONDS = 15.0


class Supervisor:
    """Runs beside the requests of one process."""

    def __init__(self, settings: Settings, encoder: Encoder | None, jobs: Jobs, work: Work) -> None:
        self._settings = settings
        self._encoder = encoder
        self._jobs = jobs
        self._work = work
        self._process: subprocess.Popen[bytes] | None = None
        self._added = asyncio.Event()

    def wake(self) -> None:
        """Have the supervisor look for new jobs now."""
        self._added.set()

    async def run(self) -> None:
        """Until cancelled; then the writer is told to stop, and what it was doing waits for the next one."""
        try:
            while True:
                self._added.clear()
                if self._ended:
                    await self._work.quick(self._blame)
                if self._process is None and await self._work.quick(self._needed):
                    self._process = await self._work.quick(self._start)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._added.wait(), _LOOK_EVERY)
        finally:
            self._stop()

    @property
    def _ended(self) -> bool:
        """Whether the writer is gone, by itself and not well; one that is gone is let go of."""
        process = self._process
        if process is None or process.poll() is None:
            return False
        assert process.stdin is not None
        process.stdin.close()
        self._process = None
        return process.returncode != 0

    def _needed(self) -> bool:
        """Whether jobs wait and nobody does them."""
        if not self._jobs.unfinished():
            return False
        try:
            with FileLock(self._settings.home / LOCK).acquire(timeout=0):
                return True
        except Timeout:
            return False

    def _blame(self) -> None:
        """What the writer died of may be its job, which then goes no further."""
        given_up = self._jobs.blame()
        if given_up is not None:
            spool.drop(self._settings.home, given_up)

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen([sys.executable, "-P", "-m", "api.jobs.writer"], stdin=subprocess.PIPE)
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(pickle.dumps((self._settings, self._encoder)))
            process.stdin.flush()
        return process

    def _stop(self) -> None:
        if self._process is None:
            return
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
