"""The formats by name. A new one is a function and a line here; commands and routes offer what is listed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from kb.exports.checklist import Checklist

Render = Callable[[Checklist], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A format: how a checklist becomes its bytes, what they are, and whether a terminal can show them.

    `is_calendar`: it tells calendars of due dates, so that what it told has to be remembered.
    """

    render: Render
    media_type: str
    suffix: str
    about: str
    is_text: bool = True
    is_calendar: bool = False


def _later(module: str, name: str) -> Render:
    """The function of a module that is imported when it is first used: the libraries behind it are slow to load."""

    def render(checklist: Checklist) -> bytes:
        found: Render = getattr(import_module(f"kb.exports.{module}"), name)
        return found(checklist)

    return render


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CSV, _ICS = "text/csv; charset=utf-8", "text/calendar; charset=utf-8"

EXPORTS: dict[str, Export] = {
    "json": Export(
        render=_later("plain", "as_json"), media_type="application/json", suffix=".json", about="para otros programas"
    ),
    "csv": Export(render=_later("plain", "as_csv"), media_type=_CSV, suffix=".csv", about="RFC 4180, con comas"),
    "csv-excel": Export(
        render=_later("plain", "as_csv_for_excel"), media_type=_CSV, suffix=".csv", about="el que abre Excel en español"
    ),
    "xlsx": Export(
        render=_later("xlsx", "as_xlsx"), media_type=_XLSX, suffix=".xlsx", about="libro que se rellena y se importa",
        is_text=False,
    ),
    "md": Export(
        render=_later("markdown", "as_markdown"), media_type="text/markdown; charset=utf-8", suffix=".md",
        about="para una wiki o un informe",
    ),
    "docx": Export(
        render=_later("report_docx", "as_docx"), media_type=_DOCX, suffix=".docx", about="informe de Word",
        is_text=False,
    ),
    "ics": Export(
        render=_later("ics", "as_ics"), media_type=_ICS, suffix=".ics", about="calendario de vencimientos",
        is_calendar=True,
    ),
    "ics-alarms": Export(
        render=_later("ics", "as_ics_with_alarms"), media_type=_ICS, suffix=".ics",
        about="calendario con avisos 30, 7 y 1 días antes", is_calendar=True,
    ),
}  # fmt: skip
