"""Which days do not count: the parameters that say so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import Query

from api.deps import Day
from kb.deadlines import Calendar

RegionQuery = Annotated[
    list[str] | None,
    Query(
        max_length=2,
        description="Region of whoever is obliged, then that of the body's seat (ISO 3166-2:ES). "
        "Without any region or holiday, those of the service's settings.",
        examples=[["MD"]],
    ),
]
HolidayQuery = Annotated[
    list[Day] | None, Query(max_length=50, description="Local holidays of either; may be repeated.")
]


def calendar_of(regions: Sequence[str] | None, holidays: Sequence[date] | None) -> Calendar | None:
    """The calendar of the parameters; None when none is given, for that of the settings.

    InvalidInput for a region that there is not.
    """
    return Calendar.of(regions or (), holidays or ()) if regions or holidays else None
