"""An edited workbook taken back: matched by id, compared three ways, nothing lost."""

import io
import random
from datetime import date, datetime, timedelta

import openpyxl
import pytest

from kb.errors import InvalidInput
from kb.exports.columns import BY_KEY, WRITABLE
from tests.support_checklist import DEADLINES, LINES, MADE, NORM, opened, put
from tests.support_obligations import deadline


@pytest.fixture
def base(store, samples):
    put(store, samples)
    return opened(store)


def exported(base):
    return base.export(base.checklist(made=MADE), "xlsx")


def edited(data, edit):
    """The workbook after `edit(sheet, places)`, as a spreadsheet program saves it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["Obligaciones"]
    titles = [cell.value for cell in sheet[1]]
    edit(sheet, {key: titles.index(BY_KEY[key].title) + 1 for key in BY_KEY})
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cells(**values):
    """Write cells: `owner_3=` is the owner in row 3."""

    def edit(sheet, places):
        for name, value in values.items():
            key, _, row = name.rpartition("_")
            sheet.cell(int(row), places[key]).value = value

    return edit


def told(plan):
    return [(one.label, one.key, one.before, one.after) for one in plan.edits]


def test_a_workbook_that_nobody_edited_changes_nothing(base):
    base.track(base.obligations()[0].id, {"notes": "=1+1\nsegunda línea", "review": "2026-05-01"}, by="ana")
    for data in (exported(base), edited(exported(base), cells())):
        plan = base.plan_import(data)
        assert (plan.edits, plan.conflicts, plan.refusals, plan.notes) == ((), (), (), ())


def test_a_row_of_a_clause_that_is_gone_is_told_only_if_somebody_wrote_in_it(base, store, samples):
    book = exported(base)
    put(store, samples, (LINES[0], "El beneficiario no hará nada.", *LINES[2:]))
    assert base.plan_import(edited(book, cells())).is_clean
    (told,) = base.plan_import(edited(book, cells(owner_3="Ana"))).refusals
    assert (told.label, "ya no tiene esa obligación" in told.why) == ("art. 2", True)


def test_a_day_that_others_run_from_too_is_told(store, samples):
    twice = {**DEADLINES, 6: deadline(), 3: deadline()}
    put(store, samples, deadlines=twice)
    base = opened(store)
    base.record_event(NORM, "notification", date(2026, 1, 2), by="ana", obligation_id=base.demands()[2].id)
    plan = base.plan_import(edited(exported(base), cells(event_3="02/03/2026")))
    assert plan.notes == (
        "el día de «notificación» vale solo para las filas en que está, y otra obligación corre desde lo mismo: "
        f'kb obligations event {NORM} "notificación" 02/03/2026 lo apunta para todas',
    )
    assert base.plan_import(edited(exported(base), cells(event_5="02/03/2026"))).notes == ()


def test_edits_are_shown_and_only_written_when_told_to(base):
    data = edited(
        exported(base),
        cells(
            status_3="aplica",
            owner_3="Ana Ruiz",
            notes_4="+1 nota",
            review_4=datetime(2026, 6, 1),
            review_5="02/06/2026",
        ),
    )
    wanted = [
        ("art. 2", "status", "no evaluada", "aplica"),
        ("art. 2", "owner", None, "Ana Ruiz"),
        ("art. 3", "notes", None, "+1 nota"),
        ("art. 3", "review", None, date(2026, 6, 1)),
        ("art. 4", "review", None, date(2026, 6, 2)),
    ]
    assert told(base.plan_import(data)) == wanted
    assert base.history() == ()
    assert told(base.import_workbook(data, by="ana")) == wanted
    assert len(base.history()) == len(wanted)
    assert told(base.import_workbook(data, by="ana")) == []


def test_the_day_of_an_event_dates_its_deadline(base):
    data = edited(exported(base), cells(event_3=datetime(2026, 3, 2)))
    assert base.import_workbook(data, by="ana").is_clean
    line = base.checklist(made=MADE).lines[1]
    assert (line.event, line.due) == (date(2026, 3, 2), (date(2026, 6, 2),))
    assert base.checklist(made=MADE).lines[0].event is None


def test_a_field_that_changed_on_both_sides_stays_as_the_base_has_it(base):
    ids = [one.id for one in base.obligations()]
    data = edited(exported(base), cells(owner_3="del libro", owner_4="igual", status_3="aplica"))
    base.track_all({ids[1]: {"owner": "de la base"}, ids[2]: {"owner": "igual"}}, by="luis")
    plan = base.import_workbook(data, by="ana")
    assert [(one.label, one.key, one.origin, one.before, one.after) for one in plan.conflicts] == [
        ("art. 2", "owner", "", "de la base", "del libro")
    ]
    assert told(plan) == [("art. 2", "status", "no evaluada", "aplica")]
    assert base.follow_up(ids[1]).owner == "de la base"


def test_what_the_base_changed_meanwhile_is_not_undone(base):
    first = base.obligations()[0].id
    data = exported(base)
    base.track(first, {"notes": "escrita después"}, by="luis")
    assert base.import_workbook(data, by="ana").edits == ()
    assert base.follow_up(first).notes == "escrita después"


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"status_3": "hecha"}, "no es un estado"),
        ({"review_3": "mañana"}, "no es una fecha"),
        ({"owner_3": "=1+1"}, "fórmula"),
        ({"event_2": datetime(2026, 3, 2)}, "no tiene un plazo"),
        ({"id_3": None, "owner_3": "x"}, "no tiene Id"),
        ({"id_3": "otro"}, "no salió en este libro"),
        ({"notes_3": "x" * 10_001}, "10000"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_the_rest_is_taken(base, values, why):
    plan = base.import_workbook(edited(exported(base), cells(**values, owner_5="sí")), by="ana")
    assert [why in one.why for one in plan.refusals] == [True]
    assert told(plan) == [("art. 4", "owner", None, "sí")]
    assert not plan.is_clean


def test_two_lines_of_the_same_id_are_nobodys(base):
    def copy(sheet, places):
        for column in range(1, sheet.max_column + 1):
            sheet.cell(20, column).value = sheet.cell(3, column).value
        sheet.cell(20, places["owner"]).value = "otra"

    plan = base.plan_import(edited(exported(base), copy))
    assert [one.row for one in plan.refusals] == [3, 20]
    assert plan.edits == ()


def test_a_line_whose_obligation_has_vanished_is_refused(base, store, samples):
    data = edited(exported(base), cells(owner_4="Ana"))
    put(store, samples, (*LINES[:2], "La ejecución terminará cuando se diga."))
    [refusal, *_] = base.plan_import(data).refusals
    assert (refusal.label, "ya no tiene" in refusal.why) == ("art. 3", True)


def test_lines_that_were_sorted_deleted_or_cut_lose_nothing(base):
    ids = [one.id for one in base.obligations()]
    base.track(ids[0], {"owner": "Ana"}, by="ana")

    def shuffle(sheet, places):
        sheet.delete_rows(2)
        sheet.move_range(f"A3:{sheet.cell(3, sheet.max_column).coordinate}", rows=10)
        sheet.cell(13, places["owner"]).value = "Luis"

    plan = base.import_workbook(edited(exported(base), shuffle), by="ana")
    assert told(plan) == [("art. 3", "owner", None, "Luis")]
    assert plan.notes == ("1 fila se ha quitado del libro: su seguimiento se queda como está",)
    assert base.follow_up(ids[0]).owner == "Ana"


def test_changes_of_the_text_are_told_and_left(base):
    plan = base.plan_import(edited(exported(base), cells(quote_3="otra cosa")))
    assert plan.edits == ()
    assert "art. 2" in plan.notes[0]


@pytest.mark.parametrize("data", [b"", b"PK", b"hola", b"PK\x03\x04" + b"\0" * 40])
def test_a_file_that_is_no_workbook_is_told(base, data):
    with pytest.raises(InvalidInput, match="libro"):
        base.plan_import(data)


def test_a_workbook_that_is_not_ours_is_told(base):
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    with pytest.raises(InvalidInput, match="kb obligations"):
        base.plan_import(out.getvalue())


def test_export_import_export_gives_the_same_bytes(base):
    data = edited(exported(base), cells(status_3="aplica", notes_4="dos\nlíneas", event_3=datetime(2026, 3, 2)))
    base.import_workbook(data, by="ana")
    once = exported(base)
    base.import_workbook(once, by="ana")
    assert exported(base) == once
    assert not base.import_workbook(edited(once, cells()), by="ana").edits
    assert exported(base) == once


def test_forty_random_edits_change_exactly_these_fields(store, samples):
    lines = tuple(f"El beneficiario {number} presentará la memoria." for number in range(1, 31))
    put(store, samples, lines)
    base = opened(store)
    chance = random.Random(936)
    keys = [column.key for column in WRITABLE if column.key not in ("event",)]
    values = {
        "status": lambda: chance.choice(["aplica", "no aplica", "en curso", "cumplida", "vencida"]),
        "review": lambda: datetime(2026, 1, 1) + timedelta(chance.randrange(900)),
    }
    places = chance.sample([(key, row) for key in keys for row in range(2, 32)], 40)
    wanted = {f"{key}_{row}": values.get(key, lambda: f"texto {chance.random()}")() for key, row in places}
    base.import_workbook(edited(exported(base), cells(**wanted)), by="ana")
    changed = {(one.obligation_id, one.field): one.after for one in base.history(document_id=NORM)}
    ids = [one.id for one in base.obligations()]
    assert changed == {
        (ids[row - 2], key): str(value.date() if isinstance(value, datetime) else value)
        for (key, row), value in zip(places, wanted.values(), strict=True)
    }
