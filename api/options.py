"""What the service decides for itself; what belongs to the base is in `kb.settings`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from os import cpu_count

from ingest.sources import LARGEST
from kb.errors import InvalidInput

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Where the service listens, and its limits: seconds, bytes, and counts."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    questions_at_once: int = cpu_count() or 2
    """Questions that are worked on at the same time in one process; others wait."""
    questions_waiting: int = 256
    """Questions that may wait; one more is told to come back."""
    question_seconds: float = 30.0
    request_seconds: float = 60.0
    upload_seconds: float = 600.0
    body_bytes: int = MIB
    """The largest body of a request that uploads nothing."""
    upload_bytes: int = 4 * LARGEST
    """The largest upload, all its files together."""
    files_at_once: int = 200
    requests_per_second: float = 100.0
    burst: int = 400
    """What a key, or an address without one, may ask on average, and at once."""
    failures_per_minute: int = 30
    """Wrong keys that an address may show."""
    log_questions: bool = False
    """Whether the texts of questions go to the log."""
    allowed_origins: tuple[str, ...] = ()
    """Pages of other sites whose scripts may call (CORS). None by default."""
    allowed_hosts: tuple[str, ...] = ()
    """Names under which the service may be called, besides the one it listens on."""
    prefix: str = ""
    """What the addresses that a proxy shows have before the service's own, such as `/boe`."""

    @property
    def local(self) -> bool:
        """Whether it listens on this machine alone."""
        return self.host in ("127.0.0.1", "::1", "localhost")

    @property
    def open(self) -> bool:
        """Whether whoever calls is on this machine, so that no key is needed until there is one.

        With another name or a prefix a proxy stands before it, and those who come through it come from anywhere.
        """
        return self.local and not self.allowed_hosts and not self.prefix


_PREFIX = re.compile(r"(/[\w.~-]+)*", re.ASCII)


def prefix_of(given: str) -> str:
    """What is given for a prefix, as `/a/b`. InvalidInput."""
    path = f"/{given.strip('/')}".rstrip("/")
    if not _PREFIX.fullmatch(path):
        raise InvalidInput(f"«{given}» no es el comienzo de una dirección: escríbelo como /boe")
    return path
