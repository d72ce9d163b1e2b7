"""Which lines lie inside a quotation that runs over several of them: amending text, mostly."""

from __future__ import annotations

from collections.abc import Sequence

_LONGEST_QUOTATION = 4000
"""Lines; a whole law quoted by another is shorter, a mark that was never closed is longer."""


def quoted_lines(lines: Sequence[str]) -> list[bool]:
    """For each line whether it begins inside a `«…»` that was opened on an earlier line and is closed later.

    A line that reopens the mark of a quotation still open, as older norms do with every
    paragraph, does not count twice. An opening that nothing closes is taken as a misprint.
    """
    inside = [False] * len(lines)
    index = 0
    while index < len(lines):
        if _balance(lines[index]) > 0:
            last = _closing_line(lines, index)
            if last is not None:
                inside[index + 1 : last + 1] = [True] * (last - index)
                index = last
        index += 1
    return inside


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
