"""A Text becomes a Document: split, named, dated."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from pathlib import PurePath

from ingest.heading import short_title, spanish_date, state_of
from ingest.layout import lay_out
from ingest.structure import split
from ingest.text import Role, Text
from kb.documents import Document, DocumentId, DocumentKind, Publication, Source, Unit, UnitKind
from kb.errors import EmptySource


def document_of(text: Text, source: Source) -> Document:
    """The document that a reader's Text makes; EmptySource when nothing but furniture is in it."""
    content, kind, units = split(text)
    if not units:
        raise EmptySource(f"{source.name}: no contiene texto")
    units = _dated(text, units)
    title = text.title or _title(content, units) or PurePath(source.name).stem
    return Document(
        document_id=DocumentId.parse(text.identifier or PurePath(source.name).stem),
        kind=kind,
        title=title,
        short_title=short_title(title),
        publication=_publication(text.publication, kind, content, units),
        text=content,
        units=units,
        source=source.origin,
        sha256=source.sha256,
        pages=text.pages,
        furniture=sum(line.role is Role.FURNITURE for line in text.lines),
        oddities=text.oddities,
        references=text.references,
        as_of=text.as_of or state_of(line.text for line in text.lines if line.role is Role.METADATA),
        changes=text.changes,
        repealed=text.repealed,
    )


def _dated(text: Text, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Each unit with the version of its first line, where the lines have any."""
    if all(line.version is None for line in text.lines):
        return units
    placed = lay_out(text)[1]
    starts = [one.start for one in placed]
    return tuple(replace(unit, version=placed[bisect_right(starts, unit.start) - 1].line.version) for unit in units)


def _title(content: str, units: tuple[Unit, ...]) -> str | None:
    headline = next((unit for unit in units if unit.kind is UnitKind.HEADLINE), None)
    return content[headline.start : headline.end] if headline else None


def _publication(publication: Publication, kind: DocumentKind, content: str, units: tuple[Unit, ...]) -> Publication:
    """A press note is dated and published by its date line."""
    if kind is not DocumentKind.PRESS_NOTE or publication.published is not None:
        return publication
    dateline = next((unit for unit in units if unit.kind is UnitKind.DATELINE), None)
    day = spanish_date(content[dateline.start : dateline.end]) if dateline else None
    return replace(publication, dated=day, published=day)
