"""Tables that run over pages: one table with its header once, and a row that the page cuts in two is one row."""

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.reading import read
from ingest.text import Role
from kb.documents import Source

LEFT, WIDTHS, LEADING = 100, (120, 190, 80), 11
HEADER = ("Entidad", "Actuación", "Importe")


def printed(*pages):
    """A ruled table whose rows, on each page, are tuples of cells; a cell's lines are parted by line breaks."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for number, rows in enumerate(pages):
        top = 120
        if not number:
            canvas.setFont("Helvetica", 10)
            canvas.drawString(LEFT, A4[1] - 100, "Se conceden las subvenciones de la tabla siguiente:")
        for row in rows:
            top = _row(canvas, row, top, bold=row == HEADER)
        canvas.showPage()
    canvas.save()
    source = Source(name="x.pdf", data=out.getvalue(), sha256="", origin="x", media_type="application/pdf")
    return [line for line in read(source).lines if line.role in (Role.ROW, Role.HEADER_ROW)]


def _row(canvas, row, top, *, bold):
    height = LEADING * max(len(cell.split("\n")) for cell in row) + 6
    x = LEFT
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 9)
    for cell, width in zip(row, WIDTHS, strict=True):
        canvas.rect(x, A4[1] - top - height, width, height)
        for n, line in enumerate(cell.split("\n")):
            canvas.drawString(x + 3, A4[1] - top - LEADING * (n + 1), line)
        x += width
    return top + height


FIRST = ("Universidad del Norte", "Laboratorio de materiales.", "20.000,00")
CUT = ("Universidad del Sur", "Formación del personal de los\ncentros y difusión de los", "35.000,00")
REST = ("", "resultados en congresos.", "")
LAST = ("Consorcio del Este", "Compra de equipos.", "12.500,00")


@pytest.mark.parametrize("header", [(HEADER,), ()], ids=["header repeated", "header once"])
def test_a_row_cut_by_the_page_is_one(header):
    lines = printed([HEADER, FIRST, CUT], [*header, REST, LAST])
    assert [line.role for line in lines] == [Role.HEADER_ROW, *[Role.ROW] * 3]
    assert lines[2].cells == (
        "Universidad del Sur",
        "Formación del personal de los centros y difusión de los resultados en congresos.",
        "35.000,00",
    )
    assert [line.page for line in lines] == [1, 1, 1, 2]


@pytest.mark.parametrize(
    "below",
    [
        ("", "Difusión de resultados.", ""),
        ("becas de movilidad", "estancias breves", "5.000,00"),
        ("", "", "7.000,00"),
    ],
    ids=["a sentence of its own", "all columns filled", "an amount alone"],
)
def test_a_row_that_begins_on_a_page_stays_its_own(below):
    lines = printed([HEADER, FIRST, ("Universidad del Sur", "Formación del personal", "35.000,00")], [HEADER, below])
    assert len(lines) == 4
    assert lines[3].cells == below
