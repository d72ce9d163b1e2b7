"""Headings of every kind, and sentences that only begin like one."""

import pytest

from ingest import markers


def read(heading):
    return None if heading is None else (heading.part, heading.mark, heading.rest, heading.number)


@pytest.mark.parametrize(
    ("line", "part", "mark", "rest", "number"),
    [
        ("Artículo 7. Subcontratación.", "art_7", "Artículo 7", "Subcontratación.", 7),
        ("Artículo 7", "art_7", "Artículo 7", "", 7),
        ("Artículo 7.", "art_7", "Artículo 7", "", 7),
        ("ARTÍCULO 3.º", "art_3", "ARTÍCULO 3.º", "", 3),
        ("ARTICULO 12", "art_12", "ARTICULO 12", "", 12),
        ("Articulo 52. Tipos.", "art_52", "Articulo 52", "Tipos.", 52),
        ("Artículo 1.°", "art_1", "Artículo 1.°", "", 1),
        ("Artículo 1º.- Objeto", "art_1", "Artículo 1º", "Objeto", 1),
        ("Art. 2.º El mando corresponde al Jefe.", "art_2", "Art. 2.º", "El mando corresponde al Jefe.", 2),
        ("Art 12. Derechos.", "art_12", "Art 12", "Derechos.", 12),
        ("Artículo. 7. Cuantía.", "art_7", "Artículo. 7", "Cuantía.", 7),
        ("Artículo 7 bis. Prórroga.", "art_7_bis", "Artículo 7 bis", "Prórroga.", 7),
        ("Artículo 9.bis. Listas.", "art_9_bis", "Artículo 9.bis", "Listas.", 9),
        ("Artículo 59 (bis). Avales.", "art_59_bis", "Artículo 59 (bis)", "Avales.", 59),
        ("Artículo 56 bis 2.", "art_56_bis_2", "Artículo 56 bis 2", "", 56),
        ("Artículo 283 bis b) Reglas.", None, "", "", None),
        ("Artículo 133 quáter. Prestación.", "art_133_quater", "Artículo 133 quáter", "Prestación.", 133),
        ("Artículo setenta y seis b).", "art_76_b", "Artículo setenta y seis b)", "", 76),
        ("Artículo único. Modificación.", "art_unico", "Artículo único", "Modificación.", None),
        ("Artículo primero.", "art_1", "Artículo primero", "", 1),
        ("Artículo decimocuarto. Plazo.", "art_14", "Artículo decimocuarto", "Plazo.", 14),
        ("Artículo vigésima tercera.", "art_23", "Artículo vigésima tercera", "", 23),
        ("Artículo octavo bis. Monedas.", "art_8_bis", "Artículo octavo bis", "Monedas.", 8),
        ("Artículo diez.", "art_10", "Artículo diez", "", 10),
        ("Artículo treinta y uno. Tasas.", "art_31", "Artículo treinta y uno", "Tasas.", 31),
        ("Artículo ciento veinte.", "art_120", "Artículo ciento veinte", "", 120),
        ("Artículo XII.", "art_XII", "Artículo XII", "", 12),
        ("ARTICULO I", "art_I", "ARTICULO I", "", 1),
        ("Artículos 35 a 41.", "art_35-41", "Artículos 35 a 41", "", 41),
        ("Arts. 20 y 21.", "art_20-21", "Arts. 20 y 21", "", 21),
        ("Artículos treinta a cuarenta y cuatro.", "art_30-44", "Artículos treinta a cuarenta y cuatro", "", 44),
        ("Artículo 12 [sic]. Objeto.", "art_12", "Artículo 12 [sic]", "Objeto.", 12),
        ("Artículo 211-2. Régimen.", "art_211-2", "Artículo 211-2", "Régimen.", 211),
    ],
)
def test_articles(line, part, mark, rest, number):
    assert read(markers.article(line)) == (None if part is None else (part, mark, rest, number))


@pytest.mark.parametrize(
    "line",
    [
        "Artículo 7 de la Ley 38/2003, de 17 de noviembre.",
        "artículo 72. Contenido de la cuenta justificativa",
        "Artículo 8.2. Si procede.",
        "Artículo 18, párrafo 1.",
        "Artículo 35, párrafo segundo:",
        "Artículos para eventos:",
        "Artículo del Reglamento.",
        "Arte y cultura.",
        "«Artículo 3. Objeto.",
    ],
)
def test_no_articles(line):
    assert markers.article(line) is None
    assert markers.opening(line) is None


@pytest.mark.parametrize(
    ("line", "part", "rest"),
    [
        ("Disposición final cuarta. Entrada en vigor.", "df_4", "Entrada en vigor."),
        ("Disposición adicional primera bis. Plazos.", "da_1_bis", "Plazos."),
        ("Disposición transitoria única. Régimen.", "dt_unica", "Régimen."),
        ("Disposición derogatoria.", "dd_unica", ""),
        ("DISPOSICION ADICIONAL", "da_unica", ""),
        ("DISPOSICIÓN TRANSITORIA SEGUNDA", "dt_2", ""),
        ("Disposición adicional 3.ª Régimen.", "da_3", "Régimen."),
        ("Disposición adicional centésima vigésima primera. Cuotas.", "da_121", "Cuotas."),
        ("Disposición transitoria octava [sic]. Comisión.", "dt_8", "Comisión."),
    ],
)
def test_provisions(line, part, rest):
    found = markers.provision(line)
    assert (found.part, found.rest) == (part, rest)


@pytest.mark.parametrize(
    "line",
    [
        "Disposición adicional trigésima quinta de la Ley 2/2012, de 29 de junio.",
        "disposición final primera. Habilitación.",
        "Disposiciones generales",
        "Disposición General",
    ],
)
def test_no_provisions(line):
    assert markers.provision(line) is None


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("DISPOSICIONES FINALES", "df"),
        ("DISPOSICIONES ADICIONALES", "da"),
        ("Disposiciones transitorias.", "dt"),
        ("DISPOSICIONES DEROGATORIAS", "dd"),
    ],
)
def test_groups_of_provisions(line, part):
    found = markers.opening(line)
    assert (found.part, found.group) == (part, True)


@pytest.mark.parametrize("line", ["Disposiciones comunes", "Disposiciones adicionales en materia de personal"])
def test_no_groups(line):
    assert markers.opening(line) is None


@pytest.mark.parametrize(
    ("line", "part", "rest"),
    [
        ("LIBRO PRIMERO", "lib_1", ""),
        ("TÍTULO PRELIMINAR", "tit_prelim", ""),
        ("TITULO II. De los órganos", "tit_II", "De los órganos"),
        ("TÍTULO lI. De la gestión", "tit_II", "De la gestión"),
        ("CAPITULO PRIMERO", "cap_1", ""),
        ("CAPÍTULO ÚNICO", "cap_unico", ""),
        ("Capítulo IV bis. Maternidad", "cap_IV_bis", "Maternidad"),
        ("CAPÍTULO l. Disposiciones", "cap_I", "Disposiciones"),
        ("Sección 1.ª Disposiciones comunes", "sec_1", "Disposiciones comunes"),
        ("SECCIÓN 2.ª", "sec_2", ""),
        ("Sección segunda. Inspección", "sec_2", "Inspección"),
        ("Subsección 3.ª Supuestos", "sub_3", "Supuestos"),
        ("PARTE A. GENERALIDADES", "parte_A", "GENERALIDADES"),
        ("PARTE II", "parte_II", ""),
    ],
)
def test_divisions(line, part, rest):
    found = markers.division(line)
    assert (found.part, found.rest) == (part, rest)


@pytest.mark.parametrize(
    "line",
    [
        "TÍTULO DE LICENCIADO EN VETERINARIA",
        "Sección 1.ª del capítulo III del título preliminar.",
        "Capítulo II del título preliminar.",
        "Libro de entradas",
        "Parte 1. Datos de la persona:",
        "Título V de la Ley 7/1985.",
    ],
)
def test_no_divisions(line):
    assert markers.division(line) is None


@pytest.mark.parametrize(
    ("line", "part", "rest"),
    [
        ("ANEXO", "an_unico", ""),
        ("ANEXO VI", "an_VI", ""),
        ("Anexo 2. Modelo de solicitud", "an_2", "Modelo de solicitud"),
        ("ANEJO 1", "an_1", ""),
        ("ANEXO A", "an_A", ""),
        ("ANEXO ÚNICO", "an_unico", ""),
        ("ANEXO I.A", "an_I_A", ""),
        ("ANEXO II.B.1", "an_II_B_1", ""),
        ("ANEXO III A)", "an_III_A", ""),
        ("ANEXO N.º 1", "an_1", ""),
        ("ANEXO V bis", "an_V_bis", ""),
        ("ANEXO. Tipos de sellos", "an_unico", "Tipos de sellos"),
        ("Anexo V.–Parte de firma", "an_V", "Parte de firma"),
        ("ANEJO AL ACUERDO ENTRE LAS PARTES", "an_unico", "AL ACUERDO ENTRE LAS PARTES"),
        ("APÉNDICE II", "ap_II", ""),
    ],
)
def test_annexes(line, part, rest):
    found = markers.annex(line)
    assert (found.part, found.rest) == (part, rest)


@pytest.mark.parametrize(
    "line",
    [
        "Anexo",
        "Anexo A, primera parte, lista V.",
        "Anexo al Acuerdo de 8 de junio",
        "El anexo I contiene el modelo.",
        "ANEXOS",
    ],
)
def test_no_annexes(line):
    assert markers.annex(line) is None


@pytest.mark.parametrize(
    ("line", "part", "rest"),
    [
        ("Norma 1. Objeto.", "norma_1", "Objeto."),
        ("Norma 8.ª Determinación del importe.", "norma_8", "Determinación del importe."),
        ("Regla primera. Ámbito.", "regla_1", "Ámbito."),
        ("Instrucción segunda.- Plazo", "instr_2", "Plazo"),
        ("Cláusula tercera. Obligaciones.", "cl_3", "Obligaciones."),
        ("Apartado único.", "ap_unico", ""),
    ],
)
def test_articles_under_another_name(line, part, rest):
    found = markers.named_unit(line)
    assert (found.part, found.rest) == (part, rest)


@pytest.mark.parametrize(
    "line", ["Norma derogatoria.", "Reglas de origen.", "Base imponible. Concepto.", "Regla 5 del anexo."]
)
def test_no_articles_under_another_name(line):
    assert markers.named_unit(line) is None


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("REGLAMENTO DE LA LEY DE PRUEBAS", "an_reglamento"),
        ("ESTATUTOS DEL COLEGIO OFICIAL", "an_estatutos"),
        ("TEXTO REFUNDIDO DE LA LEY DE AGUAS", "an_texto_refundido"),
        ("TEXTO DEL REGLAMENTO DE LA ORDEN", "an_reglamento"),
        ("NORMAS DE CALIDAD DE LA ENSEÑANZA", "an_normas"),
    ],
)
def test_approved_norms(line, part):
    assert markers.approved_body(line).part == part
