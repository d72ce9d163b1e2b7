"""The passage that states what a question demands goes first, when the one that is nearest does not state it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kb.documents import DocumentId
from kb.lexical import distinct_terms
from kb.questions.demands import lacking
from kb.questions.question import Question
from kb.search.ranking import Ranked, RankedSentence
from kb.search.signals import words_of
from kb.words.wording import Wording, share

_PASSAGES = 3
_SENTENCES = 20
"""Among how many passages, and sentences of each, one that states it is looked for."""


def answering_first(
    ranking: Sequence[Ranked], question: Question, wording: Wording, titles: Mapping[DocumentId, str]
) -> tuple[Ranked, ...]:
    """The ranking, with the first sentence that meets the demands before all, in its passage and with it.

    Nothing is moved for a sentence that has less of the names in the question than the nearest one has; what the title
    of a document names is said of all of it.
    """
    if not question.demands or not ranking or not ranking[0].sentences:
        return tuple(ranking)

    def named(one: Ranked, sentence: RankedSentence) -> float:
        title = distinct_terms(titles[one.passage.document_id])
        return share(wording.named, words_of(sentence.sentence) | title)

    least = named(ranking[0], ranking[0].sentences[0])
    for at, one in enumerate(ranking[:_PASSAGES]):
        if one.named != ranking[0].named:
            break
        for sentence in one.sentences[:_SENTENCES]:
            if named(one, sentence) >= least and not lacks(question, sentence):
                return (led_by(one, sentence, ranking[0].score), *ranking[:at], *ranking[at + 1 :])
    return tuple(ranking)


def lacks(question: Question, one: RankedSentence) -> bool:
    """Whether a sentence does not state what a question demands."""
    return bool(lacking(question.demands, one.sentence.text, {value.kind for value in one.values}))


def led_by(one: Ranked, first: RankedSentence, score: float) -> Ranked:
    """A passage with another sentence first, and another score."""
    rest = (sentence for sentence in one.sentences if sentence is not first)
    return replace(one, sentences=(first, *rest), score=score)
