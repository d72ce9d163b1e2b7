"""Which lines lie inside a quotation that runs over several of them: amending text, mostly."""

from __future__ import annotations

from collections.abc import Sequence

_LONGEST_QUOTATION = 4000
"""Lines; a whole law quoted by another is shorter, a mark that was never closed is longer."""


def quoted_lines(lines: Sequence[str], headings: Sequence[bool] = ()) -> list[bool]:
    """For each line whether it is part of a `«…»`: one opened on an earlier line, or all of it from its start.

    A line that reopens the mark of a quotation still open, as older norms do with every
    paragraph, does not count twice. An opening that nothing closes is taken as a misprint, and
    so is one that would swallow a heading of the norm: `headings` tells the lines that their
    form makes one.
    """
    inside = [_whole(line) for line in lines]
    index = 0
    while index < len(lines):
        if _balance(lines[index]) > 0:
            last = _closing_line(lines, index)
            if last is not None:
                last = _before_heading(lines, headings, index, last)
                inside[index] = lines[index].startswith("«")
                inside[index + 1 : last + 1] = [True] * (last - index)
                index = last
        index += 1
    return inside


def _whole(line: str) -> bool:
    """Whether a line is a quotation from its first character to its last."""
    return line.startswith("«") and line.rstrip(".").endswith("»") and _balance(line) <= 0


def _before_heading(lines: Sequence[str], headings: Sequence[bool], first: int, last: int) -> int:
    """The last line of the quotation: the one before a heading that it cannot hold.

    It cannot when it was not opened at the start of a line, as amending text is, or when
    another quotation is opened after the heading.
    """
    for index in range(first + 1, last + 1):
        if not (headings and headings[index]) or lines[index].startswith("«"):
            continue
        if not lines[first].startswith("«") or any(_balance(line) > 0 for line in lines[index + 1 : last + 1]):
            return index - 1
    return last


def _balance(line: str) -> int:
    return line.count("«") - line.count("»")


def _closing_line(lines: Sequence[str], first: int) -> int | None:
    """The line on which the quotation opened on `first` is closed."""
    depth = _balance(lines[first])
    for index in range(first + 1, min(len(lines), first + _LONGEST_QUOTATION)):
        line = lines[index]
        reopened = 1 if line.startswith("«") and depth > 0 and _balance(line) >= 0 else 0
        depth += _balance(line) - reopened
        if depth <= 0:
            return index
    return None
