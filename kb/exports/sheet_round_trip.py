"""The hidden sheet that an edited workbook is compared with: what each cell that people write in held when it left."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from kb.exports.cells import neutral
from kb.exports.checklist import Checklist
from kb.exports.columns import COLUMNS, WRITABLE, Cell
from kb.exports.line import Line
from kb.follow_up import spelled

NAME = "_kb"
VERSION = "1"
HEADER = ("id", "digest", *(column.key for column in WRITABLE))


def round_trip_sheet(sheet: Worksheet, checklist: Checklist) -> None:
    """Not to be seen: the version and the moment, then a line per obligation."""
    sheet.very_hidden()
    sheet.write_row(0, 0, ["kb", VERSION, checklist.made.isoformat()])
    sheet.write_row(1, 0, HEADER)
    for row, line in enumerate(checklist.lines, 2):
        for number, value in enumerate(_values(line, checklist)):
            if value is not None:
                sheet.write_string(row, number, neutral(value))


def digest_of(cells: Iterator[str]) -> str:
    """A short hash of what nobody is to change in a line."""
    return hashlib.sha256("\x1f".join(cells).encode()).hexdigest()[:16]


def compared(cell: Cell) -> str:
    """How cells of a sheet are compared, whatever program wrote them: days as `2026-03-20`, `22000000`."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    text = spelled(cell)
    return "" if text is None else text.replace("\r\n", "\n").strip()


def _values(line: Line, checklist: Checklist) -> Iterator[str | None]:
    today = checklist.today
    yield line.obligation.id
    fixed = [column for column in COLUMNS if not column.field]
    yield digest_of(compared(_shown(column.value(line, today))) for column in fixed)
    for column in WRITABLE:
        value = column.value(line, today)
        assert not isinstance(value, float)
        yield spelled(value)


def _shown(value: Cell) -> Cell:
    return neutral(value) if isinstance(value, str) else value
