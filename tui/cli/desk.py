"""`kb tui`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kb.errors import InvalidInput
from tui.cli.failures import DONE

if TYPE_CHECKING:
    from kb.settings import Settings
    from tui.library import Library


def tui(
    context: typer.Context,
    url: Annotated[
        str | None,
        typer.Option("--url", metavar="URL", help="Una base de otro equipo, servida con `kb serve`: http://host:8000"),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option("--key", metavar="CLAVE", envvar="KB_KEY", help="La clave de esa API (o la variable KB_KEY)."),
    ] = None,
) -> int:
    """Abre la aplicación: preguntar, leer, vigilar e incorporar sin salir de la terminal."""
    from tui.app import Desk
    from tui.memory import Memory

    library = _library(context.obj, url, key)
    app = Desk(library, Memory.load(context.obj.cache / "tui", library.key), context.obj)
    app.run()
    return app.return_code or DONE


def _library(settings: Settings, url: str | None, key: str | None) -> Library:
    if url is None:
        from tui.local import LocalLibrary

        return LocalLibrary(settings)
    from tui.remote import RemoteLibrary

    if not url.startswith(("http://", "https://")):
        raise InvalidInput(f"«{url}» no es la dirección de una API: escribe, por ejemplo, http://host:8000")
    return RemoteLibrary(url, key)
