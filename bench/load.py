"""The service under load on loopback, beside the same questions asked in a plain loop on two threads.

    python -m bench.load [--questions 500] [--clients 20] [--workers 1] [--during FOLDER] [--base FOLDER | PATH...]

Without PATH, the sample documents; `--base`: a base that is there already, of which a copy is used. `--during`: files
that are uploaded, three at a time, while the clients ask.
Figures are for this machine; their ratios are what counts.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median, quantiles

import httpx

from bench.__main__ import CORPUS, show, timed
from ingest.pipeline import ingest
from kb.base import KnowledgeBase
from kb.settings import Settings

MOST_SECONDS = 900
"""After which the clients stop."""


def questions_of(base: KnowledgeBase, count: int) -> list[str]:
    """Different questions, made of what the documents' headings and paragraphs begin with."""
    units = [
        (document, unit)
        for one in base.documents()
        for document in [base.document(one.document_id)]
        for unit in document.units
    ]
    starts = dict.fromkeys(" ".join(document.text_of(unit).split()[:9]) for document, unit in units)
    return [f"¿Qué se dice de «{start}»?" for start in starts][:count]


def in_threads(base: KnowledgeBase, questions: Sequence[str]) -> float:
    """Questions a second of a plain loop on two threads."""
    with ThreadPoolExecutor(2) as pool:
        seconds = timed(lambda: list(pool.map(base.ask, questions)))
    return len(questions) / seconds


async def clients(url: str, questions: Sequence[str], count: int, during: Sequence[Path]) -> None:
    """So many clients share the questions out; meanwhile `/healthz` is asked, and files are uploaded."""
    limits = httpx.Limits(max_connections=count + 5)
    async with httpx.AsyncClient(base_url=url, timeout=120, limits=limits, trust_env=False) as http:
        single = [await _ask(http, question) for question in questions[:20]]
        show("one client", f"{1000 * median(one for one, _ in single):.0f} ms median")
        waiting: Iterator[str] = iter(questions)
        taken: list[tuple[float, int]] = []

        async def client() -> None:
            for question in waiting:
                taken.append(await _ask(http, question))

        health: list[float] = []
        uploads: list[int] = []
        beside = [asyncio.create_task(_watch(http, health)), asyncio.create_task(_upload(http, during, uploads))]
        began = time.perf_counter()
        async with asyncio.timeout(MOST_SECONDS):
            await asyncio.gather(*(client() for _ in range(count)))
        seconds = time.perf_counter() - began
        for task in beside:
            task.cancel()
    failed = [status for _, status in taken if status != 200]
    show(
        f"{count} clients", f"{len(taken) / seconds:.1f} questions/s, {len(failed)} of {len(taken)} failed {failed[:3]}"
    )
    times = [one for one, _ in taken]
    show("p50, p95", f"{1000 * median(times):.0f} ms, {1000 * quantiles(times, n=20)[-1]:.0f} ms")
    show("/healthz p95", f"{1000 * quantiles(health, n=20)[-1]:.0f} ms of {len(health)}")
    show("uploads meanwhile", f"{len(uploads)}, statuses {sorted(set(uploads))}")


async def _ask(http: httpx.AsyncClient, question: str) -> tuple[float, int]:
    began = time.perf_counter()
    done = await http.post("/v1/ask", json={"question": question})
    return time.perf_counter() - began, done.status_code


async def _watch(http: httpx.AsyncClient, taken: list[float]) -> None:
    while True:
        began = time.perf_counter()
        await http.get("/healthz")
        taken.append(time.perf_counter() - began)
        await asyncio.sleep(0.1)


async def _upload(http: httpx.AsyncClient, paths: Sequence[Path], statuses: list[int]) -> None:
    for start in range(0, len(paths), 3):
        files = [("files", (path.name, path.read_bytes())) for path in paths[start : start + 3]]
        statuses.append((await http.post("/v1/documents", files=files)).status_code)


def main(arguments: argparse.Namespace) -> None:
    """Make the base, ask it in threads, then serve it and ask it from here."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_environment(home=Path(folder) / "base")
        if arguments.base:
            shutil.copytree(arguments.base, settings.home)
        with KnowledgeBase.open(settings, create=True) as base:
            list(ingest(base, [] if arguments.base else arguments.paths))
            questions = questions_of(base, arguments.questions)
            base.ask(questions[0])
            show("two threads in process", f"{in_threads(base, questions):.1f} questions/s of {len(questions)}")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "tui.cli", "--home", str(settings.home), "serve", "--port", str(port)]
        command += ["--workers", str(arguments.workers)]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url)
            asyncio.run(clients(url, questions, arguments.clients, arguments.during))
        finally:
            process.terminate()
            process.wait()


def _wait(url: str) -> None:
    for _ in range(600):
        try:
            if httpx.get(f"{url}/readyz", trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise TimeoutError("the service does not start")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--questions", type=int, default=500)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--base", type=Path)
    parser.add_argument("--during", type=lambda folder: sorted(Path(folder).iterdir()), default=[])
    parser.add_argument("paths", nargs="*", type=Path, default=sorted(CORPUS.glob("*.txt")))
    main(parser.parse_args())
