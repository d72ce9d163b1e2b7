"""Labels as a lawyer writes them, of articles inside what a norm approves."""

import pytest

from kb.documents import UnitKind
from kb.labels import label, paragraph_label
from kb.numerals import ordinal, spell_ordinal


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
        ("bases", "art. 5 de las bases"),
        ("normas", "art. 5 de las normas"),
        ("reglamentación", "art. 5 de la reglamentación"),
        ("carta", "art. 5 de la carta"),
        ("código", "art. 5 del código"),
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


@pytest.mark.parametrize(
    ("kind", "part", "mark", "written"),
    [
        (UnitKind.ANNEX, "an_2", "ANEJO 2", "anejo 2"),
        (UnitKind.ANNEX, "an_II", "ANEXO II", "anexo II"),
        (UnitKind.ANNEX, "an_unico", "ANEJO", "anejo"),
        (UnitKind.ARTICLE, "base_14", "Decimocuarta", "base decimocuarta"),
        (UnitKind.ARTICLE, "base_14", "14.ª", "base 14.ª"),
        (UnitKind.FINAL_PROVISION, "df_21", "Disposición final vigésima primera", "disposición final vigesimoprimera"),
    ],
)
def test_a_unit_is_called_as_the_document_calls_it(kind, part, mark, written):
    assert label(kind, part, mark, "") == written


@pytest.mark.parametrize(
    ("number", "masculine", "feminine"),
    [
        (7, "séptimo", "séptima"),
        (13, "decimotercero", "decimotercera"),
        (18, "decimoctavo", "decimoctava"),
        (20, "vigésimo", "vigésima"),
        (21, "vigesimoprimero", "vigesimoprimera"),
        (32, "trigésimo segundo", "trigésima segunda"),
        (100, "100.º", "100.ª"),
    ],
)
def test_an_ordinal_in_words(number, masculine, feminine):
    assert spell_ordinal(number) == masculine
    assert spell_ordinal(number, feminine=True) == feminine


def test_every_ordinal_that_is_written_is_read_again():
    assert [ordinal(spell_ordinal(n, feminine=True)) for n in range(1, 100)] == list(range(1, 100))


def test_paragraphs_beyond_the_twelfth_are_numbered():
    assert [paragraph_label("art. 6", n, 20) for n in (2, 13)] == ["art. 6, párrafo segundo", "art. 6, párrafo 13.º"]
