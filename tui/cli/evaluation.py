"""`kb eval`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from kb.errors import InvalidInput, StorageFull
from tui.cli.opening import JsonOption, base_of
from tui.cli.output import console, print_text, write_json

if TYPE_CHECKING:
    from kb.evaluation import Comparison, Evaluation

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
_GROUPED = ("hit@1", "hit@5", "cite_unit@1", "value")
_COUNTS = ("questions", "invented_quotes", "uncited_answers")
_MOST_CHANGED = 12
"""Questions named on a line of a comparison."""

T = TypeVar("T")


def eval_(
    context: typer.Context,
    gold: Annotated[Path, typer.Argument(metavar="PREGUNTAS.jsonl", help="Preguntas con su respuesta correcta.")],
    save: Annotated[
        Path | None, typer.Option("--save", metavar="ARCHIVO", help="Guarda la medición, pregunta a pregunta.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option("--against", metavar="ARCHIVO", help="Compara con una medición guardada.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Mide las respuestas con un archivo de preguntas resueltas."""
    from kb.conversation import Talk
    from kb.evaluation import compare, evaluate, read_gold, read_run, write_run

    questions = _read(gold, read_gold)
    before = None if against is None else _read(against, read_run)
    with base_of(context) as base:
        talk = Talk(base.ask)
        found = evaluate(questions, lambda one: talk.ask(one.question, id=one.id), base.is_verbatim)
    if save is not None:
        _write(save, write_run(found.judgements))
    comparison = None if before is None else compare(before, found.judgements)
    if as_json:
        groups = {"styles": found.styles, "kinds": found.kinds, "intervals": found.intervals}
        write_json(found.overall | groups | ({} if comparison is None else {"comparison": asdict(comparison)}))
        return
    _print(found)
    if comparison is not None:
        _print_comparison(comparison)


def _read(path: Path, reader: Callable[[Iterable[bytes]], T]) -> T:
    try:
        with path.open("rb") as file:
            return reader(file)
    except (OSError, ValueError) as error:
        raise InvalidInput(f"no se puede leer {path}: comprueba el nombre y los permisos") from error


def _write(path: Path, lines: Iterable[str]) -> None:
    try:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:
        raise StorageFull(f"no se puede escribir {path}: {error.strerror or error}; elige otro archivo") from error


def _print(found: Evaluation) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Medida", no_wrap=True)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("95 %", justify="right", no_wrap=True)
    table.add_column("Qué es")
    for name, value in found.overall.items():
        between = found.intervals.get(name)
        table.add_row(name, _number(name, value), "" if between is None else _interval(between), NAMES[name])
    console().print(table)
    for title, groups in (("Estilo", found.styles), ("Clase", found.kinds)):
        grouped = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        grouped.add_column(title, no_wrap=True)
        for name in ("Preguntas", *_GROUPED):
            grouped.add_column(name, justify="right", no_wrap=True)
        for group, scores in groups.items():
            grouped.add_row(group, *(_number(name, scores[name]) for name in ("questions", *_GROUPED)))
        console().print(grouped)


def _print_comparison(found: Comparison) -> None:
    print_text(f"Frente a la medición guardada, en {found.questions} preguntas:")
    for name, one in found.differences.items():
        if one.better or one.worse:
            sure = "" if one.real else ", dentro del azar"
            print_text(f"{name}: {_signed(one.gain)} (95 %: {_interval(one.interval)}{sure})")
            for word, ids in (("mejoran", one.better), ("empeoran", one.worse)):
                if ids:
                    more = f" y {len(ids) - _MOST_CHANGED} más" if len(ids) > _MOST_CHANGED else ""
                    print_text(f"{word} {len(ids)}: {', '.join(ids[:_MOST_CHANGED])}{more}", indent=2)
    if not any(one.better or one.worse for one in found.differences.values()):
        print_text("no cambia ninguna respuesta.", indent=2)


def _number(name: str, value: float) -> str:
    return f"{value:.0f}" if name in _COUNTS else _share(value)


def _share(value: float) -> str:
    return f"{value:.3f}".replace(".", ",")


def _signed(value: float) -> str:
    return f"{value:+.3f}".replace(".", ",")


def _interval(between: tuple[float, float]) -> str:
    return f"{_share(between[0])} a {_share(between[1])}"
