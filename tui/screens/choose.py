"""One thing out of a few."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option


class Choose(ModalScreen[str | None]):
    """Gives the name of what was chosen, or None when it was left with Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Cancelar")]

    def __init__(self, title: str, options: Mapping[str, str], at: str = "") -> None:
        super().__init__()
        self.at = at
        self.told = title
        self.options = options

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        with Vertical(classes="dialog"):
            yield Label(self.told, classes="dialog-title")
            yield OptionList(*(Option(self._line(name, words), id=name) for name, words in self.options.items()))
            yield Label("Intro: elegir · Esc: cancelar", classes="dialog-keys")

    def _line(self, name: str, words: str) -> Text:
        widest = max(map(len, self.options))
        return Text.assemble((name.ljust(widest), "bold"), f"  {words}")

    def on_mount(self) -> None:
        """The keys begin on the one asked for, else on the first."""
        self.query_one(OptionList).highlighted = [*self.options].index(self.at) if self.at in self.options else 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """That one."""
        event.stop()
        self.dismiss(event.option_id)

    def action_leave(self) -> None:
        """None."""
        self.dismiss(None)
