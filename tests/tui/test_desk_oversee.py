"""Oversee: the table, its filters, what is written beside an obligation, the agenda, the export."""

import json
from dataclasses import replace
from datetime import date

import pytest
from textual.widgets import Input, Select, TextArea

from kb.agenda import Sieve, When, appointments, is_overdue, next_day
from kb.dating import is_counted, why_undated
from kb.documents import DocumentId, UnitId
from kb.facts import Deadline, Modality, Obligation
from tests.tui.support_desk import drive, pasted, settled, typed
from tui.screens.edit_follow_up import EditFollowUp
from tui.widgets.agenda import Agenda
from tui.widgets.obligations_table import ObligationsTable
from tui.widgets.reading_pane import ReadingPane

TODAY = date(2026, 3, 1)


def overseeing(story):
    """The story on the screen of obligations."""

    async def opened(app, pilot):
        await pilot.press("f4")
        await settled(app, pilot)
        await story(app, pilot, app.screen.query_one(ObligationsTable))

    return opened


def test_obligations_are_filtered_sorted_and_read_in_their_place(library):
    @overseeing
    async def story(app, pilot, table):
        everything = len(table.rows_shown)
        assert everything == len(app.library.obligations()) > 50
        app.screen.query_one("#sieve-modality", Select).value = "prohibition"
        await pilot.pause()
        assert {one.modality for one in table.rows_shown} == {Modality.PROHIBITION}
        await pilot.press("escape")
        app.screen.query_one("#sieve-when", Select).value = "dated"
        await pilot.pause()
        assert table.rows_shown and all(one.deadline.due for one in table.rows_shown)
        await pilot.press("s")
        days = [next_day(one, table.today) for one in table.rows_shown]
        assert days == sorted(days)
        one = table.current
        await pilot.press("enter")
        await settled(app, pilot)
        pane = app.screen.query_one(ReadingPane)
        assert pane.reader.quote == (one.start, one.end)
        assert pane.reader.in_view(one.start)

    drive(library, story)


def test_follow_up_is_edited_in_place_and_its_history_kept(own_library):
    @overseeing
    async def story(app, pilot, table):
        one = table.current
        await pilot.press("e")
        await settled(app, pilot)
        assert isinstance(app.screen, EditFollowUp)
        app.screen.query_one("#edit-status", Select).value = "en curso"
        app.screen.query_one("#edit-owner").focus()
        await pilot.pause()
        await pasted(pilot, "Secretaría General")
        app.screen.query_one(TextArea).text = "pedido el informe"
        await pilot.press("ctrl+s")
        await settled(app, pilot)
        await settled(app, pilot)
        assert table.current.id == one.id
        assert (table.current.status, table.current.owner) == ("en curso", "Secretaría General")
        assert "en curso" in table.get_row(one.id)[0].plain
        app.screen.query_one("#sieve-status", Select).value = "en curso"
        await pilot.pause()
        assert [shown.id for shown in table.rows_shown] == [one.id]

    drive(own_library, story)
    [obligation] = [one for one in own_library.obligations() if one.status == "en curso"]
    assert obligation.notes == "pedido el informe"
    assert {change.field for change in own_library.history(obligation.id)} == {"status", "owner", "notes"}


async def edited(app, pilot, **fields):
    """The form of the current obligation, with texts in its lines."""
    await pilot.press("e")
    await settled(app, pilot)
    for name, text in fields.items():
        app.screen.query_one(f"#edit-{name}", Input).value = text
    await pilot.press("ctrl+s")
    await settled(app, pilot)


def move_to(table, found):
    """The keys on an obligation."""
    table.move_cursor(row=[one.id for one in table.rows_shown].index(found.id))


def waiting(obligations):
    """One whose deadline runs from what the document does not date."""
    return next(
        one
        for one in obligations
        if one.deadline and one.deadline.anchor and not one.deadline.due and one.deadline.period == "P10D"
    )


def test_the_day_of_an_event_is_entered_and_the_due_date_is_there_at_once(own_library, monkeypatch):
    @overseeing
    async def story(app, pilot, table):
        one, told = waiting(table.rows_shown), []
        monkeypatch.setattr(app, "notify", lambda line, **_: told.append(line))
        move_to(table, one)
        await edited(app, pilot, event_day="31/02/2099")
        assert isinstance(app.screen, EditFollowUp)
        assert "no es una fecha" in str(app.screen.query_one("#edit-wrong").content)
        app.screen.query_one("#edit-event_day", Input).value = "02/03/2099"
        app.screen.query_one("#edit-review", Input).value = "2099-04-01"
        await pilot.press("ctrl+s")
        await settled(app, pilot)
        await settled(app, pilot)
        assert table.current.id == one.id
        [due] = table.current.deadline.due
        assert due > "2099-03-02"
        assert due in table.get_row(one.id)[1].plain
        assert f"Vence: {due}" in app.screen.query_one("#detail-text").content.plain
        assert told == [f"Guardado. Vence: {due}."]
        await pilot.press("e")
        await settled(app, pilot)
        assert app.screen.query_one("#edit-event_day", Input).value == "02/03/2099"
        assert app.screen.query_one("#edit-review", Input).value == "01/04/2099"
        assert app.screen.query_one("#edit-document_event_day", Input).value == ""

    drive(own_library, story, size=(80, 24))


def unmeasured(obligations):
    """One that depends on something whose day gives no date: its text does not say how long it is."""
    return next(one for one in obligations if one.deadline and one.deadline.anchor and not is_counted(one.deadline))


def test_a_review_is_in_the_sheet_and_in_the_agenda(own_library):
    @overseeing
    async def story(app, pilot, table):
        one = table.current
        await edited(app, pilot, review="01/04/2099")
        await settled(app, pilot)
        assert "Revisarla el: 2099-04-01" in app.screen.query_one("#detail-text").content.plain
        await pilot.press("v")
        await settled(app, pilot)
        agenda = app.screen.query_one(Agenda)
        [at] = [n for n, shown in enumerate(agenda.shown) if shown is not None and shown.review]
        assert agenda.shown[at].obligation.id == one.id
        assert f"revisar {one.label}" in agenda.get_option_at_index(at).prompt.plain

    drive(own_library, story)


def test_a_day_from_which_no_date_follows_is_said_to_give_none(own_library, monkeypatch):
    @overseeing
    async def story(app, pilot, table):
        told = []
        monkeypatch.setattr(app, "notify", lambda line, **_: told.append(line))
        one = unmeasured(table.rows_shown)
        move_to(table, one)
        await pilot.pause()
        assert "sin fecha: depende de «" in app.screen.query_one("#detail-text").content.plain
        await edited(app, pilot, event_day="02/03/2099")
        await settled(app, pilot)
        assert told == [f"Guardado. Sin vencimiento: {why_undated(one.deadline)}."]
        assert "no dice cuánto dura el plazo" in app.screen.query_one("#detail-text").content.plain

    drive(own_library, story)


def test_what_somebody_else_wrote_meanwhile_is_shown_and_nothing_of_either_is_lost(own_library):
    @overseeing
    async def story(app, pilot, table):
        one = table.current
        await pilot.press("e")
        await settled(app, pilot)
        own_library.base.track(one.id, {"owner": "Intervención"}, by="otra")
        app.screen.query_one("#edit-evidence", Input).value = "expediente 7"
        await pilot.press("ctrl+s")
        await settled(app, pilot)
        assert isinstance(app.screen, EditFollowUp)
        assert "Otra persona" in str(app.screen.query_one("#edit-wrong").content)
        assert app.screen.query_one("#edit-owner", Input).value == "Intervención"
        assert app.screen.query_one("#edit-evidence", Input).value == "expediente 7"
        await pilot.press("ctrl+s")
        await settled(app, pilot)
        await settled(app, pilot)
        assert (table.current.owner, table.current.evidence) == ("Intervención", "expediente 7")

    drive(own_library, story)


def test_the_agenda_goes_by_month_and_says_why(library):
    @overseeing
    async def story(app, pilot, table):
        await pilot.press("v")
        await settled(app, pilot)
        agenda = app.screen.query_one(Agenda)
        shown = [one for one in agenda.shown if one is not None]
        assert [one.day for one in shown] == sorted(one.day for one in shown)
        assert agenda.current is not None
        reasons = agenda.current.deadline.reasons
        assert reasons
        assert reasons[0] in app.screen.query_one("#detail-text").content.plain

    drive(library, story)


def test_what_is_shown_is_exported(own_library, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    @overseeing
    async def story(app, pilot, table):
        app.screen.query_one("#sieve-modality", Select).value = "prohibition"
        await pilot.pause()
        table.focus()
        for chosen in (("home",), ()):
            await pilot.press("x")
            await settled(app, pilot)
            await pilot.press(*chosen, "enter")
            await settled(app, pilot)
            await pilot.press("enter")
            await settled(app, pilot)
        first, second = sorted(tmp_path.glob("obligaciones-*.json"), key=lambda path: len(path.name))
        assert second.name == f"{first.stem} (2).json"
        for path in (first, second):
            kept = json.loads(path.read_text(encoding="utf-8"))
            assert [one["id"] for one in kept] == [one.id for one in table.rows_shown]
        first.write_text("lo mío")
        app.screen._export("json", str(first))
        await settled(app, pilot)
        assert first.read_text() == "lo mío"
        assert any("escribe otro nombre" in one.message for one in app._notifications)

    drive(own_library, story)


def test_what_was_written_is_not_lost_by_one_key(own_library):
    @overseeing
    async def story(app, pilot, table):
        await pilot.press("e")
        await settled(app, pilot)
        form = app.screen
        assert table.current.own_words[:20] in str(form.query_one(".dialog-title").content)
        await pilot.press("escape")
        await settled(app, pilot)
        assert app.screen is not form
        await pilot.press("e")
        await settled(app, pilot)
        form = app.screen
        form.query_one(TextArea).text = "pedido el informe"
        for key in ("escape", "ctrl+q"):
            await pilot.press(key)
            await settled(app, pilot)
            assert app.screen is form
        assert "Esc otra vez los descarta" in str(form.query_one("#edit-wrong").content)
        await pilot.press("ctrl+s")
        await settled(app, pilot)
        assert table.current.notes == "pedido el informe"
        await pilot.press("e")
        await settled(app, pilot)
        app.screen.query_one(TextArea).text = "otra cosa"
        await pilot.press("escape", "escape")
        await settled(app, pilot)
        assert app.screen is not form
        assert table.current.notes == "pedido el informe"

    drive(own_library, story)


def test_sorting_begins_at_the_top_and_the_keys_go_to_both_ends(library):
    @overseeing
    async def story(app, pilot, table):
        await pilot.press("end")
        await settled(app, pilot)
        assert table.cursor_row == len(table.rows_shown) - 1
        await pilot.press("s")
        await settled(app, pilot)
        assert table.cursor_row == 0
        await pilot.press("end", "home")
        await settled(app, pilot)
        assert table.cursor_row == 0

    drive(library, story)


def test_the_rest_of_a_sheet_is_read_with_a_key_and_the_way_out_of_a_filter_told(library):
    @overseeing
    async def story(app, pilot, table):
        longest = max(table.rows_shown, key=lambda one: len(one.quote))
        move_to(table, longest)
        await settled(app, pilot)
        sheet = app.screen.query_one("#detail")
        await pilot.press("space")
        await settled(app, pilot)
        assert sheet.scroll_offset.y > 0
        while not sheet.is_vertical_scroll_end:
            await pilot.press("space")
        await pilot.press("space")
        assert sheet.scroll_offset.y == 0
        count = app.screen.query_one("#sieve-count")
        assert "Esc" not in str(count.content)
        app.screen.query_one("#sieve-modality", Select).value = "prohibition"
        await settled(app, pilot)
        assert "Esc: quitar filtros" in str(count.content)

    drive(library, story, size=(80, 24))


def test_the_words_of_the_filter_have_room_in_a_small_window(library):
    @overseeing
    async def story(app, pilot, table):
        assert app.screen.query_one("#sieve-words").size.width >= 10

    drive(library, story, size=(60, 20))


def one(due=(), **other):
    deadline = Deadline(text="plazo", start=0, end=5, kind="fixed", due=due) if due is not None else None
    values = {
        "id": "o1", "document_id": DocumentId("d"), "unit_id": UnitId("art_1"), "label": "art. 1",
        "modality": Modality.OBLIGATION, "subject": "la entidad", "action": "presentará la cuenta", "condition": None,
        "quote": "presentará", "start": 0, "end": 10, "deadline": deadline,
    }  # fmt: skip
    return Obligation(**values | other)


@pytest.mark.parametrize(
    ("obligation", "when", "taken"),
    [
        (one(("2026-03-31",)), When.IN_30_DAYS, True),
        (one(("2026-04-01",)), When.IN_30_DAYS, False),
        (one(("2026-04-01",)), When.IN_90_DAYS, True),
        (one(("2026-02-28",)), When.IN_90_DAYS, False),
        (one(("2026-02-28",)), When.OVERDUE, True),
        (one(("2026-02-28",), status="cumplida"), When.OVERDUE, False),
        (one(("2026-02-28", "2027-02-28")), When.OVERDUE, False),
        (one(("2026-02-28",)), When.DATED, True),
        (one(None), When.DATED, False),
        (one(None), When.UNDATED, True),
        (one(()), When.UNDATED, True),
    ],
)
def test_a_filter_by_time_takes(obligation, when, taken):
    assert bool(Sieve(when=when).chosen([obligation], TODAY)) is taken


@pytest.mark.parametrize(
    ("words", "taken"), [("entidad cuenta", True), ("CUENTA", True), ("entidad auditor", False), ("", True)]
)
def test_a_filter_by_words_takes(words, taken):
    assert bool(Sieve(words=words).chosen([one()], TODAY)) is taken


def test_due_dates_are_put_in_their_months():
    [first, second] = appointments([one(("2026-04-30", "2026-03-02")), one(("2026-04-01",), id="o2")])
    assert (first[0], [entry.day.day for entry in first[1]]) == (date(2026, 3, 1), [2])
    assert (second[0], [entry.day.day for entry in second[1]]) == (date(2026, 4, 1), [1, 30])


@pytest.mark.parametrize(
    ("action", "quote", "told"),
    [
        ("Aportar, en un mes, los documentos siguientes: la cuenta\nanual", "La cuenta\nanual.", "La cuenta anual."),
        ("Presentar la cuenta", "La entidad presentará la cuenta en enero.", "Presentar la cuenta"),
    ],
)
def test_where_there_is_little_room_an_item_goes_without_the_head_of_its_list(action, quote, told):
    assert one(action=action, quote=quote).own_words == told


def test_what_is_settled_is_never_late():
    late = one(("2026-01-01",))
    assert is_overdue(late, TODAY)
    assert not is_overdue(one(("2026-01-01",), status="no aplica"), TODAY)
    assert next_day(late, TODAY) == date(2026, 1, 1)


def many(count):
    """Obligations of a base of many norms."""
    return [one(("2026-04-01",), id=f"o{n}", start=n, subject=f"entidad {n}") for n in range(count)]


def test_thousands_of_obligations_come_while_keys_are_looked_after(library):
    @overseeing
    async def story(app, pilot, table):
        found = many(1000)
        table.show(found, TODAY)
        assert 0 < table.row_count < 1000
        await pilot.press("down")
        assert table.current == found[1]
        await settled(app, pilot)
        assert [str(key.value) for key in table.rows] == [one.id for one in found]
        table.move_cursor(row=900)
        changed = [replace(one, status="cumplida") if one.id == "o900" else one for one in found]
        table.show(changed, TODAY)
        assert (table.row_count, table.current) == (1000, changed[900])
        assert "cumplida" in table.get_row("o900")[0].plain
        table.show(changed[100:], TODAY)
        await settled(app, pilot)
        assert table.current == changed[900]

    drive(library, story)


def test_words_of_the_filter_are_typed(library):
    @overseeing
    async def story(app, pilot, table):
        await pilot.press("slash")
        await typed(pilot, "auditor")
        await pilot.press("enter")
        await settled(app, pilot)
        assert 0 < len(table.rows_shown) < 30
        assert app.focused is table

    drive(library, story)
