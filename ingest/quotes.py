"""Which lines are quotations, above all those that run over several lines: amending text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.markers import Heading
from ingest.tree import FLAT
from kb.documents import UnitKind

_LONGEST = 4000
"""Lines; a whole law quoted by another is shorter, a mark that was never closed is longer."""
_CLOSING = {"«": "»", "“": "”", '"': '"'}
_INTRODUCED = re.compile(r":\s*[«“\"]")
"""`queda redactado como sigue: «Artículo 3.`"""
_CLOSED = re.compile(r"[»”\"][.,;:)]*$")
_Openings = Sequence[Heading | None]


@dataclass(slots=True)
class _Block:
    """A quotation over several lines, from the one that opens it.

    `stray` is its first line that goes on with the articles counted outside, `expected` the
    number that the next such line would have; `told` the first heading that its form makes
    one. `reopened` is the last line that opens the mark again, and a `broken` block was never
    closed.
    """

    first: int
    mark: str
    depth: int
    expected: int
    at_start: bool
    last: int = 0
    stray: int | None = None
    told: int | None = None
    reopened: int = 0
    broken: bool = False


def quoted_lines(lines: Sequence[str], openings: _Openings, told: Sequence[bool]) -> list[bool]:
    """For each line whether it is part of a quotation: opened on an earlier line, or all of the line.

    A block opens at the head of a line or after a colon. Marks get lost in print: one that
    nothing closes quotes nothing, and a block ends before the line that introduces another
    one, where articles go on with the numbering outside it, or where a heading stands that it
    cannot hold. `told` are the headings that a reader knows by their form.
    """
    blocks = _blocks(lines, openings, told)
    inside = [line[:1] in _CLOSING and line[:1] != '"' and _CLOSED.search(line) is not None for line in lines]
    for block in blocks:
        inside[block.first] = block.at_start
        inside[block.first + 1 : block.last + 1] = [True] * (block.last - block.first)
    following = _following_articles(openings, inside)
    for block in blocks:
        cut = _cut(block, openings, following[block.last])
        inside[cut : block.last + 1] = [False] * (block.last + 1 - cut)
    return inside


def _blocks(lines: Sequence[str], openings: _Openings, told: Sequence[bool]) -> list[_Block]:
    found: list[_Block] = []
    block: _Block | None = None
    article = 0
    for index, line in enumerate(lines):
        if block is not None and (index - block.first > _LONGEST or _reopens(block, lines, index)):
            block.last, block.broken = index - 2, True
            found += [block] if index - block.first <= _LONGEST else []
            block = None
        if block is None:
            opening = openings[index]
            if opening is not None and opening.kind is UnitKind.ARTICLE and opening.number is not None:
                article = opening.number
            block = _opened(line, index, article)
            continue
        _watch(block, index, openings[index], told=told[index])
        block.depth += _step(block, lines, index)
        if block.depth <= 0:
            block.last = index
            found.append(block)
            block = None
    return found


def _opened(line: str, index: int, article: int) -> _Block | None:
    """The block that a line opens and does not close."""
    at_start = line[:1] in _CLOSING
    match = None if at_start else _INTRODUCED.search(line)
    mark = line[0] if at_start else match[0][-1] if match else ""
    depth = _balance(line, mark) if mark else 0
    if depth <= 0:
        return None
    return _Block(first=index, mark=mark, depth=depth, expected=article + 1, at_start=at_start)


def _balance(line: str, mark: str) -> int:
    """Marks opened less marks closed; straight ones open at the head of a line and close at its end."""
    if mark != '"':
        return line.count(mark) - line.count(_CLOSING[mark])
    if line.count('"') % 2 == 0:
        return 0
    return 1 if line.startswith('"') else -1 if _CLOSED.search(line) else 0


def _step(block: _Block, lines: Sequence[str], index: int) -> int:
    """What a line adds to the depth: the mark that old norms repeat at each paragraph opens nothing."""
    line = lines[index]
    balance = _balance(line, block.mark)
    if balance > 0:
        block.reopened = index
    if not line.startswith(block.mark):
        return balance
    if balance > 0:
        return balance - 1
    repeated = lines[index - 1].startswith(block.mark) and index - 1 >= block.first
    return balance - 1 if balance == 0 and repeated and _CLOSED.search(line) else balance


def _watch(block: _Block, index: int, opening: Heading | None, *, told: bool) -> None:
    """Take note of headings that may be the norm's own."""
    if told and block.told is None:
        block.told = index
    if opening is not None and opening.kind is UnitKind.ARTICLE and opening.number == block.expected:
        block.expected += 1
        block.stray = index if block.stray is None else block.stray


def _reopens(block: _Block, lines: Sequence[str], index: int) -> bool:
    """Whether a line opens another block, introduced by the line before: so this one was left open."""
    line, before = lines[index], lines[index - 1]
    if index - 1 <= block.first or not line.startswith(block.mark) or before.startswith(block.mark):
        return False
    multiple = _balance(line, block.mark) > 0
    single = block.stray is not None and _CLOSED.search(line) is not None
    return before.endswith(":") and (multiple or single)


def _cut(block: _Block, openings: _Openings, following: int | None) -> int:
    """The first line of a block that is no part of the quotation; one past its last if all are."""
    if block.told is not None and (not block.at_start or block.reopened > block.told):
        return block.told
    if block.stray is not None and (block.broken or following == block.expected):
        return _before_divisions(block, block.stray, openings)
    return block.last + 1


def _following_articles(openings: _Openings, inside: Sequence[bool]) -> list[int | None]:
    """For each line the number of the next article outside all blocks."""
    found: list[int | None] = [None] * len(openings)
    number = None
    for index in range(len(openings) - 1, -1, -1):
        found[index] = number
        opening = openings[index]
        if opening is not None and opening.kind is UnitKind.ARTICLE and not inside[index]:
            number = opening.number
    return found


def _before_divisions(block: _Block, stray: int, openings: _Openings) -> int:
    """The first of the divisions' headings, and of their titles, right above an article."""
    cut = index = stray
    while index - 1 > block.first and cut - index <= 1:
        index -= 1
        opening = openings[index]
        if opening is not None and opening.kind in FLAT:
            cut = index
    return cut
