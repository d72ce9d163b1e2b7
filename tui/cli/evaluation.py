"""`kb eval`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.errors import InvalidInput
from tui.cli.opening import JsonOption, base_of
from tui.cli.output import console, write_json

if TYPE_CHECKING:
    from kb.evaluation import Evaluation, GoldQuestion

NAMES = {
    "hit@1": "el primer resultado acierta",
    "hit@3": "alguno de los 3 primeros",
    "hit@5": "alguno de los 5 primeros",
    "hit@10": "alguno de los 10 primeros",
    "cite_unit@1": "la primera cita es del lugar correcto",
    "cite_quote@1": "la primera cita es el texto correcto",
    "value": "la respuesta dice lo que debe",
    "trusted": "respuesta correcta y bien citada, o abstención correcta",
    "abstained_rightly": "se abstiene donde no hay respuesta",
    "abstained_wrongly": "se abstiene donde la hay",
    "invented_quotes": "citas que no son literales",
    "uncited_answers": "respuestas sin cita",
    "questions": "preguntas",
}


def eval_(
    context: typer.Context,
    gold: Annotated[Path, typer.Argument(metavar="PREGUNTAS.jsonl", help="Preguntas con su respuesta correcta.")],
    as_json: JsonOption = False,
) -> None:
    """Mide las respuestas con un archivo de preguntas resueltas."""
    from kb.evaluation import evaluate

    questions = _read(gold)
    with base_of(context) as base:
        found = evaluate(questions, lambda one: base.ask(one.question, id=one.id), base.is_verbatim)
    if as_json:
        write_json({**found.overall, "styles": found.styles})
    else:
        _print(found)


def _read(path: Path) -> tuple[GoldQuestion, ...]:
    from kb.evaluation import read_gold

    try:
        with path.open("rb") as file:
            return read_gold(file)
    except (OSError, ValueError) as error:
        raise InvalidInput(f"no se puede leer {path}: comprueba el nombre y los permisos") from error


def _print(found: Evaluation) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Medida", no_wrap=True)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("Qué es")
    for name, value in found.overall.items():
        table.add_row(name, _number(name, value), NAMES[name])
    console().print(table)
    styles = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    shown = ("questions", "hit@1", "hit@5", "cite_unit@1", "value")
    for title in ("Estilo", "Preguntas", *shown[1:]):
        styles.add_column(title, justify="left" if title == "Estilo" else "right", no_wrap=True)
    for style, scores in found.styles.items():
        styles.add_row(style, *(_number(name, scores[name]) for name in shown))
    console().print(styles)


def _number(name: str, value: float) -> str:
    counts = ("questions", "invented_quotes", "uncited_answers")
    return f"{value:.0f}" if name in counts else f"{value:.3f}".replace(".", ",")
