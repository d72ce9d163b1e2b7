"""Where a deadline ends when its last day is no business day, and which years' holidays are not known."""

from __future__ import annotations

from datetime import date

from kb.days import spell
from kb.deadlines import rules
from kb.deadlines.calendar import FIRST_KNOWN, LAST_KNOWN, Calendar
from kb.deadlines.computation import Step

_UNKNOWN = "No se conocen los festivos de {year}: solo se excluyen sábados y domingos; comprueba el calendario oficial"


def settle(end: date, back: bool, calendar: Calendar) -> tuple[date, list[Step]]:
    """The due day, and why it is not the one that was counted to, if it is not."""
    steps = []
    day = rules.advanced(end, calendar) if back else rules.extended(end, calendar)
    if not FIRST_KNOWN <= day.year <= LAST_KNOWN:
        steps.append(Step(text=_UNKNOWN.format(year=day.year), rule=f"art. 30.7 {rules.LPAC}", before=day, after=day))
    if day == end:
        return day, steps
    why = calendar.why_not(end)
    assert why is not None
    if why[0] == "local" and not calendar.court:
        steps.append(local(end, why[1]))
    if back:
        told = f"El {spell(end)} es inhábil ({why[1]}): para respetar el margen, a más tardar el {spell(day)}"
        rule = f"art. 31.2.b) {rules.LPAC}"
    else:
        told = f"El {spell(end)} es inhábil ({why[1]}): se prorroga al primer día hábil siguiente, {spell(day)}"
        rule = f"art. 185.2 {rules.LOPJ}" if calendar.court else f"art. 30.5 {rules.LPAC}"
    return day, [*steps, Step(text=told, rule=rule, before=end, after=day)]


def local(day: date, name: str) -> Step:
    """A day that is a holiday in one of the places (Ley 39/2015, art. 30.6)."""
    told = (
        f"El {spell(day)} es festivo ({name}) donde reside el interesado o en la sede del órgano: inhábil en todo caso"
    )
    return Step(text=told, rule=f"art. 30.6 {rules.LPAC}", before=day, after=day)
