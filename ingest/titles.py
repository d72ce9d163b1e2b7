"""What is a heading's title and what is text already: on its own line, or on the line below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from statistics import median

from ingest import markers
from ingest.counting import Count
from ingest.layout import Placed
from ingest.tables import ROWS
from ingest.text import Role
from ingest.tree import FLAT, Node
from kb.documents import UnitKind

_LONGEST = 300
_LONGEST_TOLD = 700
"""Letters of a title, and of one that the form of its line tells: of acts that amend others, named whole."""
_SHORT = 40
_USUAL = 120
"""Most titles are shorter."""
_FEW = 0.2
"""The share of articles that are nothing but their number's line, from which these lines are no titles."""

_VERB = r"se|es|son|ha|han|está|están|debe|deben|puede|pueden|tiene|tienen|[a-zñáéíóú]+r(?:á|án)"
_TITLE = re.compile(rf"(?=[A-ZÁÉÍÓÚ])(?!.*\b(?i:{_VERB})\b)[^.:;]{{2,200}}\.")
"""One phrase with its stop and no verb."""


def _gives_no_titles(lines: Sequence[Placed]) -> bool:
    """Whether articles go on long after their number, and some are nothing else: below a long title stands a text."""
    rests, alone = [], 0
    for line, below in zip_longest(lines, lines[1:]):
        if line.opening is not None and line.opening.kind is UnitKind.ARTICLE and line.opening.rest:
            rests.append(len(line.opening.rest))
            alone += below is None or below.opening is not None
    return bool(rests) and median(rests) > _USUAL and alone >= _FEW * len(rests)


def is_title(text: str, mark: str) -> bool:
    """Whether the line of an item is nothing but its title: `Primero. Objeto.`"""
    return _TITLE.fullmatch(text.removeprefix(mark).lstrip(" .-–—")) is not None


class Titles:
    """Tells titles from text, by what stands around a heading and by what the norm's articles look like."""

    def __init__(self, lines: Sequence[Placed], count: Count) -> None:
        self._lines = lines
        self._count = count
        self._untitled = _gives_no_titles(lines)

    def is_body(self, at: int, rest: str, here: Node) -> bool:
        """Whether what follows an article's number on its line is its text: `Art. 2.º El mando corresponde…`"""
        bare = at + 1 >= len(self._lines) or self._ends(at + 1, here)
        if self._untitled and len(rest) > _SHORT:
            return True
        if self._lines[at].role is Role.ARTICLE and not bare and len(rest) <= _LONGEST_TOLD:
            return False
        return len(rest) > _LONGEST or rest.endswith(":") or (bare and len(rest) > _SHORT)

    def _ends(self, index: int, here: Node) -> bool:
        role = self._lines[index].role
        return role is Role.METADATA or role in ROWS or self._count.opens(index, here) or self._count.is_over(index)

    def below(self, at: int, here: Node) -> Placed | None:
        """The line below a heading, if it is its title and no text."""
        if at + 1 >= len(self._lines) or self._count.opens(at + 1, here):
            return None
        follower, text = self._lines[at + 1], self._lines[at + 1].text
        if follower.role is Role.HEADING:
            return follower
        if follower.role is not Role.TEXT or follower.quoted or len(text) > _LONGEST or not text[:1].isupper():
            return None
        if markers.list_markers(text) or text.endswith((":", ";", ",")):
            return None
        stopped = text.endswith(".") and not self._heads_division(at, here)
        return None if stopped else follower

    def _heads_division(self, at: int, here: Node) -> bool:
        """Whether a heading and the line below it stand right above an article."""
        opening = self._lines[at].opening
        return opening is not None and opening.kind in FLAT and self._count.opens(at + 2, here)
