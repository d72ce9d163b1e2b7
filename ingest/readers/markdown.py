"""Markdown with a YAML head: consolidated norms of open repositories, press notes of ministries.

The text goes through HTML, which both may hold, and is then read as the markup of boe.es is.
Lists stay paragraphs, with their numbers: `2.` is an apartado and no item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from ingest import markers
from ingest.heading import publication_of
from ingest.readers import boe_metadata, boe_page, front_matter, markdown_head
from ingest.readers.boe_markup import Flow
from ingest.readers.front_matter import Head
from ingest.readers.inline import text_of
from ingest.readers.plain_text import decode
from ingest.readers.safe_html import tree
from ingest.readers.safe_xml import Element, local_name
from ingest.text import Line, Role, Text, normalise
from kb.documents import Publication, Source
from kb.errors import EmptySource, UnreadableSource

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_OFF = ("list", "code", "fence", "lheading", "reference", "hr")
"""What would take numbers, indents and rules of a law's text for marks of its own."""

_TAGS = (
    "a abbr article b blockquote br button dd div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i iframe img li ol p"
    " s section small span strong sub sup table tbody td tfoot th thead tr u ul"
)
_ATTRIBUTES = r"(?:[^<>\"']++|\"[^\"]{0,999}\"|'[^']{0,999}')*+"
_UNKNOWN_TAG = re.compile(rf"<(?!/?(?:{'|'.join(_TAGS.split())})\b{_ATTRIBUTES}>|!--)", re.IGNORECASE)
_TAG_IN_VALUE = re.compile(r"(?<==\")([^\"<>\n]*)(?:</?[a-z][^<>\n]*>)+(?=\")", re.IGNORECASE)
"""`href="https://….pdf</a><i class="icon"></i>"`: an editor put an icon into the address, and the tag's end shows"""
_BOLD = re.compile(r"\*\*((?:[^*\s]|\S[^*\n]*\S)|[.:,;])\*\*")
"""Bold, also where CommonMark sees none: `Artículo 57**.**Infracciones`"""

_ITEM = re.compile(r"^(?=[ \t]*(?:[-*+•–—]|\d{1,3}[.)]|[a-zñ]\))[ \t])", re.MULTILINE)
_QUOTATIONS = re.compile(r"^(>[^\n]*)\n[ \t]*\n(?=>)", re.MULTILINE)
_NOTE = re.compile(r"Téngase en cuenta|Redacción anterior|Norma derogada|Se (?:declara|modifica|añade|deroga|suprime)")
_RULE = re.compile(r"---|\*\*\*|===")
_LONGEST_BOLD_HEADING = 150
_LEVEL_OF_ARTICLES = 5
_ENOUGH = 80
"""Letters by which a summary is known again."""


def read(source: Source) -> Text:
    """The lines of the text with what the head says of it; EmptySource without any."""
    content, encoding = decode(source.data)
    content = re.sub(r"\r\n?", "\n", content)
    head, body = front_matter.split(content)
    is_note = "news_title" in head or not ("identifier" in head or "rank" in head)
    try:
        lines = list(_lines(body if is_note else _BOLD.sub(r"\1", body), is_note=is_note))
    except RecursionError as error:
        raise UnreadableSource("el Markdown está mal formado: cierra sus etiquetas") from error
    told = (Role.FURNITURE,) if is_note else (Role.FURNITURE, Role.TITLE)
    if all(line.role in told for line in lines):
        raise EmptySource(f"{source.name}: no contiene texto")
    text = _press_note(head, lines) if is_note else _norm(head, lines)
    return text if encoding != "cp1252" else replace(text, oddities=("codificación Windows-1252 (no UTF-8)",))


def _norm(head: Head, lines: list[Line]) -> Text:
    """A norm: its head as a page would show it; the title is not said twice."""
    fields = markdown_head.fields_of(head)
    references = markdown_head.references_of(head)
    updated = front_matter.day(head, "last_updated")
    above = [*boe_page.consolidated_head(fields), *([boe_page.last_update(updated)] if updated else [])]
    below = boe_page.analysis(fields, references, subjects=markdown_head.subjects_of(head))
    first, last = boe_page.metadata_lines(above), boe_page.metadata_lines(below)
    told = boe_metadata.publication(fields, [*first, *last])
    return Text(
        lines=(*first, *_without_title(lines, fields.get("titulo")), *last),
        publication=replace(told, url=fields.get("url_html_consolidada", told.url)),
        title=fields.get("titulo"),
        identifier=fields.get("identificador"),
        references=references,
        repealed=boe_metadata.repealed(fields),
    )


def _press_note(head: Head, lines: list[Line]) -> Text:
    """A press note: the headline stands in the head of some, with a summary for notes without a lead."""
    title = normalise(front_matter.text(head, "news_title", "title")) or None
    summary = normalise(front_matter.text(head, "news_desc", "description"))
    when = front_matter.day(head, "news_date", "date")
    first = [Line(text=title, role=Role.TITLE, blank_before=True)] if title else []
    if summary:
        needed = lines[0].role is not Role.ITEM and not _said(summary, lines)
        first.append(Line(text=summary, role=Role.ITEM if needed else Role.FURNITURE, blank_before=True))
    lines = _without_title(lines, title) if title else lines
    told = publication_of(lines) if not title else Publication()
    return Text(
        lines=(*first, *lines),
        publication=replace(told, dated=when or told.dated, published=when or told.published),
        title=title or next((line.text for line in lines if line.role is Role.TITLE), None),
    )


def _said(summary: str, lines: list[Line]) -> bool:
    """Whether the text begins like what sums it up, perhaps with other marks between the words."""
    return _letters(summary)[:_ENOUGH] in _letters("".join(line.text for line in lines))


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _without_title(lines: list[Line], title: str | None) -> list[Line]:
    """The lines with the heading that repeats the title as furniture, and no other title."""
    return [replace(line, role=_role_beside(line, title)) if line.role is Role.TITLE else line for line in lines]


def _role_beside(line: Line, title: str | None) -> Role:
    return Role.FURNITURE if title and _letters(line.text) == _letters(title) else Role.HEADING


def _lines(body: str, *, is_note: bool) -> Iterator[Line]:
    """The lines of the text; the first heading of level 1 is its title."""
    root = _tree(body)
    for element in list(root.iter()):
        _classify(element, is_note=is_note)
    flow = Flow(hidden=is_apparatus)
    flow.walk(root)
    title = next((normalise(text_of(element)) for element in root.iter("h1")), None)
    for line in flow.lines:
        if line.text == title:
            line, title = replace(line, role=Role.TITLE), None
        elif line.role is not Role.FURNITURE:
            title = None
        yield replace(line, role=Role.FURNITURE) if _RULE.fullmatch(line.text) else line


def _tree(body: str) -> Element:
    """The text as HTML; what looks like a tag and is none stays text."""
    body = _UNKNOWN_TAG.sub("&lt;", whole_addresses(body))
    body = _ITEM.sub("\n", _QUOTATIONS.sub(r"\1\n>\n", body))
    return tree(f"<div>{_engine().render(body)}</div>".encode(), "utf-8")


def whole_addresses(body: str) -> str:
    """The text without the tags that stand inside an attribute's value and would end it."""
    return _TAG_IN_VALUE.sub(r"\1", body)


@cache
def _engine() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").disable(_OFF)


def _classify(element: Element, *, is_note: bool) -> None:
    """Give an element the class that boe.es would, where its form tells."""
    name = local_name(element)
    if name in ("h1", "h2", "h3", "h4", "h5", "h6"):
        element.set("class", _heading_class(normalise(text_of(element)), int(name[1])))
    elif name == "blockquote":
        _classify_quotation(element)
    elif name == "p" and is_note and _is_bold(element):
        element.set("class", "capitulo_tit")


def _heading_class(text: str, level: int) -> str:
    if any(test(text) for test in (markers.article, markers.provision, markers.named_unit)):
        return "articulo"
    if markers.division(text):
        return "capitulo_num"
    if markers.annex(text):
        return "anexo_num"
    if level < _LEVEL_OF_ARTICLES:
        return "capitulo_tit"
    return "articulo" if markers.looks_like_article(text) else "parrafo"


def _classify_quotation(element: Element) -> None:
    """Small print and what begins like an editor's note is one, and with it an earlier wording it quotes."""
    earlier = False
    for paragraph in element.iter("p"):
        text = normalise(text_of(paragraph))
        small = next(paragraph.iter("small"), None) is not None
        earlier = not small and (earlier or text.startswith("Redacción anterior"))
        if small or earlier or _NOTE.match(text):
            paragraph.set("class", "nota_pie")


def _is_bold(element: Element) -> bool:
    """Whether a short paragraph is nothing but bold: a heading of a press note."""
    children = list(element)
    return (
        len(children) == 1
        and local_name(children[0]) in ("b", "strong")
        and not normalise((element.text or "") + (children[0].tail or ""))
        and 0 < len(normalise(text_of(element))) <= _LONGEST_BOLD_HEADING
    )


def is_apparatus(element: Element) -> bool:
    """What a page puts round a press note: cards to download, accordions, videos."""
    classes = set((element.get("class") or "").split())
    return bool(classes & {"download_card", "title_separador", "accordion-header"}) or local_name(element) == "iframe"
