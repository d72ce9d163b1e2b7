"""How an answer is said: yes or no, the derived day, then the documents' own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb import force
from kb.answers.polarity import polarity
from kb.answers.statements import Statement
from kb.days import spell
from kb.documents import DocumentId
from kb.lexical import terms
from kb.numerals import plain
from kb.patterns import regex
from kb.questions.demands import Demand
from kb.questions.initials import spelt_out
from kb.questions.kinds import Kind
from kb.questions.particulars import Particular
from kb.questions.question import Question
from kb.results import LONGEST_ANSWER
from kb.store import Summary
from kb.values import ValueKind

_MOST_VALUES = 6
_SURE = 0.3
"""The probability from which a clause is said to mean yes or no; below it, it stands alone."""
_MARK = regex(r"^(?:\d{1,2}\.[ºª]?\)?|[a-zñ]\)|[-–•])\s+")
"""The number or letter of a clause, which says nothing outside its list."""
_CLAUSES = regex(r"[,;:.] ")
_FEW, _SAME = 2, 2
"""Items and words from which what they all begin with is left out where room is short."""
_IN_ONE_LINE = frozenset({Particular.SIGNATURE, Particular.OFFICE})
"""What is written over several lines and read as one."""
_TODAY = regex(r"\bhoy\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said and the values it states, normalised."""

    text: str
    values: tuple[str, ...]


def said(question: Question, given: Sequence[Statement], documents: Mapping[DocumentId, Summary], sure: float) -> Told:
    """The text (at most LONGEST_ANSWER characters) and the values of an answer.

    `given`: the statements, the one that answers first; `sure`: the probability that it does, 0 to 1.
    """
    main = given[0]
    together = _together(given)
    if len(together) > 1:
        return _side_by_side(together)
    if question.asks_whole_text:
        return _whole(question, given)
    values = [value.normal for value in main.values]
    lead, derived = _derived(question, main, documents.get(main.passage.document_id))
    if question.initials is not None and (name := spelt_out(main.quote, question.initials)) is not None:
        lead = f"{question.initials}: {main.quote[name.start : name.end]}. "
    if question.kind is Kind.WHETHER and sure >= _SURE and not derived:
        answer = polarity(question.text, main.text)
        lead = f"{answer.value}. " if answer is not None else ""
    if main.parts:
        parts = (_MARK.sub("", main.parts[0]), *main.parts[1:])
        room = LONGEST_ANSWER - len(lead)
        text = (
            _enumerated(parts, room) if question.asks_many else _led(parts, main.passage.text, question.subject, room)
        )
    elif main.lead:
        text = _MARK.sub("", main.text)
    else:
        text = excerpt(_MARK.sub("", main.text), question.subject, LONGEST_ANSWER - len(lead))
    if len(given) > 1 and _both(question, main, given[1]):
        values += [value.normal for value in given[1].values]
        half = (LONGEST_ANSWER - len(lead) - 2) // 2
        text = "\n".join(shortened(_MARK.sub("", one.text), half) for one in given[:2])
    return Told(text=shortened(lead + text), values=tuple(dict.fromkeys([*derived, *values]))[:_MOST_VALUES])


def _together(given: Sequence[Statement]) -> tuple[Statement, ...]:
    """What is said of each of several places of one document that the question names."""
    mine = given[0].passage.document_id
    return tuple(one for one in given if one.place and one.passage.document_id == mine)


def _side_by_side(together: Sequence[Statement]) -> Told:
    """Each place with its words, without what they stand under where that is long, cut so that all fit."""
    room = LONGEST_ANSWER // len(together)
    texts = [f"{one.place}: {_MARK.sub('', one.text if len(one.text) < room else one.quote)}" for one in together]
    stated = [value.normal for one in together for value in one.values]
    each = _longest(texts, LONGEST_ANSWER - len(texts))
    return Told(
        text="\n".join(shortened(one, each) for one in texts), values=tuple(dict.fromkeys(stated))[:_MOST_VALUES]
    )


def _whole(question: Question, given: Sequence[Statement]) -> Told:
    """The text of one place, or of what is asked of a whole document the texts of the places that tell it."""
    if question.asking is None:
        return Told(text=shortened(given[0].text), values=())
    texts = [_MARK.sub("", one.text) for one in given]
    if question.asking.particular in _IN_ONE_LINE:
        texts = [" ".join(text.split()) for text in texts]
    stated = [value.normal for one in given for value in one.values]
    each = LONGEST_ANSWER // len(texts) - 1
    text = shortened(texts[0]) if len(texts) == 1 else "\n".join(shortened(one, each) for one in texts)
    return Told(text=text, values=tuple(dict.fromkeys(stated))[:_MOST_VALUES])


def _both(question: Question, main: Statement, other: Statement) -> bool:
    """Whether two statements are needed: for a comparison, and for two figures that differ."""
    if question.compares:
        return main.passage.document_id != other.passage.document_id
    amounts = [{v.normal for v in one.values if v.kind is ValueKind.AMOUNT} for one in (main, other)]
    return all(amounts) and not amounts[0] & amounts[1]


def _derived(question: Question, main: Statement, document: Summary | None) -> tuple[str, list[str]]:
    """The day that a statement means by `el día siguiente al de su publicación` or `hoy`, said with its reason."""
    if document is None or document.published is None or ValueKind.DATE not in question.expects:
        return "", []
    day = force.day(main.quote, document.published) if question.asks_force else None
    if day is not None:
        return f"El {spell(day)}, pues se publicó el {spell(document.published)}: ", [day.isoformat()]
    told_today = _TODAY.search(plain(main.quote)) and document.kind == "press_note" and not main.values
    if told_today and Demand.DAY_TO_COME not in question.demands:
        return f"El {spell(document.published)}, fecha de la nota: ", [document.published.isoformat()]
    return "", []


def _led(parts: Sequence[str], best: str, asked: str, most: int) -> str:
    """The part that holds the best sentence, given two thirds of the room, among the others, cut so that all fit."""
    main = next((at for at, part in enumerate(parts) if _MARK.sub("", part) in best), 0)
    room = most if len(parts) == 1 else max(2 * most // 3, most - sum(map(len, parts)) + len(parts[main]))
    told = excerpt(parts[main], asked, room)
    longest = _longest([*parts[:main], *parts[main + 1 :]], most - len(told) - len(parts))
    return shortened("\n".join(told if at == main else shortened(part, longest) for at, part in enumerate(parts)), most)


def _enumerated(parts: Sequence[str], most: int) -> str:
    """Every part of a list, the long ones cut so that all fit; the last are dropped when not even that helps."""
    room = most - len(parts)
    if sum(map(len, parts)) > room:
        parts = [parts[0], *_told_apart(parts[1:])]
    return shortened("\n".join(shortened(part, _longest(parts, room)) for part in parts), most)


def _longest(parts: Sequence[str], room: int) -> int:
    """The characters that each part may have for all to fit."""
    return next((n for n in range(LONGEST_ANSWER, 0, -10) if sum(min(n, len(part)) for part in parts) <= room), 10)


def _told_apart(items: Sequence[str]) -> tuple[str, ...]:
    """The items of a list without the words that all begin with, which do not tell them apart."""
    marks = [match[0] if (match := _MARK.match(item)) else "" for item in items]
    words = [item[len(mark) :].split() for item, mark in zip(items, marks, strict=True)]
    shortest = min(map(len, words), default=1) - 1
    same = next((n for n in range(shortest) if len({one[n] for one in words}) > 1), shortest)
    if len(items) <= _FEW or same < _SAME:
        return tuple(items)
    return tuple(f"{mark}{' '.join(one[same:])}" for mark, one in zip(marks, words, strict=True))


def excerpt(text: str, asked: str, most: int = LONGEST_ANSWER) -> str:
    """At most so many characters: from the start, or from later where only there all is that is asked for."""
    if len(text) <= most:
        return text
    wanted = frozenset(terms(asked))
    starts = [0, *(match.end() for match in _CLAUSES.finditer(text) if match.end() <= len(text) - most // 2)]
    had = [len(wanted & frozenset(terms(text[start : start + most]))) for start in starts]
    start = starts[had.index(max(had))]
    return f"…{shortened(text[start:], most - 1)}" if start else shortened(text, most)


def shortened(text: str, most: int = LONGEST_ANSWER) -> str:
    """At most so many characters, cut between words."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0] + "…"
