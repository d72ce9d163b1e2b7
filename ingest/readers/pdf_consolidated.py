"""The index of a consolidated text in print, whose entries look like headings."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers.consolidated_print import index_places
from ingest.readers.pdf_lines import Item, Strip


def without_index(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """The items, and those of a printed index."""
    texts = [item.text if isinstance(item, Strip) else None for item in items]
    inside = {place for places in index_places(texts) for place in places}
    kept = [item for place, item in enumerate(items) if place not in inside]
    return kept, [item for place, item in enumerate(items) if place in inside]
