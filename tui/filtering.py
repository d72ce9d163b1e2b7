"""Which documents a list shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kb.errors import InvalidInput
from kb.numerals import plain

if TYPE_CHECKING:
    from kb.store import Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFilter:
    """What a document has to have; what is empty asks for nothing. Days are ISO dates or their beginnings."""

    words: str = ""
    rank: str = ""
    department: str = ""
    since: date | None = None
    until: date | None = None

    def chosen(self, documents: Sequence[Summary]) -> list[Summary]:
        """The documents that have it, in their order."""
        return [one for one in documents if self._takes(one)]

    def _takes(self, one: Summary) -> bool:
        text = plain(f"{one.title} {one.document_id} {one.number or ''}")
        day = one.published or one.dated
        return (
            all(word in text for word in plain(self.words).split())
            and (not self.rank or one.rank == self.rank)
            and (not self.department or one.department == self.department)
            and (self.since is None or (day is not None and day >= self.since))
            and (self.until is None or (day is not None and day <= self.until))
        )


def day_of(text: str, *, last: bool) -> date | None:
    """A day, or the first or `last` one of a year or a month (`2024`, `2024-03`); None for nothing. InvalidInput."""
    parts = text.strip().split("-") if text.strip() else []
    if not parts:
        return None
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            return date(*numbers)
        year, month = (numbers[0], numbers[1]) if len(numbers) == 2 else (numbers[0], 12 if last else 1)
        if not last:
            return date(year, month, 1)
        return date.fromordinal((date(year + month // 12, month % 12 + 1, 1)).toordinal() - 1)
    except (ValueError, TypeError, IndexError):
        raise InvalidInput(f"«{text}» no es una fecha: escribe 2024, 2024-03 o 2024-03-15") from None
