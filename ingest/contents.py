"""Which lines are a table of contents, or a list of articles: headings that open nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest import markers
from ingest.markers import Heading
from ingest.text import Line, Role
from ingest.tree import DIVISIONS, FLAT
from kb.documents import UnitKind
from kb.numerals import plain

_LONGEST_ENTRY = 400
_FEWEST_SIBLINGS = 2
_DEPTHS = {kind: depth for depth, kind in enumerate(DIVISIONS)}
_RECURRING = 0.8
"""Share of the entries that must stand elsewhere: two norms in one may share a heading or two."""
_LEADERS = re.compile(r"[\s.·…_]*\d{0,4}[\s.]*$")
"""`..... 12`, between an entry and its page"""
_Key = tuple[str, str]
_Openings = Sequence[Heading | None]


def contents_lines(lines: Sequence[Line], openings: _Openings) -> list[bool]:
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
    for run in _runs(lines, openings, keys):
        here = Counter(form for index in run for form in _forms(keys[index]))
        recurring = [index for index in run if everywhere[_forms(keys[index])[0]] > here[_forms(keys[index])[0]]]
        entries = [index for index in run if recurring and recurring[0] <= index <= recurring[-1]]
        if len(recurring) >= _RECURRING * len(entries) and _siblings(openings, entries) >= _FEWEST_SIBLINGS:
            end = _end(lines, openings, entries[-1])
            inside[entries[0] : end] = [True] * (end - entries[0])
    return inside


def _siblings(openings: _Openings, run: Sequence[int]) -> int:
    """How many headings of a run stand right below one that is no higher: the norm's own lead down to an article."""
    depths = [_DEPTHS.get(opening.kind, len(_DEPTHS)) for index in run if (opening := openings[index]) is not None]
    return sum(after <= before for before, after in pairwise(depths))


def _named(line: Line) -> Heading | None:
    """`Norma 1. Objeto.`, which opens an article where the norm has those."""
    return markers.named_unit(line.text) if line.role in (Role.TEXT, Role.ARTICLE) else None


def _mentions(lines: Sequence[Line], openings: _Openings) -> list[bool]:
    """Lines that read like the heading of an article which another line is by its form."""
    parts = [opening.part if opening is not None else None for opening in openings]
    told = {part for line, part in zip(lines, parts, strict=True) if part and line.role is Role.ARTICLE}
    return [line.role is Role.TEXT and part in told for line, part in zip(lines, parts, strict=True)]


def _key(lines: Sequence[Line], openings: _Openings, index: int) -> _Key | None:
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


def _forms(key: _Key | None) -> tuple[_Key, ...]:
    """What an entry is looked for as: by its title where it has one; a heading is found by its number alone, too."""
    if key is None:
        return ()
    return (key, (key[0], "")) if key[1] else (key,)


def _end(lines: Sequence[Line], openings: _Openings, index: int) -> int:
    """One past an entry, its title on the next line included."""
    opening, below = openings[index], index + 1
    if opening is None or opening.rest or below == len(lines) or openings[below] is not None:
        return below
    sentence = lines[below].text.endswith(".") and opening.kind not in FLAT
    return below if sentence else below + 1


def _runs(lines: Sequence[Line], openings: _Openings, keys: Sequence[_Key | None]) -> Iterator[list[int]]:
    """Headings one below the other, at most a title between two of them; one that comes back begins another run.

    The headings that a reader marked are none of these.
    """
    run: list[int] = []
    seen: set[_Key] = set()
    for index, key in enumerate(keys):
        if key is None:
            continue
        follows = bool(run) and index <= _end(lines, openings, run[-1])
        if lines[index].role is not Role.TEXT or not follows or key in seen:
            if run:
                yield run
            run, seen = [], set()
        if lines[index].role is Role.TEXT:
            run.append(index)
            seen.add(key)
    if run:
        yield run
