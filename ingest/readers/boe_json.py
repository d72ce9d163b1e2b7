"""JSON: none is a document, but each kind deserves to be told what it is."""

from __future__ import annotations

import re

from ingest.text import Text
from kb.documents import Source
from kb.errors import UnsupportedSource

SUMARIO = "es el sumario de un día y no una norma; `kb fetch --day` descarga sus disposiciones"
_INDEX = re.compile(rb'"sumario(?:_diario)?"\s*:')


def read(source: Source) -> Text:
    """Always UnsupportedSource: the gazette's texts come in XML."""
    if _INDEX.search(source.data[:4096]):
        raise UnsupportedSource(SUMARIO)
    raise UnsupportedSource("es JSON y no un documento; descarga la norma en XML o PDF")
