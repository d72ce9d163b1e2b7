"""Glyphs to runs: stretches of text on one base line without a wide gap in them.

Coordinates are points from the top left corner of the page, as pdfplumber's. A run's `y` is
its base line: unlike a glyph's box it does not depend on the font.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pdfminer.layout import LTChar, LTComponent, LTContainer, LTCurve, LTImage
from pdfplumber.page import Page

_WIDE = 1.3
"""Sizes of the letter: a wider gap between two glyphs ends a run."""

_WORD = 0.3
"""Sizes: a wider gap is a blank, also where the file has no blank glyph."""

_WORD_WITHOUT_BLANKS = 0.16
_FEWEST_BLANKS = 0.03
"""Share of blank glyphs below which a file leaves its blanks to gaps."""

_SAME_LINE = 0.12
_SCRIPT_SIZE = 0.82
_RAISED = 0.1
_HIGHEST = 0.7
_FARTHEST = 1e5

_BOLD = re.compile(r"bold|black|heavy|semib|demi|negr", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obl|curs", re.IGNORECASE)
_UNKNOWN = "\ufffd"
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_SPREAD = re.compile(r"(?:[^\W\d_] ){3,}[^\W\d_](?: ?[:.])?")
"""`D I S P O N G O :`"""

_SPELT = {
    "\u00ad": "-",
    "(cid:127)": "•",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}
_RAISED_FORMS = dict(zip("0123456789+-=()niao", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱªº", strict=True))
_LOWERED_FORMS = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """A character as drawn; `middle` is half-way between its top and its bottom."""

    text: str
    x0: float
    x1: float
    y: float
    middle: float
    size: float
    font: str
    upright: bool = True
    rising: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Text on one base line; `head` is the width of its first word, `bold` and `italic` those of all its letters."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    head: float
    leads_italic: bool = False
    ends_italic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What a page shows: its glyphs, the boxes of its images, how many strokes it draws."""

    glyphs: tuple[Glyph, ...]
    images: tuple[tuple[float, float, float, float], ...]
    strokes: int
    unmapped: int

    @property
    def word(self) -> float:
        """The gap, in sizes of the letter, that stands for a blank on this page."""
        blanks = sum(glyph.text.isspace() for glyph in self.glyphs)
        return _WORD if blanks >= _FEWEST_BLANKS * len(self.glyphs) else _WORD_WITHOUT_BLANKS


def drawn(page: Page) -> Drawn:
    """Read what the page draws, once; blank glyphs are among the glyphs."""
    box_x, box_y = page.mediabox[0], page.mediabox[1]
    height = float(page.height) + box_y
    glyphs: list[Glyph] = []
    images: list[tuple[float, float, float, float]] = []
    strokes = unmapped = 0
    for item in _items(page.layout):
        if isinstance(item, LTChar):
            glyph = _glyph(item, box_x, height)
            if glyph is not None:
                unmapped += glyph.text == _UNKNOWN
                glyphs.append(glyph)
        elif isinstance(item, LTImage):
            images.append((item.x0 + box_x, height - item.y1, item.x1 + box_x, height - item.y0))
        elif isinstance(item, LTCurve):
            strokes += 1
    return Drawn(glyphs=tuple(glyphs), images=tuple(images), strokes=strokes, unmapped=unmapped)


def _items(container: LTContainer[LTComponent]) -> Iterator[LTComponent]:
    for item in container:
        if isinstance(item, LTContainer):
            yield from _items(item)
        else:
            yield item


def _glyph(char: LTChar, box_x: float, height: float) -> Glyph | None:
    text = char.get_text()
    text = _SPELT.get(text, text)
    y0, y1 = char.y0, char.y1
    x0, x1 = char.x0 + box_x, char.x1 + box_x
    if not (abs(x0) < _FARTHEST and abs(y0) < _FARTHEST) or char.size <= 0 or not math.isfinite(x1 + y1):
        return None
    return Glyph(
        text=_UNKNOWN if len(text) > 4 and _UNMAPPED.fullmatch(text) else text,
        x0=x0,
        x1=x1,
        y=height - char.matrix[5],
        middle=height - (y0 + y1) / 2,
        size=char.size,
        font=char.fontname,
        upright=char.upright,
        rising=char.matrix[1] > 0,
    )


@lru_cache(maxsize=512)
def _face(font: str) -> tuple[bool, bool]:
    """Whether a font of that name is bold, and italic."""
    return _BOLD.search(font) is not None, _ITALIC.search(font) is not None


class _Open:
    """A run in the making."""

    __slots__ = (
        "bold",
        "ends",
        "head",
        "italic",
        "last",
        "leads",
        "letters",
        "middle",
        "pieces",
        "size",
        "x0",
        "x1",
        "y",
    )

    def __init__(self, glyph: Glyph) -> None:
        self.pieces = [glyph.text]
        self.x0, self.x1 = glyph.x0, glyph.x1
        self.y, self.middle, self.size = glyph.y, glyph.middle, glyph.size
        self.head: float | None = None
        self.last = glyph
        self.letters = 1
        bold, italic = _face(glyph.font)
        self.bold, self.italic = int(bold), int(italic)
        self.leads = self.ends = italic

    def script(self, glyph: Glyph) -> str | None:
        """How a raised or lowered small glyph is written; None when it is no such glyph."""
        if glyph.size > _SCRIPT_SIZE * self.size or not -0.5 < (glyph.x0 - self.x1) / self.size < _WORD:
            return None
        up = self.middle - glyph.middle
        if not _RAISED < abs(up) / self.size < _HIGHEST:
            return None
        forms = _RAISED_FORMS if up > 0 else _LOWERED_FORMS
        return forms.get(glyph.text, glyph.text)

    def repeats(self, glyph: Glyph) -> bool:
        """Whether the glyph is drawn again in its place, as some programs do for bold."""
        last = self.last
        return glyph.text == last.text and abs(glyph.x0 - last.x0) + abs(glyph.y - last.y) < 0.1 * self.size

    def takes(self, glyph: Glyph) -> bool:
        """Whether the glyph goes on the run."""
        gap = glyph.x0 - self.x1
        level = abs(glyph.y - self.y) <= _SAME_LINE * self.size
        return level and -0.6 * self.size < gap < _WIDE * self.size

    def add(self, glyph: Glyph, text: str, blank: bool) -> None:
        """Take the glyph in, after a blank if there is one."""
        if blank:
            self.pieces.append(" ")
            if self.head is None:
                self.head = self.x1 - self.x0
        self.pieces.append(text)
        self.x1 = max(self.x1, glyph.x1)
        self.last = glyph
        self.letters += 1
        bold, italic = _face(glyph.font)
        self.bold += bold
        self.italic += italic
        self.ends = italic

    def closed(self) -> Run:
        """The finished run; letters that were spread out (`D I S P O N G O`) joined."""
        text = "".join(self.pieces)
        if _SPREAD.fullmatch(text):
            text = text.replace(" ", "")
        return Run(
            text=text,
            x0=self.x0,
            x1=self.x1,
            y=self.y,
            size=self.size,
            bold=self.bold >= 0.9 * self.letters,
            italic=self.italic >= 0.9 * self.letters,
            head=self.head if self.head is not None else self.x1 - self.x0,
            leads_italic=self.leads,
            ends_italic=self.ends,
        )


def runs(glyphs: Iterable[Glyph], word: float) -> list[Run]:
    """The runs of upright glyphs, in the order of the file; a text drawn twice in one place comes once.

    `word` is the gap that stands for a blank, in sizes of the letter.
    """
    out: list[Run] = []
    current: _Open | None = None
    blank = False
    for glyph in glyphs:
        if glyph.text.isspace():
            blank = True
            continue
        if current is not None and (text := _continues(current, glyph)) is not None:
            if text:
                current.add(glyph, text, blank or glyph.x0 - current.x1 > word * current.size)
        else:
            if current is not None:
                out.append(current.closed())
            current = _Open(glyph)
        blank = False
    if current is not None:
        out.append(current.closed())
    return _once(out)


def _continues(current: _Open, glyph: Glyph) -> str | None:
    """What the glyph adds to the run: nothing when drawn twice, None when it opens another."""
    if current.repeats(glyph):
        return ""
    script = current.script(glyph)
    if script is not None:
        return script
    return glyph.text if current.takes(glyph) else None


def _once(found: list[Run]) -> list[Run]:
    """The same runs without those drawn again in the same place (shadows, fake bold)."""
    seen: set[tuple[str, int, int]] = set()
    out = []
    for run in found:
        place = (run.text, round(run.x0 / 1.5), round(run.y / 1.5))
        if place not in seen:
            seen.add(place)
            out.append(run)
    return out
