"""Where a norm says by when: its limits, and what sort each is."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from ingest.extraction.rules import rules
from ingest.obligations.heads import FUTURE
from ingest.spans import whole_words
from kb.deadlines.periods import last_day_of, month_end, period_of, window_of
from kb.deadlines.wording import backwards
from kb.facts import DeadlineKind, Entity, EntityType
from kb.numerals import cardinal, fold, ordinal
from kb.values import MONTHS

_BEFORE = 170
_LEAD = 90
_TRAILING = re.compile(r"(?:[ ,;:]+(?:y|e|o|así como|y,? además))?[ ,;:]*$")
"""What joins a limit to what follows it."""
_MONTHS_IN = {"trimestre": 3, "cuatrimestre": 4, "semestre": 6}
_COMMON_YEAR = 2001
"""One whose February has 28 days, as most have."""
_RULES = re.compile(
    r"\s(?:(?:se|no|les?)|(?:el|la|los|las)(?:\s(?!(?:el|la|los|las|que|se|no|les?)\b)[^\s,;:]+){1,7}?)"
    rf"\s{FUTURE}",
    re.IGNORECASE,
)
"""`Una vez firmado el contrato la cofradía pintará…`: a verb that rules, behind its subject or a pronoun."""
_FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_FROM_DAY_TO_DAY = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A time limit in a text: `[start, end)` in it, and the expression that counts, if any (`P3M`, `2025-12-31`)."""

    start: int
    end: int
    value: str | None


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of the expressions of `limits` in `ingest/rules/events.toml`, for folded text."""
    return re.compile(rules("events")["limits"][name], re.DOTALL)


@cache
def listed(name: Literal["event", "recurrence"]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Words and what they mean: the key of an event, or a period."""
    key = "key" if name == "event" else "period"
    return tuple((re.compile(one["words"]), one[key]) for one in rules("events")[name])


def limits(clause: str, offset: int, entities: Sequence[Entity], that_day: str | None = None) -> list[Limit]:
    """The limits of a norm, those that count before those that only name an event; `offset` is its place.

    `that_day`: the day told last before the norm, which `antes de esa fecha` means.
    """
    folded = fold(clause)
    found = _of_that_day(folded, that_day)
    told = [one for one in entities if one.type is EntityType.DEADLINE]
    found += [_of_entity(folded, one, offset, _before(one, told) - offset) for one in told]
    found += [limit for one in entities if (limit := _of_date(folded, one, offset, found)) is not None]
    found += _parts_of_each_year(folded)
    found += [Limit(start=one.start(), end=one.end(), value=one["y"]) for one in pattern("only_year").finditer(folded)]
    found += _of_next_year(folded)
    found += _recurrences(folded, found)
    kept = pattern("kept").search(folded)
    lasting = pattern("meanwhile").finditer(folded, kept.end()) if kept else ()
    found += [
        Limit(start=match.start(), end=_before_verb(clause, match.start(), match.end()), value=None)
        for match in (*pattern("bare").finditer(folded), *lasting)
        if not any(one.start < match.end() and match.start() < one.end and one.value for one in found)
    ]
    own = (one for one in found if not _is_aside(folded, one))
    ranked = sorted(own, key=lambda one: (one.value is None, _is_shared(folded, one), one.start))
    return [_whole(clause, one) for one in ranked]


def last_day(before: Sequence[Entity]) -> str | None:
    """The day that the last deadline of a stretch of text ends on; None where that one names no day."""
    told = [str(one.value) for one in before if one.type is EntityType.DEADLINE]
    return told[-1] if told and last_day_of(told[-1]) else None


def _of_that_day(folded: str, day: str | None) -> list[Limit]:
    """`antes de esa fecha`, of a day told before; none where the text tells no day or names one beside it."""
    if day is None:
        return []
    return [Limit(start=one.start(), end=one.end(), value=day) for one in pattern("that_day").finditer(folded)]


def _is_shared(folded: str, limit: Limit) -> bool:
    """Whether it is the second limit of something else: `presentadas del 1 al 15 de mayo y del 1 al 15 de junio`."""
    return pattern("of_thing_too").search(folded, max(0, limit.start - _BEFORE), limit.start) is not None


def _is_aside(folded: str, limit: Limit) -> bool:
    """Whether it limits something else: `las solicitudes presentadas del 1 al 15 de mayo`, `quienes hayan … antes de`.

    Durations are left alone, since what they run from is often told so, and so is `con carácter previo`, which says
    how the norm's own thing is done.
    """
    before = folded[max(0, limit.start - _BEFORE) : limit.start]
    if limit.value is not None and period_of(limit.value) is not None:
        return False
    of_thing = not folded.startswith("con caracter", limit.start) and pattern("of_thing").search(before) is not None
    return of_thing or (limit.value is None and pattern("aside").search(before) is not None)


def _whole(clause: str, limit: Limit) -> Limit:
    """The same in whole words, however far the rules reach."""
    start, end = whole_words(clause, limit.start, limit.end)
    return replace(limit, start=start, end=start + len(_TRAILING.sub("", clause[start:end])))


def _before_verb(clause: str, start: int, end: int) -> int:
    """Where what a limit says ends: before the verb that rules, with its subject, where no comma parts them."""
    verb = _RULES.search(clause, start, end)
    return verb.start() if verb else end


def _before(one: Entity, told: Sequence[Entity]) -> int:
    """Where the deadline before another ends: what leads in to that one is not part of this."""
    return max((other.end for other in told if other.end <= one.start), default=0)


def _of_entity(folded: str, one: Entity, offset: int, after: int) -> Limit:
    """A deadline that was extracted, with the words that lead in to it: `en el plazo máximo de`."""
    at = one.start - offset
    first = max(0, at - _LEAD, after)
    match = pattern("leads_in").search(folded[first:at])
    start = first + match.start() if match else at
    return Limit(start=start, end=one.end - offset, value=None if one.value is None else str(one.value))


def _of_date(folded: str, one: Entity, offset: int, found: Sequence[Limit]) -> Limit | None:
    """A date that `hasta`, `antes de` make a limit, unless it is one already."""
    if one.type is not EntityType.DATE or not _FULL_DATE.fullmatch(str(one.value)):
        return None
    start, end = one.start - offset, one.end - offset
    match = pattern("until_date").search(folded, max(0, start - _LEAD), start)
    if match is None or any(limit.start < end and start < limit.end for limit in found):
        return None
    return Limit(start=match.start(), end=end, value=str(one.value))


def _of_next_year(folded: str) -> list[Limit]:
    """`el último día de febrero del ejercicio siguiente al de la convocatoria`: `--02-29`, the 28th at times."""
    found = [(one, MONTHS.index(one["m"]) + 1) for one in pattern("next_year").finditer(folded) if one["m"] in MONTHS]
    days = [int(one["d"] or monthrange(2000, month)[1]) for one, month in found]
    return [
        Limit(start=one.start(), end=one.end(), value=f"--{month:02d}-{day:02d}")
        for (one, month), day in zip(found, days, strict=True)
    ]


def _recurrences(folded: str, found: Sequence[Limit]) -> list[Limit]:
    """`anualmente`, `cada trimestre`, where something is done that often."""
    if pattern("repeated").search(folded) is None:
        return []
    return [
        Limit(start=match.start(), end=match.end(), value=_yearly_day(match[0]) or period)
        for words, period in listed("recurrence")
        for match in words.finditer(folded)
        if not any(one.start <= match.start() < one.end for one in found)
        and not pattern("aside").search(folded, max(0, match.start() - _BEFORE), match.start())
        and not pattern("rate").search(folded, max(0, match.start() - 12), match.start())
    ]


def _parts_of_each_year(folded: str) -> list[Limit]:
    """`durante el primer trimestre de cada año`, `en los dos primeros meses…`, `en el mes de mayo…`: windows."""
    return [
        Limit(start=one.start(), end=one.end(), value=value)
        for one in pattern("each_year").finditer(folded)
        if (value := _months_of_year(one)) is not None
    ]


def _months_of_year(told: re.Match[str]) -> str | None:
    """`--01-01/--03-31` for the months that a part of a year has; None for one that no year has."""
    if told["m"]:
        first = MONTHS.index(told["m"]) + 1 if told["m"] in MONTHS else 0
        last = first
    elif told["part"]:
        size = _MONTHS_IN[told["part"]]
        last = (ordinal(told["nth"]) or 0) * size
        first = last - size + 1
    else:
        first, last = 1, cardinal((told["many"] or told["many2"] or "un").strip()) or 1
    if not 1 <= first <= last <= 12:
        return None
    return f"--{first:02d}-01/--{last:02d}-{month_end(_COMMON_YEAR, last).day:02d}"


def _yearly_day(words: str) -> str | None:
    """`antes del 15 de septiembre de cada año`: `--09-15`; None where no day is told."""
    day = pattern("yearly").search(words)
    return f"--{MONTHS.index(day['m']) + 1:02d}-{int(day['d']):02d}" if day and day["m"] in MONTHS else None


def kind_of_limit(clause: str, limit: Limit) -> tuple[DeadlineKind, str | None]:
    """What sort of limit it is, and the expression that counts, with a minus where it counts backwards."""
    folded = fold(clause)
    shown, value = folded[limit.start : limit.end], limit.value
    before = folded[max(0, limit.start - _BEFORE) : limit.start]
    spans = value is not None and "/" in value and window_of(value) is not None
    if not spans and any(words.search(shown) for words, _ in listed("recurrence")):
        return "recurrent", value
    if value and (window_of(value) or _FROM_DAY_TO_DAY.fullmatch(value)):
        return "window", value
    if pattern("window").search(f"{before[-110:]}{shown}") and not (value and period_of(value)):
        return "window", value
    if value and last_day_of(value):
        return "fixed", value
    if value is None:
        if shown.startswith("dentro del"):
            return "window", None
        return ("duration" if pattern("until").search(shown) else "relative"), None
    if value.startswith("-") or backwards(f"{before[-40:]}{shown}"):
        return "relative", f"-{value.removeprefix('-')}"
    return ("duration" if _lasts(folded, limit) else "relative"), value


def _lasts(folded: str, limit: Limit) -> bool:
    """Whether a duration says how long something goes on, not how soon it has to be done."""
    shown = folded[limit.start : limit.end]
    ahead = folded[max(0, limit.start - _BEFORE) : limit.start]
    if pattern("at_least").search(f"{ahead[-30:]}{shown[:30]}") and pattern("kept").search(folded[: limit.start]):
        return True
    number = re.search(r"\b(?:\d+|un|una|dos|tres|cuatro|cinco|seis|diez|quince|veinte|treinta)\b", shown)
    lead = f"{ahead}{shown[: number.start()] if number else shown}"
    if pattern("lasting_after").search(folded[limit.end : limit.end + 30]):
        return True
    return pattern("lasting").search(lead) is not None and pattern("within").search(lead[-60:]) is None
