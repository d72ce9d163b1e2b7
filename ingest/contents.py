"""Which lines are a table of contents, or a list of articles: headings that open nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest import markers
from ingest.markers import Heading
from ingest.text import Line, Role
from ingest.tree import FLAT
from kb.documents import UnitKind
from kb.numerals import plain

_LONGEST_ENTRY = 400
_FEWEST_ENTRIES = 3
_RECURRING = 0.8
"""Share of the entries that must stand elsewhere: two norms in one may share a heading or two."""
_LEADERS = re.compile(r"[\s.·…_]*\d{0,4}[\s.]*$")
"""`..... 12`, between an entry and its page"""
_Key = tuple[str, str]


def contents_lines(lines: Sequence[Line], openings: Sequence[Heading | None]) -> list[bool]:
    """For each line whether it is an entry of a table of contents.

    Such a table is a stretch of headings without text between them, most of which come back
    elsewhere under the same title. A reader that knows headings by their form (ARTICLE,
    DIVISION, ANNEX) keeps its own out of it; a line that only reads like one of those articles
    is a mention.
    """
    openings = [opening or _named(line) for line, opening in zip(lines, openings, strict=True)]
    inside = _mentions(lines, openings)
    keys = [_key(lines, openings, index) for index in range(len(lines))]
    everywhere = Counter(form for key in keys if key for form in _forms(key))
    for start, end in _stretches(lines, keys):
        own = [key for key in keys[start:end] if key]
        here = Counter(form for key in own for form in _forms(key))
        recurring = sum(everywhere[_forms(key)[0]] > here[_forms(key)[0]] for key in own)
        listed = len(own) >= _FEWEST_ENTRIES and recurring >= _RECURRING * len(own)
        if listed and _bare(keys[start:end], openings[start:end]):
            inside[start:end] = [True] * (end - start)
    return inside


def _named(line: Line) -> Heading | None:
    """`Norma 1. Objeto.`, which opens an article where the norm has those."""
    return markers.named_unit(line.text) if line.role in (Role.TEXT, Role.ARTICLE) else None


def _bare(keys: Sequence[_Key | None], openings: Sequence[Heading | None]) -> bool:
    """Whether the articles of a run, but for its last, are followed by headings: the norm's own have a text there."""
    articles = [opening is not None and opening.kind not in FLAT and bool(opening.rest) for opening in openings]
    titled = [n for n, (key, article) in enumerate(zip(keys, articles, strict=True)) if key and article]
    followed = sum(n + 1 < len(keys) and keys[n + 1] is not None for n in titled)
    return not titled or (followed > 0 and 3 * followed >= 2 * (len(titled) - 1))


def _mentions(lines: Sequence[Line], openings: Sequence[Heading | None]) -> list[bool]:
    """Lines that read like the heading of an article which another line is by its form."""
    parts = [opening.part if opening is not None else None for opening in openings]
    told = {part for line, part in zip(lines, parts, strict=True) if part and line.role is Role.ARTICLE}
    return [line.role is Role.TEXT and part in told for line, part in zip(lines, parts, strict=True)]


def _key(lines: Sequence[Line], openings: Sequence[Heading | None], index: int) -> _Key | None:
    """The part of an id that a heading would open and its title, which may stand on the next line.

    The title is empty where the next line is a heading again, and no title at all where it is a remark in brackets.
    """
    opening, line = openings[index], lines[index]
    if opening is None or len(line.text) > _LONGEST_ENTRY:
        return None
    title = opening.rest
    if not title and index + 1 < len(lines) and openings[index + 1] is None:
        title = lines[index + 1].text[:_LONGEST_ENTRY]
        if title.startswith("("):
            return opening.part, f"#{index}"
    return opening.part, "" if opening.kind is UnitKind.ANNEX else plain(_LEADERS.sub("", title))


def _forms(key: _Key) -> tuple[_Key, ...]:
    """What an entry is looked for as: by its title where it has one; a heading is found by its number alone, too."""
    return (key, (key[0], "")) if key[1] else (key,)


def _stretches(lines: Sequence[Line], keys: Sequence[_Key | None]) -> Iterator[tuple[int, int]]:
    """Runs of headings with at most one line, a title, between two of them; those a reader marked break a run."""
    index = 0
    while index < len(lines):
        start = index
        last = None
        while index < len(lines) and lines[index].role is Role.TEXT and (last is None or index - last <= 2):
            if keys[index] is not None:
                last = index
            elif last is None:
                break
            index += 1
        if last is None:
            index = start + 1
            continue
        yield start, last + 1
        index = last + 1
