"""Pages of boe.es: a document, the bare text of one, or a consolidated norm as it stood when it was saved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.heading import publication_of, spanish_date
from ingest.readers import boe_page, html_analysis
from ingest.readers.boe_markup import Flow
from ingest.readers.boe_xml import spoken_languages
from ingest.readers.inline import text_of
from ingest.readers.safe_html import by_class, by_id, parse
from ingest.readers.safe_xml import Element, local_name
from ingest.text import Line, Role, Text, normalise
from kb.documents import DocumentId, Source, Version
from kb.errors import EmptySource, UnreadableSource, UnsupportedSource

_IDENTIFIER = re.compile(r"\b(?:BOE|DOUE|BO[A-Z]{1,3}|DOG[CV]?)-[A-Z]-\d{4}-\d{1,6}\b")
_SINCE = re.compile(r"en vigor a partir del\s+(\d{2}/\d{2}/\d{4})")
_CHROME = frozenset({"marcadores", "pretexto", "navlist", "enlaces-conso", "redaccion", "puntoAyuda", "tooltiptext"})
_STANDING = re.compile(r"texto (?:consolidado|original)\b", re.IGNORECASE)


def read(source: Source) -> Text:
    """The lines of the page's text with what stands above and below it.

    UnsupportedSource for any other page, an error page among them; EmptySource without text.
    """
    root = parse(source)
    try:
        return _text(root)
    except RecursionError as error:
        raise UnreadableSource("la página web está mal formada; vuelve a guardarla") from error


def _text(root: Element) -> Text:
    container = by_id(root, "textoxslt")
    if container is None:
        raise UnsupportedSource("es una página web sin el texto de una norma del BOE; guarda la del documento")
    identifier, title = _identifier(root), _title(root)
    versions = _Versions(root, identifier)
    lines: list[Line] = []
    languages: set[str] = set()
    for part in _parts(container):
        flow = Flow(versions.of(part), hidden=_is_chrome)
        flow.walk(part)
        lines += flow.lines
        languages |= flow.languages
    if not any(line.role is not Role.FURNITURE for line in lines):
        raise EmptySource("la página del BOE no trae el texto; guarda la del documento o usa su PDF")
    head = boe_page.metadata_lines(_head(root, container, identifier, title))
    below, references = html_analysis.read(root, container)
    analysis = boe_page.metadata_lines(below)
    return Text(
        lines=(*head, *lines, *analysis),
        publication=publication_of([*head, *analysis]),
        title=title,
        identifier=identifier,
        oddities=spoken_languages(languages),
        references=references,
    )


def _parts(container: Element) -> list[Element]:
    """The blocks of a consolidated text, or the whole of any other."""
    blocks = [child for child in container if _has(child, "bloque") and local_name(child) == "div"]
    return blocks or [container]


def _has(element: Element, name: str) -> bool:
    return name in (element.get("class") or "").split()


def _is_chrome(element: Element) -> bool:
    """What the page puts round its text, and the line that says which state of it this is."""
    if _CHROME & set((element.get("class") or "").split()):
        return True
    return local_name(element) in ("h2", "h3", "h4") and not element.get("class") and _is_standing(element)


def _is_standing(element: Element) -> bool:
    return _STANDING.match(normalise(text_of(element))) is not None


def _identifier(root: Element) -> str | None:
    """From the trail of the page, its references or its title."""
    for name in ("destino", "metadatos"):
        for element in by_class(root, name):
            if match := _IDENTIFIER.search(text_of(element)):
                return match[0]
    title = root.find(".//title")
    match = _IDENTIFIER.search(text_of(title)) if title is not None else None
    return match[0] if match else None


def _title(root: Element) -> str | None:
    found = by_class(root, "documento-tit")
    return normalise(text_of(found[0])) or None if found else None


def _head(root: Element, container: Element, identifier: str | None, title: str | None) -> Iterator[str]:
    """The lines above the text, as they read on the page."""
    consolidated = _consolidated(root)
    if identifier:
        yield f"Documento consolidado {identifier}" if consolidated else f"Documento {identifier}"
    if title:
        yield title
    for element in by_class(root, "metadatos"):
        yield from _fields(element)
    standing = [e for e in container if local_name(e) in ("h2", "h3", "h4") and _is_standing(e)]
    yield text_of(standing[0]).replace(" :", ":") if standing else "TEXTO ORIGINAL"


def _consolidated(root: Element) -> bool:
    return any("consolidado" in text_of(element) for element in by_class(root, "destino"))


def _fields(metadata: Element) -> Iterator[str]:
    """`Publicado en: «BOE» núm. 258…`: a term and what follows it."""
    term = ""
    for element in metadata.iter("dt", "dd"):
        text = normalise(text_of(element))
        if local_name(element) == "dt":
            term = text
        elif term and text:
            yield f"{term.rstrip(':')}: {text}"


class _Versions:
    """Which wording each block of a consolidated page has, as far as the page says so."""

    def __init__(self, root: Element, identifier: str | None) -> None:
        self.norm = DocumentId(identifier) if identifier and _consolidated(root) else None
        told = (field for metadata in by_class(root, "metadatos") for field in _fields(metadata))
        self.since = publication_of(boe_page.metadata_lines(told)).in_force_from

    def of(self, block: Element) -> Version | None:
        """The block's own date and norm; the law's where it was never changed; None where half is missing."""
        if self.norm is None or not _has(block, "bloque"):
            return None
        told = _SINCE.search(normalise(text_of(block)))
        if told is None:
            return Version(in_force_from=self.since, norm=self.norm) if self.since else None
        since, norm = spanish_date(told[1]), self._amending(block)
        return Version(in_force_from=since, norm=norm) if since and norm else None

    def _amending(self, block: Element) -> DocumentId | None:
        """The norm of the first note, which is about the latest change."""
        for note in by_class(block, "nota_pie"):
            if match := _IDENTIFIER.search(text_of(note).partition("Ref.")[2]):
                return DocumentId(match[0])
        return None
