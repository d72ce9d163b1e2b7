"""`kb verify` and `kb reencode`."""

from __future__ import annotations

from functools import partial

import typer

from tui.cli.failures import DONE, FAILED
from tui.cli.opening import JsonOption, base_of
from tui.cli.output import print_line, progress, visible, warn, write_json

_COUNTED = {
    "documents": "documentos",
    "units": "unidades",
    "passages": "pasajes",
    "vectors": "vectores",
}


def verify(context: typer.Context, as_json: JsonOption = False) -> int:
    """Comprueba que la base está entera y es coherente, y avisa de las tablas cuyas filas no suman su total."""
    with base_of(context) as base:
        found = base.verify()
    if as_json:
        write_json(found)
        return DONE if found.ok else FAILED
    counted = (f"{n} {_COUNTED[what]}" for what, n in found.checked.items() if what in _COUNTED)
    print_line(f"Comprobado: {', '.join(counted)}.")
    for problem in found.problems:
        print_line(visible(f"  {problem}"))
    if found.remarks:
        print_line("Lo que los propios documentos no cuadran (la base está bien):")
    for remark in found.remarks:
        print_line(visible(f"  {remark}"))
    if found.ok:
        print_line("Todo está bien.")
        return DONE
    warn(f"hay {len(found.problems)} problemas en la base: vuelve a incorporar los documentos que se nombran")
    return FAILED


def reencode(context: typer.Context) -> int:
    """Calcula otra vez los vectores de la base con el modelo de ahora, sin volver a leer los documentos."""
    with base_of(context) as base:
        warn("se calculan otra vez todos los vectores: con muchos documentos tarda minutos")
        with progress() as show:
            done = base.encode_again(partial(show, "Calculando vectores"))
    print_line(f"La base usa el modelo «{base.encoder.name}» ({done} vectores).")
    return DONE
