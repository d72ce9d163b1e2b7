import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.references import norms, places

PLACES = [
    ("¿Qué dice el art. 7.8?", ["art_7.8", "art_7"]),
    ("artículo 5.3.e)", ["art_5.3.e", "art_5.3", "art_5"]),
    ("el apartado 2 del artículo 7", ["art_7.2", "art_7"]),
    ("la letra e) del apartado 3 del artículo 5", ["art_5.3.e", "art_5.3", "art_5"]),
    ("artículo decimocuarto", ["art_14"]),
    ("articulo 19", ["art_19"]),
    ("art 7 bis", ["art_7_bis"]),
    ("artículo único", ["art_unico"]),
    ("anexo VI", ["an_VI", "ap_VI"]),
    ("el anexo 2", ["an_2", "ap_2"]),
    ("el anexo I.A", ["an_I_A", "an_I.a", "an_I", "ap_I_A", "ap_I.a", "ap_I"]),
    ("disposición final cuarta", ["df_4"]),
    ("disposición adicional vigésima primera", ["da_21"]),
    ("disposición derogatoria única", ["dd_unica"]),
    ("preámbulo II", ["pre.II", "pre"]),
    ("la exposición de motivos", ["pre"]),
    ("la disposición derogatoria", ["dd_unica"]),
    ("el art.7.2", ["art_7.2", "art_7"]),
    ("la letra e) del artículo 5", ["art_5.e", "art_5"]),
]


@pytest.mark.parametrize(("text", "expected"), PLACES, ids=[text for text, _ in PLACES])
def test_a_named_place_gives_the_ids_it_may_have(text, expected):
    (place,) = places(text)
    assert list(place.candidates) == expected
    assert text[place.start : place.end] == place.text


@pytest.mark.parametrize(
    "text", ["un artículo", "los artículos del Código", "anexo a la resolución", "7.8", "art/2020"]
)
def test_a_text_without_a_number_names_no_place(text):
    assert [place for place in places(text) if not text.startswith("anexo a")] == []


NORMS = [
    ("Real Decreto 936/2021", ("real decreto", "936/2021", None)),
    ("el RD 936/2021", ("real decreto", "936/2021", None)),
    ("la Ley Orgánica 3/2018", ("ley organica", "3/2018", None)),
    ("Orden HFP/1030/2021", ("orden", "HFP/1030/2021", None)),
    ("Real Decreto-ley 36/2020", ("real decreto-ley", "36/2020", None)),
    ("BOE-A-2021-17505", (None, None, "BOE-A-2021-17505")),
    ("el R.D. 936/2021, de 26 de octubre", ("real decreto", "936/2021", None)),
    ("el RDLeg 1/2020", ("real decreto legislativo", "1/2020", None)),
    ("la Orden Ministerial 3/2020", ("orden", "3/2020", None)),
    ("el Reglamento (UE) 2021/241", ("reglamento", "2021/241", None)),
    ("la Directiva 2014/24/UE", ("directiva", "2014/24/UE", None)),
    ("Royal Decree-law 36/2020", ("real decreto-ley", "36/2020", None)),
    ("boe-b-2026-4725", (None, None, "BOE-B-2026-4725")),
]


@pytest.mark.parametrize(("text", "expected"), NORMS, ids=[text for text, _ in NORMS])
def test_a_named_norm_is_its_rank_and_number_or_its_identifier(text, expected):
    (norm,) = norms(text)
    assert (norm.rank, norm.number, norm.identifier) == expected


@given(st.text())
def test_any_text_is_read(text):
    for found in (*places(text), *norms(text)):
        assert text[found.start : found.end] == found.text
