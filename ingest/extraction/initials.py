"""Initials that a document uses for a name without ever joining the two: `la FAyM` for `Fundación Agua y Montaña`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

from ingest.extraction.body_names import begins_as_institution

_USED = re.compile(
    r"\b(?:[Ll]a|[Ee]l|[Dd]el|[Aa]l) (?P<initials>[A-ZÁÉÍÓÚÑ](?:[A-ZÁÉÍÓÚÑ]|[yed](?=[A-ZÁÉÍÓÚÑ])){2,9})(?![\w-]|\.\w)"
)
"""Behind an article: capitals, and the joints that initials keep."""
_FEWEST = 3
"""Capitals: two would fit too many names."""
_TWICE = 2
_ACCENTED = dict(zip("AEIOU", "ÁÉÍÓÚ", strict=True))
_JOINTS = r"(?:(?:de|del|la|el|los|las|en|para|al?|con|y|e)\s+)*"


def initials_in(paragraphs: Sequence[str], known: Container[str]) -> Iterator[tuple[str, str]]:
    """Each initials that a text uses more than once, with the name of an institution there that they stand for."""
    used = Counter(match["initials"] for text in paragraphs for match in _USED.finditer(text))
    for initials, times in used.items():
        if times >= _TWICE and initials not in known and sum(map(str.isupper, initials)) >= _FEWEST:
            name = _named(initials, paragraphs)
            if name is not None:
                yield initials, name


def _named(initials: str, paragraphs: Iterable[str]) -> str | None:
    """The first name of an institution whose words begin with those letters, one each and in order."""
    pattern = _spelt(initials)
    for text in paragraphs:
        for match in pattern.finditer(text):
            name = " ".join(match[0].split())
            if begins_as_institution(name):
                return name
    return None


def _spelt(initials: str) -> re.Pattern[str]:
    """Capitals are words with a capital, joined by any joints; a small letter is one of the joints."""
    words = []
    for letter in initials:
        first = f"[{letter}{_ACCENTED.get(letter, '')}]"
        words.append(rf"{_JOINTS}{first}[\wáéíóúñ’'-]+\s+" if letter.isupper() else rf"{letter}\w*\s+")
    return re.compile(r"(?<![\w-])" + "".join(words).removesuffix(r"\s+").removeprefix(_JOINTS) + r"(?!\w)")
