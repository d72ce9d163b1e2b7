"""Which reader reads what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol

from ingest.readers import boe_documents, boe_html, boe_json, markdown, plain_text
from ingest.sniffing import looks_like
from ingest.text import Text
from kb.documents import Source
from kb.errors import SourceError, UnsupportedSource, WordingNotFound

Reader = Callable[[Source], Text]


class DatedReader(Protocol):
    """Reads sources that keep the wordings of other days."""

    def __call__(self, source: Source, *, as_of: date | None = None) -> Text:
        """The text in force on `as_of`, today unless told."""
        ...


def _pdf(source: Source) -> Text:
    """Import the reader when there is a PDF: its library takes longer to load than a text to read."""
    from ingest.readers import pdf

    return pdf.read(source)


READERS: Mapping[str, Reader] = {
    "text/plain": plain_text.read,
    "application/xml": boe_documents.read,
    "application/json": boe_json.read,
    "text/html": boe_html.read,
    "text/markdown": markdown.read,
    "application/pdf": _pdf,
}
"""By media type."""

DATED_READERS: Mapping[str, DatedReader] = {"application/xml": boe_documents.read}
"""Those of the readers that can read a text as of a day."""

BINARY = "application/octet-stream"


def read(source: Source, *, as_of: date | None = None) -> Text:
    """The text of a source, as in force on `as_of` where one is given.

    UnsupportedSource says what it looks like, another SourceError what is wrong with it,
    WordingNotFound that it keeps no wordings of other days.
    """
    media_type = source.media_type or BINARY
    reader = READERS.get(media_type)
    if reader is None:
        raise _unsupported(media_type)
    if as_of is None:
        return reader(source)
    dated = DATED_READERS.get(media_type)
    if dated is None:
        raise WordingNotFound("el documento no guarda redacciones de otras fechas; usa el XML de la norma consolidada")
    return dated(source, as_of=as_of)


def wording_days(source: Source) -> tuple[date, ...]:
    """The days since when a source has another wording; none where it keeps none, or is no good."""
    if source.media_type not in DATED_READERS:
        return ()
    try:
        return boe_documents.wording_days(source)
    except SourceError:
        return ()


def _unsupported(media_type: str) -> UnsupportedSource:
    what = looks_like(media_type)
    if media_type == BINARY:
        return UnsupportedSource(f"parece {what}, no un texto")
    return UnsupportedSource(f"parece {what}, que todavía no se lee; conviértelo en texto")
