"""What people write about obligations, through the facade: values checked, authors named, nothing lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from kb.errors import InvalidInput, ObligationNotFound
from kb.facts import Obligation
from kb.follow_up import Change, EventDate, Field, FollowUp, Value, checked, checked_name
from kb.store import Stamp, Store
from kb.store.rows import OBLIGATION

_LONGEST_EVENT = 100


class Tracking:
    """The part of a base that is about follow-up."""

    store: Store

    def obligation(self, obligation_id: str) -> Obligation:
        """One obligation as the document gives it; ObligationNotFound."""
        found = self.store.fact(obligation_id)
        if not isinstance(found, Obligation):
            hint = "`kb obligations` muestra las que hay"
            raise ObligationNotFound(f"la base no tiene la obligación «{obligation_id}»: {hint}")
        return found

    def follow_up(self, obligation_id: str) -> FollowUp:
        """What is written beside an obligation, blank if nothing; ObligationNotFound."""
        today = self.obligation(obligation_id)
        return self.store.register.follow_ups(today.document_id).get(obligation_id) or FollowUp.blank(today)

    def follow_ups(self, document_id: str | None = None) -> dict[str, FollowUp]:
        """All that is written beside obligations, by their ids; also beside those that are no longer there."""
        return self.store.register.follow_ups(document_id)

    def unmatched(self, document_id: str | None = None) -> tuple[FollowUp, ...]:
        """What is written beside obligations that no text of the base has any more: kept, and to be looked at."""
        facts = self.store.facts(document_id, types=[OBLIGATION])
        there = {fact.id for fact in facts}
        return tuple(one for one in self.follow_ups(document_id).values() if one.obligation_id not in there)

    def track(
        self, obligation_id: str, values: Mapping[Field, Value], *, by: str, at: datetime | None = None
    ) -> FollowUp:
        """Write fields beside an obligation; the others stay. ObligationNotFound, InvalidInput, BaseBusy."""
        self.track_all({obligation_id: values}, by=by, at=at)
        return self.follow_up(obligation_id)

    def track_all(self, changes: Mapping[str, Mapping[Field, Value]], *, by: str, at: datetime | None = None) -> None:
        """Write beside several obligations: all of it or, after an error, nothing."""
        wanted = [
            (
                FollowUp.blank(self.obligation(obligation_id)),
                {name: checked(name, value) for name, value in values.items()},
            )
            for obligation_id, values in changes.items()
        ]
        self.store.register.write(wanted, _stamp(by, at))

    def record_event(
        self,
        document_id: str,
        event: str,
        day: date | None,
        *,
        by: str,
        obligation_id: str | None = None,
        at: datetime | None = None,
    ) -> None:
        """Say on which day an event happened (None: take it back): the due dates that hang on it follow.

        For all obligations of a document, or for one of them alone. DocumentNotFound, ObligationNotFound,
        InvalidInput, BaseBusy.
        """
        self.store.live([document_id])
        if obligation_id is not None and self.obligation(obligation_id).document_id != document_id:
            raise InvalidInput(f"la obligación «{obligation_id}» no es del documento {document_id}")
        name = " ".join(event.split())
        if not name or len(name) > _LONGEST_EVENT or not name.isprintable():
            raise InvalidInput("falta el nombre del suceso: por ejemplo, notification")
        self.store.register.write_event(document_id, name, day, _stamp(by, at), obligation_id)

    def events(self, document_id: str | None = None) -> tuple[EventDate, ...]:
        """The days of events that people gave."""
        return self.store.register.events(document_id)

    def history(self, obligation_id: str | None = None, *, document_id: str | None = None) -> tuple[Change, ...]:
        """Who changed what and when, oldest first; also of obligations and documents that are no longer there."""
        return self.store.register.history(obligation_id=obligation_id, document_id=document_id)


def _stamp(by: str, at: datetime | None) -> Stamp:
    return Stamp(by=checked_name(by), at=at or datetime.now(UTC))
