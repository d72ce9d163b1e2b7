"""The line at the foot of a text where one types what to find in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label


class FindBar(Horizontal):
    """Hidden until it is asked for. Tells each change of the words, and when it is done with."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Cerrar")]

    @dataclass
    class Changed(Message):
        """Other words to find."""

        words: str

    @dataclass
    class Left(Message):
        """Back to the text; `found` when the words are to stay marked."""

        found: bool

    def compose(self) -> ComposeResult:
        """The words and how many times they stand there."""
        yield Label("Buscar:", classes="find-label")
        yield Input(placeholder="palabras de este documento", id="find-words", compact=True)
        yield Label("", id="find-count")

    def open(self) -> None:
        """Show the line and type in it."""
        self.display = True
        words = self.query_one(Input)
        words.focus()
        words.action_select_all()

    def tell(self, count: str) -> None:
        """How many there are, and which one is shown."""
        self.query_one("#find-count", Label).update(count)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find as one types."""
        event.stop()
        self.post_message(self.Changed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes back to the text."""
        event.stop()
        self.post_message(self.Left(found=True))

    def action_leave(self) -> None:
        """Give up."""
        self.display = False
        self.post_message(self.Left(found=False))
