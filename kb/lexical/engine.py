"""BM25 over the terms of passages: the only place that knows tantivy."""

from __future__ import annotations

import errno
import math
import os
import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import tantivy
from tantivy import Occur, Query

from kb.errors import IndexCorrupted
from kb.lexical.analysis import terms

TEXT, CONTEXT, KEY = "text", "context", "key"
CONTEXT_WEIGHT = 0.5
"""What a match in title and headings is worth beside one in the text itself."""

DAMAGED = "el índice de palabras {folder} está dañado: se rehace con `kb ingest`"

_MOST_RANGES = 16
_HEAP = 16_000_000
"""Bytes that wait to be written: next to the least that tantivy takes, so that many passages need no more than few."""
_ANALYSER = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of a question. `idf` is BM25's; one that no passage has is not `known` and has the highest idf."""

    term: str
    idf: float
    known: bool


class LexicalIndex:
    """Passages by key. What it searches never changes; it is built anew."""

    def __init__(self, folder: Path) -> None:
        """Open the index of a folder; IndexCorrupted."""
        self._folder = folder
        try:
            with _openable(folder) as place:
                index = _register(tantivy.Index.open(str(place)))
                self._schema, self._searcher = index.schema, index.searcher()
        except (ValueError, OSError) as error:
            raise IndexCorrupted(DAMAGED.format(folder=folder)) from error

    @staticmethod
    def build(folder: Path, passages: Iterable[tuple[int, str, str]]) -> None:
        """Write the index of `(key, text, context)`, keys ascending, into an empty folder; OSError."""
        try:
            index = _register(tantivy.Index(_schema(), path=str(folder)))
            writer = index.writer(heap_size=_HEAP, num_threads=1)
            for key, text, context in passages:
                writer.add_document(_entry(key, text, context))
            writer.commit()
            writer.wait_merging_threads()
        except ValueError as error:
            raise OSError(errno.ENOSPC, str(error)) from error

    def __len__(self) -> int:
        return self._searcher.num_docs

    def search(self, query: str, k: int, *, among: Sequence[Sequence[int]] | None = None) -> list[tuple[int, float]]:
        """The best `k` passages that share a term, best first, equal scores by key.

        `among`: only keys in these `[first, end)`, which ascend and do not overlap.
        """
        wanted, k = self._bm25(terms(query)), min(k, len(self))
        if k <= 0 or (among is not None and not among):
            return []
        if among is None:
            return self._best(wanted, k)
        if len(among) <= _MOST_RANGES:
            return self._best(_must(wanted, self._keys(among)), k)
        return self._filtered(_must(wanted, self._keys([(among[0][0], among[-1][1])])), k, among)

    def signals(self, query: str) -> tuple[Term, ...]:
        """The distinct terms of a question in order, with what the index knows of each."""
        return tuple(map(self._term, dict.fromkeys(terms(query))))

    def _term(self, term: str) -> Term:
        frequency = max(self._searcher.doc_freq(field, term) for field in (TEXT, CONTEXT))
        count = len(self)
        idf = math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))
        return Term(term=term, idf=idf, known=frequency > 0)

    def _keys(self, ranges: Iterable[Sequence[int]]) -> Query:
        unsigned = tantivy.FieldType.Unsigned
        return Query.boolean_query(
            [
                (Occur.Should, Query.range_query(self._schema, KEY, unsigned, first, end, include_upper=False))
                for first, end in ranges
            ]
        )

    def _bm25(self, wanted: Iterable[str]) -> Query:
        weights = ((TEXT, 1.0), (CONTEXT, CONTEXT_WEIGHT))
        return Query.boolean_query(
            [
                (Occur.Should, Query.boost_query(Query.term_query(self._schema, field, term, "freq"), weight))
                for term in dict.fromkeys(wanted)
                for field, weight in weights
            ]
        )

    def _best(self, wanted: Query, k: int) -> list[tuple[int, float]]:
        """Asks for more while the last one ties with the next, whose order would be that of the files."""
        asked = k + 1
        found = self._run(wanted, asked)
        while len(found) == asked and found[-1][1] == found[k - 1][1]:
            asked *= 2
            found = self._run(wanted, asked)
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))[:k]

    def _filtered(self, wanted: Query, k: int, among: Sequence[Sequence[int]]) -> list[tuple[int, float]]:
        """For many ranges, which cost tantivy more than asking for more and leaving out."""
        firsts = [first for first, _ in among]
        asked = 2 * k
        while True:
            found = self._best(wanted, asked)
            kept = [hit for hit in found if hit[0] < among[bisect_right(firsts, hit[0]) - 1][1]]
            if len(kept) >= k or len(found) < asked:
                return kept[:k]
            asked *= 8

    def _run(self, wanted: Query, most: int) -> list[tuple[int, float]]:
        try:
            hits = self._searcher.search(wanted, most, count=False).hits
            keys = self._searcher.fast_field_values(KEY, [address for _, address in hits])
        except ValueError as error:
            raise IndexCorrupted(DAMAGED.format(folder=self._folder)) from error
        return [(int(cast("int", key)), float(score)) for key, (score, _) in zip(keys, hits, strict=True)]


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(KEY, indexed=True, fast=True)
    for field in (TEXT, CONTEXT):
        builder.add_text_field(field, tokenizer_name=_ANALYSER, index_option="freq")
    return builder.build()


def _register(index: tantivy.Index) -> tantivy.Index:
    """Terms come analysed and joined by blanks."""
    splitter = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(_ANALYSER, splitter)
    return index


def _entry(key: int, text: str, context: str) -> tantivy.Document:
    entry = tantivy.Document()
    entry.add_unsigned(KEY, key)
    entry.add_text(TEXT, " ".join(terms(text)))
    entry.add_text(CONTEXT, " ".join(terms(context)))
    return entry


def _must(wanted: Query, restriction: Query) -> Query:
    return Query.boolean_query([(Occur.Must, wanted), (Occur.Must, Query.const_score_query(restriction, 0.0))])


@contextmanager
def _openable(folder: Path) -> Iterator[Path]:
    """The folder, or links to its files where nobody may write: tantivy makes a lock file to open it."""
    if os.access(folder, os.W_OK):
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="kb-index-", ignore_cleanup_errors=True) as made:
        for path in folder.iterdir():
            if path.suffix != ".lock":
                (Path(made) / path.name).symlink_to(path.resolve())
        yield Path(made)
