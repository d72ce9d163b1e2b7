"""A line of a page, the stretches of text on it, and how a paragraph is broken into them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len

_WIDE = re.compile(r"[\u0300-\u036f\u1100-\uffff\U00010000-\U0010ffff]")
"""Characters that may not take one column"""
_DASHES = re.compile(r"[\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u214f]")


class Piece(NamedTuple):
    """A stretch of text on a line. `start` is its offset in the document, -1 for what is only drawn."""

    column: int
    text: str
    start: int


class Line(NamedTuple):
    """A line of the page. `style` names how it looks; a `wide` one is of a table and scrolls sideways."""

    pieces: tuple[Piece, ...]
    start: int
    style: str
    wide: bool = False


def wrapped(text: str, start: int, width: int) -> Iterator[Piece]:
    """A paragraph in stretches of at most `width` columns, broken at spaces where there is one."""
    if len(text) <= width and not _has_wide(text):
        yield Piece(0, text, start)
        return
    if _has_wide(text):
        yield from _wrapped_by_cells(text, start, width)
        return
    for match in re.finditer(rf"\s*(\S.{{0,{width - 2}}}\S|\S)(?=\s|$)|\s*(\S.{{0,{width - 1}}})", text):
        group = 1 if match[1] is not None else 2
        yield Piece(0, match[group], start + match.start(group))


def _has_wide(text: str) -> bool:
    return not text.isascii() and any(_DASHES.match(found[0]) is None for found in _WIDE.finditer(text))


def _wrapped_by_cells(text: str, start: int, width: int) -> Iterator[Piece]:
    """The same where a character may take no column or two."""
    line, begun = "", start
    for match in re.finditer(r"\S+\s*", text):
        word = match[0]
        if line and cell_len(line) + cell_len(word.rstrip()) > width:
            yield Piece(0, line.rstrip(), begun)
            line = ""
        if not line:
            begun = start + match.start()
        line += word
        while cell_len(line.rstrip()) > width:
            yield Piece(0, line[: width // 2], begun)
            line, begun = line[width // 2 :], begun + width // 2
    if line.strip():
        yield Piece(0, line.rstrip(), begun)
