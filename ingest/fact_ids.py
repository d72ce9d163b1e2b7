"""Ids of facts that survive re-ingestion: what has not changed in a document keeps its own."""

from __future__ import annotations

import hashlib
from collections import Counter

from kb.documents import DocumentId, UnitId


class FactIds:
    """The ids of a document's facts, given in reading order: of equal ones in a unit, the second says so."""

    def __init__(self, document_id: DocumentId) -> None:
        self._document_id = document_id
        self._given: Counter[str] = Counter()

    def new(self, unit_id: UnitId, kind: str, words: str) -> str:
        """The id of one more fact, made of its unit, its kind and its words."""
        digest = hashlib.sha256(words.encode()).hexdigest()[:10]
        found = f"{self._document_id}:{unit_id}:{kind}:{digest}"
        self._given[found] += 1
        return found if self._given[found] == 1 else f"{found}.{self._given[found]}"
