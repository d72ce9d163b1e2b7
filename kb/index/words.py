"""Which of a question's words each passage has: the terms of every passage, analysed once, when it is indexed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from kb.errors import IndexCorrupted
from kb.index.places import places
from kb.lexical import terms
from kb.store import Keys

Numbers = NDArray[np.uint64]
Had = NDArray[np.bool_]
Row = tuple[int, tuple[str, ...]]
"""A key and the texts whose terms it has."""
_PORTION = 1024
"""Rows written at a time."""
_TERMS_KEPT, _TEXTS_KEPT = 100_000, 256


class WordIndex:
    """Terms by key, each as the number that `number_of` gives it. Files are mapped, so opening does not read them.

    `words` are those of all rows in the order of their `keys`, of row n from `starts[n]` to `starts[n + 1]`;
    `digests` tell the texts they are of.
    """

    def __init__(self, keys: Keys, starts: Keys, digests: Numbers, words: Numbers) -> None:
        self.keys = keys
        self._starts = starts
        self._digests = digests
        self._words = words

    @classmethod
    def build(cls, stem: Path, rows: Iterable[Row], before: Self | None = None) -> None:
        """Write the files of `stem`, keys ascending, a portion at a time; what was there `before` is not analysed."""
        keys, lengths = [np.empty(0, np.int64)], [np.zeros(1, np.int64)]
        digests = [np.empty(0, np.uint64)]
        with _file(stem, "words").open("wb") as file:
            for portion in _portions(rows):
                found = [_row(key, texts, before) for key, texts in portion]
                keys.append(np.array([key for key, _ in portion], np.int64))
                digests.append(np.array([digest for digest, _ in found], np.uint64))
                lengths.append(np.array([len(words) for _, words in found], np.int64))
                file.write(np.concatenate([words for _, words in found]).astype("<u8", copy=False).tobytes())
        np.save(_file(stem, "rows.npy"), np.concatenate(keys))
        np.save(_file(stem, "starts.npy"), np.cumsum(np.concatenate(lengths)))
        np.save(_file(stem, "digests.npy"), np.concatenate(digests))

    @classmethod
    def open(cls, stem: Path, count: int) -> Self:
        """What `build` wrote; IndexCorrupted when it is not of that shape."""
        try:
            keys, starts, digests = (
                np.asarray(np.load(_file(stem, f"{name}.npy"), mmap_mode="r" if count else None))
                for name in ("rows", "starts", "digests")
            )
            size = _file(stem, "words").stat().st_size
            words = np.asarray(np.memmap(_file(stem, "words"), "<u8", "r")) if size else np.empty(0, np.uint64)
        except (OSError, ValueError, EOFError) as error:
            raise IndexCorrupted(f"{stem} no se puede leer") from error
        if (keys.shape, starts.shape, digests.shape) != ((count,), (count + 1,), (count,)) or starts[-1] != len(words):
            raise IndexCorrupted(f"{stem} no tiene las palabras de {count} pasajes")
        return cls(keys, starts, digests, words)

    def had(self, keys: Iterable[int], asked: Sequence[str]) -> tuple[list[int], Had]:
        """Which of these terms each passage has, and of which keys: those of another generation are left out.

        Shape `(keys, terms)`.
        """
        rows = places(self.keys, keys)
        firsts, lengths = self._starts[rows], self._starts[rows + 1] - self._starts[rows]
        begins = np.cumsum(lengths) - lengths
        words = self._words[np.arange(lengths.sum()) + np.repeat(firsts - begins, lengths)]
        numbers = np.array([number_of(term) for term in asked], np.uint64)
        order = np.argsort(numbers)
        found = np.zeros((len(rows), len(asked)), np.bool_)
        if len(asked):
            nearest = order[np.minimum(np.searchsorted(numbers, words, sorter=order), len(asked) - 1)]
            same = numbers[nearest] == words
            found[np.repeat(np.arange(len(rows)), lengths)[same], nearest[same]] = True
        return self.keys[rows].tolist(), found

    def row(self, key: int, digest: int) -> Numbers | None:
        """The terms of a key, when it has them of the texts of that digest."""
        for n in places(self.keys, [key]):
            if self._digests[n] == digest:
                return self._words[self._starts[n] : self._starts[n + 1]]
        return None


@lru_cache(maxsize=_TERMS_KEPT)
def number_of(term: str) -> int:
    """A number of 64 bits that no other term of a base has but by a chance of one in millions."""
    return _hash(term)


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@lru_cache(maxsize=_TEXTS_KEPT)
def _numbers(text: str) -> frozenset[int]:
    """Those of a text's terms; of headings, which sentence after sentence has, for all of them."""
    return frozenset(map(number_of, terms(text)))


def _row(key: int, texts: Sequence[str], before: WordIndex | None) -> tuple[int, Numbers]:
    """The digest of the texts of a row, and its terms."""
    digest = _hash("\0".join(texts))
    known = None if before is None else before.row(key, digest)
    return digest, np.array(list(frozenset().union(*map(_numbers, texts))), np.uint64) if known is None else known


def _portions(rows: Iterable[Row]) -> Iterator[list[Row]]:
    portion: list[Row] = []
    for row in rows:
        portion.append(row)
        if len(portion) == _PORTION:
            yield portion
            portion = []
    if portion:
        yield portion


def _file(stem: Path, name: str) -> Path:
    return stem.with_name(f"{stem.name}.{name}")
