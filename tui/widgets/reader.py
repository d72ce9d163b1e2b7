"""The text of a document, drawn line by line as it comes into view."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.messages import LinkChosen
from tui.page.typesetting import Page, typeset

if TYPE_CHECKING:
    from kb.documents import Document
    from kb.facts import Reference
    from tui.page.lines import Line, Piece

GUTTER = 4
"""Columns of the margin: up to three marks and a space."""
COMFORTABLE = 88
"""Columns of text beyond which lines get hard to follow."""

Stretch = tuple[int, int]


class Reader(ScrollView, can_focus=True):
    """A page that scrolls. Stretches of the text can be marked; cross-references can be chosen and followed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "reader--text", "reader--heading", "reader--division", "reader--metadata", "reader--note", "reader--table",
        "reader--table-header", "reader--rule", "reader--margin", "reader--quote", "reader--match",
        "reader--current-match", "reader--link", "reader--current-link",
    }  # fmt: skip

    class Moved(Message):
        """Other lines are in view."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "next_link(1)", "Referencia"),
        Binding("L", "next_link(-1)", "Referencia anterior", show=False),
        Binding("enter", "follow", "Seguir", show=False),
        Binding("j", "scroll_down", "Bajar", show=False),
        Binding("k", "scroll_up", "Subir", show=False),
        Binding("space", "page_down", "Página", show=False),
        Binding("left", "sideways(-8)", "Tabla a la izquierda", show=False),
        Binding("right", "sideways(8)", "Tabla a la derecha", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.document: Document | None = None
        self.page: Page | None = None
        self.quote: Stretch | None = None
        self.matches: Sequence[Stretch] = ()
        self.match: int = -1
        self.links: Sequence[Reference] | None = None
        self.link: int = -1
        self.marks: Mapping[int, str] = {}
        self._margin: dict[int, str] = {}
        self._typeset_for = 0
        self._target: tuple[int, int, float] | None = None

    # ------------------------------------------------------------ what it shows

    def show(self, document: Document) -> None:
        """Show a document from its beginning, with nothing marked in it."""
        self.document = document
        self.quote, self.matches, self.match, self.links, self.link, self.marks = None, (), -1, None, -1, {}
        self._set(self._width())
        self.scroll_to(0, 0, animate=False, immediate=True)

    def set_links(self, links: Sequence[Reference]) -> None:
        """The cross-references that can be followed, in order."""
        self.links, self.link = links, -1
        self.refresh()

    def set_marks(self, marks: Mapping[int, str]) -> None:
        """Up to three letters in the margin of the lines on which those offsets stand."""
        self.marks = marks
        self._place_marks()
        self.refresh()

    def set_matches(self, matches: Sequence[Stretch], current: int) -> None:
        """Mark what a search found, and go to the current one."""
        self.matches, self.match = matches, current
        if 0 <= current < len(matches):
            self.reveal(matches[current][0])
        self.refresh()

    def go_to(self, start: int, quote: Stretch | None = None) -> None:
        """Bring a place to the upper part of the screen, with a stretch marked as the quote."""
        self.quote, self.link = quote, -1
        self._bring(start)
        self.refresh()

    def go_back_to(self, top: int, quote: Stretch | None = None) -> None:
        """Have the same first line in view as when a place was left."""
        self.quote, self.link = quote, -1
        self._bring(top, above=0)
        self.refresh()

    def reveal(self, offset: int) -> None:
        """Scroll as little as it takes to see a place."""
        if self.page is not None:
            line = self.page.line_of(offset)
            self.scroll_to_region(Region(0, line, 1, 1), animate=False, force=True, y_axis=True)

    @property
    def offset_at_top(self) -> int:
        """The offset of the first character in view: an empty line above it has none."""
        if self.page is None or not self.page.lines:
            return 0
        lines, top = self.page.lines, min(self.scroll_offset.y, len(self.page.lines) - 1)
        return next((line.start for line in lines[top : top + 2] if line.pieces), lines[top].start)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that other lines are in view."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Moved())

    def in_view(self, offset: int) -> bool:
        """Whether a character is on the screen."""
        if self.page is None:
            return False
        return 0 <= self.page.line_of(offset) - self.scroll_offset.y < self.size.height

    # ------------------------------------------------------------ layout

    def _width(self) -> int:
        return max(1, min(self.scrollable_content_region.width - GUTTER - 1, COMFORTABLE))

    def _set(self, width: int) -> None:
        if self.document is None or not self.size.width:
            self.page, self._typeset_for = None, 0
            return
        self.page = typeset(self.document, width)
        wide = self.page.width + GUTTER
        self.virtual_size = Size(wide if self.page.width > width else 0, len(self.page.lines))
        self._typeset_for = width
        self._place_marks()

    def _place_marks(self) -> None:
        margin: dict[int, str] = {}
        for offset, letters in self.marks.items() if self.page is not None else ():
            assert self.page is not None
            line = self.page.line_of(offset)
            margin[line] = "".join(dict.fromkeys(margin.get(line, "") + letters))[: GUTTER - 1]
        self._margin = margin

    def on_resize(self, event: events.Resize) -> None:
        """Set the lines anew, and stay at the same words."""
        if self.document is None:
            return
        kept = self._target if self._target and self._target[2] == self.scroll_y else (self.offset_at_top, 0, 0.0)
        if self._width() != self._typeset_for:
            self._set(self._width())
        self._bring(*kept[:2])

    def _bring(self, offset: int, above: int = 2) -> None:
        """Bring a place near the top, lines `above` it, and remember to keep it there while nobody scrolls."""
        if self.page is None:
            self._target = (offset, above, self.scroll_y)
            return
        line = self.page.line_of(offset)
        room = min(above, self.size.height // 6)
        self.scroll_to(x=0, y=max(0, line - room), animate=False, immediate=True, force=True)
        self._target = (offset, above, self.scroll_y)

    # ------------------------------------------------------------ drawing

    def render_line(self, y: int) -> Strip:
        """One line of the screen. Only tables move sideways."""
        width = self.scrollable_content_region.width
        base = self.rich_style
        number = y + self.scroll_offset.y
        if self.page is None or number >= len(self.page.lines):
            return Strip.blank(width, base)
        line = self.page.lines[number]
        margin = Segment(self._margin.get(number, "").ljust(GUTTER), base + self._style("margin"))
        body = self._body(line, base)
        shift = self.scroll_offset.x if line.wide else 0
        strip = Strip(body).crop_extend(shift, shift + width - GUTTER, base)
        if line.wide and strip.cell_length and Strip(body).cell_length > shift + width - GUTTER:
            strip = Strip([*strip.crop(0, width - GUTTER - 1), Segment("›", base + self._style("margin"))])
        return Strip([margin, *strip], width)

    def _body(self, line: Line, base: Style) -> list[Segment]:
        style = base + self._style(line.style) if line.style else base
        rule = base + self._style("rule")
        segments, column = [], 0
        for piece in line.pieces:
            if piece.column > column:
                segments.append(Segment(" " * (piece.column - column), base))
            segments += self._cut(piece, style) if piece.start >= 0 else [Segment(piece.text, rule)]
            column = piece.column + len(piece.text)
        return segments

    def _cut(self, piece: Piece, style: Style) -> list[Segment]:
        """A stretch of text where what marks it begins and ends."""
        first, last = piece.start, piece.start + len(piece.text)
        marked = self._marked(first, last)
        if not marked:
            return [Segment(piece.text, style)]
        edges = sorted(
            {first, last, *(min(max(edge, first), last) for start, end, _ in marked for edge in (start, end))}
        )
        segments = []
        for start, end in pairwise(edges):
            looks = style
            for begun, ended, name in marked:
                if begun <= start and end <= ended:
                    looks += self._style(name)
            segments.append(Segment(piece.text[start - first : end - first], looks))
        return segments

    def _marked(self, first: int, last: int) -> list[tuple[int, int, str]]:
        """The marks that touch a stretch, those drawn last at the end."""
        marked = []
        links = self.links or ()
        chosen = links[self.link] if 0 <= self.link < len(links) else None
        near = self._near_links(first, last)
        for number in _touching([(link.start, link.end) for link in near], first, last):
            link, current = near[number], near[number] is chosen
            marked.append((link.start, link.end, "current-link" if current else "link"))
        if self.quote is not None and self.quote[0] < last and first < self.quote[1]:
            marked.append((*self.quote, "quote"))
        for number in _touching(self.matches, first, last):
            marked.append((*self.matches[number], "current-match" if number == self.match else "match"))
        return marked

    def _near_links(self, first: int, last: int) -> Sequence[Reference]:
        links = self.links or ()
        low = bisect_right(links, first, key=lambda link: link.end)
        return links[low : bisect_left(links, last, key=lambda link: link.start)]

    def _style(self, name: str) -> Style:
        known = f"reader--{name}"
        return self.get_component_rich_style(known, partial=True) if known in self.COMPONENT_CLASSES else Style()

    # ------------------------------------------------------------ cross-references

    def action_next_link(self, step: int) -> None:
        """Choose the next cross-reference below what is in view, or the one before."""
        if not self.links:
            none = "No hay referencias que seguir en este documento."
            self.app.notify("Todavía se están buscando las referencias." if self.links is None else none)
            return
        if self.link < 0 or not self.in_view(self.links[self.link].start):
            top = bisect_left(self.links, self.offset_at_top, key=lambda link: link.start)
            self.link = top if step > 0 else top - 1
        else:
            self.link += step
        self.link %= len(self.links)
        self.reveal(self.links[self.link].start)
        self.refresh()

    def action_follow(self) -> None:
        """Go where the chosen cross-reference leads."""
        if self.links and 0 <= self.link < len(self.links):
            self.post_message(LinkChosen(self.links[self.link]))

    def action_sideways(self, columns: int) -> None:
        """Move the tables."""
        self.scroll_relative(x=columns, animate=False)

    def on_click(self, event: events.Click) -> None:
        """A click on a cross-reference follows it."""
        offset = self._offset_at(event.x, event.y)
        for number, link in enumerate(self.links or ()):
            if offset is not None and link.start <= offset < link.end:
                self.link = number
                self.refresh()
                self.action_follow()
                return

    def _offset_at(self, x: int, y: int) -> int | None:
        number = y + self.scroll_offset.y
        if self.page is None or number >= len(self.page.lines):
            return None
        line = self.page.lines[number]
        column = x - GUTTER + (self.scroll_offset.x if line.wide else 0)
        for piece in line.pieces:
            if piece.start >= 0 and piece.column <= column < piece.column + len(piece.text):
                return piece.start + column - piece.column
        return None


def _touching(stretches: Sequence[Stretch], first: int, last: int) -> range:
    """The numbers of the ordered stretches that share a character with `[first, last)`."""
    low = bisect_right(stretches, first, key=lambda one: one[1])
    return range(low, bisect_left(stretches, last, key=lambda one: one[0]))
