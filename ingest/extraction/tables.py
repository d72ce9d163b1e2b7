"""Rows of tables: amounts in the unit of their column, percentages, and milestones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.marks import Stretch
from ingest.extraction.rules import rules
from ingest.extraction.table_frame import Cell, RowFrame
from kb.facts import EntityType
from kb.numerals import plain
from kb.values import ValueKind, cell_amounts, euros, number

_FIGURE = re.compile(r"\d[\d.]*(?:,\d+)?")
_CODE = re.compile(r"^[A-Z]{1,4}\s?\d+(?:\.\d+)*\b")
_PRICED = re.compile(r"(?:\d,\d|\d\.\d{3})")


def mark_row(stretch: Stretch) -> None:
    """What a row states by standing in its table; nothing for text outside tables."""
    row = stretch.row
    if row is None:
        return
    if row.milestones:
        _milestone(stretch, row)
    for cell in row.cells:
        _cell(stretch, row, cell)


def _cell(stretch: Stretch, row: RowFrame, cell: Cell) -> None:
    if cell.is_number and row.is_percentage(cell):
        figure = _FIGURE.search(cell.text)
        if figure is not None:
            start = cell.start + figure.start()
            stretch.add(
                EntityType.PERCENTAGE,
                start,
                cell.end,
                float(number(figure[0])),
                column=cell.column,
                concept=_concept(row),
            )
            stretch.close(cell.start, cell.end)
        return
    scale = row.scale_of(cell)
    if scale is None or stretch.is_closed(cell.start, cell.end) or _followed_by_unit(stretch.text, cell):
        return
    for start, end, normal in _amounts(cell, scale):
        stretch.add(EntityType.AMOUNT, start, end, euro_number(normal), column=cell.column, concept=_concept(row, cell))
        stretch.close(start, end)


def _followed_by_unit(text: str, cell: Cell) -> bool:
    """`500,00` before a cell `millones de euros`: the amount is the whole, and prose rules read it."""
    return bool(re.match(r"\s*(?:millones|miles|mil)?\s*(?:de\s+)?(?:euros|€)", plain(text[cell.end :])))


def _amounts(cell: Cell, scale: int) -> Iterator[tuple[int, int, str]]:
    """The figure of a cell; of a cell that readers could not divide, the figures that are written as prices."""
    if cell.is_number:
        figure = _FIGURE.search(cell.text)
        if figure is not None:
            yield cell.start + figure.start(), cell.start + figure.end(), euros(number(figure[0]), scale)
        return
    for value in cell_amounts(cell.text, scale):
        written, after = cell.text[value.start : value.end], cell.text[value.end :]
        if _PRICED.search(written) and re.match(r"\s*(?:$|[A-ZÁÉÍÓÚÑ«\d])", after):
            yield cell.start + value.start, cell.start + value.end, value.normal


def euro_number(normal: str) -> float:
    """`22000000 EUR` -> 22000000; whole euros as a whole number."""
    value = float(normal.removesuffix(" EUR"))
    return int(value) if value.is_integer() else value


def _concept(row: RowFrame, cell: Cell | None = None) -> str | None:
    """What the row is about: its first cell with words."""
    first = next((one for one in row.cells if not one.is_number and re.search(r"[^\W\d]{2}", one.text)), None)
    return first.text.rstrip(".") if first is not None and first is not cell else None


# ------------------------------------------------------------ milestones


def mark_cited_milestones(stretch: Stretch) -> None:
    """`los hitos 251 y 253 del CID`: one by one; the last has what they are milestones of."""
    for match in re.finditer(rules("tables")["cited_milestones"], stretch.text):
        if match["head"].startswith("objetivo") and not match["of"] and "CID" not in match[0]:
            continue  # any plan has its `objetivo 2`
        numbers = list(re.finditer(r"\d+", match["list"]))
        for i, number_found in enumerate(numbers):
            at = match.start("list")
            start = match.start() if i == 0 else at + number_found.start()
            end = match.end() if i == len(numbers) - 1 else at + number_found.end()
            stretch.add(EntityType.MILESTONE, start, end, number_found[0], of=(match["of"] or "").strip() or None)


def _milestone(stretch: Stretch, row: RowFrame) -> None:
    """One milestone per row that dates one."""
    dated = [v for v in stretch.values if v.kind is ValueKind.DATE]
    quarters = [v for v in dated if "-Q" in v.normal] or dated
    if not quarters:
        return
    value = quarters[-1]
    end = max(cell.end for cell in row.cells)
    stretch.add(
        EntityType.MILESTONE,
        row.cells[0].start,
        end,
        value.normal,
        **dict(_attributes(stretch.text, row, value.start, value.end)),
    )
    for one in dated:
        stretch.close(one.start, one.end)


def _attributes(text: str, row: RowFrame, start: int, end: int) -> Iterator[tuple[str, str]]:
    """What each column says; where columns are not sure, what stands before the date and after it."""
    code = _CODE.match(text)
    if code:
        yield "code", code[0]
    yield "quarter", text[start:end]
    columns = rules("tables")["milestone_columns"]
    known = {
        name: cell.text
        for cell in row.cells
        for name, words in columns.items()
        if cell.column and re.search(words, plain(cell.column))
    }
    known.pop("date", None)
    if known:
        yield from known.items()
    else:
        yield "indicator", text[:start].strip(" .")
        yield "description", text[end:].strip()
