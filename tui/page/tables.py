"""The rows of a table as drawn lines: columns as wide as they need, cells folded, rules between header and body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from kb.documents import Document, Unit, UnitKind
from tui.page.lines import Line, Piece, wrapped

WIDEST = 40
"""Columns that a cell takes at most before it is folded."""
_GAP = " │ "


def table_lines(document: Document, rows: Sequence[Unit], width: int) -> Iterator[Line]:
    """A frame, and in it each row on as many lines as its longest cell needs."""
    table = [_cells(document, row) for row in rows]
    count = max(map(len, table))
    if count == 1:
        yield from _plain(table, rows, width)
        return
    widths = _widths(table, count)
    yield _rule("┌─", "─┬─", "─┐", widths, rows[0].start)
    for number, (row, cells) in enumerate(zip(rows, table, strict=True)):
        yield from _row(row, cells, widths)
        if row.kind is UnitKind.TABLE_HEADER and number + 1 < len(rows):
            yield _rule("├─", "─┼─", "─┤", widths, row.start)
    yield _rule("└─", "─┴─", "─┘", widths, rows[-1].start)


def _cells(document: Document, row: Unit) -> list[tuple[str, int]]:
    """Each cell with its offset in the document; -1 for one whose text is not there letter by letter."""
    text, at, found = document.text_of(row), 0, []
    for cell in row.columns or (text,):
        clean = " ".join(cell.split())
        place = text.find(clean, at)
        if place >= 0:
            at = place + len(clean)
        found.append((clean, row.start + place if place >= 0 else -1))
    return found


def _widths(table: Sequence[Sequence[tuple[str, int]]], count: int) -> list[int]:
    longest = [max((len(row[n][0]) for row in table if n < len(row)), default=1) for n in range(count)]
    return [max(1, min(one, WIDEST)) for one in longest]


def _row(row: Unit, cells: Sequence[tuple[str, int]], widths: Sequence[int]) -> Iterator[Line]:
    style = "table-header" if row.kind is UnitKind.TABLE_HEADER else "table"
    folded = [list(wrapped(text, start if start >= 0 else 0, width)) for (text, start), width in _paired(cells, widths)]
    known = [start >= 0 for (_, start), _ in _paired(cells, widths)]
    for parts in zip_longest(*folded):
        pieces: list[Piece] = [Piece(0, "│ ", -1)]
        column = 2
        for number, (part, width) in enumerate(zip(parts, widths, strict=True)):
            if part is not None and part.text:
                shift = width - len(part.text) if _is_number(part.text) else 0
                pieces.append(Piece(column + shift, part.text, part.start if known[number] else -1))
            column += width
            last = number == len(widths) - 1
            pieces.append(Piece(column, " │" if last else _GAP, -1))
            column += len(_GAP)
        yield Line(tuple(pieces), row.start, style, True)


def _paired(cells: Sequence[tuple[str, int]], widths: Sequence[int]) -> list[tuple[tuple[str, int], int]]:
    return [(cell, width) for cell, width in zip_longest(cells, widths, fillvalue=("", -1))]  # type: ignore[misc]


def _is_number(text: str) -> bool:
    """Whether a cell is set to the right: an amount, a percentage."""
    return text[0].isdigit() and all(c.isdigit() or c in ".,% €-" for c in text)


def _rule(left: str, middle: str, right: str, widths: Sequence[int], start: int) -> Line:
    text = left + middle.join("─" * width for width in widths) + right
    return Line((Piece(0, text, -1),), start, "rule", True)


def _plain(table: Sequence[Sequence[tuple[str, int]]], rows: Sequence[Unit], width: int) -> Iterator[Line]:
    """A table of one column is a list."""
    for row, [(text, start), *_] in zip(rows, table, strict=True):
        for piece in wrapped(text, max(start, 0), width):
            yield Line((piece._replace(start=piece.start if start >= 0 else -1),), row.start, "table")
