"""Reading the base: nothing here writes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, bindparam, func, select

from kb.documents import AnalysisReference, Document, DocumentId, DocumentKind, Source, Span, Unit, UnitKind
from kb.encoder import Vectors
from kb.errors import DocumentNotFound
from kb.facts import Fact, from_payload
from kb.passages import Family, Grain, Passage, encoded_text
from kb.store import schema
from kb.store.failures import sound
from kb.store.families import Families
from kb.store.rows import (
    PASSAGE_COLUMNS,
    SUMMARY_COLUMNS,
    Summary,
    to_days,
    to_document,
    to_passage,
    to_references,
    to_summary,
    to_unit,
)
from kb.store.sources import mentions, source_of, standings
from kb.vigencia import Mention, Standing, stale_since

Keys = NDArray[np.int64]
CHUNK = 1024
"""Rows fetched at a time: 1.5 MB of vectors at 384 dimensions."""

_MOST_IN = 10_000
"""Values in one IN list."""


_SUMMARIES = select(*SUMMARY_COLUMNS).order_by(schema.documents.c.document_id)
_SOME_SUMMARIES = _SUMMARIES.where(schema.documents.c.document_id.in_(bindparam("documents", expanding=True)))
_UNITS = schema.units.select().where(
    schema.units.c.document_id.in_(bindparam("documents", expanding=True)),
    schema.units.c.unit_id.in_(bindparam("units", expanding=True)),
)
"""What every question asks for, put together once. SQLite does not look pairs up in an index."""


class Reader:
    """What can be asked of a base. Each call sees the last committed state; see `Store.snapshot`."""

    home: Path
    _families: Families

    def _connection(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    @property
    def generation(self) -> int:
        """Grows with every committed write."""
        return int(self._meta().generation)

    @property
    def encoder(self) -> str | None:
        """The name of the encoder that made the vectors; None while there are none."""
        name: str | None = self._meta().encoder
        return name

    @property
    def dimension(self) -> int | None:
        """How many numbers a vector has; None while no encoder is bound."""
        dimension: int | None = self._meta().dimension
        return dimension

    def _meta(self) -> Any:
        with self._connection() as connection:
            return meta_of(connection, self.home)

    def digest(self, document_id: str) -> str | None:
        """The sha256 of the file that a document came from; None when there is no such document."""
        mine = schema.documents.c.document_id == document_id
        found: str | None = self._scalar(select(schema.documents.c.sha256).where(mine))
        return found

    def holder(self, sha256: str) -> DocumentId | None:
        """The first document that came from a file of that digest."""
        found = self._scalar(
            select(func.min(schema.documents.c.document_id)).where(schema.documents.c.sha256 == sha256)
        )
        return None if found is None else DocumentId(found)

    def summaries(self, documents: Collection[str] | None = None) -> tuple[Summary, ...]:
        """All documents, or those of the given ones that are there, by id, without their texts."""
        with self._connection() as connection, sound(self.home):
            if documents is None:
                return tuple(map(to_summary, connection.execute(_SUMMARIES)))
            return tuple(map(to_summary, connection.execute(_SOME_SUMMARIES, {"documents": sorted(documents)})))

    def numbered(self, number: str) -> tuple[Summary, ...]:
        """The norms of that number (`936/2090`, `HFP/1030/2021`), in large or small letters, of any rank; by id."""
        about = schema.documents.c
        same = func.upper(about.number) == number.upper()
        with self._connection() as connection, sound(self.home):
            return tuple(
                map(to_summary, connection.execute(select(*SUMMARY_COLUMNS).where(same).order_by(about.document_id)))
            )

    def titled_with(self, number: str) -> dict[DocumentId, str]:
        """The titles of the norms, corrigenda among them, that have a number."""
        about = schema.documents.c
        mine = (about.kind == DocumentKind.NORM.value) & about.title.contains(number, autoescape=True)
        with self._connection() as connection, sound(self.home):
            rows = connection.execute(select(about.document_id, about.title).where(mine).order_by(about.document_id))
            return {DocumentId(document_id): title for document_id, title in rows}

    def titles(self, documents: Collection[str] | None = None) -> dict[DocumentId, str]:
        """The titles of these documents, or of all."""
        about = schema.documents.c
        titled = select(about.document_id, about.title).order_by(about.document_id)
        if documents is not None:
            titled = titled.where(about.document_id.in_(sorted(documents)))
        with self._connection() as connection:
            rows = connection.execute(titled)
            return {DocumentId(document_id): title for document_id, title in rows}

    def out_of_force(self, documents: Collection[str], day: date) -> frozenset[DocumentId]:
        """Those of these documents that are the law no more on that day."""
        about = schema.documents.c
        gone = select(about.document_id).where(about.document_id.in_(sorted(documents)), about.repealed <= day)
        with self._connection() as connection:
            return frozenset(map(DocumentId, connection.execute(gone).scalars()))

    def summary(self, document_id: str) -> Summary:
        """One document without its text; DocumentNotFound."""
        mine = select(*SUMMARY_COLUMNS).where(schema.documents.c.document_id == document_id)
        with self._connection() as connection, sound(self.home):
            row = connection.execute(mine).one_or_none()
        if row is None:
            raise missing(document_id)
        return to_summary(row)

    def document(self, document_id: str) -> Document:
        """The document as it was put; DocumentNotFound."""
        mine = schema.documents.c.document_id == document_id
        units = schema.units.select().where(schema.units.c.document_id == document_id)
        with self._connection() as connection, sound(self.home):
            row = connection.execute(schema.documents.select().where(mine)).one_or_none()
            if row is None:
                raise missing(document_id)
            days = select(schema.sources.c.changes).where(schema.sources.c.document_id == document_id)
            kept = connection.execute(days).scalar()
            return to_document(row, connection.execute(units.order_by(schema.units.c.position)), kept or ())

    def source(self, document_id: str) -> Source | None:
        """The source that a document was read from, where it keeps the wordings of other days."""
        with self._connection() as connection, sound(self.home):
            return source_of(connection, document_id)

    def lacks_source(self, document_id: str) -> bool:
        """Whether a consolidated text was put without the source that its other wordings are read from."""
        about, kept = schema.documents.c, schema.sources.c
        statement = select(about.document_id).where(about.document_id == document_id, about.as_of.is_not(None))
        there = select(kept.document_id).where(kept.document_id == document_id)
        return self._scalar(statement.where(~there.exists())) is not None

    def standings(self, documents: Collection[str]) -> dict[str, Standing]:
        """What is known of the validity of these documents, those that are there; reads no text."""
        with self._connection() as connection, sound(self.home):
            return standings(connection, documents)

    def mentions(self, names: Collection[str]) -> dict[str, list[Mention]]:
        """What documents of the base do to earlier norms, by these norms' short names (`Ley 30/1992`)."""
        with self._connection() as connection, sound(self.home):
            return mentions(connection, names)

    def stale(self, today: date) -> dict[DocumentId, date]:
        """The documents of which another wording is in force today, each with the day since when."""
        kept, documents = schema.sources.c, schema.documents.c
        statement = select(documents.document_id, documents.as_of, kept.changes)
        statement = statement.join(schema.sources, kept.document_id == documents.document_id)
        with self._connection() as connection, sound(self.home):
            rows = connection.execute(statement.order_by(documents.document_id)).all()
        found = {DocumentId(row.document_id): stale_since(row.as_of, to_days(row.changes), today) for row in rows}
        return {name: since for name, since in found.items() if since is not None}

    def passages(self, keys: Collection[int]) -> dict[int, Passage]:
        """The passages of those keys, in that order; a key whose document was removed is left out."""
        wanted = [int(key) for key in keys]
        found: dict[int, Passage] = {}
        with self._connection() as connection, sound(self.home):
            for start in range(0, len(wanted), _MOST_IN):
                mine = schema.passages.c.key.in_(wanted[start : start + _MOST_IN])
                rows = connection.execute(select(schema.passages.c.key, *PASSAGE_COLUMNS).where(mine))
                found.update((row.key, to_passage(*row[1:])) for row in rows)
        return {key: found[key] for key in wanted if key in found}

    def families(self, keys: Collection[int]) -> tuple[Family, ...]:
        """The passages that these keys are, or are sentences of, each with all its sentences; by key."""
        with self._connection() as connection, sound(self.home):
            return self._families.read(connection, keys)

    def units(self, places: Collection[tuple[str, str]]) -> dict[tuple[str, str], Unit]:
        """The units of those documents and ids that are there."""
        found: dict[tuple[str, str], Unit] = {}
        wanted = sorted({(str(document_id), str(unit_id)) for document_id, unit_id in places})
        with self._connection() as connection, sound(self.home):
            for start in range(0, len(wanted), _MOST_IN // 2):
                documents, units = map(set, zip(*wanted[start : start + _MOST_IN // 2], strict=True))
                rows = connection.execute(_UNITS, {"documents": list(documents), "units": list(units)})
                found.update(((row.document_id, row.unit_id), to_unit(row)) for row in rows)
        return {place: found[place] for place in wanted if place in found}

    def units_called(self, unit_id: str) -> dict[str, Unit]:
        """The unit of that id in each document that has one, by document."""
        mine = schema.units.select().where(schema.units.c.unit_id == unit_id).order_by(schema.units.c.document_id)
        with self._connection() as connection, sound(self.home):
            return {row.document_id: to_unit(row) for row in connection.execute(mine)}

    def keys_called(self, unit_id: str) -> dict[str, list[int]]:
        """The keys of the passages, sentences not, that overlap the unit of that id in each document."""
        passages, units = schema.passages.c, schema.units.c
        same = (units.document_id == passages.document_id) & (passages.grain == Grain.PASSAGE.value)
        overlap = (passages.start < units.end) & (passages.end > units.start)
        statement = select(passages.document_id, passages.key).join(schema.units, same & overlap)
        found: dict[str, list[int]] = {}
        with self._connection() as connection, sound(self.home):
            for document_id, key in connection.execute(statement.where(units.unit_id == unit_id)):
                found.setdefault(document_id, []).append(key)
        return found

    def headed(self, kind: UnitKind, word: str) -> list[tuple[DocumentId, Unit]]:
        """The units of a kind in whose heading a folded piece of a word may be, accents or not; in reading order."""
        columns = schema.units.c
        mine = (columns.kind == kind.value) & columns.heading.like(f"%{re.sub('[^b-df-hj-mp-tv-z]', '_', word)}%")
        rows = schema.units.select().where(mine).order_by(columns.document_id, columns.position)
        with self._connection() as connection, sound(self.home):
            return [(DocumentId(row.document_id), to_unit(row)) for row in connection.execute(rows)]

    def keys_within(self, document_id: str, span: Span) -> tuple[int, ...]:
        """The keys of the passages, sentences not, that overlap a stretch of a document."""
        columns = schema.passages.c
        mine = (columns.document_id == document_id) & (columns.grain == Grain.PASSAGE.value)
        overlap = (columns.start < span.end) & (columns.end > span.start)
        with self._connection() as connection, sound(self.home):
            rows = connection.execute(select(columns.key).where(mine & overlap).order_by(columns.key))
            return tuple(row.key for row in rows)

    def passages_of(self, document_id: str, grain: Grain | None = None) -> dict[int, Passage]:
        """The passages of a document by key, in the order they were put; none for an unknown document."""
        statement = select(schema.passages.c.key, *PASSAGE_COLUMNS).order_by(schema.passages.c.key)
        statement = statement.where(schema.passages.c.document_id == document_id)
        if grain is not None:
            statement = statement.where(schema.passages.c.grain == grain.value)
        with self._connection() as connection, sound(self.home):
            return {row.key: to_passage(*row[1:]) for row in connection.execute(statement)}

    def facts(self, document_id: str | None = None, types: Collection[str] = ()) -> tuple[Fact, ...]:
        """The facts of a document or of all, of the given types or of every one, by document and place."""
        columns = schema.facts.c
        statement = select(columns.payload).order_by(columns.document_id, columns.start, columns.end, columns.id)
        if document_id is not None:
            statement = statement.where(columns.document_id == document_id)
        if types:
            statement = statement.where(columns.type.in_(sorted(types)))
        with self._connection() as connection, sound(self.home):
            return tuple(from_payload(row.payload) for row in connection.execute(statement))

    def analysis(self, documents: Collection[str]) -> dict[DocumentId, tuple[AnalysisReference, ...]]:
        """What the gazette's analysis of each of those documents says of other norms, without their texts."""
        columns = schema.documents.c
        found: dict[DocumentId, tuple[AnalysisReference, ...]] = {}
        wanted = sorted(set(documents))
        with self._connection() as connection, sound(self.home):
            for start in range(0, len(wanted), _MOST_IN):
                mine = columns.document_id.in_(wanted[start : start + _MOST_IN])
                for row in connection.execute(select(columns.document_id, columns.analysis).where(mine)):
                    found[DocumentId(row.document_id)] = to_references(row.analysis)
        return found

    def fact(self, fact_id: str) -> Fact | None:
        """The fact of that id; None when there is none."""
        statement = select(schema.facts.c.payload).where(schema.facts.c.id == fact_id)
        with self._connection() as connection, sound(self.home):
            row = connection.execute(statement).first()
            return None if row is None else from_payload(row.payload)

    def live(self, documents: Collection[str] | None = None) -> Keys:
        """The keys in use, of all documents or of the given ones; DocumentNotFound for one that is not there.

        Half-open ranges in ascending order that do not touch: shape `(n, 2)`.
        """
        table = schema.documents
        statement = select(table.c.document_id, table.c.first_key, table.c.end_key).order_by(table.c.first_key)
        with self._connection() as connection:
            rows = connection.execute(statement).all()
        wanted = None if documents is None else frozenset(documents)
        for document_id in sorted((wanted or frozenset()) - {row.document_id for row in rows}):
            raise missing(document_id)
        kept = [(row.first_key, row.end_key) for row in rows if wanted is None or row.document_id in wanted]
        return _joined(np.array(kept, dtype=np.int64).reshape(-1, 2))

    def vectors(self, grain: Grain, *, chunk: int = CHUNK) -> Iterator[tuple[Keys, Vectors]]:
        """Keys in ascending order and their vectors, `chunk` rows at a time."""
        dimension = self.dimension or 0
        for rows in self._stream(select(schema.passages.c.key, schema.passages.c.vector), grain, chunk):
            keys = np.array([row.key for row in rows], dtype=np.int64)
            with sound(self.home):
                matrix = np.frombuffer(b"".join(row.vector for row in rows), dtype="<f4")
                yield keys, matrix.reshape(len(rows), dimension)

    def encoded(self, document_id: str) -> dict[str, Vectors]:
        """The vectors of a document by the text they were computed from; none for an unknown document."""
        columns = schema.passages.c
        statement = select(columns.vector, *PASSAGE_COLUMNS).where(columns.document_id == document_id)
        with self._connection() as connection, sound(self.home):
            rows = connection.execute(statement).all()
            return {encoded_text(to_passage(*row[1:])): np.frombuffer(row.vector, dtype="<f4") for row in rows}

    def texts(self, grain: Grain, *, chunk: int = CHUNK) -> Iterator[tuple[int, str, str]]:
        """Key, text and context of each passage, keys ascending."""
        columns = schema.passages.c
        for rows in self._stream(select(columns.key, columns.text, columns.context), grain, chunk):
            yield from ((row.key, row.text, row.context) for row in rows)

    def _stream(self, statement: Select[Any], grain: Grain, chunk: int) -> Iterator[Sequence[Any]]:
        columns = schema.passages.c
        statement = statement.where(columns.grain == grain.value).order_by(columns.key)
        with self._connection() as connection:
            yield from connection.execute(statement, execution_options={"yield_per": chunk}).partitions()

    def _scalar(self, statement: Select[Any]) -> Any:
        with self._connection() as connection:
            return connection.execute(statement).scalar()


class Snapshot(Reader):
    """A base as it was at one moment, whatever is written meanwhile. For one thread."""

    def __init__(self, home: Path, connection: Connection, kept: Families, generation: int) -> None:
        self.home = home
        self._fixed = connection
        self._families = kept
        self._generation = generation
        self._units: dict[tuple[str, str], Unit] = {}

    def _connection(self) -> AbstractContextManager[Connection]:
        return nullcontext(self._fixed)

    @property
    def generation(self) -> int:
        """The generation that was current when the snapshot was taken."""
        return self._generation

    def units(self, places: Collection[tuple[str, str]]) -> dict[tuple[str, str], Unit]:
        """The units of those documents and ids that are there, each read once."""
        self._units |= super().units([place for place in places if place not in self._units])
        return {place: self._units[place] for place in sorted(set(places)) if place in self._units}


def _joined(ranges: Keys) -> Keys:
    """Ascending ranges with those that touch made one, empty ones left out."""
    ranges = ranges[ranges[:, 0] < ranges[:, 1]]
    if not len(ranges):
        return ranges
    touching = ranges[1:, 0] == ranges[:-1, 1]
    firsts = ranges[:, 0][~np.concatenate([[False], touching])]
    ends = ranges[:, 1][~np.concatenate([touching, [False]])]
    return np.column_stack([firsts, ends])


def meta_of(connection: Connection, home: Path) -> Any:
    """The single row of `meta`: generation, encoder, dimension, next key. Raises BaseCorrupted."""
    with sound(home):
        return connection.execute(schema.meta.select()).one()


def missing(document_id: str) -> DocumentNotFound:
    """No document of that id."""
    return DocumentNotFound(f"la base no tiene el documento «{document_id}»: `kb list` muestra los que hay")
