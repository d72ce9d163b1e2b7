"""What the place and the face of letters on a page say: each case drawn by hand."""

import io

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from ingest.readers import pdf
from ingest.readers.pdf_hyphens import Hyphens
from ingest.readers.printed_head import cased, title_of
from ingest.text import Role
from kb.documents import Source

PROSE = (
    "Este artículo regula la concesión directa de las subvenciones que se indican en el anexo y fija sus condiciones."
)
ASIDE = (Role.FURNITURE, Role.METADATA)


class Sheet:
    """A PDF in the making; `y` counts from the top."""

    def __init__(self, size=A4):
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=size)
        self.height = size[1]

    def write(self, x, y, text, font="Helvetica", size=10):
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, text)
        return self

    def lines(self, x, y, texts, leading=12, **face):
        for n, text in enumerate(texts):
            self.write(x, y + leading * n, text, **face)
        return self

    def page(self):
        self.canvas.showPage()
        return self

    def read(self):
        self.canvas.save()
        data = self.out.getvalue()
        return pdf.read(Source(name="x.pdf", data=data, sha256="", origin="x.pdf", media_type="application/pdf"))

    def texts(self):
        return [line.text for line in self.read().lines if line.role not in ASIDE]


def rows_of(sheet):
    return [(line.role, line.cells) for line in sheet.read().lines if line.role not in ASIDE]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["la finan-", "ciación del sistema", "la financiación"], "la financiación"),
        (["un examen teórico-", "práctico y otro teórico-práctico", "fin"], "un examen teórico-práctico"),
        (["recurso contencioso-", "administrativo"], "recurso contencioso-administrativo"),
        (["en Castilla-", "La Mancha"], "en Castilla-La Mancha"),
        (["Ciencia-", "Innovación"], "Ciencia-Innovación"),
        (["el período 2021-", "2025"], "el período 2021-2025"),
        (["las bases –", "que se citan"], "las bases – que se citan"),
        (["y la I+D+", "i"], "y la I+D+ i"),
        (["termina", "empieza"], "termina empieza"),
    ],
)
def test_what_the_document_shows_decides_a_hyphen(lines, joined):
    assert Hyphens(lines).join(lines[0], lines[1]).startswith(joined)


HYPHENATED = [
    "de la finan-",
    "ciación total",
    "en la coordi-",
    "nación de la",
    "una comuni-",
    "dad autónoma",
    "el esta-",
    "do",
]
WORDS = ["financiación coordinación comunidad estado", "examen teórico y práctico", "jurídico social"]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("una subven-", "ción", "una subvención"),
        ("un examen teórico-", "práctico", "un examen teórico-práctico"),
        ("el título de Enfer-", "mero", "el título de Enfermero"),
        ("el informe socio-", "lógico", "el informe sociológico"),
        ("COMUNI-", "DAD", "COMUNIDAD"),
    ],
)
def test_in_a_text_that_breaks_words_a_hyphen_is_the_typesetters(before, after, joined):
    assert Hyphens([*HYPHENATED, *WORDS]).join(before, after) == joined


def test_letters_set_apart_are_one_word():
    assert Sheet().write(250, 200, "D I S P O N G O :").write(100, 240, PROSE).texts()[0] == "DISPONGO:"


def test_raised_and_lowered_figures():
    sheet = Sheet().write(100, 200, "240 000 km").write(152, 196, "2", size=6).write(156, 200, " de CO")
    sheet.write(187.8, 202, "2", size=6).write(191.2, 200, " y el punto 1.").write(251.3, 196, "a", size=6)
    assert sheet.texts() == ["240 000 km² de CO₂ y el punto 1.ª"]


def test_a_text_drawn_twice_in_its_place_comes_once():
    assert Sheet().write(100, 200, PROSE).write(100.3, 200, PROSE).texts() == [PROSE]


def test_words_that_only_gaps_part():
    sheet = Sheet()
    for n, word in enumerate(["Artículo", "primero", "de", "la", "orden"]):
        sheet.write(100 + 48 * n, 200, word)
    assert sheet.texts() == ["Artículo primero de la orden"]


def test_first_lines_indented_and_first_lines_hanging():
    full = "Los beneficiarios deberán justificar la totalidad del gasto realizado ante el órgano que concede"
    sheet = Sheet().lines(117, 200, [full]).lines(100, 212, [full, "y se publicará."]).lines(117, 236, [full])
    sheet.lines(100, 248, [full, "y nada más."]).lines(117, 272, [full]).lines(100, 284, ["y fin."])
    assert sheet.texts() == [f"{full} {full} y se publicará.", f"{full} {full} y nada más.", f"{full} y fin."]
    note = Sheet().lines(100, 200, [f"• {full}"]).lines(110, 212, ["en su día."]).lines(100, 232, [f"• {full}"])
    assert note.texts() == [f"• {full} en su día.", f"• {full}"]


def test_what_comes_back_on_every_page_is_furniture():
    sheet = Sheet()
    for number in range(1, 4):
        sheet.write(100, 60, "Gabinete de comunicación").write(280, 815, f"Página {number} de 3", size=8)
        sheet.write(100, 200, f"Punto {number}. {PROSE}").page()
    text = sheet.read()
    assert [line.text[:8] for line in text.lines if line.role not in ASIDE] == ["Punto 1.", "Punto 2.", "Punto 3."]
    assert sum(line.role is Role.FURNITURE for line in text.lines) == 6


def test_text_on_end_is_furniture_beside_a_text_and_a_page_on_a_turned_one():
    sheet = Sheet()
    sheet.write(100, 200, PROSE).canvas.rotate(90)
    sheet.canvas.drawString(100, -560, "cve: BOE-A-2021-17505")
    text = sheet.read()
    assert (text.identifier, text.lines[-1].text) == ("BOE-A-2021-17505", PROSE)
    turned = Sheet(landscape(A4))
    turned.canvas.translate(200, 50)
    turned.canvas.rotate(90)
    for n in range(3):
        turned.canvas.drawString(0, -14 * n, PROSE)
    assert " ".join(turned.texts()) == " ".join([PROSE] * 3)


def test_columns_without_rules_are_a_table():
    sheet = Sheet().write(100, 180, "Los importes son los que siguen:")
    table = [
        ("Entidad", "Importe", "Año"),
        ("BSC-CNS", "22.000,00", "2022"),
        ("CESGA", "1.500,00", "2023"),
        ("IAC", "900,00", "2024"),
    ]
    for n, (name, amount, year) in enumerate(table):
        font = "Helvetica" if n else "Helvetica-Bold"
        sheet.write(100, 210 + 14 * n, name, font).write(300, 210 + 14 * n, amount, font).write(
            420, 210 + 14 * n, year, font
        )
    sheet.write(100, 300, PROSE[:70])
    assert rows_of(sheet) == [
        (Role.TEXT, ()),
        (Role.HEADER_ROW, table[0]),
        *[(Role.ROW, row) for row in table[1:]],
        (Role.TEXT, ()),
    ]


def grounds(sheet, gray, *boxes):
    """Fills boxes of the page that have no border."""
    sheet.canvas.setFillGray(gray)
    for x, top, width, height in boxes:
        sheet.canvas.rect(x, sheet.height - top - height, width, height, stroke=0, fill=1)
    sheet.canvas.setFillGray(0)
    return sheet


def test_grounds_that_show_are_cells_and_white_ones_are_paper():
    cells = [(100 + 150 * column, 200 + 20 * row, 148, 18) for row in range(2) for column in range(2)]
    table = grounds(Sheet(), 0.9, *cells)
    for n, text in enumerate(("Entidad", "Importe", "CESGA", "1.500,00")):
        table.write(cells[n][0] + 4, cells[n][1] + 13, text)
    assert [line for _, line in rows_of(table)] == [("Entidad", "Importe"), ("CESGA", "1.500,00")]
    pasted = grounds(Sheet(), 1, (100, 190, 400, 60), (300, 190, 200, 15), (100, 205, 400, 15), (100, 220, 60, 15))
    pasted.lines(100, 200, [PROSE[:60], PROSE[60:], "Quedan fuera las demás."], leading=15)
    assert [role for role, _ in rows_of(pasted)] == [Role.TEXT]


def test_leaders_lead_to_the_second_cell():
    sheet = Sheet()
    for n, name in enumerate(["Gastos de personal", "Gastos generales", "Inversiones"]):
        sheet.write(100, 200 + 14 * n, f"{name} {'.' * (40 - len(name))} {n + 1}.000,00")
    assert [cells for _, cells in rows_of(sheet)] == [
        ("Gastos de personal", "1.000,00"),
        ("Gastos generales", "2.000,00"),
        ("Inversiones", "3.000,00"),
    ]


def test_an_enumeration_is_no_table():
    sheet = Sheet()
    for n, mark in enumerate(["a)", "b)", "c)", "d)"]):
        sheet.write(100, 200 + 14 * n, mark).write(130, 200 + 14 * n, f"Presentar la memoria número {n} del proyecto.")
    assert [line.role for line in sheet.read().lines] == [Role.TEXT] * 4


def test_notes_at_the_foot_follow_the_paragraph_that_goes_on():
    wide = "La subvención se abonará en un solo pago anticipado, que será previo a la justificación"
    sheet = Sheet().lines(100, 200, [wide, wide, "y se librará sin garantía a la entidad que coordina para que"])
    sheet.write(100, 700, "(1) Según el texto vigente.", size=7).page()
    sheet.write(100, 200, "pueda atender los gastos.")
    assert [(line.role, line.text[-19:]) for line in sheet.read().lines] == [
        (Role.TEXT, "atender los gastos."),
        (Role.NOTE, "n el texto vigente."),
    ]


def test_a_picture_that_is_no_logo_has_its_place():
    picture = Image.new("L", (60, 30), 128)
    sheet = Sheet()
    for number in range(3):
        sheet.canvas.drawInlineImage(picture, 40, 770, 60, 30)
        sheet.write(100, 200, PROSE[:60] + ":")
        if number == 1:
            sheet.canvas.drawInlineImage(picture, 200, 500, 120, 60)
        sheet.write(100, 400, PROSE[:50] + ".").page()
    lines = [line for line in sheet.read().lines if line.role not in ASIDE]
    assert [(line.role, line.page) for line in lines if line.role is Role.IMAGE] == [(Role.IMAGE, 2)]
    assert lines[3].text == "Imagen: página 2"


def test_a_consolidated_text_has_a_cover_and_an_index_that_opens_nothing():
    sheet = Sheet()
    cover = {
        120: "Ley 99/2098, de 9 de diciembre, de aguas de los pueblos.",
        160: "Jefatura del Estado",
        172: "«BOE» núm. 295, de 10 de diciembre de 2098",
        184: "Referencia: BOE-A-2098-12887",
        230: "TEXTO CONSOLIDADO",
        242: "Última modificación: 23 de febrero de 2099",
    }
    for number in (1, 2, 3):
        sheet.write(180, 50, "BOLETÍN OFICIAL DEL ESTADO", size=14).write(200, 70, "LEGISLACIÓN CONSOLIDADA")
        sheet.write(280, 810, f"Página {number}", size=8)
        if number == 1:
            for y, text in cover.items():
                sheet.write(150, y, text)
        elif number == 2:
            sheet.write(280, 120, "ÍNDICE")
            for n in range(1, 9):
                sheet.write(100, 130 + 14 * n, f"Artículo {n}. Objeto {'. ' * 40}{n + 2}")
        else:
            for n in range(1, 9):
                sheet.write(100, 120 + 60 * n, f"Artículo {n}. Objeto.", "Helvetica-Bold").write(
                    100, 145 + 60 * n, PROSE
                )
        sheet.page()
    text = sheet.read()
    assert (text.identifier, text.title) == ("BOE-A-2098-12887", cover[120])
    assert (text.publication.department, text.publication.gazette_number) == ("Jefatura del Estado", "295")
    assert [line.text for line in text.lines if line.role is Role.METADATA][-1] == (
        "Texto consolidado: «Última actualización, publicada el 23/02/2099»"
    )
    articles = [line.text for line in text.lines if line.role not in ASIDE and line.text.startswith("Artículo")]
    assert articles == [f"Artículo {n}. Objeto." for n in range(1, 9)]


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("MINISTERIO DE LA PRESIDENCIA", "Ministerio de la Presidencia"),
        ("JEFATURA DEL ESTADO", "Jefatura del Estado"),
        (
            "MINISTERIO PARA LA TRANSICIÓN ECOLÓGICA Y EL RETO DEMOGRÁFICO",
            "Ministerio para la Transición Ecológica y el Reto Demográfico",
        ),
        ("Banco de España", "Banco de España"),
    ],
)
def test_departments_are_written_as_on_the_web(printed, written):
    assert cased(printed) == written


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("REAL DECRETO 450/2005, de 22 de abril", "Real Decreto 450/2005, de 22 de abril"),
        ("ORDEN PRE/1216/2005, de 29 de abril", "Orden PRE/1216/2005, de 29 de abril"),
        ("Ley 38/2003, de 17 de noviembre", "Ley 38/2003, de 17 de noviembre"),
    ],
)
def test_ranks_in_capitals_are_those_of_today(printed, written):
    assert title_of(printed) == written


def test_pages_of_pictures_among_others_are_told(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    picture = Image.new("L", (60, 84), 200)
    sheet = Sheet()
    for _ in range(3):
        sheet.write(100, 200, PROSE).page()
    sheet.canvas.drawInlineImage(picture, 0, 0, *A4)
    (oddity,) = sheet.read().oddities
    assert oddity.startswith("1 páginas son imágenes: su texto no se lee sin OCR")
