"""Web pages as they were saved: parsed as they come, in the encoding their bytes are in."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree, html  # type: ignore[import-untyped]

from ingest.readers.safe_xml import Element
from kb.documents import Source
from kb.errors import UnreadableSource

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
_HEAD = 4096


def parse(source: Source) -> Element:
    """The root of the page; UnreadableSource when nothing can be made of it, or not of all of it."""
    return tree(source.data, _encoding(source.data))


def tree(data: bytes, encoding: str) -> Element:
    """The root of HTML. One that nests too deep would be cut, so it is refused: UnreadableSource."""
    parser = html.HTMLParser(encoding=encoding, no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = cast(Element, html.document_fromstring(data, parser=parser))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError, AssertionError) as error:
        raise UnreadableSource("el HTML está vacío o dañado; vuelve a guardarlo") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableSource("el HTML tiene demasiadas etiquetas sin cerrar; corrígelo o copia su texto en un .txt")
    return root


def _encoding(data: bytes) -> str:
    """UTF-8 where the bytes are, whatever the page says; else what it says, else Windows-1252."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:_HEAD])
        name = declared[1].decode("ascii") if declared else "cp1252"
        return "cp1252" if name.lower() in ("utf-8", "utf8", "iso-8859-1", "latin-1") else name
    return "utf-8"


def by_class(root: Element, name: str) -> list[Element]:
    """The elements that have a class, in order."""
    return [element for element in root.iter() if name in (element.get("class") or "").split()]


def by_id(root: Element, identifier: str) -> Element | None:
    """The first element of that id."""
    return next((element for element in root.iter() if element.get("id") == identifier), None)
