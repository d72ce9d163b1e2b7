"""Read: the list, the tree, the text, and the ways about in it."""

import pytest
from textual.widgets import DataTable, Input, Static

from kb.naming import unit_at
from tests.tui.support_desk import drive, pasted, settled, typed
from tui.memory import Memory
from tui.widgets.document_list import DocumentList
from tui.widgets.find_bar import FindBar
from tui.widgets.reading_pane import ReadingPane
from tui.widgets.unit_tree import UnitTree

DECREE = "BOE-A-2099-10001"


def pane(app) -> ReadingPane:
    return app.screen.query_one(ReadingPane)


def at_decree(story):
    """The story with the decree open."""

    async def opened(app, pilot):
        await pilot.press("f3")
        await settled(app, pilot)
        await pilot.press("down", "enter")
        await settled(app, pilot)
        assert pane(app).document.document_id == DECREE
        await story(app, pilot)

    return opened


def test_documents_are_listed_newest_first_and_filtered(library):
    async def story(app, pilot):
        await pilot.press("f3")
        await settled(app, pilot)
        table = app.screen.query_one("#documents", DataTable)
        assert [key.value for key in table.rows] == ["nota-agua-2099-03-15", DECREE]
        await pilot.press("slash")
        await pasted(pilot, "manantial subvención")
        await pilot.pause()
        assert [key.value for key in table.rows] == [DECREE]
        await pilot.press("escape")
        app.screen.query_one("#filter-since", Input).value = "2099-03-13"
        await pilot.pause()
        assert [key.value for key in table.rows] == ["nota-agua-2099-03-15"]
        await pilot.press("escape")
        app.screen.query_one("#filter-rank").value = "Real Decreto"
        await pilot.pause()
        assert [key.value for key in table.rows] == [DECREE]

    drive(library, story)


def test_a_day_that_is_none_is_told(library):
    async def story(app, pilot):
        await pilot.press("f3")
        await settled(app, pilot)
        field = app.screen.query_one("#filter-since", Input)
        field.focus()
        await pilot.pause()
        await pasted(pilot, "marzo")
        await pilot.press("enter")
        await settled(app, pilot)
        assert "no es una fecha" in next(iter(app._notifications)).message

    drive(library, story)


def test_typing_in_the_tree_goes_to_what_begins_so(library):
    @at_decree
    async def story(app, pilot):
        await pilot.press("t")
        await settled(app, pilot)
        await typed(pilot, "anexo iv")
        await settled(app, pilot)
        tree = app.screen.query_one(UnitTree)
        assert tree.cursor_node.data.unit_id == "an_IV"
        await pilot.press("enter")
        await settled(app, pilot)
        unit = pane(app).document.unit("an_IV")
        assert pane(app).reader.in_view(unit.start)

    drive(library, story)


def test_a_place_is_reached_by_its_name_and_left_as_in_a_browser(library):
    @at_decree
    async def story(app, pilot):
        document, reader = pane(app).document, pane(app).reader
        for words, unit_id in (("art 12.3", "art_12.3"), ("anexo VI", "an_VI"), ("5.1", "art_5.1")):
            await pilot.press("g")
            await settled(app, pilot)
            await pasted(pilot, words)
            await pilot.press("enter")
            await settled(app, pilot)
            assert reader.in_view(document.unit(unit_id).start), words
        await pilot.press("a")
        await settled(app, pilot)
        assert reader.in_view(document.unit("an_VI").start)
        await pilot.press("a", "d", "d")
        await settled(app, pilot)
        assert reader.in_view(document.unit("art_5.1").start)

    drive(library, story)


def test_a_cross_reference_is_followed(library):
    @at_decree
    async def story(app, pilot):
        reader = pane(app).reader
        await pilot.press("l")
        await settled(app, pilot)
        link = reader.links[reader.link]
        await pilot.press("enter")
        await settled(app, pilot)
        assert (link.target, pane(app).trail.current.unit_id) == (DECREE, link.target_unit)
        assert reader.in_view(pane(app).document.unit(link.target_unit).start)

    drive(library, story)


def test_words_are_found_whatever_their_accents_and_the_next_ones_after(library):
    @at_decree
    async def story(app, pilot):
        reader = pane(app).reader
        await pilot.press("slash")
        await pasted(pilot, "SUBVENCION DIRECTA".lower())
        await settled(app, pilot)
        assert not reader.matches
        await pilot.press("escape", "slash")
        await pasted(pilot, "concesion directa")
        await pilot.press("enter")
        await settled(app, pilot)
        text = pane(app).document.text
        assert {text[start:end].lower() for start, end in reader.matches} == {"concesión directa"}
        assert reader.match == 0
        await pilot.press("n", "n")
        assert reader.match == 2
        assert reader.in_view(reader.matches[2][0])
        await pilot.press("N")
        assert reader.match == 1

    drive(library, story)


def test_only_tables_move_sideways(library):
    @at_decree
    async def story(app, pilot):
        reader = pane(app).reader
        reader.go_to(pane(app).document.unit("an_V").start)
        await settled(app, pilot)
        before = [reader.render_line(y).text for y in range(reader.size.height)]
        await pilot.press("right")
        await settled(app, pilot)
        after = [reader.render_line(y).text for y in range(reader.size.height)]
        moved = {line for line, other in zip(before, after, strict=True) if line != other}
        assert moved
        assert all(set(line) & set("│─") for line in moved)

    drive(library, story, size=(80, 24))


def test_the_margin_says_where_amounts_and_deadlines_stand(library):
    @at_decree
    async def story(app, pilot):
        entities = app.library.entities(DECREE)
        amount = next(one for one in entities if one.type == "amount" and one.unit_id.startswith("art_"))
        reader = pane(app).reader
        reader.go_to(amount.start)
        await settled(app, pilot)
        line = reader.page.line_of(amount.start) - reader.scroll_offset.y
        assert "€" in reader.render_line(line).text[:4]

    drive(library, story)


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
def test_the_words_stay_in_view_when_the_terminal_changes(library, size):
    @at_decree
    async def story(app, pilot):
        start = pane(app).document.unit("art_12.2").start
        pane(app).reader.go_to(start)
        await settled(app, pilot)
        for other in ((120, 30), (80, 24), (200, 60)):
            await pilot.resize_terminal(*other)
            await settled(app, pilot)
            assert pane(app).reader.in_view(start)

    drive(library, story, size=size)


def test_what_is_not_in_force_yet_is_said(library):
    @at_decree
    async def story(app, pilot):
        assert "1 de abril de 2099" in str(app.screen.query_one("#reading-standing", Static).content)

    drive(library, story)


def test_the_app_opens_where_one_was(library, tmp_path):
    memory = Memory.load(tmp_path, "clave")

    @at_decree
    async def story(app, pilot):
        await pilot.press("g")
        await settled(app, pilot)
        await pasted(pilot, "art 13")
        await pilot.press("enter")

    drive(library, story, memory=memory)

    async def again(app, pilot):
        assert app.memory.screen == "read"
        assert app.screen.query_one(DocumentList)
        assert pane(app).reader.in_view(pane(app).document.unit("art_13").start)

    drive(library, again, memory=Memory.load(tmp_path, "clave"))


async def jump(app, pilot, words):
    await pilot.press("g")
    await settled(app, pilot)
    await pasted(pilot, words)
    await pilot.press("enter")
    await settled(app, pilot)


def title(app):
    return str(app.screen.query_one("#reading-title", Static).content)


def test_the_way_back_leads_to_the_lines_that_were_in_view(library):
    @at_decree
    async def story(app, pilot):
        await jump(app, pilot, "art 5")
        await pilot.press("pagedown", "pagedown")
        await settled(app, pilot)
        left = pane(app).reader.offset_at_top
        await jump(app, pilot, "anexo II")
        await pilot.press("a")
        await settled(app, pilot)
        assert pane(app).reader.offset_at_top == left
        await pilot.press("d")
        await settled(app, pilot)
        assert pane(app).reader.in_view(pane(app).document.unit("an_II").start)

    drive(library, story)


def test_the_title_and_the_memory_follow_who_scrolls(library):
    @at_decree
    async def story(app, pilot):
        await jump(app, pilot, "art 5")
        assert "· art. 5" in title(app)
        for _ in range(6):
            await pilot.press("pagedown")
        await settled(app, pilot)
        unit = unit_at(pane(app).document, pane(app).reader.offset_at_top)
        assert not unit.unit_id.startswith("art_5")
        assert unit.label in title(app)
        assert app.memory.unit == unit.unit_id

    drive(library, story, size=(100, 30))


def test_a_document_opens_again_where_one_was_in_it(library):
    @at_decree
    async def story(app, pilot):
        await jump(app, pilot, "anexo II")
        before = pane(app).reader.offset_at_top
        await pilot.press("o")
        await settled(app, pilot)
        await pilot.press("enter")
        await settled(app, pilot)
        assert pane(app).reader.has_focus
        assert pane(app).reader.offset_at_top == before

    drive(library, story)


def test_escape_ends_the_search_before_it_leaves_the_text(library):
    @at_decree
    async def story(app, pilot):
        reader, bar = pane(app).reader, app.screen.query_one(FindBar)
        await jump(app, pilot, "art 5")
        before = reader.offset_at_top
        await pilot.press("slash")
        await pasted(pilot, "concesion directa")
        await pilot.press("enter", "n", "n")
        await settled(app, pilot)
        await pilot.press("escape")
        await settled(app, pilot)
        assert (bar.display, reader.matches, reader.has_focus) == (False, (), True)
        await pilot.press("a")
        await settled(app, pilot)
        assert reader.offset_at_top == before
        await pilot.press("slash")
        await pasted(pilot, "concesion directa")
        await pilot.press("escape")
        await settled(app, pilot)
        assert reader.offset_at_top == before
        await pilot.press("escape")
        await settled(app, pilot)
        assert app.screen.query_one(DocumentList).table.has_focus

    drive(library, story)


def test_a_place_that_is_not_there_is_told_when_the_one_around_it_is_shown(library):
    @at_decree
    async def story(app, pilot):
        await jump(app, pilot, "art 5.99")
        assert "· art. 5" in title(app)
        assert next(iter(app._notifications)).message == "«art 5.99» no está en este documento: esto es art. 5."

    drive(library, story)


def test_the_tree_gives_the_keys_back_to_the_text(library):
    @at_decree
    async def story(app, pilot):
        tree, reader = app.screen.query_one(UnitTree), pane(app).reader
        assert not any(node.data.kind == "enacting_formula" for node in tree.root.children)
        await pilot.press("t")
        await settled(app, pilot)
        await typed(pilot, "zzz")
        assert tree.border_subtitle == "«zzz»: no está"
        await pilot.press("escape")
        await settled(app, pilot)
        assert reader.has_focus
        assert tree.border_subtitle == ""
        await pilot.press("t")
        await settled(app, pilot)
        await pilot.press("slash")
        await settled(app, pilot)
        assert app.screen.query_one(FindBar).display

    drive(library, story)


def test_without_a_document_there_is_no_tree(library):
    async def story(app, pilot):
        await pilot.press("f3")
        await settled(app, pilot)
        await pilot.press("t")
        await settled(app, pilot)
        assert app.screen.query_one(DocumentList).table.has_focus
        assert "Abre antes un documento" in next(iter(app._notifications)).message

    drive(library, story)


def test_a_text_that_came_while_it_was_out_of_sight_is_there_when_it_is_shown(library):
    @at_decree
    async def story(app, pilot):
        await pilot.press("o")
        await settled(app, pilot)
        other = app.library.document("nota-agua-2099-03-15")
        pane(app).reader.show(other)
        app.screen.query_one("#reading").current = "book"
        await settled(app, pilot)
        assert pane(app).reader.page is not None
        assert pane(app).reader.page.lines

    drive(library, story)


def test_the_whole_title_of_the_row_is_told_and_the_way_out_of_a_filter(library):
    async def story(app, pilot):
        await pilot.press("f3")
        await settled(app, pilot)
        await pilot.press("end")
        await settled(app, pilot)
        decree = next(one for one in app.documents if one.document_id == DECREE)
        about = app.screen.query_one("#documents-about", Static)
        assert str(about.content).startswith(f"{decree.title}\n{DECREE} · ")
        await pilot.press("slash")
        await pasted(pilot, "zzz")
        await settled(app, pilot)
        assert "Ningún documento" in str(about.content)
        assert "Esc: quitar filtros" in str(app.screen.query_one("#documents-count", Static).content)

    drive(library, story, size=(80, 24))


def test_references_that_are_still_to_come_are_not_said_to_be_none(library):
    @at_decree
    async def story(app, pilot):
        pane(app).reader.show(pane(app).document)
        await pilot.press("l")
        await settled(app, pilot)
        assert next(iter(app._notifications)).message == "Todavía se están buscando las referencias."

    drive(library, story)
