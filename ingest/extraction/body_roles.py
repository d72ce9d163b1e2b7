"""What a text says that a body does: its role by the words beside it, or at least that a verb has it act."""

from __future__ import annotations

import re
from functools import cache

from ingest.extraction.rules import rules
from kb.numerals import fold

_REACH = 110
"""Characters before a name, and twice as many behind it, that may tell."""


@cache
def _roles(*, generic: bool) -> tuple[tuple[str, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    return tuple(
        (one["name"], *(re.compile(one[side]) if side in one else None for side in ("before", "after")))
        for one in rules("bodies")["role"]
        if not (generic and one.get("named"))
    )


def role_of(folded: str, start: int, end: int, *, generic: bool = False) -> str | None:
    """What the words beside a name say that it does; the ones before it within its sentence."""
    before = re.split(r"[.;:]\s", folded[max(0, start - _REACH) : start])[-1]
    before = without_article(before)
    after = folded[end : end + 2 * _REACH]
    after = re.sub(r"^[»”\"]", "", after)
    for name, ahead, behind in _roles(generic=generic):
        if (ahead is not None and ahead.search(before)) or (behind is not None and behind.search(after)):
            return name
    return None


@cache
def _acting(*names: str) -> re.Pattern[str]:
    book = rules("bodies")["acting"]
    return re.compile("".join(book.get(name, name) for name in names))


def acts(text: str, end: int) -> bool:
    """Whether a verb goes on about a name, in no role that another rule knows: `la RNC ha elaborado un documento`."""
    return _acting("after").match(text, end) is not None


def is_told_to(text: str, start: int, end: int) -> bool:
    """Whether its verb stands before it or in the subjunctive: `que celebre la Cofradía`, `cuando la Cofradía pida`."""
    written = fold(text[max(0, start - _REACH) : start])
    before = without_article(written)
    verb = _acting("behind").search(before)
    if verb is not None:
        return _agrees(verb["verb"] or verb["will"], written)
    clause = _acting("clause").search(before) is not None
    return clause and _acting("subjunctive").search(fold(text[end : end + _REACH])) is not None


def _agrees(verb: str | None, before: str) -> bool:
    """Whether a verb has the number of the article behind it, unlike in `las líneas que integran la Red`."""
    article = re.search(r"\b(?:(?P<one>el|la|cada)|(?P<many>los|las)|un|una)\s+$", before)
    if verb is None or article is None:
        return True
    return bool(article["many"] if verb.endswith("n") else article["one"])


def goes_on(text: str, start: int, end: int) -> bool:
    """Whether the verb of somebody named by what they are follows, perhaps behind an aside, and is not another's."""
    before = without_article(fold(text[max(0, start - _REACH) : start]))
    book = rules("bodies")["generic"]
    if re.search(book["not_subject"], before) and not re.search(book["but"], before):
        return False
    return _acting("aside", "(?:", "after", "|", "present", ")").match(text, end, end + 3 * _REACH) is not None


def without_article(before: str) -> str:
    """`a propuesta de la ` -> `a propuesta de `, `ante el ` -> `ante `, `del ` -> `de `"""
    bare = re.sub(r"[«“\"'‘]$", "", before)
    bare = re.sub(r"\b(?:el|la|los|las|un|una|sus?|l)\s+$", "", bare)
    return re.sub(r"\b(a|de)l\s+$", lambda m: "a " if m[1] == "a" else "de ", bare)
