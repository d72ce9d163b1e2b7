"""`kb search` and `kb ask`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from kb.days import day_in
from kb.errors import InvalidInput
from tui.cli.failures import ABSTAINED, DONE
from tui.cli.opening import AsOfOption, DocumentsOption, JsonOption, base_of
from tui.cli.output import write_json

if TYPE_CHECKING:
    from kb.base import KnowledgeBase
    from kb.results import Answer, Hit


def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(metavar="CONSULTA", help="Palabras o pregunta.")],
    k: Annotated[
        int, typer.Option("-k", min=1, max=1000, metavar="N", help="Cuántos resultados (por defecto, 10).")
    ] = 10,
    documents: DocumentsOption = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Busca los pasajes que mejor responden a una consulta."""
    day, chosen = None if as_of is None else day_in(as_of), tuple(documents or ())
    with base_of(context) as base:
        hits = base.search(query, k=k, documents=chosen) if day is None else _search_on(base, query, day, k, chosen)
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
    apart: Annotated[
        bool,
        typer.Option(
            "--apart", help="Con --batch: cada pregunta por sí sola, sin mirar de qué trataban las anteriores."
        ),
    ] = False,
    as_of: AsOfOption = None,
    why: Annotated[
        bool, typer.Option("--why", help="Explica cómo se leyó la pregunta y por qué se responde o no.")
    ] = False,
    as_json: JsonOption = False,
) -> int:
    """Responde a una pregunta con citas exactas, o dice que los documentos no la responden."""
    if (question is None) == (batch is None):
        raise InvalidInput("hace falta una pregunta entre comillas o --batch, y no las dos cosas")
    day = None if as_of is None else day_in(as_of)
    with base_of(context) as base:
        chosen = tuple(documents or ())
        asking = _asking(base, day)
        if batch is not None:
            from kb.conversation import Talk
            from tui.cli.batch import answer_all

            answer_all(base, batch, chosen, partial(asking if apart else Talk(asking).ask, explain=why))
            return DONE
        answer = asking(question or "", documents=chosen, explain=why)
        titles = {} if as_json else {str(one.document_id): one.short_title for one in base.documents()}
    _show(answer, titles, as_json)
    return DONE if answer.status == "answered" else ABSTAINED


def _asking(base: KnowledgeBase, day: date | None) -> Callable[..., Answer]:
    """What answers: from today's law, or from that of a day."""
    if day is None:
        return base.ask
    from ingest.days import ask_on

    return partial(ask_on, base, day=day)


def _search_on(base: KnowledgeBase, query: str, day: date, k: int, documents: tuple[str, ...]) -> tuple[Hit, ...]:
    from ingest.days import search_on

    return search_on(base, query, day, k=k, documents=documents)


def _show(answer: Answer, titles: dict[str, str], as_json: bool) -> None:
    if as_json:
        write_json(answer)
        return
    from tui.cli.reading import print_answer

    print_answer(answer, titles)
    if answer.why is not None:
        from tui.cli.explaining import print_why

        print_why(answer.why)
