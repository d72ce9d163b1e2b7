import pytest

from kb.place_lists import place_list
from kb.references import places

CASES = [
    ("los artículos 18, 19 y 22", [("artículos 18", "art_18"), ("19", "art_19"), ("22", "art_22")]),
    ("los artículos 29.3 y 29.7.d)", [("artículos 29.3", "art_29.3"), ("29.7.d)", "art_29.7.d")]),
    ("los artículos 30 y siguientes", [("artículos 30", "art_30")]),
    ("el artículo decimocuarto", [("artículo decimocuarto", "art_14")]),
    ("el artículo 7 bis", [("artículo 7 bis", "art_7_bis")]),
    ("el artículo único", [("artículo único", "art_unico")]),
    ("artículos 5 a 7", [("5 a 7", "art_6"), ("7", "art_7"), ("artículos 5", "art_5")]),
    ("las disposiciones adicionales primera y vigésima segunda",
     [("disposiciones adicionales primera", "da_1"), ("vigésima segunda", "da_22")]),
    ("la disposición transitoria sexta bis", [("disposición transitoria sexta bis", "dt_6_bis")]),
    ("los anexos VI y VII", [("anexos VI", "an_VI"), ("VII", "an_VII")]),
    ("artículos primero a tercero",
     [("artículos primero", "art_1"), ("primero a tercero", "art_2"), ("tercero", "art_3")]),
    ("anexos II a IV", [("anexos II", "an_II"), ("II a IV", "an_III"), ("IV", "an_IV")]),
    ("el artículo 3 y el 5", [("artículo 3", "art_3"), ("5", "art_5")]),
    ("el artículo 3 y el 5 de mayo", [("artículo 3", "art_3")]),
    ("el artículo 7 y 30 días después", [("artículo 7", "art_7")]),
    ("el artículo 24.1, tercer párrafo", [("artículo 24.1", "art_24.1")]),
    ("según el artículo 8.\nb) Otra letra", [("artículo 8", "art_8")]),
    ("el artículo 149.1.13.ª y 16.ª", [("artículo 149.1.13.ª", "art_149.1.13")]),
    ("el artículo 13.3 bis", [("artículo 13.3 bis", "art_13.3_bis")]),
    ("la disposición final 1.2", [("disposición final 1.2", "df_1.2")]),
    ("las disposiciones transitorias 2.ª y 3.ª",
     [("disposiciones transitorias 2.ª", "dt_2"), ("3.ª", "dt_3")]),
    ("el anexo A", [("anexo A", "an_A")]),
    ("el apéndice II", [("apéndice II", "ap_II")]),
    ("anexo a la resolución", []),
    ("por un importe de 1.000 euros en el año 2090", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
@pytest.mark.parametrize("reader", [place_list, places])
def test_each_item_of_a_list_is_a_place_in_documents_and_in_questions(reader, text, expected):
    found = reader(text)
    assert sorted((one.text, one.candidates[0]) for one in found) == sorted(expected)
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("los apartados 2 y 3 del artículo 28", ["art_28.2", "art_28.3"]),
        ("los apartados 1 a 3, 7 y 9 al 10 del artículo 3", [f"art_3.{n}" for n in (1, 2, 3, 7, 9, 10)]),
        ("las letras a) a c) del apartado 1 del artículo 5", ["art_5.1.a", "art_5.1.b", "art_5.1.c"]),
        ("el artículo 26, apartados 2 y 6", ["art_26.2", "art_26.6"]),
        ("el art. 5.3, letra e)", ["art_5.3.e"]),
        ("el apartado 3, letra e, del artículo 5", ["art_5.3.e"]),
        ("las letras a y b del artículo 5", ["art_5.a", "art_5.b"]),
        ("los apartados 1 y 2 de la disposición adicional primera", ["da_1.1", "da_1.2"]),
    ],
)
def test_apartados_and_letters_of_one_article_are_several_places(text, units):
    assert [one.candidates[0] for one in place_list(text)] == units
    assert {one.candidates[-1] for one in place_list(text)} == {units[0].split(".")[0]}
