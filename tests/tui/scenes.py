"""The scenes of the app that snapshots and the guide show, all on the sample documents."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from kb.settings import Settings
from tests.support import WordEncoder
from tests.tui.support_desk import ask, pasted, settled, typed
from tui.app import Desk
from tui.local import LocalLibrary
from tui.memory import Memory
from tui.themes import DARK, LIGHT

QUESTION = "Cada entidad podrá subcontratar hasta el por ciento del importe de su actividad subvencionada"
SMALL, LARGE = (80, 24), (140, 45)

Play = Callable[[Desk, Pilot], Awaitable[None]]


class Shown(LocalLibrary):
    """A base whose folder is called the same on every machine."""

    name = "~/normativa"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is done before the picture is taken. `empty`: on a base without documents."""

    play: Play
    size: tuple[int, int]
    theme: str
    empty: bool = False


async def welcome(app: Desk, pilot: Pilot) -> None:
    await settled(app, pilot)


async def cited(app: Desk, pilot: Pilot) -> None:
    await ask(app, pilot, QUESTION)
    await pilot.press("1")


async def abstained(app: Desk, pilot: Pilot) -> None:
    await ask(app, pilot, "art. 300")


async def listed(app: Desk, pilot: Pilot) -> None:
    await pilot.press("f3")


async def opened(app: Desk, pilot: Pilot) -> None:
    await listed(app, pilot)
    await settled(app, pilot)
    await pilot.press("down", "enter")
    await settled(app, pilot)


async def table(app: Desk, pilot: Pilot) -> None:
    await opened(app, pilot)
    await pilot.press("t")
    await settled(app, pilot)
    await typed(pilot, "anexo iii")
    await settled(app, pilot)
    app.screen.query_one("#tree").border_subtitle = ""
    await pilot.press("enter")
    await settled(app, pilot)


async def found(app: Desk, pilot: Pilot) -> None:
    await opened(app, pilot)
    await pilot.press("slash")
    await pasted(pilot, "auditor")
    await pilot.press("enter")


async def overseen(app: Desk, pilot: Pilot) -> None:
    await pilot.press("f4")
    await settled(app, pilot)
    await pilot.press("s")
    await settled(app, pilot)


async def dated(app: Desk, pilot: Pilot) -> None:
    await overseen(app, pilot)
    await pilot.press("v")


async def edited(app: Desk, pilot: Pilot) -> None:
    await overseen(app, pilot)
    await pilot.press("e")


async def brought(app: Desk, pilot: Pilot) -> None:
    await pilot.press("f5")


async def helped(app: Desk, pilot: Pilot) -> None:
    await opened(app, pilot)
    await pilot.press("f1")


SCENES = {
    "bienvenida": Scene(play=welcome, size=SMALL, theme=DARK.name, empty=True),
    "respuesta": Scene(play=cited, size=LARGE, theme=DARK.name),
    "respuesta-80": Scene(play=cited, size=SMALL, theme=LIGHT.name),
    "abstencion": Scene(play=abstained, size=SMALL, theme=DARK.name),
    "documentos": Scene(play=listed, size=LARGE, theme=LIGHT.name),
    "texto": Scene(play=table, size=LARGE, theme=DARK.name),
    "buscar": Scene(play=found, size=SMALL, theme=LIGHT.name),
    "obligaciones": Scene(play=overseen, size=LARGE, theme=LIGHT.name),
    "agenda": Scene(play=dated, size=SMALL, theme=DARK.name),
    "seguimiento": Scene(play=edited, size=SMALL, theme=LIGHT.name),
    "incorporar": Scene(play=brought, size=SMALL, theme=DARK.name),
    "ayuda": Scene(play=helped, size=LARGE, theme=LIGHT.name),
}


def staged(scene: Scene, settings: Settings) -> tuple[Desk, Callable[[Pilot], Awaitable[None]]]:
    """The app of a scene, and what brings it there. The cursor does not blink in a picture."""
    app = Desk(Shown(settings, encoder=WordEncoder()), Memory(theme=scene.theme))

    async def play(pilot: Pilot) -> None:
        await settled(app, pilot)
        await scene.play(app, pilot)
        await settled(app, pilot)
        for field in app.screen.query("Input, TextArea"):
            assert isinstance(field, Input | TextArea)
            field.cursor_blink = False
        await settled(app, pilot)

    return app, play
