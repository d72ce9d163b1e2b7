"""Pages of boe.es as a browser saves them."""

import re
from datetime import date

import pytest
from lxml import etree

from ingest.text import Role
from kb.documents import AnalysisReference, Direction, DocumentId, UnitKind, Version
from kb.errors import EmptySource, UnreadableSource, UnsupportedSource

HEADINGS = re.compile(r'<p class="((?:titulo|capitulo|anexo)_(?:num|tit))">(.*?)</p>')
ARTICLES = re.compile(r'<p class="articulo">(.*?)</p>')
FIELDS = {
    "Publicado en:": '<abbr title="Boletín Oficial del Estado">«BOE»</abbr> <abbr>núm.</abbr> 3, de 4 de enero de 2031',
    "Departamento:": "Ministerio de Pruebas",
    "Referencia:": '<a href="/buscar/doc.php?id=BOE-A-2031-100">BOE-A-2031-100</a>',
}
ANALYSIS = """<h4>Análisis</h4><ul><li>Rango: Real Decreto</li><li>Fecha de disposición: 02/01/2031</li></ul>
<h5>Referencias anteriores</h5><p>Criterio de ordenación: por contenido</p>
<ul><li>MODIFICA el art. 4 de la Ley 19/1991, de 6 de junio (Ref. <a href="/x">BOE-A-1991-14392</a>).</li></ul>
<h5>Materias</h5><ul><li>Pruebas</li></ul>"""


def page(body, *, trail="Documento BOE-A-2031-100", title="Real Decreto 7/2031, de 2 de enero.", fields=FIELDS):
    pairs = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in fields.items())
    return f"""<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>{title}</title></head><body>
    <ul class="migas"><li>Inicio</li><li class="destino">{trail}</li></ul><div id="contenedor">
    <h3 class="documento-tit">{title}</h3><div class="metadatos"><dl>{pairs}</dl></div>
    <div id="DOdocText"><h4>TEXTO ORIGINAL</h4><div id="textoxslt">{body}
    <p class="linkSubir"><a href="#top">Subir</a></p></div></div>{ANALYSIS}
    <div class="caja"><p>Este documento es de carácter informativo y no tiene valor jurídico.</p></div></div>
    <div id="pie"><ul><li>Contactar</li></ul><p>Avda. de Manoteras, 54</p></div></body></html>"""


def as_page(text):
    """The text of an item in the tags that boe.es gives the same classes."""
    body = "".join(etree.tostring(child, encoding="unicode", method="html") for child in text)
    return ARTICLES.sub(r'<h5 class="articulo">\1</h5>', HEADINGS.sub(r'<h4 class="\1">\2</h4>', body))


ITEMS = ["BOE-A-2006-20764", "BOE-A-2015-5368", "BOE-A-2021-21666", "BOE-A-2023-5481", "BOE-B-2026-4725"]


@pytest.mark.parametrize("name", ITEMS)
def test_the_page_gives_the_units_and_the_text_of_the_xml(reading, shared, name):
    path = shared / f"corpus/xml/diario/{name}.xml"
    _, from_xml = reading.parsed(path)
    _, from_page = reading.parsed(page(as_page(etree.parse(path).find("texto"))))

    def body(document):
        units = [unit for unit in document.units if unit.kind is not UnitKind.METADATA]
        return [(unit.unit_id, unit.label, unit.cells, document.text_of(unit)) for unit in units]

    assert body(from_page) == body(from_xml)
    assert from_page.furniture == 1


def test_head_and_analysis_read_as_on_the_page(reading):
    text, document = reading.parsed(page('<p class="parrafo">Texto.</p>'))
    assert [line.text for line in text.lines if line.role is Role.METADATA] == [
        "Documento BOE-A-2031-100",
        "Real Decreto 7/2031, de 2 de enero.",
        "Publicado en: «BOE» núm. 3, de 4 de enero de 2031",
        "Departamento: Ministerio de Pruebas",
        "Referencia: BOE-A-2031-100",
        "TEXTO ORIGINAL",
        "ANÁLISIS",
        "• Rango: Real Decreto",
        "• Fecha de disposición: 02/01/2031",
        "Referencias anteriores",
        "• MODIFICA el art. 4 de la Ley 19/1991, de 6 de junio (Ref. BOE-A-1991-14392).",
        "Materias",
        "• Pruebas",
    ]
    assert document.publication.published == date(2031, 1, 4)
    assert document.references == (
        AnalysisReference(
            direction=Direction.EARLIER,
            relation="MODIFICA",
            target=DocumentId("BOE-A-1991-14392"),
            wording="el art. 4 de la Ley 19/1991, de 6 de junio",
        ),
    )


CONSOLIDATED = """<h3>Texto consolidado<span>: «Última actualización, publicada el 31/01/2032»</span></h3>
<div class="marcadores"><ul><li><a href="#a1">Artículo 1</a></li></ul></div><hr class="bloque"/>
<div class="bloque" id="a1"><p class="bloque">[Bloque 1: #a1]</p><h5 class="articulo">Artículo 1. Objeto.</h5>
<p class="parrafo">Texto nunca cambiado.</p></div><p class="linkSubir"><a href="#top">Subir</a></p>
<div class="bloque" id="a2"><p class="bloque">[Bloque 2: #a2]</p><h5 class="articulo">Artículo 2. Ámbito.</h5>
<p class="parrafo">Texto cambiado.</p>
<blockquote><p class="nota_pie">Se modifica por el Real Decreto 9/2032. <a>Ref. BOE-A-2032-9</a></p></blockquote>
<form class="lista formBOE"><select><option>Redacciones</option></select></form>
<p class="pie_unico">Última actualización, publicada el 31/01/2032, en vigor a partir del 01/02/2032.</p></div>"""


def test_a_consolidated_page_tells_its_wordings(reading):
    fields = {"Publicado en:": "«BOE» núm. 3, de 04/01/2031.", "Entrada en vigor:": "05/01/2031", **FIELDS}
    trail = "Documento consolidado BOE-A-2031-100"
    text, document = reading.parsed(page(CONSOLIDATED, trail=trail, fields=fields))
    assert text.lines[0].text == trail
    assert "Texto consolidado: «Última actualización, publicada el 31/01/2032»" in [line.text for line in text.lines]
    assert document.unit("art_1").version == Version(in_force_from=date(2031, 1, 5), norm=DocumentId("BOE-A-2031-100"))
    assert document.unit("art_2").version == Version(in_force_from=date(2032, 2, 1), norm=DocumentId("BOE-A-2032-9"))
    assert document.unit("art_2.n1").kind is UnitKind.NOTE
    assert "".join(reading.leaves(document)).count("Artículo 1") == 1
    assert document.publication.url == "https://www.boe.es/buscar/act.php?id=BOE-A-2031-100"


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "cp1252"])
def test_bytes_decide_the_encoding(reading, encoding):
    body = (
        page('<p class="parrafo">El año “próximo” — señal.</p>').replace("“", '"').replace("”", '"').replace("—", "-")
    )
    assert 'El año "próximo" - señal.' in reading.parsed(body.encode(encoding))[1].text


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (
            "<!DOCTYPE html><html><body><h1>Error 404</h1><p>No encontrada</p></body></html>",
            UnsupportedSource,
            "página web",
        ),
        (page("").replace("Subir", ""), EmptySource, "no trae el texto"),
        ("<html></html>", UnsupportedSource, "página web"),
        (page("<div>" * 5000 + "hondo"), UnreadableSource, "sin cerrar"),
    ],
)
def test_other_pages_are_refused_in_one_line(reading, data, error, words):
    with pytest.raises(error) as caught:
        reading.parsed(data)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
