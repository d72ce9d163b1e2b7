"""One page read once: its runs, tables and pictures, and the text that stands on end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pdfplumber.page import Page

from ingest.readers.pdf_glyphs import Drawn, Glyph, Run, drawn, runs
from ingest.readers.pdf_limits import Limits
from ingest.readers.pdf_open import damage_told
from ingest.readers.pdf_tables import Grid, grids
from kb.errors import SourceTooLarge

_SMALLEST_PICTURE = 12.0
_TURNED = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image and where it stands."""

    x0: float
    x1: float
    y: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """What a page gives, in points from its top left corner.

    `standing` is the text written on end at a side of the page; `unmapped` how many glyphs the
    file gives no character for.
    """

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    grids: tuple[Grid, ...]
    pictures: tuple[Picture, ...]
    standing: str
    characters: int
    unmapped: int

    @property
    def pictured(self) -> float:
        """The share of the page that images cover."""
        area = sum((p.x1 - p.x0) * (p.bottom - p.y) for p in self.pictures)
        return min(1.0, area / (self.width * self.height)) if self.width > 0 and self.height > 0 else 0.0


def page_text(page: Page, limits: Limits) -> PageText:
    """Read a page; one whose text stands on end as a whole is read turned. SourceError for a damaged one."""
    with damage_told():
        shown = drawn(page)
        turn = _turn(shown)
        if turn:
            page = _turned(page, turn)
            shown = drawn(page)
        if len(shown.glyphs) > limits.characters_per_page:
            raise SourceTooLarge(
                f"la página {page.page_number} tiene {len(shown.glyphs)} letras; es un plano o está mal construida"
            )
        tables, rest = grids(page, shown)
        text = _page_text(page, shown, tables, rest)
        page.close()
    return text


def _page_text(page: Page, shown: Drawn, tables: list[Grid], rest: tuple[Glyph, ...]) -> PageText:
    upright = [glyph for glyph in rest if glyph.upright]
    standing = _standing([glyph for glyph in rest if not glyph.upright])
    return PageText(
        number=page.page_number,
        width=float(page.width),
        height=float(page.height),
        runs=tuple(runs(upright, shown.word)),
        grids=tuple(tables),
        pictures=tuple(_pictures(shown, float(page.width), float(page.height))),
        standing=standing,
        characters=sum(not glyph.text.isspace() for glyph in shown.glyphs),
        unmapped=shown.unmapped,
    )


def _standing(glyphs: Sequence[Glyph]) -> str:
    """Text on end in the order of the file, a blank between its lines."""
    text = ""
    for before, glyph in zip([*glyphs[:1], *glyphs], glyphs, strict=False):
        text += glyph.text if abs(glyph.x0 - before.x0) < glyph.size else f" {glyph.text}"
    return text


def _pictures(shown: Drawn, width: float, height: float) -> list[Picture]:
    """The images large enough to show something, cut to the page."""
    found = []
    for x0, y, x1, bottom in shown.images:
        x0, x1 = max(x0, 0.0), min(x1, width)
        y, bottom = max(y, 0.0), min(bottom, height)
        if x1 - x0 >= _SMALLEST_PICTURE and bottom - y >= _SMALLEST_PICTURE:
            found.append(Picture(x0=x0, x1=x1, y=y, bottom=bottom))
    return found


def _turn(shown: Drawn) -> int:
    """By how many degrees to turn a page on which most text stands on end."""
    standing = [glyph for glyph in shown.glyphs if not glyph.upright and not glyph.text.isspace()]
    if len(standing) < 40 or len(standing) < _TURNED * len(shown.glyphs):
        return 0
    return 90 if 2 * sum(glyph.rising for glyph in standing) > len(standing) else 270


def _turned(page: Page, degrees: int) -> Page:
    page.page_obj.rotate = (page.page_obj.rotate + degrees) % 360
    page.close()
    return Page(page.pdf, page.page_obj, page_number=page.page_number, initial_doctop=page.initial_doctop)
