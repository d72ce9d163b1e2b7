"""Asking the BOE's service: patiently, two at a time, and only for what has changed."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from threading import BoundedSemaphore, Event, Lock
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx

from ingest.fetch import robots
from ingest.fetch.addresses import Address
from ingest.fetch.answers import check, failure
from ingest.fetch.cache import Cache, Kept
from ingest.fetch.journal import Journal
from ingest.sources import LARGEST
from kb.errors import BadAnswer, CutShort, FetchError, InvalidInput, ServiceDown

AT_ONCE = 2
"""Requests under way at the same time at most."""
_REDIRECTS = 5
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that another attempt may not meet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait for what; seconds and bytes. `whole` is for an answer from its first byte to its last."""

    attempts: int = 4
    first_wait: float = 1.0
    longest_wait: float = 60.0
    connect: float = 10.0
    read: float = 30.0
    whole: float = 300.0
    largest: int = LARGEST


class _Passing(Exception):
    """An attempt failed in a way that the next one may not; `wait` is what the service asked for."""

    def __init__(self, error: FetchError, wait: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.wait = wait


class Client:
    """A service and the answers kept of it. Threads may share one."""

    def __init__(self, base_url: str, cache: Cache, *, patience: Patience | None = None) -> None:
        self.patience = patience or Patience()
        self.cache = cache
        self.journal: Journal | None = None
        self._unanswered = False
        self._base = _base(base_url)
        self._turn = BoundedSemaphore(AT_ONCE)
        self._closed = Event()
        self._rules: robots.Robots | None = None
        self._reading_rules = Lock()
        timeout = httpx.Timeout(self.patience.read, connect=self.patience.connect)
        self._http = httpx.Client(timeout=timeout, follow_redirects=False, headers={"User-Agent": robots.AGENT})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections, and of whoever waits for another attempt."""
        self._closed.set()
        self._http.close()

    def finish(self) -> None:
        """The run has ended: the next one asks everything anew, unless this one got no answer to something."""
        if self.journal is not None and not self._unanswered:
            self.journal.end()

    def url(self, address: Address) -> str:
        """Where an address is at this service."""
        return f"{str(self._base).rstrip('/')}{address.path}"

    def get(self, address: Address) -> Path:
        """The file with the answer, asked for unless this run already was answered. FetchError, StorageFull."""
        url = self.url(address)
        kept = self.cache.find(address.name, url)
        if kept is None or self.journal is None or address.name not in self.journal:
            try:
                self._patiently(address, url, kept)
            except (ServiceDown, BadAnswer):
                self._unanswered = True
                raise
            if self.journal is not None:
                self.journal.add(address.name)
        return self.cache.path(address.name)

    def welcomes(self, address: Address) -> bool:
        """Whether the service lets programs that go through its lists ask for this. ServiceDown."""
        with self._reading_rules:
            if self._rules is None:
                self._rules = robots.read(self)
        return self._rules.allows(address)

    def _patiently(self, address: Address, url: str, kept: Kept | None) -> None:
        for attempt in range(1, self.patience.attempts + 1):
            try:
                with self._turn:
                    self._attempt(address, httpx.URL(url), kept)
                return
            except _Passing as passing:
                wait = self._wait(attempt) if passing.wait is None else passing.wait
                if attempt == self.patience.attempts or wait > self.patience.longest_wait:
                    raise passing.error from passing.__cause__
                if self._closed.wait(wait):
                    raise passing.error from None

    def _wait(self, attempt: int) -> float:
        """Twice as long each time, and never the same for everybody."""
        longest: float = min(self.patience.longest_wait, self.patience.first_wait * 2 ** (attempt - 1))
        return longest * random.uniform(0.5, 1)

    def _attempt(self, address: Address, url: httpx.URL, kept: Kept | None) -> None:
        headers = {"Accept": address.accept, **_conditions(kept)}
        try:
            for _ in range(_REDIRECTS):
                with self._http.stream("GET", url, headers=headers) as response:
                    if not response.has_redirect_location:
                        self._take(address, response, kept)
                        return
                    url = self._within(address, url.join(response.headers["Location"]))
        except (httpx.TimeoutException, httpx.NetworkError, httpx.ProxyError) as error:
            raise _Passing(ServiceDown(f"{address.what}: {_unreachable(error, url)}")) from error
        except (httpx.RemoteProtocolError, httpx.DecodingError) as error:
            raise _Passing(
                CutShort(f"{address.what}: la respuesta llegó cortada o dañada; prueba más tarde")
            ) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise BadAnswer(f"{address.what}: la petición no es posible ({type(error).__name__})") from error
        raise BadAnswer(f"{address.what}: el BOE remite de una dirección a otra sin fin")

    def _within(self, address: Address, url: httpx.URL) -> httpx.URL:
        """Where a redirection leads, if it is the same service; another may be anybody's."""
        if (url.scheme, url.host, url.port) != (self._base.scheme, self._base.host, self._base.port):
            raise BadAnswer(f"{address.what}: el servicio remite a otro sitio ({url.scheme}://{url.host}); no se sigue")
        return url

    def _take(self, address: Address, response: httpx.Response, kept: Kept | None) -> None:
        """Keep what came, or tell why it is not what was asked for."""
        status = response.status_code
        if status == 304 and kept is not None:
            return
        if status in _PASSING:
            raise _Passing(failure(address, status), _asked_wait(response.headers))
        data = self._body(address, response)
        if status != 200:
            raise failure(address, status, data)
        try:
            check(address, data)
        except (CutShort, ServiceDown) as error:
            raise _Passing(error) from error
        self.cache.keep(
            address.name,
            data,
            url=self.url(address),
            etag=response.headers.get("ETag"),
            last_modified=response.headers.get("Last-Modified"),
        )

    def _body(self, address: Address, response: httpx.Response) -> bytes:
        """All of the answer, unless it has no end in size or in time."""
        data = bytearray()
        until = time.monotonic() + self.patience.whole
        for chunk in response.iter_bytes():
            data += chunk
            if len(data) > self.patience.largest:
                limit = self.patience.largest / 1024**2
                raise BadAnswer(f"{address.what}: la respuesta ocupa más de {limit:.0f} MB y no se descarga")
            if time.monotonic() > until:
                raise _Passing(ServiceDown(f"{address.what}: la respuesta no termina de llegar; prueba más tarde"))
        return bytes(data)


def _base(text: str) -> httpx.URL:
    """The service's URL; InvalidInput when it is none."""
    try:
        url = httpx.URL(urlsplit(text).geturl())
    except (httpx.InvalidURL, ValueError) as error:
        raise InvalidInput(
            f"KB_BOE_URL es «{text[:80]}» y tiene que ser una dirección como https://www.boe.es"
        ) from error
    if url.scheme not in ("https", "http") or not url.host or url.query or url.userinfo:
        raise InvalidInput(f"KB_BOE_URL es «{text[:80]}» y tiene que ser una dirección como https://www.boe.es")
    return url


def _conditions(kept: Kept | None) -> dict[str, str]:
    """Headers that ask for an answer only if it has changed."""
    said = {} if kept is None else {"If-None-Match": kept.etag, "If-Modified-Since": kept.last_modified}
    return {name: value for name, value in said.items() if value}


def _asked_wait(headers: Mapping[str, str]) -> float | None:
    """Seconds that the service asks to wait (RFC 9110, 10.2.3: a number or a date); None without any."""
    asked = headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdecimal():
        return float(asked)
    try:
        when = parsedate_to_datetime(asked)
    except ValueError:
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _unreachable(error: httpx.HTTPError, url: httpx.URL) -> str:
    if isinstance(error, httpx.TimeoutException):
        return f"{url.host} no contesta a tiempo; prueba más tarde"
    return f"no se puede conectar con {url.host}; comprueba la conexión a internet"
