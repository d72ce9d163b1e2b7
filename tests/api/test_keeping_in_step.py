"""A service that keeps a copy: what is new, other and gone since it last looked, and what people wrote meanwhile."""

import httpx
import pytest

from tests.api.conftest import AIR, FIRE, WATER, ended, fill, running, upload
from tests.api.test_obligations import DUTIES


@pytest.fixture
def http(tmp_path):
    settings = fill(tmp_path / "base", {"agua.txt": WATER, "riego.txt": DUTIES}, tmp_path)
    with running(settings) as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        yield client


def revisions(http):
    return {one["document_id"]: one["revision"] for one in http.get("/v1/documents").json()["items"]}


def test_revisions_say_what_is_new_other_and_gone(http):
    before, generation = revisions(http), http.get("/version").json()["generation"]
    assert len(set(before.values())) == len(before)
    ended(http, upload(http, ("agua.txt", WATER.encode()), ("fuego.txt", FIRE.encode())).json())
    ended(http, upload(http, ("riego.txt", AIR.encode())).json())
    ended(http, http.delete("/v1/documents/agua").json())
    after = revisions(http)
    assert {name for name in after if after[name] != before.get(name)} == {"fuego", "riego"}
    assert set(before) - set(after) == {"agua"}
    assert min(after["fuego"], after["riego"]) > max(before.values())
    assert http.get("/version").json()["generation"] > generation


def test_changes_are_told_from_the_last_one_seen(http):
    [first, *_] = [one["id"] for one in http.get("/v1/obligations").json()["items"]]
    assert http.get("/v1/follow-up/changes").json() == []
    for owner in ("Ana", "Luis"):
        http.patch(f"/v1/obligations/{first}", json={"owner": owner}, headers={"If-Match": "*"})
    seen = http.get("/v1/follow-up/changes", params={"limit": 1}).json()
    rest = http.get("/v1/follow-up/changes", params={"after": seen[-1]["number"]}).json()
    assert [(one["number"], one["change"]["after"]) for one in seen + rest] == [(1, "Ana"), (2, "Luis")]
    assert http.get("/v1/follow-up/changes", params={"after": rest[-1]["number"]}).json() == []


def test_events_without_a_day_are_given_one(http):
    path = "/v1/documents/riego/events"
    unknown = [one for one in http.get(path).json() if one["day"] is None and not one["alone"]]
    chosen = unknown[0]
    told = http.post(path, json={"event": chosen["name"], "day": "2099-03-20"}).json()
    assert [(one["day"], one["given"]) for one in told if one["event"] == chosen["event"]] == [("2099-03-20", True)]
    due = [http.get(f"/v1/obligations/{id}").json()["obligation"]["deadline"]["due"] for id in chosen["obligations"]]
    assert all(due)
    assert http.get("/v1/audit").json()[-1]["action"] == "event"
    back = http.post(path, json={"event": chosen["event"], "day": None}).json()
    assert [one["day"] for one in back if one["event"] == chosen["event"]] == [None]


@pytest.mark.parametrize(
    ("document", "body", "status", "told"),
    [
        ("riego", {"event": "eclipse", "day": "2099-03-20"}, 422, "eclipse"),
        ("riego", {"event": "notificación"}, 422, "body.day: falta"),
        ("riego", {"event": "notificación", "day": "20 de marzo"}, 422, "escríbela como"),
        ("riego", {"event": "notificación", "day": None, "obligation_id": "no"}, 404, "GET /v1/obligations"),
        ("aire", {"event": "notificación", "day": "2099-03-20"}, 404, "GET /v1/documents"),
    ],
)
def test_what_is_no_event(http, document, body, status, told):
    done = http.post(f"/v1/documents/{document}/events", json=body)
    assert done.status_code == status
    assert told in done.json()["detail"]


def test_jobs_are_listed_the_newest_first(http):
    done = [ended(http, upload(http, (f"{n}.txt", f"Se regula el paso {n}.".encode())).json()) for n in range(3)]
    page = http.get("/v1/jobs", params={"limit": 2}).json()
    rest = http.get("/v1/jobs", params={"limit": 2, "cursor": page["next_cursor"]}).json()
    assert page["items"] + rest["items"] == done[::-1]
    assert rest["next_cursor"] is None
    assert http.get("/v1/jobs", params={"state": "queued"}).json()["items"] == []
