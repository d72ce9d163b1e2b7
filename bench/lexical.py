"""Which engine ranks Spanish legal text best at what cost: bm25s, tantivy or SQLite's FTS5.

    python bench/lexical.py --norms DIR --xquad FILE [--limit 100] [--engine fts5 ...]

DIR holds consolidated norms as Markdown (`#####` heads an article), FILE is the Spanish XQuAD. An engine that
did not win is not a dependency: `pip install bm25s tantivy` first. All engines get the same terms.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from kb.lexical.analysis import terms
from kb.lexical.engine import CONTEXT_WEIGHT

ROOT = Path(__file__).parent.parent
Terms = list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """`queries`: terms and the number of the only right entry; `entries`: terms of text and of context."""

    name: str
    entries: Sequence[tuple[Terms, Terms]]
    queries: Sequence[tuple[Terms, int]]


class Engine(Protocol):
    """What is compared."""

    def build(self, folder: Path, entries: Sequence[tuple[Terms, Terms]]) -> None:
        """Write an index into an empty folder."""

    def open(self, folder: Path) -> Any:
        """What `search` needs, as a fresh process would get it."""

    def search(self, opened: Any, query: Terms, k: int) -> list[int]:
        """The best entries, best first."""


class Bm25s:
    """bm25s, scores computed at build time, arrays mapped from disk. Context counts as text."""

    def build(self, folder: Path, entries: Sequence[tuple[Terms, Terms]]) -> None:
        """Index the entries."""
        import bm25s

        index = bm25s.BM25(k1=1.2, b=0.75)
        index.index([[*context, *text] or ["∅"] for text, context in entries], show_progress=False)
        index.save(folder)

    def open(self, folder: Path) -> Any:
        """Map it."""
        import bm25s

        return bm25s.BM25.load(folder, mmap=True)

    def search(self, opened: Any, query: Terms, k: int) -> list[int]:
        """Best first."""
        known = [term for term in dict.fromkeys(query) if term in opened.vocab_dict]
        if not known:
            return []
        scores = opened.get_scores(known)
        best = np.argpartition(-scores, min(k, len(scores) - 1))[:k]
        return [int(i) for i in best[np.lexsort((best, -scores[best]))]]


class Tantivy:
    """tantivy with a field of text and one of context, split at blanks."""

    def build(self, folder: Path, entries: Sequence[tuple[Terms, Terms]]) -> None:
        """Index the entries."""
        import tantivy

        schema = tantivy.SchemaBuilder()
        schema.add_unsigned_field("key", fast=True)
        for name in ("text", "context"):
            schema.add_text_field(name, tokenizer_name="blank", index_option="freq")
        index = tantivy.Index(schema.build(), path=str(folder))
        self._register(index)
        writer = index.writer(heap_size=128_000_000, num_threads=1)
        for key, (text, context) in enumerate(entries):
            found = tantivy.Document()
            found.add_unsigned("key", key)
            found.add_text("text", " ".join(text))
            found.add_text("context", " ".join(context))
            writer.add_document(found)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> Any:
        """Map it."""
        import tantivy

        index = tantivy.Index.open(str(folder))
        self._register(index)
        return index.schema, index.searcher()

    def search(self, opened: Any, query: Terms, k: int) -> list[int]:
        """Best first."""
        from tantivy import Occur, Query

        schema, searcher = opened
        wanted = Query.boolean_query(
            [
                (Occur.Should, Query.boost_query(Query.term_query(schema, field, term, "freq"), weight))
                for term in dict.fromkeys(query)
                for field, weight in (("text", 1.0), ("context", CONTEXT_WEIGHT))
            ]
        )
        hits = searcher.search(wanted, k, count=False).hits
        return searcher.fast_field_values("key", [address for _, address in hits])

    @staticmethod
    def _register(index: Any) -> None:
        from tantivy import TextAnalyzerBuilder, Tokenizer

        index.register_tokenizer("blank", TextAnalyzerBuilder(Tokenizer.whitespace()).build())


class Fts5:
    """SQLite's FTS5, contentless, with a column of text and one of context."""

    def build(self, folder: Path, entries: Sequence[tuple[Terms, Terms]]) -> None:
        """Index the entries."""
        with sqlite3.connect(folder / "fts.sqlite") as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute(
                "CREATE VIRTUAL TABLE entries USING fts5(text, context, content='', columnsize=1, "
                "tokenize=\"ascii tokenchars './-,+'\")"
            )
            connection.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(entries, row)")
            connection.executemany(
                "INSERT INTO entries(rowid, text, context) VALUES (?, ?, ?)",
                ((key, " ".join(text), " ".join(context)) for key, (text, context) in enumerate(entries)),
            )
            connection.execute("INSERT INTO entries(entries) VALUES ('optimize')")

    def open(self, folder: Path) -> Any:
        """Map it."""
        connection = sqlite3.connect(f"file:{folder / 'fts.sqlite'}?mode=ro&immutable=1", uri=True)
        connection.execute("PRAGMA mmap_size = 2000000000")
        return connection

    def search(self, opened: Any, query: Terms, k: int) -> list[int]:
        """Best first."""
        match = " OR ".join(f'"{term}"' for term in dict.fromkeys(query))
        order = f"bm25(entries, 1.0, {CONTEXT_WEIGHT}), rowid"
        statement = f"SELECT rowid FROM entries WHERE entries MATCH ? ORDER BY {order} LIMIT ?"
        return [row[0] for row in opened.execute(statement, (match, k))] if query else []


ENGINES: dict[str, Callable[[], Engine]] = {"bm25s": Bm25s, "tantivy": Tantivy, "fts5": Fts5}

_HEADING = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)
_ARTICLE = re.compile(r"Art[íi]culo\s+[\w.º]+\.?\s*(.*)")
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-ZÁÉÍÓÚÑ])")


def norm_tasks(folder: Path, limit: int) -> list[Task]:
    """Find an article by its heading, or by a sentence that was taken out of it."""
    chosen = sorted(folder.glob("*.md"))
    random.Random(7).shuffle(chosen)
    articles = [article for path in chosen[:limit] for article in _articles(path)]
    draw = random.Random(11)
    headings, sentences, bare, full = [], [], [], []
    for number, (context, heading, body) in enumerate(articles):
        pieces = _SENTENCE.split(body)
        taken = pieces.pop(draw.randrange(len(pieces))) if len(pieces) > 3 else ""
        text = terms(" ".join(pieces))
        bare.append((text, terms(context)))
        full.append((text, terms(f"{context} {heading}")))
        if len(terms(heading)) > 2:
            headings.append((terms(heading), number))
        if 8 <= len(terms(taken)) <= 60:
            sentences.append((terms(taken), number))
    draw.shuffle(headings)
    draw.shuffle(sentences)
    return [
        Task(name="heading", entries=[(text, []) for text, _ in bare], queries=headings[:1000]),
        Task(name="sentence", entries=[(text, []) for text, _ in bare], queries=sentences[:1000]),
        Task(name="sentence, context indexed", entries=full, queries=sentences[:1000]),
    ]


def _articles(path: Path) -> list[tuple[str, str, str]]:
    """Context (title and divisions), heading and body of each article of a norm."""
    text = path.read_text("utf-8")
    marks = list(_HEADING.finditer(text))
    names: dict[int, str] = {}
    found = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        level = len(mark[1])
        names = {other: name for other, name in names.items() if other < level}
        article = _ARTICLE.match(mark[2])
        body = text[mark.end() : following.start() if following else len(text)].strip()
        if article and len(body) > 80:
            found.append((" ".join(names.values()), article[1], body))
        names[level] = mark[2]
    return found


def xquad_task(path: Path) -> Task:
    """Find the paragraph that a question was written for."""
    entries, queries = [], []
    for article in json.loads(path.read_text("utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            queries += [(terms(qa["question"]), len(entries)) for qa in paragraph["qas"]]
            entries.append((terms(paragraph["context"]), []))
    return Task(name="xquad", entries=entries, queries=queries)


def measure(name: str, task: Task) -> None:
    """Print one row."""
    engine = ENGINES[name]()
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        began = time.perf_counter()
        engine.build(at, task.entries)
        built = time.perf_counter() - began
        size = sum(path.stat().st_size for path in at.rglob("*") if path.is_file())
        cold = _cold(name, at, task.queries[0][0])
        opened = engine.open(at)
        ranks, times = [], []
        for query, right in task.queries:
            began = time.perf_counter()
            found = engine.search(opened, query, 100)
            times.append(1000 * (time.perf_counter() - began))
            ranks.append(found.index(right) + 1 if right in found else 0)
    first = np.mean([rank == 1 for rank in ranks])
    mrr = np.mean([1 / rank if rank else 0 for rank in ranks])
    print(
        f"| {task.name} | {name} | {len(task.entries)} | {len(ranks)} | {first:.3f} | {mrr:.3f} | "
        f"{np.median(times):.2f} | {np.percentile(times, 95):.2f} | {cold} | {built:.1f} | {size / 1e6:.1f} |",
        flush=True,
    )


def _cold(name: str, folder: Path, query: Terms) -> str:
    """Milliseconds a new process takes from nothing to its first result, interpreter and numpy apart."""
    code = (
        "import sys, time, json, numpy; sys.path.insert(0, 'bench'); import lexical; from pathlib import Path;"
        f"engine = lexical.ENGINES[{name!r}](); t = time.perf_counter(); opened = engine.open(Path({str(folder)!r}));"
        f"engine.search(opened, json.loads({json.dumps(query)!r}), 10); print(1000 * (time.perf_counter() - t))"
    )
    runs = [
        float(subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True).stdout)
        for _ in range(5)
    ]
    return f"{np.median(runs):.0f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--norms", type=Path, required=True)
    parser.add_argument("--xquad", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=100)
    parser.add_argument("--engine", nargs="+", default=list(ENGINES), choices=list(ENGINES))
    options = parser.parse_args()
    print("| task | engine | entries | queries | R@1 | MRR | p50 ms | p95 ms | cold ms | build s | MB |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for task in (xquad_task(options.xquad), *norm_tasks(options.norms, options.limit)):
        for name in options.engine:
            measure(name, task)


if __name__ == "__main__":
    main()
