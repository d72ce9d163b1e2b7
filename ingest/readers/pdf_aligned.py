"""Tables without rules: lines whose parts stand below each other in columns, or are led to by dots."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest import markers
from ingest.readers.pdf_glyphs import Run
from ingest.readers.pdf_lines import Item, Placed, Strip
from ingest.readers.pdf_tables import Cell, Grid, header_rows

_FEWEST_ROWS = 3
_NARROWEST = 0.8
_ALIGNED = 3.0
_EQUAL = 2.0
_WIDEST_BLANK = 5.0
_MOSTLY = 0.75
_LEADERS = re.compile(r"(?P<name>\S.*?)\s*(?:\.\s?){5,}\s*(?P<value>\S{1,20})$")
"""`Gastos de personal ............ 12.300,00`"""

Gap = tuple[float, float]


def with_aligned_tables(items: Sequence[Item]) -> list[Item]:
    """The same items, the lines of such tables as tables."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        grid, count = _table(items, at)
        item = items[at]
        if grid is None:
            out.append(item)
            at += 1
        else:
            out.append(Placed(what=grid, page=item.page, region=item.region))
            at += count
    return out


def _table(items: Sequence[Item], at: int) -> tuple[Grid | None, int]:
    """The table that begins with an item, and how many items it takes."""
    first = items[at]
    if not isinstance(first, Strip):
        return None, 0
    if _LEADERS.match(first.text):
        return _led(_led_lines(items, at))
    if len(first.runs) < 2 or _stretched(first):
        return None, 0
    return _aligned(_Columns.grown(items, at))


def _led_lines(items: Sequence[Item], at: int) -> list[Strip]:
    """The lines with leaders from one on."""
    found: list[Strip] = []
    for item in items[at:]:
        if not isinstance(item, Strip) or item.region != items[at].region or not _LEADERS.match(item.text):
            break
        found.append(item)
    return found


def _led(strips: Sequence[Strip]) -> tuple[Grid | None, int]:
    if len(strips) < 2:
        return None, 0
    found = [match for strip in strips if (match := _LEADERS.match(strip.text))]
    rows = tuple((Cell(lines=(m["name"],)), Cell(lines=(m["value"],))) for m in found)
    return _grid(strips, rows, (strips[0].x0, strips[0].x1), 0), len(strips)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Lines of a table in the making and the white between its columns, which no line crosses."""

    strips: tuple[Strip, ...]
    gaps: tuple[Gap, ...]

    @classmethod
    def grown(cls, items: Sequence[Item], at: int) -> _Columns:
        """Lines from one of several parts on, as long as some white runs down through all of them."""
        strips: list[Strip] = []
        gaps: tuple[Gap, ...] = ()
        for item in items[at:]:
            if not isinstance(item, Strip) or item.region != items[at].region:
                break
            if _stretched(item) or (strips and item.y - strips[-1].y > 3 * item.size):
                break
            left = _white(item) if not strips else _common(gaps, _white(item), item.size)
            if not left:
                break
            strips.append(item)
            gaps = left
        while strips and len(strips[-1].runs) < 2 and strips[-1].x0 <= gaps[0][0]:
            strips.pop()
        return cls(strips=tuple(strips), gaps=gaps)

    def cells(self, strip: Strip) -> list[list[Run]]:
        """The runs of a line by column."""
        cells: list[list[Run]] = [[] for _ in range(len(self.gaps) + 1)]
        for run in strip.runs:
            cells[sum(run.x0 >= gap[0] for gap in self.gaps)].append(run)
        return cells


def _stretched(strip: Strip) -> bool:
    """Whether a line is prose that was stretched to fill its column: all its blanks are equally wide."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(strip.runs)]
    return len(gaps) > 1 and max(gaps) - min(gaps) < _EQUAL and max(gaps) < _WIDEST_BLANK * strip.size


def _white(strip: Strip) -> tuple[Gap, ...]:
    """Where a line shows white: between its parts, and beside it."""
    between = [(a.x1, b.x0) for a, b in pairwise(strip.runs)]
    if len(strip.runs) > 1:
        return tuple(between)
    return ((strip.left - 1e3, strip.x0), (strip.x1, strip.right + 1e3))


def _common(gaps: Sequence[Gap], others: Sequence[Gap], size: float) -> tuple[Gap, ...]:
    """The white that two lines share."""
    shared = [(max(a[0], b[0]), min(a[1], b[1])) for a in gaps for b in others]
    return tuple(gap for gap in shared if gap[1] - gap[0] >= _NARROWEST * size)


def _aligned(columns: _Columns) -> tuple[Grid | None, int]:
    """The table, if enough lines fill several columns, these have straight sides and the first is no list's marks."""
    strips = columns.strips
    lines = [columns.cells(strip) for strip in strips]
    full = [cells for cells in lines if sum(bool(cell) for cell in cells) > 1]
    if len(full) < _FEWEST_ROWS or len(full) < 0.5 * len(lines) or not _straight(full) or _is_list(full):
        return None, 0
    rows = _merged(lines)
    edges = tuple(min((run.x0 for cells in lines for run in cells[n]), default=0.0) for n in range(len(lines[0])))
    return _grid(strips, rows, edges, header_rows(rows)), len(strips)


def _straight(lines: Sequence[Sequence[Sequence[Run]]]) -> bool:
    """Whether the parts of each column but the first begin, or end, below each other."""
    for column in list(zip(*lines, strict=True))[1:]:
        cells = [cell for cell in column if cell]
        sides = ([cell[0].x0 for cell in cells], [cell[-1].x1 for cell in cells])
        middles = [(a + b) / 2 for a, b in zip(*sides, strict=True)]
        if not any(_agree(values) for values in (*sides, middles)):
            return False
    return True


def _agree(values: Sequence[float]) -> bool:
    return any(sum(abs(v - w) <= _ALIGNED for w in values) >= _MOSTLY * len(values) for v in values)


def _is_list(lines: Sequence[Sequence[Sequence[Run]]]) -> bool:
    """Whether the first column holds nothing but the marks of an enumeration."""
    marks = sum(bool(cells[0]) and bool(markers.list_markers(f"{cells[0][0].text} A")) for cells in lines)
    return len(lines[0]) == 2 and marks > 0.5 * len(lines)


def _merged(lines: Sequence[Sequence[Sequence[Run]]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows of cells; a line that leaves its first column empty goes on the row above."""
    rows: list[list[list[Run]]] = []
    texts: list[list[list[str]]] = []
    for cells in lines:
        words = [" ".join(run.text for run in cell) for cell in cells]
        if rows and not cells[0]:
            for n, cell in enumerate(cells):
                rows[-1][n] += cell
                texts[-1][n] += [words[n]] if words[n] else []
        else:
            rows.append([list(cell) for cell in cells])
            texts.append([[word] if word else [] for word in words])
    return tuple(
        tuple(
            Cell(lines=tuple(lines), bold=bool(runs) and all(run.bold for run in runs))
            for lines, runs in zip(text, row, strict=True)
        )
        for text, row in zip(texts, rows, strict=True)
    )


def _grid(strips: Sequence[Strip], rows: tuple[tuple[Cell, ...], ...], edges: tuple[float, ...], header: int) -> Grid:
    return Grid(
        rows=rows,
        header=header,
        edges=edges,
        x0=min(strip.x0 for strip in strips),
        x1=max(strip.x1 for strip in strips),
        y=strips[0].y,
        bottom=strips[-1].y,
    )
