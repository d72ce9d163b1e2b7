import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from ingest.fetch.addresses import JSON, boe_id, consolidated, gazette_item, sumario
from ingest.fetch.cache import Cache
from ingest.fetch.client import AT_ONCE, Client, Patience
from ingest.fetch.journal import Journal
from kb.errors import BadAnswer, InvalidInput, NotPublished, ServiceDown, StorageFull
from tests.support_boe import ABSENT, Reply

ITEM = "BOE-A-2099-7"
TEXT = b"<documento><metadatos><identificador>BOE-A-2099-7</identificador></metadatos><texto/></documento>"
QUICK = Patience(attempts=3, first_wait=0.01, longest_wait=5, connect=5, read=0.3, whole=2, largest=10_000)
ADDRESS = gazette_item(ITEM)


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "boe")


@pytest.fixture
def client(gazette, cache):
    with Client(gazette.url, cache, patience=QUICK) as client:
        yield client


@pytest.fixture
def path(gazette):
    return gazette.item(ITEM, TEXT)


def status(code, text=""):
    return f"<response><status><code>{code}</code><text>{text}</text></status><data/></response>".encode()


def test_an_answer_is_kept_as_it_came(client, path, cache):
    assert client.get(ADDRESS).read_bytes() == TEXT
    assert cache.find(ADDRESS.name, client.url(ADDRESS)).etag


PASSING = {
    "unavailable": Reply(status=503),
    "too many requests, wait a number": Reply(status=429, headers={"Retry-After": "0"}),
    "wait until a date": Reply(status=503, headers={"Retry-After": "Fri, 27 Mar 2020 07:56:01 GMT"}),
    "hanging": Reply(hang=0.6),
    "cut short": Reply(cut=20),
    "XML that breaks off": Reply(body=TEXT[:50]),
    "nothing": Reply(body=b""),
    "an error called 200": Reply(body=status(500)),
}


@pytest.mark.parametrize("reply", PASSING.values(), ids=PASSING)
def test_what_may_pass_is_asked_again(client, gazette, path, reply):
    gazette.fail(path, reply)
    assert client.get(ADDRESS).read_bytes() == TEXT
    assert len(gazette.asked) == 2


ELSEWHERE = {"Location": "http://localhost:9/diario_boe/xml.php"}
FINAL = {
    "unknown": (Reply(status=404, body=ABSENT), NotPublished, "el BOE no lo tiene"),
    "unknown, called 200": (Reply(body=ABSENT), NotPublished, "el BOE no lo tiene"),
    "an <error>": (Reply(body=b"<?xml version='1.0'?><error>nada</error>"), NotPublished, "«nada»"),
    "refused": (Reply(status=400, body=b"mal"), BadAnswer, "rechaza la petición .400, «mal»"),
    "refused, called 200": (Reply(body=status(400, "no")), BadAnswer, "400, «no»"),
    "elsewhere": (Reply(status=302, headers=ELSEWHERE), BadAnswer, "otro sitio .http://localhost.; no se sigue"),
    "a file": (Reply(status=302, headers={"Location": "file:///etc/passwd"}), BadAnswer, "otro sitio"),
    "a page": (Reply(body=b"<!DOCTYPE html><html></html>"), BadAnswer, "ha llegado una página HTML"),
    "a PDF": (Reply(body=b"%PDF-1.7 ..."), BadAnswer, "ha llegado un PDF"),
    "another XML": (Reply(body=b"<?xml version='1.0'?><rss/>"), BadAnswer, "otra cosa .<rss>."),
    "oversized": (Reply(body=TEXT + b" " * 20_000), BadAnswer, "ocupa más de"),
    "a wait without end": (Reply(status=503, headers={"Retry-After": "9999"}), ServiceDown, "503.; prueba más tarde"),
}


@pytest.mark.parametrize(("reply", "error", "told"), FINAL.values(), ids=FINAL)
def test_what_stays_wrong_is_told_in_one_line_and_not_kept(client, gazette, path, reply, error, told):
    gazette.fail(path, reply)
    with pytest.raises(error, match=told) as caught:
        client.get(ADDRESS)
    assert str(caught.value).startswith(f"{ITEM}: ")
    assert "\n" not in str(caught.value)
    assert len(gazette.asked) == 1
    assert client.cache.find(ADDRESS.name, client.url(ADDRESS)) is None


def test_attempts_have_an_end(client, gazette, path):
    gazette.fail(path, *[Reply(status=503)] * 9)
    with pytest.raises(ServiceDown, match="no está disponible"):
        client.get(ADDRESS)
    assert len(gazette.asked) == QUICK.attempts


def test_nobody_there(cache):
    with Client("http://127.0.0.1:9", cache, patience=QUICK) as client, pytest.raises(ServiceDown, match="conexión"):
        client.get(ADDRESS)


def test_a_date_to_wait_for_is_waited_for(client, gazette, path):
    gazette.fail(
        path, Reply(status=503, headers={"Retry-After": format_datetime(datetime.now(UTC) + timedelta(hours=1))})
    )
    with pytest.raises(ServiceDown):
        client.get(ADDRESS)
    assert len(gazette.asked) == 1


def test_a_redirection_within_the_service_is_followed(client, gazette, path):
    gazette.files["/otra"] = TEXT
    gazette.fail(path, Reply(status=301, headers={"Location": "/otra"}))
    assert client.get(ADDRESS).read_bytes() == TEXT
    assert gazette.paths == [path, "/otra"]


def test_redirections_without_end_are_left(client, gazette, path):
    gazette.fail(path, *[Reply(status=302, headers={"Location": path})] * 20)
    with pytest.raises(BadAnswer, match="sin fin"):
        client.get(ADDRESS)


def test_what_has_not_changed_is_not_sent_again(client, gazette, path):
    client.get(ADDRESS)
    assert client.get(ADDRESS).read_bytes() == TEXT
    assert gazette.statuses == [200, 304]
    assert gazette.asked[1][1]["If-Modified-Since"]
    gazette.files[path] = TEXT.replace(b"7", b"8")
    assert client.get(ADDRESS).read_bytes() == gazette.files[path]


@pytest.mark.parametrize("damage", [b"", TEXT[:40], b"otra cosa"])
def test_a_damaged_answer_is_asked_for_whole(client, gazette, path, damage):
    client.get(ADDRESS).write_bytes(damage)
    assert client.get(ADDRESS).read_bytes() == TEXT
    assert gazette.statuses == [200, 200]


def test_the_answer_of_before_outlives_a_failure(client, gazette, path):
    kept = client.get(ADDRESS)
    gazette.fail(path, *[Reply(body=TEXT[:50])] * 9)
    with pytest.raises(BadAnswer):
        client.get(ADDRESS)
    assert kept.read_bytes() == TEXT


def test_answers_of_two_services_do_not_mix(client, gazette, path, cache):
    client.get(ADDRESS)
    assert cache.find(ADDRESS.name, "https://www.boe.es/diario_boe/xml.php?id=BOE-A-2099-7") is None


def test_a_folder_that_cannot_be_written_is_told(gazette, path, tmp_path):
    (tmp_path / "boe").write_text("un archivo")
    with Client(gazette.url, Cache(tmp_path / "boe")) as client, pytest.raises(StorageFull, match="KB_CACHE"):
        client.get(ADDRESS)


def test_two_at_a_time_at_most(client, gazette):
    ids = [f"BOE-A-2099-{n}" for n in range(1, 11)]
    for document_id in ids:
        gazette.item(document_id, TEXT)
    gazette.delay = 0.05
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(client.get, map(gazette_item, ids)))
    assert len(gazette.asked) == len(ids)
    assert gazette.most == AT_ONCE == 2


def test_a_run_that_broke_off_goes_on_where_it_was(gazette, path, cache):
    other = gazette.item("BOE-A-2099-8", TEXT)
    gazette.fail(other, *[Reply(status=503)] * QUICK.attempts)
    for _ in range(2):
        with Client(gazette.url, cache, patience=QUICK) as client:
            client.journal = Journal(cache.folder, [ITEM, "BOE-A-2099-8"])
            client.get(ADDRESS)
            if len(gazette.asked) == 1:
                with pytest.raises(ServiceDown):
                    client.get(gazette_item("BOE-A-2099-8"))
            else:
                client.get(gazette_item("BOE-A-2099-8"))
            client.finish()
    assert gazette.paths.count(path) == 1
    with Client(gazette.url, cache, patience=QUICK) as client:
        client.journal = Journal(cache.folder, [ITEM, "BOE-A-2099-8"])
        client.get(ADDRESS)
    assert gazette.statuses[-1] == 304


def test_json_is_asked_for_and_its_errors_come_as_xml(client, gazette):
    address = sumario(datetime(2099, 3, 7).date(), JSON)
    path = gazette.day("20990307", json.dumps({"status": {"code": "200"}, "data": {"sumario": {}}}).encode())
    assert client.get(address).suffix == ".json"
    assert gazette.asked[0][1]["Accept"] == JSON
    gazette.fail(path, Reply(body=ABSENT))
    with pytest.raises(NotPublished):
        client.get(address)


@pytest.mark.parametrize(
    "url",
    ["", "boe.es", "ftp://boe.es", "file:///tmp", "https://", "https://a:b@boe.es", "http://[", "https://boe.es?x=1"],
)
def test_a_base_that_is_no_address_is_refused(cache, url):
    with pytest.raises(InvalidInput, match="KB_BOE_URL"):
        Client(url, cache)


@pytest.mark.parametrize(
    "text",
    ["", "BOE-A-2021", "../BOE-A-2021-1", "BOE-A-2021-1/..", "BOE-A-2021-1&x=1", "BOE-A-2021-１", "BOE-A-2021-1\n/x", "https://example.org/?id=BOE-A-2021-1"],
)  # fmt: skip
def test_what_is_no_identifier_becomes_no_address(text):
    for address in (gazette_item, consolidated):
        with pytest.raises(InvalidInput, match="no es un identificador del BOE"):
            address(text)


@pytest.mark.parametrize(
    "text",
    [" boe-a-2003-20977 ", "https://www.boe.es/buscar/act.php?id=BOE-A-2003-20977&p=20260615&tn=1#a3", "https://boe.es/diario_boe/txt.php?id=BOE-A-2003-20977"],
)  # fmt: skip
def test_an_identifier_is_taken_as_people_have_it(text):
    assert boe_id(text) == "BOE-A-2003-20977"


def test_addresses_are_those_of_the_service():
    assert consolidated("BOE-A-2015-10565").path == "/datosabiertos/api/legislacion-consolidada/id/BOE-A-2015-10565"
    assert consolidated("BOE-A-2015-10565", "texto/indice").path.endswith("/id/BOE-A-2015-10565/texto/indice")
    assert sumario(datetime(2025, 3, 7).date()).path == "/datosabiertos/api/boe/sumario/20250307"
