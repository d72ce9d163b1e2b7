"""A checklist made from a base: what is asked for, and everything that an export shows beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from kb.agenda import days_of, is_overdue
from kb.cautions import course_of
from kb.days import spell_day
from kb.exports.amounts import amount_tables
from kb.exports.checklist import Checklist, Origin
from kb.exports.line import lines
from kb.exports.wording import MODALITIES, calendar_name
from kb.facts import Modality, Obligation, Status

if TYPE_CHECKING:
    from kb.deadlines import Calendar
    from kb.tracking import Tracking


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which obligations: all filters have to be met, and those left empty are met by all."""

    documents: tuple[str, ...] = ()
    modalities: tuple[Modality, ...] = ()
    statuses: tuple[Status, ...] = ()
    owner: str | None = None
    subject: str | None = None
    ids: frozenset[str] | None = None
    due_from: date | None = None
    due_until: date | None = None
    overdue: bool = False

    def takes(self, one: Obligation, today: date) -> bool:
        """Whether an obligation is wanted."""
        return (
            (not self.modalities or one.modality in self.modalities)
            and (not self.statuses or one.status in self.statuses)
            and (self.owner is None or self.owner.casefold() in (one.owner or "").casefold())
            and (self.subject is None or self.subject.casefold() in one.subject.casefold())
            and (self.ids is None or one.id in self.ids)
            and self._in_time(one)
            and (not self.overdue or is_overdue(one, today))
        )

    def _in_time(self, one: Obligation) -> bool:
        if self.due_from is None and self.due_until is None:
            return True
        first, last = self.due_from or date.min, self.due_until or date.max
        return any(first <= day <= last for day in days_of(one))

    def told(self) -> tuple[str, ...]:
        """The filters in Spanish, as a cover shows them."""
        told = [f"documentos: {', '.join(self.documents)}"] if self.documents else []
        if self.modalities:
            told.append(f"modalidad: {', '.join(MODALITIES[one] for one in self.modalities)}")
        if self.statuses:
            told.append(f"estado: {', '.join(self.statuses)}")
        if self.owner is not None:
            told.append(f"responsable: {self.owner}")
        if self.subject is not None:
            told.append(f"obligado: {self.subject}")
        if self.ids is not None:
            told.append(f"una selección de {len(self.ids)}")
        if self.due_from is not None:
            told.append(f"vence desde el {spell_day(self.due_from)}")
        if self.due_until is not None:
            told.append(f"vence hasta el {spell_day(self.due_until)}")
        return (*told, *(["solo lo vencido sin cumplir"] if self.overdue else []))


def assemble(
    base: Tracking, wanted: Wanted, *, made: datetime, calendar: Calendar | None = None, reading: str | None = None
) -> Checklist:
    """The checklist of a base at the moment `made`. DocumentNotFound."""
    counted, today = calendar or base.calendar, made.astimezone().date()
    given = wanted.documents or (None,)
    all_of_them = [one for name in given for one in base.obligations(name, calendar=counted, today=today)]
    obligations = [one for one in all_of_them if wanted.takes(one, today)]
    names = list(dict.fromkeys((*wanted.documents, *(one.document_id for one in obligations))))
    documents = {name: base.store.document(name) for name in names}
    course = course_of(names, base.store, today)
    return Checklist(
        made=made,
        lines=tuple(lines(obligations, documents, base.follow_ups(), base.events(), calendar_name(counted))),
        origins=tuple(Origin.of(one, course.get(name, ())) for name, one in documents.items()),
        amounts=tuple(table for name in names for table in amount_tables(base.store.facts(name, types=["amount"]))),
        unmatched=tuple(one for name in given for one in base.unmatched(name)),
        told={uid: told for name in given for uid, told in base.store.register.told(name).items()},
        calendar=counted,
        filters=wanted.told(),
        reading=reading,
        whole=wanted == Wanted(documents=wanted.documents),
    )
