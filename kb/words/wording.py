"""The words of a question as an index can look for them: slips mended, and what each may be called in the law."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from math import log1p, prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kb.lexical import Term, fold
from kb.lexical import terms as analysed
from kb.words.lexicon import is_spanish
from kb.words.translations import translations
from kb.words.vocabulary import acronyms, has_meanings, homophones, meanings, phrases, place_names, spellings

_WORD = re.compile(r"[^\W\d_]{4,}")
_INITIALS = re.compile(r"\b[^\W\d_]{2,6}\b")
_LIGHT = re.compile(r"\b(?:procede[n]?|procederá|proceda|procedería)\b", re.IGNORECASE)
"""`¿Cuándo procede el reintegro?`: its stem is that of `procedimiento`, of which nothing is asked."""
_OF_QUESTIONS = frozenset(
    "tiempo dinero como cuanto cuanta cuantos cuantas cuando quien quienes donde porque fecha plazo".split()
)
"""What a question may be asked with although no document says it."""
MEANT = 0.6
"""What a word that means the same is worth beside the word itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A term of the question, the terms of legal texts that it may stand for, and those it is often said for."""

    term: Term
    meant: frozenset[str]
    rendered: Mapping[str, float]


class Shares(NamedTuple):
    """What a text has of a question, each 0 to 1.

    The share of its idf in its own words; in these or others that mean the same; and how surely its words are said for
    some of the text's, on the average.
    """

    shared: float
    met: float
    rendered: float


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A question's words. `text` is the question with its slips mended; `mended` tells which: `(typed, meant)`."""

    text: str
    mended: tuple[tuple[str, str], ...]
    asked: tuple[Asked, ...]

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The terms themselves."""
        return tuple(one.term for one in self.asked)

    @cached_property
    def named(self) -> tuple[Asked, ...]:
        """Those of its words that are names."""
        called = names(self.text)
        return tuple(one for one in self.asked if one.term.term in called)

    @cached_property
    def called(self) -> tuple[tuple[Asked, ...], ...]:
        """The words of each name in the question that is of several words: `Universidad Popular de Almazora`."""
        return tuple(
            tuple(one for one in self.asked if one.term.term in words)
            for words in (frozenset(analysed(name)) for name in _NAME.findall(self.text))
        )

    @cached_property
    def without_names(self) -> str:
        """The text without its names of several words; all of it where that leaves little."""
        rest = " ".join(_CALLING.sub("", self.text).split())
        return rest if len(_LONG_WORD.findall(rest)) >= _FEWEST_LEFT else self.text

    @cached_property
    def _weighed(self) -> tuple[tuple[str, frozenset[str], float], ...]:
        """Each term with what it may stand for and its share of the question's idf."""
        whole = sum(term.idf for term in self.terms)
        return tuple((one.term.term, one.meant, one.term.idf / whole) for one in self.asked) if whole else ()

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """Its terms and all that they may stand for or be said for."""
        return tuple(sorted({term for one in self.asked for term in (one.term.term, *one.meant, *one.rendered)}))

    def shares(self, had: NDArray[np.bool_]) -> list[Shares]:
        """Those of many texts at once, from which of the `vocabulary` each has: shape `(texts, terms)`."""
        shared, met = np.zeros(len(had)), np.zeros(len(had))
        others = (had.astype(np.float32) @ self._stands_for).T > 0
        for (_, _, weight), own, other in zip(self._weighed, had.T[self._own], others, strict=True):
            shared += np.where(own, weight, 0.0)
            met += np.where(own, weight, np.where(other, MEANT * weight, 0.0))
        return list(map(Shares, shared.tolist(), met.tolist(), self._rendered(had).tolist()))

    def _rendered(self, had: NDArray[np.bool_]) -> NDArray[np.float64]:
        """How surely texts render the words of the question, on the average: each by one of what it may be said for."""
        told = 1 - np.exp(had.astype(np.float64) @ self._doubts)
        return np.asarray(told.sum(axis=1) / max(1, len(self.asked)), np.float64)

    @cached_property
    def _doubts(self) -> NDArray[np.float64]:
        """Logarithms of how surely a term is not said for a word of the `vocabulary`: shape `(vocabulary, terms)`."""
        rows = [[log1p(-one.rendered.get(word, 0.0)) for one in self.asked] for word in self.vocabulary]
        return np.array(rows, np.float64).reshape(len(self.vocabulary), len(self.asked))

    @cached_property
    def _own(self) -> list[int]:
        """Where each term is in the `vocabulary`."""
        return [self.vocabulary.index(term) for term, _, _ in self._weighed]

    @cached_property
    def _stands_for(self) -> NDArray[np.float32]:
        """1 where a word of the `vocabulary` is what a term may stand for: shape `(vocabulary, terms)`."""
        rows = [[word in meant for _, meant, _ in self._weighed] for word in self.vocabulary]
        return np.array(rows, np.float32).reshape(len(self.vocabulary), len(self._weighed))

    def shares_of(self, had: AbstractSet[str]) -> Shares:
        """Those of a text with these terms."""
        return Shares(self.shared(had), self.met(had), self.rendered(had))

    def rendered(self, had: AbstractSet[str]) -> float:
        """How surely a text with these terms renders the words of the question, on the average, 0 to 1."""
        untold = (prod(1 - worth for law, worth in one.rendered.items() if law in had) for one in self.asked)
        return sum(1 - one for one in untold) / max(1, len(self.asked))

    def shared(self, had: AbstractSet[str]) -> float:
        """The share of the question's idf that a text with these terms has in its own words, 0 to 1."""
        found = 0.0
        for term, _, weight in self._weighed:
            if term in had:
                found += weight
        return found

    def met(self, had: AbstractSet[str]) -> float:
        """The share of the question's idf that a text with these terms has, in its own words or others, 0 to 1."""
        found = 0.0
        for term, meant, weight in self._weighed:
            if term in had:
                found += weight
            elif not meant.isdisjoint(had):
                found += MEANT * weight
        return found


def wording(text: str, mends: Sequence[tuple[str, str]], look_up: Callable[[str], Sequence[Term]]) -> Wording:
    """Read the words of a question, these slips mended; `look_up` gives a text's terms with what the index knows."""
    text = mended(text, mends)
    spoken = [(frozenset(analysed(" ".join(phrase))), meant) for phrase, meant in phrases(text)]
    terms = look_up(_LIGHT.sub(" ", text)) or look_up(text)
    return Wording(text=text, mended=tuple(mends), asked=tuple(_asked(term, spoken) for term in terms))


def slips(text: str, look_up: Callable[[str], Sequence[Term]]) -> tuple[tuple[str, str], ...]:
    """What is typed and unknown, with what may be meant by it: `(typed, meant)`."""
    return (*_spelt_out(text, look_up), *_mended(text, look_up))


def mended(text: str, slips: Sequence[tuple[str, str]]) -> str:
    """A text with what is meant instead of what was typed: pairs `(typed, meant)`."""
    for typed, meant in slips:
        text = re.sub(rf"\b{re.escape(typed)}\b", meant, text)
    return text


def _spelt_out(text: str, look_up: Callable[[str], Sequence[Term]]) -> Iterator[tuple[str, str]]:
    """The acronyms that no passage has, and what they stand for."""
    for typed in dict.fromkeys(_INITIALS.findall(text)):
        words = acronyms().get(fold(typed))
        if words is not None and not any(term.known for term in look_up(typed)):
            yield typed, words


def _asked(term: Term, spoken: Sequence[tuple[frozenset[str], frozenset[str]]]) -> Asked:
    """A term that belongs to a phrase stands for what the phrase does, too."""
    meant = frozenset().union(*(meant for words, meant in spoken if term.term in words))
    return Asked(term=term, meant=meanings(term.term) | meant, rendered=translations(term.term))


def _mended(text: str, look_up: Callable[[str], Sequence[Term]]) -> list[tuple[str, str]]:
    """What is no word, no passage has and is one slip from a word that some have: the rarest change is none."""
    found = []
    for typed in dict.fromkeys(_WORD.findall(text)):
        word = fold(typed)
        own = look_up(word)
        if len(own) != 1 or own[0].known or has_meanings(own[0].term) or is_spanish(own[0].term):
            continue
        near = sorted(spellings(word))
        best = min(((term[0].idf, one) for one in near if (term := _known(look_up(one)))), default=None)
        asking = (one for one in (*near, *homophones(word)) if one in _OF_QUESTIONS)
        meant = best[1] if best is not None else next(asking, None)
        if meant is not None:
            found.append((typed, meant))
    return found


def _known(terms: Sequence[Term]) -> Sequence[Term]:
    return terms if len(terms) == 1 and terms[0].known else ()


_NAME = re.compile(r"(?<=\w )[A-ZÁÉÍÓÚÑ]\w+(?: (?:(?:de|del|la|las|los|y) )*[A-ZÁÉÍÓÚÑ]\w+)+")
_CALLING = re.compile(
    r"(?<=\w) (?:(?:de|del|a|al|en|por|para) )?(?:(?:la|el|las|los) )?"
    r"[A-ZÁÉÍÓÚÑ]\w+(?: (?:(?:de|del|la|las|los|y) )*[A-ZÁÉÍÓÚÑ]\w+)+"
)
"""A name with what joins it to what is said before: ` de la Fundación Azul`"""
_BETWEEN = 2
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_FEWEST_LEFT = 2
_CAPITALISED = re.compile(r"[^\W\d_][\w+-]*")


def names(question: str) -> frozenset[str]:
    """The terms of the names in a question: capitals that do not just open it, and acronyms.

    Among keywords what opens them is a name where it is no word: `Unicef subvención`; a place is one however it is
    written.
    """
    found: set[str] = set()
    for match in _CAPITALISED.finditer(question):
        word, before = match[0], question[: match.start()].rstrip()
        opens = not before or before[-1] in "¿¡.?"
        stems = analysed(word)
        no_word = "?" not in question and not all(map(is_spanish, stems))
        told = word[0].isupper() and (not opens or no_word or (len(word) > 1 and word.isupper()))
        if told or fold(word) in place_names():
            found.update(stems)
    return frozenset(found)


def share(asked: Sequence[Asked], had: AbstractSet[str]) -> float:
    """The share of the idf of these words that a text has; all of it when there are none."""
    whole = sum(one.term.idf for one in asked)
    return sum(one.term.idf for one in asked if one.term.term in had) / whole if whole else 1.0


def together(name: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether the terms of a name stand near each other in one of these, with two at most between that are not its own.

    Of a name with a term that none of them has, nothing is said: it may be called otherwise.
    """
    wanted, written = frozenset(name), [analysed(text) for text in texts]
    if not wanted <= frozenset().union(*written):
        return True
    reach = len(wanted) + _BETWEEN
    return any(wanted <= frozenset(one[at : at + reach]) for one in written for at in range(len(one)))
