"""A question of one line to the person, over the screen."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label


class Prompt(ModalScreen[str | None]):
    """Gives what was written, or None when it was left with Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Cancelar")]

    def __init__(self, title: str, hint: str, value: str = "") -> None:
        super().__init__()
        self.told = title
        self.hint = hint
        self.value = value

    def compose(self) -> ComposeResult:
        """Title, line, keys."""
        with Vertical(classes="dialog"):
            yield Label(self.told, classes="dialog-title")
            yield Input(self.value, placeholder=self.hint)
            yield Label("Intro: aceptar · Esc: cancelar", classes="dialog-keys")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """What was written."""
        event.stop()
        self.dismiss(event.value.strip() or None)

    def action_leave(self) -> None:
        """Nothing."""
        self.dismiss(None)
