"""An edited workbook read back: what each line holds now and what it held when it left. Nothing in it is believed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kb.errors import InvalidInput
from kb.exports.cells import neutral
from kb.exports.columns import COLUMNS, WRITABLE, Cell
from kb.exports.line import Earlier
from kb.exports.sheet_round_trip import HEADER, NAME, VERSION, compared, digest_of
from kb.exports.since import SAID

LIST = "Obligaciones"
_LARGEST = 400_000_000
"""Bytes of a workbook when it is unpacked: 5,000 obligations are under 20 MB."""
_NOT_OURS = "no es una lista de `kb obligations --format xlsx`: importa el libro que exportaste, con todas sus hojas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A line of the sheet: its row as people count, and the texts of the columns that people fill in."""

    row: int
    obligation_id: str
    label: str
    cells: Mapping[str, str]
    said: tuple[str, ...]
    digest: str
    formulas: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """`lines` as they are now, `origins` and `digests` as they left, by obligation id."""

    made: str
    lines: tuple[Written, ...]
    origins: Mapping[str, Mapping[str, str]]
    digests: Mapping[str, str]


def read_workbook(data: bytes) -> Workbook:
    """The workbook of a file; InvalidInput for one that is not ours."""
    from openpyxl import load_workbook

    _refuse_bombs(data)
    try:
        book = load_workbook(io.BytesIO(data), keep_links=False)
    except Exception as error:
        raise InvalidInput(f"el archivo no se puede leer como libro de Excel: {_NOT_OURS}") from error
    with closing(book):
        if LIST not in book.sheetnames or NAME not in book.sheetnames:
            raise InvalidInput(_NOT_OURS)
        made, origins, digests = _origins(list(book[NAME].iter_rows(values_only=True)))
        return Workbook(made=made, lines=tuple(_lines(book[LIST])), origins=origins, digests=digests)


def earlier_lines(data: bytes) -> tuple[Earlier, ...]:
    """The obligations of a workbook: what a later checklist is compared with."""
    return tuple(
        Earlier(
            obligation_id=line.obligation_id,
            document_id=line.obligation_id.partition(":")[0],
            label=line.label,
            said=line.said,
        )
        for line in read_workbook(data).lines
        if line.obligation_id
    )


def _refuse_bombs(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(one.file_size for one in archive.infolist())
    except zipfile.BadZipFile as error:
        raise InvalidInput(f"el archivo no es un libro de Excel: {_NOT_OURS}") from error
    if size > _LARGEST:
        raise InvalidInput(f"el libro ocupa {size // 1_000_000} MB al abrirse, demasiado: {_NOT_OURS}")


def _origins(rows: list[tuple[Any, ...]]) -> tuple[str, dict[str, dict[str, str]], dict[str, str]]:
    if len(rows) < 2 or rows[0][0] != "kb" or tuple(rows[1][: len(HEADER)]) != HEADER:
        raise InvalidInput(_NOT_OURS)
    if str(rows[0][1]) != VERSION:
        raise InvalidInput("el libro es de otra versión del programa: exporta la lista de nuevo")
    kept = {str(row[0]): row for row in rows[2:] if row[0] is not None}
    keys = HEADER[2:]
    origins = {
        name: {key: compared(_text(value)) for key, value in zip(keys, row[2:], strict=False)}
        for name, row in kept.items()
    }
    return str(rows[0][2]), origins, {name: str(row[1]) for name, row in kept.items()}


def _lines(sheet: Any) -> Iterator[Written]:
    """The lines that have an id; those without, such as notes below the table, are nobody's."""
    rows = sheet.iter_rows()
    titles = [cell.value for cell in next(rows, ())]
    places = {column.key: titles.index(column.title) for column in COLUMNS if column.title in titles}
    if "id" not in places or "label" not in places:
        raise InvalidInput(f"a la hoja {LIST} le falta la columna Id o la del artículo: {_NOT_OURS}")
    for row in rows:
        name = compared(_text(row[places["id"]].value))
        cells = {column.key: row[places[column.key]] for column in WRITABLE if column.key in places}
        fixed = (_text(row[places[c.key]].value) if c.key in places else None for c in COLUMNS if not c.field)
        if name or any(cell.value is not None for cell in cells.values()):
            yield Written(
                row=row[0].row,
                obligation_id=name,
                label=compared(_text(row[places["label"]].value)),
                cells={key: compared(_text(cell.value)) for key, cell in cells.items()},
                said=tuple(plain_again(compared(_text(row[places[key]].value))) for key in SAID if key in places),
                digest=digest_of(compared(text) for text in fixed),
                formulas=frozenset(key for key, cell in cells.items() if cell.data_type == "f"),
            )


def _text(value: Any) -> Cell:
    """What a cell holds, moments as their days."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return value if value is None or isinstance(value, date) else str(value)


def plain_again(text: str) -> str:
    """A text without the apostrophe that `neutral` put before it."""
    return text[1:] if text.startswith("'") and neutral(text[1:]) == text else text
