"""Learns which words of the law people mean by theirs, from everyday questions and the passages that answer them.

Model 1 of Brown and others (1993): each word of a question is said for one of the passage's words, or for none. How
probable a word is for one of the law is told from how often it is asked anyway (Berger and Lafferty, 1999, rank by it).

    python -m bench.translations FOLDER_OF_NORMS [bench/everyday_questions.jsonl [kb/words/translations.txt]]

The questions and norms are those of `bench.adaptation`: none is one by which answers are judged.
"""

from __future__ import annotations

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.adaptation import Pair, pairs
from kb.encoder import Window
from kb.encoder.adaptation import adapted
from kb.encoder.bundled import TOKENS
from kb.encoder.engine import Engine
from kb.lexical import distinct_terms

Words = tuple[str, str | None]
"""A word of a question and one of the law, or none."""
ROUNDS = 5
DOUBT = 3.0
"""How often a word of the law has to be seen before half of what is seen with it is believed."""
LEAST, FEWEST = 0.03, 1.5
"""The smallest probability that is kept, and how many questions it has to come from."""
NORMS, OF_ONE = 2, 0.15
"""How many norms have to show it, and how many questions of one: a name of a single norm explains what it asks."""
OWN = 0.7
"""How much of a question is said for words of the law rather than for nothing."""
SURE, SUREST = 10.0, 0.99
"""The log-odds at which a translation would be certain, and the most that it is worth."""
RAREST = 1e-5
"""How probable a word is at least that is said for nothing."""
NEVER, FORGOTTEN = 1e-9, 0.02
"""How probable a pair is that was forgotten, which it is when it is seen less often than this."""
RARE = 5.0
"""The idf from which a word of the law counts in full: `derecho` and `artículo` stand everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The terms of a question, those of the passage that answers it, and its norm."""

    question: frozenset[str]
    passage: frozenset[str]
    norm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """How probable a word of a question is where one of the law, or none, is meant; by pair and norm how often seen."""

    probable: Mapping[Words, float]
    seen: Mapping[Words, Mapping[str, float]]


def learn(said: Sequence[Said]) -> Learned:
    """The probabilities, by expectation and maximisation."""
    probable: dict[Words, float] = {}
    seen: dict[Words, dict[str, float]] = {}
    for _ in range(ROUNDS):
        seen = _expected(said, probable)
        told: dict[str | None, float] = defaultdict(float)
        for (_, law), norms in seen.items():
            told[law] += sum(norms.values())
        counts = {pair: sum(norms.values()) for pair, norms in seen.items()}
        probable = {
            pair: count / told[pair[1]] for pair, count in counts.items() if pair[1] is None or count > FORGOTTEN
        }
    return Learned(probable=probable, seen=seen)


def _expected(said: Sequence[Said], probable: Mapping[Words, float]) -> dict[Words, dict[str, float]]:
    """How often each word of a question is said for each of the law, norm by norm; as often for all at first."""
    seen: dict[Words, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for one in said:
        laws = (None, *sorted(one.passage))
        for word in sorted(one.question):
            shares = [probable.get((word, law), NEVER) if probable else 1.0 for law in laws]
            whole = sum(shares)
            for law, share in zip(laws, shares, strict=True):
                if share > NEVER * whole:
                    seen[word, law][one.norm] += share / whole
    return seen


def worth(learned: Learned, said: Sequence[Said]) -> Mapping[str, Mapping[str, float]]:
    """By a word that is asked, the words of the law that it may be said for and what each is worth, 0 to 1."""
    stands = Counter(word for one in said for word in one.passage)
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for (word, law), probable in learned.probable.items():
        if law is None or law == word or not (word + law).isalpha() or not _often(learned.seen[word, law]):
            continue
        believed = probable * stands[law] / (stands[law] + DOUBT)
        anyway = max(learned.probable.get((word, None), 0.0), RAREST)
        if believed > LEAST:
            odds = math.log1p(believed * OWN / ((1 - OWN) * anyway))
            rare = min(1.0, math.log1p(len(said) / stands[law]) / RARE)
            found[word][law] = min(SUREST, odds / SURE) * rare
    return found


def _often(norms: Mapping[str, float]) -> bool:
    """Whether a pair was seen often enough, in norms enough."""
    return sum(norms.values()) >= FEWEST and sum(count >= OF_ONE for count in norms.values()) >= NORMS


def lines(table: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """A line for each word that is asked, in hundredths: `castig disciplinari 52 sancion 31`."""
    for word, laws in sorted(table.items()):
        told = {one: round(100 * value) for one, value in sorted(laws.items(), key=lambda law: (-law[1], law[0]))}
        if any(told.values()):
            yield " ".join((word, *(f"{one} {value}" for one, value in told.items() if value)))


def main(norms: str, questions: str = "bench/everyday_questions.jsonl", out: str = "kb/words/translations.txt") -> None:
    """Learn and write the file."""
    window = Window(tokens=TOKENS, count=Engine(adapted()).count)
    said = [_said(pair) for pair in pairs(Path(norms), Path(questions), window)]
    Path(out).write_text("".join(f"{line}\n" for line in lines(worth(learn(said), said))), "utf-8")


def _said(pair: Pair) -> Said:
    return Said(question=distinct_terms(pair.question), passage=distinct_terms(pair.passage), norm=pair.group[0])


if __name__ == "__main__":
    main(*sys.argv[1:])
