"""The document's final text, and where each line of it begins."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.contents import contents_lines
from ingest.quotes import quoted_lines
from ingest.text import Line, Role, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A line, where its text begins, and whether it lies in quoted amending text or a table of contents."""

    line: Line
    start: int
    quoted: bool = False

    @property
    def text(self) -> str:
        """The line's text."""
        return self.line.text

    @property
    def end(self) -> int:
        """Where the line's text ends."""
        return self.start + len(self.line.text)


def lay_out(text: Text) -> tuple[str, tuple[Placed, ...]]:
    """The final text, one line a line of it, and the lines with their offsets; furniture is left out."""
    lines = [line for line in text.lines if line.role is not Role.FURNITURE and line.text]
    headings = [line.role in (Role.ARTICLE, Role.DIVISION, Role.ANNEX) for line in lines]
    quoted_text = quoted_lines([line.text for line in lines], headings)
    inside = zip(quoted_text, contents_lines(lines), strict=True)
    placed, start = [], 0
    for line, (quoted, listed) in zip(lines, inside, strict=True):
        placed.append(Placed(line=line, start=start, quoted=quoted or listed or line.role is Role.QUOTED))
        start += len(line.text) + 1
    return "\n".join(line.text for line in lines), tuple(placed)
