"""What a user waits for on this machine: ingest, a first question, the following ones, memory.

    python -m bench [PATH...]

Without PATH, the sample documents. The questions are the sample ones, whatever the documents. Then `bench.formats`
(reading and finding facts against what others take) and `bench.memory` (what each more norm takes).
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from bench import formats, memory
from ingest.pipeline import ingest
from kb.base import KnowledgeBase
from kb.settings import Settings

CORPUS = Path(__file__).parent.parent / "corpus"
COLD_RUNS = 7


def main(paths: list[Path]) -> None:
    """Measure once and print one figure a line."""
    lines = (CORPUS / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [str(json.loads(line)["question"]) for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with KnowledgeBase.open(Settings.from_environment(home=home), create=True) as base:
            base.encoder.encode(["El modelo, ya desempaquetado."], "passage")
            seconds = timed(lambda: list(ingest(base, paths, jobs=None)))
            vectors = sum(int(end - start) for start, end in base.store.live())
            show("ingest", f"{seconds:.1f} s, {vectors / seconds:.1f} vectors/s")
        show("peak memory of ingest", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
        size = sum(file.stat().st_size for file in home.rglob("*") if file.is_file())
        show("size of the base", f"{size / 2**20:.1f} MiB, {len(paths)} sources, {vectors} vectors")
        cold, bare = from_the_shell(home, questions[0])
        show(
            "kb ask, from the shell",
            f"{cold:.2f} s, median of {COLD_RUNS}, {cold / bare:.2f} times its libraries alone",
        )
        with KnowledgeBase.open(Settings.from_environment(home=home)) as base:
            base.ask(questions[0])
            warm = [timed(partial(base.ask, question)) * 1000 for question in questions]
        show("the next questions", f"{median(warm):.0f} ms median, {quantiles(warm, n=20)[-1]:.0f} ms at 95 %")


def from_the_shell(home: Path, question: str) -> tuple[float, float]:
    """Seconds of a whole process that asks, and of one that only imports what every question needs; by turns."""
    asking = [sys.executable, "-m", "tui.cli", "--home", str(home), "ask", question]
    importing = [sys.executable, "-c", "import numpy, faiss, sqlalchemy"]
    runs = [
        [timed(partial(subprocess.run, command, capture_output=True)) for command in (asking, importing)]
        for _ in range(COLD_RUNS)
    ]
    cold, bare = zip(*runs, strict=True)
    return median(cold), median(bare)


def timed(action: Callable[[], object]) -> float:
    """Seconds that an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def show(name: str, value: str) -> None:
    """One figure."""
    print(f"{name:24}{value}", flush=True)


if __name__ == "__main__":
    chosen = [Path(path) for path in sys.argv[1:]]
    main(chosen or sorted(CORPUS.glob("*.txt")))
    print()
    formats.main(chosen or formats.default())
    print()
    memory.main(memory.NORMS)
