"""A request that says something the service does not know is refused: left out, it would mean something else."""

import httpx
import pytest

JSON = {"Content-Type": "application/json"}
QUESTION = {"question": "¿En qué plazo se presenta la solicitud?"}


@pytest.mark.parametrize(
    ("path", "field", "known"),
    [
        ("/v1/search?q=agua&doc=agua", "query.doc", "document"),
        ("/v1/ask?question=plazo&documents=agua", "query.documents", "document"),
        ("/v1/obligations?documento=agua", "query.documento", "document"),
        ("/v1/obligations/export/xlsx?due_to=2099-12-31", "query.due_to", "due_until"),
        ("/v1/documents?page=2", "query.page", "cursor"),
        ("/v1/calendar.ics?key=x", "query.key", "token"),
        ("/v1/jobs/3f2a?wait=true", "query.wait", "esta petición no admite ninguno"),
    ],
)
def test_a_parameter_that_nothing_knows(http, path, field, known):
    done = http.get(path)
    assert (done.status_code, done.json()["type"]) == (422, "urn:boe-kb:problem:invalid-request")
    [wrong] = done.json()["errors"]
    assert wrong["field"] == field
    assert known in wrong["problem"]


@pytest.mark.parametrize("path", ["/", "/healthz?t=1", "/readyz?t=1", "/metrics?name[]=kb_answers"])
def test_whoever_only_looks_after_it_may_add_what_they_are_used_to(http, path):
    assert http.get(path).status_code == 200


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/v1/ask", QUESTION | {"document": "agua"}, "body.document"),
        ("/v1/ask", QUESTION | {"asOf": "2099-03-20"}, "body.asOf"),
        ("/v1/obligations/export/md", {"ids": [], "document": "agua"}, "body.document"),
    ],
)
def test_a_field_that_nothing_knows(http, path, body, field):
    done = http.post(path, json=body)
    assert done.status_code == 422
    assert done.json()["errors"] == [{"field": field, "problem": "no es un campo de esta petición"}]


def test_a_field_of_a_form_that_nothing_knows(http):
    done = http.post("/v1/documents", data={"boe_id": "BOE-A-2099-1", "as-published": "true"})
    assert done.status_code == 422
    assert [one["field"] for one in done.json()["errors"]] == ["body.as-published"]


@pytest.mark.parametrize(
    ("path", "sent", "wanted"),
    [
        ("/v1/ask", {"content": b'{"question": "x"}'}, "application/json"),
        ("/v1/ask", {"data": QUESTION}, "application/json"),
        ("/v1/documents", {"json": {"boe_id": ["BOE-A-2099-1"]}}, "multipart/form-data"),
        ("/v1/documents", {"content": b"%PDF-1.7", "headers": {"Content-Type": "application/pdf"}}, "multipart"),
        ("/v1/follow-up/import", {"content": b"PK", "headers": {"Content-Type": "application/zip"}}, "multipart"),
    ],
)
def test_a_body_of_another_media_type(http, path, sent, wanted):
    done = http.post(path, **sent)
    assert (done.status_code, done.json()["type"]) == (415, "urn:boe-kb:problem:wrong-media-type")
    assert wanted in done.json()["detail"]


def test_a_body_may_be_a_kind_of_json(http):
    found = http.post("/v1/ask", content=httpx.Request("POST", "http://x", json=QUESTION).content,
                      headers={"Content-Type": "application/merge-patch+json; charset=utf-8"})  # fmt: skip
    assert found.status_code == 200


def test_what_is_no_json_is_wrong_as_a_whole(http):
    done = http.post("/v1/ask", content=b"{question: x}", headers=JSON)
    assert (done.status_code, done.json()["errors"]) == (422, [{"field": "body", "problem": "no es JSON"}])


def test_what_may_be_done_at_an_address(http):
    asked = http.options("/v1/documents")
    assert (asked.status_code, asked.headers["allow"], asked.content) == (204, "GET, HEAD, POST", b"")
    refused = http.put("/v1/documents")
    assert refused.json()["detail"] == "Esa dirección no admite PUT: admite GET, HEAD, POST."
    assert "/openapi.json" in http.get("/v1/documents/").json()["detail"]


def test_a_selection_that_names_what_is_not_there_gives_no_file(http):
    ids = [one["id"] for one in http.get("/v1/obligations").json()["items"]]
    done = http.post("/v1/obligations/export/csv", json={"ids": [ids[0], "agua:art_9:obligation:0"]})
    assert (done.status_code, done.json()["type"]) == (404, "urn:boe-kb:problem:obligation-not-found")
    assert done.json()["errors"] == [{"field": "body.ids.1", "problem": "no hay «agua:art_9:obligation:0»"}]
    assert http.post("/v1/obligations/export/csv", json={"ids": ids}).status_code == 200


def test_a_short_question_is_explained_too(http):
    found = http.get("/v1/ask", params=QUESTION | {"explain": "true"}).json()
    assert found["why"]["candidates"]
