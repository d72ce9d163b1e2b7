"""The rules of counting, each a pure function over days; the law that it states is in its docstring."""

from __future__ import annotations

import calendar as months_of
import math
from datetime import date, timedelta

from kb.deadlines.calendar import ONE_DAY, Calendar
from kb.deadlines.periods import Window, month_end

LPAC = "Ley 39/2015"
LOPJ = "Ley Orgánica 6/1985"
IN_FORCE_AFTER = 20


def business_days(start: date, count: int, calendar: Calendar) -> tuple[date, tuple[date, ...]]:
    """The last of `count` business days after `start`, before it when negative, and the days skipped on the way.

    Ley 39/2015, art. 30.2: days are business days, "excluyéndose del cómputo los sábados, los domingos y los
    declarados festivos"; art. 30.3: they count "a partir del día siguiente".
    """
    step = ONE_DAY if count > 0 else -ONE_DAY
    day, left, skipped = start, abs(count), []
    while left:
        day += step
        if calendar.is_business(day):
            left -= 1
        else:
            skipped.append(day)
    return day, tuple(skipped)


def calendar_days(start: date, count: int) -> date:
    """`count` days after `start`, or before it, none left out.

    Ley 39/2015, art. 30.2, second paragraph: calendar days where a law or the law of the Union says so; art. 30.3.
    """
    return start + timedelta(days=count)


def weeks(start: date, count: int) -> date:
    """The same weekday `count` weeks on. Reglamento (CEE, Euratom) 1182/71, art. 3.2.c); Ley 39/2015 names no weeks."""
    return start + timedelta(weeks=count)


def months(start: date, count: int) -> date:
    """From date to date: the same ordinal `count` months on, or the month's last day where it has none.

    Ley 39/2015, art. 30.4: "concluirá el mismo día en que se produjo la notificación [...] en el mes o el año de
    vencimiento. Si en el mes de vencimiento no hubiera día equivalente [...] el plazo expira el último día del mes".
    Raises OverflowError past the years that a date can have.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    if not 1 <= year <= 9999:
        raise OverflowError
    end = month_end(year, month + 1)
    return end.replace(day=min(start.day, end.day))


def months_in_court(start: date, count: int) -> date:
    """From date to date, without August; what is notified in August runs from its last day.

    Ley 29/1998, art. 128.2: "Durante el mes de agosto no correrá el plazo para interponer el recurso
    contencioso-administrativo". Christmas does count, and puts off the last day alone (Tribunal Supremo, auto of 23
    July 2024, ECLI:ES:TS:2024:10389A). A month more for each August that begins on the way is what leaving it out comes
    to.
    """
    first = start.replace(day=31) if start.month == 8 else start
    end, left_out = months(first, count), 0
    while (found := _augusts(first, end)) > left_out:
        end, left_out = months(first, count + found), found
    return end


def _augusts(start: date, end: date) -> int:
    """How many begin after a day, and not after another."""
    return sum(start < date(year, 8, 1) <= end for year in range(start.year, end.year + 1))


def has_ordinal(start: date, count: int) -> bool:
    """Whether the month of the end has the ordinal of the start."""
    return months(start, count).day == start.day


def days_of_hours(hours: int) -> int:
    """Days that a deadline in hours is expressed in; one of a day or less ends on the next business day at the latest.

    Ley 39/2015, art. 30.1: "no podrán tener una duración superior a veinticuatro horas, en cuyo caso se expresarán
    en días"; a day begun is a day.
    """
    return math.ceil(hours / 24)


def extended(end: date, calendar: Calendar) -> date:
    """The end of a deadline. Ley 39/2015, art. 30.5: a last day that is none goes to the first business day after."""
    return calendar.onward(end)


def advanced(end: date, calendar: Calendar) -> date:
    """The end of a deadline that counts backwards: the last business day that leaves the whole time.

    Art. 30.5 extends, which here would shorten. Ley 39/2015, art. 31.2.b): what is filed on a day that is no
    business day counts as filed on the next one, too late for a margin that ends before it.
    """
    return calendar.onward(end, -ONE_DAY)


def in_force(publication: date) -> date:
    """Código Civil, art. 2.1: laws are in force twenty days after publication, if they say nothing else."""
    return publication + timedelta(days=IN_FORCE_AFTER)


def window(opening_year: int, span: Window) -> tuple[date, date]:
    """The first and the last day of a window that opens in a year; 29 February is the 28th where there is none."""
    closing_year = opening_year + (span.closes < span.opens)
    return _in(opening_year, span.opens), _in(closing_year, span.closes)


def _in(year: int, month_day: tuple[int, int]) -> date:
    if year > 9999:
        raise OverflowError
    month, day = month_day
    return date(year, month, min(day, months_of.monthrange(year, month)[1]))
