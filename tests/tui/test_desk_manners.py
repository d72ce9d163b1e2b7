"""Manners: help, palette, themes, every size, a fault that is a line."""

import pytest
from textual.command import CommandList, CommandPalette
from textual.widgets._footer import FooterKey

from tests.tui.support_desk import ask, drive, pasted, settled
from tui.keys import spell_key
from tui.memory import Memory
from tui.screens.ask import AskScreen
from tui.screens.help import Help
from tui.screens.orders import Orders
from tui.widgets.keys_line import KeysLine


def test_help_shows_the_keys_that_work_here(library):
    async def story(app, pilot):
        await pilot.press("f3")
        await settled(app, pilot)
        await pilot.press("question_mark")
        await settled(app, pilot)
        assert isinstance(app.screen, Help)
        assert ("o", "Documentos") in app.screen._here()
        await pilot.press("escape")
        assert not isinstance(app.screen, Help)

    drive(library, story)


def test_the_palette_has_the_screens_and_what_can_be_done_here(library):
    async def story(app, pilot):
        await pilot.press("f4")
        await settled(app, pilot)
        titles = [one.title for one in app.get_system_commands(app.screen)]
        assert {"Preguntar", "Leer", "Vigilar", "Incorporar", "Exportar", "Editar", "Salir", "Claro u oscuro"} <= {
            *titles
        }
        assert not {"Copy selected text", "Cursor up"} & {*titles}
        assert len(titles) == len({*titles})
        await pilot.press("ctrl+p")
        await settled(app, pilot)
        assert isinstance(app.screen, CommandPalette)
        await pasted(pilot, "agenda")
        await settled(app, pilot)
        await pilot.press("enter")
        await settled(app, pilot)
        await pilot.pause(0.3)
        assert app.screen._in_agenda

    drive(library, story)


def test_a_palette_that_finds_nothing_says_so_and_may_be_closed_before_it_does(library):
    async def story(app, pilot):
        await pilot.press("ctrl+p")
        await settled(app, pilot)
        await pasted(pilot, "zzzz")
        await settled(app, pilot)
        await pilot.pause(0.7)
        assert "Ninguna orden se llama así." in str(app.screen.query_one(CommandList).get_option_at_index(0).prompt)
        await pilot.press("escape")
        await settled(app, pilot)
        closed = Orders()
        await app.push_screen(closed)
        await pilot.press("escape")
        await settled(app, pilot)
        closed._tell_none("zzzz")
        assert isinstance(app.screen, AskScreen)

    drive(library, story)


def test_dark_and_light_are_remembered(library, tmp_path):
    async def story(app, pilot):
        assert app.theme == "boe-oscuro"
        await pilot.press("ctrl+t")
        assert app.theme == "boe-claro"

    drive(library, story, memory=Memory.load(tmp_path, "k"))
    assert Memory.load(tmp_path, "k").theme == "boe-claro"


@pytest.mark.parametrize(
    "damage", ["{", '{"screen": 3, "questions": 5}', "[]", '{"theme": "no hay", "screen": "nada"}']
)
def test_a_damaged_memory_is_as_none(library, tmp_path, damage):
    memory = Memory.load(tmp_path, "k")
    memory.path.write_text(damage)

    async def story(app, pilot):
        assert isinstance(app.screen, AskScreen)
        assert app.theme == Memory().theme

    loaded = Memory.load(tmp_path, "k")
    assert (loaded.questions, loaded.scope, loaded.document, loaded.filters) == ((), (), None, {})
    drive(library, story, memory=loaded)


def test_a_fault_of_the_program_is_a_line_and_its_trace_is_in_the_log(library, tmp_path, monkeypatch):
    def broken(*asked):
        raise ZeroDivisionError("dentro")

    monkeypatch.setattr(library, "ask", broken)

    async def story(app, pilot):
        await ask(app, pilot, "algo")
        [told] = app._notifications
        assert "Fallo del programa (ZeroDivisionError)" in told.message
        assert "Traceback" not in told.message

    drive(library, story)
    [log] = tmp_path.rglob("*.log")
    assert "dentro" in log.read_text()


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_help_and_orders_are_told_at_every_width_and_no_key_is_cut(library, width):
    async def story(app, pilot):
        await ask(app, pilot, "subvención")
        keys = [*app.screen.query(KeysLine).first().query(FooterKey)]
        told = [(one.key_display, one.description) for one in keys]
        assert told[0] == ("F1", "Ayuda")
        assert told[-1] == ("Ctrl+P", "Órdenes")
        right = keys[-1].region.x
        assert all(one.region.right <= right and one.size.width >= len(one.description) for one in keys[:-1])
        assert width < 140 or ("Ctrl+D", "Documentos") in told

    drive(library, story, size=(width, 24))


@pytest.mark.parametrize(
    ("key", "told"),
    [("ctrl+d", "Ctrl+D"), ("escape", "Esc"), ("shift+tab", "Mayús+Tab"), ("f1,question_mark", "F1"), ("c", "c")],
)
def test_a_key_is_told_as_it_is_printed(key, told):
    assert spell_key(key) == told
