"""Scanned PDFs: pages that are pictures, read by a program for it where one is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from ingest.readers.pdf_glyphs import Run
from ingest.readers.pdf_page import PageText
from kb.errors import SourceTooLarge, UnreadableSource, UnsupportedSource

PROGRAM = "ocrmypdf"
LANGUAGE = "spa"
ODDITY = "leído por OCR"

_MISSING = (
    "es un PDF escaneado y hace falta OCR para leerlo: instala ocrmypdf "
    "(apt install ocrmypdf tesseract-ocr-spa) y vuelve a incorporarlo"
)
_FEW_CHARACTERS = 50
_PICTURED = 0.5
_UNMAPPED = 0.3
_SECONDS = 60
_SECONDS_PER_PAGE = 60
_NO_SUCH_LANGUAGE = 3
"""ocrmypdf's exit code for a missing dependency, such as the data of a language."""
_MISGUESSED = 1.6
"""Points by which OCR takes letters of one size for larger or smaller ones; headings differ by more."""

_ORDINAL = re.compile(r"^(?P<number>\d{1,2})\.[92?*\"”]?\)(?=\s|$)")
"""`1.)`, `2.9)`: what is printed is `1.º)`"""
_LETTER = re.compile(r"^(?P<capital>[A-Z])(?P<letter>(?=[a-z])(?i:(?P=capital)))\)")
"""`Cc)`: what is printed is `c)`"""
_ROMAN = re.compile(r"\bIl{1,2}\b")
"""`CAPÍTULO Il`"""


def scanned_pages(pages: Sequence[PageText]) -> tuple[int, ...]:
    """The numbers of the pages that are pictures with hardly any text."""
    scans = (page for page in pages if page.pictured >= _PICTURED and page.characters < _FEW_CHARACTERS)
    return tuple(page.number for page in scans)


def to_recognise(pages: Sequence[PageText]) -> tuple[int, ...]:
    """The pages to read by OCR: all where most are scans or most letters have no known character, else the scans."""
    scanned = scanned_pages(pages)
    letters = sum(page.characters for page in pages)
    unmapped = sum(page.unmapped for page in pages)
    every = 2 * len(scanned) > len(pages) or unmapped > _UNMAPPED * max(1, letters)
    return tuple(page.number for page in pages) if every else scanned


def told(numbers: Collection[int], pages: int) -> str:
    """How the report says which pages OCR has read."""
    if len(numbers) == pages:
        return ODDITY
    listed = ", ".join(map(str, numbers))
    return f"{ODDITY}: {'página' if len(numbers) == 1 else 'páginas'} {listed}"


@lru_cache(maxsize=1)
def recognised(data: bytes, numbers: tuple[int, ...]) -> bytes:
    """The same PDF with the text that OCR finds on some pages; UnsupportedSource where no OCR is installed.

    The last one is kept: the report on a scan measures what the ingest has read.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise UnsupportedSource(_MISSING)
    with tempfile.TemporaryDirectory(prefix="boe-kb-ocr-") as folder:
        source, target = Path(folder) / "in.pdf", Path(folder) / "out.pdf"
        source.write_bytes(data)
        seconds = _SECONDS + _SECONDS_PER_PAGE * len(numbers)
        try:
            done = subprocess.run(
                [program, *_options(numbers), str(source), str(target)],
                capture_output=True,
                timeout=seconds,
                check=False,
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


def _options(numbers: Sequence[int]) -> tuple[str, ...]:
    """What text such a page has is a stamp or gibberish, so it is drawn and read anew."""
    pages = ",".join(map(str, numbers))
    return (
        *("--language", LANGUAGE, "--force-ocr", "--pages", pages),
        *("--output-type", "pdf", "--optimize", "0", "--jobs", "1"),
    )


def mended(pages: Sequence[PageText], numbers: Collection[int]) -> list[PageText]:
    """The pages, those of the numbers without the commonest faults of OCR.

    It guesses the size of letters line by line: those of about the usual size are given that. And it
    misreads marks that Spanish does not have.
    """
    sizes = Counter[float]()
    for page in pages:
        for run in page.runs:
            sizes[run.size] += len(run.text)
    usual = max(sizes, key=lambda size: sizes[size], default=0.0)
    return [
        replace(page, runs=tuple(_mended(run, usual) for run in page.runs)) if page.number in numbers else page
        for page in pages
    ]


def _mended(run: Run, usual: float) -> Run:
    size = usual if abs(run.size - usual) < _MISGUESSED else run.size
    return replace(run, size=size, text=corrected(run.text))


def corrected(text: str) -> str:
    """A line with the marks that OCR takes for others as they are printed."""
    text = _ORDINAL.sub(r"\g<number>.º)", text)
    text = _LETTER.sub(lambda mark: mark["letter"] + ")", text)
    return _ROMAN.sub(lambda numeral: "I" * len(numeral[0]), text)
