"""Paragraphs again, where a text broke its lines at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest import markers
from ingest.phrases import PRE_FORMULA
from ingest.text import Line, Role

_WIDEST = 160
"""Characters. Lines that are longer, but for one in a hundred, were not broken to fit a page or a screen."""
_FEWEST = 8
_LOOSE = 0.6
"""The least share of the longest line that a full one may have: proportional type varies that much."""
_COMMON = 0.15
"""Share of the lines that must break in the middle of a sentence."""
_STOPPED = re.compile(r"[.:;!?»”)\]…]$")
_LISTED = re.compile(r"(?:[.:;,»”)]|\s[yoeu])$")
"""How a line ends before an item of a list."""
_HYPHENATED = re.compile(r"[^\W\d_]-$")
_LONGEST_HEADING = 4
"""Lines."""


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of a paragraph joined if the text is wrapped."""
    full = _full_width(lines)
    if full is None:
        return list(lines)
    paragraphs: list[list[Line]] = []
    for line in lines:
        if paragraphs and _continues(paragraphs[-1], line, full):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [joined(paragraph) for paragraph in paragraphs]


def _pairs(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Each line of text with the one right below it."""
    for before, line in pairwise(lines):
        if before.role is Role.TEXT and line.role is Role.TEXT and not line.blank_before:
            yield before.text, line.text


def _needed(before: str, after: str) -> int:
    """How wide the line would have had to be to take one more word."""
    return len(before) + 1 + len(after.partition(" ")[0])


def _full_width(lines: Sequence[Line]) -> float | None:
    """The width from which a line counts as full; None when the text is not wrapped.

    Measured where a sentence surely goes on: the least width that did not take the next word.
    """
    lengths = sorted(len(line.text) for line in lines if line.role is Role.TEXT)
    width = lengths[-1 - len(lengths) // 100] if lengths else 0
    if len(lengths) < _FEWEST or width > _WIDEST:
        return None
    needed = sorted(_needed(a, b) for a, b in _pairs(lines) if _goes_on(a, b) and len(a) > _LOOSE * width)
    if len(needed) < _COMMON * len(lengths):
        return None
    return needed[len(needed) // 50]


def _goes_on(before: str, after: str) -> bool:
    """Whether a sentence surely goes on below: no stop, and no capital, number or mark after it."""
    return after[:1].islower() and not _STOPPED.search(before) and not markers.list_markers(after)


def _continues(paragraph: Sequence[Line], line: Line, full: float) -> bool:
    """Whether a line goes on with the paragraph above it."""
    last = paragraph[-1]
    if line.blank_before or last.role is not Role.TEXT or line.role is not Role.TEXT:
        return False
    if _goes_on(last.text, line.text):
        return len(last.text) > _LOOSE * full
    if _needed(last.text, line.text) < full or (_LISTED.search(last.text) and markers.list_markers(line.text)):
        return False
    heads = markers.opening(line.text) is not None
    if not _STOPPED.search(last.text):
        return not (heads and _is_heading(paragraph))
    return not (heads or PRE_FORMULA.match(line.text) or line.text.isupper() or _is_heading(paragraph))


def _is_heading(paragraph: Sequence[Line]) -> bool:
    """Whether a paragraph is a heading that its stop ends."""
    return len(paragraph) <= _LONGEST_HEADING and markers.opening(joined(paragraph).text) is not None


def joined(paragraph: Sequence[Line]) -> Line:
    """The lines of a paragraph on one line."""
    parts = [paragraph[0].text]
    for line in paragraph[1:]:
        parts[-1], glue = _broken(parts[-1], line.text)
        parts.append(glue + line.text)
    return replace(paragraph[0], text="".join(parts))


def _broken(before: str, after: str) -> tuple[str, str]:
    """A word broken by a hyphen is whole again; `Ciencia-` before a capital keeps its hyphen."""
    if not _HYPHENATED.search(before):
        return before, " "
    return (before[:-1], "") if after[:1].islower() else (before, "")
