"""Lines to paragraphs: what goes on and what begins anew, told by where the lines stand.

Gazette and press offices set paragraphs in three ways: the first line indented, the first line
hanging, or paragraphs set apart by space. A line goes on the paragraph before it when it stands
where that one's following lines stand, close below, and the line before it was full.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile

from ingest import markers
from ingest.readers.pdf_lines import Item, Placed, Strip

_LEADING = 1.2
_APART = 1.27
_SAME_SIDE = 2.5
_SAME_MIDDLE = 1.5
_SAME_SIZE = 0.07
_DEEPEST_INDENT = 60.0
_FEWEST_INDENTS = 3

_STOPS = re.compile(r"[.:;!?…][»”\")\]]*$|[»”]$")
_OPENERS = (markers.article, markers.provision, markers.division, markers.annex, markers.provisions)
_NOTE = re.compile(r"\(\d{1,2}\)\s|[¹²³⁴-⁹]{1,2}\s?\S|\*{1,3}\s|\d{1,2}\s+[A-ZÁÉÍÓÚ«]")
"""`(1) Importe sin IVA.`, `² Según el anexo`"""
_EDITORIAL = re.compile(
    r"(?:Se (?:modific|añad|suprim|derog|declar|deja|reorden|renumer|numer|actualiz|sustituy|prorrog|desarroll)|"
    r"(?:Redactad|Derogad|Modificad|Añadid|Suprimid|Renumerad|Actualizad)[oa]s?\s|Redacción|Téngase en cuenta|Véase|"
    r"Incluye la corrección|Esta (?:modificación|redacción)|Última actualización)"
)
"""`Se modifica el apartado 2 por el art. 4 de la Ley…`: how the gazette's own notes on a consolidated text begin"""

_INSET = 20.0
_NOTE_SIZE = 0.87
_BULLET = re.compile(r"[•·●▪◦‣–—\-]\s*$|[•●▪◦‣]\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """The lines of a paragraph; `apart` when it was set apart from the one before."""

    strips: tuple[Strip, ...]
    apart: bool
    note: bool = False

    @property
    def first(self) -> Strip:
        """Its first line."""
        return self.strips[0]

    @property
    def centred(self) -> bool:
        """Whether all its lines are, and not by chance: a first line's indent may equal the room at its end."""
        chance = len(self.strips) == 1 and abs(self.first.indent - usual_indent(self.first)) < _SAME_SIDE
        return all(strip.centred for strip in self.strips) and (self.first.bold or not chance)

    @property
    def inset(self) -> bool:
        """Whether it stands further in than a first line's indent: a quotation, set as a block of its own."""
        depth = min(strip.indent for strip in self.strips[-1:] + self.strips[1:])
        least = _INSET if len(self.strips) > 1 else _INSET + usual_indent(self.first)
        return depth > least and not self.centred

    @property
    def bold(self) -> bool:
        """Whether all of it is."""
        return all(strip.bold for strip in self.strips)

    @property
    def italic(self) -> bool:
        """Whether all of it is."""
        return all(strip.italic for strip in self.strips)


def paragraphs(items: Sequence[Item]) -> Iterator[Paragraph | Placed]:
    """The paragraphs of the document, its tables and pictures between them where they are read.

    A note at the foot of a page comes after the paragraph that goes on over the page.
    """
    strips = [item for item in items if isinstance(item, Strip)]
    setting = Setting.of(strips)
    notes = _notes(strips, setting)
    open_: list[Strip] = []
    below: list[Strip] = []
    apart, noting = True, False
    for item in items:
        if isinstance(item, Strip) and item in notes:
            below.append(item)
            continue
        if isinstance(item, Strip) and open_ and setting.goes_on(open_, item):
            open_.append(item)
            continue
        if open_:
            noting = setting.is_editorial(open_[0], after_note=noting)
            yield Paragraph(strips=tuple(open_), apart=apart, note=noting)
        yield from _noted(below)
        before, open_, below = open_, [], []
        if isinstance(item, Placed):
            yield item
            apart = True
        else:
            apart = not before or setting.is_apart(before[-1], item)
            open_ = [item]
    if open_:
        yield Paragraph(strips=tuple(open_), apart=apart, note=setting.is_editorial(open_[0], after_note=noting))
    yield from _noted(below)


def _notes(strips: Sequence[Strip], setting: Setting) -> set[Strip]:
    """The lines of notes: small print that ends a column, its first line marked with a number or an asterisk."""
    found: set[Strip] = set()
    for _, stretch in groupby(strips, key=lambda strip: strip.region):
        lines = list(stretch)
        small = list(takewhile(setting.is_small, reversed(lines)))[::-1]
        marked = next((n for n, strip in enumerate(small) if _NOTE.match(strip.text)), len(small))
        found.update(small[marked:] if len(small) < len(lines) else ())
    return found


def _noted(strips: Sequence[Strip]) -> Iterator[Paragraph]:
    """The notes that lines make: each mark opens one."""
    open_: list[Strip] = []
    for strip in strips:
        if open_ and _NOTE.match(strip.text):
            yield Paragraph(strips=tuple(open_), apart=True, note=True)
            open_ = []
        open_.append(strip)
    if open_:
        yield Paragraph(strips=tuple(open_), apart=True, note=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How the document is set.

    The usual distance of its lines by size of letter, whether first lines are indented, the size of most letters.
    """

    leading: dict[int, float]
    indents: bool
    body: float

    @classmethod
    def of(cls, strips: Sequence[Strip]) -> Setting:
        """Learn it from the document's lines."""
        gaps: dict[int, Counter[float]] = defaultdict(Counter)
        indents = hangs = 0
        for before, strip in pairwise(strips):
            gap = strip.y - before.y
            if before.region != strip.region or not 0.5 * strip.size < gap < 2 * strip.size:
                continue
            if abs(before.size - strip.size) < _SAME_SIZE * strip.size:
                gaps[round(strip.size)][round(2 * gap) / 2] += 1
            step = before.x0 - strip.x0
            if not before.centred and not strip.centred and _SAME_SIDE < abs(step) < _DEEPEST_INDENT:
                indents += step > 0 and strip.indent < _SAME_SIDE
                hangs += step < 0 and before.indent < _SAME_SIDE and bool(markers.list_markers(before.text))
        leading = {size: counts.most_common(1)[0][0] for size, counts in gaps.items()}
        sizes = Counter(round(2 * strip.size) / 2 for strip in strips for _ in strip.runs)
        body = sizes.most_common(1)[0][0] if sizes else 0.0
        return cls(leading=leading, indents=indents >= max(_FEWEST_INDENTS, hangs), body=body)

    def is_small(self, strip: Strip) -> bool:
        """Whether a line is in small print."""
        return strip.size < _NOTE_SIZE * self.body

    def is_editorial(self, first: Strip, *, after_note: bool) -> bool:
        """Whether a paragraph is a note of the gazette's on a consolidated text, or goes on one: small, so worded."""
        return self.is_small(first) and (after_note or _EDITORIAL.match(first.text) is not None)

    def is_apart(self, before: Strip, strip: Strip) -> bool:
        """Whether there is more room than usual between two lines; over a break of column or page, always."""
        if before.region != strip.region:
            return True
        size = round(max(before.size, strip.size))
        return strip.y - before.y > _APART * self.leading.get(size, _LEADING * size)

    def goes_on(self, open_: Sequence[Strip], strip: Strip) -> bool:
        """Whether a line belongs to the paragraph whose lines are open."""
        before = open_[-1]
        if abs(before.size - strip.size) > _SAME_SIZE * before.size:
            return False
        if before.region != strip.region:
            return self._goes_on_over_break(open_, strip)
        if self.is_apart(before, strip) or strip.y < before.y:
            return False
        if self.is_editorial(open_[0], after_note=False):
            return _EDITORIAL.match(strip.text) is None or not _STOPS.search(before.text)
        if (before.centred and strip.centred) or all(_share_middle(one, strip) for one in open_):
            return _centred_go_on(open_, strip)
        return self._goes_on_below(open_, strip)

    def _goes_on_below(self, open_: Sequence[Strip], strip: Strip) -> bool:
        first, before = open_[0], open_[-1]
        wrapped = not _has_room(before, strip)
        ends = _STOPS.search(before.text) is not None
        step = strip.x0 - first.x0
        if ends and not self.indents and _is_marked(strip):
            return False
        if len(open_) > 1:
            return _level(open_[-1], strip) and (wrapped or not ends)
        if abs(step) <= _SAME_SIDE:
            return wrapped and not (self.indents and (first.indent > _SAME_SIDE or ends)) and not _opens(strip)
        if step < 0:
            return -step < _DEEPEST_INDENT and (wrapped or not ends)
        return wrapped and step < _DEEPEST_INDENT and (_hangs(first) or not ends)

    def _goes_on_over_break(self, open_: Sequence[Strip], strip: Strip) -> bool:
        """Whether a line at the head of a column or a page goes on what the one before ended with."""
        first, before = open_[0], open_[-1]
        if strip.centred and before.centred:
            return strip.text[:1].islower() and _centred_go_on(open_, strip)
        if strip.centred or before.centred or _opens(strip):
            return False
        ends = _STOPS.search(before.text) is not None
        if before.text[-1] == "-" or (not ends and strip.text[:1].islower()):
            return True
        if ends and (not self.indents or _has_room(before, strip)):
            return False
        side = before.indent if len(open_) > 1 else max(0.0, first.indent - usual_indent(first))
        return abs(strip.indent - side) <= _SAME_SIDE and not (len(open_) == 1 and _opens(first) and ends)


def usual_indent(strip: Strip) -> float:
    """How far in the gazette begins a paragraph."""
    return 1.7 * strip.size


def _level(before: Strip, strip: Strip) -> bool:
    return abs(before.x0 - strip.x0) <= _SAME_SIDE


def _has_room(before: Strip, strip: Strip) -> bool:
    """Whether the next line's first word would still have stood on the line before."""
    return before.slack > strip.runs[0].head + 0.5 * strip.size


def _hangs(first: Strip) -> bool:
    """Whether a first line's kind is set hanging: a heading with its number, a bullet, an enumeration mark."""
    return _opens(first) or first.runs[-1].ends_italic or _is_marked(first)


def _is_marked(strip: Strip) -> bool:
    return bool(markers.list_markers(strip.text)) or _BULLET.match(strip.text) is not None


def _opens(strip: Strip) -> bool:
    return any(test(strip.text) is not None for test in _OPENERS)


def _share_middle(before: Strip, strip: Strip) -> bool:
    """Whether two lines are centred on each other, wherever in the column they stand, as in a signature."""
    middle = (before.x0 + before.x1 - strip.x0 - strip.x1) / 2
    inside = min(before.indent, strip.indent) > _SAME_SIDE and max(before.slack, strip.slack) > before.size
    return inside and abs(middle) < _SAME_MIDDLE and abs(before.x0 - strip.x0) > _SAME_SIDE


def _centred_go_on(open_: Sequence[Strip], strip: Strip) -> bool:
    """Whether a centred line goes on a centred heading: the same face, and neither complete in itself."""
    before = open_[-1]
    if before.bold != strip.bold or before.italic != strip.italic:
        return False
    if _opens(strip) or any((found := test(before.text)) is not None and not found.rest for test in _OPENERS):
        return False
    return not (before.text.endswith((",", ":")) and strip.text.isupper() and not before.text.isupper())
