"""Items of the daily gazette: `<documento>` with its metadata, its analysis and its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from ingest.readers import boe_metadata, boe_page
from ingest.readers.boe_markup import Flow
from ingest.readers.safe_xml import Element
from ingest.text import Line, Role, Text
from kb.documents import Source
from kb.errors import EmptySource


def read(root: Element, source: Source) -> Text:
    """The lines of a `<documento>`; EmptySource when the gazette has only the image of its text."""
    updated = {boe_metadata.UPDATED: root.get(boe_metadata.UPDATED) or ""}
    fields = updated | boe_metadata.fields_of(root.find("metadatos"))
    body, oddities = _body(root.find("texto"))
    if not body:
        raise EmptySource("el XML no trae el texto (el BOE solo lo tiene como imagen): usa su PDF")
    found = root.find("analisis")
    references = boe_metadata.references_of(found)
    head = boe_page.metadata_lines(boe_page.head(fields))
    analysis = boe_page.metadata_lines(boe_page.analysis(fields, references, **analysis_parts(found)))
    return Text(
        lines=(*head, *body, *analysis),
        publication=boe_metadata.publication(fields, [*head, *analysis]),
        title=fields.get("titulo"),
        identifier=fields.get("identificador"),
        pages=boe_page.page_count(fields),
        oddities=oddities,
        references=references,
        repealed=boe_metadata.repealed(fields),
    )


def _body(element: Element | None) -> tuple[Sequence[Line], tuple[str, ...]]:
    flow = Flow()
    if element is not None:
        flow.walk(element)
    shown = [line for line in flow.lines if line.role is not Role.FURNITURE]
    return shown and flow.lines, spoken_languages(flow.languages)


class _Parts(TypedDict):
    rows: dict[str, str]
    notes: list[str]
    subjects: list[str]


def analysis_parts(element: Element | None) -> _Parts:
    """What the analysis says beside the dates and the references."""
    return {
        "rows": boe_metadata.announcement(element),
        "notes": boe_metadata.texts(element, "notas"),
        "subjects": boe_metadata.texts(element, "materias"),
    }


def spoken_languages(languages: set[str]) -> tuple[str, ...]:
    """What a report says about text in other languages."""
    return (f"contiene texto en {', '.join(sorted(languages))}",) if languages else ()
