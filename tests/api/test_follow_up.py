"""Follow-up through the service: two editors, a history, an edited workbook, a report."""

import io

import httpx
import pytest
from openpyxl import load_workbook

from api.state import Keys, Scope, State
from tests.api.conftest import fill, running
from tests.api.test_obligations import DUTIES


@pytest.fixture(scope="module")
def http(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seguimiento")
    settings = fill(folder / "base", {"riego.txt": DUTIES}, folder)
    with running(settings) as address, httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
        client.home = settings.home
        yield client


@pytest.fixture(scope="module")
def paths(http):
    """Where the obligations are, by their units."""
    return {one["unit_id"]: f"/v1/obligations/{one['id']}" for one in http.get("/v1/obligations").json()["items"]}


def test_of_two_editors_the_second_does_not_write_over_the_first(http, paths):
    path = paths["art_1.1"]
    seen = http.get(path)
    assert seen.headers["etag"] == f'"{seen.json()["version"]}"'
    mine, other = {"status": "en curso", "owner": "Ana"}, {"status": "cumplida"}
    done = http.patch(path, json=mine, headers={"If-Match": seen.headers["etag"]})
    assert (done.json()["obligation"]["status"], done.json()["by"]) == ("en curso", "local")
    late = http.patch(path, json=other, headers={"If-Match": seen.headers["etag"]})
    assert (late.status_code, late.json()["type"]) == (412, "urn:boe-kb:problem:overtaken")
    again = http.patch(path, json=other, headers={"If-Match": done.headers["etag"]})
    assert again.json()["obligation"]["owner"] == "Ana"
    assert http.get(path, headers={"If-None-Match": again.headers["etag"]}).status_code == 304
    page = http.get(f"{path}/history", params={"limit": 2}).json()
    rest = http.get(f"{path}/history", params={"cursor": page["next_cursor"]}).json()
    assert rest["next_cursor"] is None
    changes = [(one["field"], one["before"], one["after"]) for one in page["items"] + rest["items"]]
    assert changes == [
        ("status", "no evaluada", "en curso"),
        ("owner", None, "Ana"),
        ("status", "en curso", "cumplida"),
    ]
    assert "revise" in [one["action"] for one in http.get("/v1/audit").json()]


def test_the_day_of_an_event_gives_the_due_dates_and_null_takes_it_back(http, paths):
    path, any_one = paths["art_1.3"], {"If-Match": "*"}
    assert http.get(path).json()["obligation"]["deadline"]["due"] == []
    done = http.patch(path, json={"document_event_day": "2099-03-20", "review": "2099-05-01"}, headers=any_one).json()
    assert done["obligation"]["deadline"]["due"] == ["2099-06-22"]
    assert done["obligation"]["deadline"]["reasons"]
    assert done["review"] == "2099-05-01"
    own = http.patch(path, json={"event_day": "2099-04-01"}, headers=any_one).json()
    assert own["obligation"]["deadline"]["due"] == ["2099-07-01"]
    none = http.patch(path, json={"event_day": None, "document_event_day": None}, headers=any_one).json()
    assert none["obligation"]["deadline"]["due"] == []


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        ({"status": "hecha"}, {"If-Match": "*"}, 422),
        ({"state": "cumplida"}, {"If-Match": "*"}, 422),
        ({"review": 0}, {"If-Match": "*"}, 422),
        ({"notes": "a\u0007"}, {"If-Match": "*"}, 422),
        ({"owner": "x" * 201}, {"If-Match": "*"}, 422),
        ({"owner": "Ana"}, {"If-Match": '"otra"'}, 412),
        ({"owner": "Ana"}, {}, 428),
    ],
)
def test_what_is_not_a_revision_is_refused(http, paths, body, headers, status):
    before = http.get(paths["art_1.2"]).json()
    assert http.patch(paths["art_1.2"], json=body, headers=headers).status_code == status
    assert http.get(paths["art_1.2"]).json() == before


def test_what_is_not_there_is_not_found(http):
    for method, path in (("GET", ""), ("PATCH", ""), ("GET", "/history")):
        asked = http.request(method, f"/v1/obligations/nada{path}", json={}, headers={"If-Match": "*"})
        assert asked.json()["type"] == "urn:boe-kb:problem:obligation-not-found"


def test_an_edited_workbook_is_told_first_and_written_when_wanted(http, paths):
    book = load_workbook(io.BytesIO(http.get("/v1/obligations/export/xlsx").content))
    sheet = book["Obligaciones"]
    titles = [cell.value for cell in sheet[1]]
    row = next(
        row for row in sheet.iter_rows(min_row=2) if paths["art_1.2"].endswith(str(row[titles.index("Id")].value))
    )
    row[titles.index("Responsable")].value = "Intervención"
    edited = io.BytesIO()
    book.save(edited)
    files = {"file": ("obligaciones.xlsx", edited.getvalue())}
    plan = http.post("/v1/follow-up/import", files=files).json()
    assert [(one["key"], one["after"]) for one in plan["edits"]] == [("owner", "Intervención")]
    assert (plan["applied"], http.get(paths["art_1.2"]).json()["obligation"]["owner"]) == (False, None)
    done = http.post("/v1/follow-up/import", files=files, data={"apply": "true"}).json()
    assert (done["applied"], done["conflicts"], done["refusals"]) == (True, [], [])
    assert http.get(paths["art_1.2"]).json()["obligation"]["owner"] == "Intervención"
    assert http.post("/v1/follow-up/import", files={"file": ("x.xlsx", b"nada")}).status_code == 422


def test_a_report_needs_nothing_else(http):
    done = http.get("/v1/documents/riego/report", params={"region": "MD"})
    assert done.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in done.headers["content-security-policy"]
    assert "style-src 'unsafe-inline'" in done.headers["content-security-policy"]
    assert "<svg" in done.text and "29/06/2099" in done.text
    assert http.get("/v1/documents/riego/report", params={"region": "XX"}).status_code == 422
    assert http.get("/v1/documents/aire/report").status_code == 404


def test_only_a_key_that_may_write_changes_anything_and_the_history_names_it(http, paths):
    keys = Keys(State(http.home))
    (_, reading), (_, writing) = keys.create("mirón", [Scope.READ]), keys.create("ana", [Scope.WRITE])
    path, body = paths["art_1.1"], {"notes": "vista"}

    def patch(token):
        return http.patch(path, json=body, headers={"If-Match": "*", "Authorization": f"Bearer {token}"})

    assert patch(reading).status_code == 403
    assert patch(writing).json()["by"] == "ana"
    told = http.get(f"{path}/history", headers={"Authorization": f"Bearer {reading}"}).json()["items"]
    assert told[-1] | {"at": ""} == told[-1] | {"field": "notes", "after": "vista", "by": "ana", "at": ""}
