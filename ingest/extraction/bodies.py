"""Organs and institutions, with the role that the verb beside the name gives them.

A name that an organ has by its first word counts wherever it stands. Any other institution, one that the
document has given an acronym, counts where a verb says what it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.extraction.marks import Stretch
from ingest.extraction.names import ACRONYM, NAME, RUN
from ingest.extraction.rules import rules
from kb.facts import EntityType

_LINK = r"(?:de la|de las|de los|del|de|para la|para el|para|contra el|contra la|con)"
_ACRONYM_AFTER = re.compile(rf"\s\((?P<acronym>{ACRONYM})\)")
_BEFORE = 90


@cache
def _organs() -> re.Pattern[str]:
    """A fixed name, or a first word and the name that follows it."""
    book = rules("bodies")
    fixed = "|".join(re.escape(name) for name in sorted(book["fixed"], key=len, reverse=True))
    heads = sorted(book["heads"], key=len, reverse=True)
    bare = "|".join(book["bare"])
    head = "|".join(map(re.escape, heads))
    return re.compile(
        rf"(?<![\w-])(?:(?P<fixed>{fixed})(?!\w)|(?P<named>(?:{head})(?:\s+{RUN})?\s+{_LINK}\s+{NAME}|(?:{bare})\b)"
        rf"|(?P<function>{book['functions']}))"
    )


@cache
def _roles() -> tuple[tuple[str, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    return tuple(
        (one["name"], *(re.compile(one[side], re.IGNORECASE) if side in one else None for side in ("before", "after")))
        for one in rules("bodies")["role"]
    )


def mark_bodies(stretch: Stretch) -> None:
    """Note organs, then institutions that do something."""
    for start, end in _named(stretch):
        if not stretch.is_closed(start, end):
            _note(stretch, start, end)
    for start, end in _institutions(stretch):
        if not stretch.is_closed(start, end) and _role(stretch.text, start, end) is not None:
            _note(stretch, start, end)


def _note(stretch: Stretch, start: int, end: int) -> None:
    acronym = _ACRONYM_AFTER.match(stretch.text, end)
    name = stretch.text[start:end]
    stretch.add(
        EntityType.BODY,
        start,
        end,
        stretch.lexicon.full_name(_shown(name)),
        role=_role(stretch.text, start, acronym.end() if acronym else end),
    )


def _shown(name: str) -> str:
    """As a name is kept: white space single, functions in lower case."""
    clean = " ".join(name.split())
    return clean[0].lower() + clean[1:] if re.match(r"Órgano\s", clean) else clean


def _named(stretch: Stretch) -> Iterator[tuple[int, int]]:
    book = rules("bodies")
    for match in _organs().finditer(stretch.text):
        if match["function"] and re.match(book["functions_of"], match[0]) is None:
            continue
        start, end = match.span()
        if match[0] in book["only_with_role"] and _role(stretch.text, start, end) is None:
            continue
        yield start, end


def _institutions(stretch: Stretch) -> Iterator[tuple[int, int]]:
    """Names and acronyms that the document has joined, and acronyms that an apposition introduces."""
    text = stretch.text
    known = sorted({*stretch.lexicon.bodies, *stretch.lexicon.bodies.values()}, key=len, reverse=True)
    if known:
        pattern = "|".join(re.escape(name) for name in known)
        for match in re.finditer(rf"(?<![\w-])(?:{pattern})(?![\w-])", text):
            acronym = _ACRONYM_AFTER.match(text, match.end())
            yield match.start(), acronym.end() if acronym else match.end()
    told = rules("bodies")["apposition"]
    for match in re.finditer(
        rf"\b(?P<name>[A-ZÁÉÍÓÚÑ]{{3,}}(?:\s[A-ZÁÉÍÓÚÑ]{{2,}})*)(?=,\s(?:la\s|el\s|una?\s)?(?:{told})\b)", text
    ):
        yield match.span("name")


def _role(text: str, start: int, end: int) -> str | None:
    """What the words beside a name say that it does."""
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _BEFORE]
    for name, ahead, behind in _roles():
        if (ahead is not None and ahead.search(before)) or (behind is not None and behind.search(after)):
            return name
    return None
