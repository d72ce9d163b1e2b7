"""The documents of the base as a table, under filters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import DataTable, Input, Select, Static

from kb.documents import DocumentKind
from kb.errors import InvalidInput
from tui.filtering import chosen, day_of
from tui.messages import Failed, PlaceChosen
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from kb.selection import Selection
    from kb.store import Summary

_UNKNOWN = "—"


_WIDE_ENOUGH = 110
"""Columns of the screen from which the department has room."""
_PADDING = 2
_WIDTHS = {"date": 10, "title": 0, "rank": 16, "department": 36}
_TITLES = {"date": "Fecha", "title": "Título", "rank": "Rango", "department": "Departamento"}


class DocumentList(Vertical):
    """Choosing a row opens the document."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "Filtrar", key_display="/"),
        Binding("escape", "clear", "Quitar filtros"),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.documents: Sequence[Summary] = ()

    def compose(self) -> ComposeResult:
        """Filters above, the table, how many there are below."""
        with Horizontal(classes="filters"):
            yield Input(placeholder="texto del título o identificador", id="filter-words", compact=True)
            yield Input(placeholder="desde 2024-01", id="filter-since", compact=True)
            yield Input(placeholder="hasta 2025", id="filter-until", compact=True)
        with Horizontal(classes="filters"):
            yield Select[str]([], prompt="Rango", id="filter-rank", compact=True)
            yield Select[str]([], prompt="Departamento", id="filter-department", compact=True)
        yield Rows(zebra_stripes=True, id="documents")
        yield Static("", id="documents-about", markup=False)
        yield Static("", id="documents-count", markup=False)

    @property
    def table(self) -> DataTable[Text]:
        """The rows."""
        return self.query_one("#documents", DataTable)

    def on_resize(self) -> None:
        """As many columns as there is room for."""
        self._fill()

    def _columns(self) -> dict[str, int]:
        """The columns and their widths; the title has what the others leave."""
        names = [name for name in _WIDTHS if name != "department" or self.size.width >= _WIDE_ENOUGH]
        taken = sum(_WIDTHS[name] for name in names) + _PADDING * len(names) + 1
        return {name: _WIDTHS[name] or max(20, self.size.width - taken) for name in names}

    def show(self, documents: Sequence[Summary]) -> None:
        """The documents that there are, newest first."""
        ordered = sorted(
            documents, key=lambda one: (one.published or one.dated or date.min, one.document_id), reverse=True
        )
        if ordered == list(self.documents):
            return
        self.documents = ordered
        for name, found in (
            ("rank", {one.rank for one in documents}),
            ("department", {one.department for one in documents}),
        ):
            select = self.query_one(f"#filter-{name}", Select)
            kept = select.value
            select.set_options((value, value) for value in sorted(filter(None, found)))
            if kept in found:
                select.value = kept
        self._fill()

    # ------------------------------------------------------------ filters

    @on(Input.Changed)
    @on(Select.Changed)
    def _filtered(self, event: Input.Changed | Select.Changed) -> None:
        event.stop()
        self._fill()

    @on(Input.Submitted)
    def _to_table(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            self._selection(strict=True)
        except InvalidInput as error:
            self.post_message(Failed(str(error)))
            return
        self.table.focus()

    def _selection(self, *, strict: bool = False) -> Selection:
        """What the fields say; a day that is being written asks for nothing yet, unless `strict`. InvalidInput."""
        from kb.selection import Selection

        days = {}
        for name in ("since", "until"):
            text = self.query_one(f"#filter-{name}", Input).value
            try:
                days[name] = day_of(text, last=name == "until")
            except InvalidInput:
                if strict:
                    raise
                days[name] = None
        return Selection(
            rank=self._selected("rank"),
            department=self._selected("department"),
            published_from=days["since"],
            published_until=days["until"],
        )

    def _selected(self, name: str) -> str | None:
        value = self.query_one(f"#filter-{name}", Select).value
        return value if isinstance(value, str) else None

    def _fill(self) -> None:
        words = self.query_one("#filter-words", Input).value
        found = chosen(self.documents, self._selection(), words)
        columns, table = self._columns(), self.table
        at = table.cursor_row
        table.clear(columns=True)
        for name, width in columns.items():
            table.add_column(_TITLES[name], key=name, width=width)
        for one in found:
            day = one.published or one.dated
            cells = {
                "date": day.isoformat() if day else _UNKNOWN,
                "title": one.title,
                "rank": one.rank or ("Nota de prensa" if one.kind is DocumentKind.PRESS_NOTE else _UNKNOWN),
                "department": one.department or _UNKNOWN,
            }
            row = [Text(cells[name], overflow="ellipsis", no_wrap=True) for name in columns]
            table.add_row(*row, key=str(one.document_id))
        table.move_cursor(row=min(at, len(found) - 1))
        total = len(self.documents)
        shown = f"{len(found)} de {total}" if len(found) != total else str(total)
        keys = "Intro: leer · /: filtrar" if len(found) == total else "Intro: leer · Esc: quitar filtros"
        self.query_one("#documents-count", Static).update(f"{shown} documentos · {keys}")
        self._tell_about()

    def _tell_about(self) -> None:
        """The whole of what the row has no room for: titles of decrees begin alike."""
        about = self.query_one("#documents-about", Static)
        if not self.table.is_valid_row_index(self.table.cursor_row):
            about.update("Ningún documento pasa estos filtros." if self.documents else "")
            return
        row = self.table.coordinate_to_cell_key(self.table.cursor_coordinate).row_key.value
        one = next(one for one in self.documents if one.document_id == row)
        pages = f"{one.pages} págs." if one.pages else None
        about.update(f"{one.title}\n{' · '.join(filter(None, (one.document_id, one.department, pages)))}")

    @on(DataTable.RowHighlighted)
    def _moved(self, event: DataTable.RowHighlighted) -> None:
        event.stop()
        self._tell_about()

    def action_filter(self) -> None:
        """To the words of the filter."""
        self.query_one("#filter-words", Input).focus()

    def action_clear(self) -> None:
        """Everything again."""
        for field in self.query(Input):
            field.value = ""
        for select in self.query(Select):
            select.clear()
        self.table.focus()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Open the document of the row."""
        event.stop()
        if event.row_key.value is not None:
            self.post_message(PlaceChosen(event.row_key.value))
