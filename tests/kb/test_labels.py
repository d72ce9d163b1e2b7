"""Labels as a lawyer writes them, of articles inside what a norm approves."""

import pytest

from kb.documents import UnitKind
from kb.labels import label


@pytest.mark.parametrize(
    ("parent", "written"),
    [
        ("", "art. 5"),
        ("reglamento", "art. 5 del reglamento"),
        ("anexo VI", "art. 5 del anexo VI"),
        ("texto refundido", "art. 5 del texto refundido"),
        ("norma", "art. 5 de la norma"),
        ("instrucción", "art. 5 de la instrucción"),
        ("ordenanzas", "art. 5 de las ordenanzas"),
        ("estatutos", "art. 5 de los estatutos"),
    ],
)
def test_an_article_names_what_it_is_of(parent, written):
    assert label(UnitKind.ARTICLE, "art_5", "Artículo 5", parent) == written


@pytest.mark.parametrize(
    ("parent", "mark", "written"),
    [
        ("art. 3.2", "1.º)", "art. 3.2.1.º)"),
        ("art. 3.2", "2.º)", "art. 3.2.2.º)"),
        ("art. 3.2", "2.1", "art. 3.2.1"),
        ("art. 6.1.c)", "1.º", "art. 6.1.c) 1.º"),
        ("anexo II, apartado 1", "1.2", "anexo II, apartado 1.2"),
    ],
)
def test_an_item_hangs_on_its_parent_and_a_decimal_replaces_its_first_numbers(parent, mark, written):
    assert label(UnitKind.NUMERO, mark, mark, parent) == written
