"""Whether a quote supports a sentence, decided by code: words that are there, numbers, names, and what is denied.

Stricter than fair: a sentence that a person would accept may be dropped, one that says more than its quote may not
pass.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.documents import Span
from kb.generation.claims import Claim
from kb.lexical import terms
from kb.numerals import cardinal, plain
from kb.results import Hit
from kb.values import cell_amounts, scale_of, values

FEWEST_WORDS = 3
"""Words that a quote has at least."""
OWN_WORDS = 0.5
"""The share of a sentence's content words that its quote or the place's headings have."""

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"(?<![.?!:»]\s)(?<!^)\b[A-ZÁÉÍÓÚÑ][\w-]+")
_DENIES = re.compile(
    r"\b(?:no|nunca|jamas|tampoco|ningun[oa]?|nadie|nada|sin|ni|prohib\w+|excluid\w+|exclusion|incompatibl\w+|salvo|excepto)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supported:
    """A sentence and the stretch of its hit's document that says so."""

    text: str
    hit: Hit
    span: Span

    @property
    def quote(self) -> str:
        """The words of the document."""
        own = _own(self.hit)
        return own[self.span.start - self.hit.start : self.span.end - self.hit.start]


def supported(claim: Claim, hits: tuple[Hit, ...], question: str) -> Supported | None:
    """The sentence with its place; None when the passage, the quote or anything that it says is not there."""
    if not 1 <= claim.passage <= len(hits):
        return None
    hit = hits[claim.passage - 1]
    span = _located(claim.quote, hit)
    if span is None:
        return None
    found = Supported(text=claim.text, hit=hit, span=span)
    context = f"{hit.text.removesuffix(_own(hit))} {hit.label} {question}"
    says_so = (
        _figures_stand(claim.text, found.quote, hit)
        and _denies(claim.text) == _denies(found.quote)
        and _names_stand(claim.text, f"{found.quote} {context}")
        and _words_stand(claim.text, f"{found.quote} {context}")
    )
    return found if says_so else None


def _own(hit: Hit) -> str:
    """The part of a hit's text that stands at its place in the document."""
    return hit.text[len(hit.text) - (hit.end - hit.start) :]


def _located(quote: str, hit: Hit) -> Span | None:
    """Where the words stand in the document, however their lines are broken."""
    words = quote.strip(' "«»“”').split()
    if len(words) < FEWEST_WORDS:
        return None
    found = re.search(r"\s+".join(map(re.escape, words)), _own(hit))
    return found and Span(start=hit.start + found.start(), end=hit.start + found.end())


def _figures_stand(text: str, quote: str, hit: Hit) -> bool:
    """Whether every value and every other figure of a sentence is in its quote."""
    stated = {value.normal for value in values(text)}
    there = {value.normal for value in values(quote)} | _cells(quote, hit)
    loose = _without_values(text)
    figures = set(_FIGURE.findall(quote)) | set(_FIGURE.findall(hit.label))
    numbers = set(_FIGURE.findall(loose)) | {w for w in _WORD.findall(plain(loose)) if _number(w)}
    return stated <= there and numbers <= figures | set(_WORD.findall(plain(quote)))


def _without_values(text: str) -> str:
    rest = text
    for value in reversed(values(text)):
        rest = f"{rest[: value.start]} {rest[value.end :]}"
    return rest


def _number(word: str) -> bool:
    """Whether a word counts; `un` and `una` are articles more often than not."""
    return word not in ("un", "una", "uno") and cardinal(word) is not None


def _cells(quote: str, hit: Hit) -> set[str]:
    """The amounts of a row under a header that names euros."""
    scale = scale_of(hit.text.split("\n", 1)[0])
    return set() if scale is None else {value.normal for value in cell_amounts(quote, scale)}


def _denies(text: str) -> bool:
    return _DENIES.search(plain(text)) is not None


def _names_stand(text: str, known: str) -> bool:
    """Whether every name inside a sentence is known."""
    words = set(re.findall(r"[\w-]+", plain(known)))
    return all(plain(name) in words for name in _NAME.findall(text))


def _words_stand(text: str, known: str) -> bool:
    mine = set(terms(text))
    return bool(mine) and len(mine & set(terms(known))) >= OWN_WORDS * len(mine)
