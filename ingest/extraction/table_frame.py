"""A row of a table with what its table says of it: columns, their units, what sort of table it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.extraction.rules import rules
from kb.documents import Document, Unit, UnitId, UnitKind
from kb.numerals import plain
from kb.values import first_scale, scale_of

_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{3})*(?:,\d+)?|-?\d+(?:,\d+)?")
_PERCENT = re.compile(r"%|por ciento|porcentaje|\bintensidad\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell inside its row's text, and the heading of its column where that is sure."""

    start: int
    end: int
    text: str
    column: str | None = None

    @property
    def is_number(self) -> bool:
        """Whether there is a number in it and nothing else."""
        return _NUMBER.fullmatch(self.text.strip(" .€%*")) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFrame:
    """`scale`: the power of ten of the table's euros, None when it has none; `milestones`: a table of them."""

    cells: tuple[Cell, ...]
    scale: int | None
    milestones: bool

    def scale_of(self, cell: Cell) -> int | None:
        """The power of ten of a cell's euros: its column's, else the table's; None where it is no amount."""
        heading = plain(cell.column or "")
        own = scale_of(heading)
        if own is not None:
            return own
        return (
            None if _PERCENT.search(heading) or any(w in heading for w in rules("tables")["no_amount"]) else self.scale
        )

    def is_percentage(self, cell: Cell) -> bool:
        """Whether the column or the cell says that it is one."""
        return "%" in cell.text or (
            scale_of(cell.column or "") is None and bool(_PERCENT.search(plain(cell.column or "")))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    columns: tuple[str, ...]
    scale: int | None
    milestones: bool


def frames(document: Document) -> Mapping[UnitId, RowFrame]:
    """The frame of every row of a document."""
    tables = {unit.unit_id: _table(document, unit) for unit in document.units if unit.kind is UnitKind.TABLE}
    return {
        unit.unit_id: RowFrame(
            cells=tuple(_cells(document.text_of(unit), unit.columns, tables[unit.parent])),
            scale=tables[unit.parent].scale,
            milestones=tables[unit.parent].milestones,
        )
        for unit in document.units
        if unit.kind is UnitKind.ROW and unit.parent in tables
    }


def _table(document: Document, table: Unit) -> _Table:
    inside = [unit for unit in document.units if unit.parent == table.unit_id]
    header = next((unit for unit in inside if unit.kind is UnitKind.TABLE_HEADER), None)
    columns = header.columns if header else ()
    caption = document.path_of(table)
    total = " ".join(document.text_of(unit) for unit in inside if plain(document.text_of(unit)).startswith("total"))
    scale = first_scale((" ".join(columns), caption, _before(document, table), total))
    heading = plain(" ".join(columns))
    milestones = any(all(re.search(word, heading) for word in words) for words in rules("tables")["milestones"])
    return _Table(columns=columns, scale=scale, milestones=milestones)


def _before(document: Document, table: Unit) -> str:
    """The line above a table, when it is short or in brackets: `(En miles de euros)`."""
    line = document.text[: table.start].rstrip("\n").rsplit("\n", 1)[-1]
    return line if len(line) < 90 or line.startswith("(") else ""


def _cells(text: str, cells: tuple[str, ...], table: _Table) -> Iterator[Cell]:
    """Where each cell stands; a row with as many cells as columns has theirs, a shorter one those that are sure."""
    found: list[tuple[int, str]] = []
    at = 0
    for cell in cells or (text,):
        start = text.find(cell, at)
        if start >= 0:
            found.append((start, cell))
            at = start + len(cell)
    names = _columns([cell for _, cell in found], table)
    for (start, cell), column in zip(found, names, strict=True):
        if cell:
            yield Cell(start=start, end=start + len(cell), text=cell, column=column)


def _columns(cells: list[str], table: _Table) -> list[str | None]:
    columns = table.columns
    if len(cells) == len(columns):
        return list(columns)
    named: list[str | None] = [None] * len(cells)
    numbers = [i for i, cell in enumerate(cells) if _NUMBER.fullmatch(cell.strip(" .€%*"))]
    priced = [column for column in columns if scale_of(column) is not None]
    if numbers and len(numbers) == len(priced):
        for i, column in zip(numbers, priced, strict=True):
            named[i] = column
    else:
        for back in range(1, min(len(cells), len(columns)) + 1):
            if not _NUMBER.fullmatch(cells[-back].strip(" .€%*")):
                break
            named[-back] = columns[-back]
    return named
