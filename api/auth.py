"""Who calls, whether they may, and how often."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.errors import KeyNeeded, NotAllowed, TooManyRequests
from api.options import Options
from api.state import Key, Keys, Scope
from api.state.keys import found_in
from api.work import Work

REMEMBERED = 1.0
"""Seconds for which what the keys are is remembered: a revoked one opens no longer than that."""
_MOST_BUCKETS = 10_000

bearer = HTTPBearer(
    scheme_name="key", description="A key made with `kb keys create`; none is needed on loopback.", auto_error=False
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Somebody who may ask: a key, or whoever is on this machine while there are no keys."""

    name: str
    scopes: tuple[Scope, ...]
    person: str
    """Whom the history of an obligation names."""

    def may(self, wanted: Scope) -> bool:
        """Whether one of the scopes is enough."""
        return any(scope.covers(wanted) for scope in self.scopes)


LOCAL = Caller(name="local", scopes=(Scope.ADMIN,), person="local")


class Buckets:
    """A token bucket for each name: `rate` a second on average, `burst` at once."""

    def __init__(self, rate: float, burst: float) -> None:
        self._rate = rate
        self._burst = burst
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, name: str) -> float:
        """Take one; the seconds until there is one when there is none, else 0."""
        level, at = self.level(name), time.monotonic()
        if level < 1:
            return (1 - level) / self._rate
        self._levels[name] = (level - 1, at)
        self._levels.move_to_end(name)
        while len(self._levels) > _MOST_BUCKETS:
            self._levels.popitem(last=False)
        return 0.0

    def level(self, name: str) -> float:
        """Tokens in the bucket of `name` now, refilled by the time that has passed (0 to `burst`)."""
        level, at = self._levels.get(name, (self._burst, time.monotonic()))
        return min(self._burst, level + (time.monotonic() - at) * self._rate)


class Gate:
    """Decides for every request."""

    def __init__(self, keys: Keys, work: Work, options: Options) -> None:
        self._keys = keys
        self._work = work
        self._options = options
        self._known: tuple[float, dict[str, Key]] = (-REMEMBERED, {})
        self._rates = Buckets(options.requests_per_second, options.burst)
        self._failures = Buckets(options.failures_per_minute / 60, options.failures_per_minute)

    async def enter(self, token: str | None, address: str, wanted: Scope) -> Caller:
        """Who calls. KeyNeeded, NotAllowed, TooManyRequests."""
        caller = await self._caller(token, address)
        wait = self._rates.wait(address if caller is LOCAL else caller.name)
        if wait:
            raise TooManyRequests("Demasiadas peticiones seguidas: espera un poco.", Retry_After=str(int(wait) + 1))
        if not caller.may(wanted):
            raise NotAllowed(f"La clave no tiene el permiso «{wanted}»: se hace otra con `kb keys create`.")
        return caller

    async def _caller(self, token: str | None, address: str) -> Caller:
        keys = await self._current()
        if token is None and self._options.open and not keys:
            return LOCAL
        if self._failures.level(address) < 1:
            raise TooManyRequests("Demasiadas claves incorrectas: espera un minuto.", Retry_After="60")
        key = None if token is None else found_in(keys, token)
        if token is not None and key is None:
            key = found_in(await self._current(anew=True), token)
        if key is not None:
            return Caller(name=f"{key.id} {key.name}", scopes=key.scopes, person=key.name)
        if token is not None:
            self._failures.wait(address)
        said = "Falta la clave" if token is None else "La clave no es válida, ha caducado o se ha revocado"
        raise KeyNeeded(f"{said}: se envía como «Authorization: Bearer …».", WWW_Authenticate="Bearer")

    async def _current(self, *, anew: bool = False) -> dict[str, Key]:
        """What the keys are; `anew` for one that may have been made a moment ago."""
        if anew or time.monotonic() - self._known[0] >= REMEMBERED:
            self._known = (time.monotonic(), await self._work.quick(self._keys.all))
        return self._known[1]


def allowed(wanted: Scope) -> Callable[..., Awaitable[Caller]]:
    """A dependency: the caller, who may do what is wanted."""

    async def enter(
        request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Security(bearer)]
    ) -> Caller:
        address = request.client.host if request.client else ""
        gate: Gate = request.app.state.service.gate
        token = given.credentials if given else request.headers.get("authorization")
        caller = await gate.enter(token, address, wanted)
        request.state.caller = caller.name
        return caller

    return enter


Reader = Annotated[Caller, Depends(allowed(Scope.READ))]
Writer = Annotated[Caller, Depends(allowed(Scope.WRITE))]
Admin = Annotated[Caller, Depends(allowed(Scope.ADMIN))]
