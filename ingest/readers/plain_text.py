"""Plain text as copied from a boe.es page or a ministry's page, in UTF-8 or Latin-1."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.heading import BoePage, publication_of
from ingest.readers.flat_tables import with_tables
from ingest.readers.printed_text import read_printed
from ingest.readers.wrapping import unwrapped
from ingest.text import Line, Role, Text, normalise
from kb.documents import Source
from kb.errors import EmptySource

_FURNITURE = re.compile(
    r"(?:Está Vd\. en|Está usted en|subir|Ir al contenido|Saltar al contenido.*|Volver arriba|Imprimir|Compartir.*"
    r"|Otros formatos:?.*|Agencia Estatal Boletín Oficial del Estado|Avda\. de Manoteras, 54.*|Avenida de Manoteras.*"
    r"|Contactar|Sobre esta sede electrónica|Mapa|Aviso jurídico|Accesibilidad|Protección de datos|Sistema Interno.*"
    r"|cve: BOE-[A-Z]-\d{4}-\d+.*|Verificable en https?://\S+|https?://(?:www\.)?boe\.es/?|BOLETÍN OFICIAL DEL ESTADO"
    r"|Notas? de prensa|Comunicado de prensa|D\. ?L\.: M-1/1958.*|ISSN: 0212-033X.*|Pág\. \d+"
    r"|Núm\. \d+ .{5,40} Sec\. .{1,12} Pág\. \d+)",
    re.IGNORECASE,
)
"""What the page puts round a text. The empty bullets of a menu go too."""

_EMPHASIS = re.compile(r"\*\*(\S(?:[^*]*\S)?)\*\*")
"""`**bold**` as a copied page marks it"""

_NOTE = re.compile(r"\bRef\. BOE-[A-Z]-\d{4}-\d+")
"""Only the gazette's editors write so: `Se modifica por el art. 1 de… Ref. BOE-A-2024-1234`"""

_LONGEST_LABEL = 60
_MOST_PAGES = 10
_EMPTY_BULLET = re.compile(r"[•·*\-–—]?$")
_IMAGE = re.compile(r"Imagen:\s*\S+$|!\[[^\]]*\]\([^)]*\)$")


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: UTF-8, UTF-16 with its mark, else Windows-1252."""
    for mark, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, errors="replace"), name
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "cp1252"


def read(source: Source) -> Text:
    """The lines of the text with what the page's form tells about them; EmptySource without any."""
    content, encoding = decode(source.data)
    lines = _lines(content)
    if not lines:
        raise EmptySource(f"{source.name}: no contiene texto")
    oddities = ("codificación Windows-1252 (no UTF-8)",) if encoding == "cp1252" else ()
    return replace(read_printed(lines) or _read_page(lines), oddities=oddities)


def _read_page(lines: list[Line]) -> Text:
    """The text of a page of boe.es, of a ministry's, or of any other."""
    page = BoePage.of(unwrapped(lines))
    lines = with_tables(page.lines)
    if page.title is None:
        lines = _without_repeated_label(lines)
    return Text(lines=tuple(lines), publication=publication_of(lines), title=page.title, identifier=page.identifier)


def _lines(content: str) -> list[Line]:
    """Normalised, non-empty lines; furniture and images marked."""
    out: list[Line] = []
    blank = True
    for raw in re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", content):
        text = _EMPHASIS.sub(r"\1", normalise(raw))
        if not text:
            blank = True
            continue
        out.append(_line(raw, text, blank))
        blank = False
    return out


def _line(raw: str, text: str, blank: bool) -> Line:
    if _FURNITURE.fullmatch(text) or _EMPTY_BULLET.fullmatch(text):
        return Line(text=text, role=Role.FURNITURE, blank_before=blank)
    if _NOTE.search(text):
        return Line(text=text, role=Role.NOTE, blank_before=blank)
    if _IMAGE.fullmatch(text):
        return Line(text=text, role=Role.IMAGE, blank_before=blank)
    cells = tuple(normalise(cell) for cell in raw.strip("\n").split("\t")) if "\t" in raw.strip() else ()
    if sum(bool(cell) for cell in cells) > 1:
        return Line(text=" ".join(c for c in cells if c), role=Role.ROW, cells=cells, blank_before=blank)
    return Line(text=text, blank_before=blank)


def _without_repeated_label(lines: list[Line]) -> list[Line]:
    """A note's page shows the label above its headline again further down: that is furniture."""
    label = next((line for line in lines if line.role is Role.TEXT), None)
    if label is None or len(label.text) > _LONGEST_LABEL or label.text[-1] in ".:;":
        return lines
    again = [line.role is Role.TEXT and line.text == label.text and line is not label for line in lines]
    if not 0 < sum(again) <= _MOST_PAGES:
        return lines
    return [replace(line, role=Role.FURNITURE) if told else line for line, told in zip(lines, again, strict=True)]
