"""Who changed what beside an obligation, and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from kb.follow_up import Change

_FIELDS = {"status": "estado", "owner": "responsable", "evidence": "prueba", "notes": "notas", "review": "revisión"}


class History(ModalScreen[None]):
    """The changes, the last one first."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter", "leave", "Cerrar")]

    def __init__(self, label: str, changes: Sequence[Change]) -> None:
        super().__init__()
        self.label = label
        self.changes = changes

    def compose(self) -> ComposeResult:
        """A paragraph for each."""
        with VerticalScroll(classes="dialog dialog-large"):
            yield Label(f"Historial de {self.label}", classes="dialog-title")
            for one in reversed(self.changes):
                when = f"{one.at.astimezone():%d/%m/%Y %H:%M}"
                whose = "esta" if one.obligation_id else "todas las del documento"
                field = _FIELDS.get(one.field, f"día desde el que corre el plazo, para {whose}")
                change = f"{when} · {one.by}\n{field}: {one.before or '—'} → {one.after or '—'}"
                yield Static(change, markup=False)
            if not self.changes:
                yield Static("Nadie ha escrito nada todavía.")
            yield Label("Esc: cerrar", classes="dialog-keys")

    def action_leave(self) -> None:
        """Back."""
        self.dismiss()
