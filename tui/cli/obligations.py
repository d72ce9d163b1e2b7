"""`kb obligations`: the checklist as a table, or in any format that `kb.exports` knows."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated

import typer

from kb.agenda import days_of
from kb.days import spell_day
from kb.facts import Modality
from tui.cli.completion import document_ids
from tui.cli.deadlines import RegionsOption, TownOption, calendar_of
from tui.cli.opening import JsonOption, base_of
from tui.cli.output import console, print_line, visible, warn
from tui.cli.writing import read_file, write_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.base import KnowledgeBase
    from kb.exports import Checklist
    from kb.facts import Obligation

TABLE, JSON = "table", "json"
_LONGEST = 240


def _formats() -> list[str]:
    from kb.exports import EXPORTS

    return [TABLE, *EXPORTS]


DocOption = Annotated[
    str | None,
    typer.Argument(metavar="[DOC]", help="Identificador del documento; si no, todos.", autocompletion=document_ids),
]
FormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="FORMATO",
        help="table, json, csv, csv-excel, xlsx, md, docx, ics o ics-alarms; si no, el del nombre del archivo.",
        autocompletion=_formats,
    ),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Archivo en el que se escriben.")
]
ModalityOption = Annotated[
    list[str] | None,
    typer.Option(
        "--modality",
        metavar="MODALIDAD",
        help="Solo obligación, prohibición, permiso, derecho o consecuencia (se puede repetir).",
    ),
]
StatusOption = Annotated[
    list[str] | None, typer.Option("--status", metavar="ESTADO", help="Solo las de este estado (se puede repetir).")
]
OwnerOption = Annotated[str | None, typer.Option("--owner", metavar="NOMBRE", help="Solo las de este responsable.")]
OverdueOption = Annotated[bool, typer.Option("--overdue", help="Solo las vencidas sin cumplir.")]
SinceOption = Annotated[
    Path | None,
    typer.Option("--since", metavar="FILE.xlsx", help="Libro anterior: se marca lo nuevo, modificado o trasladado."),
]
ReadingOption = Annotated[
    str | None, typer.Option("--reading", metavar="URL", help="Dirección de `kb serve`, para enlazar con el texto.")
]


def obligations(
    context: typer.Context,
    document_id: DocOption = None,
    form: FormatOption = "",
    output: OutputOption = None,
    modality: ModalityOption = None,
    status: StatusOption = None,
    owner: OwnerOption = None,
    overdue: OverdueOption = False,
    since: SinceOption = None,
    reading: ReadingOption = None,
    regions: RegionsOption = None,
    town: TownOption = None,
    as_json: JsonOption = False,
) -> None:
    """Muestra lo que obligan, prohíben y permiten los documentos: quién, qué, con qué condición y hasta cuándo."""
    from kb.exports.assembly import Wanted
    from kb.exports.since import marked
    from kb.exports.workbook import earlier_lines
    from kb.follow_up import checked_status

    name = form or (JSON if as_json else _format_of(output))
    if as_json and name != JSON:
        raise typer.BadParameter(f"pide JSON o {name}, no las dos cosas", param_hint="--json")
    if name not in _formats():
        raise typer.BadParameter(f"no hay formato «{name}»: elige {', '.join(_formats())}", param_hint="--format")
    wanted = Wanted(
        documents=(document_id,) if document_id else (),
        modalities=tuple(map(_modality, modality or ())),
        statuses=tuple(map(checked_status, status or ())),
        owner=owner,
        overdue=overdue,
    )
    with base_of(context) as base:
        checklist = base.checklist(wanted, calendar=calendar_of(regions, town), reading=reading)
        if since is not None:
            checklist = marked(checklist, earlier_lines(read_file(since)))
        _show(base, checklist, name, output)
        if since is not None and output is not None:
            _tell_since(checklist)


def _tell_since(checklist: Checklist) -> None:
    """What has become of the list since an earlier workbook."""
    marks = [line.mark for line in checklist.lines]
    told = [
        (marks.count("nueva"), "nueva", "nuevas"),
        (marks.count("modificada"), "modificada", "modificadas"),
        (marks.count("otro lugar"), "en otro lugar", "en otro lugar"),
        (len(checklist.gone), "que ya no está", "que ya no están"),
    ]
    found = ", ".join(f"{count} {one if count == 1 else several}" for count, one, several in told if count)
    print_line(f"Desde aquel libro: {found or 'sin cambios'}.")


def _modality(word: str) -> Modality:
    """The modality that a word means, in Spanish with or without accents, or as the JSON has it."""
    from kb.exports.wording import MODALITIES
    from kb.numerals import plain

    for one, spanish in MODALITIES.items():
        if plain(word) in (one.value, plain(spanish)):
            return one
    told = f"«{word}» no es una modalidad: elige {', '.join(MODALITIES.values())}"
    raise typer.BadParameter(told, param_hint="--modality")


def _format_of(output: Path | None) -> str:
    """The first format of a file's suffix; a table without a file."""
    from kb.exports import EXPORTS

    if output is None:
        return TABLE
    named = (name for name, export in EXPORTS.items() if export.suffix == output.suffix.lower())
    return next(named, output.suffix.lstrip(".") or TABLE)


def _show(base: KnowledgeBase, checklist: Checklist, name: str, output: Path | None) -> None:
    if name == TABLE and output is None:
        _print_table(checklist.rows, checklist.filters)
    elif name == TABLE:
        raise typer.BadParameter("una tabla no se escribe en un archivo: elige xlsx o csv", param_hint="--format")
    elif output is not None:
        write_file(output, base.export(checklist, name))
        print_line(f"{len(checklist.rows)} obligaciones escritas en {visible(str(output))}.")
    else:
        from kb.exports import EXPORTS

        if not EXPORTS[name].is_text:
            raise typer.BadParameter(
                f"{name} no se puede mostrar aquí: di en qué archivo con -o", param_hint="--format"
            )
        sys.stdout.write(base.export(checklist, name).decode("utf-8-sig"))
    tell_unmatched(len(checklist.unmatched))


def tell_unmatched(count: int) -> None:
    """On stderr, that something written waits for somebody to look at it."""
    if count:
        told = "seguimiento es de una obligación" if count == 1 else "seguimientos son de obligaciones"
        warn(f"{count} {told} que ya no está{'' if count == 1 else 'n'} en los textos: `kb obligations unmatched`")


def _print_table(found: Sequence[Obligation], filters: Sequence[str]) -> None:
    if not found:
        if filters:
            print_line(f"No hay obligaciones con ese filtro ({'; '.join(filters)}).")
        else:
            print_line("No hay obligaciones: añade normas con `kb ingest`.")
        return
    from rich import box
    from rich.table import Table

    from kb.exports.wording import MODALITIES

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
        place = f"{_plain(one.label)}\n{MODALITIES[one.modality]}"
        table.add_row(place, _plain(one.subject), _plain(_what(one)), _plain(_when(one)))
        table.add_row()
    console().print(table)


def _what(one: Obligation) -> str:
    """The action with its condition, cut where a table would show no other row; the other formats have it whole."""
    told = one.in_brief(_LONGEST)
    return told if not one.condition else f"{told} [{shorten(one.condition, _LONGEST, placeholder='…')}]"


def _plain(text: str) -> str:
    return visible(" ".join(text.split()))


def _when(one: Obligation) -> str:
    """The due dates, else how long the limit is, else its words."""
    from kb.deadlines.spelling import spell_period

    limit = one.deadline
    if limit is None or limit.due:
        return ", ".join(map(spell_day, days_of(one)))
    return spell_period(limit.period, limit.business_days) if limit.period else limit.text
