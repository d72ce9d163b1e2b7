"""The gazette's own PDFs, of today and of 2005, and a ministry's press notes."""

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pdfplumber
import pytest

from ingest.document import document_of
from ingest.readers import pdf
from ingest.sources import load
from ingest.text import Role, Text
from kb.documents import Document, DocumentKind, UnitKind

OLD = "pdf/A15480-15486_RD-450-2005.pdf"
NOTES = (
    "notas/15032022_Presentacion_estudio_abandono_universitario.pdf",
    "notas/16022022_Aprobada_ley_de_convivencia.pdf",
)
SAID = {
    "pdf/BOE-A-2020-17266.pdf": ("Real Decreto-ley", "38/2020", "122960 a 122985", date(2020, 12, 30), "340"),
    "pdf/BOE-A-2021-6039.pdf": ("Resolución", None, "43455 a 43467", date(2021, 4, 15), "90"),
    "pdf/BOE-A-2022-2852.pdf": ("Real Decreto", "154/2022", "21632 a 21648", date(2022, 2, 23), "46"),
    "pdf/BOE-A-2024-17781.pdf": ("Real Decreto", "871/2024", "110888 a 110898", date(2024, 9, 4), "214"),
    "pdf/BOE-A-2024-7293.pdf": ("Orden", "AUC/319/2024", "41275 a 41276", date(2024, 4, 15), "92"),
    "pdf/BOE-A-2024-7297.pdf": ("Resolución", None, "41368 a 41370", date(2024, 4, 15), "92"),
    "pdf/BOE-A-2024-7299.pdf": ("Real Decreto", "354/2024", "41375", date(2024, 4, 15), "92"),
    "pdf/BOE-A-2024-7301.pdf": ("Resolución", None, "41377", date(2024, 4, 15), "92"),
    "pdf/BOE-A-2024-7309.pdf": ("Resolución", None, "41385 a 41386", date(2024, 4, 15), "92"),
    "pdf/BOE-A-2025-15236.pdf": ("Real Decreto", "663/2025", "98174 a 98201", date(2025, 7, 23), "176"),
    "pdf/BOE-A-2025-17509.pdf": ("Real Decreto", "772/2025", "116242 a 116257", date(2025, 9, 3), "212"),
    "pdf/BOE-B-2021-3692.pdf": ("Resolución", None, "5001", date(2021, 1, 29), "25"),
    OLD: ("Real Decreto", "450/2005", "15480 a 15486", date(2005, 5, 6), "108"),
}
SECTIONS = {
    "pdf/BOE-A-2022-2852.pdf": (
        "I. Disposiciones generales",
        "Ministerio de la Presidencia, Relaciones con las Cortes y Memoria Democrática",
    ),
    "pdf/BOE-A-2024-7309.pdf": (
        "II. Autoridades y personal. - A. Nombramientos, situaciones e incidencias",
        "Ministerio para la Transformación Digital y de la Función Pública",
    ),
    "pdf/BOE-A-2021-6039.pdf": ("III. Otras disposiciones", "Ministerio de Universidades"),
    "pdf/BOE-B-2021-3692.pdf": ("V. Anuncios. - B. Otros anuncios oficiales", "Ministerio de Universidades"),
    OLD: (None, "Ministerio de la Presidencia"),
}
ARTICLES = {
    "pdf/BOE-A-2020-17266.pdf": 19,
    "pdf/BOE-A-2022-2852.pdf": 11,
    "pdf/BOE-A-2024-17781.pdf": 15,
    "pdf/BOE-A-2025-15236.pdf": 12,
    "pdf/BOE-A-2025-17509.pdf": 14,
    OLD: 9,
}


@cache
def opened(path: Path) -> tuple[Text, Document]:
    source = load(path)
    text = pdf.read(source)
    return text, document_of(text, source)


@pytest.fixture
def document(shared):
    return lambda name: opened(shared / "corpus" / name)[1]


def texts(found: Document, kind: UnitKind) -> list[str]:
    return [found.text_of(unit) for unit in found.units if unit.kind is kind]


@pytest.mark.parametrize("name", SAID)
def test_what_the_head_says(document, name):
    found = document(name)
    told = found.publication
    assert (told.rank, told.number, told.page_range, told.published, told.gazette_number) == SAID[name]
    assert told.gazette == "BOE"
    expected = "BOE-A-2005-7354" if name == OLD else Path(name).stem
    assert found.document_id == expected
    assert told.url == f"https://www.boe.es/buscar/doc.php?id={expected}"
    assert found.kind is DocumentKind.NORM


@pytest.mark.parametrize("name", SECTIONS)
def test_section_and_department_are_written_as_on_the_web(document, name):
    told = document(name).publication
    assert (told.section, told.department) == SECTIONS[name]


@pytest.mark.parametrize("name", ARTICLES)
def test_every_article_opens_a_unit(document, name):
    parts = [unit.unit_id for unit in document(name).units if unit.kind is UnitKind.ARTICLE]
    assert parts == [f"art_{number}" for number in range(1, ARTICLES[name] + 1)]


@pytest.mark.parametrize("name", [*SAID, *NOTES])
def test_every_letter_is_in_one_unit_or_in_the_furniture(shared, reading, name):
    text, found = opened(shared / "corpus" / name)
    kept = Counter(letters(reading, "".join(reading.leaves(found))))
    kept += Counter(letters(reading, "".join(line.text for line in text.lines if line.role is Role.FURNITURE)))
    with pdfplumber.open(shared / "corpus" / name) as file:
        drawn = Counter(letters(reading, "".join(char["text"] for page in file.pages for char in page.chars)))
    assert kept == drawn


def letters(reading, text: str) -> str:
    """What can be seen, hyphens left out: those of the typesetter go."""
    return reading.visible(text).replace("-", "")


@pytest.mark.parametrize("name", [*SAID, *NOTES])
def test_pages_run_on_from_the_first_to_the_last(shared, document, name):
    found = document(name)
    pages = [unit.page for unit in found.units]
    with pdfplumber.open(shared / "corpus" / name) as file:
        assert found.pages == len(file.pages)
    assert None not in pages
    assert pages == sorted(pages)
    assert pages[0] == 1


def test_a_paragraph_over_a_page_break_is_one(document):
    found = document("pdf/BOE-A-2022-2852.pdf")
    paragraph = next(text for text in texts(found, UnitKind.PARAGRAPH) if text.startswith("Por otra parte, se fijan"))
    assert "Conferencia General de Política Universitaria en materia de precios públicos" in paragraph
    assert paragraph.endswith("pudieran alcanzar dicho objetivo.")


def test_headings_keep_their_second_line(document):
    found = document("pdf/BOE-A-2022-2852.pdf")
    assert found.unit("dt_2").heading == "Renta familiar de estudiantes con domicilio fiscal en Navarra"
    assert found.unit("cap_III").heading == (
        "Ayudas al estudio y subsidios para el alumnado con necesidad específica de apoyo educativo"
    )


def test_a_ruled_table_has_its_header_and_its_cells(document):
    found = document("pdf/BOE-A-2022-2852.pdf")
    rows = [unit for unit in found.units if unit.kind is UnitKind.ROW and unit.unit_id.startswith("art_7.3.t1")]
    assert rows[0].cells == ("Ayuda de enseñanza.", "Hasta 862.", "Hasta 862.")
    assert len(rows) == 9
    header = next(unit for unit in found.units if unit.kind is UnitKind.TABLE_HEADER and unit.page == 9)
    assert header.cells == (
        "Componentes",
        "Educación Primaria, ESO y Ciclos Formativos de Grado Básico",
        "Resto de niveles educativos",
    )


def test_a_header_of_three_storeys_and_cells_of_many_lines(document):
    found = document("pdf/BOE-A-2024-7309.pdf")
    headers = [unit.cells for unit in found.units if unit.kind is UnitKind.TABLE_HEADER]
    assert [len(cells) for cells in headers] == [13, 13, 13]
    assert headers[0][0] == "Puesto adjudicado"
    assert headers[1][:3] == ("N.º orden", "Centro directivo/denominación del puesto", "Código puesto")
    assert headers[2][5:7] == ("Administración", "Grupo")
    row = [unit for unit in found.units if unit.kind is UnitKind.ROW][-1]
    assert row.cells[:5] == ("1", "COORDINADOR/A DE ÁREA.", "5121198", "29", "23.021,60")
    assert row.cells[9] == "***7661*** A1604"


def test_raised_figures_and_hyphens_of_the_writer_stay(document):
    assert "más de 240 000 km² (casi la mitad" in document("pdf/BOE-A-2024-7293.pdf").text
    assert "contencioso-administrativa" in document("pdf/BOE-A-2024-17781.pdf").text
    assert "real decreto-ley" in document("pdf/BOE-A-2020-17266.pdf").text
    assert "cualificaciones" in document("pdf/BOE-B-2021-3692.pdf").text


def test_signatures_are_one_unit(document):
    found = document("pdf/BOE-A-2022-2852.pdf")
    assert found.text_of(found.unit("firma")).split("\n") == [
        "Dado en Madrid, el 22 de febrero de 2022.",
        "FELIPE R.",
        "El Ministro de la Presidencia, Relaciones con las Cortes y Memoria Democrática,",
        "FÉLIX BOLAÑOS GARCÍA",
    ]


def test_quoted_text_opens_no_unit(document):
    found = document("pdf/BOE-A-2022-2852.pdf")
    part = next(unit for unit in found.units if unit.heading.startswith("Modificación del Real Decreto 1721/2007"))
    assert found.text_of(part).endswith("una nota media de 5,00 puntos en dicho curso».")
    assert not [unit for unit in found.units if unit.parent == part.unit_id and unit.kind is UnitKind.APARTADO]


def test_two_columns_of_2005_are_read_one_after_the_other(document):
    found = document(OLD)
    article = found.text_of(found.unit("art_2"))
    assert article.startswith("Artículo 2. Especialidades de Enfermería.\n1. Las especialidades de Enfermería son")
    assert "a) Enfermería Obstétrico-Ginecológica (Matrona).\nb) Enfermería de Salud Mental." in article
    assert article.endswith("de acuerdo con las necesidades sociales y de salud.")
    assert "DISPONGO:" in found.text


def test_words_broken_in_2005_are_whole_again(document):
    found = document(OLD)
    words = Counter(word.strip(".,;:()«»") for word in found.text.split())
    assert not [word for word in words if word.endswith("-")]
    whole = (
        "sanitario",
        "especialización",
        "Ginecológica",
        "actualmente",
        "Obstétrico-Ginecológica",
        "Médico-Quirúrgicos",
    )
    assert all(word in found.text for word in whole)
    assert {word for word in words if "-" in word and word[0].islower()} <= {"teórico-prácticos"}


def test_neighbours_in_an_old_file_are_set_aside_and_told(shared, document):
    text, found = opened(shared / "corpus" / OLD)
    assert found.oddities == ("las páginas traen también texto de otras disposiciones (7355), que no se incorpora",)
    assert "azúcar" not in found.text
    assert any("azúcar" in line.text for line in text.lines if line.role is Role.FURNITURE)


def test_a_press_note_has_headline_lead_and_body(document):
    found = document(NOTES[1])
    assert found.kind is DocumentKind.PRESS_NOTE
    assert found.title == (
        "Aprobada definitivamente la Ley de Convivencia Universitaria propuesta por el Ministerio de Universidades"
    )
    leads = [unit for unit in found.units if unit.kind is UnitKind.LEAD and unit.parent]
    assert len(leads) == 3
    assert found.publication.published == date(2022, 2, 16)
    assert "GABINETE" not in found.text
    assert "Página 1 de 2" not in found.text
    joined = next(text for text in texts(found, UnitKind.BODY) if text.startswith("Con esta nueva ley"))
    assert joined.endswith("frente a la violencia, la discriminación o el acoso.")
