"""A table's rows with every cell in its column, however many it spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.readers.inline import text_of
from ingest.readers.safe_xml import Element, local_name
from ingest.text import Line, row
from kb.documents import Version

_WIDEST = 60
"""Columns that one cell may span; a larger number is a mistake or an attack."""
_CELLS = ("td", "th")


@dataclass(slots=True)
class Grid:
    """Rows of cells. One that spans several places stands in the first; the rest of its row is empty, None below it."""

    rows: list[list[str | None]] = field(default_factory=list)
    headers: list[bool] = field(default_factory=list)
    _open: dict[int, int] = field(default_factory=dict)

    def add(self, cells: Sequence[Element], *, header: bool) -> None:
        """Place the cells of one more row beside those that reach down into it."""
        places: dict[int, str | None] = {at: None for at, left in self._open.items() if left > 0}
        column = 0
        spans: list[tuple[int, int]] = []
        for cell in cells:
            while self._open.get(column, 0) > 0:
                column += 1
            places[column] = text_of(cell)
            width, down = _span(cell, "colspan"), _span(cell, "rowspan")
            spans += [(column + n, down - 1) for n in range(width)]
            column += width
        self._open = {at: left - 1 for at, left in self._open.items() if left > 1}
        self._open |= {at: left for at, left in spans if left > 0}
        self.rows.append([places.get(n, "") for n in range(max(places, default=-1) + 1)])
        self.headers.append(header)

    def lines(self) -> Iterator[Line]:
        """The rows that show something, as wide as the widest; the first one is set apart."""
        width = max((len(cells) for cells in self.rows), default=0)
        first = True
        for cells, header in zip(self.rows, self.headers, strict=True):
            line = row([*cells, *[""] * (width - len(cells))], header=header)
            if line.text:
                yield replace(line, blank_before=first)
                first = False


def rows(table: Element) -> list[Line]:
    """The rows of a table but those of its foot, headers marked."""
    grid = Grid()
    for tr, part in _rows(table):
        cells = [cell for cell in tr if local_name(cell) in _CELLS]
        grid.add(cells, header=part == "thead" or _is_header(cells))
    return list(grid.lines())


def dated(line: Line, version: Version | None) -> Line:
    """The same line as part of a dated wording."""
    return replace(line, version=version)


def caption(table: Element) -> list[Element]:
    """What stands above the rows."""
    return [child for child in table if local_name(child) == "caption"]


def foot(table: Element) -> list[Element]:
    """The cells of the foot: notes to the table."""
    parts = [child for child in table if local_name(child) == "tfoot"]
    return [cell for part in parts for cell in part.iter() if local_name(cell) in _CELLS]


def _rows(table: Element) -> Iterator[tuple[Element, str]]:
    for child in table:
        name = local_name(child)
        if name == "tr":
            yield child, "tbody"
        elif name in ("thead", "tbody"):
            yield from ((tr, name) for tr in child if local_name(tr) == "tr")


def _is_header(cells: Sequence[Element]) -> bool:
    """Whether every cell is one of a header, by its tag, its class or that of the paragraph in it."""
    return bool(cells) and all(local_name(cell) == "th" or _titled(cell) for cell in cells)


def _titled(cell: Element) -> bool:
    classes = [cell.get("class") or "", *(p.get("class") or "" for p in cell)]
    return any(name.startswith("cabeza") for name in classes)


def _span(cell: Element, attribute: str) -> int:
    value = (cell.get(attribute) or "1").strip()
    return max(1, min(int(value), _WIDEST if attribute == "colspan" else 10_000)) if value.isdecimal() else 1
