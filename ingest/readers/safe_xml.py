"""XML from outside, parsed without entities, DTDs, network or huge trees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol, cast

from lxml import etree  # type: ignore[import-untyped]

from kb.documents import Source
from kb.errors import UnreadableSource, UnsupportedSource

_OWN = "el XML declara un tipo de documento o entidades propias y no se lee por seguridad"


class Element(Protocol):
    """What the readers use of an lxml element, of XML and of HTML alike."""

    tag: Any
    text: str | None
    tail: str | None

    def get(self, name: str) -> str | None:
        """An attribute's value."""
        ...

    def set(self, name: str, value: str) -> None:
        """Change an attribute."""
        ...

    def find(self, path: str) -> Element | None:
        """The first element on a path."""
        ...

    def iter(self, *tags: str) -> Iterator[Element]:
        """The element and all under it, of some tags or of any."""
        ...

    def itertext(self) -> Iterator[str]:
        """Every text under the element."""
        ...

    def getparent(self) -> Element | None:
        """The element around it."""
        ...

    def __iter__(self) -> Iterator[Element]: ...


def parse(source: Source) -> Element:
    """The root element, comments and processing instructions left out.

    UnreadableSource when it is cut short or damaged, UnsupportedSource when it declares a
    document type: nobody who publishes norms does, and entities expand without end.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(source.data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise (UnsupportedSource(_OWN) if b"<!ENTITY" in source.data else _damaged(error)) from error
    if root.getroottree().docinfo.doctype:
        raise UnsupportedSource(_OWN)
    return cast(Element, root)


def _damaged(error: Exception) -> UnreadableSource:
    line = getattr(error, "lineno", None)
    where = f" (línea {line})" if line else ""
    return UnreadableSource(f"el XML está cortado o dañado{where}; vuelve a descargarlo")


def local_name(element: Element) -> str:
    """The tag in lower case without its name space; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def all_text(element: Element | None) -> str:
    """Everything written under an element, on one line; empty for None."""
    return "" if element is None else " ".join("".join(element.itertext()).split())
