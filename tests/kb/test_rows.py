import pytest

from kb.search.rows import amount_asked
from kb.values import cell_amounts, values

ROWS = [
    ("Fundación del Norte (FMN). G89020010 2,5 2,5", {"norte": 5.0}, "2500000 EUR", 1.0),
    ("L3: Formación. 5,0 Fundación del Norte Programa de becas Consorcio del Sur 1,5", {"l3": 5.0}, "5000000 EUR", 1.0),
    (
        "L3: Formación. 5,0 Fundación del Norte Programa de becas Consorcio del Sur 1,5",
        {"sur": 5.0},
        "1500000 EUR",
        1.0,
    ),
    (
        "L3: Formación. 5,0 Fundación del Norte Programa de becas Consorcio del Sur 1,5",
        {"l3": 5.0, "becas": 4.0, "sur": 3.0},
        "1500000 EUR",
        1.0,
    ),
    (
        "L3: Formación del Sur para el Sur. 5,0 Consorcio del Norte 1,5",
        {"l3": 3.0, "sur": 3.0, "norte": 7.0},
        "1500000 EUR",
        1.0,
    ),
    ("Total 22,0 22,0", {"ausente": 5.0}, "22000000 EUR", None),
    ("5,0 Norte", {"nort": 5.0}, "5000000 EUR", None),
]


@pytest.mark.parametrize(("text", "weights", "normal", "belongs"), ROWS)
def test_the_amount_with_most_of_what_is_asked_before_it_is_the_one_asked_for(text, weights, normal, belongs):
    from kb.lexical import terms

    stemmed = {terms(word)[0]: weight for word, weight in weights.items()}
    stated = tuple(cell_amounts(text, 6))
    found = amount_asked(text, stated, stemmed)
    assert found is not None
    assert found.value.normal == normal
    if belongs is not None:
        assert found.belongs == belongs


def test_an_amount_far_behind_belongs_less():
    near = amount_asked("Norte 2,5", tuple(cell_amounts("Norte 2,5", 6)), {"nort": 5.0})
    text = f"Norte {'otra entidad ' * 20} 2,5"
    far = amount_asked(text, tuple(cell_amounts(text, 6)), {"nort": 5.0})
    assert near is not None
    assert far is not None
    assert far.belongs < 0.5 < near.belongs


def test_a_row_without_amounts_has_none():
    assert amount_asked("Norte 40 %", values("Norte 40 %"), {"nort": 5.0}) is None
