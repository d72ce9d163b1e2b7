import json

import httpx
import pytest

from tests import support_law as law
from tests.api import conftest


def events(text: str) -> list[tuple[str, object]]:
    """The events of a stream."""
    found = []
    for block in text.strip().split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.split("\n"))
        found.append((lines["event"], json.loads(lines["data"])))
    return found


def test_an_answer_is_cited_and_each_citation_can_be_followed(http):
    answer = http.post("/v1/ask", json={"question": "¿A cuánto asciende la multa?", "id": "q1"}).json()
    assert answer["id"] == "q1"
    assert answer["status"] == "answered"
    for citation in answer["citations"]:
        name = citation["document_id"]
        text = http.get(f"/v1/documents/{name}/text").text
        assert text[citation["start"] : citation["end"]] == citation["quote"]
        place = f"/v1/documents/{name}/view?start={citation['start']}&end={citation['end']}#{citation['unit_id']}"
        assert citation["view_url"] == place


def test_a_short_question_goes_in_the_address(http):
    asked = {"question": "¿A cuánto asciende la multa?"}
    by_get, by_post = http.get("/v1/ask", params=asked).json(), http.post("/v1/ask", json=asked).json()
    assert by_get | {"elapsed_ms": 0} == by_post | {"elapsed_ms": 0}


@pytest.mark.parametrize("talked_of", ["agua", "fuego"])
def test_what_was_answered_before_counts_where_the_caller_gives_it(http, talked_of):
    asked = {"question": "¿A cuánto asciende la multa?", "explain": True}
    alone = http.post("/v1/ask", json=asked).json()
    after = http.post("/v1/ask", json=asked | {"earlier": [talked_of] * 5}).json()
    for answer, counted in ((alone, set()), (after, {talked_of})):
        points = {one["document_id"]: one["points"] for one in answer["why"]["candidates"]}
        assert {one for one, mine in points.items() if "spoken_of" in mine} == counted


def test_a_stream_gives_hits_then_citations_then_the_answer(http):
    headers = {"Accept": "text/event-stream"}
    done = http.post("/v1/ask", json={"question": "¿A cuánto asciende la multa?"}, headers=headers)
    assert done.headers["content-type"].startswith("text/event-stream")
    (first, hits), (second, citations), (third, answer) = events(done.text)
    assert (first, second, third) == ("hits", "citations", "answer")
    assert hits == answer["hits"]
    assert citations == answer["citations"]
    assert done.headers["cache-control"] == "no-store"


def test_an_error_in_a_stream_is_an_event(http):
    headers = {"Accept": "text/event-stream"}
    done = http.post("/v1/ask", json={"question": "¿Multa?", "documents": ["aire"]}, headers=headers)
    ((name, problem),) = events(done.text)
    assert (name, problem["status"]) == ("error", 404)


SEARCHES = {
    "all": ({}, {"agua", "fuego"}),
    "document": ({"document": "fuego"}, {"fuego"}),
    "rank": ({"rank": "real decreto"}, {"agua"}),
    "no such rank": ({"rank": "orden"}, set()),
    "kind of document": ({"kind": "press_note"}, set()),
    "published": ({"published_from": "2000-01-01"}, set()),
    "not in force": ({"in_force_on": "2000-01-01"}, set()),
}


@pytest.mark.parametrize("name", SEARCHES)
def test_a_search_can_be_narrowed(http, name):
    filters, documents = SEARCHES[name]
    hits = http.get("/v1/search", params={"q": "el agua y el fuego", **filters}).json()
    assert {hit["document_id"] for hit in hits} == documents


def test_a_search_in_some_kinds_of_unit(http):
    found = http.get("/v1/search", params={"q": "plazo de la solicitud", "unit_kind": "apartado"}).json()
    assert {hit["unit_id"] for hit in found} <= {"art_2.1", "art_2.2"}
    assert found
    everywhere = http.get("/v1/search", params={"q": "plazo de la solicitud", "unit_kind": ["article", "heading"]})
    assert len(everywhere.json()) > len(found)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"question": ""}, 422),
        ({"question": "   "}, 422),
        ({"question": "x" * 2001}, 422),
        ({}, 422),
        ({"question": "¿Multa?", "documents": ["aire"]}, 404),
        ({"question": "¿Multa?" + "x" * 2_000_000}, 413),
    ],
)
def test_a_question_that_is_none_is_told(http, body, status):
    done = http.post("/v1/ask", json=body)
    assert done.status_code == status
    assert done.headers["content-type"] == "application/problem+json"
    assert done.json()["status"] == status


def test_the_law_of_a_day_is_asked_for(tmp_path):
    blocks = {
        "1": [
            (law.FIRST, "El plazo para pedir la ayuda del bosque será de dos meses."),
            (law.SECOND, "El plazo para pedir la ayuda del bosque será de cinco meses."),
        ]
    }
    settings = conftest.fill(tmp_path / "base", {"ley.xml": law.consolidated(blocks)}, tmp_path)
    asked = {"question": "¿Qué plazo hay para pedir la ayuda del bosque?"}
    with conftest.running(settings) as url:
        now = httpx.post(f"{url}/v1/ask", json=asked).json()
        then = httpx.post(f"{url}/v1/ask", json=asked | {"as_of": "2009-12-31"}).json()
        (cited, *_) = then["citations"]
        shown = httpx.get(f"{url}{cited['view_url']}")
        place = {"start": cited["start"], "end": cited["end"], "as_of": "2009-12-31"}
        text = httpx.get(f"{url}/v1/documents/{law.LAW}/text", params=place).text
        passed = {"as_of": "2009-12-31"}
        unit = httpx.get(f"{url}/v1/documents/{law.LAW}/units/{cited['unit_id']}", params=passed).json()
        tree = httpx.get(f"{url}/v1/documents/{law.LAW}", params=passed).json()
        found = httpx.get(f"{url}/v1/search", params={"q": "ayuda bosque", "kind": "norm"} | passed).json()
        before = {"as_of": "1999-12-31"}
        refused = [
            httpx.get(f"{url}/v1/search", params={"q": "ayuda"} | before),
            httpx.get(f"{url}/v1/documents/{law.LAW}", params=before),
            httpx.get(f"{url}/v1/documents/{law.LAW}/text", params=before),
            httpx.get(f"{url}/v1/ask", params=asked | before),
            httpx.post(f"{url}/v1/ask", json=asked | before),
        ]
    assert {(one.status_code, one.json()["type"]) for one in refused} == {(404, "urn:boe-kb:problem:wording-not-found")}
    assert "dos meses" in unit["text"] and "dos meses" in found[0]["text"]
    assert cited["unit_id"] in {one["unit_id"] for one in tree["units"]}
    assert text == cited["quote"]
    assert "dos meses" in shown.text
    assert "cinco meses" not in shown.text
    assert (now["values"], now["as_of"]) == (["P5M"], None)
    assert (then["values"], then["as_of"]) == (["P2M"], "2009-12-31")
    assert then["citations"][0]["version"] == {"in_force_from": "2001-01-10", "norm": law.LAW}


def test_every_place_has_the_title_of_its_document_and_where_it_is_read(http):
    title = http.get("/v1/documents/fuego").json()["document"]["short_title"]
    answer = http.get("/v1/ask", params={"question": "¿A cuánto asciende la multa?"}).json()
    hits = http.get("/v1/search", params={"q": "la multa de las chimeneas", "document": "fuego"}).json()
    places = [one for one in answer["citations"] + answer["hits"] + hits if one["document_id"] == "fuego"]
    assert len(places) >= 3
    for one in places:
        assert one["document_title"] == title
        assert one["view_url"].startswith("/v1/documents/fuego/view?start=")
        assert http.get(one["view_url"].partition("#")[0]).status_code == 200
