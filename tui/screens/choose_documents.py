"""Which documents the questions are about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input, Label, SelectionList
from textual.widgets.selection_list import Selection

from kb.numerals import plain

if TYPE_CHECKING:
    from kb.store import Summary


class Marks(SelectionList[str]):
    """What is marked has a cross and the others none, so that they are told apart without their colours."""

    def render_line(self, y: int) -> Strip:
        """The toolkit draws the cross in each, and hides it by its colour."""
        line = super().render_line(y)
        number = self.scroll_offset.y + y
        if number >= self.option_count:
            return line
        left, cross, *rest = line
        marked = self.get_option_at_index(number).value in self.selected
        return Strip([left, Segment("X" if marked else " ", cross.style), *rest])


class ChooseDocuments(ModalScreen[tuple[str, ...] | None]):
    """Gives the ids that were marked, none for all documents, or None when it was left with Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Cancelar"),
        Binding("ctrl+s,f10", "accept", "Aceptar", priority=True),
        Binding("down", "list", "A la lista", show=False),
    ]

    def __init__(self, documents: Sequence[Summary], chosen: Collection[str]) -> None:
        super().__init__()
        self.documents = documents
        self.chosen = set(chosen)

    def compose(self) -> ComposeResult:
        """A filter above the list."""
        with Vertical(classes="dialog dialog-large"):
            yield Label("Preguntar solo en estos documentos (ninguno: en todos)", classes="dialog-title")
            yield Input(placeholder="filtrar por título o identificador")
            yield Marks(*self._selections(""))
            yield Label("Espacio: marcar · Intro en el filtro o Ctrl+S: aceptar · Esc: cancelar", classes="dialog-keys")

    def _selections(self, words: str) -> list[Selection[str]]:
        wanted = plain(words)
        return [
            Selection(Content(f"{one.document_id} · {one.title}"), one.document_id, one.document_id in self.chosen)
            for one in self.documents
            if wanted in plain(f"{one.title} {one.document_id}")
        ]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the documents that have the words; those marked stay so."""
        shown = self.query_one(SelectionList)
        shown.clear_options()
        shown.add_options(self._selections(event.value))

    def on_selection_list_selection_toggled(self, event: SelectionList.SelectionToggled[str]) -> None:
        """Mark, or no longer."""
        self.chosen ^= {event.selection.value}

    def on_input_submitted(self) -> None:
        """Done."""
        self.action_accept()

    def action_list(self) -> None:
        """From the filter to the list."""
        shown = self.query_one(SelectionList)
        shown.focus()
        shown.highlighted = 0 if shown.highlighted is None and shown.option_count else shown.highlighted

    def action_accept(self) -> None:
        """The documents marked, in the order of the list."""
        self.dismiss(tuple(one.document_id for one in self.documents if one.document_id in self.chosen))

    def action_leave(self) -> None:
        """As it was."""
        self.dismiss(None)
