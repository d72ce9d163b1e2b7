"""Incorporar: files and folders of this machine, or texts of the BOE, into the base."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import unquote, urlsplit

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import DirectoryTree, Input, ProgressBar, Static

from ingest.events import Event, Progress, Report, Stage
from kb.documents import DocumentId
from tui.background import background
from tui.messages import Failed, LibraryChanged
from tui.screens.desk_screen import DeskScreen
from tui.widgets.files import Files
from tui.widgets.keys_line import KeysLine
from tui.widgets.navigation import Navigation
from tui.widgets.report_list import ReportList
from tui.words import sentence

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from tui.library import Run

_STAGES = {
    Stage.FETCH: "Descargando",
    Stage.READ: "Leyendo",
    Stage.ENCODE: "Calculando vectores",
    Stage.INDEX: "Haciendo el índice",
}


class BringScreen(DeskScreen):
    """A line that takes paths and identifiers, a tree of files, progress and a report."""

    NAME = "bring"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "line", "Escribir"),
        Binding("b", "browse", "Archivos"),
        Binding("m", "samples", "Documentos de ejemplo"),
        Binding("escape", "stop", "Detener o escribir"),
    ]

    @dataclass
    class Told(Message):
        """An event of the run."""

        event: Event

    @dataclass
    class Ended(Message):
        """The run is over; `stopped`: what somebody who ended it is told."""

        stopped: str | None

    def __init__(self) -> None:
        super().__init__()
        self._going: Run | None = None
        self._stopping = False

    def compose(self) -> ComposeResult:
        """Line, progress; tree and report."""
        yield Navigation(self.NAME)
        with Vertical(id="bringing"):
            yield Input(
                placeholder="Ruta de un archivo o carpeta, o identificadores del BOE: BOE-A-2003-20977", id="bring-line"
            )
            yield Static("Puedes arrastrar aquí un archivo o una carpeta desde el explorador.", id="bring-told")
            yield ProgressBar(id="bring-progress", show_eta=False)
        with Horizontal(id="bring-body"):
            yield Files(Path.cwd(), id="files")
            yield ReportList(id="report")
        yield KeysLine()

    def on_mount(self) -> None:
        """Nothing to bring yet."""
        self.query_one(Files).border_title = "Archivos"
        self.query_one(ReportList).border_title = "Qué ha pasado con cada uno"
        self.query_one(ProgressBar).display = False
        self.query_one("#bring-line", Input).focus()

    # ------------------------------------------------------------ what to bring

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Paths or identifiers."""
        event.stop()
        if event.value.strip():
            self.bring(event.value)
            event.input.value = ""

    def on_paste(self, event: events.Paste) -> None:
        """What a terminal writes when something is dropped on it: its path."""
        event.stop()
        self.bring(event.text)

    def on_directory_tree_file_selected(self, event: DirectoryTree.FileSelected) -> None:
        """A file of the tree."""
        event.stop()
        self._start(paths=[event.path])

    def bring(self, text: str) -> None:
        """Take in what the words name: identifiers of the gazette, else paths."""
        words = _words(text)
        ids = [word for word in words if DocumentId(word.upper()).is_boe]
        if ids and len(ids) == len(words):
            self._start(ids=[word.upper() for word in ids])
        elif words:
            self._start(paths=[Path(word).expanduser() for word in words])

    def action_samples(self) -> None:
        """The documents that come with the program, to try it."""
        from ingest.samples import sample_files

        found = sample_files()
        if found:
            self._start(paths=list(found))
        else:
            self.post_message(Failed("esta instalación no trae los documentos de ejemplo: incorpora los tuyos"))

    # ------------------------------------------------------------ the run

    def _start(self, paths: list[Path] | None = None, ids: list[str] | None = None) -> None:
        library = self.desk.library
        if self.query_one(ProgressBar).display:
            self.notify("Ya hay una incorporación en marcha: Esc la detiene.", severity="warning")
            return
        self._stopping, self.desk.bringing = False, True
        self.query_one(ReportList).start()
        self.query_one(ProgressBar).display = True
        self.query_one(ProgressBar).update(total=None)
        self._tell("Empezando…")
        self._bring(lambda: library.ingest(paths) if paths else library.fetch(ids or []))

    @background("bring")
    def _bring(self, begin: Callable[[], Run]) -> None:
        try:
            self._going = begin()
            if self._stopping:
                self._going.stop()
            for event in self._going:
                self.post_message(self.Told(event))
        finally:
            stopped = self._going.stopped if self._going and self._stopping else None
            self._going = None
            self.post_message(self.Ended(stopped))

    def on_unmount(self) -> None:
        """Nobody looks on any more."""
        if self._going is not None:
            self._going.stop()

    def on_bring_screen_told(self, message: Told) -> None:
        """Progress above, a row below."""
        event = message.event
        if isinstance(event, Report):
            self.query_one(ReportList).tell(event)
        elif isinstance(event, Progress):
            self._tell(f"{_STAGES[event.stage]} {Path(event.name).name} ({event.done} de {event.total})")
            self.query_one(ProgressBar).update(total=event.total or None, progress=event.done)

    def on_bring_screen_ended(self, message: Ended) -> None:
        """The sum, and the base as it is now."""
        report = self.query_one(ReportList)
        self.query_one(ProgressBar).display = False
        self.desk.bringing = False
        failed = f", {report.failed} con error" if report.failed else ""
        whole = f"Terminado: {_files(len(report.latest))}{failed}." if report.latest else "Nada que incorporar."
        self._tell(message.stopped or whole)
        if self.app.screen is not self:
            severity: SeverityLevel = "warning" if report.failed else "information"
            self.notify(f"{message.stopped or whole} F5: qué ha pasado.", title="Incorporar", severity=severity)
        self.post_message(LibraryChanged())

    def on_failed(self, message: Failed) -> None:
        """Why it ended before its end; the app tells it too, but not for long."""
        self._tell(sentence(message.line))

    def action_stop(self) -> None:
        """End the run; what is in the base stays."""
        if not self.query_one(ProgressBar).display:
            self.query_one("#bring-line", Input).focus()
            return
        self._stopping = True
        self._tell("Deteniendo…")
        if self._going is not None:
            self._going.stop()

    def _tell(self, line: str) -> None:
        self.query_one("#bring-told", Static).update(line)

    def action_line(self) -> None:
        """To the line."""
        self.query_one("#bring-line", Input).focus()

    def action_browse(self) -> None:
        """To the files."""
        self.query_one(Files).focus()


def _files(count: int) -> str:
    return "1 archivo" if count == 1 else f"{count} archivos"


def _words(text: str) -> list[str]:
    """The words of a line as a shell would take them: quotation marks and escaped spaces, as in a dropped path."""
    clean = text.strip()
    if clean and Path(_path(clean)).expanduser().exists():
        return [_path(clean)]
    try:
        return list(map(_path, shlex.split(clean)))
    except ValueError:
        return [clean]


def _path(word: str) -> str:
    """A path as it is; that of a `file:` address, in which a space is `%20`."""
    return unquote(urlsplit(word).path) if word.startswith("file://") else word
