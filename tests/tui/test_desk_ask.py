"""Ask: a question, its card, its citations, the reader beside it, the note of the day."""

from pathlib import Path

import pytest
from textual.widgets import SelectionList, Static

from tests.tui.support_desk import ask, drive, pasted, settled, typed
from tui.memory import Memory
from tui.widgets.answer_card import AnswerCard, Places
from tui.widgets.question_line import QuestionLine, completed
from tui.widgets.reading_pane import ReadingPane

QUESTION = "Cada entidad podrá subcontratar hasta el por ciento del importe de su actividad subvencionada"


def shown(app, selector):
    return str(app.screen.query_one(selector, Static).content)


def test_an_answer_is_a_card_with_its_values_and_how_sure_it_is(library):
    async def story(app, pilot):
        await ask(app, pilot, QUESTION)
        [card] = app.screen.query(AnswerCard)
        assert "40 por ciento" in str(card.query_one(".card-sentence", Static).content)
        assert "40 %" in str(card.query_one(".card-values", Static).content)
        assert "Confianza: " in str(card.query_one(".card-confidence", Static).content)

    drive(library, story)


def test_a_citation_opens_at_its_unit_with_the_quote_marked(library):
    async def story(app, pilot):
        await ask(app, pilot, QUESTION)
        await pilot.press("1")
        await settled(app, pilot)
        [card] = app.screen.query(AnswerCard)
        citation = card.answer.citations[0]
        pane = app.screen.query_one(ReadingPane)
        assert pane.display
        assert pane.document.document_id == citation.document_id
        assert citation.label in shown(app, "#reading-title")
        assert pane.reader.quote == (citation.start, citation.end)
        assert pane.reader.in_view(citation.start)

    drive(library, story)


def test_copying_gives_a_lawyers_citation(library):
    async def story(app, pilot):
        await ask(app, pilot, QUESTION)
        await pilot.press("c")
        await settled(app, pilot)
        assert app.clipboard == (
            "art. 12.2 del Real Decreto 9001/2099, de 10 de marzo: «2. Cada entidad podrá subcontratar hasta el "
            "40 por ciento del importe de su actividad subvencionada, salvo lo dispuesto en el apartado 4.»"
        )
        await pilot.press("1")
        await settled(app, pilot)
        before = app.clipboard
        app._clipboard = ""
        await pilot.press("c")
        await settled(app, pilot)
        assert app.clipboard == before

    drive(library, story)


def test_an_abstention_says_what_was_looked_for_and_shows_the_nearest_places(library):
    async def story(app, pilot):
        await ask(app, pilot, "art 300")
        [card] = app.screen.query(AnswerCard)
        assert card.answer.status == "abstained"
        assert "300" in str(card.query_one(".card-reason", Static).content)
        assert card.places
        await pilot.press("1")
        await settled(app, pilot)
        assert app.screen.query_one(ReadingPane).document is not None

    drive(library, story)


def test_later_questions_stay_on_the_chosen_document(library):
    memory = Memory()

    async def story(app, pilot):
        await ask(app, pilot, QUESTION)
        await pilot.press("f")
        assert "Real Decreto 9001/2099" in shown(app, "#scope")
        await ask(app, pilot, "oficina de información")
        card = app.screen.query(AnswerCard).first()
        assert {hit.document_id for hit in card.answer.hits} == {"BOE-A-2099-10001"}

    drive(library, story, memory=memory)
    assert memory.scope == ("BOE-A-2099-10001",)


def test_a_conversation_says_where_it_looks_first_until_one_asks_of_another_matter(library):
    async def story(app, pilot):
        await ask(app, pilot, QUESTION)
        assert "Antes" not in shown(app, "#scope")
        await pilot.press("p")
        await ask(app, pilot, QUESTION)
        assert "todos los documentos (2)  ·  Antes, Real Decreto 9001/2099" in shown(app, "#scope")
        await pilot.press("n")
        assert "Antes" not in shown(app, "#scope")

    drive(library, story)


def test_documents_are_chosen_from_a_list(library):
    async def story(app, pilot):
        await pilot.press("ctrl+d")
        await settled(app, pilot)
        await pasted(pilot, "gobierno")
        (option,) = app.screen.query_one(SelectionList).options
        assert str(option.prompt).startswith("nota-agua-2099-03-15 · El Gobierno")
        await pilot.press("down", "space")
        await settled(app, pilot)
        assert "▐X▌ nota-agua" in app.screen.query_one(SelectionList).render_line(0).text
        await pilot.press("space")
        await settled(app, pilot)
        assert "▐ ▌ nota-agua" in app.screen.query_one(SelectionList).render_line(0).text
        await pilot.press("space", "ctrl+s")
        await settled(app, pilot)
        assert app.memory.scope == ("nota-agua-2099-03-15",)

    drive(library, story)


def test_a_question_that_is_given_up_gives_no_card(library, monkeypatch):
    from threading import Event

    going = Event()
    real = library.ask

    def slow(*asked):
        assert going.wait(20)
        return real(*asked)

    monkeypatch.setattr(library, "ask", slow)

    async def story(app, pilot):
        await pasted(pilot, QUESTION)
        await pilot.press("enter")
        await pasted(pilot, "otra")
        assert app.screen.query_one(QuestionLine).value == "otra"
        assert app.screen.query_one("#busy").display
        await pilot.press("escape")
        assert not app.screen.query_one("#busy").display
        going.set()
        await settled(app, pilot)
        assert not app.screen.query(AnswerCard)

    drive(library, story)


def test_questions_of_before_come_back_with_the_arrows(library):
    async def story(app, pilot):
        line = app.screen.query_one(QuestionLine)
        assert line.history == ["una vieja"]
        await pasted(pilot, "a medias")
        await pilot.press("up")
        assert line.value == "una vieja"
        await pilot.press("down")
        assert line.value == "a medias"

    drive(library, story, memory=Memory(questions=("una vieja",)))


def test_a_question_copied_over_several_lines_is_one(library):
    async def story(app, pilot):
        line = app.screen.query_one(QuestionLine)
        await pasted(pilot, "¿Qué plazo\n   hay para\r\npedirlo?")
        assert line.value == "¿Qué plazo hay para pedirlo?"
        line.select_all()
        await pasted(pilot, "otra")
        assert (line.value, line.cursor_position) == ("otra", 4)

    drive(library, story)


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("¿Qué dice el real decreto 90", "¿Qué dice el real decreto 9001/2099"),
        ("Real", "Real Decreto 9001/2099"),
        ("BOE-A-2099", "BOE-A-2099-1"),
        ("¿Qué dice la ley", None),
        ("re", None),
        ("", None),
    ],
)
def test_names_of_documents_are_completed(line, whole):
    found = completed(line, ["Real Decreto 9001/2099", "BOE-A-2099-1"])
    assert (found and found.lower()) == (whole and whole.lower())


def test_the_answers_of_the_day_are_kept_as_a_note(library, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    async def story(app, pilot):
        await ask(app, pilot, QUESTION)
        await pilot.press("ctrl+s")
        await settled(app, pilot)
        await pilot.press("enter")
        await settled(app, pilot)

    drive(library, story)
    [path] = Path(tmp_path).glob("consultas-*.md")
    text = path.read_text(encoding="utf-8")
    assert f"## {QUESTION}" in text
    assert "1. art. 12.2 del Real Decreto 9001/2099, de 10 de marzo: «2. Cada entidad" in text


def test_an_error_is_a_line_with_what_to_do(library, monkeypatch):
    async def story(app, pilot):
        await ask(app, pilot, "x" * 2001)
        [told] = app._notifications
        assert "el máximo es 2000" in told.message

    drive(library, story)


def test_typing_among_the_answers_begins_another_question(library):
    async def story(app, pilot):
        await ask(app, pilot, QUESTION)
        assert isinstance(app.focused, Places)
        await typed(pilot, "zQué")
        await settled(app, pilot)
        assert app.screen.query_one(QuestionLine).value == "zQué"
        await pilot.press("escape", "tab", "c")
        await settled(app, pilot)
        assert app.clipboard.startswith("art. 12.2 ")
        assert app.screen.query_one(QuestionLine).value == "zQué"
        await pilot.press("1")
        await settled(app, pilot)
        await typed(pilot, "z")
        await settled(app, pilot)
        assert app.screen.query_one(QuestionLine).value == "zQué"

    drive(library, story)
