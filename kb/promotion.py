"""The passage that states what a question demands goes first, when the one that is nearest does not state it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kb.demands import lacking
from kb.questions import Question
from kb.ranking import Ranked, RankedSentence
from kb.signals import words_of
from kb.wording import Wording, share

_PASSAGES = 3
_SENTENCES = 20
"""Among how many passages, and sentences of each, one that states it is looked for."""


def answering_first(ranking: Sequence[Ranked], question: Question, wording: Wording) -> tuple[Ranked, ...]:
    """The ranking, with the first sentence that meets the demands before all, in its passage and with it.

    Nothing is moved for a sentence that has less of the names in the question than the nearest one has.
    """
    if not question.demands or not ranking or not ranking[0].sentences:
        return tuple(ranking)
    least = share(wording.named, words_of(ranking[0].sentences[0].sentence))
    for at, one in enumerate(ranking[:_PASSAGES]):
        if one.named != ranking[0].named:
            break
        for sentence in one.sentences[:_SENTENCES]:
            if share(wording.named, words_of(sentence.sentence)) >= least and not lacks(question, sentence):
                return (led_by(one, sentence, ranking[0].score), *ranking[:at], *ranking[at + 1 :])
    return tuple(ranking)


def lacks(question: Question, one: RankedSentence) -> bool:
    """Whether a sentence does not state what a question demands."""
    return bool(lacking(question.demands, one.sentence.text, {value.kind for value in one.values}))


def led_by(one: Ranked, first: RankedSentence, score: float) -> Ranked:
    """A passage with another sentence first, and another score."""
    rest = (sentence for sentence in one.sentences if sentence is not first)
    return replace(one, sentences=(first, *rest), score=score)
