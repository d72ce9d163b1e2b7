"""`kb entities`: what was extracted, as a table, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tui.cli.completion import document_ids
from tui.cli.opening import JsonOption, base_of
from tui.cli.output import console, print_line, visible, write_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.facts import Entity

COLUMNS = ("document_id", "unit_id", "label", "type", "text", "value", "start", "end", "attributes", "id")
"""The columns of the CSV, named like the keys of the JSON."""

_TYPES = {
    "beneficiary": "beneficiario", "amount": "importe", "percentage": "porcentaje", "deadline": "plazo",
    "date": "fecha", "legal_ref": "norma", "body": "órgano", "milestone": "hito",
    "person": "persona", "programme": "programa", "quantity": "cantidad",
}  # fmt: skip


class Format(StrEnum):
    """How entities are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def entities(
    context: typer.Context,
    document_id: Annotated[
        str | None,
        typer.Argument(metavar="[DOC]", help="Identificador del documento; si no, todos.", autocompletion=document_ids),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="Cómo se escriben.")] = Format.TABLE,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Archivo en el que se escriben.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Muestra lo que se ha extraído: beneficiarios, importes, plazos, normas, órganos, personas, programas…"""
    if as_json and form is Format.CSV:
        raise typer.BadParameter("pide JSON o csv, no las dos cosas", param_hint="--json")
    form = Format.JSON if as_json else form
    with base_of(context) as base:
        found = base.entities(document_id)
    if form is Format.TABLE and output is None:
        _print_table(found)
    elif output is not None:
        _write(output, _rendered(found, form))
        print_line(f"{len(found)} datos escritos en {visible(str(output))}.")
    elif form is Format.JSON:
        write_json([asdict(one) for one in found])
    else:
        print_line(_csv(found).removesuffix("\r\n"))


def _rendered(found: Sequence[Entity], form: Format) -> str:
    if form is Format.JSON:
        return json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2) + "\n"
    if form is Format.CSV:
        return "\ufeff" + _csv(found)
    return "\n".join(f"{one.label}\t{_TYPES[one.type]}\t{one.text}\t{_value(one)}" for one in found) + "\n"


def _write(path: Path, text: str) -> None:
    from kb.errors import StorageFull

    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise StorageFull(f"no se puede escribir {path}: {error.strerror or error}; elige otro archivo") from error


def _csv(found: Sequence[Entity]) -> str:
    """As spreadsheets read it: a line per entity, no cell that they would run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in found:
        writer.writerow([_cell(getattr(one, column)) for column in COLUMNS])
    return out.getvalue()


def _cell(value: Any) -> str:
    from kb.exports.cells import neutral

    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False) if value else ""
    if value is None or isinstance(value, int | float):
        return "" if value is None else str(value)
    return neutral(str(value))


def _value(one: Entity) -> str:
    return (
        ""
        if one.value is None
        else f"{one.value:,.2f}".replace(",", " ")
        if isinstance(one.value, float)
        else str(one.value)
    )


def _print_table(found: Sequence[Entity]) -> None:
    if not found:
        print_line("No hay datos extraídos: añade documentos con `kb ingest`.")
        return
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, width=min(console().width, 160))
    several = len({one.document_id for one in found}) > 1
    if several:
        table.add_column("Documento", max_width=17, overflow="fold")
    table.add_column("Lugar", max_width=20, overflow="fold")
    table.add_column("Tipo", no_wrap=True)
    table.add_column("Texto", ratio=3, overflow="fold")
    table.add_column("Valor", ratio=2, overflow="fold")
    for one in found:
        row = [visible(one.label), _TYPES[one.type], visible(" ".join(one.text.split())), visible(_value(one))]
        table.add_row(*([visible(one.document_id)] if several else []), *row)
    console().print(table)
