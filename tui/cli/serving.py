"""`kb serve`."""

from __future__ import annotations

from typing import Annotated

import typer

HostOption = Annotated[
    str, typer.Option("--host", metavar="DIRECCIÓN", help="Dónde escucha; fuera de este equipo hacen falta claves.")
]
PortOption = Annotated[int, typer.Option("--port", min=1, max=65535, metavar="N", help="Puerto.")]
WorkersOption = Annotated[
    int, typer.Option("--workers", min=1, max=64, metavar="N", help="Procesos que responden (por defecto, 1).")
]
LogOption = Annotated[bool, typer.Option("--log-questions", help="Anota en el registro el texto de las preguntas.")]
OriginsOption = Annotated[
    list[str] | None,
    typer.Option("--allow-origin", metavar="URL", help="Sitio cuyas páginas pueden llamar (CORS; se puede repetir)."),
]
HostsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-host", metavar="NOMBRE", help="Otro nombre con el que se llama al servicio; hacen falta claves."
    ),
]
PrefixOption = Annotated[
    str, typer.Option("--prefix", metavar="RUTA", help="Lo que el proxy pone delante de las rutas, como /boe.")
]


def serve(
    context: typer.Context,
    host: HostOption = "127.0.0.1",
    port: PortOption = 8000,
    workers: WorkersOption = 1,
    log_questions: LogOption = False,
    origins: OriginsOption = None,
    hosts: HostsOption = None,
    prefix: PrefixOption = "",
) -> None:
    """Sirve la base por HTTP hasta que se interrumpe."""
    from api.options import Options, prefix_of
    from api.serving import serve as run

    run(
        context.obj,
        Options(
            host=host,
            port=port,
            workers=workers,
            log_questions=log_questions,
            allowed_origins=tuple(origins or ()),
            allowed_hosts=tuple(hosts or ()),
            prefix=prefix_of(prefix),
        ),
    )
