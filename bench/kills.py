"""A server that is killed at any moment: what it comes back with, and what becomes of its jobs.

    python -m bench.kills [TIMES]

Each time three files are uploaded, and the server and its writer get SIGKILL: every other time at a random moment after
the upload, and else just after the first file of its job is in the store, while the index is made and swapped. Vectors
count words: what is tried is the service, not the model.
"""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

from kb.base import KnowledgeBase
from kb.settings import Settings

ROOT = Path(__file__).parent.parent
SERVER = """
import sys; from pathlib import Path
from api.app import create_app; from api.options import Options; from kb.settings import Settings
from tests.support import WordEncoder; import uvicorn
home = Path(sys.argv[1])
settings = Settings(home=home, cache=home.parent / "cache", wait=30)
uvicorn.run(create_app(settings, Options(), encoder=WordEncoder()), port=int(sys.argv[2]), log_level="error")
"""
LONGEST = 6.0
"""Seconds after the upload within which a kill comes."""
SWAPPING = 0.7
"""Seconds within which it comes after the first report, which is followed by those of the others and by the index."""


@dataclass
class Tally:
    """How many kills, and what was wrong after one."""

    kills: int = 0
    interrupted: int = 0
    wrong: tuple[str, ...] = ()


def run(times: int, folder: Path, *, seed: int = 2021, longest: float = LONGEST) -> Tally:
    """Kill a server so many times; then let its jobs end, and compare everything."""
    chance, tally, home = random.Random(seed), Tally(), folder / "base"
    jobs: list[str] = []
    seen: set[str] = set()
    for number in range(times):
        process, url = _start(home)
        try:
            seen = _compared(url, seen, tally)
            jobs.append(_upload(url, number))
            if number % 2:
                _reported(url, jobs[-1])
            time.sleep(chance.uniform(0, SWAPPING if number % 2 else longest))
            tally.interrupted += httpx.get(f"{url}/v1/jobs/{jobs[-1]}", trust_env=False).json()["finished"] is None
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        tally.kills += 1
    _finish(home, jobs, times, seen, tally)
    return tally


def _start(home: Path) -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", SERVER, str(home), str(port)]
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
    url = f"http://127.0.0.1:{port}"
    for _ in range(1200):
        try:
            if httpx.get(f"{url}/readyz", trust_env=False).status_code == 200:
                return process, url
        except httpx.TransportError:
            time.sleep(0.05)
    raise TimeoutError("the server does not start again")


def _upload(url: str, number: int) -> str:
    files = [
        ("files", (f"texto-{number}-{n}.txt", f"Artículo 1. Objeto.\n\nSe regula el paso {number} del puente {n}.\n"))
        for n in range(3)
    ]
    return str(httpx.post(f"{url}/v1/documents", files=files, timeout=60, trust_env=False).json()["id"])


def _reported(url: str, job: str) -> None:
    """Wait until the job has put its first file into the store."""
    until = time.monotonic() + 120
    while not _job(url, job)["reports"] and time.monotonic() < until:
        time.sleep(0.02)


def _compared(url: str, seen: set[str], tally: Tally) -> set[str]:
    """What was there is still there, whole and found."""
    page = httpx.get(f"{url}/v1/documents?limit=500", trust_env=False).json()["items"]
    there = {one["document_id"] for one in page}
    if seen - there:
        tally.wrong += (f"lost: {sorted(seen - there)}",)
    for name in list(there)[-2:]:
        hits = httpx.get(f"{url}/v1/search", params={"q": "el paso del puente", "document": name}, trust_env=False)
        if hits.status_code != 200:
            tally.wrong += (f"{name} cannot be searched: {hits.text}",)
    return there


def _finish(home: Path, jobs: list[str], times: int, seen: set[str], tally: Tally) -> None:
    process, url = _start(home)
    try:
        until = time.monotonic() + 300
        while any(_job(url, job)["state"] in ("queued", "running") for job in jobs) and time.monotonic() < until:
            time.sleep(0.5)
        tally.wrong += tuple(f"{job} did not end well" for job in jobs if _job(url, job)["state"] != "done")
        there = _compared(url, seen, tally)
        if len(there) != 3 * times:
            tally.wrong += (f"{len(there)} documents of {3 * times}",)
    finally:
        process.terminate()
        process.wait()
    with KnowledgeBase.open(Settings(home=home, cache=home.parent / "cache")) as base:
        tally.wrong += base.verify().problems
    tally.wrong += tuple(f"left over: {path.name}" for path in (home / "uploads").iterdir())


def _job(url: str, job: str) -> dict[str, object]:
    found: dict[str, object] = httpx.get(f"{url}/v1/jobs/{job}", trust_env=False, timeout=60).json()
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        tally = run(int(sys.argv[1]) if len(sys.argv) > 1 else 50, Path(folder))
    print(f"{tally.kills} kills, {tally.interrupted} before the job's end; wrong: {list(tally.wrong) or 'nothing'}")
