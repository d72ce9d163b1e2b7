"""Index: finds passages by vector and by word. Derived from the store, never the truth."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Self

from kb.encoder import Vectors
from kb.errors import IndexCorrupted
from kb.index import folders
from kb.index.dense import DenseIndex
from kb.index.stamp import FORMAT, Stamp, damaged, measure, verify
from kb.index.words import Had, WordIndex
from kb.lexical import LexicalIndex, Term
from kb.passages import Grain, headings
from kb.results import Verification
from kb.store import Keys, Reader, Store
from kb.store.failures import disk

LEXICAL = "lexical"
WORDS = "words"


class Words(StrEnum):
    """Whose words: those of passages and of sentences are with their headings'; those of a passage's headings alone."""

    PASSAGE = "passage"
    SENTENCE = "sentence"
    HEADINGS = "headings"


class Index:
    """One opened index. `stamp.generation` behind the store's means that it does not know the last writes."""

    def __init__(
        self,
        folder: Path,
        stamp: Stamp,
        dense: Mapping[Grain, DenseIndex],
        lexical: LexicalIndex,
        words: Mapping[Words, WordIndex],
    ) -> None:
        self.stamp = stamp
        self._folder = folder
        self._dense = dense
        self._lexical = lexical
        self._words = words

    @classmethod
    def build(cls, store: Store, home: Path) -> Self:
        """Index all that the store holds and put it in the place of the index before; StorageFull, BaseBusy."""
        with store.writing(), store.snapshot() as view, disk(home):
            generation, dimension = view.generation, view.dimension or 0
            with folders.fresh(home, generation) as folder:
                counts = {
                    grain.value: DenseIndex.build(folder / grain.value, dimension, view.vectors(grain))
                    for grain in Grain
                }
                (folder / LEXICAL).mkdir()
                LexicalIndex.build(folder / LEXICAL, view.texts(Grain.PASSAGE))
                _build_words(folder, view, _words_before(home))
                stamp = Stamp(
                    format=FORMAT,
                    generation=generation,
                    encoder=view.encoder,
                    dimension=dimension,
                    counts=counts,
                    files=measure(folder),
                )
                folders.publish(home, folder, stamp)
        return cls.open(home)

    @classmethod
    def open(cls, home: Path) -> Self:
        """The current index; IndexMissing when none was built, IndexCorrupted when it must be built again."""
        folder, stamp = folders.current(home)
        try:
            return cls._load(folder, stamp)
        except IndexCorrupted:
            again, stamp = folders.current(home)
            if again == folder:
                raise
        return cls._load(again, stamp)

    def is_current(self, home: Path) -> bool:
        """Whether no other index has taken its place in that base; IndexMissing, IndexCorrupted."""
        return folders.current(home)[0] == self._folder

    @classmethod
    def _load(cls, folder: Path, stamp: Stamp) -> Self:
        verify(folder, stamp)
        try:
            dense = {
                grain: DenseIndex.open(folder / grain.value, stamp.dimension, stamp.counts[grain.value])
                for grain in Grain
            }
            lexical = LexicalIndex(folder / LEXICAL)
            words = _open_words(folder, stamp)
            if len(lexical) != stamp.counts[Grain.PASSAGE.value]:
                raise IndexCorrupted(f"{len(lexical)}")
        except (IndexCorrupted, KeyError) as error:
            raise IndexCorrupted(damaged(folder)) from error
        return cls(folder, stamp, dense, lexical, words)

    def check(self, reader: Reader) -> Verification:
        """Compare every file with its stamp and, when nothing was written since, with the store. Reads it all."""
        counts = dict(self.stamp.counts)
        problems = tuple(self._problems(reader))
        return Verification(ok=not problems, checked=counts, problems=problems)

    def _problems(self, reader: Reader) -> Iterator[str]:
        try:
            verify(self._folder, self.stamp, thorough=True)
        except IndexCorrupted as error:
            yield str(error)
        if reader.generation != self.stamp.generation:
            yield f"el índice es de la generación {self.stamp.generation} y la base de la {reader.generation}"
            return
        for grain, dense in self._dense.items():
            if not dense.agrees(reader.vectors(grain)):
                yield f"el índice de {grain.value} no tiene los mismos vectores que la base"

    def scope(self, reader: Reader, documents: Collection[str] | None = None) -> Keys | None:
        """The keys a search may give, for `among`: of documents still there, all or the given ones.

        None when nothing has to be left out. DocumentNotFound for one that the base does not hold.
        """
        if documents is None and reader.generation == self.stamp.generation:
            return None
        return reader.live(documents)

    def dense(self, vector: Vectors, grain: Grain, k: int, *, among: Keys | None = None) -> list[tuple[int, float]]:
        """The best `k` passages of a grain by inner product, best first, equal scores by key."""
        return self._dense[grain].search(vector, k, among)

    def dense_scores(self, vector: Vectors, grain: Grain, keys: Sequence[int]) -> dict[int, float]:
        """The inner products of these passages; a key of another grain or generation is left out."""
        return self._dense[grain].scores(vector, keys)

    def lexical(self, query: str, k: int, *, among: Keys | None = None) -> list[tuple[int, float]]:
        """The best `k` passages of the grain PASSAGE by BM25, those without any term of the query left out."""
        return self._lexical.search(query, k, among=None if among is None else among.tolist())

    def had(self, keys: Iterable[int], asked: Sequence[str], of: Words) -> tuple[list[int], Had]:
        """Which of these terms each passage has, and of which keys: one of another generation is left out."""
        return self._words[of].had(keys, asked)

    def signals(self, query: str) -> tuple[Term, ...]:
        """The query's terms with their idf; `kb.lexical.known_mass` and `share` weigh them."""
        return self._lexical.signals(query)


_GRAIN = {Words.PASSAGE: Grain.PASSAGE, Words.SENTENCE: Grain.SENTENCE, Words.HEADINGS: Grain.PASSAGE}


def _build_words(folder: Path, view: Reader, before: Mapping[Words, WordIndex]) -> None:
    (folder / WORDS).mkdir()
    for of, grain in _GRAIN.items():
        rows = (
            (key, (headings(context),) if of is Words.HEADINGS else (context, text))
            for key, text, context in view.texts(grain)
        )
        WordIndex.build(folder / WORDS / of.value, rows, before.get(of))


def _open_words(folder: Path, stamp: Stamp) -> dict[Words, WordIndex]:
    return {of: WordIndex.open(folder / WORDS / of.value, stamp.counts[grain.value]) for of, grain in _GRAIN.items()}


def _words_before(home: Path) -> dict[Words, WordIndex]:
    """The words of the index that is about to be replaced, as far as they are as they were written."""
    try:
        folder, stamp = folders.current(home)
        mine = {name: file for name, file in stamp.files.items() if name.startswith(f"{WORDS}/")}
        verify(folder, replace(stamp, files=mine), thorough=True)
        return _open_words(folder, stamp)
    except (IndexCorrupted, KeyError):
        return {}
