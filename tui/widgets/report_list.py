"""What became of each file of a run."""

from __future__ import annotations

from rich.text import Text
from textual.widgets import DataTable

from ingest.events import Outcome, Report

_SIGNS = {
    Outcome.ADDED: "✓ añadido",
    Outcome.REPLACED: "✓ sustituido",
    Outcome.UNCHANGED: "= sin cambios",
    Outcome.FAILED: "✗ con error",
}


class ReportList(DataTable[Text]):
    """A row for each file, and under it what a reader of the report should know."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, cursor_type="row")
        self.reports: list[Report] = []

    def on_mount(self) -> None:
        """The columns."""
        for title, width in (("Resultado", 14), ("Archivo", 34), ("Qué hay en él, o qué pasa", 200)):
            self.add_column(title, width=width)

    def start(self) -> None:
        """A new run."""
        self.reports = []
        self.clear()

    def tell(self, report: Report) -> None:
        """One more file."""
        self.reports.append(report)
        name = report.source.rsplit("/", 1)[-1]
        self.add_row(Text(_SIGNS[report.outcome]), Text(name), Text(_said(report)))
        self.move_cursor(row=self.row_count - 1)

    @property
    def failed(self) -> int:
        """How many could not be taken in."""
        return sum(one.outcome is Outcome.FAILED for one in self.reports)


def _said(report: Report) -> str:
    parts = [report.message] if report.message else []
    if report.units:
        parts.append(f"{report.title or report.document_id} · {report.units} unidades, {report.passages} pasajes")
    if report.cut:
        parts.append(f"{report.cut} pasajes en partes")
    return " · ".join((*parts, *report.oddities))
