"""What became of each file of a run."""

from __future__ import annotations

from rich.text import Text
from textual import events

from ingest.events import Outcome, Report
from tui.widgets.rows import Rows

_SIGNS = {
    Outcome.ADDED: "✓ añadido",
    Outcome.REPLACED: "✓ sustituido",
    Outcome.UNCHANGED: "= sin cambios",
    Outcome.FAILED: "✗ con error",
}
_RESULT, _AROUND, _WIDE = 14, 8, 100
"""Cells of the first column, those around all three with the scroll bar, and of a table with room for long names."""


class ReportList(Rows):
    """A row for each file, and under it what a reader of the report should know."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.reports: list[Report] = []
        self._before = 0
        self._drawn_in = 0

    def on_resize(self, event: events.Resize) -> None:
        """The columns share the width there is; what does not fit goes on in the next line."""
        if event.size.width == self._drawn_in:
            return
        self._drawn_in = event.size.width
        self.clear(columns=True)
        name = 34 if self._drawn_in >= _WIDE else 22
        said = max(self._drawn_in - _RESULT - name - _AROUND, 20)
        for title, width in (("Resultado", _RESULT), ("Archivo", name), ("Qué hay en él, o qué pasa", said)):
            self.add_column(title, width=width)
        for report in self.reports:
            self._draw(report)

    def start(self) -> None:
        """A new run, below those of before: why a file of theirs was refused is still of use."""
        self._before = len(self.reports)

    def tell(self, report: Report) -> None:
        """One more file."""
        self.reports.append(report)
        self._draw(report)
        self.move_cursor(row=self.row_count - 1)

    def _draw(self, report: Report) -> None:
        if self.columns:
            name = report.source.rsplit("/", 1)[-1]
            self.add_row(Text(_SIGNS[report.outcome]), Text(name), Text(_said(report)), height=None)

    @property
    def failed(self) -> int:
        """How many of the last run could not be taken in."""
        return sum(one.outcome is Outcome.FAILED for one in self.latest)

    @property
    def latest(self) -> list[Report]:
        """The reports of the last run."""
        return self.reports[self._before :]


def _said(report: Report) -> str:
    parts = [report.message] if report.message else []
    if report.units:
        parts.append(f"{report.title or report.document_id} · {report.units} unidades, {report.passages} pasajes")
    if report.cut:
        parts.append(f"{report.cut} pasajes en partes")
    return " · ".join((*parts, *report.oddities))
