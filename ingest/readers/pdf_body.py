"""The lines of a text: paragraphs with their roles, the rows of tables, the places of pictures, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest import markers
from ingest.readers.pdf_aligned import with_aligned_tables
from ingest.readers.pdf_hyphens import Hyphens
from ingest.readers.pdf_lines import Item, Strip
from ingest.readers.pdf_paragraphs import Paragraph, paragraphs
from ingest.readers.pdf_tables import Cell, Grid, continued
from ingest.text import Line, Role, normalise, row

_OPENS_QUOTATION = ("«", "“", '"', "‘")


def lines_of(items: Sequence[Item], hyphens: Hyphens) -> Iterator[Line]:
    """The lines of the document's own text; a table that goes on over the page keeps its first header only."""
    before: Grid | None = None
    quoting = False
    for part in paragraphs(with_aligned_tables(items)):
        if isinstance(part, Paragraph):
            before = None
            line = _line(part, hyphens)
            quoting = part.inset and (quoting or line.text.startswith(_OPENS_QUOTATION))
            yield replace(line, role=Role.QUOTED) if quoting else line
        elif isinstance(part.what, Grid):
            grid = part.what
            repeated: tuple[tuple[Cell, ...], ...] = ()
            more = continued(before, grid) if before is not None else None
            if more is None:
                before = grid
            else:
                grid, repeated = more
            yield from _furniture_rows(repeated, part.page)
            yield from _rows(grid, part.page, hyphens)
        else:
            before = None
            yield Line(text=f"Imagen: página {part.page}", role=Role.IMAGE, page=part.page, blank_before=True)


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
        line = row([hyphens.join_all(cell.lines) for cell in cells], header=n < grid.header, page=page)
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
