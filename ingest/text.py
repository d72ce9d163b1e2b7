"""Text: what every reader gives to the one splitter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kb.documents import AnalysisReference, Publication, Version


class Role(StrEnum):
    """What a reader knows about a line. TEXT leaves the decision to the splitter's patterns."""

    TEXT = "text"
    METADATA = "metadata"
    TITLE = "title"
    DIVISION = "division"
    ARTICLE = "article"
    ANNEX = "annex"
    HEADING = "heading"
    QUOTED = "quoted"
    ITEM = "item"
    HEADER_ROW = "header_row"
    ROW = "row"
    IMAGE = "image"
    SIGNATURE = "signature"
    NOTE = "note"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paragraph, heading or table row, on one line, white space normalised.

    `cells` of a row hold its columns in order, empty ones included, None where a merged cell of a
    row above covers the place; the non-empty ones joined by a blank are the line's text.
    `blank_before` says that the source set it apart.
    """

    text: str
    role: Role = Role.TEXT
    page: int | None = None
    cells: tuple[str | None, ...] = ()
    blank_before: bool = False
    version: Version | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Normalised lines in reading order, furniture among them and marked as such.

    The document's text is the other lines joined by line breaks, so an offset into it is final.
    `recognised` is a scan with the text that OCR found in it.
    """

    lines: tuple[Line, ...]
    publication: Publication
    title: str | None = None
    identifier: str | None = None
    pages: int | None = None
    oddities: tuple[str, ...] = ()
    references: tuple[AnalysisReference, ...] = ()
    as_of: date | None = None
    changes: tuple[date, ...] = ()
    repealed: date | None = None
    recognised: bytes | None = None


_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f]")


def normalise(text: str) -> str:
    """One line: composed accents (NFC), single blanks, no invisible characters."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def row(cells: Iterable[str | None], *, header: bool = False, page: int | None = None) -> Line:
    """A table row out of its cells."""
    clean = tuple(None if cell is None else normalise(cell) for cell in cells)
    joined = " ".join(cell for cell in clean if cell)
    return Line(text=joined, role=Role.HEADER_ROW if header else Role.ROW, page=page, cells=clean)
