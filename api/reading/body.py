"""The legal tree as HTML: sections with headings, paragraphs, tables as tables; every unit with its anchor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from html import escape
from itertools import takewhile

from api.reading.marking import Marked
from kb.documents import Unit, UnitKind

_DEEPEST = 6
_INDENTED = frozenset({UnitKind.LETRA, UnitKind.NUMERO, UnitKind.ITEM})
_ROWS = frozenset({UnitKind.ROW, UnitKind.TABLE_HEADER})


class Body:
    """Renders the units of one document."""

    def __init__(self, marked: Marked) -> None:
        self.marked = marked
        self.children: dict[str | None, list[Unit]] = defaultdict(list)
        for unit in marked.document.units:
            self.children[unit.parent].append(unit)

    def html(self) -> str:
        """All of it, in reading order."""
        return "\n".join(line for unit in self.children[None] for line in self._unit(unit, 2))

    def _unit(self, unit: Unit, level: int) -> Iterator[str]:
        children = self.children[unit.unit_id]
        if unit.kind is UnitKind.TABLE and all(child.kind in _ROWS for child in children):
            yield from self._table(unit, children)
        elif children:
            yield from self._container(unit, children, level)
        elif unit.kind is UnitKind.HEADING or (unit.kind is UnitKind.HEADLINE and unit.parent is None):
            yield f"<h{level}{self._id(unit)}>{self._text(unit)}</h{level}>"
        else:
            yield f'<p{self._id(unit)} class="{unit.kind.value}">{self._text(unit)}</p>'

    def _container(self, unit: Unit, children: list[Unit], level: int) -> Iterator[str]:
        """A section, or a group of paragraphs where the unit has no heading of its own."""
        headed = children[0].kind is UnitKind.HEADING
        tag = "section" if headed else "div"
        named = f' aria-label="{escape(unit.label)}"' if headed else ""
        indented = " sangrado" if unit.kind in _INDENTED else ""
        yield f'<{tag}{self._id(unit)}{named} class="{unit.kind.value}{indented}">'
        for child in children:
            yield from self._unit(child, level if child.kind is UnitKind.HEADING else min(level + headed, _DEEPEST))
        yield f"</{tag}>"

    def _table(self, unit: Unit, rows: list[Unit]) -> Iterator[str]:
        heads = [row for row in rows if row.kind is UnitKind.TABLE_HEADER]
        yield f'<div class="tabla"><table{self._id(unit)}><caption>{escape(unit.label)}</caption>'
        if heads:
            yield "<thead>"
            yield from self._rows(heads, 'th scope="col"')
            yield "</thead>"
        yield "<tbody>"
        yield from self._rows([row for row in rows if row not in heads], "td")
        yield "</tbody></table></div>"

    def _rows(self, rows: list[Unit], tag: str) -> Iterator[str]:
        for at, row in enumerate(rows):
            cells = "".join(
                f"<{tag}{_reaching(rows[at + 1 :], column)}>{self.marked.html(start, end)}</{tag[:2]}>"
                for column, start, end in self._cells(row)
            )
            yield f"<tr{self._id(row)}>{cells}</tr>"

    def _cells(self, row: Unit) -> Iterator[tuple[int, int, int]]:
        """The column of each cell, without those that a merged cell covers, and where it stands in the text.

        The whole row where they are not found there one after another.
        """
        text, at = self.marked.document.text, row.start
        found: list[tuple[int, int, int]] = []
        for column, cell in enumerate(row.cells):
            if cell is None:
                continue
            start = text.find(cell, at, row.end)
            if start < 0:
                found = []
                break
            at = start + len(cell)
            found.append((column, start, at))
        yield from found or [(len(row.cells), row.start, row.end)]

    def _text(self, unit: Unit) -> str:
        return self.marked.html(unit.start, unit.end)

    def _id(self, unit: Unit) -> str:
        """The unit's anchor, unless it stands before the mark."""
        return "" if self.marked.moved(unit.unit_id) else f' id="{escape(unit.unit_id)}"'


def _reaching(below: list[Unit], column: int) -> str:
    """The attribute of a merged cell: how many rows it covers with its own; nothing for one of a single row."""
    covered = takewhile(lambda row: column < len(row.cells) and row.cells[column] is None, below)
    rows = 1 + sum(1 for _ in covered)
    return f' rowspan="{rows}"' if rows > 1 else ""
