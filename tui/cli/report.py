"""`kb report`: a document in pictures, as one page of HTML."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tui.cli.deadlines import RegionsOption, TownOption, calendar_of
from tui.cli.opening import DocumentArgument, base_of
from tui.cli.output import print_line, visible
from tui.cli.writing import write_file


def report(
    context: typer.Context,
    document_id: DocumentArgument,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE.html", help="Archivo en el que se escribe la página.")
    ],
    regions: RegionsOption = None,
    town: TownOption = None,
) -> None:
    """Escribe un informe en imágenes: plazos e hitos, dinero y obligaciones, cada marca con su cláusula."""
    from kb.report import as_page, report_of

    with base_of(context) as base:
        page = as_page(report_of(base, document_id, calendar=calendar_of(regions, town)))
    write_file(output, page)
    print_line(f"Informe de {visible(document_id)} escrito en {visible(str(output))}: se abre con cualquier navegador.")
