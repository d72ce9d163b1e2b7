"""The unit of a document that a person names."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from kb.documents import Document, Unit
from kb.numerals import fold
from kb.patterns import regex
from kb.references import places

_PAGE = regex(r"(?:p|pag|pagina)[. ]*(\d+)")
"""A page of the printed document: `pág. 12`, folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The unit that was named; not `exact` when the document has only the one around it, or the one before it."""

    unit: Unit
    exact: bool


def named(document: Document, words: str) -> Named | None:
    """What `art 5.3`, `anexo VI`, a bare number, `5.3`, which is an article's, or `pág. 12` names; None without one."""
    page = _PAGE.fullmatch(fold(words).strip())
    if page is not None:
        return _on_page(document, int(page[1]))
    for text in (words, f"art. {words}"):
        for place in places(text):
            found = next((one for one in place.candidates if document.has(one)), None)
            if found is not None:
                around = place.candidates[0].startswith(f"{found}.")
                return Named(unit=document.unit(found), exact=not around)
    return None


def unit_at(document: Document, offset: int) -> Unit:
    """The smallest unit that has a character of the document, or the last one before it."""
    number = bisect_right(document.units, offset, key=lambda unit: unit.start)
    last = document.units[max(number - 1, 0)]
    return next((one for one in (last, *reversed(document.ancestors(last))) if offset < one.end), last)


def _on_page(document: Document, number: int) -> Named | None:
    """The first unit that begins on a page; where none does, the one that goes on over it from a page before."""
    if not 1 <= number <= (document.pages or 0):
        return None
    paged = [unit for unit in document.units if unit.page is not None and unit.page <= number]
    first = next((unit for unit in paged if unit.page == number), None)
    unit = first or next(iter(paged[::-1]), None)
    return Named(unit=unit, exact=first is not None) if unit is not None else None
