from datetime import UTC, datetime, timedelta

import httpx
import pytest

from api.auth import Buckets
from api.options import Options
from api.state import Keys, Scope, State
from api.state.keys import found_in
from kb.errors import InvalidInput
from tests.api.conftest import WATER, fill, running


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    folder = tmp_path_factory.mktemp("claves")
    return fill(folder / "base", {"agua.txt": WATER}, folder)


@pytest.fixture(scope="module")
def tokens(settings):
    """A key for each scope, one that has expired and one that was revoked."""
    keys = Keys(State(settings.home))
    made = {scope.value: keys.create(scope.value, [scope])[1] for scope in Scope}
    made["expired"] = keys.create("vieja", [Scope.ADMIN], datetime.now(UTC) - timedelta(seconds=5))[1]
    key, made["revoked"] = keys.create("robada", [Scope.ADMIN])
    keys.revoke(key.id)
    return made


@pytest.fixture(scope="module")
def http(settings, tokens):
    with running(settings) as address, httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
        yield client


def with_key(token):
    return {"Authorization": f"Bearer {token}"}


ASKED = {
    "read": ("GET", "/v1/documents"),
    "write": ("DELETE", "/v1/documents/nada"),
    "admin": ("GET", "/v1/audit"),
}


@pytest.mark.parametrize("wanted", ASKED)
@pytest.mark.parametrize("scope", ASKED)
def test_a_key_opens_what_its_scope_covers(http, tokens, scope, wanted):
    done = http.request(*ASKED[wanted], headers=with_key(tokens[scope]))
    order = list(ASKED)
    assert (done.status_code == 403) == (order.index(scope) < order.index(wanted))


@pytest.mark.parametrize(
    "path", ["/v1/documents", "/v1/ask?question=x", "/version", "/metrics", "/v1/jobs/x", "/v1/audit"]
)
@pytest.mark.parametrize("key", [None, "expired", "revoked", "nonsense", "of another"])
def test_nothing_opens_without_a_valid_key(http, tokens, path, key):
    other = "_".join([*tokens["read"].split("_")[:2], "x" * 43])
    token = {"nonsense": "kb__", "of another": other}.get(key) or tokens.get(key)
    done = http.get(path, headers=with_key(token) if token else {})
    assert done.status_code in (401, 429)
    assert done.headers["content-type"] == "application/problem+json"
    assert done.status_code == 429 or done.headers["www-authenticate"] == "Bearer"


def test_health_needs_no_key(http):
    assert http.get("/healthz").status_code == 200
    assert http.get("/readyz").status_code == 200


def test_secrets_are_not_kept(settings, tokens):
    kept = b"".join(path.read_bytes() for path in settings.home.glob("service.sqlite*"))
    secrets = [token.split("_", 2)[2] for token in tokens.values()]
    assert all(len(secret) > 40 and secret.encode() not in kept for secret in secrets)


def test_a_key_is_found_by_its_secret_alone(tmp_path):
    keys = Keys(State(tmp_path))
    key, token = keys.create("una", [Scope.READ])
    assert found_in(keys.all(), token) == key
    assert found_in(keys.all(), token[:-1]) is None
    assert found_in({}, token) is None
    with pytest.raises(InvalidInput):
        keys.create(" ", [Scope.READ])
    with pytest.raises(InvalidInput):
        keys.revoke("nada")


def test_a_bucket_lets_a_burst_through_and_then_its_rate():
    bucket = Buckets(rate=0.001, burst=2)
    assert [bucket.wait("a"), bucket.wait("a")] == [0, 0]
    assert bucket.wait("a") > 100
    assert bucket.wait("b") == 0


def test_who_asks_too_often_is_told_when_to_come_back(settings, tokens):
    with running(settings, Options(requests_per_second=0.01, burst=2)) as address:
        done = [
            httpx.get(f"{address}/v1/documents", headers=with_key(tokens["read"]), trust_env=False) for _ in range(3)
        ]
    assert [one.status_code for one in done] == [200, 200, 429]
    assert int(done[-1].headers["retry-after"]) > 0
