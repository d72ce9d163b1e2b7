"""The metrics: each answer judged alone, then shares over the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

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

    style: str
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
    """The metrics of a gold file, over all and by style of question."""

    overall: Scores
    styles: dict[str, Scores]


def evaluate(
    questions: Iterable[GoldQuestion],
    ask: Callable[[GoldQuestion], Answer],
    verbatim: Callable[[Citation], bool],
) -> Evaluation:
    """Ask and judge; `verbatim` tells whether a citation quotes its document to the letter."""
    judged = tuple(judge(question, ask(question), verbatim) for question in questions)
    styles = sorted({one.style for one in judged if one.answerable})
    return Evaluation(
        overall=_overall(judged),
        styles={style: _by_style([one for one in judged if one.style == style]) for style in styles},
    )


def judge(question: GoldQuestion, answer: Answer, verbatim: Callable[[Citation], bool]) -> Judgement:
    """How one answer meets its gold."""
    abstained = answer.status != "answered"
    given = () if abstained else answer.citations
    quoted = tuple(_cites(question, citation, unit=False) for citation in given)
    placed = tuple(_cites(question, citation, unit=True) for citation in given)
    answerable = bool(question.places)
    value = answerable and not abstained and _states(question, answer, any(quoted[:1]))
    return Judgement(
        style=question.style,
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


def _overall(judged: Sequence[Judgement]) -> Scores:
    answerable = [one for one in judged if one.answerable]
    hopeless = [one for one in judged if not one.answerable]
    scores = _shares(answerable, depths=DEPTHS)
    return scores | {
        "trusted": _share(one.trusted for one in judged),
        "abstained_rightly": _share(one.abstained for one in hopeless),
        "abstained_wrongly": _share(one.abstained for one in answerable),
        "invented_quotes": sum(one.invented for one in judged),
        "uncited_answers": sum(one.uncited for one in judged),
        "questions": len(judged),
    }


def _by_style(judged: Sequence[Judgement]) -> Scores:
    answerable = [one for one in judged if one.answerable]
    return _shares(answerable, depths=DEPTHS) | {"questions": len(answerable)}


def _shares(answerable: Sequence[Judgement], depths: Iterable[int]) -> Scores:
    hits = {f"hit@{depth}": _share(one.rank is not None and one.rank < depth for one in answerable) for depth in depths}
    return hits | {
        "cite_unit@1": _share(one.cited_unit for one in answerable),
        "cite_quote@1": _share(one.cited_quote for one in answerable),
        "value": _share(one.value for one in answerable),
    }


def _share(marks: Iterable[bool]) -> float:
    found = tuple(marks)
    return round(sum(found) / len(found), 3) if found else 0.0
