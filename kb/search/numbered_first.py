"""The place that has the number of what a question calls by it, before those that speak of others of its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter

from kb.passages import Passage
from kb.patterns import regex
from kb.questions.kinds import Kind
from kb.questions.numbered import Numbered
from kb.questions.question import Question
from kb.search.promotion import lacks, led_by
from kb.search.ranking import Ranked, RankedSentence
from kb.search.rows import is_row
from kb.search.signals import states_name

_QUOTED = regex(r"«[^»]*»")
_PARAGRAPH = regex(r"\.p\d+$")

_Worth = tuple[int, bool, bool]
"""How many of the things a sentence is of, negative; what it lacks: a demand, a name. The least is the best."""


class NumberedPlaces:
    """Where the numbered things of a question are among the passages of its ranking."""

    def __init__(self, question: Question, ranking: Sequence[Ranked]) -> None:
        self._question = question
        self._ranking = ranking

    def first(self) -> tuple[Ranked, ...]:
        """The ranking, with the sentence that is of most of the things before all, in its passage and with it.

        Of as many, one that states what is demanded, then one that names somebody where that is asked: a title in
        quotation marks is no name of who does something. Nothing is moved for one that is no better than the first.
        """
        ranking = self._ranking
        if not self._question.numbered or not ranking or not ranking[0].sentences:
            return tuple(ranking)
        worth, _, at, sentence = min(self._places(), key=itemgetter(0, 1, 2))
        if worth == self._worth(ranking[0], ranking[0].sentences[0]):
            return tuple(ranking)
        return (led_by(ranking[at], sentence, ranking[0].score), *ranking[:at], *ranking[at + 1 :])

    def absent(self) -> tuple[Numbered, ...]:
        """The things that no passage has; a code only where another of its kind is given."""
        return tuple(thing for thing in self._question.numbered if self._is_absent(thing))

    @property
    def item_is_first(self) -> bool:
        """Whether the first sentence is an item or a row that begins with the number of each thing."""
        return self._first_is(lambda thing, one, sentence: thing.labels(sentence.text, self._head(one, sentence)))

    @property
    def named_first(self) -> bool:
        """Whether the first sentence, or what heads it, names each thing."""
        return self._first_is(self._names)

    def _first_is(self, fits: Callable[[Numbered, Ranked, Passage], bool]) -> bool:
        one = self._ranking[0]
        things = self._question.numbered
        return bool(one.sentences) and all(fits(thing, one, one.sentences[0].sentence) for thing in things)

    def _is_absent(self, thing: Numbered) -> bool:
        if any(self._is_of(thing, one, sentence.sentence) for one in self._ranking for sentence in one.sentences):
            return False
        return not thing.is_code or any(thing.another_in(one.passage.text) for one in self._ranking)

    def _places(self) -> Iterator[tuple[_Worth, int, int, RankedSentence]]:
        """Each sentence that may be put first: its worth, how many things it names not, its passage's place."""
        things = self._question.numbered
        for at, one in enumerate(self._ranking):
            if one.named == self._ranking[0].named:
                for sentence in one.sentences:
                    unnamed = sum(not self._names(thing, one, sentence.sentence) for thing in things)
                    yield self._worth(one, sentence), unnamed, at, sentence

    def _worth(self, one: Ranked, sentence: RankedSentence) -> _Worth:
        had = sum(self._is_of(thing, one, sentence.sentence) for thing in self._question.numbered)
        if not had:
            return 0, False, False
        nameless = self._question.kind is Kind.WHO and not states_name(_QUOTED.sub(" ", sentence.sentence.text))
        return -had, lacks(self._question, sentence), nameless

    def _is_of(self, thing: Numbered, one: Ranked, sentence: Passage) -> bool:
        """Whether a sentence names the thing; or its passage does and it names no other."""
        if self._names(thing, one, sentence):
            return True
        return thing.named_in(one.passage.text) and not thing.another_in(sentence.text)

    def _names(self, thing: Numbered, one: Ranked, sentence: Passage) -> bool:
        """Whether a sentence or what heads it names the thing."""
        head = self._head(one, sentence)
        return thing.named_in(f"{sentence.text}\n{sentence.context}\n{head}") or thing.labels(sentence.text, head)

    def _head(self, one: Ranked, sentence: Passage) -> str:
        """The header of a row's table, and the nearest head above of the list or the table that a sentence is in."""
        place = sentence.unit_id.partition(".t")[0] if is_row(sentence.unit_id) else sentence.unit_id.rpartition(".")[0]
        above = [head for head in self._heads.get((sentence.document_id, place), ()) if head.start < sentence.start]
        header = one.passage.text.split("\n", 1)[0] if is_row(sentence.unit_id) else ""
        return f"{header}\n{max(above, key=lambda head: head.start).text}" if above else header

    @cached_property
    def _heads(self) -> Mapping[tuple[str, str], Sequence[Passage]]:
        """The sentences that end in a colon, by the units whose parts they may head."""
        found: dict[tuple[str, str], list[Passage]] = {}
        for ranked in self._ranking:
            for _, one in ranked.family.sentences:
                if one.text.endswith(":"):
                    for unit in {_PARAGRAPH.sub("", one.unit_id), ranked.passage.unit_id}:
                        found.setdefault((one.document_id, unit), []).append(one)
        return found
