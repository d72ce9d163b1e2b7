"""The pages of a PDF to the Text that the splitter takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.heading import BoePage, publication_of
from ingest.readers import boe_metadata, boe_page
from ingest.readers.consolidated_print import as_furniture, cover_of
from ingest.readers.pdf_body import lines_of, set_aside
from ingest.readers.pdf_consolidated import without_index
from ingest.readers.pdf_furniture import Cleared
from ingest.readers.pdf_head import Notice, fields_of, identifier_of, main_notice, notices, running_head
from ingest.readers.pdf_hyphens import Hyphens
from ingest.readers.pdf_lines import Item, Strip, items_of
from ingest.readers.printed_head import title_of
from ingest.text import Line, Role, Text, normalise


def text_of(pages: Sequence[Cleared]) -> Text:
    """The lines of the document, those of its furniture first."""
    items = items_of(pages)
    hyphens = Hyphens([item.text for item in items if isinstance(item, Strip)])
    found = notices(items)
    notice = main_notice(found, items)
    text = _plain(pages, items, hyphens) if notice is None else _item(pages, items, found, notice, hyphens)
    return replace(text, lines=(*_furniture(pages), *text.lines), pages=len(pages))


def _furniture(pages: Sequence[Cleared]) -> Iterator[Line]:
    for page in pages:
        for text in map(normalise, page.furniture):
            if text:
                yield Line(text=text, role=Role.FURNITURE, page=page.page.number)


def _plain(pages: Sequence[Cleared], items: Sequence[Item], hyphens: Hyphens) -> Text:
    """A document that is no item of the gazette's printed pages: a consolidated text, a press note."""
    kept, index = without_index(items)
    lines = list(lines_of(kept, hyphens))
    cover = cover_of(lines)
    if cover is None:
        page = BoePage.of(lines)
        found = identifier_of(pages) or page.identifier
        told = publication_of(page.lines)
        return Text(lines=(*set_aside(index), *page.lines), publication=told, title=page.title, identifier=found)
    printed = lines[: len(lines) - len(cover.rest)]
    return Text(
        lines=(*as_furniture(printed), *set_aside(index), *cover.head, *cover.rest),
        publication=boe_metadata.publication(cover.fields, cover.head),
        title=cover.fields.get("titulo"),
        identifier=cover.fields["identificador"],
    )


def _item(
    pages: Sequence[Cleared], items: Sequence[Item], found: Sequence[Notice], notice: Notice, hyphens: Hyphens
) -> Text:
    """An item of the gazette; what its pages carry of other items is set aside."""
    first, last = items[notice.title].page, items[notice.end - 1].page
    running = [running_head(page.furniture) for page in pages]
    above = [item for item in items[notice.head : notice.title] if isinstance(item, Strip)]
    title = title_of(hyphens.join_all(notice.name))
    fields = fields_of(notice, above, title, running[first - 1 : last], identifier_of(pages))
    head = [replace(line, page=first) for line in boe_page.metadata_lines(boe_page.head(fields))]
    others = [*items[: notice.head], *items[notice.end :]]
    return Text(
        lines=(
            *set_aside(items[notice.head : notice.text]),
            *head,
            *lines_of(items[notice.text : notice.end], hyphens),
            *set_aside(others),
        ),
        publication=boe_metadata.publication(fields, head),
        title=title,
        identifier=fields.get("identificador"),
        oddities=_others(others, [one.number for one in found if one is not notice]),
    )


def _others(others: Sequence[Item], numbers: Sequence[str]) -> tuple[str, ...]:
    """What a report says when the pages carry other items of the gazette too."""
    if not others:
        return ()
    named = f" ({', '.join(numbers)})" if numbers else ""
    return (f"las páginas traen también texto de otras disposiciones{named}, que no se incorpora",)
