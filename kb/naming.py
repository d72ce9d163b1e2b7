"""The unit of a document that a person names."""

from __future__ import annotations

from kb.documents import Document, Unit
from kb.references import places


def unit_named(document: Document, words: str) -> Unit | None:
    """The unit that `art 5.3` or `anexo VI` names, or a bare number, `5.3`, which is an article's; None without one."""
    for text in (words, f"art. {words}"):
        candidates = (one for place in places(text) for one in place.candidates)
        found = next((one for one in candidates if document.has(one)), None)
        if found is not None:
            return document.unit(found)
    return None
