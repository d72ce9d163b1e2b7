"""The obligations as a table that sorts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import DataTable

from kb.agenda import is_overdue, next_day
from kb.facts import Obligation
from tui.words import MODALITIES, SIGNS

_PADDING = 2
_WIDTHS = {"status": 13, "due": 11, "subject": 0, "action": 0, "modality": 12, "label": 18}
"""Columns of text; those of 0 share what is left, and what is to be done has the most of it."""
_SHARE, _NARROWEST, _WIDEST = 0.35, 10, 32
_TITLES = {
    "status": "Estado",
    "due": "Vence",
    "subject": "Quién",
    "action": "Qué",
    "modality": "Modalidad",
    "label": "Dónde",
}
_FROM = {"subject": 84, "modality": 120}
"""Columns of the screen from which those have room; the others always do."""


class ObligationsTable(DataTable[Text]):
    """Enter on a row opens it; a click on a heading, or the key, sorts by it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("s", "sort_next", "Ordenar")]

    @dataclass
    class Moved(Message):
        """Another obligation has the keys."""

        obligation: Obligation

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, cursor_type="row", zebra_stripes=True)
        self.rows_shown: list[Obligation] = []
        self.sorted_by = ""
        self.today = date.today()

    def show(self, obligations: Sequence[Obligation], today: date) -> None:
        """Other rows; the keys stay on the same obligation where it is still there."""
        self.today = today
        kept = self.current.id if self.current else None
        self.rows_shown = self._ordered(obligations)
        self._fill()
        at = next((n for n, one in enumerate(self.rows_shown) if one.id == kept), 0)
        self.move_cursor(row=at)

    @property
    def current(self) -> Obligation | None:
        """The obligation that the keys are on."""
        return self.rows_shown[self.cursor_row] if 0 <= self.cursor_row < len(self.rows_shown) else None

    def _ordered(self, obligations: Sequence[Obligation]) -> list[Obligation]:
        """By the column, and as the documents have them where it says nothing."""
        keys: dict[str, Callable[[Obligation], object]] = {
            "status": lambda one: one.status,
            "due": lambda one: next_day(one, self.today) or date.max,
            "subject": lambda one: one.subject.casefold(),
            "modality": lambda one: MODALITIES[one.modality],
        }
        key = keys.get(self.sorted_by)
        return sorted(obligations, key=key) if key else list(obligations)  # type: ignore[arg-type]

    def on_resize(self) -> None:
        """As many columns as there is room for."""
        at = self.cursor_row
        self._fill()
        self.move_cursor(row=at)

    def _fill(self) -> None:
        names = [name for name in _WIDTHS if self.size.width >= _FROM.get(name, 0)]
        widths = self._widths(names)
        self.clear(columns=True)
        for name in names:
            title = f"{_TITLES[name]}{' ▾' if name == self.sorted_by else ''}"
            self.add_column(title, key=name, width=widths[name])
        for one in self.rows_shown:
            cells = self._cells(one)
            self.add_row(*(Text(cells[name], overflow="ellipsis", no_wrap=True) for name in names), key=one.id)

    def _widths(self, names: Sequence[str]) -> dict[str, int]:
        """Of each column, in characters."""
        left = self.size.width - sum(_WIDTHS[name] for name in names) - _PADDING * len(names) - 1
        subject = min(_WIDEST, max(_NARROWEST, int(left * _SHARE))) if "subject" in names else 0
        return _WIDTHS | {"subject": subject, "action": max(16, left - subject)}

    def _cells(self, one: Obligation) -> dict[str, str]:
        day = next_day(one, self.today)
        late = "!" if is_overdue(one, self.today) else " "
        return {
            "status": f"{SIGNS[one.status]} {one.status}",
            "due": f"{late}{day.isoformat()}" if day else (" con plazo" if one.deadline else " —"),
            "subject": one.subject,
            "action": " ".join(one.action.split()),
            "modality": MODALITIES[one.modality],
            "label": one.label,
        }

    @on(DataTable.RowHighlighted)
    def _moved(self, event: DataTable.RowHighlighted) -> None:
        event.stop()
        if self.current is not None:
            self.post_message(self.Moved(self.current))

    @on(DataTable.HeaderSelected)
    def _sort(self, event: DataTable.HeaderSelected) -> None:
        event.stop()
        self._sort_by(str(event.column_key.value))

    def action_sort_next(self) -> None:
        """By the next column that can be sorted, and at last as the documents have them."""
        order = ["", "due", "status", "subject", "modality"]
        self._sort_by(order[(order.index(self.sorted_by) + 1) % len(order)] if self.sorted_by in order else "")

    def _sort_by(self, name: str) -> None:
        self.sorted_by = name
        self.show(sorted(self.rows_shown, key=lambda one: (one.document_id, one.start)), self.today)
