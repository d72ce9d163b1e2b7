"""Where a checklist may lead: to the gazette and to our own reading page, and nowhere that a document says."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from kb.facts import Obligation

_GAZETTE = ("boe.es", "www.boe.es")


def gazette_link(url: str | None) -> str | None:
    """The address if it is one of the BOE's, https and without anything odd; None otherwise, to be shown as text."""
    if url is None or not url.isascii() or any(c.isspace() or c in "\"'<>" for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme == "https" and parts.netloc in _GAZETTE else None


def reading_link(root: str | None, one: Obligation) -> str | None:
    """The page of the service at `root` that shows the clause with its words marked."""
    if root is None:
        return None
    document, unit = quote(one.document_id, safe=""), quote(one.unit_id, safe="")
    return f"{root.rstrip('/')}/v1/documents/{document}/view?start={one.start}&end={one.end}#{unit}"
