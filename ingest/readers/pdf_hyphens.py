"""Words broken at the end of a line: which hyphens are the typesetter's and which the writer's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

_HYPHENS = "-\u2010\u2011"
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_LAST = re.compile(r"([^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*)[-\u2010\u2011]$")
_FIRST = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(
    r"(?:co|rio|ico|ivo|ano|eno|ino|oso|al|ex|no|anti|pre|post|vice|sub|pro|auto|anglo|franco|socio|euro)$"
)
"""The first halves that take a hyphen in Spanish: `teórico-práctico`, `contencioso-administrativo`, `ex-presidente`"""

_SETS_HYPHENS = 0.02
_FEWEST_BREAKS = 4


class Hyphens:
    """What the document itself shows: its unbroken words, and whether its lines are hyphenated at all.

    A broken word is mended when the document has it whole elsewhere, keeps its hyphen when it
    has it hyphenated elsewhere; where it shows neither, in a text that breaks words a hyphen
    is the typesetter's unless it follows the first half of a compound, in others the writer's.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._whole: Counter[str] = Counter()
        breaks = 0
        was_broken = False
        for line in lines:
            words = _WORD.findall(line)
            broken = _LAST.search(line) is not None
            breaks += broken
            self._whole.update(word.lower() for word in words[was_broken : len(words) - broken])
            was_broken = broken
        self._sets_hyphens = self._breaks_words(lines, breaks)

    def _breaks_words(self, lines: Sequence[str], breaks: int) -> bool:
        """Whether the typesetter broke words: many lines end so, and some halves are no words."""
        if breaks < max(_FEWEST_BREAKS, _SETS_HYPHENS * len(lines)):
            return False
        mended = 0
        for line, following in pairwise(lines):
            first, last = _FIRST.match(following), _LAST.search(line)
            if first and last:
                mended += (last[1] + first[0]).lower() in self._whole
        return mended > 0

    def join(self, before: str, after: str) -> str:
        """Two lines of a paragraph as one text."""
        last, first = _LAST.search(before), _FIRST.match(after)
        if before[-1:] not in _HYPHENS or not before[:-1].strip():
            return f"{before} {after}"
        if last is None or first is None:
            glued = before[-2:-1].strip() and not after[:1].isspace()
            return before + after if glued else f"{before} {after}"
        return before[:-1] + after if self._is_set(last[1], first[0]) else before + after

    def join_all(self, lines: Iterable[str]) -> str:
        """The lines of a paragraph or of a cell as one text."""
        text = ""
        for line in lines:
            text = self.join(text, line) if text else line
        return text

    def _is_set(self, left: str, right: str) -> bool:
        """Whether the hyphen between two halves is the typesetter's."""
        if not right[0].islower() or (left.isupper() and len(left) > 1 and not right.isupper()):
            return left.isupper() and right.isupper() and (left + right).lower() in self._whole
        whole, hyphened = (left + right).lower(), f"{left}-{right}".lower()
        if self._whole[whole] != self._whole[hyphened]:
            return self._whole[whole] > self._whole[hyphened]
        if not self._sets_hyphens:
            return False
        both = left.lower() in self._whole and right.lower() in self._whole
        return not (both and _COMPOUND.search(left.lower()))
