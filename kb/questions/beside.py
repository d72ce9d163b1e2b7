"""What of a question says something only side by side: `generación 2`, `no requieren`, `cuántas plazas`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kb.lexical import fold, terms
from kb.patterns import regex
from kb.values import MONTHS
from kb.words.vocabulary import meanings

REMEMBERED = 20_000
"""Sentences whose words are kept from one question to the next."""

_TOKEN = regex(r"\d+(?:\.\d{3})*(?:,\d+)?|[^\W\d_]+")
_YEAR = regex(r"(?:1[5-9]|20)\d\d")
_COUNTED = regex(r"\b(?:cuant[oa]s|how many)\s+(?P<what>[a-z]+)")
_OTHERS = frozenset(
    "articulo articulos art apartado apartados ley decreto orden reglamento directiva parrafo letra euros euro eur "
    "millones millon mil por de del desde hasta en el la los las al que un una y e o u a con entre no es son".split()
)
"""Words beside which a number is a date, a place, an amount or nothing in particular."""
_NUMBERS = frozenset(
    "un una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta "
    "cincuenta cien".split()
)
_NEAR = 3
"""Words within which a number counts a thing: `1.000 nuevas plazas`."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The pairs of a question, each with those that mean the same: a word's stem, and the number beside it or `no`.

    `counted` are the stems of what it counts.
    """

    pairs: tuple[frozenset[Pair], ...]
    counted: frozenset[str]

    def share(self, text: str) -> float:
        """The share of the pairs that a text has, 0 to 1; 0 when the question has none."""
        if not self.pairs:
            return 0.0
        had = _pairs(text)
        return sum(not pair.isdisjoint(had) for pair in self.pairs) / len(self.pairs)

    def counts(self, text: str) -> bool:
        """Whether a text says how many there are of what is counted."""
        return bool(self.counted) and not self.counted.isdisjoint(_counted(text))


def beside(question: str) -> Beside:
    """The pairs (word stem, number or `no`) of a question, and the stems of what it counts, if anything."""
    match = _COUNTED.search(fold(question))
    stems = frozenset(terms(match["what"])) if match else frozenset()
    return Beside(
        pairs=tuple(frozenset((other, at) for other in {word, *meanings(word)}) for word, at in _pairs(question)),
        counted=stems.union(*map(meanings, stems)),
    )


@lru_cache(maxsize=REMEMBERED)
def _pairs(text: str) -> frozenset[Pair]:
    """The words of a text with the number at their side, before it or else behind; and the verbs that are denied."""
    words = _TOKEN.findall(text.lower())
    return frozenset(
        pair for i, word in enumerate(words) for pair in _of(word, words[max(0, i - 1) : i], words[i + 1 : i + 3])
    )


def _of(word: str, before: list[str], behind: list[str]) -> Iterator[Pair]:
    if word == "no":
        verb = next((other for other in behind if other not in ("se", "le", "les")), "")
        yield from ((stem, "no") for stem in terms(verb))
    elif word[0].isdigit() and not _YEAR.fullmatch(word):
        counted = next((other for other in (*before, *behind[:1]) if _tells(other)), "")
        yield from ((stem, word) for stem in terms(counted))


def _tells(word: str) -> bool:
    return not word[0].isdigit() and fold(word) not in _OTHERS and word not in MONTHS


@lru_cache(maxsize=REMEMBERED)
def _counted(text: str) -> frozenset[str]:
    """The stems of the words that a number stands shortly before."""
    words = _TOKEN.findall(text.lower())
    found: set[str] = set()
    for i, word in enumerate(words):
        if (word[0].isdigit() and not _YEAR.fullmatch(word)) or word in _NUMBERS:
            found.update(terms(" ".join(words[i + 1 : i + 1 + _NEAR])))
    return frozenset(found)
