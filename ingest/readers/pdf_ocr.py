"""Scanned PDFs: pages that are pictures, read by a program for it where one is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ingest.readers.pdf_page import PageText
from kb.errors import SourceTooLarge, UnreadableSource, UnsupportedSource

PROGRAM = "ocrmypdf"
ODDITY = "leído por OCR"

_MISSING = (
    "es un PDF escaneado y hace falta OCR para leerlo: instala ocrmypdf "
    "(apt install ocrmypdf tesseract-ocr-spa) y vuelve a incorporarlo"
)
_FEW_CHARACTERS = 50
_PICTURED = 0.5
_UNMAPPED = 0.3
_SECONDS = 60
_SECONDS_PER_PAGE = 30
_NO_SUCH_LANGUAGE = 3
"""ocrmypdf's exit code for a missing dependency, such as the data of a language."""


def scanned_pages(pages: Sequence[PageText]) -> int:
    """How many pages are pictures with hardly any text."""
    return sum(page.pictured >= _PICTURED and page.characters < _FEW_CHARACTERS for page in pages)


def is_scanned(pages: Sequence[PageText]) -> bool:
    """Whether most pages are pictures with hardly any text, or most letters have no known character."""
    letters = sum(page.characters for page in pages)
    unmapped = sum(page.unmapped for page in pages)
    return 2 * scanned_pages(pages) > len(pages) or unmapped > _UNMAPPED * max(1, letters)


def recognised(data: bytes, pages: int) -> bytes:
    """The same PDF with the text that OCR finds in it; UnsupportedSource where no OCR is installed."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise UnsupportedSource(_MISSING)
    with tempfile.TemporaryDirectory(prefix="boe-kb-ocr-") as folder:
        source, target = Path(folder) / "in.pdf", Path(folder) / "out.pdf"
        source.write_bytes(data)
        command = [
            program,
            "--language",
            "spa",
            "--force-ocr",
            "--output-type",
            "pdf",
            "--optimize",
            "0",
            "--jobs",
            "1",
        ]
        seconds = _SECONDS + _SECONDS_PER_PAGE * pages
        try:
            done = subprocess.run(
                [*command, str(source), str(target)], capture_output=True, timeout=seconds, check=False
            )
        except subprocess.TimeoutExpired:
            raise SourceTooLarge(f"el OCR no ha terminado en {seconds} s; divídelo en partes") from None
        except OSError:
            raise UnsupportedSource(_MISSING) from None
        if done.returncode == _NO_SUCH_LANGUAGE:
            raise UnsupportedSource(_MISSING)
        if done.returncode or not target.is_file():
            raise UnreadableSource(
                f"el OCR ha fallado (código {done.returncode}); prueba a abrir el PDF y guardarlo de nuevo"
            )
        return target.read_bytes()
