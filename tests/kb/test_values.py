import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.values import ValueKind, cell_amounts, is_day_of_an_act, scale_of, values

CASES = [
    ("asciende a 22.000.000 euros", ["22000000 EUR"]),
    ("18,5 millones de euros", ["18500000 EUR"]),
    ("2.000 Millones €", ["2000000000 EUR"]),
    ("un coste de 3.600 miles de euros", ["3600000 EUR"]),
    ("1.250,50 euros", ["1250.5 EUR"]),
    ("el butano, a 81,2530 c€/kg", ["0.81253 EUR"]),
    ("7,25 céntimos de euro por kilovatio hora", ["0.0725 EUR"]),
    ("doce céntimos y 12 céntimos", []),
    ("medio millón de euros", ["500000 EUR"]),
    ("dos millones de euros", ["2000000 EUR"]),
    ("dos millones quinientos mil euros", ["2500000 EUR"]),
    ("un millón y medio de euros", ["1500000 EUR"]),
    ("2 millones y medio de euros", ["2500000 EUR"]),
    ("1 000 000 euros", ["1000000 EUR"]),
    ("12\u00a0500,75 €", ["12500.75 EUR"]),
    ("el lote 3 500 euros", ["500 EUR"]),
    ("entre 3 y 5 millones de euros", ["3000000 EUR", "5000000 EUR"]),
    ("entre 500.000 y 2 millones de euros", ["500000 EUR", "2000000 EUR"]),
    ("1.095 días", ["P1095D"]),
    ("1,5 años", []),
    ("doce (12) meses", ["P12M"]),
    ("el 31 de junio de 2024", ["2024-06"]),
    ("el 29 de febrero de 2024", ["2024-02-29"]),
    ("el 29 de febrero de 2023", ["2023-02"]),
    ("hasta el 31 de abril", []),
    ("31/02/2024", []),
    ("veinte mil millones de euros", ["20000000000 EUR"]),
    ("cuarenta y cinco mil euros", ["45000 EUR"]),
    ("ciento ochenta días naturales", ["P180D"]),
    ("plazos de uno y dos meses", ["P2M"]),
    ("entre 25 y 150 euros", ["25 EUR", "150 EUR"]),
    ("no excederá del 50 % de la actividad", ["50 %"]),
    ("el 33,5 por ciento", ["33.5 %"]),
    ("cincuenta por ciento", ["50 %"]),
    ("hasta el 31 de diciembre de 2025", ["2025-12-31"]),
    ("el 1.º de enero de 2024", ["2024-01-01"]),
    ("26/10/2021", ["2021-10-26"]),
    ("desde el 1 de enero hasta el 31 de marzo del año siguiente", ["--01-01/--03-31"]),
    ("en julio de 2020", ["2020-07"]),
    ("hasta 2031", ["2031"]),
    ("el último día del mes de febrero del ejercicio siguiente", ["--02-29"]),
    ("hasta el último día de junio de 2025", ["2025-06-30"]),
    ("Q4-2022", ["2022-Q4"]),
    ("el cuarto trimestre de 2022", ["2022-Q4"]),
    ("quince días hábiles", ["P15D"]),
    ("al menos cuatro años", ["P4Y"]),
    ("en el plazo de un mes", ["P1M"]),
    ("tres meses antes", ["P3M"]),
    ("en 48 horas", ["PT48H"]),
    ("superior al 20 por ciento y a 60.000 euros", ["20 %", "60000 EUR"]),
    ("la Ley 38/2003, de 17 de noviembre", []),
    ("el Reglamento (UE) 2021/241 del Parlamento Europeo y del Consejo, de 12 de febrero, por el cual", []),
    ("la Recomendación del Consejo de Aguas, antes del 12 de febrero", ["--02-12"]),
    ("el artículo 20.3", []),
    ("entre 20 MW y 40 MW", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_values_have_one_spelling(text, expected):
    assert [value.normal for value in values(text)] == expected


def test_offsets_point_into_the_text_as_it_was_written():
    text = "La cuantía, según la Decisión, será de 18,5 millones de euros."
    (value,) = values(text)
    assert text[value.start : value.end] == "18,5 millones de euros"
    assert value.kind is ValueKind.AMOUNT


@given(st.text())
def test_any_text_is_read_and_every_value_lies_inside_it(text):
    spans = [(value.start, value.end) for value in values(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("heading", "scale"),
    [
        ("Presupuesto (miles de Euros)", 3),
        ("Subvención (millones de euros)", 6),
        ("Importe en euros", 0),
        ("Importe (€)", 0),
        ("Paquetes de trabajo", None),
    ],
)
def test_a_heading_gives_its_column_a_unit(heading, scale):
    assert scale_of(heading) == scale


@pytest.mark.parametrize(
    ("row", "scale", "expected"),
    [
        ("PT1: LAB. 3.600", 3, ["3600000 EUR"]),
        ("Universidad de Zaragoza. Q5018001G 0,45 0,45", 6, ["450000 EUR", "450000 EUR"]),
        ("R1.2 Impulso I+D+i IA. 190,00", 6, ["190000000 EUR"]),
    ],
)
def test_bare_numbers_of_a_row_are_amounts_of_its_unit(row, scale, expected):
    assert [value.normal for value in cell_amounts(row, scale)] == expected


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Según la Resolución de 12 de julio de 2090, de la Dirección General, se paga el 3 de mayo de 2091.", [False]),
        ("La Orden del Ministerio de Molinos de 12 de julio de 2090 rige hasta el 3 de mayo de 2091.", [False]),
        ("El Acuerdo del Consejo de Ministros de 12 de julio de 2090 lo aprueba.", []),
        ("La resolución se publicará el 12 de julio de 2090.", [False]),
    ],
)
def test_the_day_by_which_an_act_is_called_is_told_from_other_days(text, days):
    dates = [value for value in values(text) if value.kind is ValueKind.DATE]
    assert [is_day_of_an_act(text, value) for value in dates] == [True] * (len(dates) - len(days)) + days
