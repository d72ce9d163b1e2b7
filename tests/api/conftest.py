"""One live server per session, over a small base whose encoder counts words."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from ingest.pipeline import ingest
from kb.base import KnowledgeBase
from kb.settings import Settings
from tests.support import WordEncoder
from tests.support_serving import running

ROOT = Path(__file__).parent.parent.parent
WATER = """Real Decreto 7/2099, de 1 de marzo, por el que se regula el agua de los embalses.

Artículo 1. Objeto.

Este real decreto regula el agua de los embalses.

Artículo 2. Plazo.

1. La solicitud se presentará en el plazo de tres meses.

2. La ejecución terminará el 30 de junio de 2099.
"""
FIRE = """Artículo 1. Objeto.

Se regula el fuego de las chimeneas.

Artículo 2. Multa.

La multa asciende a 500 euros.
"""
AIR = "Artículo 1. Objeto.\n\nSe regula el aire de las cumbres.\n"


def fill(home: Path, texts: dict[str, str], folder: Path) -> Settings:
    """A base with those texts."""
    settings = Settings(home=home, cache=folder / "cache", wait=5)
    paths = []
    for name, text in texts.items():
        paths.append(folder / name)
        paths[-1].write_text(text)
    with KnowledgeBase.open(settings, create=True, encoder=WordEncoder()) as base:
        list(ingest(base, paths))
    return settings


def ended(client, job):
    """The job once it is over."""
    until = time.monotonic() + 180
    while job["state"] in ("queued", "running"):
        assert time.monotonic() < until, job
        time.sleep(0.1)
        job = client.get(f"/v1/jobs/{job['id']}").json()
    return job


def emptied(folder):
    """Whether nothing is left in a folder, soon: what a job was given goes once its end is kept."""
    until = time.monotonic() + 30
    while any(folder.iterdir()) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(folder.iterdir())


def upload(client, *files, **headers):
    return client.post("/v1/documents", files=[("files", file) for file in files], headers=headers)


@pytest.fixture(scope="session")
def small(tmp_path_factory) -> Settings:
    """The settings of a base with two small documents. Nobody writes to it."""
    folder = tmp_path_factory.mktemp("servicio")
    return fill(folder / "base", {"agua.txt": WATER, "fuego.txt": FIRE}, folder)


@pytest.fixture(scope="session")
def address(small) -> str:
    """Where the server of the session is."""
    with running(small) as found:
        yield found


@pytest.fixture(scope="session")
def http(address) -> httpx.Client:
    """A client of that server."""
    with httpx.Client(base_url=address, timeout=30, trust_env=False) as client:
        yield client


@pytest.fixture
def start_server():
    """`kb serve` in another process, as a person starts it; where it is, once it answers."""
    started = []

    def start(home: Path, *arguments: str, ready: bool = True, **environment: str):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "tui.cli", "--home", str(home), "serve", "--port", str(port), *arguments]
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        url = f"http://127.0.0.1:{port}"
        for _ in range(600 if ready else 0):
            try:
                if httpx.get(f"{url}/readyz", trust_env=False).status_code == 200:
                    break
            except httpx.TransportError:
                assert process.poll() is None, process.communicate()
            time.sleep(0.05)
        return process, url

    yield start
    for process in started:
        process.kill()
        process.communicate()
