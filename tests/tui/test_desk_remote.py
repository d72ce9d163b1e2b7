"""The same desk on a base behind the API: a real server, the same protocol."""

import json
from datetime import date
from pathlib import Path

import pytest

from api.options import Options
from ingest.events import Outcome, Report
from kb.errors import KbError, Overtaken
from kb.settings import Settings
from kb.standing import standing
from tests.support import WordEncoder
from tests.support_law import LAW
from tests.support_serving import running
from tests.tui.support_desk import ask, drive, settled
from tests.tui.test_cli_law import OLD_LAW, REPEALING
from tests.tui.test_desk_oversee import edited, move_to, waiting
from tui.local import LocalLibrary
from tui.remote import RemoteLibrary
from tui.screens.history import History
from tui.widgets.answer_card import AnswerCard
from tui.widgets.obligations_table import ObligationsTable
from tui.widgets.reading_pane import ReadingPane

UNREADABLE = Path("/proc/self/mem")
"""Opens as a file does, and gives an error when it is read."""
DECREE = "BOE-A-2099-10001"


@pytest.fixture(scope="module")
def served(sample, tmp_path_factory):
    """The address of a server over the sample documents."""
    with running(Settings(home=sample, cache=tmp_path_factory.mktemp("cache"))) as address:
        yield address


@pytest.fixture
def remote(served):
    found = RemoteLibrary(served)
    yield found
    found.close()


@pytest.fixture
def own_remote(own_library):
    """A server over a base of its own."""
    with running(own_library.settings) as address:
        found = RemoteLibrary(address)
        yield found
        found.close()


def here_first(library):
    """An obligation of the sample."""
    return library.obligations(DECREE)[0]


def test_follow_up_is_written_there_with_its_history_and_what_is_shown_is_exported(own_remote, own_library):
    async def story(app, pilot):
        await pilot.press("f4")
        await settled(app, pilot)
        table = app.screen.query_one(ObligationsTable)
        one = waiting(table.rows_shown)
        move_to(table, one)
        await edited(app, pilot, owner="Ana", event_day="02/03/2099")
        await settled(app, pilot)
        assert table.current.owner == "Ana"
        assert table.current.deadline.due
        await pilot.press("h")
        await settled(app, pilot)
        assert isinstance(app.screen, History)
        assert [change.by for change in app.screen.changes] == ["local", "local"]

    drive(own_remote, story)
    [one] = [one for one in own_library.obligations() if one.owner == "Ana"]
    again = RemoteLibrary(own_remote.url)
    assert own_library.history(one.id) == again.history(one.id)
    assert [line["id"] for line in json.loads(again.export("json", [one.id]))] == [one.id]
    again.close()


def test_two_editors_do_not_write_over_one_another(own_remote, own_library):
    seen = own_remote.tracked(here_first(own_library).id)
    own_library.revise(seen.obligation.id, {"owner": "Luis"}, seen.version)
    with pytest.raises(Overtaken):
        own_remote.revise(seen.obligation.id, {"owner": "Ana"}, seen.version)
    assert own_remote.tracked(seen.obligation.id).obligation.owner == "Luis"


def test_it_tells_what_the_local_one_tells(remote, library):
    assert remote.documents() == library.documents()
    here, there = library.document(DECREE), remote.document(DECREE)
    assert (there.text, there.units, there.title) == (here.text, here.units, here.title)
    assert remote.obligations(DECREE) == library.obligations(DECREE)
    assert remote.entities(DECREE) == library.entities(DECREE)
    assert remote.references(DECREE) == library.references(DECREE) != ()
    assert remote.warnings(there) == library.warnings(here)
    one = here_first(library)
    assert remote.tracked(one.id) == library.tracked(one.id)
    question = "Cada entidad podrá subcontratar hasta el por ciento del importe de su actividad subvencionada"
    mine, other = library.ask(question, [DECREE]), remote.ask(question, [DECREE])
    assert (other.answer, other.values, other.citations, other.hits) == (
        mine.answer,
        mine.values,
        mine.citations,
        mine.hits,
    )


def test_a_question_is_asked_and_its_citation_opened(remote):
    async def story(app, pilot):
        await ask(app, pilot, "art 12.2")
        assert app.screen.query_one(AnswerCard).answer.status == "answered"
        await pilot.press("1")
        await settled(app, pilot)
        pane = app.screen.query_one(ReadingPane)
        assert pane.document.document_id == DECREE
        assert pane.reader.in_view(pane.document.unit("art_12.2").start)

    drive(remote, story)


def test_a_file_that_is_not_there_is_reported_and_stops_no_other(own_remote, tmp_path):
    (tmp_path / "sol.txt").write_text("Artículo 1. Objeto.\n\nSe regula el sol.\n")
    paths = [tmp_path / "luna.txt", tmp_path / "sol.txt"]
    reports = [one for one in own_remote.ingest(paths) if isinstance(one, Report)]
    assert [(Path(one.source).name, one.outcome) for one in reports] == [
        ("luna.txt", Outcome.FAILED),
        ("sol.txt", Outcome.ADDED),
    ]
    assert [one.outcome for one in own_remote.ingest(paths[:1])] == [Outcome.FAILED]


@pytest.mark.skipif(not UNREADABLE.is_file(), reason="the system has no file that opens and cannot be read")
def test_a_file_that_cannot_be_read_stops_no_other_and_more_than_fit_go_in_portions(tmp_path, monkeypatch):
    monkeypatch.setattr("tui.remote._PORTION", 2)
    names = ("sol", "luna", "mar")
    for name in names:
        (tmp_path / f"{name}.txt").write_text(f"Artículo 1. Objeto.\n\nSe regula el {name}.\n")
    (tmp_path / "ley.xml").write_text(OLD_LAW)
    (tmp_path / "nueva.xml").write_text(REPEALING)
    settings = Settings(home=tmp_path / "base", cache=tmp_path / "cache")
    local = LocalLibrary(settings, encoder=WordEncoder())
    local.documents()
    with running(settings, Options(files_at_once=2)) as address:
        remote = RemoteLibrary(address)
        paths = [UNREADABLE, *sorted(tmp_path.glob("*.txt")), tmp_path / "ley.xml", tmp_path / "nueva.xml"]
        reports = {Path(one.source).name: one for one in remote.ingest(paths) if isinstance(one, Report)}
        there = remote.document(LAW)
        unknown = RemoteLibrary(address)
        told = unknown.warnings(there)
        unknown.close()
        remote.close()
    assert reports.pop("mem").outcome is Outcome.FAILED
    assert {one.outcome for one in reports.values()} == {Outcome.ADDED}
    assert len(reports) == 5
    here = local.document(LAW)
    assert standing(there, date(2030, 1, 1)) == standing(here, date(2030, 1, 1)) != ()
    assert told == local.warnings(here) != ()
    local.close()


def test_what_a_service_refuses_is_one_line(remote):
    with pytest.raises(KbError, match="no tiene ese documento"):
        remote.document("no-esta")
    with pytest.raises(KbError, match="no tiene esa obligación"):
        remote.tracked("x")
    with pytest.raises(KbError, match="no tiene ese documento"):
        remote.references("no-esta")


def test_a_service_that_is_not_there_is_one_line():
    with pytest.raises(KbError, match="comprueba la dirección"):
        RemoteLibrary("http://127.0.0.1:9").documents()
