"""Options that several commands share, and the base that they work on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tui.cli.completion import document_ids
from tui.cli.output import warn

if TYPE_CHECKING:
    from kb.base import KnowledgeBase

DocumentArgument = Annotated[
    str, typer.Argument(metavar="DOC", help="Identificador del documento.", autocompletion=document_ids)
]
DocumentsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--doc", metavar="DOC", help="Busca solo en este documento (se puede repetir).", autocompletion=document_ids
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DÍA", help="Según la redacción vigente ese día (2010-01-01); si no, la de hoy."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Escribe JSON y nada más.")]


def base_of(context: typer.Context, *, create: bool = False) -> KnowledgeBase:
    """The base of the folder that the program was told; what it mends is told on stderr."""
    from kb.base import KnowledgeBase

    return KnowledgeBase.open(context.obj, create=create, notify=warn)
