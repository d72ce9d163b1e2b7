"""Text as HTML with a stretch of it marked, wherever the elements begin and end."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from kb.documents import Document, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A document's text and the stretch of it that is cited; an empty one marks nothing."""

    document: Document
    span: Span

    def html(self, start: int, end: int) -> str:
        """The characters `[start, end)`, escaped, with what of them is cited in `<mark>`."""
        first, last = max(start, self.span.start), min(end, self.span.end)
        text = self.document.text
        if first >= last:
            return escape(text[start:end])
        before, cited, after = (escape(part) for part in (text[start:first], text[first:last], text[last:end]))
        return f"{before}{self._anchors(first)}<mark>{cited}</mark>{after}"

    def moved(self, unit_id: str) -> bool:
        """Whether a unit's anchor stands before the mark, so that following a citation shows the quote."""
        if self.span.start >= self.span.end or not self.document.has(unit_id):
            return False
        unit = self.document.unit(unit_id)
        return unit.start <= self.span.start < unit.end

    def _anchors(self, first: int) -> str:
        """The anchors that were moved, once: before the first cited character."""
        if first != self.span.start:
            return ""
        moved = (unit.unit_id for unit in self.document.units if self.moved(unit.unit_id))
        return "".join(f'<span class="ancla" id="{escape(one)}"></span>' for one in moved)
