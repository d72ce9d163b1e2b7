"""Merged cells: every row knows those that reach down over it, in each form that shows them."""

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.passages import passages_of
from ingest.reading import read
from ingest.text import Role
from kb.documents import Source, UnitKind
from kb.encoder import Window
from kb.merged import LONGEST_NAME, merged_above, name
from kb.passages import Grain, above_in, encoded_text, path_in

WIDTHS = (120, 150, 80)
LEFT, HEIGHT = 100, 20
WINDOW = Window(tokens=400, count=lambda text: len(text.split()))

FLAT = """Real Decreto 5/2098, de 3 de mayo, por el que se ordena la pesca.

ANEXO I
Actuaciones
Programa Presupuesto (millones de euros) Coordinador Actuación Beneficiario Importe (millones de euros)
Bloque 1: Puertos. 4,0 Autoridad Portuaria del Norte Diques de abrigo Consorcio del Mar Menor 1,50
Cofradía de San Telmo 1,50
Compra de balizas Consorcio del Mar Menor 0,25
Instituto Oceanográfico 0,25
Cofradía de San Telmo 0,50
Bloque 2: Flota. 2,5 Consorcio del Mar Menor Motores limpios Cofradía de San Telmo 2,00
Cofradía de San Pedro 0,50
Total 6,5 6,50

ANÁLISIS
"""


def rows_of(document):
    return [unit for unit in document.units if unit.kind is UnitKind.ROW]


def above(document):
    """The merged cells over each row, in reading order."""
    found = merged_above(document)
    return [found.get(row.unit_id, ()) for row in rows_of(document)]


# ------------------------------------------------------------ XML and HTML


def table_item(rows):
    return f"""<documento><metadatos><identificador>BOE-A-2098-5</identificador><titulo>Orden de pesca</titulo>
    </metadatos><analisis/><texto><p class="anexo">ANEXO I</p><table>{rows}</table></texto></documento>"""


def test_a_spanning_cell_covers_the_rows_below_it(reading):
    _, document = reading.parsed(
        table_item(
            """<thead><tr><th rowspan="2">Zona</th><th>Cuotas</th></tr><tr><th>Especie</th></tr></thead>
            <tr><td rowspan="3">Norte</td><td rowspan="2">Verano</td><td>Bonito</td></tr>
            <tr><td>Sardina</td></tr><tr><td></td><td>Merluza</td></tr><tr><td>Sur</td><td>Verano</td><td>Atún</td></tr>"""
        )
    )
    cells = [row.cells for row in rows_of(document)]
    assert cells[-4:] == [
        ("Norte", "Verano", "Bonito"),
        (None, None, "Sardina"),
        (None, "", "Merluza"),
        ("Sur", "Verano", "Atún"),
    ]
    assert above(document)[-4:] == [(), ("Norte", "Verano"), ("Norte",), ()]
    assert rows_of(document)[-3].columns == ("", "", "Sardina")


def test_the_gazettes_own_table_of_classes_names_the_class_of_each_row(reading, shared):
    _, document = reading.parsed(shared / "corpus/xml/diario/BOE-A-2021-21666.xml")
    found = merged_above(document)
    told = {document.text_of(document.unit(row)): cells for row, cells in found.items()}
    assert told["Oficinas, locales comerciales y naves polivalentes. 30"] == (
        "Tipos de bienes inmuebles adjudicados o recibidos en pago de deudas.",
        "Edificios y elementos de edificios terminados.",
    )
    assert told["Resto de bienes inmuebles. 40"] == (
        "Tipos de bienes inmuebles adjudicados o recibidos en pago de deudas.",
    )
    assert sum(cells == ("Segmentos de riesgo de crédito",) for cells in found.values()) == 32


# ------------------------------------------------------------ PDF


def printed(*pages):
    """A ruled table: each page a list of `(column, first row, rows, text)`, the text in the middle of its cell."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for cells in pages:
        for column, first, rows, text in cells:
            x, top = LEFT + sum(WIDTHS[:column]), 120 + HEIGHT * first
            bold = first == 0 and pages[0] is cells
            canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 9)
            canvas.rect(x, A4[1] - top - HEIGHT * rows, WIDTHS[column], HEIGHT * rows)
            canvas.drawString(x + 3, A4[1] - top - HEIGHT * rows / 2 - 3, text)
        canvas.showPage()
    canvas.save()
    source = Source(name="x.pdf", data=out.getvalue(), sha256="", origin="x", media_type="application/pdf")
    return [line.cells for line in read(source).lines if line.role in (Role.ROW, Role.HEADER_ROW)]


HEADER = [(0, 0, 1, "Programa"), (1, 0, 1, "Entidad"), (2, 0, 1, "Importe")]
NORTH = [(0, 1, 3, "Diques"), (1, 1, 1, "Cofradía A"), (2, 1, 1, "1,50")]
BELOW = [(1, 2, 1, "Cofradía B"), (2, 2, 1, "2,50"), (1, 3, 1, "Cofradía C"), (2, 3, 1, "3,50")]


def test_words_in_the_middle_of_a_tall_cell_stand_over_all_its_rows():
    assert printed([*HEADER, *NORTH, *BELOW, (0, 4, 1, "Balizas"), (1, 4, 1, "Cofradía A"), (2, 4, 1, "4,50")]) == [
        ("Programa", "Entidad", "Importe"),
        ("Diques", "Cofradía A", "1,50"),
        (None, "Cofradía B", "2,50"),
        (None, "Cofradía C", "3,50"),
        ("Balizas", "Cofradía A", "4,50"),
    ]


def test_a_tall_cell_goes_on_over_the_page():
    second = [(0, 0, 2, ""), (1, 0, 1, "Cofradía D"), (2, 0, 1, "5,50"), (1, 1, 1, "Cofradía E"), (2, 1, 1, "6,50")]
    assert printed([*HEADER, *NORTH, *BELOW], second)[-2:] == [
        (None, "Cofradía D", "5,50"),
        (None, "Cofradía E", "6,50"),
    ]


def test_an_empty_cell_is_no_merged_one():
    rows = printed([*HEADER, (0, 1, 1, "Diques"), (1, 1, 1, "Cofradía A"), (2, 1, 1, "1,50")], [])
    assert rows[-1] == ("Diques", "Cofradía A", "1,50")
    lone = [(0, 2, 1, ""), (1, 2, 1, "Cofradía B"), (2, 2, 1, "2,50")]
    assert printed([*HEADER, (0, 1, 1, "Diques"), (1, 1, 1, "Cofradía A"), (2, 1, 1, "1,50"), *lone])[-1] == (
        "",
        "Cofradía B",
        "2,50",
    )


# ------------------------------------------------------------ flattened tables


def test_figures_tell_the_rows_that_make_the_amount_of_a_merged_cell(reading):
    _, document = reading.parsed(FLAT, "norma.txt")
    assert [row.cells for row in rows_of(document)] == [
        ("Bloque 1: Puertos.", "4,0", "Autoridad Portuaria del Norte Diques de abrigo", "Consorcio del Mar Menor", "1,50"),  # noqa: E501
        (None, None, None, "Cofradía de San Telmo", "1,50"),
        (None, None, "Compra de balizas", "Consorcio del Mar Menor", "0,25"),
        (None, None, None, "Instituto Oceanográfico", "0,25"),
        (None, None, None, "Cofradía de San Telmo", "0,50"),
        ("Bloque 2: Flota.", "2,5", "Consorcio del Mar Menor Motores limpios", "Cofradía de San Telmo", "2,00"),
        (None, None, "Cofradía de San Pedro", "0,50"),
        ("Total", "6,5", "6,50"),
    ]  # fmt: skip
    assert above(document)[4] == ("Bloque 1: Puertos.", "Compra de balizas")
    assert above(document)[6] == ("Bloque 2: Flota.",)


@pytest.mark.parametrize("wrong", ["4,1", "3,9", "4"], ids=["more", "less", "a bare whole number"])
def test_rows_that_do_not_make_the_amount_stand_alone(reading, wrong):
    _, document = reading.parsed(FLAT.replace("Puertos. 4,0", f"Puertos. {wrong}"), "norma.txt")
    assert not any(above(document)[:5])


def test_the_text_is_the_same_with_merged_cells(reading):
    _, document = reading.parsed(FLAT, "norma.txt")
    for row in rows_of(document):
        assert document.text_of(row) == " ".join(cell for cell in row.cells if cell)


def test_the_founding_decree_names_the_package_and_the_action_of_each_row(reading, shared):
    _, document = reading.parsed(shared / "corpus/BOE-A-2021-17505.txt")
    found = merged_above(document)
    annex = {row: cells for row, cells in found.items() if row.startswith("an_VI.")}
    assert found.keys() == annex.keys()
    assert len(annex) == 17
    assert {cells[0][:3] for cells in annex.values()} == {"PT3", "PT4"}
    assert annex["an_VI.t1.r19"][1] == "Cofinanciación para la adquisición de pequeños simuladores"


# ------------------------------------------------------------ passages


def test_a_row_is_found_by_what_covers_it_and_quoted_without(reading):
    _, document = reading.parsed(FLAT, "norma.txt")
    found, _ = passages_of(document, WINDOW)
    (row,) = [one for one in found if one.text == "Instituto Oceanográfico 0,25"]
    assert row.grain is Grain.SENTENCE
    assert above_in(row.context) == ("Bloque 1: Puertos.", "Compra de balizas")
    assert path_in(row.context) == "ANEXO I. Actuaciones"
    assert document.text[row.start : row.end] == row.text
    assert encoded_text(row) == f"ANEXO I. Actuaciones\n{row.text}"


@pytest.mark.parametrize(
    ("cell", "called"),
    [("Bloque 1", "Bloque 1"), ("4,0", ""), ("—", ""), ("red " * 999, ("red " * (LONGEST_NAME // 4)).strip())],
)
def test_a_cell_is_called_by_how_it_begins(cell, called):
    assert name(cell) == called
