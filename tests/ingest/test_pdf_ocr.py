"""Scans: pages that are pictures, read where `ocrmypdf` and the Spanish of Tesseract are installed."""

import io
import shutil
import subprocess
from functools import cache

import pdfplumber
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.document import document_of
from ingest.fidelity import fidelity
from ingest.readers import pdf_ocr
from ingest.reading import read
from ingest.text import Line, Role, Text
from kb.documents import Publication, Source, UnitKind
from tests.support_pdf import render

DOTS = 200


@cache
def _has_spanish():
    found = shutil.which("tesseract")
    listed = subprocess.run([found, "--list-langs"], capture_output=True, text=True, check=False) if found else None
    return shutil.which(pdf_ocr.PROGRAM) is not None and listed is not None and "spa" in listed.stdout.split()


needs_ocr = pytest.mark.skipif(not _has_spanish(), reason="ocrmypdf and tesseract-ocr-spa are not installed")

ORDER = Text(
    lines=(
        Line(text="Artículo 1. Objeto.", role=Role.ARTICLE),
        Line(text="Esta orden regula la concesión de ayudas a las pequeñas empresas de la montaña."),
        Line(text="Artículo 2. Requisitos y plazo.", role=Role.ARTICLE),
        Line(text="1. Las empresas solicitantes deberán cumplir los siguientes requisitos:"),
        Line(text="a) Tener su domicilio en un municipio de montaña."),
        Line(text="b) No haber recibido otra ayuda en los doce meses anteriores."),
        Line(text="2. El plazo de presentación será de veinte días hábiles desde la publicación del extracto."),
        Line(text="Disposición final única. Entrada en vigor.", role=Role.ARTICLE),
        Line(text="La presente orden entrará en vigor el día siguiente al de su publicación."),
    ),
    publication=Publication(section="I. Disposiciones generales", department="Ministerio de Hacienda"),
    title="Orden HAC/100/2024, de 2 de febrero, por la que se regulan ayudas a la montaña.",
    identifier="BOE-A-2024-900",
)


def source(data):
    return Source(name="orden.pdf", data=data, sha256="", origin="orden.pdf", media_type="application/pdf")


def picture(data):
    """The first page of a PDF as it looks."""
    with pdfplumber.open(io.BytesIO(data)) as printed:
        return ImageReader(printed.pages[0].to_image(resolution=DOTS).original.convert("L"))


def scanned(data, *, before="", after=""):
    """A page that is the picture of a PDF's first one, perhaps between two pages of text."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    if before:
        canvas.drawString(100, 600, before)
        canvas.showPage()
    canvas.drawImage(picture(data), 0, 0, *A4)
    canvas.showPage()
    if after:
        canvas.drawString(100, 600, after)
    canvas.save()
    return out.getvalue()


@pytest.fixture(scope="module")
def scan():
    return source(scanned(render(ORDER)))


@needs_ocr
def test_a_scan_gives_the_units_and_pages_of_what_was_printed(scan):
    printed, read_back = (document_of(read(one), one) for one in (source(render(ORDER)), scan))
    articles = [unit.unit_id for unit in printed.units if unit.kind is not UnitKind.METADATA]
    assert "art_2.1.b" in articles
    assert [unit.unit_id for unit in read_back.units if unit.kind is not UnitKind.METADATA] == articles
    assert read_back.text_of(read_back.unit("art_2.2")) == printed.text_of(printed.unit("art_2.2"))
    assert read_back.document_id == "BOE-A-2024-900"
    assert {unit.page for unit in read_back.units} == {1}
    assert read_back.oddities[0] == "leído por OCR"


@needs_ocr
def test_the_report_on_a_scan_measures_what_ocr_found(scan):
    found = fidelity(scan, "orden.pdf")
    assert found.is_enough
    assert found.letters > 400


@needs_ocr
def test_a_scanned_page_among_printed_ones_is_read_in_its_place():
    line = "Esta página está impresa y se lee como es, sin reconocer sus letras"
    text = read(source(scanned(render(ORDER), before=f"{line} primera.", after=f"{line} tercera.")))
    assert text.oddities[0] == "leído por OCR: página 2"
    pages = [shown.page for shown in text.lines if line in shown.text or "pequeñas empresas" in shown.text]
    assert pages == [1, 2, 3]


@pytest.mark.parametrize(
    ("seen", "printed"),
    [
        ("Cc) Beca básica", "c) Beca básica"),
        ("2.9) Umbral 3", "2.º) Umbral 3"),
        ("1.) Umbral 1", "1.º) Umbral 1"),
        ("CAPÍTULO Il", "CAPÍTULO II"),
        ("CC) Otras", "CC) Otras"),
        ("2.9 Requisitos", "2.9 Requisitos"),
        ("lo previsto en el apartado 1.) anterior", "lo previsto en el apartado 1.) anterior"),
    ],
)
def test_marks_that_ocr_misreads(seen, printed):
    assert pdf_ocr.corrected(seen) == printed
