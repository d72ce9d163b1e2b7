"""Consolidated legislation: `<bloque>`s with dated wordings, read as in force on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ingest.readers import boe_metadata, boe_page
from ingest.readers.boe_markup import Flow
from ingest.readers.boe_xml import analysis_parts, spoken_languages
from ingest.readers.safe_xml import Element
from ingest.readers.wordings import Block, Wording, blocks_of, changes, hides
from ingest.text import Line, Text
from kb.days import spell_day
from kb.documents import DocumentId, Publication, Source
from kb.errors import EmptySource, UnsupportedSource, WordingNotFound

_INITIAL_NOTE = "nota_inicial"


def read(root: Element, source: Source, *, as_of: date | None = None) -> Text:
    """The text in force on `as_of`, today unless told; each line says which norm gave it.

    UnsupportedSource without the text's blocks, EmptySource when they are empty, WordingNotFound
    for a day on which the norm had not been published.
    """
    day = as_of or date.today()
    blocks = blocks_of(root.iter("bloque"))
    if not any(block.wordings for block in blocks):
        raise UnsupportedSource("es XML del BOE sin el texto de la norma; descarga el documento completo")
    fields = boe_metadata.fields_of(root.find(".//metadatos"))
    law = DocumentId(fields.setdefault("identificador", _origin(blocks).norm))
    chosen = [(block, block.on(day, law)) for block in blocks]
    if not any(wording for _, wording in chosen):
        raise WordingNotFound(
            f"el {spell_day(day)} no se había publicado ninguna redacción de {law}; elige un día posterior"
        )
    last = max(wording.published for _, wording in chosen if wording is not None)
    standing = boe_page.last_update(last) if as_of is None else f"Texto consolidado en vigor el {spell_day(day)}"
    text = replace(_text(fields, root.find(".//analisis"), law, day, chosen, standing), changes=changes(blocks))
    return text if as_of else replace(text, oddities=(*text.oddities, *_awaited(text.changes, day)))


def days(root: Element) -> tuple[date, ...]:
    """The days since when the text, or part of it, has another wording."""
    return changes(blocks_of(root.iter("bloque")))


def _origin(blocks: Sequence[Block]) -> Wording:
    return min((w for block in blocks for w in block.wordings), key=lambda w: w.published)


def _text(
    fields: dict[str, str],
    analysis: Element | None,
    law: DocumentId,
    day: date,
    chosen: Sequence[tuple[Block, Wording | None]],
    standing: str,
) -> Text:
    notes, body, languages = _lines(chosen, day)
    if not body:
        raise EmptySource("la norma consolidada no trae texto")
    references = boe_metadata.references_of(analysis)
    head = boe_page.metadata_lines([*boe_page.consolidated_head(fields, notes), standing])
    below = boe_page.metadata_lines(boe_page.analysis(fields, references, **analysis_parts(analysis)))
    return Text(
        lines=(*head, *body, *below),
        publication=_publication(fields, law, [*head, *below]),
        title=fields.get("titulo"),
        identifier=law,
        oddities=spoken_languages(languages),
        references=references,
        as_of=day,
        repealed=boe_metadata.repealed(fields),
    )


def _lines(chosen: Sequence[tuple[Block, Wording | None]], day: date) -> tuple[list[str], list[Line], set[str]]:
    """The notes to the whole norm, the lines of the text, the other languages in it."""
    notes: list[str] = []
    body: list[Line] = []
    languages: set[str] = set()
    for block, wording in chosen:
        if wording is None:
            continue
        flow = Flow(wording.version, hidden=hides(day))
        flow.walk(wording.element)
        languages |= flow.languages
        if block.kind == _INITIAL_NOTE:
            notes += [line.text for line in flow.lines]
        else:
            body += flow.lines
    return notes, body, languages


def _publication(fields: dict[str, str], law: DocumentId, lines: Sequence[Line]) -> Publication:
    told = boe_metadata.publication(fields, lines)
    url = fields.get("url_html_consolidada") or f"https://www.boe.es/buscar/act.php?id={law}"
    return replace(told, url=url)


def _awaited(days: Sequence[date], day: date) -> tuple[str, ...]:
    """What a report says about wordings that begin later: the text is to be read again then."""
    later = [other for other in days if other > day]
    return (f"desde el {spell_day(later[0])} regirá otra redacción: `kb ingest` la tomará entonces",) if later else ()
