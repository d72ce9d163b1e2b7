"""The metrics: each answer judged alone, then shares over the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kb.evaluation.bootstrap import Interval, interval
from kb.evaluation.gold import GoldQuestion
from kb.evaluation.matching import holds, quotes, within
from kb.evaluation.values import states
from kb.results import LONGEST_ANSWER, Answer, Citation

DEPTHS = (1, 3, 5, 10)
"""How many of the first hits are looked at."""

Scores = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One answer against its gold. `rank` is that of the first right hit, from 0, or None."""

    id: str
    style: str
    kind: str
    answerable: bool
    abstained: bool
    rank: int | None
    cited_unit: bool
    cited_quote: bool
    value: bool
    trusted: bool
    invented: int
    uncited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The metrics of a gold file, over all, by style and by kind of question.

    `intervals`: of each share over all, where 95 % of resampled files would put it.
    """

    overall: Scores
    styles: dict[str, Scores]
    kinds: dict[str, Scores]
    intervals: dict[str, Interval]
    judgements: tuple[Judgement, ...]


def evaluate(
    questions: Iterable[GoldQuestion],
    ask: Callable[[GoldQuestion], Answer],
    verbatim: Callable[[Citation], bool],
) -> Evaluation:
    """Ask and judge; `verbatim` tells whether a citation quotes its document to the letter."""
    judged = tuple(judge(question, ask(question), verbatim) for question in questions)
    marked = {name: marks(judged, name) for name in SHARES}
    return Evaluation(
        overall=_overall(judged),
        styles=_grouped(judged, lambda one: one.style),
        kinds=_grouped(judged, lambda one: one.kind),
        intervals={name: interval(list(found.values())) for name, found in marked.items() if found},
        judgements=judged,
    )


def judge(question: GoldQuestion, answer: Answer, verbatim: Callable[[Citation], bool]) -> Judgement:
    """The marks of one answer: rank of the first right hit, unit and quote cited, value stated, quotes invented."""
    abstained = answer.status != "answered"
    given = () if abstained else answer.citations
    quoted = tuple(_cites(question, citation, unit=False) for citation in given)
    placed = tuple(_cites(question, citation, unit=True) for citation in given)
    answerable = bool(question.places)
    value = answerable and not abstained and _states(question, answer, any(quoted[:1]))
    return Judgement(
        id=question.id,
        style=question.style,
        kind=question.kind,
        answerable=answerable,
        abstained=abstained,
        rank=_rank(question, answer),
        cited_unit=any(placed[:1]),
        cited_quote=any(quoted[:1]),
        value=value,
        trusted=(value and any((*quoted[:3], *placed[:3]))) if answerable else abstained,
        invented=sum(not verbatim(citation) for citation in answer.citations),
        uncited=not abstained and not answer.citations,
    )


def _rank(question: GoldQuestion, answer: Answer) -> int | None:
    for rank, hit in enumerate(answer.hits):
        for place in question.places:
            if place.document_id in (None, hit.document_id) and holds(hit.text, place.quote):
                return rank
    return None


def _cites(question: GoldQuestion, citation: Citation, *, unit: bool) -> bool:
    return any(
        place.document_id in (None, citation.document_id)
        and (within(citation.label, place.unit) if unit else quotes(citation.quote, place.quote))
        for place in question.places
    )


def _states(question: GoldQuestion, answer: Answer, quoted: bool) -> bool:
    """Whether it states all that is asked and little else: every figure in sight is no answer."""
    brief = len(answer.answer) <= LONGEST_ANSWER and len(answer.values) <= 2 + 3 * len(question.values)
    if not question.values:
        return brief and quoted
    return brief and all(states(value, answer.answer, answer.values) for value in question.values)


Mark = Callable[["Judgement"], bool | None]


def _among(depth: int) -> Mark:
    """Whether a right hit is among the first `depth`."""
    return lambda one: _answerable(one, one.rank is not None and one.rank < depth)


def _answerable(one: Judgement, mark: bool) -> bool | None:
    return mark if one.answerable else None


SHARES: dict[str, Mark] = {
    **{f"hit@{depth}": _among(depth) for depth in DEPTHS},
    "cite_unit@1": lambda one: _answerable(one, one.cited_unit),
    "cite_quote@1": lambda one: _answerable(one, one.cited_quote),
    "value": lambda one: _answerable(one, one.value),
    "trusted": lambda one: one.trusted,
    "abstained_rightly": lambda one: None if one.answerable else one.abstained,
    "abstained_wrongly": lambda one: _answerable(one, one.abstained),
}
"""Each share: whether an answer counts for it; None when the question is not one of those it is a share of."""

_OF_A_GROUP = ("hit@1", "hit@3", "hit@5", "hit@10", "cite_unit@1", "cite_quote@1", "value")


def marks(judged: Iterable[Judgement], share: str) -> dict[str, bool]:
    """By id of the question, whether each of the answers that a share is about counts for it."""
    said = {one.id: SHARES[share](one) for one in judged}
    return {id: mark for id, mark in said.items() if mark is not None}


def _overall(judged: Sequence[Judgement]) -> Scores:
    return _shares(judged, SHARES) | {
        "invented_quotes": sum(one.invented for one in judged),
        "uncited_answers": sum(one.uncited for one in judged),
        "questions": len(judged),
    }


def _grouped(judged: Sequence[Judgement], group: Callable[[Judgement], str]) -> dict[str, Scores]:
    """The shares of each group of the questions that can be answered."""
    answerable = [one for one in judged if one.answerable]
    found: dict[str, Scores] = {}
    for name in sorted({group(one) for one in answerable}):
        mine = [one for one in answerable if group(one) == name]
        found[name] = _shares(mine, _OF_A_GROUP) | {"questions": len(mine)}
    return found


def _shares(judged: Sequence[Judgement], names: Iterable[str]) -> Scores:
    return {name: _share(marks(judged, name).values()) for name in names}


def _share(counted: Iterable[bool]) -> float:
    found = tuple(counted)
    return round(sum(found) / len(found), 3) if found else 0.0
