"""`kb obligations import | set | event | history | unmatched`, as a compliance team uses them."""

import io

import openpyxl
import pytest

from kb.errors import InvalidInput
from kb.exports.columns import BY_KEY
from kb.settings import Settings
from tui.local import LocalLibrary


@pytest.fixture
def one(filled):
    """The id of the obligation whose deadline runs from something undated."""
    found = filled("obligations", "agua", "--format", "json").json
    return next(row["id"] for row in found if row["deadline"])


def test_the_format_follows_from_the_name_of_the_file(filled, tmp_path):
    assert filled("obligations", "agua", "-o", tmp_path / "lista.xlsx").code == 0
    assert "Obligaciones" in openpyxl.load_workbook(tmp_path / "lista.xlsx").sheetnames
    assert filled("obligations", "agua", "-o", tmp_path / "lista.ics").code == 0
    assert (tmp_path / "lista.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert filled("obligations", "agua", "--format", "xlsx").code == 2


def test_what_is_set_is_shown_with_its_history(filled, one):
    assert filled("obligations", "set", one, "--status", "en curso", "--owner", "Ana", "--by", "ana").code == 0
    found = {row["id"]: row for row in filled("obligations", "--format", "json").json}
    assert (found[one]["status"], found[one]["owner"]) == ("en curso", "Ana")
    told = filled("obligations", "history", one, "--json").json
    assert [(change["field"], change["after"], change["by"]) for change in told] == [
        ("status", "en curso", "ana"),
        ("owner", "Ana", "ana"),
    ]
    assert "en curso" in filled("obligations", "history").out
    assert filled("obligations", "--status", "en curso", "--format", "json").json == [found[one]]


@pytest.mark.parametrize(
    "arguments", [("set", "nada", "--owner", "x"), ("event", "nada", "notification", "2026-03-02")]
)
def test_what_is_not_there_is_told(filled, arguments):
    done = filled("obligations", *arguments)
    assert (done.code, done.out) == (1, "")
    assert "nada" in done.err


@pytest.mark.parametrize("arguments", [(), ("--status", "hecha"), ("--review", "mañana"), ("--owner", "x", "--by", "")])
def test_what_cannot_be_set_is_told(filled, one, arguments):
    done = filled("obligations", "set", one, *arguments)
    assert done.code == 2
    assert done.err.count("\n") == 1


def test_a_deadline_whose_text_names_no_event_takes_a_day_of_its_own(filled, one):
    listed = filled("obligations", "events", "agua")
    assert "inicio del plazo: sin fecha" in listed.out
    assert one in listed.out.replace("\n", "")
    done = filled("obligations", "event", "agua", "inicio", "02/03/2026", "--obligation", one)
    assert done.code == 0
    assert "02/06/2026" in done.out
    told = filled("obligations", "events", "agua", "--json").json
    assert [(event["name"], event["day"], event["given"]) for event in told] == [
        ("inicio del plazo", "2026-03-02", True)
    ]
    assert filled("obligations", "event", "agua", "inicio", "no", "--obligation", one).code == 0


def test_a_word_that_is_no_event_is_refused_with_those_there_are(filled):
    done = filled("obligations", "event", "agua", "otra cosa", "2026-03-02")
    assert (done.code, done.out) == (2, "")
    assert "inicio del plazo" in done.err
    assert filled("obligations", "history").out == "No hay cambios apuntados.\n"
    assert filled("obligations", "events", "fuego").out.startswith("Ningún plazo")


def test_an_empty_day_takes_no_event_back(filled, one):
    assert filled("obligations", "event", "agua", "inicio", "02/03/2026", "--obligation", one).code == 0
    done = filled("obligations", "event", "agua", "inicio", "", "--obligation", one)
    assert (done.code, done.err) == (2, "kb: «» no es una fecha: escríbela como 20/03/2026 o 2026-03-20\n")
    assert filled("obligations", "history", "--json").json[-1]["after"] == "2026-03-02"
    assert filled("obligations", "event", "agua", "inicio", "no", "--obligation", one).code == 0
    assert filled("obligations", "history", "--json").json[-1]["after"] is None


@pytest.mark.parametrize("fault", [KeyError, OSError])
def test_where_nobody_is_logged_in_a_change_asks_for_a_name(filled, one, home, monkeypatch, fault):
    def nobody() -> str:
        raise fault("getpwuid(): uid not found")

    monkeypatch.setattr("tui.who.getuser", nobody)
    done = filled("obligations", "set", one, "--owner", "Ana")
    assert done.code == 2
    assert "--by" in done.err
    library = LocalLibrary(Settings(home=home, cache=home / "cache"))
    with pytest.raises(InvalidInput, match="falta el nombre de quien hace el cambio"):
        library.revise(one, {"owner": "Ana"}, library.tracked(one).version)
    library.close()


def test_a_review_is_written_as_people_write_days(filled, one):
    assert filled("obligations", "set", one, "--review", "20/03/2026", "--by", "ana").code == 0
    assert filled("obligations", "history", one, "--json").json[-1]["after"] == "2026-03-20"


@pytest.mark.parametrize("word", ["obligación", "Obligacion", "obligation"])
def test_a_modality_is_asked_for_in_spanish(filled, word):
    assert filled("obligations", "agua", "--modality", word, "--format", "json").json
    refused = filled("obligations", "--modality", "deber")
    assert (refused.code, "elige obligación" in refused.err) == (2, True)


def test_the_table_and_the_history_are_in_spanish(filled, one):
    assert "P3M" not in filled("obligations", "agua").out
    assert "3 meses" in filled("obligations", "agua").out
    assert "con ese filtro" in filled("obligations", "agua", "--owner", "Nadie").out
    filled("obligations", "set", one, "--review", "10/01/2099", "--by", "ana")
    filled("obligations", "event", "agua", "inicio", "2099-03-02", "--obligation", one, "--by", "ana")
    told = " ".join(filled("obligations", "history").out.split())
    assert "Revisión: nada → «10/01/2099»" in told
    assert "Día de «inicio del plazo»: nada → «02/03/2099»" in told
    missing = filled("obligations", "import", "no-hay.xlsx")
    assert (missing.code, "no existe" in missing.err) == (1, True)


def test_an_edited_workbook_comes_back(filled, one, tmp_path):
    file = tmp_path / "lista.xlsx"
    filled("obligations", "-o", file)
    book = openpyxl.load_workbook(file)
    sheet = book["Obligaciones"]
    titles = [cell.value for cell in sheet[1]]
    sheet.cell(2, titles.index(BY_KEY["owner"].title) + 1).value = "Ana"
    book.save(file)
    shown = filled("obligations", "import", file)
    assert shown.code == 0
    assert "nada → «Ana»" in shown.out
    assert "--apply" in shown.out
    assert filled("obligations", "history").out == "No hay cambios apuntados.\n"
    assert filled("obligations", "import", file, "--apply", "--by", "ana", "--json").json["applied"] is True
    assert "«Ana»" in filled("obligations", "history").out
    assert filled("obligations", "unmatched").out.startswith("Todos los seguimientos")


def test_a_later_list_marks_what_is_new_since(filled, kb, tmp_path):
    file, later = tmp_path / "lista.xlsx", tmp_path / "otra.xlsx"
    filled("obligations", "-o", file)
    text = "Artículo 1. Deber.\n\nEl titular presentará la cuenta en marzo.\n"
    (tmp_path / "tierra.txt").write_text(text, encoding="utf-8")
    assert kb("ingest", tmp_path / "tierra.txt").code == 0
    assert kb("obligations", "-o", later, "--since", file).out.endswith("Desde aquel libro: 1 nueva.\n")
    sheet = openpyxl.load_workbook(io.BytesIO(later.read_bytes()))["Obligaciones"]
    place = [cell.value for cell in sheet[1]].index("Cambio")
    marks = [row[place].value for row in sheet.iter_rows(min_row=2)]
    assert marks.count("nueva") == 1


def test_a_file_that_is_no_workbook_is_told(filled, tmp_path):
    (tmp_path / "x.xlsx").write_text("hola")
    assert filled("obligations", "import", tmp_path / "x.xlsx").code == 2
    assert filled("obligations", "import", tmp_path / "no.xlsx").code == 1


def test_the_agenda_lists_what_falls_due_with_reasons_and_a_code_for_scripts(filled):
    done = filled("agenda", "--from", "2099-06-01", "--days", "60")
    assert done.code == 4
    assert "30/06/2099" in done.out
    assert "La fecha es fija" in done.out
    late = filled("agenda", "agua", "--from", "01/08/2099", "--json")
    assert (late.code, [one["overdue"] for one in late.json]) == (4, [True])
    assert filled("agenda", "--from", "2098-01-01").code == 0
    assert filled("agenda", "--from", "ayer").code == 2


def test_two_documents_are_compared_clause_by_clause(filled, kb, tmp_path):
    from tests.tui.conftest import WATER

    text = WATER.replace("tres meses", "seis meses").replace("30 de junio", "31 de julio")
    (tmp_path / "agua-2.txt").write_text(text, encoding="utf-8")
    assert kb("ingest", tmp_path / "agua-2.txt").code == 0
    done = kb("obligations", "diff", "agua", "agua-2")
    assert done.code == 0
    assert "art. 2: modificado" in done.out
    assert "[-tres-]{+seis+}" in done.out
    found = kb("obligations", "diff", "agua", "agua-2", "--json").json
    assert {kind for one in found["obligations"] for kind in one["kinds"]} == {"reworded", "deadline"}
    assert kb("obligations", "diff", "agua").code == 2
    assert kb("obligations", "diff", "agua", "nada").code == 1
    assert kb("obligations", "diff", "agua", "--from", "2020-01-01").code in (0, 2)


def test_what_waits_for_its_clause_is_moved_by_hand(kb, tmp_path):
    file = tmp_path / "tasa.txt"
    file.write_text("Artículo 1. Deber.\n\nEl titular pagará la tasa en el plazo de un mes.\n", encoding="utf-8")
    assert kb("ingest", file).code == 0
    (old,) = kb("obligations", "tasa", "--json").json
    event = ("event", "tasa", "inicio", "02/03/2099", "--obligation", old["id"], "--by", "ana")
    assert kb("obligations", *event).code == 0
    kb(
        "obligations",
        "set",
        old["id"],
        "--status",
        "cumplida",
        "--owner",
        "Ana",
        "--review",
        "2099-05-01",
        "--by",
        "ana",
    )
    text = "Artículo 1. Deber.\n\nEl titular pagará la tasa en el plazo de dos meses.\n"
    file.write_text(text, encoding="utf-8")
    assert "1 seguimiento espera sitio" in kb("ingest", file).out
    (new,) = kb("obligations", "tasa", "--json").json
    told = " ".join(kb("obligations", "unmatched").out.split())
    assert "Revisión: 01/05/2099 Día de «inicio del plazo»: 02/03/2099 Lo más parecido ahora, art. 1:" in told
    assert f"kb obligations move {old['id']} {new['id']}" in told
    assert kb("obligations", "unmatched", "--json").json[0]["likely"] == new["id"]
    assert "1 seguimiento es de una obligación que ya no está" in kb("agenda", "--from", "2099-06-01").err
    assert "Estado: no evaluada" in kb("obligations", "move", old["id"], new["id"], "--by", "ana").out
    assert kb("obligations", "tasa", "--json").json[0]["deadline"]["due"] == ["2099-05-04"]
    assert kb("obligations", "unmatched").out.startswith("Todos los seguimientos")
    assert kb("obligations", "history", "nada").code == 1
    gone = kb("remove", "tasa")
    assert (gone.code, "1 seguimiento es de una obligación que ya no está" in gone.err) == (0, True)
