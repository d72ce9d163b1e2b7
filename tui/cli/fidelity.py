"""What `kb ingest --report` says of each file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.cli.output import print_line, print_whole, visible, warn

if TYPE_CHECKING:
    from ingest.fidelity import Fidelity

_MOST = 12
"""Items of a list that are shown; the JSON has all of them."""


def print_fidelity(one: Fidelity) -> None:
    """A line with the share, then what is in the units and what is odd; one on stderr for a file that was not read."""
    if one.error is not None:
        warn(f"{one.source}: {one.error}")
        return
    mark = "" if one.is_enough else " (insuficiente)"
    print_whole(f"{one.source}: {100 * one.share:.2f} % del texto en unidades{mark}")
    for line in _lines(one):
        print_line(visible(f"  {line}"))


def _lines(one: Fidelity) -> Iterator[str]:
    yield f"documento: {one.document_id}; letras y cifras: {one.letters}; repetidas: {one.twice}"
    yield "unidades: " + _short([f"{count} {kind}" for kind, count in one.units.items()])
    if one.tables:
        tables = [f"{table.unit_id} ({table.rows} filas × {table.columns} columnas)" for table in one.tables]
        yield f"tablas: {len(tables)}: {_short(tables)}"
    if one.furniture_lines:
        yield f"de la página y no del texto: {one.furniture_lines} líneas, {one.furniture_letters} letras"
    if one.gaps:
        yield f"saltos en la numeración de artículos: {_short(list(one.gaps))}"
    yield from one.oddities


def _short(items: list[str]) -> str:
    more = f" y {len(items) - _MOST} más" if len(items) > _MOST else ""
    return ", ".join(items[:_MOST]) + more
