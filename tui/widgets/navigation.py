"""The line at the top: where one is, where one can go, and which base it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

if TYPE_CHECKING:
    from tui.app import Desk

PLACES: Mapping[str, tuple[str, str]] = {
    "ask": ("F2", "Preguntar"),
    "read": ("F3", "Leer"),
    "oversee": ("F4", "Vigilar"),
    "bring": ("F5", "Incorporar"),
}
"""The screens: their keys and their names."""


class Navigation(Horizontal):
    """Names of the screens, the current one marked with more than its colour."""

    def __init__(self, current: str) -> None:
        super().__init__()
        self.current = current

    def compose(self) -> ComposeResult:
        """The name of the program, the screens, the base."""
        yield Static("boe-kb", id="nav-name")
        for name, (key, title) in PLACES.items():
            here = name == self.current
            text = f"[@click=app.go('{name}')]{'▸' if here else ' '}{key} {title}[/]"
            yield Static(text, classes="nav-here" if here else "nav-other")
        yield Static("", id="nav-base", markup=False)

    def on_mount(self) -> None:
        """Name the base."""
        self.query_one("#nav-base", Static).update(cast("Desk", self.app).library.name)
