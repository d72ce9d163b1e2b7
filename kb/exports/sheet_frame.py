"""What the sheets of a workbook share: looks, cells of each kind, and how they print on A4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Self

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from kb.exports.cells import neutral
from kb.exports.columns import Cell

A4 = 9
FONT = {"font_name": "Calibri", "font_size": 9, "valign": "top"}
INK, LINE, GREY, BLUE, GREEN = "#1F2933", "#D0D7DE", "#F3F5F7", "#1F3A5F", "#2F6B4F"
RED, AMBER = "#FBDAD7", "#FFF0CC"
DATE, EUROS = "dd/mm/yyyy", "#,##0.00"
LONGEST_CELL = 32_767
_CUT = " […]"
_HIGHEST, _LINE_HEIGHT = 409, 12.0
"""Points: the most that a row may have, and a line of our font."""
_CHARACTERS_A_UNIT = 1.25
"""Characters of our font in a unit of width, which is one of the larger default font; less for whole words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The looks of a workbook."""

    text: Format
    day: Format
    euros: Format
    head: Format
    writable: Format
    title: Format
    strong: Format
    name: Format
    link: Format
    late: Format
    band: Format

    @classmethod
    def of(cls, book: Workbook) -> Self:
        """The looks made for a workbook."""
        cell = FONT | {"font_color": INK, "text_wrap": True, "border": 1, "border_color": LINE}
        head = FONT | {"bold": True, "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter", "border": 1}
        plain = FONT | {"font_color": INK, "text_wrap": True}
        return cls(
            text=book.add_format(cell),
            day=book.add_format(cell | {"num_format": DATE, "align": "left"}),
            euros=book.add_format(cell | {"num_format": EUROS}),
            head=book.add_format(head | {"bg_color": BLUE, "border_color": BLUE}),
            writable=book.add_format(head | {"bg_color": GREEN, "border_color": GREEN}),
            title=book.add_format(plain | {"bold": True, "font_size": 18, "font_color": BLUE, "text_wrap": False}),
            strong=book.add_format(plain | {"bold": True, "font_size": 11, "font_color": BLUE}),
            name=book.add_format(cell | {"bold": True, "bg_color": GREY}),
            link=book.add_format(cell | {"font_color": "#0B5CAD", "underline": 1}),
            late=book.add_format({"bg_color": RED}),
            band=book.add_format(cell | {"bold": True, "bg_color": "#E4ECF5"}),
        )


class Sheet:
    """A worksheet that is written from top to bottom."""

    def __init__(self, worksheet: Worksheet, style: Style) -> None:
        self.worksheet = worksheet
        self.style = style
        self.at = 0
        self._widths: Sequence[int] = (10, 10)

    def columns(self, widths: Sequence[int]) -> None:
        """How wide each column is, in characters."""
        self._widths = widths
        for column, width in enumerate(widths):
            self.worksheet.set_column(column, column, width)

    def title(self, text: str) -> None:
        """The name of the sheet on itself."""
        self.worksheet.set_row(self.at, 30)
        self.worksheet.write_string(self.at, 0, neutral(text), self.style.title)
        self.at += 1

    def heading(self, text: str) -> None:
        """A line over all columns."""
        self.worksheet.set_row(self.at, 16 * (1 + len(text) // 120))
        self.worksheet.merge_range(self.at, 0, self.at, len(self._widths) - 1, "", self.style.strong)
        self.worksheet.write_string(self.at, 0, neutral(text), self.style.strong)
        self.at += 1

    def blank(self) -> None:
        """An empty line."""
        self.at += 1

    def pair(self, name: str, value: Cell, link: str | None = None) -> None:
        """A name and its value; nothing for a value that is not there."""
        if value is None:
            return
        self.worksheet.write_string(self.at, 0, neutral(name), self.style.name)
        if link:
            self.worksheet.write_url(self.at, 1, link, self.style.link, string=link)
        else:
            write(self.worksheet, self.at, 1, value, self.style)
        self.worksheet.set_row(self.at, height([name, value], self._widths))
        self.at += 1

    def header(self, titles: Sequence[str]) -> None:
        """The first line of a table, which stays in sight and is printed on each page."""
        for column, title in enumerate(titles):
            self.worksheet.write_string(self.at, column, title, self.style.head)
        self.worksheet.set_row(self.at, 28)
        self.worksheet.freeze_panes(self.at + 1, 0)
        self.worksheet.repeat_rows(self.at)
        self.at += 1

    def row(self, cells: Sequence[Cell], *, late: bool = False) -> None:
        """A line of a table."""
        for column, value in enumerate(cells):
            write(self.worksheet, self.at, column, value, self.style)
        self.worksheet.set_row(self.at, height(cells, self._widths))
        if late:
            always = {"type": "formula", "criteria": "=TRUE", "format": self.style.late}
            self.worksheet.conditional_format(self.at, 0, self.at, len(cells) - 1, always)
        self.at += 1

    def band(self, text: str) -> None:
        """A line that names the ones below it."""
        self.worksheet.merge_range(self.at, 0, self.at, len(self._widths) - 1, "", self.style.band)
        self.worksheet.write_string(self.at, 0, neutral(text), self.style.band)
        self.worksheet.set_row(self.at, height([text], [sum(self._widths)]))
        self.at += 1

    def total(self, text: str, first: int, column: int, value: float) -> None:
        """A sum that the spreadsheet computes too, of the lines from `first` on."""
        rows = f"{xl_rowcol_to_cell(first, column)}:{xl_rowcol_to_cell(self.at - 1, column)}"
        for empty in range(column):
            self.worksheet.write_blank(self.at, empty, None, self.style.name)
        self.worksheet.write_string(self.at, 0, text, self.style.name)
        self.worksheet.write_formula(self.at, column, f"=SUM({rows})", self.style.euros, value)
        self.at += 1

    def note(self, text: str) -> None:
        """A remark over all columns."""
        self.worksheet.merge_range(self.at, 0, self.at, len(self._widths) - 1, "", self.style.text)
        self.worksheet.write_string(self.at, 0, neutral(text), self.style.text)
        self.worksheet.set_row(self.at, height([text], [sum(self._widths)]))
        self.at += 2

    def finish(self, name: str, *, filters: bool = True) -> None:
        """Filters over the table, and its page."""
        if filters and self.at > 1:
            self.worksheet.autofilter(0, 0, self.at - 1, len(self._widths) - 1)
        page(self.worksheet, name)


def write(sheet: Worksheet, row: int, column: int, value: Cell, style: Style) -> None:
    """A cell as what it is: a date, a number or a text that is no formula."""
    if value is None:
        sheet.write_blank(row, column, None, style.text)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, style.day)
    elif isinstance(value, float):
        sheet.write_number(row, column, value, style.euros)
    else:
        sheet.write_string(row, column, fitting(neutral(value)), style.text)


def height(cells: Sequence[Cell], widths: Sequence[int]) -> float:
    """The height of a row that shows its texts whole, in points: not every program finds it out by itself."""
    lines = max((_lines(cell, width) for cell, width in zip(cells, widths, strict=False)), default=1)
    return min(_HIGHEST, lines * _LINE_HEIGHT + 4)


def _lines(cell: Cell, width: int) -> int:
    """How many lines a text takes in a column of that width, its words kept whole."""
    if not isinstance(cell, str):
        return 1
    per_line = max(1.0, width * _CHARACTERS_A_UNIT)
    return sum(max(1, ceil(len(part) / per_line)) for part in cell.split("\n"))


def fitting(text: str) -> str:
    """A text that a cell can hold: a longer one is cut, and says so."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(_CUT)] + _CUT


def page(sheet: Worksheet, name: str) -> None:
    """A4, landscape, as wide as the paper, with the page's number below."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L&8{name}&R&8Página &P de &N")
