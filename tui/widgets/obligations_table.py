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
from textual.timer import Timer
from textual.widgets import DataTable

from kb.agenda import is_overdue, next_day
from kb.facts import Obligation
from tui.widgets.rows import Rows
from tui.words import MODALITIES, SIGNS

_PADDING = 2
_AT_ONCE, _PAUSE = 100, 0.01
"""How many rows are added before the keys are looked after, and for how many seconds."""
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


class ObligationsTable(Rows):
    """Enter on a row opens it; a click on a heading, or the key, sorts by it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("s", "sort_next", "Ordenar")]

    @dataclass
    class Moved(Message):
        """Another obligation has the keys."""

        obligation: Obligation

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, zebra_stripes=True)
        self.rows_shown: list[Obligation] = []
        self.sorted_by = ""
        self.today = date.today()
        self._columns_for = -1
        self._kept = 0
        self._adding: Timer | None = None

    def show(self, obligations: Sequence[Obligation], today: date) -> None:
        """Other rows, or the same with other contents; the keys stay on their obligation where it is still there."""
        before, found = self.rows_shown, self._ordered(obligations)
        if today == self.today and [one.id for one in found] == [one.id for one in before]:
            self.rows_shown = found
            self._renew(before)
        else:
            self.today = today
            self._fill(found)

    @property
    def current(self) -> Obligation | None:
        """The obligation that the keys are on."""
        return self.rows_shown[self.cursor_row] if 0 <= self.cursor_row < len(self.rows_shown) else None

    @property
    def is_whole(self) -> bool:
        """Whether all rows are there; until then the last ones are still to come."""
        return self.row_count == len(self.rows_shown)

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
        """As many columns as there is room for; none is asked for while it is out of sight."""
        if self.size.width not in (0, self._columns_for):
            self._fill(self.rows_shown)

    def _fill(self, found: list[Obligation], *, keeping: bool = True) -> None:
        """Columns, and the first rows; the others come when these are drawn, so that no key waits for thousands."""
        kept = self.current.id if keeping and self.current else None
        self.rows_shown = found
        self._kept = next((n for n, one in enumerate(found) if one.id == kept), 0)
        self._columns_for = self.size.width
        names = [name for name in _WIDTHS if self.size.width >= _FROM.get(name, 0)]
        widths = self._widths(names)
        self.clear(columns=True)
        for name in names:
            title = f"{_TITLES[name]}{' ▾' if name == self.sorted_by else ''}"
            self.add_column(title, key=name, width=widths[name])
        if self._adding is not None:
            self._adding.stop()
        self._add_rows()

    def _add_rows(self) -> None:
        first = self.row_count
        names = [str(column.key.value) for column in self.ordered_columns]
        for one in self.rows_shown[first : first + _AT_ONCE]:
            cells = self._cells(one)
            self.add_row(*(cells[name] for name in names), key=one.id)
        if first <= self._kept < self.row_count and self.cursor_row == 0:
            self.move_cursor(row=self._kept)
        if not self.is_whole:
            self._adding = self.set_timer(_PAUSE, self._add_rows)

    def _renew(self, before: Sequence[Obligation]) -> None:
        """The cells of what has changed, among the rows that are there already."""
        names = [str(column.key.value) for column in self.ordered_columns]
        for was, one in zip(before[: self.row_count], self.rows_shown, strict=False):
            if was != one:
                cells = self._cells(one)
                for name in names:
                    self.update_cell(one.id, name, cells[name])

    def _widths(self, names: Sequence[str]) -> dict[str, int]:
        """Of each column, in characters."""
        left = self.size.width - sum(_WIDTHS[name] for name in names) - _PADDING * len(names) - 1
        subject = min(_WIDEST, max(_NARROWEST, int(left * _SHARE))) if "subject" in names else 0
        return _WIDTHS | {"subject": subject, "action": max(16, left - subject)}

    def _cells(self, one: Obligation) -> dict[str, Text]:
        day = next_day(one, self.today)
        late = "!" if is_overdue(one, self.today) else " "
        words = {
            "status": f"{SIGNS[one.status]} {one.status}",
            "due": f"{late}{day.isoformat()}" if day else (" con plazo" if one.deadline else " —"),
            "subject": one.subject,
            "action": one.own_words,
            "modality": MODALITIES[one.modality],
            "label": one.label,
        }
        return {name: Text(text, overflow="ellipsis", no_wrap=True) for name, text in words.items()}

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
        found = self._ordered(sorted(self.rows_shown, key=lambda one: (one.document_id, one.start)))
        self._fill(found, keeping=False)
