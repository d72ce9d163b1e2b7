"""`kb serve`."""

from __future__ import annotations

from typing import Annotated

import typer


def serve(
    context: typer.Context,
    host: Annotated[
        str, typer.Option("--host", metavar="DIRECCIÓN", help="Dónde escucha; fuera de este equipo hacen falta claves.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, metavar="N", help="Puerto.")] = 8000,
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=64, metavar="N", help="Procesos que responden (por defecto, 1).")
    ] = 1,
    log_questions: Annotated[
        bool, typer.Option("--log-questions", help="Anota en el registro el texto de las preguntas.")
    ] = False,
    origins: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-origin", metavar="URL", help="Sitio cuyas páginas pueden llamar (CORS; se puede repetir)."
        ),
    ] = None,
    hosts: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NOMBRE", help="Otro nombre con el que se llama al servicio."),
    ] = None,
) -> None:
    """Sirve la base por HTTP hasta que se interrumpe."""
    from api.options import Options
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
        ),
    )
