"""`kb obligations import | set | event | history | unmatched`, as a compliance team uses them."""

import io

import openpyxl
import pytest

from kb.exports.columns import BY_KEY


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
    done = filled("obligations", *arguments.split())
    assert (done.code, done.out) == (1, "")
    assert "nada" in done.err


@pytest.mark.parametrize("arguments", [(), ("--status", "hecha"), ("--review", "mañana"), ("--owner", "x", "--by", "")])
def test_what_cannot_be_set_is_told(filled, one, arguments):
    done = filled("obligations", "set", one, *arguments)
    assert done.code == 2
    assert done.err.count("\n") == 1


def test_an_event_shows_the_dates_that_follow(filled, one):
    row = next(row for row in filled("obligations", "--format", "json").json if row["id"] == one)
    name = row["deadline"]["anchor"]["event"] if row["deadline"]["anchor"] else "start"
    done = filled("obligations", "event", "agua", name, "02/03/2026")
    assert done.code == 0
    if row["deadline"]["anchor"]:
        assert "2026-06-02" in done.out
    assert "ningún plazo" in filled("obligations", "event", "agua", "otra cosa", "2026-03-02").out


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
    assert kb("obligations", "-o", later, "--since", file).code == 0
    sheet = openpyxl.load_workbook(io.BytesIO(later.read_bytes()))["Obligaciones"]
    place = [cell.value for cell in sheet[1]].index("Cambio")
    marks = [row[place].value for row in sheet.iter_rows(min_row=2)]
    assert marks.count("nueva") == 1


def test_a_file_that_is_no_workbook_is_told(filled, tmp_path):
    (tmp_path / "x.xlsx").write_text("hola")
    assert filled("obligations", "import", tmp_path / "x.xlsx").code == 2
    assert filled("obligations", "import", tmp_path / "no.xlsx").code == 1
