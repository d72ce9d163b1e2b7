"""A ranking, told: the same numbers that put it in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from kb.answers.confidence import answers_plainly, confidence, enough, signals
from kb.answers.statements import Statement
from kb.explanation import Candidate, Explanation, Word
from kb.results import Hit
from kb.search.ranking import Ranked, learned
from kb.search.searcher import Found
from kb.search.signals import PASSAGE_SIGNALS, SENTENCE_SIGNALS

_DIGITS = 4
_MOST_RENDERED = 5
"""Of the words of the law that one is often said for: the surest."""


def explained(found: Found, main: Statement | None, hits: Sequence[Hit]) -> Explanation:
    """Why a ranking is as it is; `main` is what it would say, `hits` are its first passages."""
    question = found.question
    return Explanation(
        kind=question.kind.value,
        expects=tuple(sorted(kind.value for kind in question.expects)),
        norms=tuple(question.text[norm.start : norm.end] for norm in question.norms),
        places=tuple(place.text for place in question.places),
        absent=tuple(place.text for place in found.places.absent),
        mended=found.wording.mended,
        words=tuple(
            Word(
                term=one.term.term,
                weight=round(one.term.idf, _DIGITS),
                known=one.term.known,
                meant=tuple(sorted(one.meant)),
                rendered=tuple(sorted(one.rendered, key=lambda law: -one.rendered[law])[:_MOST_RENDERED]),
            )
            for one in found.wording.asked
        ),
        candidates=tuple(_candidate(one, hit) for one, hit in zip(found.ranking, hits, strict=False)),
        signals={name: round(value, _DIGITS) for name, value in (signals(found, main) if main else {}).items()},
        confidence=round(confidence(found, main), 3),
        enough=enough(),
        put_first=_put_first(found),
    )


def _put_first(found: Found) -> Literal["worded", "pointing"] | None:
    if answers_plainly(found):
        return "worded"
    return "pointing" if found.ranking and found.ranking[0].pointed is not None else None


def _candidate(one: Ranked, hit: Hit) -> Candidate:
    weights = learned()
    best = one.sentences[0] if one.sentences else None
    given = list(zip(PASSAGE_SIGNALS, weights.passage, one.measured.signals, strict=True))
    if best is not None:
        given += zip(SENTENCE_SIGNALS, weights.sentence, best.measured.signals, strict=True)
    return Candidate(
        document_id=hit.document_id,
        unit_id=hit.unit_id,
        label=hit.label,
        sentence=best.sentence.text if best else hit.text,
        score=hit.score,
        named=one.named,
        points={name: round(weight * signal, _DIGITS) for name, weight, signal in given if weight * signal},
    )
