"""What is asked of any norm in a few words (`¿Quién resuelve?`, `plazo de justificación`), and what answers it.

So short a question has hardly a word of its answer: that is looked for by the words with which norms say it. The
questions and their answers are a data file that a jurist can read and extend.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kb.documents import DocumentId
from kb.lexical import terms
from kb.numerals import plain
from kb.patterns import regex
from kb.search.promotion import led_by
from kb.search.ranking import Ranked
from kb.search.signals import is_preamble

_FILE = "plain_questions.toml"
_MORE = regex(r"\b(?:cuant[oa]s?|todo|tod[oa]s|si|sin|no)\b")
"""What asks for more though it is no word that is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainQuestion:
    """What answers it: words to look for it by, and what the sentence says."""

    seek: str
    law: re.Pattern[str]

    def is_answered_by(self, text: str) -> bool:
        """Whether a sentence says it."""
        return self.law.search(plain(text)) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    asked: re.Pattern[str]
    needs: re.Pattern[str]
    answer: PlainQuestion


def plain_question(subject: str) -> PlainQuestion | None:
    """The plain question that a text asks and nothing else; `subject` is it without the norms it names."""
    asked = " ".join(re.sub(r"[^\w\s]", " ", plain(subject)).split())
    return next((one.answer for one in _kinds() if _asks_only(one, asked)), None)


def _asks_only(kind: _Kind, asked: str) -> bool:
    for match in kind.asked.finditer(asked):
        rest = f"{asked[: match.start()]} {asked[match.end() :]}"
        if kind.needs.search(match[0]) and not _MORE.search(rest) and not set(terms(rest)) - _generic():
            return True
    return False


def plainly_first(ranking: Sequence[Ranked], question: PlainQuestion | None) -> tuple[Ranked, ...]:
    """The ranking, with the first sentence that answers a plain question before all; in the articles if there is one.

    Of a place that is named, by its heading say, nothing but that place is looked at; where a document is spoken of,
    nothing but that document: what another norm says is no answer to what is asked of this one.
    """
    if question is None:
        return tuple(ranking)
    spoken_of = any(one.talked_of for one in ranking)
    found = [
        (is_preamble(one.passage), at, sentence)
        for at, one in enumerate(ranking)
        if one.named == ranking[0].named and (one.talked_of or not spoken_of)
        for sentence in one.sentences
        if question.is_answered_by(sentence.sentence.text)
    ]
    if not found:
        return tuple(ranking)
    _, at, sentence = min(found, key=lambda one: one[:2])
    return (led_by(ranking[at], sentence, ranking[0].score), *ranking[:at], *ranking[at + 1 :])


def plainly_elsewhere(ranking: Sequence[Ranked], question: PlainQuestion) -> list[Ranked]:
    """Of each other document than the first passage's, the first passage that answers a plain question, so led."""
    mine, found = ranking[0].passage.document_id, dict[DocumentId, Ranked]()
    for one in ranking:
        where = one.passage.document_id
        if where == mine or where in found or is_preamble(one.passage):
            continue
        said = next((s for s in one.sentences if question.is_answered_by(s.sentence.text)), None)
        if said is not None:
            found[where] = led_by(one, said, one.score)
    return list(found.values())


@lru_cache(maxsize=1)
def _data() -> dict[str, object]:
    return tomllib.loads(files("kb.search").joinpath(_FILE).read_text("utf-8"))


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    """The terms that ask for nothing of their own."""
    return frozenset(terms(str(_data()["generic"])))


@lru_cache(maxsize=1)
def _kinds() -> tuple[_Kind, ...]:
    rows = _data()["plain"]
    assert isinstance(rows, list)
    return tuple(
        _Kind(
            asked=regex(row["asked"]),
            needs=regex(row.get("needs", "")),
            answer=PlainQuestion(seek=row["seek"], law=regex(row["law"])),
        )
        for row in rows
    )
