import csv
import io
import json

import pytest

from kb.exports.cells import neutral


@pytest.mark.parametrize("text", ["=1+1", "+34", "-5", "@SUM(A1)", "\tx", "\r=1", " =1"])
def test_a_cell_that_a_spreadsheet_would_run_is_neutralised(text):
    assert neutral(text) == f"'{text}"


def test_other_cells_stay_as_they_are():
    assert neutral("art. 5") == "art. 5"


KEYS = ["id", "document_id", "unit_id", "label", "type", "text", "start", "end", "value", "attributes"]


def test_entities_as_json_have_the_keys_of_the_contract(filled):
    found = filled("entities", "agua", "--format", "json").json
    assert [list(one) for one in found] == [KEYS] * len(found)
    assert {one["document_id"] for one in found} == {"agua"}
    assert ("deadline", "P3M") in {(one["type"], one["value"]) for one in found}
    assert ("date", "2099-06-30") in {(one["type"], one["value"]) for one in found}


def test_without_a_document_all_are_given(filled):
    found = filled("entities", "--format", "json").json
    assert [(one["type"], one["value"]) for one in found if one["document_id"] == "fuego"] == [("amount", 500)]


def test_the_table_fits_80_columns(filled):
    done = filled("entities")
    assert max(map(len, done.out.splitlines())) <= 80
    assert "500" in done.out


def test_the_csv_opens_in_a_spreadsheet(filled, tmp_path):
    file = tmp_path / "datos.csv"
    assert filled("entities", "--format", "csv", "-o", file).code == 0
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["value"] for row in rows if row["document_id"] == "fuego"] == ["500"]
    written = filled("entities", "--format", "json").json
    assert [row["id"] for row in rows] == [one["id"] for one in written]


def test_json_goes_to_a_file_too(filled, tmp_path):
    file = tmp_path / "datos.json"
    filled("entities", "fuego", "--format", "json", "-o", file)
    assert [one["value"] for one in json.loads(file.read_text(encoding="utf-8"))] == [500]


def test_an_unknown_document_is_told(filled):
    done = filled("entities", "nada")
    assert done.code == 1
    assert "nada" in done.err


def test_a_place_that_cannot_be_written_is_told(filled, tmp_path):
    done = filled("entities", "--format", "csv", "-o", tmp_path / "no" / "esta.csv")
    assert done.code == 1
    assert "esta.csv" in done.err
