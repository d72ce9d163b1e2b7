"""Values as people write them, each from the text that it was read in."""

import pytest

from kb.spoken_values import spoken_value
from kb.values import values


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("en el plazo de tres meses", ["3 meses"]),
        ("un mes", ["1 mes"]),
        ("cuarenta y ocho horas", ["48 horas"]),
        ("diez días hábiles", ["10 días"]),
        ("22.000.000 de euros", ["22.000.000 €"]),
        ("18,5 millones de euros", ["18.500.000 €"]),
        ("1.234,56 euros", ["1.234,56 €"]),
        ("el 7,5 por ciento", ["7,5 %"]),
        ("hasta el 31 de diciembre de 2025", ["31/12/2025"]),
        ("antes del 30 de octubre", ["30 de octubre"]),
        ("del 1 de enero al 31 de marzo", ["1 de enero a 31 de marzo"]),
        ("en julio de 2020", ["julio de 2020"]),
        ("cuarto trimestre de 2022", ["4.º trimestre de 2022"]),
        ("el periodo 2020-2025", ["2020 a 2025"]),
        ("el ejercicio 2031", ["2031"]),
    ],
)
def test_a_value_is_written_for_people(text, told):
    assert [spoken_value(one.normal) for one in values(text)] == told


@pytest.mark.parametrize("value", ["Ayuntamiento de Valdehontán", "A12345678", ""])
def test_what_is_no_measure_stays_as_it_is(value):
    assert spoken_value(value) == value
