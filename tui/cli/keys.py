"""`kb keys`: who may call the service from elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kb.days import spell_day
from tui.cli.opening import JsonOption
from tui.cli.output import print_line, visible, write_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.state import Key, Keys


class Action(StrEnum):
    """What is done with keys."""

    CREATE = "create"
    LIST = "list"
    REVOKE = "revoke"


class Permission(StrEnum):
    """What a key may do; each includes those before it."""

    CALENDAR = "calendar"
    READ = "read"
    WRITE = "write"
    ADMIN = "admin"


def keys(
    context: typer.Context,
    action: Annotated[Action, typer.Argument(metavar="create|list|revoke", help="Qué se hace.")],
    name: Annotated[
        str | None, typer.Argument(metavar="[NOMBRE]", help="Para quién es la nueva; de la que se revoca, su id.")
    ] = None,
    scopes: Annotated[
        list[Permission] | None,
        typer.Option(
            "--scope",
            help="Qué permite: calendar (solo el calendario), read, write (también leer) o admin (todo).",
        ),
    ] = None,
    days: Annotated[
        int | None, typer.Option("--days", min=1, max=3650, metavar="N", help="Días hasta que caduca; si no, nunca.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Crea, enumera y revoca las claves del servicio. Una clave se muestra una sola vez."""
    from contextlib import closing

    from api.state import Audit, Keys, State

    if action is not Action.LIST and name is None:
        raise typer.BadParameter("falta el nombre o, para revocar, el id", param_hint="NOMBRE")
    with closing(State(context.obj.home)) as state:
        found = Keys(state)
        if action is Action.LIST:
            _list(found, as_json=as_json)
        elif action is Action.CREATE:
            key = _create(found, str(name), scopes or [Permission.READ], days, as_json=as_json)
            Audit(state).add("kb keys", "create key", f"{key.id} {key.name}", "")
        else:
            key = found.revoke(str(name))
            Audit(state).add("kb keys", "revoke key", f"{key.id} {key.name}", "")
            print_line(f"La clave {key.id} ({visible(key.name)}) ya no sirve.")


def _create(found: Keys, name: str, scopes: list[Permission], days: int | None, *, as_json: bool) -> Key:
    from api.state import Scope

    expires = None if days is None else datetime.now(UTC) + timedelta(days=days)
    key, token = found.create(name, [Scope(one) for one in scopes], expires)
    if as_json:
        write_json({"key": token, **_public(key)})
    else:
        print_line(token)
        print_line("Guárdala ahora: no se puede volver a mostrar. Se envía como «Authorization: Bearer …».")
    return key


def _list(found: Keys, *, as_json: bool) -> None:
    every = found.all().values()
    if as_json:
        write_json([_public(key) for key in every])
        return
    for line in _lines(list(every)):
        print_line(visible(line))


def _lines(every: list[Key]) -> Iterator[str]:
    if not every:
        yield "No hay claves: el servicio solo responde en este equipo."
    for key in every:
        until = "no caduca" if key.expires is None else f"hasta el {spell_day(key.expires)}"
        state = "revocada" if key.revoked else until if key.valid else "caducada"
        yield f"{key.id}  {'+'.join(key.scopes):10}  {state:18}  {key.name}"


def _public(key: Key) -> dict[str, object]:
    moments = {"created": key.created, "expires": key.expires, "revoked": key.revoked}
    said = {name: None if at is None else at.isoformat() for name, at in moments.items()}
    return {"id": key.id, "name": key.name, "scopes": key.scopes, **said, "valid": key.valid}
