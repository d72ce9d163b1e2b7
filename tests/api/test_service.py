import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from api.errors import KINDS, Kind, kind_of
from kb import errors as tree

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/v1/search", "query.q: falta"),
        ("/v1/search?q=", "query.q: tiene que tener 1 o más caracteres"),
        ("/v1/search?q=agua&k=0", "query.k: tiene que ser 1 o más"),
        ("/v1/search?q=agua&k=x", "query.k: tiene que ser un número entero"),
        ("/v1/search?q=agua&in_force_on=ayer", "query.in_force_on: «ayer» no es una fecha: escríbela como 2025-12-31"),
        ("/v1/documents?kind=ley", "query.kind: tiene que ser uno de 'norm' o 'press_note'"),
    ],
)
def test_what_is_wrong_with_a_request_is_told_in_spanish(http, path, told):
    found = http.get(path)
    assert (found.status_code, found.json()["detail"]) == (422, f"No es válido: {told}")


def test_documents_come_in_pages(http):
    first = http.get("/v1/documents", params={"limit": 1}).json()
    assert [one["document_id"] for one in first["items"]] == ["agua"]
    second = http.get("/v1/documents", params={"limit": 1, "cursor": first["next_cursor"]}).json()
    assert [one["document_id"] for one in second["items"]] == ["fuego"]
    assert second["next_cursor"] is None
    assert http.get("/v1/documents", params={"cursor": "basura"}).status_code == 422


def test_entities_come_in_pages_without_a_gap(http):
    whole = http.get("/v1/entities", params={"limit": 500}).json()["items"]
    assert {one["type"] for one in whole} >= {"amount", "date"}
    paged, cursor = [], None
    while True:
        page = http.get("/v1/entities", params={"limit": 1} | ({"cursor": cursor} if cursor else {})).json()
        paged += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert paged == whole
    amounts = http.get("/v1/entities", params={"document": "fuego", "type": "amount"}).json()["items"]
    assert [one["value"] for one in amounts] == [500]


def test_a_document_its_units_and_its_text(http):
    tree_ = http.get("/v1/documents/agua").json()
    assert tree_["document"]["rank"] == "Real Decreto"
    unit = next(one for one in tree_["units"] if one["unit_id"] == "art_2.1")
    read = http.get("/v1/documents/agua/units/art_2.1").json()
    assert read["text"] == "1. La solicitud se presentará en el plazo de tres meses."
    assert read["path"] == "Artículo 2. Plazo > 1"
    assert {name: read[name] for name in unit} == unit
    text = http.get("/v1/documents/agua/text", params={"start": unit["start"], "end": unit["end"]}).text
    assert text == read["text"]


@pytest.mark.parametrize(
    "path",
    ["/v1/documents/aire", "/v1/documents/agua/units/art_9", "/v1/documents/aire/text", "/v1/nada", "/nada",
     "/v1/documents/..%2F..%2Fetc%2Fpasswd", "/v1/documents/agua/units/%00"],
)  # fmt: skip
def test_what_is_not_there_is_a_problem(http, path):
    done = http.get(path)
    assert done.status_code == 404
    assert done.headers["content-type"] == "application/problem+json"
    assert done.json()["instance"] == f"urn:boe-kb:request:{done.headers['x-request-id']}"


def test_an_unchanged_response_is_not_sent_again(http):
    first = http.get("/v1/documents/agua")
    again = http.get("/v1/documents/agua", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = http.get("/v1/documents/fuego", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200
    unzipped = http.get("/v1/documents/agua", headers={"Accept-Encoding": "identity"})
    assert unzipped.headers["etag"] == first.headers["etag"]


def test_long_responses_are_zipped(http):
    with http.stream("GET", "/v1/documents/agua", headers={"Accept-Encoding": "gzip"}) as done:
        raw = b"".join(done.iter_raw())
    assert done.headers["content-encoding"] == "gzip"
    assert json.loads(gzip.decompress(raw))["document"]["document_id"] == "agua"


def test_every_response_has_a_name_and_the_headers_of_security(http):
    done = http.get("/healthz", headers={"X-Request-ID": "mi-nombre.1"})
    assert done.headers["x-request-id"] == "mi-nombre.1"
    assert done.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in done.headers["content-security-policy"]
    assert "server" not in done.headers or "uvicorn" in done.headers["server"]
    forged = http.get("/healthz", headers={"X-Request-ID": "con espacio y \t cosas"})
    assert re.fullmatch(r"[0-9a-f]{16}", forged.headers["x-request-id"])


def test_other_sites_are_kept_out(http):
    assert http.get("/healthz", headers={"Host": "malo.example"}).status_code == 403
    asked = {"question": "¿Multa?"}
    assert http.post("/v1/ask", json=asked, headers={"Origin": "https://malo.example"}).status_code == 403
    assert http.post("/v1/ask", json=asked, headers={"Origin": str(http.base_url).rstrip("/")}).status_code == 200
    ours = http.options("/v1/ask", headers={"Origin": "https://malo.example", "Access-Control-Request-Method": "POST"})
    assert "access-control-allow-origin" not in ours.headers


def test_health_version_and_figures(http):
    assert http.get("/healthz").json() == {"status": "ok"}
    assert http.get("/readyz").status_code == 200
    about = http.get("/version").json()
    assert about["documents"] == 2
    assert about["encoder"] == "palabras-64"
    assert re.fullmatch("[0-9a-f]{64}", about["corpus"])
    figures = http.get("/metrics").text
    assert 'kb_http_requests_total{method="GET",route="/version",status="200"}' in figures
    assert "palabras" not in figures


def classes(of: type) -> set[type]:
    return {of} | {deeper for below in of.__subclasses__() for deeper in classes(below)}


def test_the_table_of_errors_is_complete():
    found = classes(tree.KbError) - {tree.KbError}
    assert {type(kind_of(error("x"))) for error in found} == {Kind}
    for branch in tree.KbError.__subclasses__():
        assert branch in KINDS, branch
    assert len({kind.slug for kind in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize("kind", sorted(classes(tree.BaseError) | {tree.EncoderError}, key=lambda one: one.__name__))
def test_what_the_base_says_of_its_folder_is_not_told(kind):
    assert kind_of(kind("/srv/ana/base")).detail is not None


def test_a_command_that_asks_does_not_load_the_service():
    code = (
        "import sys, tui.cli.program; print(sorted({'fastapi', 'starlette', 'uvicorn', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr


def test_the_root_says_where_to_go(http):
    found = http.get("/").json()
    assert "/openapi.json" in found["message"]
    assert http.get(found["description"]).json()["paths"]["/"]["get"]
    assert http.get(found["health"]).status_code == 200
    assert http.get(f"{found['operations']}/documents").status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/v1/documents", "/v1/documents/agua/text", "/openapi.json"])
def test_what_can_be_got_can_be_asked_for_by_its_head(http, path):
    got, head = http.get(path), http.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == got.headers["content-type"]
    assert head.headers["etag"] == got.headers["etag"]
    assert http.head(path, headers={"If-None-Match": got.headers["etag"]}).status_code == 304


def test_what_a_path_does_not_take_says_what_it_does(http):
    assert http.head("/v1/follow-up/import").status_code == 405
    assert http.put("/v1/documents").headers["allow"] == "GET, HEAD, POST"
