"""What the service says of itself is whole and true: by itself, by a generated client, by generated requests."""

import importlib
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings

from api.app import create_app
from api.options import Options
from kb.settings import Settings
from tests.api.conftest import FIRE, WATER, fill, running
from tests.support_requests import register

# The generated client and the checks leave their connections to the collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed:ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)

UNBOUNDED = Options(requests_per_second=1e6, burst=10**6, failures_per_minute=10**6)


@pytest.fixture(scope="module")
def described():
    return create_app(Settings(home=Path("nada"), cache=Path("nada"))).openapi()


def operations(described):
    return [one for methods in described["paths"].values() for one in methods.values()]


def test_every_field_is_described_with_an_example(described):
    bare = [
        f"{name}.{field}"
        for name, schema in described["components"]["schemas"].items()
        for field, said in schema.get("properties", {}).items()
        if "description" not in said or "examples" not in said
    ]
    assert bare == []
    assert [name for name, one in described["components"]["schemas"].items() if not one.get("description")] == []


def test_every_operation_and_parameter_is_described(described):
    names = [one["operationId"] for one in operations(described)]
    assert len(names) == len(set(names))
    assert all(name.isidentifier() and name.islower() for name in names)
    assert all(one["description"] and one["tags"] for one in operations(described))
    bare = [
        part["name"] for one in operations(described) for part in one.get("parameters", []) if "description" not in part
    ]
    assert bare == []


def test_every_error_of_an_operation_is_a_problem(described):
    for one in operations(described):
        if one["operationId"] in ("start", "healthz"):
            continue
        wrong = [
            status
            for status, said in one["responses"].items()
            if status >= "400" and set(said["content"]) != {"application/problem+json"}
        ]
        assert wrong == []
        assert one["responses"].keys() >= {"401", "403", "422", "429", "503"}


@pytest.fixture(scope="module")
def live(tmp_path_factory):
    """A base that generated requests may write to. The gazette is nowhere."""
    folder = tmp_path_factory.mktemp("descripcion")
    settings = fill(folder / "base", {"agua.txt": WATER, "fuego.txt": FIRE}, folder)
    with running(replace(settings, boe="http://127.0.0.1:9"), UNBOUNDED) as address:
        yield address


def test_a_client_made_from_the_description_works(live, tmp_path, monkeypatch):
    (tmp_path / "openapi.json").write_text(httpx.get(f"{live}/openapi.json", trust_env=False).text)
    maker = Path(sys.executable).with_name("openapi-python-client")
    command = [maker] if maker.exists() else [sys.executable, "-m", "openapi_python_client"]
    done = subprocess.run(
        [*command, "generate", "--path", "openapi.json", "--meta", "none", "--output-path", "boe_client"],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    monkeypatch.syspath_prepend(str(tmp_path))
    package = importlib.import_module("boe_client")
    models = importlib.import_module("boe_client.models")
    ask = importlib.import_module("boe_client.api.questions.ask")
    listing = importlib.import_module("boe_client.api.documents.list_documents")
    client = package.Client(base_url=live)
    answer = ask.sync(client=client, body=models.Asked(question="¿A cuánto asciende la multa?"))
    assert answer.status == "answered"
    assert answer.citations[0].view_url.startswith("/v1/documents/")
    page = listing.sync(client=client, limit=1)
    assert [one.document_id for one in page.items] == ["agua"]
    following = importlib.import_module("boe_client.api.follow_up.revise_obligation")
    [duty, *_] = importlib.import_module("boe_client.api.facts.list_obligations").sync(client=client).items
    seen = importlib.import_module("boe_client.api.follow_up.get_obligation").sync(duty.id, client=client)
    revision = models.Revision(owner="Ana", review=date(2099, 5, 1))
    done = following.sync(duty.id, client=client, body=revision, if_match=f'"{seen.version}"')
    assert (done.obligation.owner, done.review) == ("Ana", date(2099, 5, 1))
    late = following.sync(duty.id, client=client, body=revision, if_match=f'"{seen.version}"')
    assert late.type_ == "urn:boe-kb:problem:overtaken"
    problem = ask.sync(client=client, body=models.Asked(question="¿Multa?", documents=["aire"]))
    assert problem.type_ == "urn:boe-kb:problem:document-not-found"


@pytest.fixture(scope="module")
def formats(live):
    """The strings of the formats that are ours."""
    register(httpx.get(f"{live}/v1/obligations/export/xlsx", trust_env=False).content)


def test_no_generated_request_breaks_what_is_described(live, formats):
    schema = schemathesis.openapi.from_url(f"{live}/openapi.json")
    with requests.Session() as session:
        for found in schema.get_all_operations():
            hold(found.ok(), session)


def hold(operation, session):
    """Every check over a few generated requests."""

    @hypothesis_settings(
        max_examples=4, deadline=None, database=None, phases=[Phase.generate], derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy())
    def check(case):
        case.call_and_validate(session=session)

    check()


def test_the_description_is_json_that_names_no_path_of_ours(live):
    text = httpx.get(f"{live}/openapi.json", trust_env=False).text
    assert json.loads(text)["openapi"].startswith("3.1")
    assert "/tmp" not in text
