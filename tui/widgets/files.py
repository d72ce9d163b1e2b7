"""The files of this machine, to choose what to bring in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import DirectoryTree


class Files(DirectoryTree):
    """Enter opens a folder or takes a file; the key takes a whole folder. Signs that any terminal has."""

    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "
    ICON_FILE = "· "
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "take", "Incorporar esto"),
        Binding("backspace", "up", "Carpeta de arriba"),
    ]

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """Without what is hidden."""
        return [path for path in paths if not path.name.startswith(".")]

    def action_take(self) -> None:
        """The file or folder that the keys are on."""
        node = self.cursor_node
        if node is not None and node.data is not None:
            self.post_message(self.FileSelected(node, node.data.path))

    def action_up(self) -> None:
        """Begin one folder above."""
        self.path = Path(self.path).absolute().parent
