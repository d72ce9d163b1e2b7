"""The document's final text, where each line of it begins, and what each line opens."""

from __future__ import annotations

from dataclasses import dataclass

from ingest import markers
from ingest.contents import contents_lines
from ingest.markers import Heading
from ingest.quotes import quoted_lines
from ingest.text import Line, Role, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A line, where its text begins, and the heading it is.

    A `quoted` line lies in amending text or a table of contents: it opens nothing.
    """

    line: Line
    start: int
    quoted: bool = False
    opening: Heading | None = None

    @property
    def text(self) -> str:
        """The line's text."""
        return self.line.text

    @property
    def role(self) -> Role:
        """What the reader knew about the line."""
        return self.line.role

    @property
    def end(self) -> int:
        """Where the line's text ends."""
        return self.start + len(self.line.text)


_HEADINGS = (Role.TEXT, Role.ARTICLE, Role.DIVISION, Role.ANNEX, Role.HEADING)


def lay_out(text: Text) -> tuple[str, tuple[Placed, ...]]:
    """The final text, one line a line of it, and the lines with their offsets; furniture is left out."""
    lines = [line for line in text.lines if line.role is not Role.FURNITURE and line.text]
    openings = [markers.opening(line.text) if line.role in _HEADINGS else None for line in lines]
    told = [line.role in (Role.ARTICLE, Role.DIVISION, Role.ANNEX) for line in lines]
    quoted = quoted_lines([line.text for line in lines], openings, told)
    listed = contents_lines(lines, openings)
    placed, start = [], 0
    for index, line in enumerate(lines):
        shut = quoted[index] or listed[index] or line.role is Role.QUOTED
        placed.append(Placed(line=line, start=start, quoted=shut, opening=None if shut else openings[index]))
        start += len(line.text) + 1
    return "\n".join(line.text for line in lines), tuple(placed)
