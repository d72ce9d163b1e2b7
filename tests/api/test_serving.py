import asyncio
import contextlib
import json
import re
import signal
import socket
import time

import httpx
import pytest

from api.serving import SHUTDOWN_SECONDS
from ingest.pipeline import ingest
from kb.base import KnowledgeBase
from kb.settings import Settings
from tests.api.conftest import WATER
from tui.cli.program import run


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The folder of a base with the product's own model, and that of its cache."""
    folder = tmp_path_factory.mktemp("servido")
    settings = Settings(home=folder / "base", cache=folder / "cache")
    (folder / "agua.txt").write_text(WATER)
    with KnowledgeBase.open(settings, create=True) as base:
        list(ingest(base, [folder / "agua.txt"]))
    return settings


def test_two_workers_answer_and_stop_when_told_to(start_server, served):
    process, url = start_server(served.home, "--workers", "2", KB_CACHE=str(served.cache))

    async def ask_all():
        async with contextlib.AsyncExitStack() as stack:
            alone = httpx.Limits(max_connections=1)
            clients = [
                await stack.enter_async_context(
                    httpx.AsyncClient(base_url=url, limits=alone, trust_env=False, timeout=60)
                )
                for _ in range(12)
            ]
            asked = [client.post("/v1/ask", json={"question": "¿En qué plazo se presenta?"}) for client in clients]
            answers = await asyncio.gather(*asked)
            figures = await asyncio.gather(*(client.get("/metrics") for client in clients))
        return answers, [float(re.search(COUNT, one.text)[1]) for one in figures]

    for _ in range(20):
        answers, counts = asyncio.run(ask_all())
        assert {one.status_code for one in answers} == {200}
        assert {one.json()["answer"] for one in answers} == {answers[0].json()["answer"]}
        if len(set(counts)) > 1:
            break
    assert len(set(counts)) > 1, "one of the two has answered everything"
    process.send_signal(signal.SIGTERM)
    _, told = process.communicate(timeout=60)
    assert process.returncode in (0, -signal.SIGTERM)
    assert "Traceback" not in told


def test_whoever_follows_a_job_does_not_hold_up_the_end(start_server, served):
    """The job fetches from a gazette that takes the call and says nothing, so that it would go on for long."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        gazette = f"http://127.0.0.1:{silent.getsockname()[1]}"
        process, url = start_server(served.home, KB_CACHE=str(served.cache), KB_BOE_URL=gazette)
        job = httpx.post(f"{url}/v1/documents", data={"boe_id": "BOE-A-2099-1"}, trust_env=False).json()["id"]
        with httpx.stream("GET", f"{url}/v1/jobs/{job}/events", trust_env=False, timeout=60) as events:
            assert events.status_code == 200
            began = time.monotonic()
            process.send_signal(signal.SIGTERM)
            told = "".join(events.iter_text())
        assert "event: end" not in told
        assert time.monotonic() - began < SHUTDOWN_SECONDS / 2


def test_it_starts_on_an_empty_base_and_stops_when_told_to(start_server, tmp_path):
    process, url = start_server(tmp_path / "base", KB_CACHE=str(tmp_path / "cache"))
    assert httpx.get(f"{url}/version", trust_env=False).json()["documents"] == 0
    process.send_signal(signal.SIGTERM)
    _, told = process.communicate(timeout=60)
    assert process.returncode in (0, -signal.SIGTERM)
    told_apart = [json.loads(line) for line in told.splitlines()]
    assert all(one.keys() >= {"time", "level", "logger"} for one in told_apart)
    assert {"/readyz", "/version"} <= {one.get("path") for one in told_apart if one["logger"] == "api.access"}
    assert "Uvicorn running on" in told and "Traceback" not in told


COUNT = r'kb_http_requests_total\{method="POST",route="/v1/ask",status="200"\} (\S+)'


def test_elsewhere_it_does_not_start_without_keys(tmp_path, capsys):
    assert run(["--home", str(tmp_path / "base"), "serve", "--host", "0.0.0.0"]) == 2
    assert "kb keys create" in capsys.readouterr().err


def test_what_keeps_it_from_starting_is_one_line(tmp_path, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for workers in ("1", "2"):
            assert run(["--home", str(tmp_path / "base"), "serve", "--port", port, "--workers", workers]) == 2
            told = capsys.readouterr().err
            assert told.count("\n") == 1 and "--port" in told
    (tmp_path / "rota").mkdir()
    (tmp_path / "rota" / "kb.sqlite").write_bytes(b"esto no es una base" * 500)
    assert run(["--home", str(tmp_path / "rota"), "serve"]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "restaura una copia" in told
    with KnowledgeBase.open(Settings(home=tmp_path / "otra", cache=tmp_path, wait=1), create=True) as base:
        base.store.bind("otro-modelo", 3)
    assert run(["--home", str(tmp_path / "otra"), "serve"]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "kb reencode" in told
