"""Which documents a list shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from kb.days import day_in
from kb.errors import InvalidInput
from kb.numerals import plain

if TYPE_CHECKING:
    from kb.selection import Selection
    from kb.store import Summary


def chosen(documents: Sequence[Summary], selection: Selection, words: str) -> list[Summary]:
    """The documents that a selection means and that have the words in their title, number or identifier."""
    wanted = plain(words).split()
    return [one for one in documents if selection.takes(one) and all(word in _text(one) for word in wanted)]


def _text(one: Summary) -> str:
    return plain(f"{one.title} {one.document_id} {one.number or ''}")


def day_of(text: str, *, last: bool) -> date | None:
    """A day, or the first or `last` one of a year or a month (`2024`, `2024-03`); None for nothing. InvalidInput."""
    if "/" in text:
        return day_in(text)
    parts = text.strip().split("-") if text.strip() else []
    if not parts:
        return None
    try:
        year, month, *day = [int(part) for part in parts] if len(parts) > 1 else [int(parts[0]), 12 if last else 1]
        first = date(year, month, *day or (1,))
        if day or not last:
            return first
        return date.fromordinal((date(year + month // 12, month % 12 + 1, 1)).toordinal() - 1)
    except (ValueError, TypeError):
        raise InvalidInput(f"«{text}» no es una fecha: escribe 2024, 2024-03 o 2024-03-15") from None
