"""Which reader reads what."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ingest.readers import plain_text
from ingest.sniffing import looks_like
from ingest.text import Text
from kb.documents import Source
from kb.errors import UnsupportedSource

Reader = Callable[[Source], Text]

READERS: Mapping[str, Reader] = {
    "text/plain": plain_text.read,
}
"""By media type."""

BINARY = "application/octet-stream"


def read(source: Source) -> Text:
    """The text of a source; UnsupportedSource says what it looks like, SourceError what is wrong with it."""
    media_type = source.media_type or BINARY
    reader = READERS.get(media_type)
    if reader is not None:
        return reader(source)
    what = looks_like(media_type)
    if media_type == BINARY:
        raise UnsupportedSource(f"parece {what}, no un texto")
    raise UnsupportedSource(f"parece {what}, que todavía no se lee; conviértelo en texto")
