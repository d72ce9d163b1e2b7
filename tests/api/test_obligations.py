import csv
import io
from dataclasses import replace
from datetime import date

import httpx
import pytest

from kb.exports import EXPORTS
from tests.api.conftest import fill, running

DUTIES = """Real Decreto 8/2099, de 1 de marzo, por el que se regulan las ayudas al riego.

Artículo 1. Obligaciones.

1. Las entidades beneficiarias deberán presentar una memoria antes del 30 de junio de 2099.

2. Las entidades beneficiarias no podrán ceder la ayuda a terceros.

3. Los ayuntamientos deberán publicar la convocatoria en el plazo de tres meses desde la notificación.

Disposición final única. Entrada en vigor.

El presente real decreto entrará en vigor el día siguiente al de su publicación.
"""


@pytest.fixture(scope="module")
def http(tmp_path_factory):
    folder = tmp_path_factory.mktemp("deberes")
    settings = fill(folder / "base", {"riego.txt": DUTIES}, folder)
    with running(settings) as address, httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
        yield client


def test_obligations_can_be_narrowed(http):
    every = http.get("/v1/obligations").json()["items"]
    assert {one["modality"] for one in every} >= {"obligation", "prohibition"}
    text = http.get("/v1/documents/riego/text").text
    assert all(text[one["start"] : one["end"]] == one["quote"] for one in every)
    banned = http.get("/v1/obligations", params={"modality": "prohibition"}).json()["items"]
    assert [one["unit_id"] for one in banned] == ["art_1.2"]
    dated = http.get("/v1/obligations", params={"due_until": "2099-12-31"}).json()["items"]
    assert [one["unit_id"] for one in dated] == ["art_1.1"]
    assert http.get("/v1/obligations", params={"document": "aire"}).status_code == 404


@pytest.mark.parametrize(
    "wrong", ["due_until=0", "due_from=1767225600", "due_from=2026-3-1", "overdue=1", "overdue=yes"]
)
def test_a_filter_is_a_day_or_a_flag_and_nothing_that_is_taken_for_one(http, wrong):
    told = http.get(f"/v1/obligations?{wrong}")
    assert told.status_code == 422
    assert told.json()["errors"][0]["field"] == f"query.{wrong.partition('=')[0]}"


def test_deadlines_come_by_due_date_those_without_one_last(http):
    found, cursor = [], None
    while True:
        page = http.get("/v1/deadlines", params={"limit": 1} | ({"cursor": cursor} if cursor else {})).json()
        found += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    days = [one["due"] for one in found]
    assert days == sorted(days, key=lambda day: day or "9999")
    assert days[0] == "2099-06-29"  # «antes del 30 de junio»
    assert days[-1] is None


def test_a_deadline_is_counted_with_its_reasons(http):
    asked = {"text": "10 días hábiles", "start": "2026-03-20", "region": "MD"}
    found = http.get("/v1/deadlines/computed", params=asked).json()
    assert date.fromisoformat(found["dates"][0]) > date(2026, 4, 1)
    assert all(step["rule"] for step in found["steps"])
    assert http.get("/v1/deadlines/computed", params={"text": "nunca"}).status_code == 422


def test_a_deadline_is_counted_with_the_holidays_of_the_settings_where_none_are_given(small):
    asked = {"text": "10 días hábiles", "start": "2026-04-20"}
    with running(replace(small, regions=("MD",), town=frozenset({date(2026, 4, 27)}))) as url:
        plain, elsewhere = (
            httpx.get(f"{url}/v1/deadlines/computed", params=asked | more, trust_env=False).json()
            for more in ({}, {"region": "CT"})
        )
    # On 1 May the whole State rests; in the town of the settings also on 27 April.
    assert (plain["dates"], elsewhere["dates"]) == (["2026-05-06"], ["2026-05-05"])


@pytest.mark.parametrize("name", EXPORTS)
def test_the_checklist_comes_in_every_format(http, name):
    done = http.get(f"/v1/obligations/export/{name}")
    assert done.status_code == 200
    assert done.headers["content-type"] == EXPORTS[name].media_type
    assert done.headers["content-disposition"] == f'attachment; filename="obligaciones{EXPORTS[name].suffix}"'
    assert len(done.content) > 100
    assert http.get("/v1/audit", params={"limit": 500}).json()[-1]["action"] == f"export {name}"


def test_an_export_has_what_the_list_has(http):
    rows = list(csv.DictReader(io.StringIO(http.get("/v1/obligations/export/csv").content.decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [one["id"] for one in http.get("/v1/obligations").json()["items"]]
    assert http.get("/v1/obligations/export/doc").status_code == 422
