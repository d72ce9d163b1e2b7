"""Which days count: Saturdays, Sundays and the holidays of the State, of the regions and of the towns involved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache
from typing import Literal, Self

from kb.errors import InvalidInput

ONE_DAY = timedelta(days=1)
_CHRISTMAS_SINCE = date(2023, 1, 12)
"""When Ley Orgánica 14/2022 came into force."""
FIRST_KNOWN, LAST_KNOWN = 2008, 2100
"""The years whose Spanish holidays the library `holidays` knows."""

_NOT_REGIONS = frozenset({"Barcelona"})
Reason = Literal["weekend", "general", "local"]


def _closed_court(day: date) -> str | None:
    """Why the courts do not count a day that others do (Ley Orgánica 6/1985, art. 182.1 and 183)."""
    if day.month == 8:
        return "agosto"
    if day >= _CHRISTMAS_SINCE and ((day.month, day.day) >= (12, 24) or (day.month, day.day) <= (1, 6)):
        return "entre el 24 de diciembre y el 6 de enero"
    return "24 o 31 de diciembre" if day.month == 12 and day.day in (24, 31) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The days that are not business days (Ley 39/2015, art. 30.2 and 30.6).

    `region` is where the interested party lives and `seat` where the body sits, both ISO 3166-2:ES subdivisions
    without `ES-` (`MD`, `CT`); `town` holds the local holidays of either, day by day. A day that is a holiday in
    one of the places is one for the deadline. `court`: whether it is one to go to court, for which August and
    Christmas are no business days either (Ley Orgánica 6/1985, art. 182.1 and 183).
    """

    region: str | None = None
    town: frozenset[date] = frozenset()
    seat: str | None = None
    court: bool = False

    def __post_init__(self) -> None:
        for code in (self.region, self.seat):
            if code is not None and code not in regions():
                raise InvalidInput(f"no hay comunidad de código «{code}»; los códigos son {', '.join(regions())}")

    @classmethod
    def of(cls, regions: Sequence[str], town: Iterable[date] = ()) -> Self:
        """The calendar of what a person gives: the region of the interested party, then that of the body's seat.

        Raises InvalidInput for a region that there is not and for a third one.
        """
        if len(regions) > 2:
            raise InvalidInput("se dan dos comunidades como mucho: la del interesado y la de la sede del órgano")
        region, seat, *_ = (*map(region_code, regions), None, None)
        return cls(region=region, seat=seat, town=frozenset(town))

    def is_business(self, day: date) -> bool:
        """Whether the day counts."""
        return self.why_not(day) is None

    def why_not(self, day: date) -> tuple[Reason, str] | None:
        """Why a day does not count, and its Spanish name; None for a business day."""
        if day.weekday() >= 5:
            return "weekend", "sábado" if day.weekday() == 5 else "domingo"
        if self.court and (closed := _closed_court(day)):
            return "general", closed
        general = holidays_of(None, day.year).get(day)
        if general:
            return "general", general
        for place in (self.region, self.seat):
            name = holidays_of(place, day.year).get(day) if place else None
            if name:
                return "local", name
        return ("local", "fiesta local") if day in self.town else None

    def onward(self, day: date, step: timedelta = ONE_DAY) -> date:
        """The day itself if it counts, else the first that does in the direction of the step."""
        while not self.is_business(day):
            day += step
        return day


@lru_cache(maxsize=1)
def regions() -> tuple[str, ...]:
    """The codes of the autonomous communities and cities."""
    import holidays

    return tuple(sorted(set(holidays.country_holidays("ES").subdivisions) - _NOT_REGIONS))


def region_code(name: str) -> str:
    """`MD`, `es-md` and `Madrid` are `MD`; an unknown name is given back as it is, for `Calendar` to refuse."""
    import holidays

    aliases = getattr(holidays.country_holidays("ES"), "subdivisions_aliases", {})
    named = {alias.casefold(): code for alias, code in aliases.items()}
    return str(named.get(name.casefold(), name.upper().removeprefix("ES-")))


@lru_cache(maxsize=256)
def holidays_of(region: str | None, year: int) -> Mapping[date, str]:
    """The holidays of a year in the whole State, or in a region; none in a year that the library does not know."""
    if not FIRST_KNOWN <= year <= min(LAST_KNOWN, MAXYEAR):
        return {}
    import holidays

    return dict(holidays.country_holidays("ES", subdiv=region, years=year, language="es"))
