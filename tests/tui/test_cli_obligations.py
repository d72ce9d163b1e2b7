import csv
import io
from datetime import UTC, datetime

import pytest

from kb.exports import EXPORTS, Checklist
from kb.exports.line import Line
from kb.exports.plain import COLUMNS
from kb.facts import Modality, Obligation

KEYS = [
    "id", "document_id", "unit_id", "label", "modality", "subject", "action", "condition", "quote", "start", "end",
    "deadline", "amounts", "legal_refs", "status", "owner", "evidence", "notes", "review",
]  # fmt: skip


def test_obligations_as_json_have_the_keys_of_the_contract(filled):
    found = filled("obligations", "agua", "--format", "json").json
    assert [list(one) for one in found] == [KEYS] * len(found)
    row = next(one for one in found if "solicitud" in one["quote"])
    assert (row["label"], row["modality"], row["status"]) == ("art. 2.1", "obligation", "no evaluada")
    assert row["quote"] == "La solicitud se presentará en el plazo de tres meses."
    assert (row["deadline"]["kind"], row["deadline"]["period"], row["deadline"]["due"]) == ("relative", "P3M", [])


def test_without_a_document_all_are_given(filled):
    found = filled("obligations", "--format", "json").json
    assert {one["document_id"] for one in found} == {"agua"}


def test_the_table_fits_80_columns(filled, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    done = filled("obligations")
    assert max(map(len, done.out.splitlines())) <= 80
    assert "obligación" in done.out


def test_the_csv_opens_in_a_spreadsheet(filled, tmp_path):
    file = tmp_path / "obligaciones.csv"
    assert filled("obligations", "--format", "csv", "-o", file).code == 0
    data = file.read_bytes()
    rows = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert [row["id"] for row in rows] == [one["id"] for one in filled("obligations", "--format", "json").json]


@pytest.mark.parametrize("text", ["=1+1", "+34", "-5", "@SUM(A1)", "\tx", "\r=1", "\n=1", " =1"])
def test_no_cell_becomes_a_formula(text):
    row = Obligation(
        id="a", document_id="d", unit_id="u", label="art. 1", modality=Modality.OBLIGATION, subject=text, action=text,
        condition=text, quote=text, start=0, end=1, owner=text, notes=text,
    )  # fmt: skip
    checklist = Checklist(made=datetime.now(UTC), lines=(Line(obligation=row, title="d", article="art. 1"),))
    written = EXPORTS["csv"].render(checklist).decode()
    cells = next(csv.DictReader(io.StringIO(written, newline="")))
    assert {cells[name] for name in ("subject", "action", "condition", "quote", "owner", "notes")} == {f"'{text}"}


def test_an_unknown_document_is_told(filled):
    done = filled("obligations", "nada")
    assert done.code == 1
    assert "nada" in done.err


def test_an_unknown_format_is_told_with_those_that_there_are(filled):
    done = filled("obligations", "--format", "doc")
    assert done.code == 2
    assert "csv" in done.err


def test_a_place_that_cannot_be_written_is_told(filled, tmp_path):
    done = filled("obligations", "--format", "csv", "-o", tmp_path / "no" / "esta.csv")
    assert done.code == 1
    assert "esta.csv" in done.err


def test_ids_survive_reingestion_and_changes_elsewhere(filled, kb, tmp_path):
    from tests.tui.conftest import WATER

    before = {one["quote"]: one["id"] for one in filled("obligations", "agua", "--format", "json").json}
    file = tmp_path / "otra" / "agua.txt"
    file.parent.mkdir()
    file.write_text(WATER.replace("Artículo 2. Plazo.", "La norma es nueva.\n\nArtículo 2. Plazo."), encoding="utf-8")
    assert kb("ingest", file).code == 0
    assert {one["quote"]: one["id"] for one in kb("obligations", "agua", "--format", "json").json} == before


def test_json_may_be_asked_for_as_everywhere_else(filled):
    assert filled("obligations", "agua", "--json").json == filled("obligations", "agua", "--format", "json").json
    assert filled("entities", "agua", "--json").json == filled("entities", "agua", "--format", "json").json
    for command in ("obligations", "entities"):
        done = filled(command, "--json", "--format", "csv")
        assert done.code == 2
        assert "no las dos cosas" in done.err
    assert filled("remove", "fuego", "--json").json == {"removed": "fuego"}
    found = {one["what"]: one for one in filled("doctor", "--json").json}
    assert found["boe-kb"]["ok"] is True
