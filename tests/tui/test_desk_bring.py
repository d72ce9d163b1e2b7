"""Bring in: by path, with progress in another process, a report per file, and an empty base's welcome."""

import pytest
from textual.widgets import Input

from ingest.events import Outcome
from kb.settings import Settings
from tests.tui.conftest import WATER
from tests.tui.support_desk import drive, pasted, settled
from tui.local import LocalLibrary
from tui.screens.bring import _words
from tui.screens.welcome import Welcome
from tui.widgets.report_list import ReportList


@pytest.fixture
def empty(tmp_path):
    return LocalLibrary(Settings(home=tmp_path / "base", cache=tmp_path / "cache", wait=2))


def test_a_file_is_brought_into_an_empty_base_and_a_bad_one_is_told(empty, tmp_path):
    folder = tmp_path / "para leer"
    folder.mkdir()
    (folder / "agua.txt").write_text(WATER, encoding="utf-8")
    (folder / "roto.pdf").write_bytes(b"%PDF-1.7\nnada")

    async def story(app, pilot):
        assert isinstance(app.screen, Welcome)
        await pilot.press("escape")
        await pilot.press("f5")
        await settled(app, pilot)
        await pasted(pilot, str(folder))
        await pilot.press("enter")
        await settled(app, pilot)
        reports = {one.source.rsplit("/", 1)[-1]: one for one in app.screen.query_one(ReportList).reports}
        assert reports["agua.txt"].outcome is Outcome.ADDED
        assert reports["roto.pdf"].outcome is Outcome.FAILED
        assert reports["roto.pdf"].message
        assert [str(one.document_id) for one in app.documents] == ["agua"]

    drive(empty, story)


def test_what_is_not_there_is_told(empty):
    async def story(app, pilot):
        await pilot.press("escape", "f5")
        await settled(app, pilot)
        app.screen.query_one("#bring-line", Input).value = "/no/existe.txt"
        await pilot.press("enter")
        await settled(app, pilot)
        [report] = app.screen.query_one(ReportList).reports
        assert report.outcome is Outcome.FAILED

    drive(empty, story)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("BOE-A-2003-20977 boe-a-2015-10565", ["BOE-A-2003-20977", "boe-a-2015-10565"]),
        ("'/tmp/una carpeta/x.txt'", ["/tmp/una carpeta/x.txt"]),
        (r"/tmp/una\ carpeta/x.txt", ["/tmp/una carpeta/x.txt"]),
        ("file:///tmp/x.txt\n", ["/tmp/x.txt"]),
        ("file:///tmp/mi%20norma.pdf 'file:///tmp/a%C3%B1o.txt'", ["/tmp/mi norma.pdf", "/tmp/año.txt"]),
        ("/tmp/mi%20norma.pdf", ["/tmp/mi%20norma.pdf"]),
        ("it's", ["it's"]),
        ("  ", []),
    ],
)
def test_a_line_is_read_as_a_terminal_writes_a_dropped_path(line, words):
    assert _words(line) == words


def test_what_was_told_of_a_file_stays_and_the_end_is_told_wherever_one_is(empty, tmp_path):
    (tmp_path / "roto.pdf").write_bytes(b"%PDF-1.7\nnada")

    async def story(app, pilot):
        await pilot.press("escape", "f5")
        await settled(app, pilot)
        for name in ("no-existe.pdf", "roto.pdf"):
            app.screen.query_one("#bring-line", Input).focus()
            await pasted(pilot, str(tmp_path / name))
            await pilot.press("enter")
            if name == "roto.pdf":
                await pilot.press("f2")
            await settled(app, pilot)
        [told] = [one for one in app._notifications if one.title == "Incorporar"]
        assert told.message == "Terminado: 1 archivo, 1 con error. F5: qué ha pasado."
        await pilot.press("f5")
        await settled(app, pilot)
        report = app.screen.query_one(ReportList)
        assert [one.source.rsplit("/", 1)[-1] for one in report.reports] == ["no-existe.pdf", "roto.pdf"]
        assert report.row_count == 2

    drive(empty, story)


def test_closing_in_the_middle_is_asked_for_twice(empty, tmp_path, monkeypatch):
    closed = []

    async def story(app, pilot):
        monkeypatch.setattr(app, "exit", lambda *_: closed.append(True))
        await pilot.press("escape", "f5")
        await settled(app, pilot)
        app.bringing = True
        await pilot.press("ctrl+q")
        await settled(app, pilot)
        assert not closed
        assert "Ctrl+Q otra vez cierra" in next(iter(app._notifications)).message
        await pilot.press("ctrl+q")
        await settled(app, pilot)
        assert closed

    drive(empty, story)
