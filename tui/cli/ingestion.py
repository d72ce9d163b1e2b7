"""`kb ingest`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tui.cli.failures import DONE, FAILED
from tui.cli.opening import JsonOption, base_of
from tui.cli.output import print_line, print_whole, progress, visible, warn, write_json

if TYPE_CHECKING:
    from ingest.events import Event, Progress, Report
    from ingest.fidelity import Fidelity

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
    again: Annotated[
        bool,
        typer.Option("--again", help="Lee de nuevo también los que no han cambiado, como tras actualizar el programa."),
    ] = False,
    report: Annotated[
        bool, typer.Option("--report", help="Además, mide de cada archivo cuánto de su texto está en las unidades.")
    ] = False,
    dry: Annotated[bool, typer.Option("--dry-run", help="Mide como --report, sin incorporar nada.")] = False,
    as_json: JsonOption = False,
) -> int:
    """Incorpora archivos y carpetas a la base."""
    from ingest.pipeline import ingest as run

    if dry:
        return _measure(context, paths, as_json=as_json)
    with base_of(context, create=True) as base:
        if not (report and as_json):
            code = tell(run(base, paths, jobs=jobs, again=again), as_json=as_json)
            return max(code, _measure(context, paths, as_json=False)) if report else code
        told, code = gathered(run(base, paths, jobs=jobs, again=again))
    found = list(_measured(context, paths))
    write_json(told | {"fidelity": found})
    return max(code, _verdict(found))


def _measure(context: typer.Context, paths: list[Path], *, as_json: bool) -> int:
    """Print what became of the text of each file; FAILED when some of it is not in units."""
    from tui.cli.fidelity import print_fidelity

    found = []
    for one in _measured(context, paths):
        found.append(one)
        if not as_json:
            print_fidelity(one)
    if as_json:
        write_json({"fidelity": found})
    return _verdict(found)


def _measured(context: typer.Context, paths: list[Path]) -> Iterator[Fidelity]:
    from ingest.fidelity import measured

    return measured(paths, but=context.obj.home)


def _verdict(found: list[Fidelity]) -> int:
    return DONE if all(one.is_enough for one in found) else FAILED


def tell(events: Iterable[Event], *, as_json: bool) -> int:
    """Progress, a line for each report and their sum, or all of it as JSON; the exit code."""
    reports: list[Report] = []
    with _progress() as show:
        for report in _reports(events, show):
            reports.append(report)
            if not as_json:
                _print_report(report)
    told, code = _told(reports)
    if as_json:
        write_json(told)
    else:
        _print_summary(Counter(told["summary"]))
    return code


def gathered(events: Iterable[Event]) -> tuple[dict[str, Any], int]:
    """What `tell` writes as JSON, and the exit code."""
    with _progress() as show:
        return _told(list(_reports(events, show)))


def _told(reports: list[Report]) -> tuple[dict[str, Any], int]:
    totals = Counter(report.outcome.value for report in reports)
    summary = {outcome: totals[outcome] for outcome in _DONE}
    return {"files": reports, "summary": summary}, FAILED if totals["failed"] else DONE


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None]]:
    """The steps of a run as a line at the foot of the terminal."""
    with progress() as show:
        yield lambda step: show(f"{_STAGES[step.stage]} {Path(step.name).name[:40]}", step.done, step.total)


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
