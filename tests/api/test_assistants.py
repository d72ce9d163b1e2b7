"""The tools, with the SDK's own client: on stdin and stdout, and over HTTP."""

import os
import sys
from pathlib import Path

import anyio
import httpx
import pytest
from mcp import Client, StdioServerParameters

from api.state import Keys, Scope, State
from tests.api.conftest import WATER, fill, running

ROOT = Path(__file__).parent.parent.parent
TOOLS = {"search", "ask", "get_unit", "list_obligations", "compute_deadline"}


def used(server):
    """What the tools of a server give."""

    async def use():
        async with Client(server) as client:
            tools = {one.name: one for one in (await client.list_tools()).tools}
            given = {
                name: await client.call_tool(name, arguments)
                for name, arguments in {
                    "search": {"query": "el agua de los embalses", "k": 3},
                    "ask": {"question": "¿En qué plazo se presentará la solicitud?"},
                    "get_unit": {"document_id": "agua", "unit_id": "art_2.1"},
                    "list_obligations": {"document_id": "agua"},
                    "compute_deadline": {"text": "10 días hábiles", "start": "2026-03-20"},
                }.items()
            }
            lost = await client.call_tool("get_unit", {"document_id": "aire", "unit_id": "art_1"})
            return tools, given, lost

    return anyio.run(use)


def check(tools, given, lost):
    assert tools.keys() == TOOLS
    assert all(one.description and one.output_schema for one in tools.values())
    assert not [name for name, result in given.items() if result.is_error]
    content = {name: result.structured_content for name, result in given.items()}
    assert content["search"]["result"][0]["document_id"] == "agua"
    assert content["ask"]["question"] == "¿En qué plazo se presentará la solicitud?"
    assert content["get_unit"]["text"] == "1. La solicitud se presentará en el plazo de tres meses."
    assert {one["document_id"] for one in content["list_obligations"]["items"]} <= {"agua"}
    assert content["compute_deadline"]["dates"]
    assert lost.is_error
    assert "GET /v1/documents" in lost.content[0].text


def test_over_http(address):
    check(*used(f"{address}/mcp"))


def test_on_stdin_and_stdout(small):
    code = (
        "import sys, kb.encoder.choice as choice; from tests.support import WordEncoder\n"
        "choice.open_encoder = lambda _: WordEncoder()\n"
        "from tui.cli.program import run; sys.exit(run(['--home', sys.argv[1], 'mcp']))"
    )
    server = StdioServerParameters(
        command=sys.executable, args=["-c", code, str(small.home)], cwd=str(ROOT), env=dict(os.environ)
    )
    check(*used(server))


def test_a_key_is_needed_where_there_are_keys(tmp_path):
    settings = fill(tmp_path / "base", {"agua.txt": WATER}, tmp_path)
    _, token = Keys(State(settings.home)).create("asistente", [Scope.READ])
    hello = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    headers = {"Accept": "application/json, text/event-stream"}
    with running(settings) as address:
        closed = httpx.post(f"{address}/mcp", json=hello, headers=headers, trust_env=False)
        opened = httpx.post(
            f"{address}/mcp", json=hello, headers=headers | {"Authorization": f"Bearer {token}"}, trust_env=False
        )
    assert (closed.status_code, closed.headers["content-type"]) == (401, "application/problem+json")
    assert opened.status_code not in (401, 403)


@pytest.mark.parametrize("origin", ["https://malo.example"])
def test_pages_of_other_sites_cannot_use_it(http, origin):
    assert http.post("/mcp", json={}, headers={"Origin": origin}).status_code == 403
