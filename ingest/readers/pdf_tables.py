"""Ruled tables: which glyphs stand in which cell, which rows are the header, which tables go on over the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from pdfplumber.page import Page
from pdfplumber.table import CellGroup, Table

from ingest.readers.pdf_glyphs import Drawn, Glyph, Run, runs

_FEWEST_STROKES = 4
_MOST_STROKES = 6000
"""More than these are a drawing; looking for cells in it would take minutes."""

_SAME_EDGE = 3.0
_THICKEST_RULE = 2.5
_NARROWEST_COLUMN = 6.0
_DIGIT = re.compile(r"\d")
_ENDED = re.compile(r"[.;:]$")
_CMYK = "CMYK"

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The lines of a cell, still with the hyphens at their ends; `covered`: a place that a merged cell above covers."""

    lines: tuple[str, ...] = ()
    bold: bool = False
    covered: bool = False

    @property
    def text(self) -> str:
        """The lines in one."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table on one page. A merged cell stands where it begins; the places it covers are empty, marked below it."""

    rows: tuple[tuple[Cell, ...], ...]
    header: int
    edges: tuple[float, ...]
    x0: float
    x1: float
    y: float
    bottom: float


def grids(page: Page, shown: Drawn) -> tuple[list[Grid], tuple[Glyph, ...]]:
    """The ruled tables of a page, and the glyphs outside them. A box round one text is no table."""
    if not _FEWEST_STROKES <= shown.strokes <= _MOST_STROKES:
        return [], shown.glyphs
    found: list[Grid] = []
    rest = shown.glyphs
    for table in _ruled(page):
        boxes = [cell for row in table.rows for cell in row.cells if cell is not None]
        inside, outside = _placed(rest, table.bbox, boxes)
        edges = tuple(sorted({cell[0] for cell in table.cells}))
        rows = tuple(_row(table, row, edges, inside, shown.word) for row in table.rows)
        grid = _trimmed(rows, edges, table.bbox)
        if grid is not None:
            found.append(grid)
            rest = outside
    return found, rest


def _row(
    table: Table, row: CellGroup, edges: Sequence[float], inside: Mapping[Box, Sequence[Glyph]], word: float
) -> tuple[Cell, ...]:
    """The cells of a row, each with its glyphs."""
    return tuple(
        _cell(inside.get(box, ()), word) if box else Cell(covered=_is_covered(table, edge, row.bbox[1]))
        for box, edge in zip(row.cells, edges, strict=True)
    )


def _is_covered(table: Table, x: float, y: float) -> bool:
    """Whether a cell that begins above a height reaches down over the place that begins there."""
    return any(cell[0] <= x < cell[2] and cell[1] < y - _SAME_EDGE < y + _SAME_EDGE < cell[3] for cell in table.cells)


def _ruled(page: Page) -> list[Table]:
    """The tables that rules draw; the grounds of rows and cells count only where there are no rules.

    White grounds alone show nothing: word processors lay them under pasted text, line by line.
    """
    ruled = [table for table in page.filter(_is_no_ground).find_tables() if len(table.cells) > 1]
    return ruled or [
        table
        for table in page.find_tables()
        if len(table.rows) > 1 and len(table.columns) > 1 and _is_coloured(page, table.bbox)
    ]


def _is_coloured(page: Page, box: Box) -> bool:
    """Whether a ground within a table shows against the paper."""
    return any(
        not _is_no_ground(rect) and not _is_white(rect["non_stroking_color"])
        for rect in page.rects
        if _holds(box, (rect["x0"] + rect["x1"]) / 2, (rect["top"] + rect["bottom"]) / 2)
    )


def _is_white(colour: object) -> bool:
    """White in gray, RGB or CMYK."""
    parts = list(colour) if isinstance(colour, (list, tuple)) else [colour]
    return parts == [0] * len(_CMYK) if len(parts) == len(_CMYK) else all(part == 1 for part in parts)


def _is_no_ground(item: dict[str, Any]) -> bool:
    if item["object_type"] != "rect" or item["stroke"]:
        return True
    return bool(min(item["width"], item["height"]) < _THICKEST_RULE)


def _placed(
    glyphs: Sequence[Glyph], table: Box, cells: Sequence[Box]
) -> tuple[dict[Box, list[Glyph]], tuple[Glyph, ...]]:
    """Each cell's glyphs, and those outside every cell."""
    inside: dict[Box, list[Glyph]] = {}
    outside: list[Glyph] = []
    last = cells[0]
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.middle
        if not _holds(table, x, y):
            outside.append(glyph)
            continue
        if not _holds(last, x, y):
            home = next((cell for cell in cells if _holds(cell, x, y)), None)
            if home is None:
                outside.append(glyph)
                continue
            last = home
        inside.setdefault(last, []).append(glyph)
    return inside, tuple(outside)


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def _cell(glyphs: Sequence[Glyph], word: float) -> Cell:
    """The lines of a cell; letters that stand on end, as in narrow headings, in the order of the file."""
    upright = [glyph for glyph in glyphs if glyph.upright]
    if not upright:
        text = "".join(glyph.text for glyph in glyphs).strip()
        return Cell(lines=(text,), bold=True) if text else Cell()
    found = sorted(runs(upright, word), key=lambda run: (run.y, run.x0))
    return Cell(lines=tuple(in_lines(found)), bold=all(run.bold for run in found))


def in_lines(found: Iterable[Run]) -> list[str]:
    """The text of runs in order of their base lines, those on one line joined."""
    lines: list[list[Run]] = []
    for run in found:
        if lines and abs(run.y - lines[-1][0].y) <= 0.35 * run.size:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [joined(sorted(line, key=lambda run: run.x0)) for line in lines]


def joined(line: Sequence[Run]) -> str:
    """Runs on one line; a blank between them where there is a gap."""
    text = line[0].text
    for before, run in pairwise(line):
        text += run.text if run.x0 - before.x1 < 0.15 * run.size else f" {run.text}"
    return text


def _trimmed(rows: tuple[tuple[Cell, ...], ...], edges: tuple[float, ...], box: Box) -> Grid | None:
    """The table without empty rows and the slits between double rules; None for a box round one text."""
    rows = tuple(row for row in rows if any(cell.lines for cell in row))
    used = [any(row[n].lines for row in rows) for n in range(len(edges))]
    if sum(used) * len(rows) < 2:
        return None
    widths = [right - left for left, right in pairwise([*edges, box[2]])]
    places = [n for n, width in enumerate(widths) if used[n] or width > _NARROWEST_COLUMN]
    kept = tuple(tuple(row[n] for n in places) for row in rows)
    return Grid(
        rows=kept,
        header=header_rows(kept),
        edges=tuple(edges[n] for n in places),
        x0=box[0],
        x1=box[2],
        y=box[1],
        bottom=box[3],
    )


def header_rows(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows open the table in bold; without any bold, one row without figures above rows that have them."""
    bold = next((n for n, row in enumerate(rows) if not all(cell.bold for cell in row if cell.lines)), len(rows))
    if 0 < bold < len(rows) or bold == 1:
        return bold
    figures = [any(_DIGIT.search(cell.text) for cell in row) for row in rows]
    named = sum(bool(cell.lines) for cell in rows[0]) > 1
    return int(named and len(rows) > 1 and not figures[0] and any(figures[1:]))


def continued(before: Grid, after: Grid) -> tuple[Grid, tuple[tuple[Cell, ...], ...]] | None:
    """What a table at the head of a page adds to the one that the page before ended with, and the rows it repeats.

    None when it is another table. It is the same when its columns stand where those of the first do; some
    may be missing, where a page leaves them empty. Its own header counts when the first had none.
    """
    places = [_column(before, edge - after.x0) for edge in after.edges]
    if None in places:
        return None
    rows = tuple(_spread(row, places, len(before.edges)) for row in after.rows)
    most = min(max(before.header, after.header), len(rows), len(before.rows))
    count = next((n for n in range(most) if _texts(before.rows[n]) != _texts(rows[n])), most)
    header = 0 if count or before.header else after.header
    return replace(after, rows=rows[count:], header=header, edges=before.edges), rows[:count]


def is_cut(before: Grid, below: Sequence[Cell]) -> bool:
    """Whether the last row of a table goes on in the first one of the next page.

    A cell breaks off in a sentence that goes on below it, and a column that all rows fill is empty there.
    """
    body = before.rows[before.header :]
    if not body or len(body[-1]) != len(below):
        return False
    pairs = [(cell.text, more.text) for cell, more in zip(body[-1], below, strict=True)]
    broken = any(text and more[:1].islower() and not _ENDED.search(text) for text, more in pairs)
    keys = [n for n, (text, more) in enumerate(pairs) if text and not more and all(row[n].text for row in body)]
    return broken and bool(keys) and all(text and not more[0].isupper() for text, more in pairs if more)


def reached(row: Sequence[Cell], below: Sequence[Cell]) -> tuple[Cell, ...]:
    """The first row of the next page, covered by the merged cells that reach it: they go on there without words."""
    return tuple(
        replace(cell, covered=True) if above.covered and not cell.lines else cell
        for above, cell in zip(row, below, strict=True)
    )


def mended(row: Sequence[Cell], below: Sequence[Cell]) -> tuple[Cell, ...]:
    """The row that a page cut in two."""
    return tuple(replace(cell, lines=cell.lines + more.lines) for cell, more in zip(row, below, strict=True))


def _column(grid: Grid, offset: float) -> int | None:
    """The column that begins so far from the table's left side."""
    near = (n for n, edge in enumerate(grid.edges) if abs(edge - grid.x0 - offset) <= _SAME_EDGE)
    return next(near, None)


def _spread(row: Sequence[Cell], places: Sequence[int | None], width: int) -> tuple[Cell, ...]:
    cells = [Cell()] * width
    for cell, place in zip(row, places, strict=True):
        cells[place or 0] = cell
    return tuple(cells)


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell.text for cell in row]
