"""The paragraphs of boe.es, whose classes are the same in its XML and on its pages, as lines with roles.

| class | what it holds | role |
|---|---|---|
| `articulo` | heading of an article or a disposición | ARTICLE |
| `libro_num`, `titulo_num`, `capitulo_num`, `seccion_num`, `subseccion_num` | heading of a division | DIVISION |
| `anexo_num`, `anexo` | heading of an annex | ANNEX |
| `…_tit` | the title of what the line before opened | HEADING |
| `sangrado_articulo`, `cita…`, any paragraph of a `blockquote` | amending text, notes to a table | QUOTED |
| `sangrado`, `sangrado_2` | as the run it is in: quoted when that opens with a mark of quotation | QUOTED or TEXT |
| `firma_…` | signatures | SIGNATURE |
| `nota_pie…`, `textoCompleto` | notes of those who consolidate | NOTE |
| `linkSubir`, `bloque` (of a `p`), `fuera`, `pie_unico` | furniture of the page | dropped and counted |
| `parrafo…`, `centro_…`, the old families in capitals, any other | told by its words | TEXT |
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.readers import inline, xml_tables
from ingest.readers.safe_xml import Element, local_name
from ingest.text import Line, Role, normalise
from kb.documents import Version

_ROLES: tuple[tuple[re.Pattern[str], Role], ...] = (
    (re.compile(r"sangrado_articulo|cita"), Role.QUOTED),
    (re.compile(r"articulo$"), Role.ARTICLE),
    (re.compile(r"(?:libro|titulo|capitulo|seccion|subseccion)_num$"), Role.DIVISION),
    (re.compile(r"anexo(?:_num)?$"), Role.ANNEX),
    (re.compile(r"(?:libro|titulo|capitulo|seccion|subseccion|anexo)_tit$"), Role.HEADING),
    (re.compile(r"firma"), Role.SIGNATURE),
    (re.compile(r"nota_pie|textoCompleto"), Role.NOTE),
    (re.compile(r"linkSubir$|bloque$|fuera$|pie_unico$"), Role.FURNITURE),
)
_INDENTED = re.compile(r"sangrado")
_OPENS_QUOTATION = ("«", "“", '"', "‘", "'")
_BLOCKS = frozenset(
    "address article blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr"
    " li main nav ol p pre section table td texto tr ul version".split()
)
_NEVER_SHOWN = frozenset("script style head noscript template form select input button label".split())
_NOTES = re.compile(r"soloTexto|noDesde|siempreSeVe")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LANGUAGES = {"ca": "catalán", "va": "valenciano", "gl": "gallego", "eu": "euskera", "en": "inglés", "fr": "francés"}


Hidden = Callable[[Element], bool]
"""Tells the blocks that are left out."""


def role_of(class_name: str) -> Role:
    """What the class of a paragraph says of it."""
    return next((role for pattern, role in _ROLES if pattern.match(class_name)), Role.TEXT)


class Flow:
    """Walks markup and gathers its lines; `languages` are those other than Spanish that it met."""

    def __init__(self, version: Version | None = None, hidden: Hidden = lambda element: False) -> None:
        self.lines: list[Line] = []
        self.languages: set[str] = set()
        self.version = version
        self.hidden = hidden
        self._buffer: list[str] = []
        self._in_quotation = False

    def walk(self, element: Element, role: Role = Role.TEXT) -> None:
        """Everything under an element; what stands loose in it takes the role given."""
        self._buffer.append(element.text or "")
        for child in element:
            self._child(child, role)
            self._buffer.append(child.tail or "")
        self._flush(role)

    def _child(self, child: Element, role: Role) -> None:
        name = local_name(child)
        if name in _BLOCKS:
            self._flush(role)
            self._block(child, name, role)
        elif name == "br":
            self._flush(role)
        elif name == "img":
            self._buffer.append(f" {inline.image(child)} ")
        elif name == "sup":
            self._buffer.append(inline.raised(inline.text_of(child)))
        elif name == "sub":
            self._buffer.append(inline.lowered(inline.text_of(child)))
        elif name and name not in _NEVER_SHOWN:
            self._inline(child, role)

    def _inline(self, element: Element, role: Role) -> None:
        """An inline element may hold blocks where somebody forgot to close it."""
        self._buffer.append(element.text or "")
        for child in element:
            self._child(child, role)
            self._buffer.append(child.tail or "")

    def _block(self, element: Element, name: str, role: Role) -> None:
        role = self._foreign(element, role)
        if name in _NEVER_SHOWN or self.hidden(element):
            return
        if name == "table":
            self._table(element, role)
        elif name == "blockquote":
            self._in_quotation = False
            self.walk(element, _role_of_blockquote(element, role))
        elif name == "dl":
            self._definitions(element, role)
        else:
            self.walk(element, self._role(element, role))

    def _role(self, element: Element, outer: Role) -> Role:
        """A paragraph's role: what surrounds it decides before its class does."""
        class_name = (element.get("class") or "").strip()
        if outer in (Role.QUOTED, Role.NOTE, Role.FURNITURE):
            return Role.NOTE if role_of(class_name) is Role.NOTE else outer
        if local_name(element) == "li" and outer is Role.TEXT:
            return Role.ITEM
        if not _INDENTED.match(class_name):
            self._in_quotation = False
            return outer if not class_name or local_name(element) == "div" else role_of(class_name)
        opens = inline.text_of(element).lstrip().startswith(_OPENS_QUOTATION)
        self._in_quotation = self._in_quotation or opens or role_of(class_name) is Role.QUOTED
        return Role.QUOTED if self._in_quotation else Role.TEXT

    def _foreign(self, element: Element, role: Role) -> Role:
        """Text in another official language is kept and never opens a unit of the norm."""
        language = (element.get("lang") or element.get(_XML_LANG) or "es").lower()
        if language.startswith("es") or role is not Role.TEXT:
            return role
        self.languages.add(_LANGUAGES.get(language[:2], language[:10]))
        return Role.QUOTED

    def _flush(self, role: Role) -> None:
        text = normalise("".join(self._buffer))
        self._buffer.clear()
        if text:
            alone = text.startswith("Imagen: ") and " " not in text.removeprefix("Imagen: ")
            role = Role.IMAGE if alone else role
            self.lines.append(Line(text=text, role=role, blank_before=True, version=self.version))

    def _table(self, table: Element, role: Role) -> None:
        for element in xml_tables.caption(table):
            self.walk(element, role)
        self.lines += [xml_tables.dated(line, self.version) for line in xml_tables.rows(table)]
        for cell in xml_tables.foot(table):
            self.walk(cell, Role.QUOTED if role is Role.TEXT else role)

    def _definitions(self, element: Element, role: Role) -> None:
        """`1.1) Nombre:` and what it is on one line; a list inside a definition goes on below."""
        for child in element:
            if local_name(child) == "dt":
                self._flush(role)
            if local_name(child) in ("dt", "dd"):
                self._inline(child, role)
                self._buffer.append(" ")
        self._flush(role)


def _role_of_blockquote(element: Element, outer: Role) -> Role:
    """Notes say so by the class of the quotation or of what it holds; the rest is amending text."""
    if outer is not Role.TEXT:
        return outer
    if _NOTES.match(element.get("class") or ""):
        return Role.NOTE
    return Role.QUOTED
