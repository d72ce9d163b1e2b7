"""What people call what the law calls otherwise: words of questions to words of legal texts, from a data file.

Also the spellings a word may have been meant to have: typing slips and the letters that sound alike in Spanish.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from kb.lexical import fold, terms

_FILE = "vocabulary.toml"
_LETTERS = "abcdefghijlmnopqrstuvxyz"
_SOUND_ALIKE = ("bv", "sz", "cs", "cz", "gj", "mn", "iy", "kc", "kq", "lr", "xs", "ei", "ou")
"""Pairs that are typed for each other; any other change of a letter would make another word too often."""

SHORTEST_MENDED = 5
"""Letters from which a word is worth mending: shorter ones have too many neighbours."""


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(files("kb").joinpath(_FILE).read_text("utf-8"))


@lru_cache(maxsize=1)
def acronyms() -> Mapping[str, str]:
    """What is often written by its initials, folded, and how it is spelt out."""
    return {fold(initials): words for initials, words in _data()["acronyms"].items()}


@lru_cache(maxsize=1)
def _meanings() -> tuple[dict[str, frozenset[str]], dict[tuple[str, ...], frozenset[str]]]:
    """The stems that a stem may stand for, and those that a phrase of several words may."""
    data = _data()
    groups = [([*group["asked"], *group["law"]], group["law"]) for group in data["group"]]
    groups += [(saying["asked"], saying["law"]) for saying in data["saying"]]
    groups += [(family.split(), family.split()) for family in data["families"]["words"]]
    groups += [([meant, *asked], [meant]) for table in ("english", "place") for meant, asked in data[table].items()]
    words: dict[str, set[str]] = defaultdict(set)
    phrases: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for asked, law in groups:
        meant = frozenset(terms(" ".join(law)))
        for spelling in asked:
            if " " in spelling:
                phrases[tuple(fold(spelling).split())] |= meant
            elif stems := terms(spelling):
                words[stems[0]] |= meant
    kept = {stem: frozenset(meant - {stem}) for stem, meant in words.items()}
    return kept, {phrase: frozenset(meant) for phrase, meant in phrases.items()}


def meanings(stem: str) -> frozenset[str]:
    """The stems of legal texts that a question's stem may stand for, itself not among them."""
    return _meanings()[0].get(stem, frozenset())


def phrases(question: str) -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
    """The phrases in a question and what they stand for: `a dedo`, `por adelantado`."""
    spoken = " ".join(_words(question))
    for phrase, meant in _meanings()[1].items():
        if f" {' '.join(phrase)} " in f" {spoken} ":
            yield phrase, meant


def _words(question: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in fold(question)).split()


def spellings(word: str) -> frozenset[str]:
    """The words at one slip from a folded word: a letter too many or too few, two swapped, or one that sounds alike."""
    if len(word) < SHORTEST_MENDED or not word.isalpha():
        return frozenset()
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    return frozenset(_slips(cuts)) - {word}


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
