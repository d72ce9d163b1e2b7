"""Rows to go through with the keys."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import DataTable


class Rows(DataTable[Text]):
    """A table of rows, in which Home and End are the first row and the last: nothing is chosen in a column."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "scroll_top", "Primera fila", show=False),
        Binding("end", "scroll_bottom", "Última fila", show=False),
    ]

    def __init__(self, *, zebra_stripes: bool = False, id: str | None = None) -> None:
        super().__init__(cursor_type="row", zebra_stripes=zebra_stripes, id=id)
