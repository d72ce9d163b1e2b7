"""What extraction finds in many documents, whether every offset is exact, and what it costs beside spaCy's own.

    python -m bench.extraction check PATH...            counts, crashes and offsets that are off
    python -m bench.extraction cost PATH...             processor time, as a ratio to the published pipeline's own
    python -m bench.extraction sample N SEED PATH...    N random facts with their context, to be judged by hand

A PATH is a file or a folder. The sample is drawn by type first and by document next, so that neither long documents
nor frequent types fill it.
"""

from __future__ import annotations

import random
import sys
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy

from ingest.extraction import Extractor
from ingest.parsing import parse
from ingest.sources import load
from kb.documents import Document
from kb.facts import Entity
from kb.settings import SPACY

CONTEXT = 150


def documents(paths: Sequence[str]) -> Iterator[Document]:
    """Every document of files and folders; one that cannot be read is told and left out."""
    for path in map(Path, paths):
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                read = parse(load(file))
                if isinstance(read, Document):
                    yield read
                else:
                    print(f"not read: {file.name}: {read.message}", flush=True)


def check(paths: Sequence[str]) -> None:
    """Count what is found, and compare each span with the text."""
    extractor = Extractor()
    found: Counter[str] = Counter()
    seen = characters = wrong = 0
    for document in documents(paths):
        for one in extractor.entities(document):
            found[one.type] += 1
            wrong += document.text[one.start : one.end] != one.text
        seen += 1
        characters += len(document.text)
    print(f"{seen} documents, {characters:,} characters, {sum(found.values()):,} entities, {wrong} offsets off")
    print(", ".join(f"{kind} {number:,}" for kind, number in found.most_common()))


def cost(paths: Sequence[str]) -> None:
    """Processor seconds of extraction and of the published pipeline with all its components, on the same leaves."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        published = spacy.load(SPACY)
    extractor = Extractor()
    read = list(documents(paths))
    start = time.process_time()
    for document in read:
        extractor.entities(document)
    ours = time.process_time() - start
    start = time.process_time()
    for document in read:
        for _ in published.pipe(document.text_of(unit) for unit in document.leaves()):
            pass
    theirs = time.process_time() - start
    print(f"extraction {ours:.1f} s, published pipeline {theirs:.1f} s, ratio {ours / theirs:.2f}")


def sample(number: int, seed: int, paths: Sequence[str]) -> None:
    """Print random facts, each type in turn, each time from another document, none twice."""
    extractor, chance = Extractor(), random.Random(seed)
    by_type: dict[str, dict[str, list[tuple[Entity, str]]]] = defaultdict(lambda: defaultdict(list))
    for document in documents(paths):
        for one in extractor.entities(document):
            before = document.text[max(0, one.start - CONTEXT) : one.start]
            after = document.text[one.end : one.end + CONTEXT]
            by_type[one.type][document.document_id].append((one, f"{before}[[{one.text}]]{after}"))
    homes = {kind: chance.sample(sorted(found), len(found)) for kind, found in sorted(by_type.items())}
    while number and homes:
        kind = next(iter(homes))
        home = homes[kind].pop(0)
        facts = by_type[kind][home]
        one, context = facts.pop(chance.randrange(len(facts)))
        print(f"{kind} | {one.document_id} {one.label} | {one.value} | {dict(one.attributes)}")
        print(f"    {' '.join(context.split())}")
        queue = homes.pop(kind) + ([home] if facts else [])
        homes |= {kind: queue} if queue else {}
        number -= 1


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["check", *given]:
            check(given)
        case ["cost", *given]:
            cost(given)
        case ["sample", count, seed, *given]:
            sample(int(count), int(seed), given)
        case _:
            print(__doc__)
