"""The commands by name, each imported and made when it is first looked up: a question waits for its own alone."""

from __future__ import annotations

from collections import UserDict
from collections.abc import Iterator
from pkgutil import resolve_name

import typer
from typer._click import Command
from typer.main import get_command

from tui.cli.spanish import SpanishCommand

PLACES = {
    "ingest": "tui.cli.ingestion:ingest",
    "fetch": "tui.cli.fetching:fetch",
    "list": "tui.cli.documents:list_",
    "show": "tui.cli.documents:show",
    "remove": "tui.cli.documents:remove",
    "search": "tui.cli.questions:search",
    "ask": "tui.cli.questions:ask",
    "entities": "tui.cli.facts:entities",
    "obligations": "tui.cli.follow_up:group",
    "agenda": "tui.cli.agenda:agenda",
    "report": "tui.cli.report:report",
    "eval": "tui.cli.evaluation:eval_",
    "plazo": "tui.cli.deadlines:plazo",
    "serve": "tui.cli.serving:serve",
    "keys": "tui.cli.keys:keys",
    "mcp": "tui.cli.assistants:mcp",
    "verify": "tui.cli.upkeep:verify",
    "reencode": "tui.cli.upkeep:reencode",
    "doctor": "tui.cli.doctor:doctor",
    "tui": "tui.cli.desk:tui",
}
"""Where each is: a function, or a group of several."""


class Commands(UserDict[str, Command]):
    """All of `PLACES`, in that order."""

    def __missing__(self, name: str) -> Command:
        self.data[name] = found = _made(name)
        return found

    def __contains__(self, name: object) -> bool:
        return name in PLACES

    def __iter__(self) -> Iterator[str]:
        return iter(PLACES)

    def __len__(self) -> int:
        return len(PLACES)


def _made(name: str) -> Command:
    """The command of that name; KeyError."""
    place = resolve_name(PLACES[name])
    if isinstance(place, typer.Typer):
        return get_command(place)
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    alone.command(name, cls=SpanishCommand)(place)
    return get_command(alone)
