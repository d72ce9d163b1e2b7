"""How probable it is that the first passage of a ranking answers the question.

A logistic of signals of its own: how near and how far ahead the passage is, what of the question's words and names it
has, and whether it states what the kind of question asks for. A near miss has the subject and lacks one of the rest.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from importlib.resources import files

from kb import force
from kb.answers.givers import given_by_another
from kb.answers.statements import Statement
from kb.lexical import distinct_terms, known_mass, terms
from kb.patterns import regex
from kb.questions.demands import Demand, lacking
from kb.questions.kinds import Kind
from kb.questions.question import Question
from kb.search.numbered_first import NumberedPlaces
from kb.search.ranking import RankedSentence
from kb.search.searcher import Found
from kb.search.signals import states_name, words_of
from kb.values import ValueKind, values
from kb.words.wording import Asked, share, together

SIGNALS = (
    "similarity",
    "score",
    "lead",
    "lead_of_ten",
    "met",
    "met_whole",
    "met_unnamed",
    "understood",
    "known",
    "named",
    "named_said",
    "least_named",
    "rarest",
    "missing",
    "lacking",
    "value_of_unnamed",
    "whether",
    "terms",
    "talked_of",
)
"""Similarity of the best sentence, the passage's score and its lead over the second and the tenth; the share of the
question's idf met by the sentence and by the passage, that of its words that are no names by the sentence, what the
passage has of it in any words, and the share known at all; that of the names it gives, in the passage and in what is
said; its rarest word; what it asks for and does not get; what kind it is and how many words it has; how much the
conversation is about the document."""

NAMED = 0.95
"""For a place that the question names and that is there."""
HEADED = 0.6
"""At least, for an article whose heading is what is asked for and that states what the question makes likely; for the
item of a list where its number is all that is asked for: `objetivo 3`."""

PLAIN = 0.75
"""For the sentence that is worded as the answer to a plain question: `¿Quién resuelve?`"""

UNSAID = 0.5
"""What is left of the probability of an answer to a plain question that is not worded as one."""

_PARTS_OF_A_NORM = frozenset(terms("artículos anexos capítulos títulos disposiciones apartados páginas"))
_MOST_TERMS = 10
_RANKED, _USUAL_LEAD = 10, 0.14
"""Over the tenth passage, and what the first usually leads it by: where there are fewer, the last tells nothing."""
_PARTS = regex(
    r",? as[ií] como |; |,? mientras que |,? adem[aá]s de |,? junto con "
    r"|(?P<total>,? hasta (?:alcanzar|completar|llegar|sumar) )"
)
"""What comes behind one of these is said of others; behind a `total`, where there is a figure before it."""


def confidence(found: Found, given: Statement | None) -> float:
    """A probability from 0 to 1 that what would be said answers; 0 for nothing, near 1 for a place that is named."""
    if given is None:
        return 0.0
    if found.ranking[0].named and not found.places.by_heading:
        return NAMED
    if found.plain is not None:
        return PLAIN if answers_plainly(found) else UNSAID * _likely(found, given)
    return _likely(found, given)


def _likely(found: Found, given: Statement) -> float:
    """What the signals make of it."""
    bias, weights = _learned()
    stated = signals(found, given)
    learned = 1 / (1 + math.exp(-bias - sum(weights[name] * stated[name] for name in SIGNALS)))
    return learned if stated["missing"] or stated["lacking"] else max(learned, _least(found))


def answers_plainly(found: Found) -> bool:
    """Whether the first sentence is worded as the answer to the plain question that is asked."""
    sentences = found.ranking[0].sentences if found.ranking else ()
    return found.plain is not None and bool(sentences) and found.plain.is_answered_by(sentences[0].sentence.text)


def _least(found: Found) -> float:
    """What a place is worth at least by what names it: its heading or, where no more is asked for, its number."""
    if found.ranking[0].named:
        return HEADED
    if not found.question.is_only_a_number:
        return 0.0
    numbered = NumberedPlaces(found.question, found.ranking)
    return HEADED if numbered.item_is_first else enough() if numbered.named_first else 0.0


def enough() -> float:
    """The probability below which an answer is held back."""
    return float(_data()["enough"])


def signals(found: Found, given: Statement) -> Mapping[str, float]:
    """What the probability is computed from, by name; `given` is what the first passage would be made to say."""
    question, wording, first = found.question, found.wording, found.ranking[0]
    best = first.sentences[0] if first.sentences else None
    said = words_of(best.sentence) if best else words_of(first.passage)
    if first.pointed is not None:
        said = said | words_of(first.pointed.passage)
    whole = said | words_of(first.passage)
    above = frozenset(terms(first.passage.context))
    title = distinct_terms(found.titles[first.passage.document_id])
    spoken = frozenset(terms(given.text))
    rarest = max(wording.asked, key=lambda one: one.term.idf, default=None)
    scores = [one.score for one in found.ranking[:_RANKED]]
    return {
        "similarity": best.similarity if best else first.similarity,
        "score": first.score,
        "lead": scores[0] - scores[min(1, len(scores) - 1)],
        "lead_of_ten": scores[0] - scores[-1] if len(scores) == _RANKED else _USUAL_LEAD,
        "met": wording.met(said),
        "met_whole": wording.met(whole),
        "met_unnamed": _met_of([one for one in wording.asked if one not in wording.named], said),
        "understood": max(wording.met(whole), wording.rendered(whole)),
        "known": known_mass(wording.terms),
        "named": share(wording.named, whole | title),
        "named_said": share(wording.named, spoken),
        "least_named": min((_met(one, said | above | title) for one in wording.named), default=1.0),
        "rarest": _met(rarest, whole | title) if rarest else 0.0,
        "missing": float(_missing(question, best, given.text)),
        "lacking": float(bool(lacks(found, given))),
        "value_of_unnamed": float(bool(question.expects)) * (1 - share(wording.named, spoken | title)),
        "whether": float(question.kind is Kind.WHETHER),
        "terms": min(_MOST_TERMS, len(wording.asked)) / _MOST_TERMS,
        "talked_of": first.talked_of,
    }


def lacks(found: Found, given: Statement) -> frozenset[Demand]:
    """What the question demands and a statement does not state, or states of somebody else."""
    question = found.question
    without = lacking(question.demands, given.text, {value.kind for value in given.values})
    if Demand.COUNT in question.demands - without and _counts_parts(question, given):
        return without | {Demand.COUNT}
    if Demand.AMOUNT in question.demands - without and _of_another(found, given):
        return without | {Demand.AMOUNT}
    return without


def _counts_parts(question: Question, given: Statement) -> bool:
    """Whether it asks how many parts a norm has and no number of them is said: one of them is no answer."""
    return not question.beside.counted.isdisjoint(_PARTS_OF_A_NORM) and not question.beside.counts(given.text)


def _of_another(found: Found, given: Statement) -> bool:
    """Whether an amount is somebody else's than the question's.

    A word of a name is not there, its words stand apart, or a name that is not the document's own is not where the
    amount is, as B in `A aportará 14 euros, así como B otras contribuciones`. Somebody else may be said to give it.
    """
    if given_by_another(found.wording.text, given.text):
        return True
    wording, title = found.wording, distinct_terms(found.titles[given.passage.document_id])
    rarest = max(wording.named, key=lambda one: one.term.idf, default=None)
    if rarest is None:
        return False
    around = words_of(found.ranking[0].passage).union(terms(given.passage.context), terms(given.text), title)
    if any(not _met(one, around) for name in (*wording.called, (rarest,)) for one in name):
        return True
    passage = found.ranking[0].passage
    texts = (f"{passage.context} {passage.text}", given.text, found.titles[passage.document_id])
    called = ([one.term.term for one in name if one.term.term.isalpha()] for name in wording.called)
    if not all(together(name, texts) for name in called):
        return True
    parts = [(frozenset(terms(part)), _has_figure(part)) for part in _parts(given.text)]
    own = [one for one in wording.named if one is rarest or not _met(one, title)]
    return any(_without_figure([figure for words, figure in parts if _met(one, words)]) for one in own)


def _parts(text: str) -> Iterator[str]:
    """The parts of a statement that are said of different ones."""
    begins = 0
    for cut in _PARTS.finditer(text):
        if cut["total"] is None or _has_figure(text[: cut.start()]):
            yield text[begins : cut.start()]
            begins = cut.end()
    yield text[begins:]


def _without_figure(figures: Sequence[bool]) -> bool:
    return bool(figures) and not any(figures)


def _has_figure(text: str) -> bool:
    return re.search(r"\d", text) is not None or any(value.kind is ValueKind.AMOUNT for value in values(text))


def _missing(question: Question, best: RankedSentence | None, given: str) -> bool:
    """Whether what the question makes likely is not there: a value of its kind, a name, the thing counted."""
    dated = question.asks_force and best is not None and force.said(best.sentence.text)
    if (question.expects and not dated and not (best and best.values)) or _counted_missing(question, given):
        return True
    return question.kind is Kind.WHO and not (best and states_name(best.sentence.text))


def _met(one: Asked, had: AbstractSet[str]) -> float:
    return 1.0 if one.term.term in had else 0.5 * float(not one.meant.isdisjoint(had))


def _met_of(some: Sequence[Asked], had: AbstractSet[str]) -> float:
    """The share of the idf of these words that a text meets; all of it when there are none."""
    whole = sum(one.term.idf for one in some)
    return sum(one.term.idf * _met(one, had) for one in some) / whole if whole else 1.0


def _counted_missing(question: Question, given: str) -> bool:
    """Whether `cuántos metros` is answered by something that has no number of metres."""
    return bool(question.beside.counted) and not question.beside.counts(given)


@lru_cache(maxsize=1)
def _data() -> Mapping[str, float]:
    return tomllib.loads(files("kb.answers").joinpath("confidence.toml").read_text("utf-8"))


def _learned() -> tuple[float, Mapping[str, float]]:
    return _data()["bias"], _data()
