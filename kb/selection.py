"""Which documents are meant: by id, kind, rank, department, publication and force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kb.documents import DocumentKind
from kb.numerals import plain
from kb.store import Reader, Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Filters that all have to be met; what a document does not say meets none. Days are included."""

    documents: tuple[str, ...] = ()
    kind: DocumentKind | None = None
    rank: str | None = None
    department: str | None = None
    published_from: date | None = None
    published_until: date | None = None
    in_force_on: date | None = None

    def of(self, reader: Reader) -> tuple[Summary, ...]:
        """The documents that are meant, by id. DocumentNotFound for one that is named and not there."""
        reader.live(self.documents)
        return tuple(filter(self.takes, reader.summaries()))

    def takes(self, one: Summary) -> bool:
        """Whether a document meets every filter that is set."""
        return (
            (not self.documents or one.document_id in self.documents)
            and self.kind in (None, one.kind)
            and (self.rank is None or plain(self.rank) == plain(one.rank or ""))
            and (self.department is None or plain(self.department) in plain(one.department or ""))
            and _within(one.published, self.published_from, self.published_until)
            and (self.in_force_on is None or _in_force(one, self.in_force_on))
        )


EVERYTHING = Selection()
"""No filter."""


def _within(day: date | None, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    return day is not None and (first or date.min) <= day <= (last or date.max)


def _in_force(one: Summary, day: date) -> bool:
    return one.in_force_from is not None and one.in_force_from <= day and (one.repealed is None or day < one.repealed)
