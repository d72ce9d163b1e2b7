"""Fits the probability of `kb.answers.confidence` on gold questions, and on what makes their answers go away.

Each question is asked in its own base, then once more with the passages that answer it taken out of the ranking (a
near miss: everything else is there), and in the two bases that follow, which do not have its answer. Weights are told
by cross-validation over questions; the bias is moved so that the mean probability over the questions as they are asked
is the share that is answered rightly. Prints what each threshold abstains from, then the weights.

    python -m bench.confidence BASE QUESTIONS.jsonl [BASE QUESTIONS.jsonl ...]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from kb.answers.confidence import SIGNALS, confidence, enough, signals
from kb.answers.statements import statements
from kb.base import KnowledgeBase
from kb.conversation import NOTHING_YET, REMEMBERED, Conversation
from kb.evaluation import GoldQuestion, read_gold
from kb.evaluation.matching import holds
from kb.search.promotion import answering_first
from kb.search.ranking import Ranked
from kb.search.searcher import Found
from kb.settings import Settings

FOLDS = 8
ELSEWHERE = 2
"""In how many of the other bases a question is asked."""
STRENGTH = 0.1
WEIGHTS = {"asked": 1.0, "hopeless": 2.0, "taken": 0.4, "elsewhere": 0.4}
"""What a row counts: those that were made from others less, those that nobody can answer more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A question in one of its guises: its signals and whether the first passage answers it."""

    question: str
    guise: str
    signals: tuple[float, ...]
    right: bool


def rows(home: Path, questions: Sequence[GoldQuestion], others: Sequence[Path]) -> Iterator[Row]:
    """Every question in every guise; in its own base they are asked one after the other, as a conversation."""
    with KnowledgeBase.open(Settings.from_environment(home=home)) as base:
        talk = NOTHING_YET
        for question in questions:
            found = base.searcher.find(question.question, spoken_of=talk.about)
            right = [_answers(one, question) for one in found.ranking]
            talk = _after(talk, found)
            yield _row(question, "asked" if question.places else "hopeless", found, right[0])
            left = tuple(one for one, good in zip(found.ranking, right, strict=True) if not good)
            if question.places and left:
                next_best = answering_first(left, found.question, found.wording, found.titles)
                yield _row(question, "taken", replace(found, ranking=next_best), False)
    for other in others:
        with KnowledgeBase.open(Settings.from_environment(home=other)) as base:
            for question in questions:
                yield _row(question, "elsewhere", base.searcher.find(question.question), False)


def _after(talk: Conversation, found: Found) -> Conversation:
    """The conversation with what would be answered."""
    if confidence(found, statements(found)[0]) < enough():
        return talk
    return Conversation((*talk.documents, found.ranking[0].passage.document_id)[-REMEMBERED:])


def _others(homes: Sequence[Path], at: int) -> Sequence[Path]:
    """The bases that follow one and are not the same: two sets of questions may share it."""
    following = dict.fromkeys([*homes[at + 1 :], *homes[:at]])
    return [home for home in following if home != homes[at]][:ELSEWHERE]


def _row(question: GoldQuestion, guise: str, found: Found, right: bool) -> Row:
    stated = signals(found, statements(found)[0])
    return Row(question=question.id, guise=guise, signals=tuple(stated[name] for name in SIGNALS), right=right)


def _answers(one: Ranked, question: GoldQuestion) -> bool:
    passage = one.passage
    return any(
        place.document_id in (None, passage.document_id) and holds(passage.text, place.quote)
        for place in question.places
    )


def main(sets: Sequence[tuple[Path, Path]]) -> None:
    """Ask, fit, report, on pairs of a base and its questions."""
    homes = [home for home, _ in sets]
    every = [
        row
        for at, (home, gold) in enumerate(sets)
        for row in rows(home, read_gold(gold.read_bytes().splitlines()), _others(homes, at))
    ]
    table = np.array([row.signals for row in every])
    right = np.array([row.right for row in every])
    counts = np.array([WEIGHTS[row.guise] for row in every])
    told = np.zeros(len(every))
    for known, unknown in GroupKFold(FOLDS).split(table, groups=[row.question for row in every]):
        bias, weights = _fit(table[known], right[known], counts[known])
        told[unknown] = _chance(bias + table[unknown] @ weights)
    _report(every, right, told)
    bias, weights = _fit(table, right, counts)
    asked = np.array([row.guise in ("asked", "hopeless") for row in every])
    print(f"bias = {bias + _shift(bias + table[asked] @ weights, right[asked]):.4f}")
    for name, weight in zip(SIGNALS, weights, strict=True):
        print(f"{name} = {weight:.4f}")


def _fit(
    table: NDArray[np.float64], right: NDArray[np.bool_], counts: NDArray[np.float64]
) -> tuple[float, NDArray[np.float64]]:
    middle, scale = table.mean(axis=0), table.std(axis=0) + 1e-6
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit((table - middle) / scale, right, sample_weight=counts)
    weights = model.coef_[0] / scale
    return float(model.intercept_[0] - weights @ middle), weights


def _shift(odds: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """What has to be added to the log-odds for their mean chance to be the share that is right."""
    low, high = -10.0, 10.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _chance(odds + middle).mean() < right.mean() else (low, middle)
    return low


def _chance(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-odds)))


def _report(every: Sequence[Row], right: NDArray[np.bool_], told: NDArray[np.float64]) -> None:
    guises = np.array([row.guise for row in every])
    asked = np.isin(guises, ("asked", "hopeless"))
    print(f"AUC on held-out questions {roc_auc_score(right[asked], told[asked]):.3f}")
    for share in (0.05, 0.08, 0.12, 0.16, 0.2):
        threshold = np.quantile(told[guises == "asked"], share)
        held = told < threshold
        abstained = {guise: f"{held[guises == guise].mean():.3f}" for guise in WEIGHTS if (guises == guise).any()}
        lost = (held & right).sum() / (guises == "asked").sum()
        print(f"  below {threshold:.3f}: {abstained}, right ones lost {lost:.3f}")


if __name__ == "__main__":
    given = [Path(one) for one in sys.argv[1:]]
    main(list(zip(given[::2], given[1::2], strict=True)))
