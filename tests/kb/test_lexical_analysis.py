"""Which terms Spanish legal text gives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.lexical import fold, terms

TERMS = {
    "El Real Decreto 936/2021": ["real", "decret", "936/2021", "936", "2021"],
    "R1.2.1 y C16.R1": ["r1.2.1", "r1", "2", "1", "c16.r1", "c16", "r1"],
    "Orden HFP/1030/2021.": ["orden", "hfp/1030/2021", "hfp", "1030", "2021"],
    "artículo 5.3.e)": ["articul", "5.3.e", "5", "3"],
    "NIF S0800099D": ["nif", "s0800099d"],
    "B-12345678": ["b12345678", "b", "12345678"],
    "22.000.000,50 € o 22.000.000": ["22000000,50", "22000000"],
    "18,5 millones": ["18,5", "millon"],
    "I+D+i": ["i+d+i"],
    "técnico-económico y/o BSC-CNS": ["tecnic", "econom", "bsc", "cns"],
    "apartado 5.º, 3.ª": ["apart", "5", "3"],
    "SUBVENCIÓN subvencion subvenciones": ["subvencion"] * 3,
    "el de la y para los": [],
    "¿...? —«»": [],
    "": [],
    "Ελλάδα 中文": ["ελλαδα", "中文"],
}


@pytest.mark.parametrize(("text", "expected"), TERMS.items(), ids=TERMS)
def test_terms(text, expected):
    assert terms(text) == expected


@settings(deadline=None)
@given(st.text())
def test_typing_without_accents_or_capitals_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert terms(text) == terms(fold(text))


@settings(deadline=None)
@given(st.text())
def test_any_text_gives_terms_without_blanks(text):
    assert all(term and not any(c.isspace() for c in term) for term in terms(text))


def test_dot_leaders_are_read_once():
    assert terms("Capítulo I " + "." * 200_000 + " 5") == ["capitul", "i", "5"]


def test_an_aim_is_no_end():
    assert terms("la finalidad") == terms("las finalidades") != terms("disposición final")[1:]
