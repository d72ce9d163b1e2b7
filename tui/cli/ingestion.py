"""`kb ingest`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tui.cli.failures import DONE, FAILED
from tui.cli.opening import JsonOption, base_of
from tui.cli.output import console, print_line, print_whole, visible, warn, write_json

if TYPE_CHECKING:
    from ingest.events import Event, Progress, Report

_DONE = {
    "added": ("añadido", "añadidos"),
    "replaced": ("sustituido", "sustituidos"),
    "unchanged": ("sin cambios", "sin cambios"),
    "failed": ("con error", "con error"),
}
"""What became of one file, and of several."""

_STAGES = {"fetch": "Descargando", "read": "Leyendo", "encode": "Calculando vectores", "index": "Haciendo el índice"}


def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="RUTA...", help="Archivos y carpetas.")],
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", min=1, metavar="N", help="Procesos que leen a la vez (por defecto, los que convengan)."),
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Incorpora archivos y carpetas a la base."""
    from ingest.pipeline import ingest as run

    with base_of(context, create=True) as base:
        return tell(run(base, paths, jobs=jobs), as_json=as_json)


def tell(events: Iterable[Event], *, as_json: bool) -> int:
    """Progress, a line for each report and their sum, or all of it as JSON; the exit code."""
    reports: list[Report] = []
    with _progress() as show:
        for report in _reports(events, show):
            reports.append(report)
            if not as_json:
                _print_report(report)
    totals = Counter(report.outcome.value for report in reports)
    if as_json:
        write_json({"files": reports, "summary": {outcome: totals[outcome] for outcome in _DONE}})
    else:
        _print_summary(totals)
    return FAILED if totals["failed"] else DONE


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None]]:
    """A line at the foot of the terminal that is gone at the end; without a terminal, nothing."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich import progress as bars

    words = bars.TextColumn("{task.description}", markup=False)
    columns = (bars.SpinnerColumn(), words, bars.BarColumn(), bars.TaskProgressColumn())
    terminal = console(stderr=True)
    with bars.Progress(*columns, console=terminal, transient=True, redirect_stdout=sys.stdout.isatty()) as bar:
        task = bar.add_task("")

        def show(step: Progress) -> None:
            name = visible(Path(step.name).name)[:40]
            bar.update(task, description=f"{_STAGES[step.stage]} {name}".strip(), completed=step.done, total=step.total)

        yield show


def _reports(events: Iterable[Event], show: Callable[[Progress], None]) -> Iterator[Report]:
    from ingest.events import Report

    for event in events:
        if isinstance(event, Report):
            yield event
        else:
            show(event)


def _print_report(report: Report) -> None:
    """A line for what went in, one on stderr for what did not."""
    if report.outcome == "failed":
        warn(f"{report.source}: {report.message}")
        return
    parts = [f"{report.source}: {_DONE[report.outcome][0]}"]
    if report.document_id is not None:
        parts.append(f"como {report.document_id}" if report.outcome != "unchanged" else f"({report.document_id})")
    if report.units:
        parts.append(f"({_count(report.units, 'unidad', 'unidades')}, {_count(report.passages, 'pasaje')})")
    print_whole(" ".join(parts))
    for line in _remarks(report):
        print_line(visible(f"  {line}"))


def _remarks(report: Report) -> Iterator[str]:
    if report.message:
        yield report.message
    if report.furniture:
        yield f"{_count(report.furniture, 'línea')} de la página que no son del texto"
    if report.cut:
        yield f"{_count(report.cut, 'pasaje')} en partes por no caber en la ventana del modelo"
    yield from report.oddities


def _count(number: int, one: str, several: str = "") -> str:
    return f"{number} {one if number == 1 else several or f'{one}s'}"


def _print_summary(totals: Counter[str]) -> None:
    said = [f"{totals[outcome]} {words[totals[outcome] > 1]}" for outcome, words in _DONE.items() if totals[outcome]]
    print_line(f"Archivos: {', '.join(said)}." if said else "No hay archivos que incorporar.")
