"""The tree of a document: preamble, articles, annexes, tables. Typing jumps to what begins so."""

from __future__ import annotations

from collections import defaultdict
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from kb.documents import UnitKind
from kb.numerals import plain
from tui.messages import PlaceChosen

if TYPE_CHECKING:
    from kb.documents import Document, Unit

_HIDDEN = frozenset(
    {
        UnitKind.METADATA,
        UnitKind.ENACTING_FORMULA,
        UnitKind.HEADING,
        UnitKind.PARAGRAPH,
        UnitKind.ROW,
        UnitKind.TABLE_HEADER,
        UnitKind.IMAGE,
    }
)
_PATIENCE = 1.2
"""Seconds after which typing begins another word."""


class UnitTree(Tree["Unit"]):
    """Branches are filled when they open, so that a law of thirty thousand units costs what is seen of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", "Leer"),
        Binding("space", "toggle_node", "Abrir rama", key_display="Espacio"),
        Binding("escape", "screen.back", "Al texto"),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("", id=id)
        self.show_root = False
        self.guide_depth = 2
        self.document: Document | None = None
        self._children: dict[str | None, list[Unit]] = {}
        self._typed = ""
        self._typed_at = 0.0

    def show(self, document: Document) -> None:
        """The branches of a document, closed."""
        self.document = document
        children: defaultdict[str | None, list[Unit]] = defaultdict(list)
        for unit in document.units:
            if unit.kind not in _HIDDEN:
                children[unit.parent].append(unit)
        self._children = dict(children)
        self.clear()
        self._fill(self.root, None)
        self.root.expand()

    def _fill(self, node: TreeNode[Unit], parent: str | None) -> None:
        for unit in self._children.get(parent, []):
            text = self._words(unit)
            if unit.unit_id in self._children:
                node.add(text, unit)
            else:
                node.add_leaf(text, unit)

    def _words(self, unit: Unit) -> Text:
        assert self.document is not None
        named = unit.name or unit.label[:1].upper() + unit.label[1:]
        if named.rstrip(")").isalnum() and len(named) <= 4:
            rest = " ".join(self.document.text[unit.start : unit.start + 90].split())
            return Text(rest[:70], overflow="ellipsis", no_wrap=True)
        return Text(named, overflow="ellipsis", no_wrap=True)

    def render_label(self, node: TreeNode[Unit], base_style: Style, style: Style) -> Text:
        """The name, under those of branches, which have an arrow before them; cut where the tree ends."""
        label = super().render_label(node, base_style, style)
        if not node.allow_expand:
            label = Text("  ", style=base_style).append_text(label)
        label.truncate(
            max(8, self.scrollable_content_region.width - self.guide_depth * _depth(node)), overflow="ellipsis"
        )
        return label

    def on_tree_node_expanded(self, event: Tree.NodeExpanded[Unit]) -> None:
        """Fill the branch the first time."""
        node = event.node
        if node.data is not None and not node.children:
            self._fill(node, node.data.unit_id)

    def on_tree_node_selected(self, event: Tree.NodeSelected[Unit]) -> None:
        """Show the unit in the text."""
        event.stop()
        if event.node.data is not None and self.document is not None:
            self.post_message(PlaceChosen(self.document.document_id, event.node.data.unit_id))

    def reveal(self, unit: Unit, *, opening: bool = True) -> None:
        """Go to a unit, or to the nearest one above it that the tree shows; `opening` the branches down to it."""
        if self.document is None:
            return
        node = self.root
        for step in (*self.document.ancestors(unit), unit):
            if node is not self.root and not (opening or node.is_expanded):
                break
            if node.data is not None and not node.children:
                self._fill(node, node.data.unit_id)
            found = next((one for one in node.children if one.data and one.data.unit_id == step.unit_id), None)
            if found is None:
                break
            if node is not self.root:
                node.expand()
            node = found
        if node is not self.root:
            self.call_after_refresh(self._put_cursor, node)

    def _put_cursor(self, node: TreeNode[Unit]) -> None:
        self.move_cursor(node)
        self.scroll_to_node(node, animate=False)

    # ------------------------------------------------------------ typing

    def on_key(self, event: events.Key) -> None:
        """A letter or a figure begins a word, and what comes soon after goes on with it."""
        begun = self._typed if monotonic() - self._typed_at < _PATIENCE else ""
        if event.character is None or not (event.character.isalnum() or (begun and event.is_printable)):
            return
        self._typed, self._typed_at = begun + event.character, monotonic()
        event.stop()
        event.prevent_default()
        self.border_subtitle = f"«{self._typed}»{'' if self.type_ahead(self._typed) else ': no está'}"

    def on_blur(self) -> None:
        """The word is done with."""
        self._typed = self.border_subtitle = ""

    def type_ahead(self, words: str) -> bool:
        """Go to the next unit whose name, or a word of it, begins so, round at the end; whether there is one."""
        if self.document is None:
            return False
        wanted = plain(words)
        shown = [unit for unit in self.document.units if unit.unit_id in self._known()]
        current = self.cursor_node.data if self.cursor_node and self.cursor_node.data else None
        at = next((n for n, unit in enumerate(shown) if unit is current), 0)
        for unit in (*shown[at:], *shown[:at]):
            name = plain(f"{unit.label} {unit.name}")
            if name.startswith(wanted) or f" {wanted}" in f" {name}":
                self.reveal(unit)
                return True
        return False

    def _known(self) -> set[str]:
        return {unit.unit_id for units in self._children.values() for unit in units}


def _depth(node: TreeNode[Unit]) -> int:
    """How many branches that are shown are above it: the root is not."""
    return 0 if node.parent is None or node.parent.is_root else 1 + _depth(node.parent)
