"""`kb mcp`."""

from __future__ import annotations

import typer


def mcp(context: typer.Context) -> None:
    """Ofrece la base a un asistente por la entrada y la salida estándar (Model Context Protocol)."""
    from api.assistants import over_stdio

    over_stdio(context.obj)
