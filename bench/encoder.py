"""What the two ways of the bundled model cost: the C engine, and torch in single precision and in bfloat16.

    python -m bench.encoder [TEXT...]

Without TEXT, the paragraphs of the sample documents. Ratios of one run hold better than its times:
the ways take turns, and processor time is shown beside what a clock says.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from unicodedata import normalize

import numpy as np

from kb.encoder import Purpose, Vectors
from kb.encoder.adaptation import adapted
from kb.encoder.bundled import PREFIX
from kb.encoder.conversion import write
from kb.encoder.engine import Engine
from kb.encoder.transformer import TransformerEncoder

CORPUS = Path(__file__).parent.parent / "corpus"
ROUNDS = 3
PASSAGES = 48
LENGTHS = range(200, 900)
"""Characters of a passage."""

Encode = Callable[[Sequence[str], Purpose], Vectors]

_ENGINE = (
    "from kb.encoder.adaptation import adapted; from kb.encoder.engine import Engine;"
    "Engine(adapted()).encode(['¿Qué plazo hay?'], 'query')"
)
_TORCH = (
    "import sys; from kb.encoder.transformer import TransformerEncoder;"
    "TransformerEncoder(sys.argv[1], exact=False).encode(['passage: uno'], 'passage')"
)
STARTS = {
    "the engine, to the first question": _ENGINE,
    "import torch": "import torch",
    "import sentence_transformers": "import sentence_transformers",
    "torch, to the first passage": _TORCH,
}
COLUMNS = ("way", "passages/s", "against the engine", "ms of processor a passage", "lowest cosine")


def main() -> None:
    """Measure once and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="*", type=Path, default=sorted(CORPUS.glob("*.txt")), metavar="TEXT")
    texts = passages(parser.parse_args().texts)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "model"
        print("| start | s | s of processor |\n|---|---|---|")
        row("conversion, once", *cost(lambda: write(folder, adapted())))
        for name, code in STARTS.items():
            runs = [start(code, folder) for _ in range(ROUNDS)]
            row(name, *(median(times) for times in zip(*runs, strict=True)))
        engine = Engine(adapted())
        tokens = sum(map(engine.count, texts)) / len(texts)
        print(f"\n{len(texts)} passages of {tokens:.0f} tokens\n")
        compare(
            {
                "engine": engine.encode,
                "torch, single precision": TransformerEncoder(str(folder), prompts=PREFIX, exact=True).encode,
                "torch, bfloat16": TransformerEncoder(str(folder), prompts=PREFIX, exact=False).encode,
            },
            texts,
        )


def compare(ways: dict[str, Encode], texts: Sequence[str]) -> None:
    """One row a way: speed, against the first way's, and how near to its vectors."""
    found = {name: encode(texts, "passage") for name, encode in ways.items()}
    costs: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, encode in ways.items():
            costs[name].append(cost(partial(encode, texts, "passage")))
    first = next(iter(ways))
    base = median(wall for wall, _ in costs[first])
    print(
        "| way | passages/s | against the engine | ms of processor a passage | lowest cosine |\n|---|---|---|---|---|"
    )
    for name, times in costs.items():
        wall, processor = (median(column) for column in zip(*times, strict=True))
        lowest = np.min(np.sum(found[first] * found[name], axis=1))
        print(
            f"| {name} | {len(texts) / wall:.1f} | {base / wall:.1f} | {1000 * processor / len(texts):.0f} | "
            f"{lowest:.5f} |",
            flush=True,
        )


def passages(paths: Sequence[Path]) -> list[str]:
    """Paragraphs of usual length, normalised as the model does it, as many as are measured."""
    lines = [line for path in paths for line in normalize("NFKC", path.read_text(encoding="utf-8")).splitlines()]
    usual = [line for line in lines if len(line) in LENGTHS]
    return usual[:: max(1, len(usual) // PASSAGES)][:PASSAGES]


def start(code: str, folder: Path) -> tuple[float, float]:
    """Seconds, and those of processor, of a new process that runs `code`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall, _ = cost(lambda: subprocess.run([sys.executable, "-c", code, str(folder)], check=True))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def cost(action: Callable[[], object]) -> tuple[float, float]:
    """Seconds that an action takes, and seconds of processor."""
    wall, processor = time.perf_counter(), time.process_time()
    action()
    return time.perf_counter() - wall, time.process_time() - processor


def row(name: str, wall: float, processor: float) -> None:
    """One line of the first table."""
    print(f"| {name} | {wall:.2f} | {processor:.2f} |", flush=True)


if __name__ == "__main__":
    main()
