"""A proxy stands before the service: its addresses have a prefix, and who calls comes from anywhere."""

import contextlib

import httpx
import pytest

from api.options import Options, prefix_of
from api.state import Keys, Scope, State
from kb.errors import InvalidInput
from tests.api.conftest import FIRE, WATER, fill
from tests.support_serving import running
from tui.cli.program import run

QUESTION = {"question": "¿A cuánto asciende la multa?"}


@pytest.fixture(scope="module")
def prefixed(tmp_path_factory):
    """Clients of a service under `/boe`: of the proxy that hands the prefix on, and of one that takes it away."""
    folder = tmp_path_factory.mktemp("proxy")
    settings = fill(folder / "base", {"agua.txt": WATER, "fuego.txt": FIRE}, folder)
    _, key = Keys(State(settings.home)).create("portal", [Scope.ADMIN])
    headers = {"Authorization": f"Bearer {key}"}
    with running(settings, Options(prefix="/boe")) as address, contextlib.ExitStack() as stack:
        yield [
            stack.enter_context(httpx.Client(base_url=address + path, headers=headers, timeout=30, trust_env=False))
            for path in ("/boe", "")
        ]


def test_the_addresses_that_it_gives_have_the_prefix(prefixed):
    for http in prefixed:
        [citation, *_] = http.post("/v1/ask", json=QUESTION).json()["citations"]
        assert citation["view_url"].startswith("/boe/v1/documents/fuego/view?")
        job = http.delete("/v1/documents/agua", headers={"Idempotency-Key": "una"})
        assert job.headers["location"] == f"/boe/v1/jobs/{job.json()['id']}"
        assert http.get("/openapi.json").json()["servers"] == [{"url": "/boe"}]
        assert http.put("/v1/documents").headers["allow"] == "GET, HEAD, POST"


def test_figures_name_the_routes_without_it(prefixed):
    told = prefixed[0].get("/metrics").text
    assert 'route="/v1/ask"' in told
    assert 'route="/boe' not in told


@pytest.mark.parametrize("options", [Options(prefix="/boe"), Options(allowed_hosts=("leyes.example.org",))])
def test_nobody_is_let_in_without_a_key(small, options):
    with running(small, options) as address:
        assert httpx.get(f"{address}/v1/documents", trust_env=False).status_code == 401
        assert httpx.get(f"{address}/healthz", trust_env=False).status_code == 200


@pytest.mark.parametrize("option", [("--prefix", "/boe"), ("--allow-host", "leyes.example.org")])
def test_it_does_not_start_without_keys(tmp_path, capsys, option):
    assert run(["--home", str(tmp_path / "base"), "serve", *option]) == 2
    told = capsys.readouterr().err
    assert "kb keys create" in told and option[0] in told


@pytest.mark.parametrize(("given", "meant"), [("", ""), ("/", ""), ("boe", "/boe"), ("/a/b/", "/a/b")])
def test_a_prefix(given, meant):
    assert prefix_of(given) == meant


@pytest.mark.parametrize("given", ["https://example.org/boe", "/a b", "/a?b", "/a//b"])
def test_what_is_no_prefix(given):
    with pytest.raises(InvalidInput, match="/boe"):
        prefix_of(given)


def test_heads_are_counted_with_their_route(prefixed):
    assert prefixed[0].head("/v1/documents").status_code == 200
    assert 'method="HEAD",route="/v1/documents"' in prefixed[0].get("/metrics").text
