"""What reading costs beside what others take for a part of it, in one run: ratios hold where times do not.

    python -m bench.formats [FOLDER|FILE...]

Without paths, the real documents beside the project, or the sample ones. By format: files, megabytes and pages a
second, and the time against that of the parser alone (pdfplumber's `extract_text`, lxml, a decoder of UTF-8). Then
finding what the texts state, against spaCy's own whole Spanish pipeline on the same texts; and reading and finding in
several processes against one.
"""

from __future__ import annotations

import io
import os
import sys
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import pdfplumber
import spacy
from lxml import etree

from ingest.document import document_of
from ingest.parsing import Failure, Whole, parse_all, parse_whole
from ingest.reading import read
from ingest.sources import listing, load
from kb.documents import Document, Source
from kb.errors import KbError
from kb.settings import SPACY

ROOT = Path(__file__).parent.parent
REAL = ROOT.parent / "shared" / "corpus"
T = TypeVar("T")
MOST_FILES = 12
"""Files of one format in one folder: enough to compare."""
MOST_CHARACTERS = 60_000
"""Text given to spaCy's pipeline, which is slow."""


def main(paths: Sequence[Path]) -> None:
    """Print three tables."""
    kinds = by_format(paths)
    print("| format | files | MB/s | pages/s | against the parser alone |\n|---|---|---|---|---|")
    documents = [document for kind, sources in kinds.items() for document in reading(kind, sources)]
    print("\n| finding facts | characters | characters/s | against spaCy's pipeline |\n|---|---|---|---|")
    finding(documents)
    print("\n| processes | files/s | against one |\n|---|---|---|")
    scaling([source for sources in kinds.values() for source in sources])


def default() -> list[Path]:
    """The real documents where they are, else the sample ones."""
    return [REAL if REAL.is_dir() else ROOT / "corpus"]


def by_format(paths: Sequence[Path]) -> dict[str, list[Source]]:
    """Some sources of each media type, spread over each folder."""
    folders: dict[tuple[Path, str], list[Source]] = defaultdict(list)
    for one in listing(paths):
        if one.error is None and one.path.stat().st_size < 3_000_000:
            source = load(one.path)
            folders[one.path.parent, source.media_type].append(source)
    found: dict[str, list[Source]] = defaultdict(list)
    for (_, kind), sources in folders.items():
        found[kind] += sources[:: max(1, len(sources) // MOST_FILES)][:MOST_FILES]
    return dict(sorted(found.items()))


def reading(kind: str, sources: Sequence[Source]) -> list[Document]:
    """One row: what reads as a document, in turns with the parser alone."""
    alone = {"application/pdf": plain_pdf, "application/xml": plain_xml, "text/html": plain_html}.get(kind, plain_text)
    documents, ours, theirs = [], 0.0, 0.0
    for source in sources:
        took, document = timed(partial(whole, source))
        if document is not None:
            documents.append((source, document))
            ours += took
            theirs += timed(partial(alone, source.data))[0]
    if documents:
        size = sum(len(source.data) for source, _ in documents) / 2**20
        pages = sum(document.pages or 0 for _, document in documents)
        rate = f"{pages / ours:.1f}" if pages else ""
        print(f"| {kind} | {len(documents)} | {size / ours:.2f} | {rate} | {ours / theirs:.1f} |", flush=True)
    return [document for _, document in documents]


def whole(source: Source) -> Document | None:
    """The document of a source; None for one that holds none, as an index of a day."""
    try:
        return document_of(read(source), source)
    except KbError:
        return None


def plain_pdf(data: bytes) -> None:
    """Pdfplumber's own text of every page."""
    with pdfplumber.open(io.BytesIO(data)) as opened:
        for page in opened.pages:
            page.extract_text()
            page.close()


def plain_xml(data: bytes) -> None:
    """Lxml's tree, and its text."""
    "".join(etree.fromstring(data).itertext())


def plain_html(data: bytes) -> None:
    """Lxml's tree of a page, and its text."""
    "".join(etree.HTML(data).itertext())


def plain_text(data: bytes) -> None:
    """Nothing but the lines."""
    data.decode("utf-8", "replace").splitlines()


def finding(documents: Iterable[Document]) -> None:
    """One row: our facts against everything that spaCy's pipeline finds, on the same texts."""
    from ingest.extraction import Extractor
    from ingest.obligations import obligations

    chosen, size = [], 0
    for document in sorted(documents, key=lambda one: one.document_id):
        if size < MOST_CHARACTERS and len(document.text) < MOST_CHARACTERS:
            chosen.append(document)
            size += len(document.text)
    extractor = Extractor(SPACY)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        full = spacy.load(SPACY)
    ours = theirs = 0.0
    for document in chosen:
        ours += timed(lambda document=document: obligations(document, extractor.entities(document)))[0]
        texts = [document.text_of(leaf) for leaf in document.leaves()]
        theirs += timed(lambda texts=texts: list(full.pipe(texts)))[0]
    print(f"| all of them | {size} | {size / ours:.0f} | {ours / theirs:.2f} |", flush=True)


def scaling(sources: Sequence[Source]) -> None:
    """A row a number of processes; the first of each starts them and loads spaCy, which is counted."""
    first = 0.0
    for jobs in sorted({1, 2, os.cpu_count() or 1}):
        work = partial(parse_whole, spacy=SPACY)
        took, _ = timed(partial(count, parse_all(iter(sources), jobs, work)))
        first = first or took
        print(f"| {jobs} | {len(sources) / took:.1f} | {first / took:.2f} |", flush=True)


def count(found: Iterable[Whole | Failure]) -> int:
    """How many there are."""
    return sum(1 for _ in found)


def timed(action: Callable[[], T]) -> tuple[float, T]:
    """Seconds that an action takes, and what it gives."""
    began = time.perf_counter()
    found = action()
    return time.perf_counter() - began, found


if __name__ == "__main__":
    main([Path(path) for path in sys.argv[1:]] or default())
