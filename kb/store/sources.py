"""What the base keeps beside its documents of the law's course: sources with other days' wordings, and standings."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Column, Connection, Select, bindparam, select

from kb.documents import Direction, DocumentId, Source
from kb.store import schema
from kb.store.rows import to_days, to_references
from kb.vigencia import Mention, Standing


def _mentioning(column: Column[Any]) -> Select[Any]:
    about, pairs = schema.documents.c, schema.targets
    names = (about.document_id, about.short_title, about.published, about.in_force_from, about.analysis)
    joined = pairs.join(schema.documents, pairs.c.document_id == about.document_id)
    statement = select(column.label("key"), pairs.c.target, *names).select_from(joined)
    return statement.where(column.in_(bindparam("wanted", expanding=True))).order_by(about.document_id)


_BY_NAME, _BY_TARGET = _mentioning(schema.targets.c.name), _mentioning(schema.targets.c.target)
_about, _kept = schema.documents.c, schema.sources.c
_STANDINGS = (
    select(_about.document_id, _about.short_title, _about.published, _about.as_of, _about.repealed, _about.analysis)
    .add_columns(_kept.changes)
    .select_from(schema.documents.outerjoin(schema.sources, _kept.document_id == _about.document_id))
    .where(_about.document_id.in_(bindparam("documents", expanding=True)))
)


def source_of(connection: Connection, document_id: str) -> Source | None:
    """The source that a document with wordings of several days was read from."""
    kept, documents = schema.sources, schema.documents
    joined = kept.join(documents, kept.c.document_id == documents.c.document_id)
    statement = select(kept.c.name, kept.c.media_type, kept.c.data, documents.c.sha256, documents.c.source)
    row = connection.execute(statement.select_from(joined).where(kept.c.document_id == document_id)).one_or_none()
    if row is None:
        return None
    try:
        data = zlib.decompress(row.data)
    except zlib.error as error:
        raise ValueError(f"source of {document_id}") from error
    return Source(
        name=row.name,
        data=data,
        sha256=row.sha256,
        origin=row.source,
        media_type=row.media_type,
    )


def standings(connection: Connection, documents: Collection[str]) -> dict[str, Standing]:
    """What is known of the validity of these documents, those that are there; reads no text."""
    rows = connection.execute(_STANDINGS, {"documents": sorted(documents)}).all()
    others = _mentions(connection, [row.document_id for row in rows])
    return {row.document_id: _standing(row, others.get(row.document_id, ())) for row in rows}


def _standing(row: Any, others: Iterable[Mention]) -> Standing:
    return Standing(
        document_id=DocumentId(row.document_id),
        name=row.short_title,
        published=row.published,
        as_of=row.as_of,
        repealed=row.repealed,
        changes=to_days(row.changes or ()),
        references=to_references(row.analysis),
        others=tuple(others),
    )


def mentions(connection: Connection, names: Collection[str]) -> dict[str, list[Mention]]:
    """By short name of a norm, what the documents of the base say of it as an earlier one."""
    return _by(connection, _BY_NAME, names)


def _mentions(connection: Connection, targets: Collection[str]) -> dict[str, list[Mention]]:
    """The same by identifier."""
    return _by(connection, _BY_TARGET, targets)


def _by(connection: Connection, statement: Select[Any], wanted: Collection[str]) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for row in connection.execute(statement, {"wanted": sorted(wanted)}):
        for one in to_references(row.analysis):
            if one.direction is Direction.EARLIER and one.target == row.target:
                day, by = row.in_force_from or row.published, DocumentId(row.document_id)
                mention = Mention(by=by, name=row.short_title, day=day, reference=one)
                found.setdefault(row.key, []).append(mention)
    return found
