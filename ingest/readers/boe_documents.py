"""XML of the BOE: which of its kinds it is, by its root."""

from __future__ import annotations

from datetime import date

from ingest.readers import boe_consolidated, boe_xml
from ingest.readers.boe_json import SUMARIO
from ingest.readers.safe_xml import Element, local_name, parse
from ingest.text import Text
from kb.documents import Source
from kb.errors import UnreadableSource, UnsupportedSource, WordingNotFound

_SUMMARIES = ("sumario", "sumario_diario")


def read(source: Source, *, as_of: date | None = None) -> Text:
    """The text of an item of the gazette, or of a consolidated norm as in force on a day (default: today).

    WordingNotFound for a day of which an item of the gazette cannot know the wording.
    """
    root = parse(source)
    try:
        return _read(root, source, as_of)
    except RecursionError as error:
        raise UnreadableSource("el XML está mal formado; vuelve a descargarlo") from error


def _read(root: Element, source: Source, as_of: date | None) -> Text:
    if _is_consolidated(root):
        return boe_consolidated.read(root, source, as_of=as_of)
    if local_name(root) != "documento":
        raise _other(root)
    if as_of is not None:
        raise WordingNotFound(
            "es el texto publicado en el diario y no guarda otras redacciones; usa la norma consolidada"
        )
    return boe_xml.read(root, source)


def wording_days(source: Source) -> tuple[date, ...]:
    """The days since when a consolidated norm, or part of it, has another wording; none of other sources."""
    root = parse(source)
    return boe_consolidated.days(root) if _is_consolidated(root) else ()


def _is_consolidated(root: Element) -> bool:
    return next(root.iter("bloque"), None) is not None


def _other(root: Element) -> UnsupportedSource | UnreadableSource:
    """Why XML that is no norm is refused."""
    if any(next(root.iter(name), None) is not None for name in _SUMMARIES):
        return UnsupportedSource(SUMARIO)
    if local_name(root) == "html":
        return UnreadableSource("es una página web guardada como XML; descarga de nuevo el documento")
    if local_name(root) == "response":
        status = root.find("status/text")
        told = f" («{status.text[:80]}»)" if status is not None and status.text else ""
        return UnreadableSource(f"es una respuesta del BOE sin el texto de la norma{told}; vuelve a descargarla")
    return UnsupportedSource(f"es XML de otra clase (<{local_name(root)[:40]}>) y no un documento del BOE")
