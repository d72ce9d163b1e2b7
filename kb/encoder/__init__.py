"""Texts to vectors. Questions go through a C engine; bulk work through sentence-transformers, no model of our own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Purpose = Literal["query", "passage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """How much text one vector sees: `tokens` at most, `count(text)` of them in a text, specials included."""

    tokens: int
    count: Callable[[str], int]


class Encoder(Protocol):
    """Turns texts into unit-length vectors; the same `name` always gives the same vectors."""

    @property
    def name(self) -> str:
        """Names the weights and the way they are used; a base remembers it."""
        ...

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        ...

    @property
    def window(self) -> Window:
        """How much text one vector sees."""
        ...

    def encode(self, texts: Sequence[str], purpose: Purpose) -> Vectors:
        """Shape `(len(texts), dimension)`, float32, rows of length one."""
        ...


@runtime_checkable
class Expectant(Protocol):
    """An encoder that gets ready, at its own pace, for what it is told that is to come."""

    def expect(self, characters: int) -> None:
        """About so much text is to be encoded soon."""
        ...
