"""Documents, units and passages to rows and back: what goes in comes out equal."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from kb.citations import cited_norms
from kb.documents import (
    AnalysisReference,
    Direction,
    Document,
    DocumentId,
    DocumentKind,
    Publication,
    Source,
    Unit,
    UnitId,
    UnitKind,
    Version,
)
from kb.facts import Entity, Fact
from kb.passages import Grain, Passage
from kb.store.schema import documents, passages

Row = dict[str, Any]
OBLIGATION = "obligation"
_PUBLICATION = tuple(field.name for field in fields(Publication))


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A document as a list shows it, without its text. `units` is how many it has.

    `as_of` and `updated` are those of `Document` and `Publication`: which wording of a consolidated norm it is.
    `revision` grows each time the document is read again, and no two have the same: it says who has seen the last one.
    """

    document_id: DocumentId
    title: str
    short_title: str
    kind: DocumentKind
    rank: str | None
    number: str | None
    department: str | None
    published: date | None
    dated: date | None
    in_force_from: date | None
    as_of: date | None
    updated: date | None
    repealed: date | None
    eli: str | None
    url: str | None
    pages: int | None
    units: int
    sha256: str
    revision: int


def document_row(document: Document) -> Row:
    """All of a document but its units."""
    publication = {name: getattr(document.publication, name) for name in _PUBLICATION}
    return publication | {
        "document_id": str(document.document_id),
        "kind": document.kind.value,
        "title": document.title,
        "short_title": document.short_title,
        "source": document.source,
        "sha256": document.sha256,
        "pages": document.pages,
        "furniture": document.furniture,
        "oddities": list(document.oddities),
        "analysis": [asdict(reference) for reference in document.references],
        "as_of": document.as_of,
        "repealed": document.repealed,
        "unit_count": len(document.units),
        "text": document.text,
    }


def unit_rows(document: Document) -> list[Row]:
    """The units in reading order."""
    return [
        {
            "document_id": str(document.document_id),
            "position": position,
            "unit_id": str(unit.unit_id),
            "kind": unit.kind.value,
            "label": unit.label,
            "mark": unit.mark,
            "heading": unit.heading,
            "parent": None if unit.parent is None else str(unit.parent),
            "start": unit.start,
            "end": unit.end,
            "page": unit.page,
            "cells": list(unit.cells),
            "version_from": unit.version and unit.version.in_force_from,
            "version_norm": unit.version and str(unit.version.norm),
        }
        for position, unit in enumerate(document.units)
    ]


def passage_rows(found: Sequence[Passage], vectors: Iterable[Any], first_key: int) -> list[Row]:
    """The passages under the keys from `first_key` on, each with its vector."""
    return [
        {
            "key": key,
            "document_id": str(passage.document_id),
            "unit_id": str(passage.unit_id),
            "grain": passage.grain.value,
            "ordinal": passage.ordinal,
            "start": passage.start,
            "end": passage.end,
            "passage": passage.passage,
            "text": passage.text,
            "context": passage.context,
            "vector": vector.tobytes(),
        }
        for key, (passage, vector) in enumerate(zip(found, vectors, strict=True), start=first_key)
    ]


def fact_rows(found: Sequence[Fact]) -> list[Row]:
    """The facts, whole in their payload; an obligation has that for its type."""
    return [
        {
            "id": fact.id,
            "document_id": str(fact.document_id),
            "unit_id": str(fact.unit_id),
            "type": fact.type.value if isinstance(fact, Entity) else OBLIGATION,
            "start": fact.start,
            "end": fact.end,
            "payload": asdict(fact),
        }
        for fact in found
    ]


def source_row(document: Document, source: Source) -> Row:
    """The source of a text with wordings of several days, deflated."""
    return {
        "document_id": str(document.document_id),
        "name": source.name,
        "media_type": source.media_type,
        "changes": [day.isoformat() for day in document.changes],
        "data": zlib.compress(source.data, 9),
    }


def target_rows(document: Document) -> list[Row]:
    """The earlier norms that the analysis names, each once, with the name that its words give them."""
    found: dict[str, str | None] = {}
    for one in document.references:
        if one.direction is Direction.EARLIER:
            named = cited_norms(one.wording)
            found[str(one.target)] = found.get(str(one.target)) or (named[-1].name if named else None)
    mine = str(document.document_id)
    return [{"document_id": mine, "target": target, "name": name} for target, name in found.items()]


def to_document(row: Any, unit_rows: Iterable[Any], changes: Sequence[str] = ()) -> Document:
    """The document that `document_row`, `unit_rows` and `source_row` took apart."""
    return Document(
        document_id=DocumentId(row.document_id),
        kind=DocumentKind(row.kind),
        title=row.title,
        short_title=row.short_title,
        publication=Publication(**{name: getattr(row, name) for name in _PUBLICATION}),
        text=row.text,
        units=tuple(map(to_unit, unit_rows)),
        source=row.source,
        sha256=row.sha256,
        pages=row.pages,
        furniture=row.furniture,
        oddities=tuple(row.oddities),
        references=to_references(row.analysis),
        as_of=row.as_of,
        changes=to_days(changes),
        repealed=row.repealed,
    )


def to_days(kept: Sequence[str]) -> tuple[date, ...]:
    """ISO days, as the JSON column keeps them, to dates. Raises ValueError."""
    return tuple(map(date.fromisoformat, kept))


def to_unit(row: Any) -> Unit:
    """The unit of a row."""
    return Unit(
        unit_id=UnitId(row.unit_id),
        kind=UnitKind(row.kind),
        label=row.label,
        mark=row.mark,
        heading=row.heading,
        parent=None if row.parent is None else UnitId(row.parent),
        start=row.start,
        end=row.end,
        page=row.page,
        cells=tuple(row.cells),
        version=None if row.version_from is None else _to_version(row),
    )


def _to_version(row: Any) -> Version:
    return Version(in_force_from=row.version_from, norm=DocumentId(row.version_norm))


def to_references(kept: Sequence[Row]) -> tuple[AnalysisReference, ...]:
    """What the column of the analysis keeps."""
    return tuple(map(_to_reference, kept))


def _to_reference(kept: Row) -> AnalysisReference:
    direction, target = Direction(kept["direction"]), DocumentId(kept["target"])
    return AnalysisReference(**kept | {"direction": direction, "target": target})


_OTHERWISE = {"units": "unit_count", "revision": "first_key"}
"""The columns of a summary that have another name: a document that is read again gets keys never used."""
SUMMARY_COLUMNS = tuple(
    documents.c[_OTHERWISE.get(field.name, field.name)].label(field.name) for field in fields(Summary)
)


def to_summary(row: Any) -> Summary:
    """The summary of a row."""
    values = row._asdict()
    kind = DocumentKind(values.pop("kind"))
    return Summary(document_id=DocumentId(values.pop("document_id")), kind=kind, **values)


PASSAGE_COLUMNS = tuple(passages.c[field.name] for field in fields(Passage))


def to_passage(
    document_id: str,
    unit_id: str,
    grain: str,
    ordinal: int,
    start: int,
    end: int,
    text: str,
    context: str,
    passage: int,
) -> Passage:
    """The passage of a row's PASSAGE_COLUMNS."""
    return Passage(
        document_id=DocumentId(document_id),
        unit_id=UnitId(unit_id),
        grain=_GRAINS[grain],
        ordinal=ordinal,
        start=start,
        end=end,
        text=text,
        context=context,
        passage=passage,
    )


_GRAINS = {grain.value: grain for grain in Grain}
