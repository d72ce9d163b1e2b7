"""`kb obligations`: the checklist as a table, or in any format that `kb.exports` knows."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated

import typer

from tui.cli.completion import document_ids
from tui.cli.opening import base_of
from tui.cli.output import console, print_line, visible
from tui.cli.writing import write_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.facts import Deadline, Obligation

TABLE = "table"
_LONGEST = 240

_MODALITIES = {
    "obligation": "obligación", "prohibition": "prohibición", "permission": "permiso", "right": "derecho",
    "consequence": "consecuencia",
}  # fmt: skip


def _formats() -> list[str]:
    from kb.exports import EXPORTS

    return [TABLE, *EXPORTS]


def obligations(
    context: typer.Context,
    document_id: Annotated[
        str | None,
        typer.Argument(metavar="[DOC]", help="Identificador del documento; si no, todos.", autocompletion=document_ids),
    ] = None,
    form: Annotated[
        str,
        typer.Option("--format", metavar="FORMATO", help="table, json o csv.", autocompletion=_formats),
    ] = TABLE,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Archivo en el que se escriben.")
    ] = None,
) -> None:
    """Muestra lo que obligan, prohíben y permiten los documentos: quién, qué, con qué condición y hasta cuándo."""
    from kb.exports import EXPORTS, Checklist

    if form not in _formats():
        raise typer.BadParameter(f"no hay formato «{form}»: elige {', '.join(_formats())}", param_hint="--format")
    with base_of(context) as base:
        checklist = Checklist(rows=base.obligations(document_id), documents=base.documents())
    if form == TABLE and output is None:
        _print_table(checklist.rows)
        return
    if form == TABLE:
        raise typer.BadParameter("una tabla no se escribe en un archivo: elige csv o json", param_hint="--format")
    export = EXPORTS[form]
    if output is not None:
        write_file(output, export.render(checklist))
        print_line(f"{len(checklist.rows)} obligaciones escritas en {visible(str(output))}.")
    elif export.is_text:
        sys.stdout.write(export.render(checklist).decode("utf-8-sig"))
    else:
        raise typer.BadParameter(f"{form} no se puede mostrar aquí: di en qué archivo con -o", param_hint="--format")


def _print_table(found: Sequence[Obligation]) -> None:
    if not found:
        print_line("No hay obligaciones: añade normas con `kb ingest`.")
        return
    from rich import box
    from rich.table import Table

    several = len({one.document_id for one in found}) > 1
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, width=min(console().width, 160), show_lines=False)
    table.add_column("Lugar y clase", width=13)
    table.add_column("Quién", ratio=3)
    table.add_column("Qué", ratio=6)
    table.add_column("Plazo", width=12)
    last = None
    for one in found:
        if several and one.document_id != last:
            table.add_row(_plain(one.document_id), "", "", "", style="bold")
            last = one.document_id
        place = f"{_plain(one.label)}\n{_MODALITIES[one.modality]}"
        table.add_row(place, _plain(one.subject), _plain(_what(one)), _plain(_when(one.deadline)))
        table.add_row()
    console().print(table)


def _what(one: Obligation) -> str:
    """The action with its condition, cut where a table would show no other row; the other formats have it whole."""
    told = shorten(one.action, _LONGEST, placeholder="…")
    return told if not one.condition else f"{told} [{shorten(one.condition, _LONGEST, placeholder='…')}]"


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape(visible(" ".join(text.split())))


def _when(deadline: Deadline | None) -> str:
    if deadline is None:
        return ""
    return ", ".join(deadline.due) or deadline.period or deadline.text
