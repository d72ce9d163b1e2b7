"""What extraction finds in many documents, whether every span is exact and whole, and what it costs.

    python -m bench.extraction check PATH... [--first N]    counts, crashes, spans that are off or cut a word, seconds
    python -m bench.extraction cost PATH...                 processor time, as a ratio to the published pipeline's own
    python -m bench.extraction jobs N PATH... [--first N]   elapsed time in one process and in N, and their ratio
    python -m bench.extraction sample N SEED PATH...        N random entities and N duties, none twice, in context

A PATH is a file or a folder; `--first N` reads only the first N files in an order drawn by lot, the same each time. The
sample is drawn by type first and by document next, so that neither long documents nor frequent types fill it.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import spacy

from ingest.extraction import Extractor
from ingest.obligations import obligations
from ingest.parsing import Failure, parse, parse_all, parse_whole
from ingest.sources import load
from ingest.spans import cuts_word
from kb.documents import Document
from kb.facts import Entity, Fact, Obligation
from kb.settings import SPACY

CONTEXT = 150
ORDER = 300
"""The seed of the order in which `--first` takes files."""


def files(paths: Sequence[str], first: int | None = None) -> list[Path]:
    """Every file of files and folders; the first of them by lot when so many are wanted."""
    found = [file for path in map(Path, paths) for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    found = [file for file in found if file.is_file()]
    if first is not None:
        random.Random(ORDER).shuffle(found)
    return found[:first]


def documents(paths: Sequence[str]) -> Iterator[Document]:
    """Every document of files and folders; one that cannot be read is told and left out."""
    for file in files(paths):
        read = parse(load(file))
        if isinstance(read, Document):
            yield read
        else:
            print(f"not read: {file.name}: {read.message}", flush=True)


def check(paths: Sequence[str], first: int | None) -> None:
    """Count what is found, compare each span with the text, and time each document."""
    extractor = Extractor()
    found: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    seconds: list[float] = []
    characters = 0
    for file in files(paths, first):
        document = parse(load(file))
        if isinstance(document, Failure):
            wrong["crashes" if document.trace else "not read"] += 1
            print(f"{file.name}: {document.trace or document.message}", flush=True)
            continue
        start = time.process_time()
        entities = extractor.entities(document)
        rows = obligations(document, entities)
        seconds.append(time.process_time() - start)
        characters += len(document.text)
        found.update(one.type for one in entities)
        found.update(row.modality for row in rows)
        wrong.update(_faults(document, (*entities, *rows)))
    print(f"{len(seconds)} documents, {characters:,} characters, {sum(found.values()):,} facts; wrong: {dict(wrong)}")
    print(", ".join(f"{kind} {number:,}" for kind, number in found.most_common()))
    ends = sorted(seconds)
    rate = characters / sum(seconds)
    print(
        f"seconds a document: median {statistics.median(ends):.2f}, 95 of 100 under {ends[int(len(ends) * 0.95)]:.2f}, "
        f"longest {ends[-1]:.2f}; {rate:,.0f} characters a second"
    )


def _faults(document: Document, facts: Sequence[Fact]) -> Iterator[str]:
    """What is wrong with the facts of a document: a span off, a word cut, an id given twice."""
    spans = [(one.start, one.end, one.text if isinstance(one, Entity) else one.quote) for one in facts]
    limits = (one.deadline for one in facts if isinstance(one, Obligation) and one.deadline)
    for start, end, text in (*spans, *((limit.start, limit.end, limit.text) for limit in limits)):
        if document.text[start:end] != text or not text:
            yield "spans off"
        if cuts_word(document.text, start) or cuts_word(document.text, end):
            yield "words cut"
    yield from ["ids twice"] * (len(facts) - len({one.id for one in facts}))


def cost(paths: Sequence[str]) -> None:
    """Processor seconds of extraction and of the published pipeline with all its components, on the same leaves."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        published = spacy.load(SPACY)
    extractor = Extractor()
    read = list(documents(paths))
    start = time.process_time()
    for document in read:
        obligations(document, extractor.entities(document))
    ours = time.process_time() - start
    start = time.process_time()
    for document in read:
        for _ in published.pipe(document.text_of(unit) for unit in document.leaves()):
            pass
    theirs = time.process_time() - start
    print(f"extraction {ours:.1f} s, published pipeline {theirs:.1f} s, ratio {ours / theirs:.2f}")


def jobs(many: int, paths: Sequence[str], first: int | None) -> None:
    """Elapsed seconds of reading and extraction in one process and in many, the start of the processes included."""
    sources = [load(file) for file in files(paths, first)]
    taken = []
    for number in (1, many):
        start = time.perf_counter()
        for _ in parse_all(sources, number, partial(parse_whole, spacy=SPACY)):
            pass
        taken.append(time.perf_counter() - start)
    alone, together = taken
    print(
        f"{len(sources)} files: {alone:.1f} s in one process, {together:.1f} s in {many}, ratio {alone / together:.2f}"
    )


def sample(number: int, seed: int, paths: Sequence[str]) -> None:
    """Print random entities, each type in turn, and random duties, each time from another document, none twice."""
    extractor, chance = Extractor(), random.Random(seed)
    entities: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    duties: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for document in documents(paths):
        found = extractor.entities(document)
        for one in found:
            entities[one.type][document.document_id].append(_shown(document, one))
        for row in obligations(document, found):
            duties["deadline" if row.deadline else row.modality][document.document_id].append(_shown(document, row))
    for drawn in (entities, duties):
        for n, text in enumerate(_drawn(drawn, number, chance), 1):
            print(f"{n}. {text}")


def _shown(document: Document, one: Fact) -> str:
    text = one.text if isinstance(one, Entity) else one.quote
    before = document.text[max(0, one.start - CONTEXT) : one.start]
    after = document.text[one.end : one.end + CONTEXT]
    context = " ".join(f"{before}[[{text}]]{after}".split())
    if isinstance(one, Entity):
        return f"{one.type} | {one.document_id} {one.label} | {one.value} | {dict(one.attributes)}\n    {context}"
    limit = one.deadline and (one.deadline.kind, one.deadline.text, one.deadline.period, one.deadline.due)
    told = f"{one.modality} | {one.document_id} {one.label} | {one.subject} | {one.condition} | {limit}"
    return f"{told}\n    {one.action}\n    {context}"


def _drawn(kinds: dict[str, dict[str, list[str]]], number: int, chance: random.Random) -> Iterator[str]:
    homes = {kind: chance.sample(sorted(found), len(found)) for kind, found in sorted(kinds.items())}
    while number and homes:
        kind = next(iter(homes))
        home = homes[kind].pop(0)
        facts = kinds[kind][home]
        yield facts.pop(chance.randrange(len(facts)))
        queue = homes.pop(kind) + ([home] if facts else [])
        homes |= {kind: queue} if queue else {}
        number -= 1


def _limit(given: list[str]) -> tuple[list[str], int | None]:
    if "--first" not in given:
        return given, None
    at = given.index("--first")
    return [*given[:at], *given[at + 2 :]], int(given[at + 1])


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["check", *given]:
            check(*_limit(given))
        case ["cost", *given]:
            cost(given)
        case ["jobs", many, *given]:
            jobs(int(many), *_limit(given))
        case ["sample", count, seed, *given]:
            sample(int(count), int(seed), given)
        case _:
            print(__doc__)
