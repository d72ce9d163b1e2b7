"""The lines of a text: paragraphs with their roles, the rows of tables, the places of pictures, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest import markers
from ingest.readers.pdf_aligned import with_aligned_tables
from ingest.readers.pdf_hyphens import Hyphens
from ingest.readers.pdf_lines import Item, Placed, Strip
from ingest.readers.pdf_paragraphs import Paragraph, paragraphs
from ingest.readers.pdf_tables import Cell, Grid, continued, is_cut, mended, reached
from ingest.text import Line, Role, normalise, row

_OPENS_QUOTATION = ("«", "“", '"', "‘")


def lines_of(items: Sequence[Item], hyphens: Hyphens) -> Iterator[Line]:
    """The lines of the document's own text; a table that goes on over the page is one, with its first header only."""
    quoting = False
    for part in _whole_tables(paragraphs(with_aligned_tables(items))):
        if isinstance(part, Paragraph):
            line = _line(part, hyphens)
            quoting = part.inset and (quoting or line.text.startswith(_OPENS_QUOTATION))
            yield replace(line, role=Role.QUOTED) if quoting else line
        elif isinstance(part, _Portion):
            yield from _furniture_rows(part.repeated, part.page)
            yield from _rows(part.grid, part.page, hyphens)
        else:
            yield Line(text=f"Imagen: página {part.page}", role=Role.IMAGE, page=part.page, blank_before=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Portion:
    """What a page has of a table; `repeated` are the rows of its header that an earlier page had already."""

    grid: Grid
    page: int
    repeated: tuple[tuple[Cell, ...], ...] = ()


def _whole_tables(parts: Iterable[Paragraph | Placed]) -> Iterator[Paragraph | _Portion | Placed]:
    """The parts with the tables that go on over the page told as portions of one; a row that the page cuts is whole.

    What a row goes on with is read on the page where it begins.
    """
    first: Grid | None = None
    held: _Portion | None = None
    for part in parts:
        if not (isinstance(part, Placed) and isinstance(part.what, Grid)):
            yield from [held] if held else []
            first = held = None
            yield part
            continue
        portion = _Portion(grid=part.what, page=part.page)
        more = continued(first, part.what) if first is not None else None
        if more is None:
            first = part.what
        else:
            portion = replace(portion, grid=more[0], repeated=more[1])
            if held is not None and more[0].rows and is_cut(held.grid, more[0].rows[0]):
                whole = mended(held.grid.rows[-1], more[0].rows[0])
                held = replace(held, grid=replace(held.grid, rows=(*held.grid.rows[:-1], whole)))
                portion = replace(portion, grid=replace(more[0], rows=more[0].rows[1:]))
            portion = _reached(held, portion)
        yield from [held] if held else []
        held = portion
    yield from [held] if held else []


def _reached(held: _Portion | None, portion: _Portion) -> _Portion:
    """A portion whose first row stands under the merged cells at the end of the one before."""
    rows = portion.grid.rows
    if held is None or not rows or not held.grid.rows:
        return portion
    return replace(portion, grid=replace(portion.grid, rows=(reached(held.grid.rows[-1], rows[0]), *rows[1:])))


def set_aside(items: Iterable[Item]) -> Iterator[Line]:
    """Lines that are kept and counted but are no part of the text: a head told as metadata, other items."""
    for item in items:
        if isinstance(item, Strip):
            yield Line(text=normalise(item.text), role=Role.FURNITURE, page=item.page)
        elif isinstance(item.what, Grid):
            yield from _furniture_rows(item.what.rows, item.page)


def _furniture_rows(rows: Iterable[Sequence[Cell]], page: int) -> Iterator[Line]:
    for cells in rows:
        yield replace(row([cell.text for cell in cells], page=page), role=Role.FURNITURE)


def _rows(grid: Grid, page: int, hyphens: Hyphens) -> Iterator[Line]:
    for n, cells in enumerate(grid.rows):
        texts = [None if cell.covered else hyphens.join_all(cell.lines) for cell in cells]
        line = row(texts, header=n < grid.header, page=page)
        yield replace(line, blank_before=n == 0)


def _line(paragraph: Paragraph, hyphens: Hyphens) -> Line:
    text = normalise(hyphens.join_all(strip.text for strip in paragraph.strips))
    role = Role.NOTE if paragraph.note else _role(paragraph, text)
    return Line(text=text, role=role, page=paragraph.first.page, blank_before=True)


def _role(paragraph: Paragraph, text: str) -> Role:
    """What the face and the place of a paragraph say for certain."""
    if markers.article(text) or markers.provision(text):
        shown = paragraph.strips[-1].runs[-1].ends_italic or paragraph.bold
        return Role.ARTICLE if shown else Role.TEXT
    if not (paragraph.centred or paragraph.bold):
        return Role.TEXT
    if markers.division(text):
        return Role.DIVISION
    if markers.annex(text):
        return Role.ANNEX
    return Role.TEXT if text.endswith((".", ":", ";", ",")) else Role.HEADING
