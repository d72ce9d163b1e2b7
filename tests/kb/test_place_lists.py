import pytest

from kb.place_lists import place_list

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
    ("por un importe de 1.000 euros en el año 2090", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_each_item_of_a_list_is_a_place(text, expected):
    found = place_list(text)
    assert sorted((one.text, one.candidates[0]) for one in found) == sorted(expected)
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("los apartados 2 y 3 del artículo 28", ["art_28.2", "art_28.3"]),
        ("los apartados 1 a 3, 7 y 9 al 10 del artículo 3", [f"art_3.{n}" for n in (1, 2, 3, 7, 9, 10)]),
        ("las letras a) a c) del apartado 1 del artículo 5", ["art_5.1.a", "art_5.1.b", "art_5.1.c"]),
        ("el artículo 26, apartados 2 y 6", ["art_26.2", "art_26.6"]),
    ],
)
def test_apartados_and_letters_of_one_article_are_several_places(text, units):
    assert [one.candidates[0] for one in place_list(text)] == units
    assert {one.candidates[-1] for one in place_list(text)} == {units[0].split(".")[0]}
