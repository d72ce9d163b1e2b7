"""What every format of the checklist is made of."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from kb.agenda import is_overdue
from kb.dating import NATIONAL
from kb.deadlines.calendar import Calendar
from kb.documents import Document, DocumentId
from kb.exports.amounts import AmountTable
from kb.exports.line import Earlier, Line
from kb.facts import Obligation
from kb.follow_up import FollowUp, Told
from kb.reuse import reuse_notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A document that the checklist comes from, with what an auditor needs to find the same text again.

    `version`: the day whose law a consolidated text states, else its publication; None for one that does
    not tell its day. `sha256` is of the file read. `warnings`: in Spanish, what became of the norm, such as its repeal.
    """

    document_id: DocumentId
    title: str
    published: date | None
    version: date | None
    eli: str | None
    url: str | None
    sha256: str
    notice: str | None
    warnings: tuple[str, ...] = ()

    @classmethod
    def of(cls, document: Document, warnings: tuple[str, ...] = ()) -> Origin:
        """What an auditor needs to find the text of this document again."""
        publication = document.publication
        return cls(
            document_id=document.document_id,
            title=document.title,
            published=publication.published,
            version=document.as_of or (None if document.consolidated else publication.published),
            eli=publication.eli,
            url=publication.url,
            sha256=document.sha256,
            notice=reuse_notice(document),
            warnings=warnings,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """Obligations by document and place, with all that is known beside them, as of the moment `made`.

    `unmatched`: follow-up whose obligation no text has any more. `told`: what calendars were last told, by entry.
    `gone`: what an earlier one had and this has not, where one was given. `reading`: the address of a service whose
    pages show the documents, if one is known. `whole`: nothing of these documents was filtered out.
    """

    made: datetime
    lines: tuple[Line, ...] = ()
    origins: tuple[Origin, ...] = ()
    amounts: tuple[AmountTable, ...] = ()
    unmatched: tuple[FollowUp, ...] = ()
    gone: tuple[Earlier, ...] = ()
    told: Mapping[str, Told] = field(default_factory=dict)
    calendar: Calendar = NATIONAL
    filters: tuple[str, ...] = ()
    reading: str | None = None
    whole: bool = True

    @property
    def rows(self) -> tuple[Obligation, ...]:
        """The obligations alone."""
        return tuple(line.obligation for line in self.lines)

    @property
    def today(self) -> date:
        """The day on which things are overdue or not, where this machine is."""
        return self.made.astimezone().date()

    @property
    def corpus(self) -> str:
        """A hash of the texts: the same for the same files, whatever is written beside them."""
        named = sorted(f"{one.document_id} {one.sha256}\n" for one in self.origins)
        return hashlib.sha256("".join(named).encode()).hexdigest()

    def is_overdue(self, line: Line) -> bool:
        """Whether the last day of an open obligation has passed."""
        return is_overdue(line.obligation, self.today)
