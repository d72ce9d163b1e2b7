"""What is written beside an obligation, to change it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Select, TextArea

from kb.facts import Obligation
from kb.follow_up import STATUSES
from tui.words import SIGNS

FollowUpValues = dict[str, str | None]


class EditFollowUp(ModalScreen[FollowUpValues | None]):
    """Gives the fields that were changed, or None when it was left with Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Cancelar"),
        Binding("ctrl+s,f10", "accept", "Guardar", priority=True),
    ]

    def __init__(self, obligation: Obligation) -> None:
        super().__init__()
        self.obligation = obligation

    def compose(self) -> ComposeResult:
        """A field for each thing."""
        one = self.obligation
        with Vertical(classes="dialog dialog-large form"):
            yield Label(f"Seguimiento de {one.label}", classes="dialog-title")
            yield Label("Estado")
            yield Select[str](
                [(f"{SIGNS[status]} {status}", status) for status in STATUSES],
                value=one.status,
                allow_blank=False,
                compact=True,
                id="edit-status",
            )
            yield Label("Responsable")
            yield Input(one.owner or "", id="edit-owner", compact=True, placeholder="quién se ocupa")
            yield Label("Prueba")
            yield Input(one.evidence or "", id="edit-evidence", compact=True, placeholder="expediente, enlace…")
            yield Label("Notas")
            yield TextArea(one.notes or "", id="edit-notes", compact=True)
            yield Label("Tab: campo siguiente · Ctrl+S: guardar · Esc: cancelar", classes="dialog-keys")

    def on_mount(self) -> None:
        """The status first."""
        self.query_one("#edit-status").focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a line is enough."""
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        """What is other than it was."""
        one = self.obligation
        now = {
            "status": str(self.query_one("#edit-status", Select).value),
            "owner": self.query_one("#edit-owner", Input).value.strip() or None,
            "evidence": self.query_one("#edit-evidence", Input).value.strip() or None,
            "notes": self.query_one("#edit-notes", TextArea).text.strip() or None,
        }
        self.dismiss({name: value for name, value in now.items() if value != getattr(one, name)})

    def action_leave(self) -> None:
        """As it was."""
        self.dismiss(None)
