"""What people call what the law calls otherwise: words of questions to words of legal texts, from data files.

Only what a question may need is stemmed: of the words, those that begin as it does.
Also the spellings a word may have been meant to have: typing slips and the letters that sound alike in Spanish.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate, combinations, product
from typing import Any

from kb.lexical import distinct_terms, fold, terms
from kb.words.sayings import sayings

_FILE = "vocabulary.toml"
_LETTERS = "abcdefghijlmnopqrstuvxyz"
_SOUND_ALIKE = ("bv", "sz", "cs", "cz", "gj", "mn", "iy", "kc", "kq", "lr", "xs", "ei", "ou")
"""Pairs that are typed for each other; any other change of a letter would make another word too often."""

_SOUND = re.compile(r"qu|ll|[mn](?=[bvpf])|[cg](?=[ei])|.")
_WRITTEN_ALSO: Mapping[str, tuple[str, ...]] = {
    "b": ("v",), "v": ("b",), "ll": ("y",), "y": ("ll",), "c": ("s", "z"), "s": ("c", "z"), "z": ("s", "c"),
    "g": ("j",), "j": ("g",), "h": ("",), "m": ("n",), "n": ("m",), "k": ("qu", "c"), "qu": ("k",),
}  # fmt: skip
"""Letters that sound alike, where they do (Ortografía de la lengua española, 2010, cap. I)."""
_MOST_DOUBTFUL = 3

SHORTEST_MENDED = 5
"""Letters from which a word is worth mending: shorter ones have too many neighbours."""

SHORTEST_STEM = 4
"""Letters from which a stem tells a word: of a shorter one only the very word counts."""
_KEPT, _REPLACED = 3, 2
"""Letters that stemming always leaves at the beginning, and letters at the end of a stem that a word may not have.

`-encia` becomes `-ent`; the Snowball algorithm for Spanish cuts nothing before the third letter.
"""
REMEMBERED = 20_000
"""Stems and sayings whose meanings are kept from one question to the next."""
_BREAK = "\n"


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(files("kb.words").joinpath(_FILE).read_text("utf-8"))


@lru_cache(maxsize=1)
def acronyms() -> Mapping[str, str]:
    """What is often written by its initials, folded, and how it is spelt out."""
    return {fold(initials): words for initials, words in _data()["acronyms"].items()}


@lru_cache(maxsize=1)
def place_names() -> frozenset[str]:
    """Communities, provinces and cities that are known by their people too, folded."""
    return frozenset(map(fold, _data()["place"]))


def _laws() -> Iterator[tuple[Iterable[str], str]]:
    """Words and phrases of questions, and the words of legal texts that each of them may stand for."""
    data = _data()
    for group in data["group"]:
        yield (*group["asked"], *group["law"]), " ".join(group["law"])
    yield from sayings()
    yield from ((family.split(), family) for family in data["families"]["words"])
    for table in ("english", "place"):
        yield from (((meant, *asked), meant) for meant, asked in data[table].items())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vocabulary:
    """By what is said, folded: how it was written, and the words of legal texts, not stemmed yet.

    `words` are what is said in one word, by its first letters; `longest` is how many words a phrase has at most.
    """

    said: Mapping[str, Sequence[tuple[str, str]]]
    words: Mapping[str, Sequence[str]]
    longest: int


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    said: dict[str, list[tuple[str, str]]] = defaultdict(list)
    words: dict[str, list[str]] = defaultdict(list)
    for asked, law in _laws():
        for spelling, folded in zip(asked, fold(_BREAK.join(asked)).split(_BREAK), strict=True):
            said[folded].append((spelling, law))
    for folded in said:
        if " " not in folded:
            words[folded[:_KEPT]].append(folded)
    return _Vocabulary(said=said, words=words, longest=1 + max(folded.count(" ") for folded in said))


def meanings(stem: str) -> frozenset[str]:
    """The stems of legal texts that a question's stem may stand for, itself not among them.

    None for a short stem, which too many words share: `casos` and `casarse`, `mira` and MIR. `phrases` has those.
    """
    return _meant(stem) if len(stem) >= SHORTEST_STEM else frozenset()


def has_meanings(stem: str) -> bool:
    """Whether any word that is said has this stem, a short one too."""
    return bool(_meant(stem))


@lru_cache(maxsize=REMEMBERED)
def _meant(stem: str) -> frozenset[str]:
    held, begins = _vocabulary(), stem[: max(_KEPT, len(stem) - _REPLACED)]
    alike = (word for word in held.words.get(stem[:_KEPT], ()) if word.startswith(begins))
    laws = (law for word in alike for spelling, law in held.said[word] if terms(spelling)[:1] == [stem])
    return frozenset().union(*map(distinct_terms, laws)) - {stem}


def phrases(question: str) -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
    """The phrases in a question and what they stand for: `a dedo`, `por adelantado`; and its words of a short stem."""
    for word in dict.fromkeys(_words(question)):
        if meant := _meant_alone(word):
            yield (fold(word),), meant
    said = _vocabulary().said
    for run in dict.fromkeys(_runs(_words(fold(question)), _vocabulary().longest)):
        if entries := said.get(run):
            yield tuple(run.split()), frozenset().union(*(distinct_terms(law) for _, law in entries))


def _runs(words: Sequence[str], longest: int) -> Iterator[str]:
    """Two words or more that follow each other."""
    text = " ".join(words)
    ends = list(accumulate(len(word) + 1 for word in words))
    for at, word in enumerate(words):
        start = ends[at] - len(word) - 1
        yield from (text[start : end - 1] for end in ends[at + 1 : at + longest])


@lru_cache(maxsize=REMEMBERED)
def _meant_alone(word: str) -> frozenset[str]:
    """What a word of a short stem stands for, as that very word or its plural; nothing for other words."""
    stems, said = terms(word), fold(word)
    if not stems or len(stems[0]) >= SHORTEST_STEM:
        return frozenset()
    entries = (entry for one in (said, *_singular(said)) for entry in _vocabulary().said.get(one, ()))
    return frozenset().union(*(distinct_terms(law) for _, law in entries)) - distinct_terms(word)


def _singular(word: str) -> Iterator[str]:
    """What a word may be the plural of."""
    yield from (word[: -len(ending)] for ending in ("s", "es") if word.endswith(ending))


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text).split()


def spellings(word: str) -> frozenset[str]:
    """The words at one slip from a folded word: a letter too many or too few, two swapped, or one that sounds alike;
    and those that sound as it does: `combivencia`, `alludas`.
    """
    if len(word) < SHORTEST_MENDED or not word.isalpha():
        return frozenset()
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    return frozenset(_slips(cuts)).union(homophones(word)) - {word}


def homophones(word: str) -> Iterator[str]:
    """What sounds as a word, up to three of its sounds written otherwise."""
    sounds = _SOUND.findall(word)
    doubtful = [at for at, sound in enumerate(sounds) if sound in _WRITTEN_ALSO]
    for count in range(1, _MOST_DOUBTFUL + 1):
        for places in combinations(doubtful, count):
            for others in product(*(_WRITTEN_ALSO[sounds[at]] for at in places)):
                written = dict(zip(places, others, strict=True))
                yield "".join(written.get(at, sound) for at, sound in enumerate(sounds))


def _slips(cuts: Iterable[tuple[str, str]]) -> Iterator[str]:
    for left, right in cuts:
        yield from (left + letter + right for letter in _LETTERS)
        if right:
            yield left + right[1:]
            yield from (left + other + right[1:] for pair in _SOUND_ALIKE for other in _other(pair, right[0]))
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]


def _other(pair: str, letter: str) -> str:
    return pair.replace(letter, "") if letter in pair else ""
