"""What an empty base offers."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Label, Static

_WORDS = (
    "La base está vacía. Puedes empezar con dos documentos de ejemplo (un real decreto y una nota de prensa, "
    "ficticios) para ver cómo funciona, o incorporar los tuyos. Los de ejemplo se quitan después con `kb remove`."
)


class Welcome(ModalScreen[str | None]):
    """Gives `samples`, `own` or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Ahora no"),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Words and three ways on."""
        with Vertical(classes="dialog"):
            yield Label("Te damos la bienvenida", classes="dialog-title")
            yield Static(_WORDS, markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Ver los de ejemplo", variant="primary", id="samples")
                yield Button("Incorporar los míos", id="own")
                yield Button("Ahora no", id="later")
            yield Label("← →: elegir · Intro: aceptar", classes="dialog-keys")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """That way."""
        event.stop()
        self.dismiss(event.button.id if event.button.id != "later" else None)

    def action_leave(self) -> None:
        """Not now."""
        self.dismiss(None)
