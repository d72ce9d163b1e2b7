"""When two texts are the same place: shares of common word pairs, case and accents apart."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from kb.numerals import plain

LONGEST_HIT = 2200
"""Characters of a hit that count: a whole chapter is no passage."""
LONGEST_QUOTE = 700
"""Characters of a quote that count: an article is no quote."""

_WORD = re.compile(r"[a-z0-9]+")


def words(text: str) -> tuple[str, ...]:
    """Lower-case words and numbers, without accents or punctuation."""
    return tuple(_WORD.findall(plain(text)))


def coverage(needle: str, hay: str) -> float:
    """The share of the needle's word pairs that the hay holds as well, 0 to 1."""
    wanted, held = _pairs(needle), _pairs(hay)
    return (wanted & held).total() / wanted.total() if wanted else 0.0


def holds(text: str, quote: str) -> bool:
    """Whether a hit shows the gold quote."""
    return coverage(quote, text[:LONGEST_HIT]) >= 0.8


def quotes(cited: str, quote: str) -> bool:
    """Whether a citation quotes the gold quote, or a part of it."""
    return max(coverage(quote, cited[:LONGEST_QUOTE]), coverage(cited, quote)) >= 0.6


def within(label: str, unit: str) -> bool:
    """Whether a label names the unit or a part of it: `art. 1.2` is within `art. 1`, `art. 10` is not."""
    wanted = words(unit)
    return bool(wanted) and words(label)[: len(wanted)] == wanted


def _pairs(text: str) -> Counter[tuple[str, ...]]:
    found = words(text)
    return Counter(pairwise(found)) if len(found) > 1 else Counter([found] if found else [])
