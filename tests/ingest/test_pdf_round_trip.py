"""A text drawn as the gazette sets it and read again gives the same units: the reader undoes the typesetter."""

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.document import document_of
from ingest.readers import pdf
from ingest.reading import read
from ingest.sources import load
from ingest.text import Line, Role
from kb.documents import Document, Source, UnitKind

SAMPLE = Path(__file__).parents[2] / "corpus" / "BOE-A-2099-10001.txt"


@pytest.fixture(params=[1, 2], ids=["one column", "two columns, hyphenated"])
def drawn(request, printing):
    """Gives the document as its own reader reads it, and as read from a PDF of it."""
    layout = printing.Layout(columns=request.param, hyphens=request.param == 2)

    def draw(path: Path) -> tuple[Document, Document]:
        source = load(path)
        text = read(source)
        printed = replace(source, data=printing.render(text, layout), media_type="application/pdf")
        return document_of(text, source), document_of(pdf.read(printed), printed)

    return draw


@pytest.fixture
def reread(printing):
    """Gives role and text of the lines that a text drawn in one column reads as, without head and furniture."""

    def draw(*lines: Line) -> list[tuple[Role, str]]:
        data = printing.render(replace(read(load(SAMPLE)), lines=lines))
        source = Source(name="x.pdf", data=data, sha256="", origin="x.pdf", media_type="application/pdf")
        aside = (Role.METADATA, Role.FURNITURE)
        return [(line.role, line.text) for line in pdf.read(source).lines if line.role not in aside]

    return draw


def units(document: Document) -> list[tuple[str, str, str]]:
    """Id, heading and text of the units below the head, pictures told by their place alone."""
    return [
        (unit.unit_id, unit.heading, "" if unit.kind is UnitKind.IMAGE else _shown(document, unit.start, unit.end))
        for unit in document.units
        if not unit.unit_id.startswith(("metadatos", "analisis"))
    ]


def _shown(document: Document, start: int, end: int) -> str:
    lines = document.text[start:end].split("\n")
    return "\n".join("Imagen:" if line.startswith("Imagen: ") else line for line in lines)


def test_the_sample_decree_has_the_same_units_in_print(drawn):
    written, printed = drawn(SAMPLE)
    assert units(printed) == units(written)
    assert printed.document_id == written.document_id
    assert printed.title == written.title
    assert printed.publication.in_force_from is None
    told = ("rank", "number", "department", "section", "gazette", "gazette_number", "dated", "published", "eli", "url")
    assert {name: getattr(printed.publication, name) for name in told} == {
        name: getattr(written.publication, name) for name in told
    }


@pytest.mark.parametrize(
    "name",
    [
        "BOE-A-2021-17505.txt",
        "xml/diario/BOE-A-2007-4731.xml",
        "xml/diario/BOE-A-2022-6764.xml",
        "xml/diario/BOE-A-2022-8183.xml",
        "xml/diario/BOE-A-2023-14930.xml",
        "xml/diario/BOE-A-2023-5478.xml",
        "xml/diario/BOE-A-2025-7094.xml",
    ],
)
def test_official_texts_have_the_same_units_in_print(drawn, shared, name):
    written, printed = drawn(shared / "corpus" / name)
    assert units(printed) == units(written)


def test_every_unit_tells_its_page(drawn):
    _, printed = drawn(SAMPLE)
    pages = [unit.page for unit in printed.units]
    assert printed.pages == max(page for page in pages if page) > 10
    assert None not in pages
    assert pages == sorted(pages)


HEADER = Line(text="Entidad Importe", role=Role.HEADER_ROW, cells=("Entidad", "Importe"))


def test_a_table_over_pages_is_one_with_its_header_once(reread):
    rows = [
        Line(text=f"Entidad {n} {n}.000,00", role=Role.ROW, cells=(f"Entidad {n}", f"{n}.000,00")) for n in range(90)
    ]
    found = reread(HEADER, *rows)
    assert [role for role, _ in found] == [Role.HEADER_ROW, *[Role.ROW] * 90]
    assert [text for _, text in found] == [HEADER.text, *(row.text for row in rows)]


def test_two_tables_with_headers_of_their_own_stay_two(reread):
    other = Line(text="Hito Fecha", role=Role.HEADER_ROW, cells=("Hito", "Fecha"))
    rows = [
        Line(text="BSC 22,00", role=Role.ROW, cells=("BSC", "22,00")),
        Line(text="Total 22,00", role=Role.ROW, cells=("Total", "22,00")),
    ]
    dated = Line(text="H1 Q4-2022", role=Role.ROW, cells=("H1", "Q4-2022"))
    between = Line(text="Los hitos son los que siguen:")
    found = reread(HEADER, *rows, between, other, dated)
    assert [text for _, text in found] == [line.text for line in (HEADER, *rows, between, other, dated)]


def test_quoted_text_is_known_by_its_block(reread):
    first = "«2. La persona titular del órgano podrá delegar la firma de las resoluciones en quien designe."
    second = "Artículo 4. Este artículo es del texto que se modifica y aquí no abre ninguno nuevo."
    quoted = [Line(text=text, role=Role.QUOTED) for text in (first, second)]
    article = Line(text="Artículo 1. Modificación del Real Decreto 1/2020.", role=Role.ARTICLE)
    lead = Line(text="El apartado 2 del artículo 3 queda redactado como aquí se transcribe, sin cerrar la cita:")
    after = Line(text="Artículo 2. Entrada en vigor.", role=Role.ARTICLE)
    found = reread(article, lead, *quoted, after)
    assert [role for role, _ in found] == [Role.ARTICLE, Role.TEXT, Role.QUOTED, Role.QUOTED, Role.ARTICLE]
