"""Items of the daily gazette as the BOE serves them in XML."""

from datetime import date

import pytest
from lxml import etree

from ingest.reading import read
from ingest.text import Role
from kb.documents import AnalysisReference, Direction, DocumentId, DocumentKind, UnitKind
from kb.errors import EmptySource, SourceError, UnreadableSource, UnsupportedSource, WordingNotFound

METADATA = """<metadatos>
<identificador>BOE-A-2031-100</identificador>
<departamento codigo="1">Ministerio de Pruebas</departamento><rango codigo="1340">Real Decreto</rango>
<fecha_disposicion>20310102</fecha_disposicion><numero_oficial>7/2031</numero_oficial>
<titulo>Real Decreto 7/2031, de 2 de enero, por el que se prueba.</titulo>
<diario codigo="BOE">Boletín Oficial del Estado</diario><fecha_publicacion>20310104</fecha_publicacion>
<diario_numero>3</diario_numero><seccion>2</seccion><subseccion>B</subseccion>
<pagina_inicial>100</pagina_inicial><pagina_final>104</pagina_final>
<fecha_vigencia>20310105</fecha_vigencia><url_eli>https://www.boe.es/eli/es/rd/2031/01/02/7</url_eli>
</metadatos>"""
ANALYSIS = """<analisis><materias><materia codigo="1" orden="">Pruebas</materia></materias>
<notas><nota codigo="10" orden="1">Entrada en vigor: con la salvedad indicada, el 1 de marzo de 2031.</nota></notas>
<referencias><anteriores><anterior referencia="BOE-A-1991-14392" orden="2015"><palabra codigo="270">MODIFICA</palabra>
<texto>el art. 4 de la Ley 19/1991, de 6 de junio</texto></anterior></anteriores>
<posteriores><posterior referencia="BOE-A-2032-9" orden=""><palabra codigo="201">CORRECCIÓN de errores</palabra>
<texto>, en BOE núm. 9</texto></posterior></posteriores></referencias></analisis>"""


def item(body: str, metadata: str = METADATA, analysis: str = ANALYSIS) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><documento>{metadata}{analysis}<texto>{body}</texto></documento>'


def test_the_metadata_reads_as_on_the_page(reading):
    text, document = reading.parsed(
        item('<p class="articulo">Artículo único. Objeto.</p><p class="parrafo">Es este.</p>')
    )
    told = [line.text for line in text.lines if line.role is Role.METADATA]
    assert told == [
        "Documento BOE-A-2031-100",
        "Real Decreto 7/2031, de 2 de enero, por el que se prueba.",
        "Publicado en: «BOE» núm. 3, de 4 de enero de 2031, páginas 100 a 104 (5 págs.)",
        "Sección: II. Autoridades y personal. - B. Oposiciones y concursos",
        "Departamento: Ministerio de Pruebas",
        "Referencia: BOE-A-2031-100",
        "Permalink ELI: https://www.boe.es/eli/es/rd/2031/01/02/7",
        "TEXTO ORIGINAL",
        "ANÁLISIS",
        "• Rango: Real Decreto",
        "• Fecha de disposición: 02/01/2031",
        "• Fecha de publicación: 04/01/2031",
        "• Fecha de entrada en vigor: 05/01/2031",
        "Referencias posteriores",
        "• CORRECCIÓN de errores, en BOE núm. 9 (Ref. BOE-A-2032-9).",
        "Referencias anteriores",
        "• MODIFICA el art. 4 de la Ley 19/1991, de 6 de junio (Ref. BOE-A-1991-14392).",
        "Notas",
        "• Entrada en vigor: con la salvedad indicada, el 1 de marzo de 2031.",
        "Materias",
        "• Pruebas",
    ]
    assert (document.document_id, document.kind, document.pages) == ("BOE-A-2031-100", DocumentKind.NORM, 5)
    assert document.publication.number == "7/2031"
    assert document.publication.in_force_from == date(2031, 1, 5)
    assert document.publication.url == "https://www.boe.es/buscar/doc.php?id=BOE-A-2031-100"


def test_references_keep_their_code_and_wording(reading):
    _, document = reading.parsed(item('<p class="parrafo">Texto.</p>'))
    assert document.references == (
        AnalysisReference(
            direction=Direction.EARLIER,
            relation="MODIFICA",
            code="270",
            target=DocumentId("BOE-A-1991-14392"),
            wording="el art. 4 de la Ley 19/1991, de 6 de junio",
        ),
        AnalysisReference(
            direction=Direction.LATER,
            relation="CORRECCIÓN de errores",
            code="201",
            target=DocumentId("BOE-A-2032-9"),
            wording=", en BOE núm. 9",
        ),
    )


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("10 m<sup>2</sup> y 10<sup>18</sup>", "10 m² y 10¹⁸"),
        ("CO<sub>2</sub> y x<sub>i</sub>", "CO₂ y xi"),
        ("149.1.15.ª, 1.<sup>a</sup> y n.<sup>o</sup> 3", "149.1.15.ª, 1.ª y n.º 3"),
        ("nota<sup>(1)</sup> y 3<sup>er</sup>", "nota(1) y 3er"),
        ("<em>lex</em> <strong>dura</strong>\n  sed\u00a0lex", "lex dura sed lex"),
        ('fórmula <img src="/datos/imagenes/f.png"/> siendo', "fórmula Imagen: /datos/imagenes/f.png siendo"),
    ],
)
def test_what_is_inside_a_paragraph(reading, markup, text):
    found, _ = reading.parsed(item(f'<p class="parrafo">{markup}</p>', analysis=""))
    assert [line.text for line in found.lines if line.role is Role.TEXT] == [text]


@pytest.mark.parametrize(
    ("markup", "roles"),
    [
        ('<p class="articulo">Artículo 1. Objeto.</p>', [Role.ARTICLE]),
        ('<p class="capitulo_num">CAPÍTULO I</p><p class="capitulo_tit">Reglas</p>', [Role.DIVISION, Role.HEADING]),
        ('<p class="anexo_num">ANEXO I</p><p class="anexo_tit">Modelo</p>', [Role.ANNEX, Role.HEADING]),
        ('<p class="centro_redonda">I</p><p class="ATEXTO_NORMAL">Texto</p>', [Role.TEXT, Role.TEXT]),
        ('<p class="sangrado_articulo">«Artículo 3.</p><p class="sangrado">Texto.»</p>', [Role.QUOTED, Role.QUOTED]),
        ('<p class="sangrado">Sangrado a secas.</p><p class="sangrado_2">Y otro.</p>', [Role.TEXT, Role.TEXT]),
        ('<blockquote class="sangrado"><p class="articulo">«Artículo 3.</p></blockquote>', [Role.QUOTED]),
        ('<p class="cita_con_pleca">(a) Nota.</p><p class="cita">(b) Otra.</p>', [Role.QUOTED, Role.QUOTED]),
        ('<blockquote><p class="nota_pie">Se modifica.</p></blockquote>', [Role.NOTE]),
        ('<p class="firma_ministro">La Ministra,</p>', [Role.SIGNATURE]),
        ('<p class="imagen"><img src="/datos/imagenes/a.png"/></p>', [Role.IMAGE]),
        ('<p class="parrafo" lang="ca">Text en català.</p>', [Role.QUOTED]),
        ("<p>Una línea<br/>y otra</p>", [Role.TEXT, Role.TEXT]),
        ('texto suelto <p class="parrafo">y párrafo</p> y cola', [Role.TEXT, Role.TEXT, Role.TEXT]),
    ],
)
def test_classes_tell_roles(reading, markup, roles):
    text, _ = reading.parsed(item(markup, analysis=""))
    assert [line.role for line in text.lines if line.role is not Role.METADATA] == roles


def test_other_languages_are_told(reading):
    text, _ = reading.parsed(item('<p class="parrafo">Texto.</p><p xml:lang="gl">Texto galego.</p>'))
    assert text.oddities == ("contiene texto en gallego",)


def test_spanned_cells_keep_their_columns(reading):
    table = """<table><caption>Título</caption>
    <thead><tr><th rowspan="2">Entidad</th><th colspan="2">Importe</th></tr><tr><th>2031</th><th>2032</th></tr></thead>
    <tbody><tr><td rowspan="2">Centro</td><td>1</td><td>2</td></tr><tr><td>3</td><td/></tr>
    <tr><td colspan="999999999">Total</td></tr></tbody>
    <tfoot><tr><td colspan="3"><p class="cita">(a) Nota.</p></td></tr></tfoot></table>"""
    text, document = reading.parsed(item(table, analysis=""))
    rows = [(line.role, line.cells) for line in text.lines if line.cells]
    assert rows == [
        (Role.HEADER_ROW, ("Entidad", "Importe", "")),
        (Role.HEADER_ROW, (None, "2031", "2032")),
        (Role.ROW, ("Centro", "1", "2")),
        (Role.ROW, (None, "3", "")),
        (Role.ROW, ("Total", "", "")),
    ]
    assert [line.text for line in text.lines if line.role in (Role.TEXT, Role.QUOTED)] == ["Título", "(a) Nota."]
    assert sum(unit.kind is UnitKind.TABLE for unit in document.units) == 1


def test_a_contract_notice_reads_line_by_line(reading, shared):
    text, document = reading.parsed(shared / "corpus/xml/diario/BOE-B-2026-4725.xml")
    lines = [line.text for line in text.lines]
    assert "1.1) Nombre: Jefatura de la Sección Económico Administrativa 23 de la Base Aérea de Albacete." in lines
    assert "• Procedimiento: Restringido" in lines
    assert document.publication.section == "V. Anuncios. - A. Contratación del Sector Público"


ITEMS = [
    "BOE-A-2006-20764",
    "BOE-A-2007-4731",
    "BOE-A-2015-5368",
    "BOE-A-2021-21666",
    "BOE-A-2022-6764",
    "BOE-A-2022-8183",
    "BOE-A-2023-14930",
    "BOE-A-2023-5478",
    "BOE-A-2023-5481",
    "BOE-A-2025-7094",
    "BOE-B-2026-4725",
]


def own_headings(text):
    """The headings of articles and provisions by their class, those of amending text left out."""
    found = [p for p in text.iter("p") if p.get("class") == "articulo" and p.getparent() is text]
    return [p for p in found if not "".join(p.itertext()).strip().startswith("«")]


@pytest.mark.parametrize("name", ITEMS)
def test_nothing_of_an_item_is_lost_or_said_twice(reading, shared, name):
    path = shared / f"corpus/xml/diario/{name}.xml"
    _, document = reading.parsed(path)
    root = etree.parse(path).find("texto")
    headings = own_headings(root)
    for image in root.iter("img"):
        image.text = f"Imagen: {image.get('src')}"
    expected = reading.visible("".join(root.itertext()))
    assert reading.share(expected, reading.visible("".join(reading.leaves(document)))) == 1.0
    parts = [part for part in reading.article_parts(document) if not part.startswith("ap_")]
    assert len(parts) == len(headings)
    assert not [part for part in parts if "~" in part]


@pytest.mark.parametrize("name", ["BOE-A-2006-20764", "BOE-A-2022-6764", "BOE-A-2023-14930", "BOE-A-2025-7094"])
def test_the_copied_page_gives_the_same_document(reading, shared, name):
    text, document = reading.parsed(shared / f"corpus/xml/diario/{name}.xml")
    copy = "".join(("\n\n" if line.blank_before else "\n") + line.text for line in text.lines)
    _, copied = reading.parsed(copy)
    assert [(unit.unit_id, unit.label, document.text_of(unit)) for unit in document.units] == [
        (unit.unit_id, unit.label, copied.text_of(unit)) for unit in copied.units
    ]
    assert (document.document_id, document.title) == (copied.document_id, copied.title)
    assert document.publication.dated == copied.publication.dated


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ja"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (item("", analysis=""), EmptySource, "usa su PDF"),
        (item('<p class="parrafo"> </p>'), EmptySource, "usa su PDF"),
        (item("<p>Cortado"), UnreadableSource, "cortado o dañado"),
        (item("<p>&nbsp;</p>"), UnreadableSource, "cortado o dañado"),
        (f"{LAUGHS}<documento><texto><p>&c;</p></texto></documento>", UnsupportedSource, "por seguridad"),
        (f"{OUTSIDE}<documento><texto><p>&a;</p></texto></documento>", UnsupportedSource, "por seguridad"),
        ("<documento><texto>" + "<div>" * 100_000, UnreadableSource, "cortado o dañado"),
        ("<response><data><sumario/></data></response>", UnsupportedSource, "kb fetch --day"),
        ("<response><status><text>no existe</text></status></response>", UnreadableSource, "no existe"),
        ("<rss/>", UnsupportedSource, "<rss>"),
        ("<!DOCTYPE html><html><body><h1>Error 404</h1></body></html>", UnsupportedSource, "página web"),
    ],
)
def test_what_is_no_item_is_refused_in_one_line(reading, data, error, words):
    if not data.startswith(("<?xml", "<!DOCTYPE html")):
        data = f'<?xml version="1.0"?>{data}'
    with pytest.raises(error) as caught:
        reading.parsed(data)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bytes_in_another_encoding_are_read_as_declared(reading):
    declared = item('<p class="parrafo">Año y señal.</p>').replace("UTF-8", "ISO-8859-1").encode("latin-1")
    assert "Año y señal." in reading.parsed(declared)[1].text
    with pytest.raises(SourceError):
        reading.parsed(item('<p class="parrafo">Año.</p>').encode("latin-1"))


def test_an_item_knows_no_other_day(reading):
    with pytest.raises(WordingNotFound, match="no guarda otras redacciones"):
        read(reading.source_of(item("<p>Texto.</p>")), as_of=date(2032, 1, 1))
