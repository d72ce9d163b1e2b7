"""Bytes to an open PDF, or one line about why it is none."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError
from pdfminer.pdftypes import dict_value, int_value
from pdfplumber.pdf import PDF

from ingest.readers.pdf_limits import Limits, Watch, check_streams
from kb.errors import EmptySource, SourceError, SourceTooLarge, UnreadableSource, UnsupportedSource

logging.getLogger("pdfminer").addHandler(logging.NullHandler())

DAMAGED = "el PDF está dañado o incompleto; ábrelo con un visor y guárdalo de nuevo, o vuelve a descargarlo"
_LOCKED = "está protegido con contraseña; guarda una copia sin ella"


@contextmanager
def damage_told() -> Iterator[None]:
    """Whatever the parser stumbles on in the file is told as damage of the file's."""
    try:
        yield
    except (SourceError, MemoryError):
        raise
    except Exception as error:
        raise _told(error) from error


def _told(error: Exception) -> SourceError:
    causes = (error, *error.args)
    if any(isinstance(cause, PDFEncryptionError) for cause in causes):
        return UnsupportedSource(_LOCKED)
    return UnreadableSource(DAMAGED)


@contextmanager
def opened(data: bytes, watch: Watch) -> Iterator[PDF]:
    """The PDF with at least one page and no more than are read; SourceError for any other."""
    limits = watch.limits
    check_streams(data, limits)
    with damage_told():
        pdf = pdfplumber.open(io.BytesIO(data), password="", pages=range(1, limits.pages + 2))  # type: ignore[arg-type]
        check_pages(_promised(pdf), limits)
        check_pages(len(pdf.pages), limits)
    if not pdf.pages:
        raise EmptySource("el PDF no tiene páginas")
    watch.allow(len(pdf.pages))
    yield pdf


def check_pages(count: int, limits: Limits) -> None:
    """SourceTooLarge for more pages than are read."""
    if count > limits.pages:
        at_least = "más de " if count == limits.pages + 1 else ""
        told = limits.pages if at_least else count
        raise SourceTooLarge(f"tiene {at_least}{told} páginas y se leen hasta {limits.pages}; divídelo en partes")


def _promised(pdf: PDF) -> int:
    """The number of pages that the file says it has."""
    try:
        return int_value(dict_value(pdf.doc.catalog["Pages"])["Count"])
    except Exception:
        return 0


def missing_pages(pdf: PDF) -> int:
    """How many of the pages that the file promises are not in it."""
    return max(0, _promised(pdf) - len(pdf.pages))
