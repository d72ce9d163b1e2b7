"""PDF files, above all those of the gazette, by the geometry of their pages.

Each page is read once; its furniture is told apart, its columns and tables put in order, its
lines joined to paragraphs. What comes out is what the other formats give, with page numbers.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.readers import pdf_ocr
from ingest.readers.pdf_furniture import cleared
from ingest.readers.pdf_limits import Limits, Watch, within
from ingest.readers.pdf_open import missing_pages, opened
from ingest.readers.pdf_page import PageText, page_text
from ingest.readers.pdf_text import text_of
from ingest.text import Text
from kb.documents import Source
from kb.errors import EmptySource, SourceError

LIMITS = Limits()
"""What one file may ask for."""


def read(source: Source, limits: Limits = LIMITS) -> Text:
    """The lines of a PDF; SourceError, in one line, for one that is damaged, locked, empty or too large.

    Scanned pages are read through OCR where that is installed, and the oddities say so. Without it a scan is
    refused; of a document with a few such pages the rest is read.
    """
    pages, oddities = within(limits, lambda watch: _pages(source.data, watch))
    numbers = pdf_ocr.to_recognise(pages)
    data = _recognised(source.data, numbers, every=len(numbers) == len(pages)) if numbers else None
    if data is not None:
        pages, more = within(limits, lambda watch: _pages(data, watch))
        pages = pdf_ocr.mended(pages, numbers)
        oddities = (pdf_ocr.told(numbers, len(pages)), *more)
    if not any(page.characters for page in pages):
        raise EmptySource("el PDF no contiene texto")
    text = text_of(cleared(pages))
    return replace(text, oddities=(*oddities, *text.oddities), recognised=data)


def _recognised(data: bytes, numbers: tuple[int, ...], *, every: bool) -> bytes | None:
    """The file with the text of the scanned pages; None when a few of them stay pictures."""
    try:
        return pdf_ocr.recognised(data, numbers)
    except SourceError:
        if every:
            raise
        return None


def _pages(data: bytes, watch: Watch) -> tuple[list[PageText], tuple[str, ...]]:
    """Every page, and what is odd about the file."""
    with opened(data, watch) as pdf:
        pages = [page_text(page, watch.limits) for page in pdf.pages]
        missing = missing_pages(pdf)
    unmapped = sum(page.unmapped for page in pages)
    scanned = len(pdf_ocr.scanned_pages(pages))
    oddities = {
        f"faltan {missing} de las páginas que el PDF dice tener": missing,
        f"{scanned} páginas son imágenes: su texto no se lee sin OCR (`kb doctor` dice qué falta)": scanned,
        f"{unmapped} letras del PDF no dicen qué carácter son": unmapped,
    }
    return pages, tuple(oddity for oddity, count in oddities.items() if count)
