"""Fits the weights of `kb.search.ranking` on gold questions: which passage, of all that were found, holds the answer.

A conditional logit over the passages of each question, each with its best sentence, and over the sentences of those
that answer, held to the weights before by a penalty; the best sentence is chosen anew with the weights of the round
before. Prints hit@1 and hit@5 of each
document's questions by weights that were fitted on the others, then the weights of all as
`kb/search/weights.toml` has them.

    python -m bench.ranking BASE QUESTIONS.jsonl [BASE QUESTIONS.jsonl ...]
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from kb.base import KnowledgeBase
from kb.evaluation import GoldQuestion, read_gold
from kb.evaluation.matching import holds, quotes
from kb.search.ranking import learned
from kb.search.signals import PASSAGE_SIGNALS, SENTENCE_SIGNALS, PassageSignals
from kb.settings import Settings

Matrix = NDArray[np.float64]
Choice = tuple[Matrix, NDArray[np.bool_], float]
"""Alternatives by their signals, which of them are right, what the choice counts."""
SHARPNESS = 60.0
"""Points of log-odds that one unit of similarity is worth at first."""
PENALTY = 2.0
QUOTED = 0.3
"""What the choice of a sentence in a right passage counts beside the choice of the passage."""
ROUNDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question's passages: signals, those of the sentences of each, and which of them answer."""

    group: str
    passages: Matrix
    sentences: tuple[Matrix, ...]
    quoted: tuple[NDArray[np.bool_], ...]
    right: NDArray[np.bool_]


def cases(base: KnowledgeBase, questions: Sequence[GoldQuestion]) -> list[Case]:
    """Ask the questions that have an answer; those whose answer was not found teach nothing."""
    found = (
        _case(question, [one.measured for one in base.searcher.find(question.question).ranking], base)
        for question in questions
        if question.places
    )
    return [case for case in found if case.right.any()]


def _case(question: GoldQuestion, measured: Sequence[PassageSignals], base: KnowledgeBase) -> Case:
    def answers(one: PassageSignals) -> bool:
        passage = one.family.passage
        return any(
            place.document_id in (None, passage.document_id) and holds(passage.text, place.quote)
            for place in question.places
        )

    def cited(one: PassageSignals) -> NDArray[np.bool_]:
        return np.array(
            [any(quotes(s.sentence.text, place.quote) for place in question.places) for s in one.sentences], dtype=bool
        )

    return Case(
        group=question.places[0].document_id or "",
        passages=np.array([one.signals for one in measured]),
        sentences=tuple(
            np.array([s.signals for s in one.sentences]).reshape(-1, len(SENTENCE_SIGNALS)) for one in measured
        ),
        quoted=tuple(cited(one) for one in measured),
        right=np.array([answers(one) for one in measured]),
    )


def joined(case: Case, weights: Matrix) -> Matrix:
    """The signals of each passage with those of its best sentence."""
    own = weights[: len(SENTENCE_SIGNALS)]
    best = [rows[int(np.argmax(rows @ own))] if len(rows) else np.zeros(len(own)) for rows in case.sentences]
    return np.hstack([np.array(best), case.passages])


def fit(some: Sequence[Case], start: Matrix, scale: Matrix) -> Matrix:
    """The weights under which the right passages are likeliest."""
    weights = start
    for _ in range(ROUNDS):
        tables = [joined(case, weights) for case in some]
        choices = [(table, case.right, 1.0) for table, case in zip(tables, some, strict=True)]
        loss = _loss([*choices, *_sentence_choices(some)], start, scale)
        weights = minimize(loss, weights, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return weights


def _sentence_choices(some: Sequence[Case]) -> list[Choice]:
    """The sentences of the right passages, where some are quoted and some not."""
    return [
        (np.hstack([rows, np.zeros((len(rows), len(PASSAGE_SIGNALS)))]), quoted, QUOTED)
        for case in some
        for rows, quoted, right in zip(case.sentences, case.quoted, case.right, strict=True)
        if right and quoted.any() and not quoted.all()
    ]


def _loss(choices: Sequence[Choice], start: Matrix, scale: Matrix) -> Callable[[Matrix], tuple[float, Matrix]]:
    def loss(weights: Matrix) -> tuple[float, Matrix]:
        total, slope = 0.0, np.zeros_like(weights)
        for table, right, counts in choices:
            scores = SHARPNESS * (table @ weights)
            scores -= scores.max()
            chance = np.exp(scores) / np.exp(scores).sum()
            good = chance[right].sum() + 1e-12
            total -= counts * np.log(good)
            wanted = np.where(right, chance / good, 0.0)
            slope += counts * SHARPNESS * ((chance - wanted) @ table)
        away = (weights - start) * scale * SHARPNESS
        return total + PENALTY * float(away @ away), slope + 2 * PENALTY * away * scale * SHARPNESS

    return loss


def hits(some: Sequence[Case], weights: Matrix, depth: int) -> float:
    """The share of questions with a right passage among the first `depth`."""
    found = [case.right[np.argsort(-(joined(case, weights) @ weights), kind="stable")[:depth]].any() for case in some]
    return float(np.mean(found))


def main(pairs: Sequence[tuple[Path, Path]]) -> None:
    """Measure, fit by document, fit on all, print."""
    every: list[Case] = []
    for home, gold in pairs:
        with KnowledgeBase.open(Settings.from_environment(home=home)) as base:
            every += cases(base, read_gold(gold.read_bytes().splitlines()))
    report(every)


def report(every: Sequence[Case]) -> None:
    """Print what the weights of all but one document do on that one, and the weights of all."""
    before = learned()
    start = np.array([*before.sentence, *before.passage])
    scale = np.vstack([joined(case, start) for case in every]).std(axis=0) + 1e-3
    groups = sorted({case.group for case in every})
    held = [
        (fit([case for case in every if case.group != group], start, scale), [c for c in every if c.group == group])
        for group in groups
    ]
    for depth in (1, 5):
        before_hits = hits(every, start, depth)
        after = np.average([hits(own, weights, depth) for weights, own in held], weights=[len(own) for _, own in held])
        print(f"hit@{depth}: {before_hits:.3f} before, {after:.3f} by weights of the other documents")
    weights = fit(every, start, scale)
    for title, names, values in (
        ("sentence", SENTENCE_SIGNALS, weights[: len(SENTENCE_SIGNALS)]),
        ("passage", PASSAGE_SIGNALS, weights[len(SENTENCE_SIGNALS) :]),
    ):
        print(f"[{title}]")
        for name, value in zip(names, values, strict=True):
            print(f"{name} = {value:.4f}")


if __name__ == "__main__":
    places = [Path(argument) for argument in sys.argv[1:]]
    main(list(zip(places[::2], places[1::2], strict=True)))
