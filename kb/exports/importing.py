"""What an edited workbook changes: compared three ways, with what left and with what the base holds by now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from kb.dating import days_for, event_of
from kb.days import day_if_any, spell_day
from kb.errors import InvalidInput
from kb.exports.columns import BY_KEY
from kb.exports.workbook import Workbook, Written, plain_again
from kb.facts import Obligation
from kb.follow_up import FIELDS, Event, EventDate, Field, FollowUp, Value, checked, spelled
from kb.happenings import START, key_of, name_of

if TYPE_CHECKING:
    from kb.tracking import Tracking


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A field that the sheet changes: what the base holds and what it is to hold."""

    obligation_id: str
    label: str
    key: str
    before: Value
    after: Value

    @property
    def title(self) -> str:
        """What the column is called."""
        return BY_KEY[self.key].title


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict(Edit):
    """A field that was changed in the sheet and, since it left, in the base too. `origin`: as it left."""

    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Something of the sheet that cannot be taken, and why."""

    row: int
    label: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What importing does. `notes` are about what is left as it is without being wrong."""

    made: str
    edits: tuple[Edit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether everything that was changed in the sheet can be taken."""
        return not self.conflicts and not self.refusals


Finding = Edit | Conflict | Refusal


def plan(base: Tracking, book: Workbook) -> ImportPlan:
    """Compare a workbook with the base. Nothing is written."""
    known = {one.id: one for one in base.demands()}
    follow_ups, events = base.follow_ups(), base.events()
    times = Counter(line.obligation_id for line in book.lines)
    found: list[Finding] = []
    for line in book.lines:
        reason = _unmatched(line, book, known, times)
        if reason is not None and line.cells == book.origins.get(line.obligation_id) and times[line.obligation_id] == 1:
            continue  # nobody wrote in it
        if reason is not None:
            found.append(Refusal(row=line.row, label=line.label, why=reason))
            continue
        one = known[line.obligation_id]
        kept = _kept(one, follow_ups.get(one.id), events)
        found += _findings(line, one, book.origins[one.id], kept)
    edits = tuple(one for one in found if type(one) is Edit)
    return ImportPlan(
        made=book.made,
        edits=edits,
        conflicts=tuple(one for one in found if isinstance(one, Conflict)),
        refusals=tuple(one for one in found if isinstance(one, Refusal)),
        notes=(*_notes(book, known), *_shared(edits, known, events)),
    )


def apply(base: Tracking, found: ImportPlan, *, by: str) -> None:
    """Write the edits of a plan, all of them or none; what is refused or in conflict stays as the base has it."""
    changes: dict[str, dict[Field, Value]] = {}
    events: list[tuple[Event, date | None]] = []
    for edit in found.edits:
        if edit.key == "event":
            one = base.obligation(edit.obligation_id)
            events.append((event_of(one), cast("date | None", edit.after)))
        else:
            changes.setdefault(edit.obligation_id, {})[cast("Field", edit.key)] = edit.after
    base.track_all(changes, by=by, events=events)


def _unmatched(line: Written, book: Workbook, known: Mapping[str, Obligation], times: Mapping[str, int]) -> str | None:
    """Why a line is nobody's, if it is: it would be a guess to say whose."""
    name = line.obligation_id
    if not name:
        return "la fila no tiene Id, así que no se sabe de qué obligación es"
    if times[name] > 1:
        return f"hay {times[name]} filas con el mismo Id: deja una"
    if name not in book.origins:
        return "su Id no salió en este libro: no se inventa una obligación"
    if name not in known:
        return "la base ya no tiene esa obligación: el texto ha cambiado o el documento se ha quitado"
    return None


def _kept(one: Obligation, follow_up: FollowUp | None, events: Sequence[EventDate]) -> dict[str, Value]:
    """What the base holds by now in each column that people fill in."""
    written = follow_up or FollowUp.blank(one)
    key = key_of(one.deadline)
    day = days_for(one, events).get(key) if key else None
    return {name: getattr(written, name) for name in FIELDS} | {"event": day}


def _findings(
    line: Written, one: Obligation, origin: Mapping[str, str], kept: Mapping[str, Value]
) -> Iterator[Finding]:
    for key, text in line.cells.items():
        if text == origin.get(key, ""):
            continue
        try:
            after = _value(key, text, line, one)
        except InvalidInput as error:
            yield Refusal(row=line.row, label=line.label, why=f"{BY_KEY[key].title}: {error}")
            continue
        before = kept[key]
        if after == before:
            continue
        edit = Edit(obligation_id=one.id, label=one.label, key=key, before=before, after=after)
        left = plain_again(origin.get(key, ""))
        if left == (spelled(before) or ""):
            yield edit
        else:
            yield Conflict(**{name: getattr(edit, name) for name in Edit.__slots__}, origin=left)


def _value(key: str, text: str, line: Written, one: Obligation) -> Value:
    """What a cell says; InvalidInput where that is nothing the column can hold."""
    if key in line.formulas:
        raise InvalidInput("es una fórmula: escribe el valor")
    if key != "event":
        return checked(key, day_if_any(text) if key == "review" else plain_again(text))
    event_of(one)
    return day_if_any(text)


def _notes(book: Workbook, known: Mapping[str, Obligation]) -> Iterator[str]:
    there = {line.obligation_id for line in book.lines}
    gone = sum(name not in there and name in known for name in book.origins)
    gone -= sum(not line.obligation_id for line in book.lines)  # those are there, without their Id
    if gone > 0:
        told = "fila se ha quitado" if gone == 1 else "filas se han quitado"
        yield f"{gone} {told} del libro: su seguimiento se queda como está"
    other = [line.label for line in book.lines if book.digests.get(line.obligation_id, line.digest) != line.digest]
    if other:
        shown = ", ".join(other[:5]) + (" y más" if len(other) > 5 else "")
        yield f"hay cambios en columnas que no se importan ({shown}): el texto es el del documento"


def _shared(edits: Sequence[Edit], known: Mapping[str, Obligation], events: Sequence[EventDate]) -> Iterator[str]:
    """The days that a sheet gives to one obligation and that others without a day run from too."""
    given = {edit.obligation_id: edit.after for edit in edits if edit.key == "event" and isinstance(edit.after, date)}
    days: dict[tuple[str, str], date] = {}
    for name, day in given.items():
        key = key_of(known[name].deadline)
        if key is not None and key != START:
            days[known[name].document_id, key] = day
    for (document_id, key), day in days.items():
        undated = (one for one in known.values() if one.deadline and not one.deadline.due and one.id not in given)
        mine = (one for one in undated if one.document_id == document_id and key_of(one.deadline) == key)
        rest = sum(key not in days_for(one, events) for one in mine)
        if rest:
            told = "otra obligación corre" if rest == 1 else f"otras {rest} obligaciones corren"
            yield (
                f"el día de «{name_of(key)}» vale solo para las filas en que está, y {told} desde lo mismo: "
                f'kb obligations event {document_id} "{name_of(key)}" {spell_day(day)} lo apunta para todas'
            )
