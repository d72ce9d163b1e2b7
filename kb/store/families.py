"""Passages with their sentences, kept from one question to the next."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable
from threading import Lock

from sqlalchemy import Connection, bindparam, select, tuple_

from kb.passages import Family, Passage, families
from kb.store import schema
from kb.store.rows import PASSAGE_COLUMNS, to_passage

KEPT = 10_000
"""Families: some 30 MB of text."""
_MOST_IN = 10_000
"""Values in one IN list."""

_columns, _about = schema.passages.c, schema.documents.c
_asked = select(_columns.document_id, _columns.passage).where(_columns.key.in_(bindparam("keys", expanding=True)))
_READ = select(_columns.key, *PASSAGE_COLUMNS).where(tuple_(_columns.document_id, _columns.passage).in_(_asked))
_RANGES = select(_about.document_id, _about.first_key, _about.end_key).where(
    _about.document_id.in_(bindparam("documents", expanding=True))
)


class Families:
    """Those read before, by the keys of their passages; the one unused for longest goes first. Threads may share it.

    A key is never given to another passage, and the passages of a document come and go with its row: what was read
    once is as it was, as long as its document has the key.
    """

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[int, Family] = OrderedDict()
        self._passage_of: dict[int, int] = {}
        self._lock = Lock()

    def read(self, connection: Connection, keys: Iterable[int]) -> tuple[Family, ...]:
        """The passages that these keys are, or are sentences of, each with all its sentences; by key."""
        wanted = sorted({int(key) for key in keys})
        found = self._living(connection, wanted)
        there = {key for family in found.values() for key in _keys(family)}
        missing = [key for key in wanted if key not in there]
        for start in range(0, len(missing), _MOST_IN):
            fresh = _read(connection, missing[start : start + _MOST_IN])
            found.update((family.key, family) for family in fresh)
            self._keep(fresh)
        return tuple(found[key] for key in sorted(found))

    def _living(self, connection: Connection, keys: Collection[int]) -> dict[int, Family]:
        """Those kept whose document still has them, by key of the passage."""
        with self._lock:
            known = [self._passage_of[key] for key in keys if key in self._passage_of]
            found = {key: self._kept[key] for key in known}
            for key in found:
                self._kept.move_to_end(key)
        documents = {str(family.passage.document_id) for family in found.values()}
        if not documents:
            return {}
        rows = connection.execute(_RANGES, {"documents": sorted(documents)})
        ranges = {document_id: range(first, end) for document_id, first, end in rows}
        return {key: one for key, one in found.items() if key in ranges.get(one.passage.document_id, ())}

    def _keep(self, fresh: Iterable[Family]) -> None:
        with self._lock:
            for family in fresh:
                self._kept[family.key] = family
                self._passage_of.update((key, family.key) for key in _keys(family))
            while len(self._kept) > self._most:
                _, oldest = self._kept.popitem(last=False)
                for key in _keys(oldest):
                    del self._passage_of[key]


def _read(connection: Connection, keys: Collection[int]) -> tuple[Family, ...]:
    rows: dict[int, Passage] = {row[0]: to_passage(*row[1:]) for row in connection.execute(_READ, {"keys": keys})}
    return families(rows)


def _keys(family: Family) -> tuple[int, ...]:
    return (family.key, *(key for key, _ in family.sentences))
