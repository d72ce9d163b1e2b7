"""Signals -> scores: a passage is worth its own signals and its best sentence, weighed as they were learned."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from operator import attrgetter, mul

from kb.passages import Family, Passage
from kb.search.signals import PASSAGE_SIGNALS, SENTENCE_SIGNALS, PassageSignals, SentenceSignals
from kb.values import Value

_FILE = "weights.toml"
_SPOKEN_OF = PASSAGE_SIGNALS.index("spoken_of")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each signal is worth, in the order of SENTENCE_SIGNALS and PASSAGE_SIGNALS."""

    sentence: tuple[float, ...]
    passage: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedSentence:
    """A sentence with its score and the signals it comes from."""

    measured: SentenceSignals
    score: float

    @property
    def sentence(self) -> Passage:
        """The sentence itself."""
        return self.measured.sentence

    @property
    def similarity(self) -> float:
        """Its similarity to the question."""
        return self.measured.signals[0]

    @property
    def shared(self) -> float:
        """The share of the question's idf that its own words have."""
        return self.measured.shared

    @property
    def values(self) -> tuple[Value, ...]:
        """The values it states of the kinds asked for."""
        return self.measured.values


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A passage with its score and its sentences, the best first. `named` when the question names its place.

    `pointed`: the item of a list that its first sentence speaks of by pointing to it.
    """

    measured: PassageSignals
    score: float
    sentences: tuple[RankedSentence, ...]
    named: bool
    pointed: Ranked | None = None

    @property
    def family(self) -> Family:
        """The passage with its sentences as they are stored."""
        return self.measured.family

    @property
    def passage(self) -> Passage:
        """The passage itself."""
        return self.measured.family.passage

    @property
    def similarity(self) -> float:
        """Its similarity to the question."""
        return self.measured.signals[0]

    @property
    def talked_of(self) -> float:
        """How much the question or the conversation is about its document, 0 to 1."""
        return self.measured.signals[_SPOKEN_OF]


@lru_cache(maxsize=1)
def learned() -> Weights:
    """The weights of the data file."""
    data = tomllib.loads(files("kb.search").joinpath(_FILE).read_text("utf-8"))
    return Weights(
        sentence=tuple(float(data["sentence"][name]) for name in SENTENCE_SIGNALS),
        passage=tuple(float(data["passage"][name]) for name in PASSAGE_SIGNALS),
    )


def ranked(measured: PassageSignals, *, named: bool) -> Ranked:
    """Score a passage and put its sentences in order."""
    weights = learned()
    sentences = [
        RankedSentence(measured=one, score=_weighed(weights.sentence, one.signals)) for one in measured.sentences
    ]
    sentences.sort(key=attrgetter("score"), reverse=True)  # of equal ones the first stays first
    score = _weighed(weights.passage, measured.signals) + (sentences[0].score if sentences else 0.0)
    return Ranked(measured=measured, score=score, sentences=tuple(sentences), named=named)


def _weighed(weights: Sequence[float], signals: Sequence[float]) -> float:
    return sum(map(mul, weights, signals), 0.0)
