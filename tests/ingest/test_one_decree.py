"""The sample decree as text, XML, HTML and PDF: one tree, one text, the same ids."""

from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

import pytest

from ingest.document import document_of
from ingest.layout import lay_out
from ingest.reading import read
from ingest.sniffing import sniff
from ingest.sources import load
from ingest.text import Line, Role, Text
from kb.documents import PROVISIONS, Document, UnitKind
from tests.support_reading import source_of

SAMPLE = Path(__file__).parents[2] / "corpus" / "BOE-A-2099-10001.txt"
DIVISIONS = {
    UnitKind.BOOK: "libro", UnitKind.TITLE: "titulo", UnitKind.CHAPTER: "capitulo", UnitKind.SECTION: "seccion",
    UnitKind.ANNEX: "anexo",
}  # fmt: skip
OUTSIDE = (Role.METADATA, Role.FURNITURE)
ROWS = (Role.HEADER_ROW, Role.ROW)


@pytest.fixture(scope="module")
def text() -> Text:
    return read(load(SAMPLE))


@pytest.fixture(scope="module")
def written(text) -> Document:
    return document_of(text, load(SAMPLE))


def classes(document: Document) -> dict[int, str]:
    """The class that the gazette's typesetters give to the lines that begin there."""
    found = {}
    for unit in document.units:
        first_line_ends = document.text.find("\n", unit.start) + 1
        if unit.kind in DIVISIONS:
            found[unit.start] = f"{DIVISIONS[unit.kind]}_num"
            if unit.heading and document.text.startswith(unit.heading, first_line_ends):
                found[first_line_ends] = f"{DIVISIONS[unit.kind]}_tit"
        elif unit.kind is UnitKind.ARTICLE or unit.kind in PROVISIONS:
            found[unit.start] = "articulo"
        elif unit.kind is UnitKind.SIGNATURE:
            found[unit.start] = "firma_rey"
    return found


def markup(text: Text, document: Document) -> str:
    """The body of the decree in the gazette's classes, which its XML and its pages share."""
    told = classes(document)
    placed = [one for one in lay_out(text)[1] if one.role not in OUTSIDE]
    parts = []
    for is_table, run in groupby(placed, key=lambda one: one.role in ROWS):
        lines = list(run)
        if is_table:
            parts += tables([one.line for one in lines])
            continue
        for one in lines:
            if one.role is Role.IMAGE:
                parts.append(f'<p class="imagen"><img src="{escape(one.text.removeprefix("Imagen: "))}"/></p>')
            else:
                parts.append(f'<p class="{told.get(one.start, "parrafo")}">{escape(one.text)}</p>')
    return "\n".join(parts)


def tables(lines: list[Line]) -> Iterator[str]:
    """Tables, each from a header to the next."""
    for number, line in enumerate(lines):
        if line.role is Role.HEADER_ROW and (number == 0 or lines[number - 1].role is Role.ROW):
            yield ("</table>" if number else "") + '<table class="tabla">'
        cell = "th" if line.role is Role.HEADER_ROW else "td"
        yield "<tr>" + "".join(f"<{cell}>{escape(text or '')}</{cell}>" for text in line.cells) + "</tr>"
    yield "</table>"


def as_xml(text: Text, document: Document) -> bytes:
    said = document.publication
    return f"""<?xml version="1.0" encoding="UTF-8"?><documento><metadatos>
    <identificador>{document.document_id}</identificador><departamento>{said.department}</departamento>
    <rango>{said.rank}</rango><fecha_disposicion>{said.dated:%Y%m%d}</fecha_disposicion>
    <numero_oficial>{said.number}</numero_oficial><titulo>{escape(document.title)}</titulo>
    <diario>Boletín Oficial del Estado</diario><fecha_publicacion>{said.published:%Y%m%d}</fecha_publicacion>
    <diario_numero>{said.gazette_number}</diario_numero></metadatos><analisis/>
    <texto>{markup(text, document)}</texto></documento>""".encode()


def as_html(text: Text, document: Document) -> bytes:
    return f"""<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>BOE</title></head><body>
    <ul class="migas"><li>Inicio</li><li class="destino">Documento {document.document_id}</li></ul>
    <h3 class="documento-tit">{escape(document.title)}</h3><div id="DOdocText"><h4>TEXTO ORIGINAL</h4>
    <div id="textoxslt">{markup(text, document)}<p class="linkSubir"><a href="#top">Subir</a></p></div></div>
    <div id="pie"><p>Avda. de Manoteras, 54</p></div></body></html>""".encode()


def tree(document: Document) -> list[tuple[str, UnitKind, str, str, str]]:
    """The units below the head, pictures told by their place alone: a page of print has no name for them."""
    return [
        (
            unit.unit_id,
            unit.kind,
            unit.label,
            unit.heading,
            "\n".join("Imagen:" if line.startswith("Imagen:") else line for line in document.text_of(unit).split("\n"))
            if unit.kind is not UnitKind.IMAGE
            else "",
        )
        for unit in document.units
        if not unit.unit_id.startswith(("metadatos", "analisis"))
    ]


@pytest.mark.parametrize("form", ["xml", "html", "pdf"])
def test_the_same_tree_and_text_as_the_plain_text(text, written, printing, form):
    render = {"xml": as_xml, "html": as_html, "pdf": lambda text, _: printing.render(text)}[form]
    source = source_of(render(text, written), f"decreto.{form}")
    media_type = {"xml": "application/xml", "html": "text/html", "pdf": "application/pdf"}[form]
    assert sniff(source.data) == media_type
    found = document_of(read(source), source)
    assert [one[0] for one in tree(found)] == [one[0] for one in tree(written)]
    assert tree(found) == tree(written)
    assert (found.document_id, found.title) == (written.document_id, written.title)
    assert len(tree(found)) > 400
