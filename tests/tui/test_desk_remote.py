"""The same desk on a base behind the API: a real server, the same protocol."""

import pytest

from kb.errors import KbError
from kb.settings import Settings
from tests.support_serving import running
from tests.tui.support_desk import ask, drive, settled
from tui.remote import RemoteLibrary
from tui.widgets.answer_card import AnswerCard
from tui.widgets.reading_pane import ReadingPane

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


def test_it_tells_what_the_local_one_tells(remote, library):
    assert remote.documents() == library.documents()
    here, there = library.document(DECREE), remote.document(DECREE)
    assert (there.text, there.units, there.title) == (here.text, here.units, here.title)
    assert remote.obligations(DECREE) == library.obligations(DECREE)
    assert remote.entities(DECREE) == library.entities(DECREE)
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


def test_what_a_service_refuses_is_one_line(remote):
    with pytest.raises(KbError, match="no tiene ese documento"):
        remote.document("no-esta")
    with pytest.raises(KbError, match="en el equipo de la base"):
        remote.track("x", {"status": "cumplida"})


def test_a_service_that_is_not_there_is_one_line():
    with pytest.raises(KbError, match="comprueba la dirección"):
        RemoteLibrary("http://127.0.0.1:9").documents()
