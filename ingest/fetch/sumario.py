"""What a day published: the index in today's XML and JSON and in the XML of before."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ingest.fetch.addresses import boe_id
from ingest.readers.boe_metadata import compact_date
from ingest.readers.safe_xml import Element, all_text, local_name, parse
from kb.documents import DocumentId, Source
from kb.errors import BadAnswer, InvalidInput
from kb.settings import BOE

SECTIONS = ("1", "2", "2A", "2B", "3", "4", "5", "5A", "5B", "5C", "T")
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}
_ATTRIBUTES = ("id", "nombre", "codigo", "num", "numero", "nbo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A text that the day published. `section` is its code (`1`, `2A`, `5B`); absent links are None."""

    document_id: DocumentId
    title: str
    section: str
    section_name: str
    department: str
    url_pdf: str | None = None
    url_xml: str | None = None
    url_html: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sumario:
    """A day's index, in its order; `numbers` are those of its issues, more than one where some were extraordinary."""

    day: date
    numbers: tuple[str, ...]
    items: tuple[Item, ...]

    def chosen(self, *, section: str | None = None, department: str | None = None) -> tuple[Item, ...]:
        """The items of a section (`2` has `2A` and `2B`) and of the departments whose name has that text."""
        wanted = "" if section is None else section_code(section)
        part = _plain(department or "")
        return tuple(one for one in self.items if one.section.startswith(wanted) and part in _plain(one.department))


def section_code(text: str) -> str:
    """`1`, `i` or `I` -> `1`; InvalidInput for what is no section."""
    found = text.strip().upper()
    found = _ROMAN.get(found, found)
    if found not in SECTIONS:
        raise InvalidInput(f"«{text[:20]}» no es una sección del BOE; son {', '.join(SECTIONS)}")
    return found


def read(data: bytes) -> Sumario:
    """The index that an answer or a file holds; BadAnswer when it holds none, SourceError when it is damaged."""
    root = _of_json(data) if data.lstrip()[:1] == b"{" else _of_xml(parse(_source(data)))
    nodes = list(root.walk())
    day = next((day for node in nodes if (day := _day(node)) is not None), None)
    if day is None or not any(node.tag == "diario" for node in nodes):
        raise BadAnswer("la respuesta no es el sumario de un día")
    return Sumario(
        day=day,
        numbers=tuple(node.first("numero", "nbo") for node in nodes if node.tag == "diario"),
        items=tuple(_items(root, {})),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    """A level of the index, whatever it was written in."""

    tag: str
    fields: Mapping[str, str]
    children: tuple[_Node, ...]

    def walk(self) -> Iterator[_Node]:
        yield self
        for child in self.children:
            yield from child.walk()

    def first(self, *names: str) -> str:
        """The first of the fields that is filled; empty without any."""
        return next((self.fields[name] for name in names if self.fields.get(name)), "")


def _source(data: bytes) -> Source:
    return Source(name="sumario", data=data, sha256="", origin="")


def _of_xml(element: Element) -> _Node:
    """Attributes and childless children are fields."""
    children = list(element)
    leaves = {local_name(child): all_text(child) for child in children if next(iter(child), None) is None}
    attributes = {name: element.get(name) or "" for name in _ATTRIBUTES}
    deeper = tuple(_of_xml(child) for child in children if next(iter(child), None) is not None)
    return _Node(tag=local_name(element), fields=attributes | leaves, children=deeper)


def _of_json(data: bytes) -> _Node:
    try:
        return _node("", json.loads(data))
    except (ValueError, RecursionError) as error:
        raise BadAnswer("el JSON del sumario está cortado o dañado; vuelve a descargarlo") from error


def _node(tag: str, value: Mapping[str, Any]) -> _Node:
    """An only child is an object and several are a list; a leaf with attributes has its text in `texto`."""
    fields: dict[str, str] = {}
    children: list[_Node] = []
    for key, found in value.items():
        for one in found if isinstance(found, list) else [found]:
            if not isinstance(one, dict):
                fields[key] = "" if one is None else str(one)
            elif isinstance(one.get("texto"), str):
                fields[key] = one["texto"]
            else:
                children.append(_node(key, one))
    return _Node(tag=tag, fields=fields, children=tuple(children))


def _day(node: _Node) -> date | None:
    return compact_date(node.first("fecha_publicacion", "fechaInv", "fechainv").replace("/", ""))


def _items(node: _Node, above: Mapping[str, str]) -> Iterator[Item]:
    """The items under a node; what a level says holds for all below it."""
    if node.tag == "item":
        yield _item(node, above)
        return
    here = dict(above)
    if node.tag == "seccion":
        here = {"section": node.first("codigo", "num"), "section_name": node.first("nombre")}
    elif node.tag in ("departamento", "epigrafe"):
        here[node.tag] = node.first("nombre")
    for child in node.children:
        yield from _items(child, here)


def _item(node: _Node, above: Mapping[str, str]) -> Item:
    try:
        document_id = boe_id(node.first("identificador", "id"))
    except InvalidInput as error:
        raise BadAnswer(f"el sumario trae algo que no es una disposición: {error}") from error
    return Item(
        document_id=document_id,
        title=node.first("titulo"),
        section=above.get("section", ""),
        section_name=above.get("section_name", ""),
        department=above.get("departamento", ""),
        url_pdf=_link(node.first("url_pdf", "urlpdf", "urlPdf")),
        url_xml=_link(node.first("url_xml", "urlxml", "urlXml")),
        url_html=_link(node.first("url_html", "urlhtm", "urlHtm")),
    )


def _link(text: str) -> str | None:
    """The old form leaves the host out."""
    return f"{BOE}{text}" if text.startswith("/") else text or None


def _plain(text: str) -> str:
    """Without accents or capitals, as people type names."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
