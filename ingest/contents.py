"""Which lines are a table of contents, or a list of articles: headings that open nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest import markers
from ingest.text import Line, Role

_LONGEST_ENTRY = 400
_FEWEST_ENTRIES = 3
_GAP = 2
"""Lines without a heading in a row, such as the title below `TÍTULO I`."""


def contents_lines(lines: Sequence[Line]) -> list[bool]:
    """For each line whether it is an entry of a table of contents.

    Such a table is a stretch of short lines most of which are headings that come back as
    headings elsewhere. A reader that knows headings by their form (ARTICLE, DIVISION, ANNEX)
    keeps its own out of it; a line that only reads like one of those articles is a mention.
    """
    keys = [_key(line) for line in lines]
    everywhere = Counter(key for key in keys if key)
    inside = _mentions(lines, keys)
    index = 0
    while index < len(lines):
        if keys[index] is None or lines[index].role is not Role.TEXT:
            index += 1
            continue
        end = _end(lines, keys, index)
        here = [key for key in keys[index:end] if key]
        if len(here) >= _FEWEST_ENTRIES and 2 * len(here) >= end - index and _recur(here, everywhere):
            inside[index:end] = [True] * (end - index)
        index = end
    return inside


def _mentions(lines: Sequence[Line], keys: Sequence[str | None]) -> list[bool]:
    """Lines that read like the heading of an article which another line is by its form."""
    told = {key for line, key in zip(lines, keys, strict=True) if key and line.role is Role.ARTICLE}
    return [line.role is Role.TEXT and key in told for line, key in zip(lines, keys, strict=True)]


def _key(line: Line) -> str | None:
    """The part of an id that the line would open."""
    if line.role not in (Role.TEXT, Role.ARTICLE, Role.DIVISION, Role.ANNEX) or len(line.text) > _LONGEST_ENTRY:
        return None
    tests = (markers.article, markers.provision, markers.division, markers.annex, markers.named_unit)
    return next((found.part for test in tests if (found := test(line.text))), None)


def _end(lines: Sequence[Line], keys: Sequence[str | None], start: int) -> int:
    """One past the last heading of the stretch that begins on a heading."""
    end, index = start + 1, start + 1
    while index < len(lines) and index - end < _GAP:
        if lines[index].role is not Role.TEXT or len(lines[index].text) > _LONGEST_ENTRY:
            break
        if keys[index] is not None:
            end = index + 1
        index += 1
    return end


def _recur(here: Sequence[str], everywhere: Counter[str]) -> bool:
    """Whether most of the headings stand elsewhere too."""
    own = Counter(here)
    return 2 * sum(everywhere[key] > own[key] for key in own) > len(own)
