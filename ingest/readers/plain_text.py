"""Plain text as copied from a boe.es page or a ministry's page, in UTF-8 or Latin-1."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from dataclasses import replace

from ingest import markers
from ingest.heading import BoePage, publication_of
from ingest.readers.flat_tables import with_tables
from ingest.text import Line, Role, Text, normalise
from kb.documents import Source
from kb.errors import EmptySource

_FURNITURE = re.compile(
    r"(?:Está Vd\. en|Está usted en|subir|Ir al contenido|Saltar al contenido.*|Volver arriba|Imprimir|Compartir.*"
    r"|Otros formatos:?.*|Agencia Estatal Boletín Oficial del Estado|Avda\. de Manoteras, 54.*|Avenida de Manoteras.*"
    r"|Contactar|Sobre esta sede electrónica|Mapa|Aviso jurídico|Accesibilidad|Protección de datos|Sistema Interno.*"
    r"|cve: BOE-[A-Z]-\d{4}-\d+.*|Verificable en https?://\S+|https?://(?:www\.)?boe\.es/?|BOLETÍN OFICIAL DEL ESTADO"
    r"|Notas? de prensa|Comunicado de prensa|D\. ?L\.: M-1/1958.*|ISSN: 0212-033X.*|Pág\. \d+|Núm\. \d+ .{5,40} Sec\. .{1,12} Pág\. \d+)",
    re.IGNORECASE,
)
"""What the page puts round a text. The empty bullets of a menu go too."""

_EMPHASIS = re.compile(r"\*\*(\S(?:[^*]*\S)?)\*\*")
"""`**bold**` as a copied page marks it"""

_EMPTY_BULLET = re.compile(r"[•·*\-–—]?$")
_IMAGE = re.compile(r"Imagen:\s*\S+$|!\[[^\]]*\]\([^)]*\)$")
_TABULAR = re.compile(r"\t| {3,}(?=\S)")
_WRAP_WIDTH = 120
_ENDS_PARAGRAPH = re.compile(r"[.:;!?»”)\]…]$")


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
    oddities = [] if encoding != "cp1252" else ["codificación Windows-1252 (no UTF-8)"]
    lines = _unwrapped(lines)
    page = BoePage.of(lines)
    lines = with_tables(page.lines)
    if page.title is None:
        lines = _without_repeated_labels(lines)
    return Text(
        lines=tuple(lines),
        publication=publication_of(lines),
        title=page.title,
        identifier=page.identifier,
        oddities=tuple(oddities),
    )


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
    if _IMAGE.fullmatch(text):
        return Line(text=text, role=Role.IMAGE, blank_before=blank)
    cells = tuple(normalise(cell) for cell in raw.strip("\n").split("\t")) if "\t" in raw.strip() else ()
    if sum(bool(cell) for cell in cells) > 1:
        return Line(text=" ".join(c for c in cells if c), role=Role.ROW, cells=cells, blank_before=blank)
    return Line(text=text, blank_before=blank)


def _unwrapped(lines: list[Line]) -> list[Line]:
    """Paragraphs again, where the source broke every line at a fixed width."""
    if not _is_wrapped(lines):
        return lines
    out: list[Line] = []
    for line in lines:
        if out and _continues(out[-1], line):
            out[-1] = Line(text=_joined(out[-1].text, line.text), blank_before=out[-1].blank_before)
        else:
            out.append(line)
    return out


def _is_wrapped(lines: list[Line]) -> bool:
    """Most lines about as long as the longest, and many that stop in the middle of a sentence."""
    body = [line.text for line in lines if line.role is Role.TEXT]
    lengths = sorted(len(text) for text in body)
    if len(lengths) < 8 or lengths[-1] > _WRAP_WIDTH:
        return False
    cut = sum(not _ENDS_PARAGRAPH.search(text) for text in body)
    return statistics.quantiles(lengths, n=4)[2] > 0.7 * lengths[-1] and cut > len(body) / 3


_OPENS = (markers.article, markers.provision, markers.division, markers.annex)


def _continues(before: Line, line: Line) -> bool:
    if line.blank_before or before.role is not Role.TEXT or line.role is not Role.TEXT:
        return False
    opens = markers.article, markers.provision, markers.division, markers.annex
    if any(test(before.text) is not None for test in opens) and before.text.endswith("."):
        return False
    if _ENDS_PARAGRAPH.search(before.text):
        return (
            not (any(test(line.text) for test in opens) or markers.list_markers(line.text)) and line.text[0].islower()
        )
    return True


def _joined(before: str, after: str) -> str:
    """A word broken by a hyphen is mended; `Ciencia-` before a capital keeps its hyphen."""
    if before.endswith("-") and not before.endswith(" -") and after[:1].islower():
        return before[:-1] + after
    return before + after if before.endswith("-") else f"{before} {after}"


def _without_repeated_labels(lines: list[Line]) -> list[Line]:
    """A page's section label stands more than once: short lines without a stop are furniture then."""
    counts = Counter(line.text for line in lines if len(line.text) < 60 and not re.search(r"[.:;\d]$", line.text))
    return [
        replace(line, role=Role.FURNITURE) if line.role is Role.TEXT and counts[line.text] > 1 else line
        for line in lines
    ]
