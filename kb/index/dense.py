"""Exact inner products over the vectors of one grain: the only place that knows FAISS."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self, cast

import faiss
import numpy as np
from numpy.typing import NDArray

from kb.encoder import Vectors
from kb.errors import IndexCorrupted
from kb.index.places import places
from kb.store import Keys

_NUMBER = struct.Struct("<Q")
_COUNT_AT = 8
"""Where a flat index says how many vectors it has; how many numbers, it says right before them."""
Mask = NDArray[np.bool_]
DECIMALS = 6
"""Scores are rounded to these: the order of a sum, which is the machine's choice, shows in the seventh."""


class DenseIndex:
    """Vectors by key, keys ascending. Files are mapped, so opening does not read them."""

    def __init__(self, index: faiss.Index, keys: Keys) -> None:
        self._index = index
        self.keys = keys

    @classmethod
    def build(cls, stem: Path, dimension: int, chunks: Iterable[tuple[Keys, Vectors]]) -> int:
        """Write `stem.faiss` and `stem.keys.npy`, a chunk at a time; how many vectors there were."""
        keys = [np.empty(0, np.int64)]

        def matrices() -> Iterator[Vectors]:
            for these, matrix in chunks:
                keys.append(these)
                yield matrix

        _write_flat(_faiss_file(stem), max(1, dimension), matrices())
        np.save(_keys_file(stem), np.concatenate(keys))
        return sum(map(len, keys))

    @classmethod
    def open(cls, stem: Path, dimension: int, count: int) -> Self:
        """What `build` wrote; IndexCorrupted when it is not of that shape."""
        faiss.omp_set_num_threads(1)
        try:
            index = faiss.read_index(str(_faiss_file(stem)), faiss.IO_FLAG_MMAP_IFC)
            keys = np.asarray(np.load(_keys_file(stem), mmap_mode="r" if count else None))
        except (RuntimeError, OSError, ValueError, EOFError) as error:
            raise IndexCorrupted(f"{stem} no se puede leer") from error
        if (index.d, index.ntotal, keys.shape) != (max(1, dimension), count, (count,)):
            raise IndexCorrupted(f"{stem} no tiene {count} vectores de {dimension}")
        return cls(index, keys)

    def search(self, vector: Vectors, k: int, among: Keys | None = None) -> list[tuple[int, float]]:
        """The best `k`, best first, equal scores by key. `among`: ranges of keys, shape `(n, 2)`."""
        mask = None if among is None else inside(self.keys, among)
        most = len(self.keys) if mask is None else int(mask.sum())
        parameters = None if mask is None else _selecting(mask)
        wanted = min(k, most)
        asked = min(wanted + 1, most)
        while wanted:
            scores, positions = self._index.search(vector.reshape(1, -1), asked, params=parameters)
            scores = scores[0].round(DECIMALS)
            if asked == most or scores[-1] < scores[wanted - 1]:
                keys = self.keys[positions[0]]
                best = np.lexsort((keys, -scores))[:wanted]
                return [(int(keys[i]), float(scores[i])) for i in best]
            asked = min(2 * asked, most)
        return []

    def agrees(self, chunks: Iterable[tuple[Keys, Vectors]]) -> bool:
        """Whether these are its keys and its vectors, all of them."""
        done = 0
        for keys, matrix in chunks:
            mine = slice(done, done + len(keys))
            done += len(keys)
            if not np.array_equal(self.keys[mine], keys):
                return False
            if not np.array_equal(self._index.reconstruct_n(mine.start, len(keys)), matrix):
                return False
        return done == len(self.keys)

    def scores(self, vector: Vectors, keys: Sequence[int]) -> dict[int, float]:
        """The scores of these keys; one that is not in the index is left out."""
        rows = places(self.keys, keys)
        if not len(rows):
            return {}
        found = (self._index.reconstruct_batch(rows) @ vector.reshape(-1)).round(DECIMALS)
        return dict(zip(self.keys[rows].tolist(), found.tolist(), strict=True))


def inside(keys: Keys, ranges: Keys) -> Mask:
    """Which of the ascending `keys` lie in one of the half-open `ranges`."""
    edges = np.searchsorted(keys, ranges)
    steps = np.zeros(len(keys) + 1, dtype=np.int64)
    np.add.at(steps, edges[:, 0], 1)
    np.add.at(steps, edges[:, 1], -1)
    return np.asarray(np.cumsum(steps)[:-1] > 0)


def _selecting(mask: Mask) -> faiss.SearchParameters:
    bits: Any = np.packbits(mask, bitorder="little")
    parameters: Any = faiss.SearchParameters
    return cast("faiss.SearchParameters", parameters(sel=cast("Any", faiss.IDSelectorBitmap)(bits)))


def _write_flat(path: Path, dimension: int, matrices: Iterable[Vectors]) -> None:
    """What `faiss.write_index` writes of a flat index, which it could only do with all of it in memory."""
    head = faiss.serialize_index(faiss.IndexFlatIP(dimension)).tobytes()
    count = 0
    with path.open("wb") as file:
        file.write(head)
        for matrix in matrices:
            file.write(matrix.astype("<f4", copy=False).tobytes())
            count += len(matrix)
        for place, number in ((_COUNT_AT, count), (len(head) - _NUMBER.size, count * dimension)):
            file.seek(place)
            file.write(_NUMBER.pack(number))


def _faiss_file(stem: Path) -> Path:
    return stem.with_name(f"{stem.name}.faiss")


def _keys_file(stem: Path) -> Path:
    return stem.with_name(f"{stem.name}.keys.npy")
