"""Counting a deadline: which rules its text calls for, applied in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from kb.days import day_of, spell
from kb.deadlines import rules
from kb.deadlines.calendar import Calendar
from kb.deadlines.computation import OWN, Computation, Step
from kb.deadlines.count import advance
from kb.deadlines.ends import settle
from kb.deadlines.periods import Period, Window, first_day_of, last_day_of, period_of, window_of
from kb.deadlines.spelling import spell_period
from kb.deadlines.wording import (
    backwards,
    excludes,
    expression_of,
    goes_to_court,
    is_minimum,
    last_to_act,
    says_business,
    says_calendar,
    says_next_year,
)
from kb.errors import InvalidInput
from kb.facts import Deadline

EVENTS = {
    "publication": "la publicación",
    "entry_into_force": "la entrada en vigor",
    "notification": "la notificación",
}
START = "start"
_INNER = str.maketrans("«»", "“”")
_MINIMUM = "Es lo que tiene que durar como mínimo: el texto no da un último día"
_WIDE = frozenset({"mes", "trimestre", "año"})
UNTIL = "until"
"""The key of `anchors` for the last day that a recurrent deadline or a yearly window is wanted for."""


def due(deadline: Deadline, anchors: Mapping[str, date], calendar: Calendar) -> Computation:
    """The due dates of a deadline, with its reasons; `anchors` maps events to days and goes before the document's.

    The rule is `period`, else the dates that the document gives, else what the text says. A period counts
    backwards with a minus sign or where the text says so; days are business days unless the text says calendar days.
    For a deadline whose text is of going to court, the calendar is that of the courts.
    """
    counted = replace(calendar, court=True) if goes_to_court(deadline.text) else calendar
    try:
        return _due(deadline, anchors, counted)
    except (OverflowError, ValueError) as error:
        raise InvalidInput(f"«{deadline.text}» acaba fuera de los años 1 a 9999: revisa la fecha y el plazo") from error


def _due(deadline: Deadline, anchors: Mapping[str, date], calendar: Calendar) -> Computation:
    if not deadline.period and deadline.due:
        return _given(deadline.due, calendar)
    rule = deadline.period or expression_of(deadline.text) or ""
    if last := last_day_of(rule):
        if last[0] == "día":
            return _named(last[1], deadline.text, calendar)
        return _before(*last) if last[0] in _WIDE and excludes(deadline.text) else _fixed(*last, calendar)
    period, span = period_of(rule), window_of(rule)
    if period is None and span is None:
        raise InvalidInput(f"«{rule or deadline.text}» no es un plazo que se pueda contar: escríbelo como P3M o P10D")
    if deadline.kind == "relative" and is_minimum(deadline.text):
        return Computation(steps=(Step(text=_MINIMUM, rule=OWN),))
    start, steps = _start(deadline, anchors)
    if start is None:
        return _asked(deadline, rule)
    until = anchors.get(UNTIL)
    if span is not None and says_next_year(deadline.text):
        start, step = _next_year(start)
        steps.append(step)
    if span is not None:
        return _windows(span, start, until or start, calendar, steps, deadline.text)
    assert period is not None
    return _counted(deadline, period, start, until, calendar, steps)


def _given(days: tuple[str, ...], calendar: Calendar) -> Computation:
    """The days that the document itself gives."""
    fixed = [_fixed("día", day_of(day), calendar) for day in days]
    return Computation(
        dates=tuple(day for one in fixed for day in one.dates), steps=tuple(step for one in fixed for step in one.steps)
    )


def _fixed(width: str, day: date, calendar: Calendar) -> Computation:
    """A date stays as it is written; when it is no business day, what the law would extend it to is told."""
    text = "La fecha es fija" if width == "día" else f"El {width} acaba con su último día"
    steps = [Step(text=f"{text}: {spell(day)}", rule=OWN, after=day)]
    later = rules.extended(day, calendar)
    if later != day:
        told = f"Es inhábil: para presentar escritos se prorroga al {spell(later)}; para lo demás manda la fecha fija"
        steps.append(Step(text=told, rule=f"art. 30.5 {rules.LPAC}", before=day, after=day))
    return Computation(dates=(day,), steps=tuple(steps))


def _before(width: str, last: date) -> Computation:
    """The day before a month, quarter or year begins."""
    first = first_day_of(width, last)
    day = first - timedelta(days=1)
    told = f"Antes de que empiece el {width}, el {spell(first)}: el último día es el {spell(day)}"
    return Computation(dates=(day,), steps=(Step(text=told, rule=OWN, before=first, after=day),))


def _named(day: date, text: str, calendar: Calendar) -> Computation:
    """A day that the text names, which `antes del` leaves out."""
    last = last_to_act(day, text)
    found = _fixed("día", last, calendar)
    return found if last == day else replace(found, steps=(_left_out(day, last), *found.steps[1:]))


def _left_out(day: date, last: date) -> Step:
    told = f"«Antes del» no incluye el {spell(day)}: el último día es el {spell(last)}"
    return Step(text=told, rule=OWN, before=day, after=last)


def _start(deadline: Deadline, anchors: Mapping[str, date]) -> tuple[date | None, list[Step]]:
    """The day that the count runs from; that of the entry into force may follow from the publication."""
    anchor = deadline.anchor
    event = anchor.key if anchor else START
    if event in anchors:
        return anchors[event], []
    if anchor and anchor.date:
        return day_of(anchor.date), []
    if event == "entry_into_force" and "publication" in anchors:
        published = anchors["publication"]
        day = rules.in_force(published)
        told = (
            f"Publicada el {spell(published)}, entra en vigor a los veinte días si no dispone otra cosa: {spell(day)}"
        )
        return day, [Step(text=told, rule="art. 2.1 Código Civil", before=published, after=day)]
    return None, []


def _next_year(start: date) -> tuple[date, Step]:
    first = date(start.year + 1, 1, 1)
    told = f"El texto dice del ejercicio siguiente al del {spell(start)}: el de {first.year}"
    return first, Step(text=told, rule=OWN, before=start, after=first)


def _asked(deadline: Deadline, rule: str) -> Computation:
    """No date: the rule as it is, and the event whose date is missing."""
    anchor = deadline.anchor
    event = anchor.key if anchor else START
    named = " ".join(anchor.text.split()) or EVENTS.get(anchor.event, anchor.event) if anchor else ""
    told = _missing(deadline, rule, named.translate(_INNER))
    return Computation(steps=(Step(text=told, rule=OWN),), asks_for=(event,))


def _missing(deadline: Deadline, rule: str, named: str) -> str:
    """What is to be known for a date, in the words of the text: `3 meses desde «…», que no tiene fecha`."""
    length = spell_period(rule, deadline.business_days)
    if window_of(rule):
        when = f", del año siguiente al de «{named}»" if says_next_year(deadline.text) else f", desde «{named}»"
        return f"El texto dice {length}{when if named else ''} y no de qué año: da un día de ese año"
    if not named:
        again = "Se repite cada " if deadline.kind == "recurrent" else "El texto da "
        return f"{again}{length} y no dice desde qué día: da el día en que empieza a contar"
    since = " de " if rule.startswith("-") else " desde "
    return f"Son {length}{since}«{named}», que no tiene fecha en el documento: da ese día"


def _windows(span: Window, start: date, until: date, calendar: Calendar, steps: list[Step], text: str) -> Computation:
    """The closing days of the windows not closed yet on `start`, up to the one that is open or next on `until`."""
    dates: list[date] = []
    for year in range(max(1, start.year - 1), until.year + 2):
        opens, named = rules.window(year, span)
        closes = last_to_act(named, text)
        if closes < start or (dates and opens > until):
            continue
        told = f"La ventana va del {spell(opens)} al {spell(closes)}"
        window = Step(text=told, rule=OWN, before=opens, after=closes)
        steps.append(window if closes == named else _left_out(named, closes))
        day, ending = settle(closes, False, calendar)
        steps += ending
        dates.append(day)
        if opens > until or day >= until:
            break
    return Computation(dates=tuple(dates), steps=tuple(steps))


def _counted(
    deadline: Deadline, period: Period, start: date, until: date | None, calendar: Calendar, steps: list[Step]
) -> Computation:
    """A duration from its start; a recurrent one again and again up to `until`, each time from the first start."""
    back = period.backwards or backwards(deadline.text)
    natural = says_calendar(deadline.text) and not deadline.business_days
    said = deadline.business_days or says_business(deadline.text)
    dates: list[date] = []
    while True:
        end, counting = advance(start, period, len(dates) + 1, back, natural, said, calendar)
        day, ending = (end, [_kept(end)]) if _lasts(deadline, period) else settle(end, back, calendar)
        if dates and (until is None or day > until):
            break
        dates.append(day)
        steps += counting + ending
        if deadline.kind != "recurrent" or back or until is None:
            break
    return Computation(dates=tuple(dates), steps=tuple(steps))


def _lasts(deadline: Deadline, period: Period) -> bool:
    """Whether it says for how many years something is to go on, and no act before an Administration ends it."""
    return deadline.kind == "duration" and period.months >= 12 and not period.backwards


def _kept(end: date) -> Step:
    told = f"Es un tiempo que ha de durar y no un trámite: acaba el {spell(end)}, aunque sea inhábil"
    return Step(text=told, rule=OWN, before=end, after=end)
