"""Where words stand in a text, whatever their accents and capitals."""

from __future__ import annotations

import re

from kb.numerals import fold


def find(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """The stretches of `text` that read as `words`, white space aside, in order."""
    parts = fold(words).split()
    if not parts:
        return ()
    pattern = re.compile(r"\s+".join(map(re.escape, parts)))
    return tuple(match.span() for match in pattern.finditer(fold(text)))
