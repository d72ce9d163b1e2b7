"""Leer: the documents, the tree of one, its text."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import ContentSwitcher

from tui.messages import PlaceChosen
from tui.screens.desk_screen import DeskScreen
from tui.trail import Place
from tui.widgets.document_list import DocumentList
from tui.widgets.keys_line import KeysLine
from tui.widgets.navigation import Navigation
from tui.widgets.reading_pane import ReadingPane
from tui.widgets.unit_tree import UnitTree


class ReadScreen(DeskScreen):
    """A list of documents; one of them with its tree beside its text."""

    NAME = "read"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "documents", "Documentos"),
        Binding("t", "tree", "Árbol"),
        Binding("slash", "find", "Buscar", show=False),
        Binding("escape", "back", "Volver", show=False),
    ]

    def compose(self) -> ComposeResult:
        """One of both under the navigation."""
        yield Navigation(self.NAME)
        with ContentSwitcher(initial="list", id="reading"):
            yield DocumentList(id="list")
            with Horizontal(id="book"):
                yield UnitTree(id="tree")
                yield ReadingPane(id="read-text")
        yield KeysLine()

    def on_mount(self) -> None:
        """The documents that are known, and the place where one was."""
        self.query_one(UnitTree).border_title = "Árbol"
        self.show_documents()

    @property
    def pane(self) -> ReadingPane:
        """The text."""
        return self.query_one(ReadingPane)

    def show_documents(self) -> None:
        """The list; the place that somebody wants to read, or at first that of the last time."""
        documents = self.desk.documents
        self.query_one(DocumentList).show(documents)
        wanted, self.desk.place_to_read = self.desk.place_to_read, None
        if wanted is not None:
            self.open(wanted)
            return
        remembered = self.desk.memory.document
        if self.pane.trail.current is None and remembered in {str(one.document_id) for one in documents}:
            assert remembered is not None
            self.open(Place(document_id=remembered, unit_id=self.desk.memory.unit))
        elif self.query_one(ContentSwitcher).current == "list" and not self.focused:
            self.query_one(DocumentList).table.focus()

    def open(self, place: Place) -> None:
        """Show a place of a document."""
        self._show_book()
        self.pane.open(place)

    def _show_book(self) -> None:
        self.query_one(ContentSwitcher).current = "book"
        self.remove_class("tree-open")
        self.pane.reader.focus()

    def on_place_chosen(self, message: PlaceChosen) -> None:
        """A unit of the tree, or a document of the list: that which is open already, where one was in it."""
        here = self.pane.document
        if message.unit_id is None and here is not None and here.document_id == message.document_id:
            self._show_book()
            return
        self.open(Place(document_id=message.document_id, unit_id=message.unit_id, start=message.start, end=message.end))

    def on_reading_pane_shown(self, message: ReadingPane.Shown) -> None:
        """The tree follows the text, without opening branches for one who only scrolls."""
        tree = self.query_one(UnitTree)
        if tree.document is not message.document:
            tree.show(message.document)
        if message.unit is not None:
            tree.reveal(message.unit, opening=not message.scrolled)
        self.desk.memory.document = message.document.document_id
        self.desk.memory.unit = message.unit.unit_id if message.unit else None

    def action_documents(self) -> None:
        """Back to the list."""
        self.query_one(ContentSwitcher).current = "list"
        self.query_one(DocumentList).table.focus()

    def action_back(self) -> None:
        """From the tree to the text, and from the text to the list."""
        if self.query_one(UnitTree).has_focus:
            self._show_book()
        else:
            self.action_documents()

    def action_find(self) -> None:
        """To the words to find, from the tree too."""
        self.pane.action_find()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the tree letters are typed: the keys that are letters are not told there."""
        return action not in ("documents", "tree") or not self.query_one(UnitTree).has_focus

    def action_tree(self) -> None:
        """To the tree of what is being read; where there is no room for both, it comes and goes."""
        if self.pane.trail.current is None:
            self.notify("Abre antes un documento de la lista con Intro.")
            return
        self.add_class("tree-open")
        self.query_one(ContentSwitcher).current = "book"
        self.call_after_refresh(self.query_one(UnitTree).focus)
