"""What people write about obligations, through the facade: values checked, authors named, nothing lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, cast, get_args

from kb.days import day_of
from kb.documents import DocumentId
from kb.errors import BaseBusy, InvalidInput, ObligationNotFound, Overtaken, StorageFull
from kb.facts import Obligation
from kb.follow_up import (
    BLANK,
    SETTLED,
    Change,
    Day,
    Event,
    EventDate,
    Field,
    FollowUp,
    Revision,
    Tracked,
    Value,
    checked,
    checked_name,
)
from kb.settings import Settings
from kb.store import Stamp, Store
from kb.store.rows import OBLIGATION

if TYPE_CHECKING:
    from kb.deadlines import Calendar
    from kb.exports.assembly import Wanted
    from kb.exports.checklist import Checklist
    from kb.exports.importing import ImportPlan
    from kb.happenings import Happening

_READER = "kb ingest"
"""Who takes what people wrote to where its clause stands now, in the history."""


class Tracking:
    """The part of a base that is about follow-up."""

    settings: Settings
    store: Store

    def obligation(self, obligation_id: str) -> Obligation:
        """One obligation as the document gives it; ObligationNotFound."""
        found = self.store.fact(obligation_id)
        if not isinstance(found, Obligation):
            hint = "`kb obligations` muestra las que hay"
            raise ObligationNotFound(f"la base no tiene la obligación «{obligation_id}»: {hint}")
        return found

    def demands(self, document_id: str | None = None) -> tuple[Obligation, ...]:
        """What a document demands, or all of them do, as their texts give it, by document and place.

        Nothing of what people wrote is in it, nor the dates that hang on today. DocumentNotFound.
        """
        if document_id is not None:
            self.store.live([document_id])
        found = self.store.facts(document_id, types=[OBLIGATION])
        return tuple(fact for fact in found if isinstance(fact, Obligation))

    def obligations(
        self, document_id: str | None = None, *, calendar: Calendar | None = None, today: date | None = None
    ) -> tuple[Obligation, ...]:
        """What a document demands, or all of them do, by document and place, with what is known beside it.

        Due dates follow from the days of events, in `calendar` (that of the settings if none is given); those of what
        comes back go from the last before `today` (the day of the call if none is given) to a year from then.
        DocumentNotFound.
        """
        from kb.dating import dated, days_for, with_follow_up

        known, events = self.follow_ups(document_id), self.events(document_id)
        counted, now = calendar or self.calendar, today or date.today()
        return tuple(
            with_follow_up(dated(fact, days_for(fact, events), counted, today=now), known.get(fact.id))
            for fact in self.demands(document_id)
        )

    @property
    def calendar(self) -> Calendar:
        """The days that do not count, by the settings; InvalidInput for a region that there is not."""
        return self.settings.calendar

    def follow_up(self, obligation_id: str) -> FollowUp:
        """What is written beside an obligation, blank if nothing; ObligationNotFound."""
        today = self.obligation(obligation_id)
        return self.store.register.follow_ups(today.document_id).get(obligation_id) or FollowUp.blank(today)

    def follow_ups(self, document_id: str | None = None) -> dict[str, FollowUp]:
        """All that is written beside obligations, by their ids; also beside those that are no longer there."""
        return self.store.register.follow_ups(document_id)

    def unmatched(self, document_id: str | None = None) -> tuple[FollowUp, ...]:
        """What is written beside obligations that no text of the base has any more: kept, and to be looked at.

        Also where that is the day of an event alone, which keeps nothing of the clause but its id.
        """
        there = {fact.id for fact in self.store.facts(document_id, types=[OBLIGATION])}
        days = {one.obligation_id: one.document_id for one in self.events(document_id) if one.obligation_id}
        known = {name: FollowUp.lost(name, document) for name, document in days.items()} | self.follow_ups(document_id)
        return tuple(one for name, one in known.items() if name not in there and (name in days or not one.is_blank))

    def likely(self, gone: FollowUp) -> Obligation | None:
        """Which clause of its document one may be now that is no longer there, of those with nothing beside them."""
        from kb.succession import likely

        written = {name for name, one in self.follow_ups(gone.document_id).items() if not one.is_blank}
        facts = self.store.facts(gone.document_id, types=[OBLIGATION])
        return likely(gone, (one for one in facts if isinstance(one, Obligation) and one.id not in written))

    def move(self, gone_id: str, obligation_id: str, *, by: str) -> FollowUp:
        """Have an obligation take what is written beside one that is no longer there, and the days that were its own.

        A state in which nothing is left to do is not taken to other words: nobody has evaluated them. InvalidInput
        where nothing waits under the first id or something is written beside the second; ObligationNotFound, BaseBusy.
        """
        with self.store.writing_beside():
            now, gone = self.obligation(obligation_id), {one.obligation_id: one for one in self.unmatched()}
            if gone_id not in gone:
                raise InvalidInput(f"«{gone_id}» no espera sitio: `kb obligations unmatched` muestra lo que sí")
            if not self.follow_up(obligation_id).is_blank:
                raise InvalidInput(f"«{obligation_id}» ya tiene su seguimiento: bórralo antes o apunta lo que falte")
            self._move([(gone[gone_id], now)], _stamp(by))
        return self.follow_up(obligation_id)

    def succeed(
        self, document_id: DocumentId, before: Sequence[Obligation], after: Sequence[Obligation]
    ) -> tuple[str, ...]:
        """Take what people wrote to where a text that was read again has its clauses now; what changed, in Spanish.

        Only to the same words: see `kb.succession`. BaseBusy.
        """
        from kb.changes import differences
        from kb.succession import moved, told

        with self.store.writing_beside():
            known = self.follow_ups(document_id)
            blank = {one.id for one in after if one.id not in known or known[one.id].is_blank}
            pairs = [
                (known.get(old.id, FollowUp.blank(old)), now) for old, now in moved(before, after) if now.id in blank
            ]
            passed = self._move(pairs, _stamp(_READER))
        return tuple(told(differences(before, after), passed, len(self.unmatched(document_id))))

    def _move(self, pairs: Iterable[tuple[FollowUp, Obligation]], stamp: Stamp) -> int:
        """All of it or, after an error, nothing; of how many something was written."""
        wanted: list[tuple[FollowUp, Mapping[Field, Value]]] = []
        days: list[tuple[Event, date | None]] = []
        given = self.events()
        for gone, now in pairs:
            own = [one for one in given if one.obligation_id == gone.obligation_id]
            if gone.is_blank and not own:
                continue
            wanted += [(gone, BLANK), (FollowUp.blank(now), _taken(gone, now))]
            for one in own:
                whose = Event(document_id=now.document_id, event=one.event, obligation_id=now.id)
                days += [(Event(document_id=one.document_id, event=one.event, obligation_id=gone.obligation_id), None)]
                days += [(whose, one.day)]
        if wanted:
            self.store.register.write(wanted, stamp, days)
        return len(wanted) // 2

    def track(
        self, obligation_id: str, values: Mapping[Field, Value], *, by: str, at: datetime | None = None
    ) -> FollowUp:
        """Write fields beside an obligation; the others stay. ObligationNotFound, InvalidInput, BaseBusy."""
        self.track_all({obligation_id: values}, by=by, at=at)
        return self.follow_up(obligation_id)

    def track_all(
        self,
        changes: Mapping[str, Mapping[Field, Value]],
        *,
        by: str,
        at: datetime | None = None,
        events: Iterable[tuple[Event, date | None]] = (),
    ) -> None:
        """Write beside several obligations, and the days of events: all of it or, after an error, nothing."""
        wanted = [
            (
                FollowUp.blank(self.obligation(obligation_id)),
                {name: checked(name, value) for name, value in values.items()},
            )
            for obligation_id, values in changes.items()
        ]
        self.store.register.write(wanted, _stamp(by, at), events)

    def tracked(self, obligation_id: str) -> Tracked:
        """An obligation with its due dates by now and what is written beside it; ObligationNotFound."""
        from kb.dating import tracked

        fact = self.obligation(obligation_id)
        written, events = self.follow_up(obligation_id), self.events(fact.document_id)
        return tracked(fact, written, events, self.calendar, today=date.today())

    def revise(self, obligation_id: str, revision: Revision, *, by: str, seen: str | None = None) -> Tracked:
        """Change what is written beside an obligation and the days that its deadline runs from: all of it or nothing.

        `seen`: the version that is revised; Overtaken when it is another by now. ObligationNotFound, InvalidInput,
        BaseBusy.
        """
        from kb.dating import event_of

        with self.store.writing_beside():
            if seen is not None and self.tracked(obligation_id).version != seen:
                raise Overtaken("otra persona lo ha cambiado mientras tanto: míralo de nuevo y repite el cambio")
            fields = {name: value for name, value in revision.items() if name not in get_args(Day)}
            events = [
                (event_of(self.obligation(obligation_id), whole=name == "document_event_day"), _day(value))
                for name, value in revision.items()
                if name in get_args(Day)
            ]
            self.track_all({obligation_id: cast("Mapping[Field, Value]", fields)}, by=by, events=events)
            return self.tracked(obligation_id)

    def record_event(
        self,
        document_id: str,
        event: str,
        day: date | None,
        *,
        by: str,
        obligation_id: str | None = None,
    ) -> str:
        """Say on which day an event happened (None: take it back): the due dates that hang on it follow.

        `event` is its name or a word that only it has among those of the document. For all obligations of the
        document that run from it, or for one of them alone. Gives what it is kept under. DocumentNotFound,
        ObligationNotFound, InvalidInput with the events that there are, BaseBusy.
        """
        self.store.live([document_id])
        if obligation_id is not None and self.obligation(obligation_id).document_id != document_id:
            raise InvalidInput(f"la obligación «{obligation_id}» no es del documento {document_id}")
        whose = self._event(DocumentId(document_id), " ".join(event.split()), obligation_id)
        self.store.register.write((), _stamp(by), [(whose, day)])
        return whose.event

    def _event(self, document_id: DocumentId, word: str, obligation_id: str | None) -> Event:
        """The event that a word means; one whose day was given keeps its exact name, even if it is none by now."""
        from kb.happenings import meant

        given = Event(document_id=document_id, event=word, obligation_id=obligation_id)
        if any(
            (one.event, one.obligation_id) == (given.event, given.obligation_id) for one in self.events(document_id)
        ):
            return given
        found = meant(word, self.happenings(document_id), obligation_id)
        whose = found.obligations[0].id if found.alone else obligation_id
        return Event(document_id=document_id, event=found.key, obligation_id=whose)

    def happenings(self, document_id: str) -> tuple[Happening, ...]:
        """The events that the deadlines of a document run from, with the days that are known. DocumentNotFound."""
        from kb.happenings import happenings

        return happenings(self.obligations(document_id), self.events(document_id))

    def events(self, document_id: str | None = None) -> tuple[EventDate, ...]:
        """The days of events that people gave."""
        return self.store.register.events(document_id)

    def history(self, obligation_id: str | None = None, *, document_id: str | None = None) -> tuple[Change, ...]:
        """Who changed what and when, oldest first; also of obligations and documents that are no longer there.

        To that of an obligation belong the days of what its deadline runs from that were given for its document.
        """
        fact = None if obligation_id is None else self.store.fact(obligation_id)
        if not isinstance(fact, Obligation):
            return self.store.register.history(obligation_id=obligation_id, document_id=document_id)
        anchor = fact.deadline.anchor if fact.deadline else None
        shared = f"event:{anchor.event}" if anchor else None
        return tuple(
            one
            for one in self.store.register.history(document_id=fact.document_id)
            if one.obligation_id == obligation_id or (one.obligation_id is None and one.field == shared)
        )

    def course(self, documents: Collection[str], today: date) -> dict[str, tuple[str, ...]]:
        """What became of norms that is to be known beside what they demand: repealed, amended, corrected."""
        from kb.cautions import course_of

        return course_of(documents, self.store, today)

    def checklist(
        self,
        wanted: Wanted | None = None,
        *,
        made: datetime | None = None,
        calendar: Calendar | None = None,
        reading: str | None = None,
    ) -> Checklist:
        """The obligations that are wanted, with all that an export shows beside them. DocumentNotFound.

        `reading`: the address of a service whose pages show the documents.
        """
        from kb.exports.assembly import Wanted, assemble

        moment = made or datetime.now(UTC)
        return assemble(self, wanted or Wanted(), made=moment, calendar=calendar, reading=reading)

    def export(self, checklist: Checklist, form: str) -> bytes:
        """A checklist in one of the registered formats; what calendars are told is remembered where it can be."""
        from kb.exports import EXPORTS
        from kb.exports.entries import tellings, withdrawn

        export = EXPORTS[form]
        data = export.render(checklist)
        if export.is_calendar:
            told = [telling for _, telling in tellings(checklist)]
            with suppress(BaseBusy, StorageFull):
                self.store.register.tell([*told, *withdrawn(checklist)])
        return data

    def plan_import(self, data: bytes) -> ImportPlan:
        """What an edited workbook would change; nothing is written. InvalidInput for a file that is not ours."""
        from kb.exports.importing import plan
        from kb.exports.workbook import read_workbook

        return plan(self, read_workbook(data))

    def import_workbook(self, data: bytes, *, by: str) -> ImportPlan:
        """Take what an edited workbook changes, all of it or nothing; refusals and conflicts stay as the base has it.

        InvalidInput, BaseBusy.
        """
        from kb.exports.importing import apply

        with self.store.writing_beside():
            found = self.plan_import(data)
            apply(self, found, by=by)
        return found


def _taken(gone: FollowUp, now: Obligation) -> Mapping[Field, Value]:
    """What an obligation takes of another's follow-up: with other words than it had, it is to be evaluated again."""
    same = gone.quote.split() == now.quote.split()
    return gone.values if same or gone.status not in SETTLED else gone.values | {"status": BLANK["status"]}


def _day(value: Value) -> date | None:
    return day_of(value) if isinstance(value, str) else value


def _stamp(by: str, at: datetime | None = None) -> Stamp:
    return Stamp(by=checked_name(by), at=at or datetime.now(UTC))
