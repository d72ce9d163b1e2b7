"""BM25 over the terms of passages: the only place that knows tantivy."""

from __future__ import annotations

import errno
import math
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self, cast

import tantivy
from tantivy import Occur, Query

from kb.errors import IndexCorrupted
from kb.lexical.analysis import terms

TEXT, CONTEXT, KEY = "text", "context", "key"
CONTEXT_WEIGHT = 0.5
"""What a match in title and headings is worth beside one in the text itself."""

_HEAP = 64_000_000
_ANALYSER = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of a question. `idf` is BM25's; one that no passage has is not `known` and has the highest idf."""

    term: str
    idf: float
    known: bool


class LexicalIndex:
    """Passages by key. What it searches never changes; it is built anew."""

    def __init__(self, index: tantivy.Index, stand_in: tempfile.TemporaryDirectory[str] | None) -> None:
        self._schema = index.schema
        self._searcher = index.searcher()
        self._stand_in = stand_in

    @classmethod
    def build(cls, folder: Path, passages: Iterable[tuple[int, str, str]]) -> None:
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

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The index of a folder; IndexCorrupted."""
        stand_in = None if os.access(folder, os.W_OK) else _mirror(folder)
        try:
            return cls(_register(tantivy.Index.open(stand_in.name if stand_in else str(folder))), stand_in)
        except (ValueError, OSError) as error:
            raise IndexCorrupted(f"el índice de palabras {folder} está dañado") from error

    def __len__(self) -> int:
        return self._searcher.num_docs

    def search(
        self, query: str, k: int, *, hull: tuple[int, int] | None = None, context: float = CONTEXT_WEIGHT
    ) -> list[tuple[int, float]]:
        """The best `k` passages, best first, equal scores by key. `hull`: only keys in `[first, end)`."""
        wanted = self._bm25(terms(query), context)
        if hull is not None:
            keys = Query.range_query(
                self._schema, KEY, tantivy.FieldType.Unsigned, *hull, include_lower=True, include_upper=False
            )
            wanted = _must(wanted, keys)
        return self._run(wanted, k)

    def scores(self, query: str, keys: Sequence[int], *, context: float = CONTEXT_WEIGHT) -> dict[int, float]:
        """The score of each of these passages that shares a term with the query."""
        these = Query.term_set_query(self._schema, KEY, list(keys))
        return dict(self._run(_must(self._bm25(terms(query), context), these), max(1, len(keys))))

    def signals(self, query: str) -> tuple[Term, ...]:
        """The distinct terms of a question in order, with what the index knows of each."""
        return tuple(map(self._term, dict.fromkeys(terms(query))))

    def _term(self, term: str) -> Term:
        frequency = max(self._searcher.doc_freq(field, term) for field in (TEXT, CONTEXT))
        count = len(self)
        idf = math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))
        return Term(term=term, idf=idf, known=frequency > 0)

    def _bm25(self, wanted: Iterable[str], context: float) -> Query:
        weights = ((TEXT, 1.0), (CONTEXT, context))
        return Query.boolean_query(
            [
                (Occur.Should, Query.boost_query(Query.term_query(self._schema, field, term, "freq"), weight))
                for term in dict.fromkeys(wanted)
                for field, weight in weights
            ]
        )

    def _run(self, wanted: Query, k: int) -> list[tuple[int, float]]:
        hits = self._searcher.search(wanted, max(1, k), count=False).hits
        keys = self._searcher.fast_field_values(KEY, [address for _, address in hits])
        return [(int(cast("int", key)), float(score)) for key, (score, _) in zip(keys, hits, strict=True)][:k]


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


def _mirror(folder: Path) -> tempfile.TemporaryDirectory[str]:
    """A writable folder of links to the files of one that is not: tantivy makes a lock file to open it."""
    made = tempfile.TemporaryDirectory(prefix="kb-index-")
    for path in folder.iterdir():
        if path.suffix != ".lock":
            (Path(made.name) / path.name).symlink_to(path.resolve())
    return made
