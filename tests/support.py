"""Fakes a person can compute by hand, which tests get as fixtures, and what several files of tests do."""

import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from kb.encoder import Purpose, Vectors, Window


def replace_file(path: Path, data: bytes) -> None:
    """Another file of that name: an index still has the one before mapped, and cutting that one kills the process."""
    path.unlink()
    path.write_bytes(data)


ALIKE = 0.3
"""How similar texts without a word in common are: models find all texts of one language somewhat alike."""


class WordEncoder:
    """A text's vector counts its words, each in the place its checksum gives: no model, the same everywhere."""

    name = "palabras-64"
    dimension = 65
    window = Window(tokens=200, count=lambda text: len(text.split()) + 2)

    def encode(self, texts: Sequence[str], purpose: Purpose) -> Vectors:
        """Bags of words of length one, the first axis the same for all; the second for a text without words."""
        found = np.zeros((len(texts), self.dimension - 1), dtype=np.float32)
        for row, text in zip(found, texts, strict=True):
            for word in text.lower().split():
                row[zlib.crc32(word.encode("utf-8", "replace")) % len(row)] += 1
            if not row.any():
                row[0] = 1
            row /= np.linalg.norm(row)
        return np.hstack([np.full((len(texts), 1), ALIKE**0.5, np.float32), found * (1 - ALIKE) ** 0.5])
