"""The sheet of the checklist itself: a line per obligation, and the columns that people fill in."""

from __future__ import annotations

from itertools import groupby

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from kb.agenda import BINDING
from kb.exports.cells import neutral
from kb.exports.checklist import Checklist
from kb.exports.columns import COLUMNS, Cell, Column
from kb.exports.line import Line
from kb.exports.links import gazette_link, reading_link
from kb.exports.sheet_frame import A4, AMBER, RED, Style, height, write
from kb.exports.wording import MODALITIES
from kb.follow_up import SETTLED, STATUSES

_INDEX = {column.key: number for number, column in enumerate(COLUMNS)}
_WIDTHS = [column.width for column in COLUMNS]
_SCALE = 62
"""Percent at which each group of columns, with the first one repeated, is as wide as A4 on its side."""
_SOON = 30


def checklist_sheet(book: Workbook, sheet: Worksheet, style: Style, checklist: Checklist) -> None:
    """Header, lines, what may be written in them, colours and pages."""
    for number, column in enumerate(COLUMNS):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, column.title, style.writable if column.field else style.head)
    sheet.set_row(0, 30)
    for row, line in enumerate(checklist.lines, 1):
        cells = [column.value(line, checklist.today) for column in COLUMNS]
        for number, (column, value) in enumerate(zip(COLUMNS, cells, strict=True)):
            _cell(sheet, (row, number), value, _link(column, line, checklist), style, column.is_day)
        sheet.set_row(row, height(cells, _WIDTHS))
    last = max(1, len(checklist.lines))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    _validations(sheet, last)
    _colours(book, sheet, last)
    _pages(sheet)


def _cell(sheet: Worksheet, place: tuple[int, int], value: Cell, link: str | None, style: Style, is_day: bool) -> None:
    """A value, leading somewhere if there is a link; an empty day has the look of a day for whoever fills it in."""
    if link and isinstance(value, str):
        sheet.write_url(*place, link, style.link, string=neutral(value))
    elif value is None and is_day:
        sheet.write_blank(*place, None, style.day)
    else:
        write(sheet, *place, value, style)


def _link(column: Column, line: Line, checklist: Checklist) -> str | None:
    """The label leads to our page where there is one, else to the gazette; its addresses lead to it."""
    if column.key == "label":
        return reading_link(checklist.reading, line.obligation) or gazette_link(line.url)
    if column.key == "eli":
        return gazette_link(line.eli)
    return gazette_link(line.url) if column.key == "url" else None


def _validations(sheet: Worksheet, last: int) -> None:
    """Only states of the list, and dates where dates belong."""
    status = _INDEX["status"]
    sheet.data_validation(
        1, status, last, status,
        {
            "validate": "list", "source": list(STATUSES), "error_title": "Estado",
            "error_message": f"Elige uno de: {', '.join(STATUSES)}.",
        },
    )  # fmt: skip
    for key in ("review", "event"):
        column = _INDEX[key]
        sheet.data_validation(
            1, column, last, column,
            {
                "validate": "date", "criteria": ">=", "value": 1, "error_title": "Fecha",
                "error_message": "Escribe una fecha, como 31/12/2026.",
            },
        )  # fmt: skip


def _colours(book: Workbook, sheet: Worksheet, last: int) -> None:
    """Red for what is overdue and open, amber for what falls due soon; the spreadsheet's own clock says so."""
    due, status, modality = (f"${xl_col_to_name(_INDEX[key])}2" for key in ("due", "status", "modality"))
    still = ",".join(f'{status}<>"{name}"' for name in sorted(SETTLED))
    binds = ",".join(f'{modality}="{MODALITIES[name]}"' for name in sorted(BINDING))
    still = f"{still},OR({binds})"
    for condition, colour in ((f"{due}<TODAY()", RED), (f"{due}<=TODAY()+{_SOON}", AMBER)):
        rule = {
            "type": "formula",
            "criteria": f'=AND({due}<>"",{condition},{still})',
            "format": book.add_format({"bg_color": colour}),
            "stop_if_true": True,
        }
        sheet.conditional_format(1, 0, last, len(COLUMNS) - 1, rule)


def _pages(sheet: Worksheet) -> None:
    """A4 on its side: a page across for each group of columns, with the header and the article on all of them."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_print_scale(_SCALE)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)
    sheet.print_across()
    groups = [len(list(found)) for _, found in groupby(COLUMNS, key=lambda column: column.group)]
    sheet.set_v_pagebreaks([sum(groups[:count]) for count in range(1, len(groups))])
    sheet.set_footer("&L&8Obligaciones&R&8Página &P de &N")
