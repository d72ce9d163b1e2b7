"""Tables that a copied page flattened to lines: header and rows told apart, cells where they can be told.

A page copy sets paragraphs apart by blank lines; the rows of a table follow each other without
any. A run of such lines is a table when enough of them carry what only cells carry: a closing
amount, a tax number, a quarter, a percentage.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import mode

from ingest import markers
from ingest.readers.flat_merged import under_totals
from ingest.text import Line, Role

_NUMBER = r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?"
_AMOUNT = rf"(?:{_NUMBER})(?:\s?(?:%|€|euros?|EUR))?"
_NIF = r"[A-HJNP-SUVW]-?\d{7}-?[0-9A-J]|\d{8}-?[A-Z]"
_QUARTER = r"[QT][1-4][-/ ]\d{4}|\d{4}[-/ ][QT][1-4]|[1-4]\.?[ºo] trimestre (?:de )?\d{4}"
_DATE = r"\d{1,2}[/-]\d{1,2}[/-]\d{4}"
_STRONG = re.compile(rf"(?<!\S)(?:{_NIF}|{_QUARTER}|{_DATE})(?=\s|$)")
_CLOSING = re.compile(rf"(?<!\S)(?<!artículo )(?<!núm\. )(?:{_AMOUNT})$")
_PERCENTAGE = re.compile(r"(?<!\S)\d{1,3}(?:,\d+)?\s?%")
_UNIT_ONLY = re.compile(r"(?:en\s+)?\(?(?:millones|miles)\s+(?:de\s+)?(?:euros?|€)\)?$|euros?$|€$", re.IGNORECASE)
_FEWEST_ROWS = 2
_LONGEST_CELL_LINE = 90
_LONGEST_CAPTION = 200
_LONGEST_TYPED_ROW = 300
"""A longer line names dates and numbers as a sentence does; only a closing amount makes it a row."""
_LONGEST_ROW = 2000
_LONGEST_AMOUNT = 40
_TOTAL = re.compile(r"\W*(?:sub)?totale?s?\b", re.IGNORECASE)


def with_tables(lines: Sequence[Line]) -> list[Line]:
    """The same lines, those of flattened tables with the roles and cells of rows."""
    out: list[Line] = []
    index = 0
    while index < len(lines):
        end = _run_end(lines, index)
        first = _first_row(lines, index, end)
        if first is None:
            out.extend(lines[index:end])
            index = end
            continue
        out.extend(lines[index : min(first, end)])
        header = _pull_header(out, lines[index]) if first == index else []
        end, last = _tail(lines, end)
        out.extend(_table(header, list(lines[first:end]), last))
        index = end + len(last)
    return out


def _run_end(lines: Sequence[Line], start: int) -> int:
    """The end of the run of lines without blank ones between, cut before a heading."""
    end = start + 1
    while end < len(lines) and not lines[end].blank_before and not _breaks(lines[end]):
        end += 1
    return end


def _breaks(line: Line) -> bool:
    return line.role not in (Role.TEXT, Role.ROW) or markers.opening(line.text) is not None


def _is_row(line: Line) -> bool:
    """Whether a line shows a cell: a tax number, a quarter, a closing amount."""
    if line.role is Role.ROW:
        return True
    text = line.text
    if len(text) > _LONGEST_ROW:
        return False
    closed = _CLOSING.search(text[-_LONGEST_AMOUNT:]) is not None
    if closed or len(text) > _LONGEST_TYPED_ROW:
        return closed
    return bool(_STRONG.search(text) or (_PERCENTAGE.search(text) and text == text.upper()))


def _first_row(lines: Sequence[Line], start: int, end: int) -> int | None:
    """Where the table of a run begins, its header included; None when the run is no table."""
    if end - start < _FEWEST_ROWS or lines[start].role not in (Role.TEXT, Role.ROW):
        return None
    rows = [index for index in range(start, end) if _is_row(lines[index])]
    if len(rows) < _FEWEST_ROWS or len(rows) < 0.5 * (end - rows[0]):
        return None
    heading = markers.annex(lines[start].text)
    first = start if heading is None else start + 1
    if heading is not None and not heading.rest and first < rows[0]:
        first += 1
    captions = rows[0]
    while captions > first and _is_caption(lines[captions - 1]):
        captions -= 1
    return captions


def _is_caption(line: Line) -> bool:
    """Whether a line right above the rows may be part of their header."""
    return len(line.text) <= _LONGEST_CAPTION and not markers.list_markers(line.text)


def _pull_header(out: list[Line], first: Line) -> list[Line]:
    """Take back the lines before the run that are cells of its header, each set apart from the next."""
    header: list[Line] = []
    while out and first.blank_before and _is_header_cell(out[-1]):
        header.insert(0, out.pop())
    return header


def _is_header_cell(line: Line) -> bool:
    text = line.text
    if line.role is not Role.TEXT or len(text) > _LONGEST_CELL_LINE or text[-1] in ".:;,»":
        return False
    return not (_breaks(line) or markers.list_markers(text) or markers.ROMAN_PART.match(text))


def _tail(lines: Sequence[Line], end: int) -> tuple[int, list[Line]]:
    """Cells that the copy set apart below a closing `Total`: an amount and its unit."""
    tail: list[Line] = []
    if _TOTAL.match(lines[end - 1].text) and not _CLOSING.search(lines[end - 1].text):
        for line in lines[end:]:
            if not (_CLOSING.fullmatch(line.text) or _UNIT_ONLY.match(line.text)):
                break
            tail.append(line)
    return end, tail


def _table(header: list[Line], block: list[Line], tail: list[Line]) -> list[Line]:
    """Header and row lines of one table."""
    split = next((n for n, line in enumerate(block) if _is_row(line)), len(block))
    captions = [*header, *block[:split]]
    rows = under_totals([replace(line, role=Role.ROW, cells=line.cells or cells(line.text)) for line in block[split:]])
    if tail:
        rows[-1] = _joined(rows[-1], tail)
    if not captions:
        return rows
    width = mode(len(line.cells) for line in rows)
    names = header_cells([line.text for line in captions], width)
    text = " ".join(line.text for line in captions)
    return [Line(text=text, role=Role.HEADER_ROW, cells=names, blank_before=captions[0].blank_before), *rows]


def _joined(row: Line, tail: list[Line]) -> Line:
    text = " ".join([row.text, *(line.text for line in tail)])
    return replace(row, text=text, cells=(row.text, *(line.text for line in tail)))


def cells(text: str) -> tuple[str, ...]:
    """The cells of a flattened row: what is typed (numbers at the end, tax numbers, quarters) and what lies between."""
    cuts: list[tuple[int, int]] = [match.span() for match in _STRONG.finditer(text)]
    end = len(text)
    while (match := _CLOSING.search(text[:end].rstrip())) is not None:
        cuts.append(match.span())
        end = match.start()
    out: list[str] = []
    at = 0
    for start, stop in sorted(cuts):
        out += [text[at:start].strip(), text[start:stop]]
        at = stop
    out.append(text[at:].strip())
    return tuple(cell for cell in out if cell)


def header_cells(lines: Sequence[str], width: int) -> tuple[str, ...]:
    """The names of the columns, as many as `width` where they can be told."""
    names = list(lines)
    while len(names) < width:
        candidates = [(len(parts), n, parts) for n, name in enumerate(names) if len(parts := _capitalised(name)) > 1]
        if not candidates:
            break
        _, n, parts = max(candidates)
        names[n : n + 1] = parts
    return tuple(names)


_INNER_CAPITAL = re.compile(
    r"(?<=[\wáéíóú)\].])\s+(?=[A-ZÁÉÍÓÚ][a-záéíóú]|[A-Z]{2,}\b)(?<!\bde )(?<!\bdel )(?<!\bla )(?<!\by )"
)


def _capitalised(name: str) -> list[str]:
    """`Entidad Acrónimo CIF` -> three names: a capital begins a column, but not after `de`."""
    return _INNER_CAPITAL.split(name)
