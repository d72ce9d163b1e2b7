"""Dates and deadlines of running text, in that order, outside what is cited."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache

from ingest.extraction.marks import Stretch
from ingest.extraction.recurring import mark_recurring
from ingest.extraction.rules import rules
from ingest.extraction.years import is_budget_year
from kb.facts import EntityType
from kb.numerals import fold
from kb.values import MONTHS, Value, ValueKind

_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_REACH = 60
_BEFORE = 170
_VERB = re.compile(r"\s(?:(?:no|se)\s)*[a-zñáéíóú]+(?:rá|rán)\b")
"""The verb of the sentence that a limit stands in: no part of it."""
_SUBJECT = re.compile(
    r"(?<![aei]r)(?<!\bde)(?<!\ba)(?<!\ben)(?<!\bcon)(?<!\bpor)(?<!\bpara)(?<!\by)(?<!\btodas)(?<!\btodos)\s(?:el|la|los|las)\s"
    r"(?:(?!\b(?:el|los)\s).)*$"
)
"""Who that verb is about."""


@cache
def _patterns(name: str, *, end: bool = False) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(f"(?:{pattern})$" if end else pattern) for pattern in rules("deadlines")[name])


@cache
def _rule(name: str) -> re.Pattern[str]:
    return re.compile(rules("deadlines")[name])


def mark_dates(stretch: Stretch) -> None:
    """Dates and quarters; one that ends a time limit is a deadline too, and a bare year then nothing else.

    A day without its year is a limit where the text says that it comes every year, or after which event.
    """
    folded = fold(stretch.text)
    _windows(stretch, folded)
    for value in (_with_its_year(stretch, folded, one) for one in stretch.free(ValueKind.DATE)):
        limit = _due(folded, value)
        if value.normal.startswith("--"):
            if "/" in value.normal:
                stretch.add(EntityType.DEADLINE, value.start, value.end, value.normal, kind="window")
        elif (limit is None or "-" in value.normal) and not is_budget_year(folded, value.start):
            stretch.add(EntityType.DATE, value.start, value.end, value.normal)
        if limit is not None:
            _limit(stretch, folded, limit, value)


def _limit(stretch: Stretch, folded: str, start: int, last: Value) -> None:
    """`antes del 15 de mayo de 2031`, `… de cada año`, `… del año siguiente al de la convocatoria`."""
    if not last.normal.startswith("--"):
        stretch.add(EntityType.DEADLINE, start, last.end, last.normal, kind="fixed")
    elif yearly := _rule("each_year").match(folded, last.end):
        stretch.add(EntityType.DEADLINE, start, yearly.end(), last.normal, kind="recurrent")
    elif after := _rule("next_year").match(folded, last.end):
        stretch.add(EntityType.DEADLINE, start, after.end(), kind="relative")


def _with_its_year(stretch: Stretch, folded: str, value: Value) -> Value:
    """`el pasado 3 de mayo`, `el próximo 3 de mayo`: the last or first one, seen from the day of publication."""
    told = _rule("told_year").search(folded, max(0, value.start - _REACH), value.start)
    published = stretch.lexicon.own.published
    if told is None or published is None or not re.fullmatch(r"--\d\d-\d\d", value.normal):
        return value
    this_year = f"{published.year}{value.normal[1:]}"
    year = published.year + (this_year < published.isoformat() and told["way"] == "proximo")
    year -= this_year > published.isoformat() and told["way"] == "pasado"
    return replace(value, start=told.start(), normal=f"{year}{value.normal[1:]}")


def _windows(stretch: Stretch, folded: str) -> None:
    """`del 1 de junio de 2024 al 9 de julio de 2024`, `desde el día siguiente a la publicación, hasta el…`."""
    full = [value for value in stretch.free(ValueKind.DATE) if _FULL_DATE.fullmatch(value.normal)]
    opens, joins = _rule("opens"), _rule("joins")
    for first, last in itertools.pairwise(full):
        lead = opens.search(folded, max(0, first.start - _REACH), first.start)
        born = _rule("born").search(folded, 0, lead.start()) if lead else None
        if lead and not born and joins.fullmatch(folded[first.end : last.start]) and first.normal <= last.normal:
            window = f"{first.normal}/{last.normal}"
            stretch.add(EntityType.DEADLINE, lead.start(), last.end, window, kind="window")
    for value in full:
        for start, opening in _first_days(stretch, folded, value):
            stretch.add(EntityType.DEADLINE, start, value.end, f"{opening}/{value.normal}", kind="window")
    for value in full:
        lead = _rule("opens_by_event").search(folded, max(0, value.start - 3 * _REACH), value.start)
        if lead:
            told = re.sub(r",?\s(?:y\s)?\w+(?:\sel)?(?:\sd[íi]a)?\s*$", "", stretch.text[lead.start() : value.start])
            stretch.add(EntityType.DEADLINE, lead.start(), value.end, value.normal, kind="window", anchor=told)


def _first_days(stretch: Stretch, folded: str, last: Value) -> Iterator[tuple[int, str]]:
    """Where a window that ends on a day begins to be told, and its first day, which its words do not tell whole."""
    near, far = (max(0, last.start - reach) for reach in (2 * _REACH, 3 * _REACH))
    lead = _rule("same_year").search(folded, near, last.start)
    if lead and lead["m"] in MONTHS:
        first = f"{last.normal[:4]}-{MONTHS.index(lead['m']) + 1:02d}-{int(lead['d']):02d}"
        stretch.add(EntityType.DATE, lead.start("d"), lead.end("m"), first)
        yield lead.start(), first
    lead = _rule("same_month").search(folded, near, last.start)
    if lead and int(lead["d"]) < int(last.normal[-2:]):
        yield lead.start(), f"{last.normal[:8]}{int(lead['d']):02d}"
    own, published, in_force = stretch.lexicon.own, stretch.lexicon.own.published, stretch.lexicon.own.in_force
    lead = _rule("opens_by_publication").search(folded, far, last.start)
    if lead and published is not None and own.means("publication", folded[: lead.start("of")], lead["of"]):
        yield lead.start(), (published + timedelta(days=1 if lead["next"] else 0)).isoformat()
    lead = _rule("opens_in_force").search(folded, far, last.start)
    if lead and in_force is not None:
        yield lead.start(), in_force.isoformat()


def _due(folded: str, value: Value) -> int | None:
    """Where the words that make a date a limit begin: `antes del`, `hasta el`; some read them as part of the date."""
    for end in (value.start, value.start + 6):
        before = folded[:end]
        for pattern in _patterns("due"):
            match = pattern.search(before, max(0, end - _REACH))
            if match is not None and match.start() <= value.start:
                aside = _is_aside(folded, match.start()) or _rule("born").search(folded, 0, match.start())
                return None if aside else match.start()
    return _on_day(folded, value)


def _on_day(folded: str, value: Value) -> int | None:
    """Where `a` begins in `deberán estar disponibles a 30 de junio de 2031`: by that day something has to be done."""
    day = _rule("on_day").search(folded, max(0, value.start - _REACH), value.start)
    if day is None or not _FULL_DATE.fullmatch(value.normal):
        return None
    sentence = re.split(r"[.;:]\s", folded[max(0, day.start() - _BEFORE) : day.start()])[-1]
    rest = re.split(r"[.;:]\s", folded[value.end : value.end + _BEFORE])[0]
    return day.start() if _rule("on_day_duty").search(f"{sentence}¦{rest}") else None


def mark_deadlines(stretch: Stretch) -> None:
    """Durations that limit something, with what they run from, and limits without a number."""
    folded = fold(stretch.text)
    bare_row = stretch.row is not None and not _rule("in_rows").search(fold(_row_words(stretch)))
    for value in () if bare_row else stretch.free(ValueKind.DURATION):
        if _is_limit(folded, value):
            tail = _rule("tail").match(folded, value.end)
            end = tail.end() if tail else value.end
            business = "habiles" in folded[value.end : value.end + 12]
            starts = _rule("starts").search(folded, value.end, end)
            told = stretch.text[starts.start() : end].strip(" ,") if starts else None
            kind = "relative" if told and not business else "duration"
            stretch.add(
                EntityType.DEADLINE,
                value.start,
                end,
                value.normal,
                kind=kind,
                anchor=told,
                business_days=business or None,
            )
    mark_recurring(stretch, folded)
    for pattern in _patterns("relative"):
        for match in pattern.finditer(folded):
            start = match.start("limit" if "limit" in pattern.groupindex else 0)
            if not _inside_deadline(stretch, start) and _limits(folded, start, match.end()):
                end = start + len(_before_verb(stretch.text[start : match.end()]))
                day = _day_after_publication(stretch, folded, match)
                stretch.add(EntityType.DEADLINE, start, end, day, kind="fixed" if day else "relative")


def _limits(folded: str, start: int, end: int) -> bool:
    """Whether such words say by when something is to be done, and not how somebody is then or what came after what."""
    limit, before = folded[start:end], folded[max(0, start - _BEFORE) : start]
    if limit.startswith("en el momento"):
        state = rules("deadlines")["state"]
        held = re.search(rf"\b{state}\b[^.;:,]{{0,80}}$", before)
        return held is None and re.match(rf"en el momento del?\b[^.,;:]{{3,60}}? {state}\b", limit) is None
    if limit.startswith("con posterioridad") and _rule("ruled").search(before) is None:
        return False
    return not _is_aside(folded, start)


def _before_verb(text: str) -> str:
    """A limit without the sentence that goes on behind it: `con carácter previo al inicio las escuelas deberán…`."""
    verb = _VERB.search(text)
    if verb is None:
        return text.rstrip()
    return _SUBJECT.sub("", text[: verb.start()]).rstrip(" ,")


def _is_aside(folded: str, at: int) -> bool:
    """Whether a relative makes it a limit of something else: `los trabajos que hayan empezado antes de…`."""
    return re.search(rules("events")["limits"]["aside"], folded[max(0, at - _BEFORE) : at]) is not None


def _day_after_publication(stretch: Stretch, folded: str, match: re.Match[str]) -> str | None:
    """The day on which the document itself enters into force, where it says so and tells when it was published."""
    published = stretch.lexicon.own.published
    if published is None or "dia siguiente" not in match[0] or "publicacion" not in match[0]:
        return None
    own = _rule("in_force").search(folded, 0, match.start())
    return (published + timedelta(days=1)).isoformat() if own else None


def _row_words(stretch: Stretch) -> str:
    return " ".join([stretch.text, *(cell.column or "" for cell in stretch.row.cells)] if stretch.row else [])


def _inside_deadline(stretch: Stretch, at: int) -> bool:
    return any(m.start <= at < m.end for m in stretch.of(EntityType.DEADLINE))


def _is_limit(folded: str, value: Value) -> bool:
    before, after = folded[max(0, value.start - 90) : value.start], folded[value.end : value.end + _REACH]
    if any(p.search(before) or p.match(after) for p in _patterns("never")):
        return False
    if _rule("look_back").search(before) and _rule("look_back_after").match(after):
        return False
    if value.normal.startswith("PT") and not _rule("hours").search(f"{before[-45:]}¦{after}"):
        return False
    if value.normal.endswith("Y") and _rule("ages").search(before):
        return False
    return any(p.search(before) for p in _patterns("before", end=True)) or any(
        p.match(after) for p in _patterns("after")
    )
