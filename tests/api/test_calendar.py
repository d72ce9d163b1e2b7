"""The calendar that other programs subscribe to, as they do: the key is in the address."""

from datetime import date

import httpx
import icalendar
import pytest

from api.state import Keys, Scope, State
from tests.api.conftest import WATER, fill, running


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    folder = tmp_path_factory.mktemp("calendario")
    return fill(folder / "base", {"agua.txt": WATER}, folder)


@pytest.fixture(scope="module")
def tokens(settings):
    keys = Keys(State(settings.home))
    return {name: keys.create(name, [scope])[1] for name, scope in (("ana", Scope.CALENDAR), ("luis", Scope.READ))}


@pytest.fixture(scope="module")
def http(settings, tokens):
    with running(settings) as address, httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
        yield client


@pytest.mark.parametrize("who", ["ana", "luis"])
def test_a_subscriber_gets_the_due_dates(http, tokens, who):
    done = http.get("/v1/calendar.ics", params={"token": tokens[who]})
    assert (done.status_code, done.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    days = [one.decoded("DTSTART") for one in icalendar.Calendar.from_ical(done.content).walk("VEVENT")]
    assert days == [date(2099, 6, 30)]
    again = http.get("/v1/calendar.ics", params={"token": tokens[who]})
    assert again.content == done.content


def test_alarms_and_filters_are_in_the_address(http, tokens):
    asked = {"token": tokens["ana"], "alarms": True, "document": "agua"}
    assert http.get("/v1/calendar.ics", params=asked).text.count("BEGIN:VALARM") == 3
    assert "VEVENT" not in http.get("/v1/calendar.ics", params=asked | {"owner": "nadie"}).text
    assert http.get("/v1/calendar.ics", params=asked | {"document": "nada"}).status_code == 404


def test_a_subscriber_may_do_nothing_else(http, tokens):
    assert http.get("/v1/documents", headers={"Authorization": f"Bearer {tokens['ana']}"}).status_code == 403
    for token in (None, "nada"):
        assert http.get("/v1/calendar.ics", params={"token": token} if token else {}).status_code == 401
