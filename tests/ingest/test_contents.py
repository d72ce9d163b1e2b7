"""Tables of contents and lists of articles open nothing; short articles do."""

import pytest

BODY = """TÍTULO I. Disposiciones generales
Artículo 1. Objeto.
Esta ley regula una cosa.
Artículo 2. Ámbito.
Se aplica en todo el territorio.
TÍTULO II. Procedimiento
Artículo 3. Plazo.
El plazo es de un mes."""

INDEX = """ÍNDICE
TÍTULO I. Disposiciones generales
Artículo 1. Objeto. ........ 3
Artículo 2. Ámbito. ........ 4
TÍTULO II. Procedimiento
Artículo 3. Plazo. ......... 5
"""
EXPECTED = ["tit_I", "art_1", "art_2", "tit_II", "art_3"]


@pytest.mark.parametrize("text", [BODY, f"{INDEX}{BODY}", f"Sumario\n{INDEX}{BODY}"], ids=["none", "before", "titled"])
def test_a_table_of_contents_opens_nothing(outline, text):
    assert [part for part in outline(text) if part not in ("pre", "formula")] == EXPECTED


def test_headings_one_below_the_other_are_no_table_of_contents(outline):
    text = """CAPÍTULO I. Disposiciones generales
        Sección 1.ª Objeto
        Artículo 1. Objeto.
        Texto del primero.
        CAPÍTULO II. Disposiciones generales
        Sección 1.ª Objeto
        Artículo 2. Ámbito.
        Texto del segundo."""
    assert outline(text) == ["cap_I", "cap_I.sec_1", "art_1", "cap_II", "cap_II.sec_1", "art_2"]


def test_two_norms_in_one_may_share_headings(outline):
    text = """Artículo 1. Objeto.
        Se aprueba.
        Artículo 2. Ámbito.
        Todo.
        Disposición final única. Entrada en vigor.
        Mañana.
        ANEXO I
        Artículo 1. Objeto.
        Regular.
        Artículo 2. Ámbito.
        Todo.
        Disposición final única. Entrada en vigor.
        Pasado."""
    inner = ["an_I", "an_I.art_1", "an_I.art_2", "an_I.df_unica"]
    assert outline(text) == ["art_1", "art_2", "df_unica", *inner]


def test_articles_listed_by_their_numbers_open_nothing(outline):
    text = """Artículo 1.
        Texto.
        Artículo 2.
        Texto.
        Artículo 3.
        Texto.
        Disposición final primera.
        Son básicos los artículos siguientes:
        Artículo 1.
        Artículo 2.
        Artículo 3.
        Disposición final segunda.
        Mañana."""
    assert outline(text) == ["art_1", "art_2", "art_3", "df_1", "df_2"]


def test_repealed_articles_in_both_parts_of_a_norm_are_articles(outline):
    repealed = "\n".join(f"Artículo {number}.\n(Derogado)" for number in (1, 2, 3, 4))
    inner = [f"an_I.art_{number}" for number in (1, 2, 3, 4)]
    assert outline(f"{repealed}\nANEXO I\n{repealed}") == ["art_1", "art_2", "art_3", "art_4", "an_I", *inner]
