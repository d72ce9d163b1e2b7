"""A document as the lines of a page of a given width, each with the place of its text in the document.

Nothing here draws: a reader of thirty thousand lines asks for the few that are on its screen.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kb.documents import PROVISIONS, Document, Unit, UnitKind
from tui.page.lines import Line, Piece, wrapped
from tui.page.tables import table_lines

NARROWEST = 20
_STEP = 3
"""Columns that a letter or a number is set in from what it hangs on."""

_SET_IN = frozenset({UnitKind.LETRA, UnitKind.NUMERO, UnitKind.ITEM, UnitKind.QUOTATION})
_SPACED = frozenset({UnitKind.HEADING, UnitKind.HEADLINE, UnitKind.ENACTING_FORMULA, UnitKind.SECTION_LABEL})
_CELLS = frozenset({UnitKind.ROW, UnitKind.TABLE_HEADER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The lines of a document at a width, and the columns that its widest line takes."""

    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    width: int

    def line_of(self, offset: int) -> int:
        """The line on which a character of the document stands; inside a table, the first of its row."""
        found = max(0, bisect_right(self.starts, offset) - 1)
        while found and self.starts[found - 1] == self.starts[found]:
            found -= 1
        return self._exact(found, offset)

    def _exact(self, first: int, offset: int) -> int:
        """Past the empty lines before, and within a row to the line that has the character."""
        last = bisect_right(self.starts, self.starts[first])
        for number in range(first, last):
            if any(0 <= piece.start <= offset < piece.start + len(piece.text) for piece in self.lines[number].pieces):
                return number
        return next((number for number in range(first, last) if self.lines[number].pieces), first)


def typeset(document: Document, width: int) -> Page:
    """Set a document in lines of at most `width` columns; tables may be wider."""
    width = max(width, NARROWEST)
    lines: list[Line] = []
    for line in _lines(document, width):
        if line.pieces or (lines and lines[-1].pieces):
            lines.append(line)
    widest = max((piece.column + len(piece.text) for line in lines if line.wide for piece in line.pieces), default=0)
    return Page(lines=tuple(lines), starts=tuple(line.start for line in lines), width=max(width, widest))


def _lines(document: Document, width: int) -> Iterator[Line]:
    for is_table, leaves in groupby(document.leaves(), lambda unit: unit.kind in _CELLS):
        if is_table:
            for _, rows in groupby(leaves, lambda unit: unit.parent):
                yield from _table(document, tuple(rows), width)
        else:
            for leaf in leaves:
                yield from _leaf(document, leaf, width)


def _leaf(document: Document, leaf: Unit, width: int) -> Iterator[Line]:
    style = _style(document, leaf)
    indent = min(_STEP * _depth(document, leaf), width // 3)
    if leaf.kind in _SPACED and leaf.start:
        yield Line((), leaf.start, "")
    for match in re.finditer(r"[^\n]+", document.text[leaf.start : leaf.end]):
        for piece in wrapped(match[0], leaf.start + match.start(), width - indent):
            shown = piece._replace(column=_column(piece, style, indent, width))
            yield Line((shown,), shown.start, style)
    if style not in ("division", "metadata", "letter"):
        yield Line((), leaf.end, "")


def _column(piece: Piece, style: str, indent: int, width: int) -> int:
    return max(0, (width - len(piece.text)) // 2) if style == "division" else indent


def _style(document: Document, leaf: Unit) -> str:
    if leaf.kind is UnitKind.METADATA:
        return "metadata"
    if leaf.kind in (UnitKind.HEADLINE, UnitKind.SECTION_LABEL):
        return "division"
    if leaf.kind is UnitKind.HEADING:
        parent = document.unit(leaf.parent).kind if leaf.parent else UnitKind.OTHER
        return "heading" if parent is UnitKind.ARTICLE or parent in PROVISIONS else "division"
    if leaf.kind in (UnitKind.NOTE, UnitKind.SIGNATURE, UnitKind.IMAGE):
        return "note"
    return "letter" if leaf.kind in _SET_IN else "text"


def _depth(document: Document, leaf: Unit) -> int:
    return sum(unit.kind in _SET_IN for unit in (*document.ancestors(leaf), leaf))


def _table(document: Document, rows: Sequence[Unit], width: int) -> Iterator[Line]:
    yield Line((), rows[0].start, "")
    yield from table_lines(document, rows, width)
    yield Line((), rows[-1].end, "")
