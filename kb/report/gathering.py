"""A report gathered from a base: the lines of the checklist, the sheet of amounts, the milestones."""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from kb.days import spell_day
from kb.documents import Document
from kb.exports.amounts import AmountTable
from kb.exports.assembly import Wanted
from kb.exports.checklist import Checklist, Origin
from kb.exports.line import Line
from kb.facts import Entity, EntityType, Modality
from kb.report.content import Clause, Money, Place, Point, Report, Share, Subject

if TYPE_CHECKING:
    from kb.base import KnowledgeBase
    from kb.deadlines import Calendar

_BRIEF = 180
"""Characters of what falls due."""
_CENT = 0.005
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")


def report_of(
    base: KnowledgeBase, document_id: str, *, made: datetime | None = None, calendar: Calendar | None = None
) -> Report:
    """The report of a document, its due dates counted in `calendar` (else that of the settings). DocumentNotFound."""
    document = base.document(document_id)
    checklist = base.checklist(Wanted(documents=(document_id,)), made=made, calendar=calendar)
    entities = base.entities(document_id)
    clauses = tuple(_clauses(checklist))
    milestones = tuple(_milestones(document, entities))
    by_holder = tuple(_by_holder(document, checklist.amounts))
    by_concept = tuple(_by_concept(document, entities))
    shares = [share.place for money in (*by_holder, *by_concept) for share in money.shares]
    rows = {place.anchor: place for place in (*(point.place for point in milestones), *shares)}
    points = sorted((*_deadlines(clauses), *milestones), key=lambda point: point.day)
    return Report(
        made=checklist.made,
        document=document,
        origin=Origin.of(document),
        points=tuple(points),
        undated=tuple(one for one in clauses if one.line.obligation.deadline and not one.line.due),
        by_holder=by_holder,
        by_concept=by_concept,
        subjects=tuple(_subjects(clauses)),
        clauses=clauses,
        rows=tuple(rows.values()),
    )


def _clauses(checklist: Checklist) -> Iterator[Clause]:
    for number, line in enumerate(checklist.lines, 1):
        one = line.obligation
        yield Clause(line=line, place=Place(anchor=f"o-{number}", label=one.label, quote=one.quote))


def _place(document: Document, unit_id: str) -> Place:
    unit = document.unit(unit_id)
    return Place(anchor=f"u-{unit_id}", label=unit.label, quote=document.text_of(unit))


def _deadlines(clauses: Iterable[Clause]) -> Iterator[Point]:
    for clause in clauses:
        one = clause.line.obligation
        for day in clause.line.due:
            yield Point(
                day=day, what=one.in_brief(_BRIEF), kind="plazo", place=clause.place, why=_reasons(clause.line, day)
            )


def _reasons(line: Line, day: date) -> tuple[str, ...]:
    """The reasons of one due date: of several dates, those that name it."""
    deadline = line.obligation.deadline
    told = deadline.reasons if deadline else ()
    return told if len(line.due) < 2 else tuple(reason for reason in told if spell_day(day) in reason) or told


def _milestones(document: Document, entities: Iterable[Entity]) -> Iterator[Point]:
    """The milestones that have a quarter or a day; those that are only named have no place in time."""
    for one in entities:
        day = _day_of(str(one.value)) if one.type is EntityType.MILESTONE else None
        if day is not None:
            told = (one.attributes.get(key) for key in ("indicator", "description"))
            what = next((str(text) for text in told if text), one.text)
            yield Point(day=day, what=what, kind="hito", place=_place(document, one.unit_id))


def _day_of(value: str) -> date | None:
    """The last day of `2025-Q4`, or the day that is spelled."""
    if quarter := _QUARTER.fullmatch(value):
        year, month = int(quarter[1]), 3 * int(quarter[2])
        return date(year, month, months.monthrange(year, month)[1])
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _by_holder(document: Document, tables: Iterable[AmountTable]) -> Iterator[Money]:
    seen: dict[float, str] = {}
    for table in tables:
        title = ". ".join(part for part in (table.label, table.column) if part)
        yield Money(
            title=title,
            shares=tuple(
                Share(name=row.holder, euros=row.euros, place=_place(document, row.unit_id)) for row in table.rows
            ),
            total=table.total,
            stated=table.stated,
            repeats=seen.get(table.total),
        )
        seen.setdefault(table.total, title)


def _by_concept(document: Document, entities: Iterable[Entity]) -> Iterator[Money]:
    """The columns of tables that give money to things and not to persons: work packages, budget lines.

    Cells of one row under no heading cannot be told apart, so that such columns are left out.
    """
    amounts = [one for one in entities if one.type is EntityType.AMOUNT and isinstance(one.value, int | float)]
    held = {_table(one) for one in amounts if one.attributes.get("holder")}
    cells = [one for one in amounts if one.attributes.get("concept") and _is_row(document, one)]
    free = sorted((one for one in cells if _table(one) not in held), key=lambda one: (*_column(one), one.start))
    columns = [list(mine) for _, mine in groupby(free, key=_column)]
    for mine in sorted(columns, key=lambda mine: mine[0].start):
        rows = [one for one in mine if not one.attributes.get("total") and not _sums_the_others(one, mine)]
        if len(rows) > 1 and len({one.unit_id for one in rows}) == len(rows):
            yield _concepts(document, rows, [one for one in amounts if one not in rows])


def _concepts(document: Document, rows: Sequence[Entity], others: Iterable[Entity]) -> Money:
    total = round(sum(float(one.value or 0) for one in rows), 2)
    stated = dict.fromkeys(one.label for one in others if abs(float(one.value or 0) - total) < _CENT)
    table, column = rows[0].label.rsplit(", fila", 1)[0], str(rows[0].attributes.get("column") or "")
    return Money(
        title=". ".join(part for part in (table, column) if part),
        shares=tuple(
            Share(
                name=str(one.attributes["concept"]),
                euros=float(one.value or 0),
                place=_place(document, one.unit_id),
            )
            for one in rows
        ),
        total=total if stated else None,
        stated=tuple(stated),
    )


def _is_row(document: Document, one: Entity) -> bool:
    return document.unit(one.unit_id).kind == "row"


def _table(one: Entity) -> str:
    return one.unit_id.rsplit(".", 1)[0]


def _column(one: Entity) -> tuple[str, str]:
    return _table(one), str(one.attributes.get("column") or "")


def _sums_the_others(one: Entity, column: Sequence[Entity]) -> bool:
    """Whether a cell is what all the others of its column add up to."""
    rest = sum(float(other.value or 0) for other in column if other is not one)
    return len(column) > 2 and abs(float(one.value or 0) - rest) < _CENT


def _subjects(clauses: Iterable[Clause]) -> Iterator[Subject]:
    """Subjects, those with most clauses first; capital letters do not make another subject."""
    known: dict[str, list[Clause]] = {}
    for clause in clauses:
        known.setdefault(" ".join(clause.line.obligation.subject.casefold().split()), []).append(clause)
    for number, mine in enumerate(sorted(known.values(), key=len, reverse=True), 1):
        found = {kind: tuple(one for one in mine if one.line.obligation.modality is kind) for kind in Modality}
        yield Subject(anchor=f"s-{number}", name=mine[0].line.obligation.subject, clauses=found)
