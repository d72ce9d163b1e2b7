"""One count of a duration: months and years, then weeks, then days or hours, each with its step."""

from __future__ import annotations

from datetime import date

from kb.days import spell
from kb.deadlines import rules
from kb.deadlines.calendar import Calendar
from kb.deadlines.computation import Step
from kb.deadlines.ends import local
from kb.deadlines.periods import Period

_WEEKS = "art. 3.2.c) Reglamento (CEE, Euratom) 1182/71"


def advance(
    start: date, period: Period, times: int, back: bool, natural: bool, said: bool, calendar: Calendar
) -> tuple[date, list[Step]]:
    """The day that `times` periods from `start` lead to, before it is settled on a business day.

    `natural`: calendar days; `said`: the text itself says business days.
    """
    sign = -times if back else times
    day, steps = start, []
    if period.months:
        in_court = calendar.court and not back
        day, step = _months_in_court(day, sign * period.months) if in_court else _months(day, sign * period.months)
        steps.append(step)
    if period.weeks:
        after = rules.weeks(day, sign * period.weeks)
        told = f"{_many(period.weeks * times, 'semana')} {_way(back)} de fecha a fecha: {spell(after)}"
        steps.append(Step(text=told, rule=_WEEKS, before=day, after=after))
        day = after
    hours = period.hours * times
    if hours:
        steps.append(_hours(day, hours))
    count = period.days * times + rules.days_of_hours(hours)
    if not count:
        return day, steps
    signed = -count if back else count
    day, counting = _natural(day, signed) if natural else _business(day, signed, said or bool(hours), calendar)
    return day, steps + counting


def _months(start: date, count: int) -> tuple[date, Step]:
    after = rules.months(start, count)
    years, rest = divmod(abs(count), 12)
    length = _many(years, "año") if years and not rest else _many(abs(count), "mes", "meses")
    kept = rules.has_ordinal(start, count)
    why = "el mismo día" if kept else f"no hay día {start.day} en el mes de vencimiento, expira su último día"
    told = f"{length} {_way(count < 0)} de fecha a fecha desde el {spell(start)}; {why}: {spell(after)}"
    return after, Step(text=told, rule=f"art. 30.4 {rules.LPAC}", before=start, after=after)


def _months_in_court(start: date, count: int) -> tuple[date, Step]:
    after = rules.months_in_court(start, count)
    if after == rules.months(start, count):
        told, rule = f"{_many(count, 'mes', 'meses')} de fecha a fecha desde el {spell(start)}", "art. 5.1 Código Civil"
    else:
        told = f"{_many(count, 'mes', 'meses')} de fecha a fecha desde el {spell(start)}, sin contar agosto"
        rule = "art. 128.2 Ley 29/1998"
    return after, Step(text=f"{told}: {spell(after)}", rule=rule, before=start, after=after)


def _natural(start: date, count: int) -> tuple[date, list[Step]]:
    after = rules.calendar_days(start, count)
    told = f"{_many(abs(count), 'día natural', 'días naturales')} {_way(count < 0)}, porque el texto lo dice"
    return after, [
        _first(start, count),
        Step(text=f"{told}: {spell(after)}", rule=f"art. 30.2 {rules.LPAC}", before=start, after=after),
    ]


def _business(start: date, count: int, said: bool, calendar: Calendar) -> tuple[date, list[Step]]:
    after, skipped = rules.business_days(start, count, calendar)
    told = f"{_many(abs(count), 'día hábil', 'días hábiles')} {_way(count < 0)}"
    presumed = "" if said else " (el texto no dice de qué días: se entienden hábiles)"
    reasons = [(day, calendar.why_not(day)) for day in skipped]
    named = [f"{spell(day)} ({why[1]})" for day, why in reasons if why and why[0] != "weekend"]
    left_out = ", sin contar sábados, domingos ni festivos" + (f" ({'; '.join(named)})" if named else "")
    step = Step(
        text=f"{told}{presumed}{left_out}: {spell(after)}", rule=f"art. 30.2 {rules.LPAC}", before=start, after=after
    )
    places = [local(day, why[1]) for day, why in reasons if why and why[0] == "local"]
    return after, [_first(start, count), *places, step]


def _first(start: date, count: int) -> Step:
    day = rules.calendar_days(start, 1 if count > 0 else -1)
    told = f"Se cuenta desde el día {'siguiente' if count > 0 else 'anterior'} al {spell(start)}: {spell(day)}"
    return Step(text=told, rule=f"art. 30.3 {rules.LPAC}", before=start, after=day)


def _hours(start: date, hours: int) -> Step:
    days = rules.days_of_hours(hours)
    if hours > 24:
        told = f"{hours} horas pasan de veinticuatro: se expresan en días, {_many(days, 'día')}"
    else:
        told = f"{_many(hours, 'hora')} de horas hábiles, de hora en hora: vence a más tardar en un día hábil"
    return Step(text=told, rule=f"art. 30.1 {rules.LPAC}", before=start, after=start)


def _way(back: bool) -> str:
    return "hacia atrás" if back else "hacia delante"


def _many(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
