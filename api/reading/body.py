"""The legal tree as HTML: sections with headings, paragraphs, tables as tables; every unit with its anchor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from html import escape

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
            yield from (self._row(row, '<th scope="col">', "</th>") for row in heads)
            yield "</thead>"
        yield "<tbody>"
        yield from (self._row(row, "<td>", "</td>") for row in rows if row not in heads)
        yield "</tbody></table></div>"

    def _row(self, row: Unit, opening: str, closing: str) -> str:
        cells = "".join(f"{opening}{self.marked.html(*span)}{closing}" for span in self._cells(row))
        return f"<tr{self._id(row)}>{cells}</tr>"

    def _cells(self, row: Unit) -> Iterator[tuple[int, int]]:
        """Where each cell stands in the text; the whole row where they are not found there one after another."""
        text, at = self.marked.document.text, row.start
        found: list[tuple[int, int]] = []
        for cell in row.columns:
            start = text.find(cell, at, row.end)
            if start < 0:
                found = []
                break
            at = start + len(cell)
            found.append((start, at))
        yield from found or [(row.start, row.end)]

    def _text(self, unit: Unit) -> str:
        return self.marked.html(unit.start, unit.end)

    def _id(self, unit: Unit) -> str:
        """The unit's anchor, unless it stands before the mark."""
        return "" if self.marked.moved(unit.unit_id) else f' id="{escape(unit.unit_id)}"'
