import json
import subprocess
import sys

import httpx
import pytest

from api.jobs.supervisor import Supervisor
from api.options import Options
from api.state.jobs import GIVEN_UP, MOST_DEATHS
from kb.settings import Settings
from tests.api.conftest import AIR, FIRE, WATER, emptied, ended, fill, running, upload


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    folder = tmp_path_factory.mktemp("trabajos")
    return fill(folder / "base", {"agua.txt": WATER}, folder)


@pytest.fixture(scope="module")
def writable(settings):
    """A client of a server whose base is written to."""
    with (
        running(settings, Options(files_at_once=3)) as address,
        httpx.Client(base_url=address, timeout=60, trust_env=False) as client,
    ):
        yield client


def test_files_are_taken_by_a_job_and_then_found(writable):
    done = upload(writable, ("aire.txt", AIR.encode()), ("fuego.txt", FIRE.encode()), ("roto.pdf", b"%PDF-1.4 roto"))
    assert done.status_code == 202
    assert done.headers["location"] == f"/v1/jobs/{done.json()['id']}"
    job = ended(writable, done.json())
    assert job["state"] == "done"
    assert [(one["source"], one["outcome"]) for one in job["reports"]] == [
        ("aire.txt", "added"), ("fuego.txt", "added"), ("roto.pdf", "failed"),
    ]  # fmt: skip
    hits = writable.get("/v1/search", params={"q": "el aire de las cumbres"}).json()
    assert hits[0]["document_id"] == "aire"


def test_a_job_tells_how_it_goes_and_can_be_followed_from_where_one_was(writable):
    job = upload(writable, ("otro.txt", (AIR + "Y más.").encode())).json()
    told = writable.get(f"/v1/jobs/{job['id']}/events").text
    assert "event: report\ndata: " in told
    last = told.strip().split("\n\n")[-1]
    assert last.startswith("event: end\n")
    assert json.loads(last.split("data: ", 1)[1])["state"] == "done"
    again = writable.get(f"/v1/jobs/{job['id']}/events", headers={"Last-Event-ID": "0"}).text
    assert "event: report" not in again


def test_a_request_sent_twice_under_one_name_is_done_once(writable, settings):
    headers = {"Idempotency-Key": "una-vez"}
    first = upload(writable, ("uno.txt", AIR.encode() + b"Uno."), **headers)
    second = upload(writable, ("uno.txt", AIR.encode() + b"Uno."), **headers)
    assert second.json()["id"] == first.json()["id"]
    assert (second.status_code, second.headers["idempotency-replayed"]) == (202, "true")
    other = upload(writable, ("uno.txt", AIR.encode() + b"Otro."), **headers)
    assert (other.status_code, other.json()["type"]) == (409, "urn:boe-kb:problem:conflict")
    ended(writable, first.json())
    assert emptied(settings.home / "uploads")


def test_a_removed_document_is_found_nowhere(writable):
    ended(writable, upload(writable, ("humo.txt", b"Se regula el humo de las hogueras.\n")).json())
    assert writable.get("/v1/documents/humo").status_code == 200
    done = writable.delete("/v1/documents/humo")
    assert done.status_code == 202
    assert ended(writable, done.json())["state"] == "done"
    assert writable.get("/v1/documents/humo").status_code == 404
    assert writable.delete("/v1/documents/humo").status_code == 404
    hits = writable.get("/v1/search", params={"q": "el humo de las hogueras"}).json()
    assert "humo" not in {hit["document_id"] for hit in hits}


NAMES = ["../../../etc/passwd.txt", "..\\..\\windows\\win.txt", "/abs/olute.txt", ".oculto", "nulo.txt", "x" * 300]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_never_becomes_a_path(writable, settings, name):
    before = {path for path in settings.home.parent.rglob("*") if settings.home not in path.parents}
    job = ended(writable, upload(writable, (name, f"Se regula {len(name)} veces el paso.".encode())).json())
    (report,) = job["reports"]
    assert "/" not in report["source"]
    assert "\\" not in report["source"]
    assert str(settings.home) not in json.dumps(job)
    after = {path for path in settings.home.parent.rglob("*") if settings.home not in path.parents}
    assert after == before


def test_what_cannot_be_a_job_is_told(writable):
    assert writable.post("/v1/documents").status_code == 422
    assert writable.post("/v1/documents", data={"boe_id": "no-es"}).status_code == 422
    four = [(f"{n}.txt", b"x") for n in range(4)]
    assert upload(writable, *four).status_code == 422
    assert writable.get("/v1/jobs/nada").status_code == 404


def test_a_text_of_the_gazette_is_fetched(tmp_path, gazette):
    from dataclasses import replace

    settings = replace(fill(tmp_path / "base", {"agua.txt": WATER}, tmp_path), boe=gazette.url)
    with running(settings) as address, httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        job = client.post("/v1/documents", data={"boe_id": ["BOE-A-2099-4040"]}).json()
        job = ended(client, job)
    (report,) = job["reports"]
    assert (report["source"], report["outcome"]) == ("BOE-A-2099-4040", "failed")


def test_writes_are_in_the_log_of_acts(writable):
    acts = writable.get("/v1/audit", params={"limit": 500}).json()
    assert any(one["action"].startswith("ingest") and "aire.txt" in one["target"] for one in acts)
    assert any(one["action"].startswith("remove") and one["target"] == "humo" for one in acts)
    assert {one["caller"] for one in acts} == {"local"}
    assert writable.get("/v1/audit", params={"after": acts[-1]["number"]}).json() == []


def test_a_job_that_its_writer_dies_of_again_and_again_is_given_up(tmp_path, monkeypatch):
    settings = Settings(home=tmp_path / "base", cache=tmp_path / "cache")
    fill(settings.home, {"agua.txt": WATER}, tmp_path)
    started = []

    def deadly(self):
        from api.state import Jobs, State

        assert Jobs(State(settings.home)).take() is not None
        started.append(subprocess.Popen([sys.executable, "-c", "import os; os.abort()"], stdin=subprocess.PIPE))
        started[-1].wait()
        return started[-1]

    monkeypatch.setattr(Supervisor, "_start", deadly)
    monkeypatch.setattr("api.jobs.supervisor._LOOK_EVERY", 0.05)
    with running(settings) as address, httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        job = ended(client, upload(client, ("aire.txt", AIR.encode())).json())
    assert (job["state"], job["error"]) == ("failed", GIVEN_UP)
    assert len(started) == MOST_DEATHS
    assert emptied(settings.home / "uploads")


def test_a_removal_that_is_asked_for_again_is_the_first_one(writable):
    ended(writable, upload(writable, ("fugaz.txt", (AIR + "Fugaz.").encode())).json())
    first = writable.delete("/v1/documents/fugaz", headers={"Idempotency-Key": "quitar-fugaz"})
    assert ended(writable, first.json())["state"] == "done"
    again = writable.delete("/v1/documents/fugaz", headers={"Idempotency-Key": "quitar-fugaz"})
    assert (again.status_code, again.json()["id"]) == (202, first.json()["id"])
    assert again.headers["idempotency-replayed"] == "true"
    assert writable.delete("/v1/documents/fugaz").status_code == 404
