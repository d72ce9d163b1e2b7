"""`kb search` and `kb ask`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kb.errors import InvalidInput
from tui.cli.failures import ABSTAINED, DONE
from tui.cli.opening import DocumentsOption, JsonOption, base_of
from tui.cli.output import write_json

if TYPE_CHECKING:
    from kb.results import Answer


def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(metavar="CONSULTA", help="Palabras o pregunta.")],
    k: Annotated[
        int, typer.Option("-k", min=1, max=1000, metavar="N", help="Cuántos resultados (por defecto, 10).")
    ] = 10,
    documents: DocumentsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Busca los pasajes que mejor responden a una consulta."""
    with base_of(context) as base:
        hits = base.search(query, k=k, documents=tuple(documents or ()))
    if as_json:
        write_json(hits)
    else:
        from tui.cli.reading import print_hits

        print_hits(hits)


def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(metavar="[PREGUNTA]", help="La pregunta, entre comillas.")] = None,
    documents: DocumentsOption = None,
    batch: Annotated[
        str | None,
        typer.Option("--batch", metavar="ARCHIVO", help="Preguntas en JSON, una por línea («-»: la entrada estándar)."),
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Responde a una pregunta con citas exactas, o dice que los documentos no la responden."""
    if (question is None) == (batch is None):
        raise InvalidInput("hace falta una pregunta entre comillas o --batch, y no las dos cosas")
    with base_of(context) as base:
        chosen = tuple(documents or ())
        if batch is not None:
            from tui.cli.batch import answer_all

            answer_all(base, batch, chosen)
            return DONE
        answer = base.ask(question or "", documents=chosen)
        titles = {} if as_json else {str(one.document_id): one.short_title for one in base.documents()}
    _show(answer, titles, as_json)
    return DONE if answer.status == "answered" else ABSTAINED


def _show(answer: Answer, titles: dict[str, str], as_json: bool) -> None:
    if as_json:
        write_json(answer)
        return
    from tui.cli.reading import print_answer

    print_answer(answer, titles)
