"""A deadline in a person's words -> its rule: which days, which direction, how long."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from kb.deadlines.periods import last_day_of, period_of, window_of
from kb.errors import InvalidInput
from kb.facts import Anchor, Deadline, DeadlineKind
from kb.numerals import fold
from kb.values import MONTH, MONTHS, Value, ValueKind, values

_UNIT = r"\b(?:horas?|dias?|semanas?|mes(?:es)?|anos?)(?:\s+(?:habil(?:es)?|natural(?:es)?))?"
_BACKWARDS = re.compile(rf"\b(?:antelacion|anterioridad)\b|{_UNIT}\s+(?:antes|previos)\b")
_BEFORE = re.compile(
    rf"\b(?:antes|con anterioridad) (?:de|del|al?)(?: (?:mes|ano|ejercicio))?(?: de)? (?:{MONTH}|\d{{4}}\b"
    r"|(?:primer|segundo|tercer|cuarto) trimestre|(?:es[ae]|dich[oa]|tal|la (?:citada|indicada)) fecha)"
)
_BEFORE_DAY = re.compile(
    rf"\b(?:antes|con anterioridad) (?:del?|al?)(?: (?:el|dia|fecha(?: del?)?))* (?P<day>\d{{1,2}})"
    rf"(?:\.?o)?(?: de (?P<month>{MONTH})|/(?P<number>\d{{1,2}})\b)"
    r"|\b(?:antes|con anterioridad) (?:de|a) (?P<that>es[ae]|dich[oa]|tal|la (?:citada|indicada)) fecha"
)
_BUSINESS = re.compile(r"\b(?:horas?|dias?) (?:\w+ )?habil(?:es)?\b")
_CALENDAR = re.compile(r"\b(?:horas?|dias?) (?:\w+ )?natural(?:es)?\b")  # no Registro del Patrimonio Natural
_COURT = re.compile(
    r"\b(?:interpon|impugn|recurr|recurso)\w*\b[^.;]{0,200}\bcontencioso[- ]administrativ"
    r"|\bcontencioso[- ]administrativ[^.;]{0,200}\b(?:interpon|impugn|recurr)\w*"
)  # podrá ser impugnada ante la jurisdicción contencioso-administrativa en el plazo de dos meses
_NOT_COURT = re.compile(r"\b(?:reposicion|alzada|derechos fundamentales)\b")
_JOINT = re.compile(r"(?: (?:habil|natural)(?:es)?)?\s*(?:,|[ye]\b)?\s*")
_AND_A_HALF = re.compile(r"\s*,? y medi[oa]\b")
_MINIMUM = re.compile(r"\bno (?:\w+ ){0,3}inferior(?:es)? a\b")  # no pudiendo ser inferior a quince días
_NEXT_YEAR = re.compile(r"\b(?:ejercicio|ano) (?:\w+ )?(?:siguiente|posterior)\b")
_REPEATED_NUMBER = re.compile(r"\s*\(\d{1,3}\)")  # quince (15) días


def backwards(text: str) -> bool:
    """Whether it counts towards the past: `tres meses antes de`, `con una antelación de 10 días`."""
    return _BACKWARDS.search(fold(text)) is not None


def excludes(text: str) -> bool:
    """Whether it ends before the month, quarter or year that it names begins: `antes de diciembre de 2032`."""
    return _BEFORE.search(fold(text)) is not None


def last_to_act(day: date, text: str) -> date:
    """The last day to do what a text wants by a day that it names: the day before, where it says `antes del`.

    `hasta`, `no más tarde del` and `a más tardar` include theirs.
    """
    told = _BEFORE_DAY.finditer(fold(text))
    return day - timedelta(days=1) if any(match["that"] or _names(match, day) for match in told) else day


def _names(match: re.Match[str], day: date) -> bool:
    """Whether what `antes del` excludes is this day of the year."""
    name = (match["month"] or "").replace("setiembre", "septiembre")
    month = MONTHS.index(name) + 1 if name else int(match["number"])
    return (int(match["day"]), month) == (day.day, day.month)


def is_minimum(text: str) -> bool:
    """Whether it says how short a time may not be, which is no day to act by: `no inferior a quince días`."""
    return _MINIMUM.search(fold(text)) is not None


def says_next_year(text: str) -> bool:
    """Whether the day that it names is of the year after: `el último día de febrero del ejercicio siguiente`."""
    return _NEXT_YEAR.search(fold(text)) is not None


def goes_to_court(text: str) -> bool:
    """Whether it is of going to the courts of Ley 29/1998, and of nothing else that may be appealed to.

    What protects fundamental rights is left out: for that August counts (art. 128.2).
    """
    folded = fold(text)
    return _COURT.search(folded) is not None and _NOT_COURT.search(folded) is None


def says_business(text: str) -> bool:
    """Whether the words are of business days."""
    return _BUSINESS.search(fold(text)) is not None


def says_calendar(text: str) -> bool:
    """Whether the words are of calendar days."""
    return _CALENDAR.search(fold(text)) is not None


def expression_of(text: str) -> str | None:
    """The rule in `Deadline.period`'s spelling of the first date or time span in a text; `P1M15D` for two joined."""
    plain = _REPEATED_NUMBER.sub("", text).strip()
    if period_of(plain) or window_of(plain) or last_day_of(plain):
        return plain
    found = [one for one in values(plain) if one.kind in (ValueKind.DATE, ValueKind.DURATION)]
    if not found:
        return None
    if found[0].kind is ValueKind.DATE:
        return found[0].normal
    return _join(plain, found)


def _join(text: str, found: list[Value]) -> str | None:
    """`un mes y quince días` -> `P1M15D`, in the order of ISO 8601.

    None where a part is vague (`un mes y medio`) or of a unit that was there before: half a deadline is a wrong one.
    """
    spans, end = [found[0].normal], found[0].end
    for before, after in pairwise(found):
        if after.kind is not ValueKind.DURATION or not _JOINT.fullmatch(fold(text[before.end : after.start])):
            break
        spans.append(after.normal)
        end = after.end
    if _AND_A_HALF.match(fold(text[end:])):
        return None
    joined = "P" + "".join(span.removeprefix("P") for span in sorted(spans, key=_by_unit))
    return joined if period_of(joined) else None


def _by_unit(span: str) -> int:
    """Where a duration of one unit stands in one of several: years, months, weeks, days, hours."""
    return "YMWDH".index(span[-1])


def deadline_of(text: str) -> Deadline:
    """The deadline that a text states, counted from the event `start`; raises InvalidInput where it states none."""
    expression = expression_of(text)
    if expression is None:
        raise InvalidInput(
            f"no se entiende el plazo «{text}»: escribe, por ejemplo, «10 días hábiles» o «un mes y quince días»"
        )
    kind: DeadlineKind = "relative" if period_of(expression) else "window" if window_of(expression) else "fixed"
    return Deadline(
        text=text,
        start=0,
        end=len(text),
        kind=kind,
        period=expression,
        business_days=kind == "relative" and says_business(text),
        anchor=None if kind == "fixed" else Anchor(event="start", text="la fecha desde la que se cuenta"),
    )
