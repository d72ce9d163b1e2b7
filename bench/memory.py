"""How much memory ingest takes for more and more norms: what it takes for each should be next to nothing.

    python -m bench.memory [NORMS...]

The norms are made here, each of a few articles; the encoder counts words in the dimension of the bundled one, so
that the figure is that of reading, storing and indexing. Each number of norms has a process of its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from kb.encoder import Purpose, Vectors, Window

NORMS = (100, 1000)
ARTICLES = 8
DIMENSION = 384


class Counting:
    """A text's vector counts its words."""

    name = "words"
    dimension = DIMENSION
    window = Window(tokens=400, count=lambda text: len(text.split()) + 2)

    def encode(self, texts: Sequence[str], purpose: Purpose) -> Vectors:
        """Bags of words of length one."""
        found = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in zip(found, texts, strict=True):
            for word in text.split():
                row[zlib.crc32(word.encode()) % DIMENSION] += 1
        found[:, 0] += 1
        return found / np.linalg.norm(found, axis=1, keepdims=True)


def main(numbers: Sequence[int]) -> None:
    """A row a number of norms, and the slope between the first and the last."""
    print("| norms | peak memory, MB |\n|---|---|")
    peaks = {}
    for number in numbers:
        command = [sys.executable, "-m", "bench.memory", "--peak", str(number)]
        peaks[number] = float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        print(f"| {number} | {peaks[number]:.0f} |", flush=True)
    first, last = numbers[0], numbers[-1]
    print(f"\n{1024 * (peaks[last] - peaks[first]) / (last - first):.1f} kB for each more")


def peak(number: int) -> None:
    """Ingest so many norms and print the most memory held, in MB."""
    from ingest.pipeline import ingest
    from kb.base import KnowledgeBase
    from kb.settings import Settings

    with tempfile.TemporaryDirectory() as place:
        texts = Path(place) / "texts"
        texts.mkdir()
        for n in range(number):
            (texts / f"norma-{n:05d}.txt").write_text(norm(n), encoding="utf-8")
        settings = Settings.from_environment(home=Path(place) / "base")
        with KnowledgeBase.open(settings, create=True, encoder=Counting()) as base:
            for _ in ingest(base, [texts]):
                pass
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def norm(n: int) -> str:
    """A short norm that is no other's."""
    articles = (
        f"Artículo {m}. Cosa {n}.{m}.\n\n1. La persona titular de la cosa {n} presentará la memoria {m} en el plazo de "
        f"{m} meses.\n\n2. La cuantía será de {n + m} euros.\n"
        for m in range(1, ARTICLES + 1)
    )
    return "\n".join(articles)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peak"]:
        peak(int(sys.argv[2]))
    else:
        main([int(number) for number in sys.argv[1:]] or NORMS)
