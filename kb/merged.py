"""Merged cells: what stands above a row because a cell of an earlier row reaches down over it."""

from __future__ import annotations

from collections.abc import Mapping

from kb.documents import Document, UnitId, UnitKind
from kb.patterns import regex

LONGEST_NAME = 1000
"""Characters of a merged cell that every row under it is found by: no cell of a table should be longer."""

_WORD = regex(r"[^\W\d_]{2}")


def merged_above(document: Document) -> Mapping[UnitId, tuple[str, ...]]:
    """The merged cells with words that cover each row, from left to right, the long ones cut; only rows that have any.

    A header covers no row: it is the heading of a column, which every row has anyhow.
    """
    standing: dict[tuple[UnitId | None, int], str] = {}
    found: dict[UnitId, tuple[str, ...]] = {}
    for unit in document.units:
        if unit.kind is not UnitKind.ROW:
            continue
        places = [(cell, (unit.parent, n)) for n, cell in enumerate(unit.cells)]
        standing |= {place: cell for cell, place in places if cell is not None}
        above = tuple(name(standing.get(place, "")) for cell, place in places if cell is None)
        if any(above):
            found[unit.unit_id] = tuple(cell for cell in above if cell)
    return found


def name(cell: str) -> str:
    """What a cell is called: its text, cut after a word where it is long; nothing for one without words."""
    if _WORD.search(cell) is None:
        return ""
    whole = len(cell) <= LONGEST_NAME
    return cell if whole else cell[: LONGEST_NAME + 1].rstrip().rpartition(" ")[0] or cell[:LONGEST_NAME]
