import hashlib

import pytest

from ingest.extraction import Extractor
from ingest.parsing import parse
from kb.documents import Document, Source
from kb.facts import EntityType

NOTE = """Pesca

{headline}

- Lo ha dicho hoy el Gobierno

Vigo, 3 de mayo de 2098.- {text}
"""
NORM = """Real Decreto 5/2098, de 3 de mayo, por el que se regula una subvención.

Artículo 1. Entidades beneficiarias.

{text}
"""


@pytest.fixture(scope="module")
def amounts():
    extractor = Extractor()

    def of(text):
        data = text.encode()
        digest = hashlib.sha256(data).hexdigest()
        document = parse(Source(name="a.txt", data=data, sha256=digest, origin="", media_type="text/plain"))
        assert isinstance(document, Document), document
        found = extractor.entities(document)
        return {one.value: one.attributes for one in found if one.type is EntityType.AMOUNT}

    return of


def _included(told):
    return [part["value"] for part in told["includes"]]


def test_parts_that_the_words_point_to_take_the_unit_of_the_whole(amounts):
    found = amounts(NOTE.format(
        headline="Más puertos",
        text="La inversión es de 386 millones de euros, de los que 207 corresponden a muelles y 179 millones a faros.",
    ))  # fmt: skip
    assert _included(found[386_000_000]) == [207_000_000, 179_000_000]
    assert found[386_000_000]["adds_up"] is True
    assert found[207_000_000]["part_of"] == 386_000_000


def test_a_sum_reached_has_what_is_said_before_and_what_another_place_says_of_who_is_named(amounts):
    found = amounts(NOTE.format(
        headline="El Gobierno de España invertirá 60,5 millones de euros en el puerto",
        text="El puerto, con el apoyo del Gobierno de España, cuenta con la Xunta de Galicia, que aportará 14 "
        "millones de euros, y con países vecinos, hasta alcanzar la cifra de 90 millones de euros.",
    ))  # fmt: skip
    total = found[90_000_000]
    assert _included(total) == [60_500_000, 14_000_000]
    assert (total["adds_up"], total["rest"]) == (False, 15_500_000)
    assert total["holders"] == ["Gobierno de España", "Xunta de Galicia"]


def test_a_total_that_is_part_of_another_is_marked(amounts):
    found = amounts(NOTE.format(
        headline="Más puertos",
        text="El Estado destina un total de 10 millones de euros, y con los 5 millones de euros de la Xunta de "
        "Galicia, se llega a sumar 15 millones de euros.",
    ))  # fmt: skip
    assert [(part["value"], part.get("total")) for part in found[15_000_000]["includes"]] == [
        (10_000_000, True), (5_000_000, None),
    ]  # fmt: skip


@pytest.mark.parametrize("after", [True, False])
def test_the_list_of_grants_that_makes_a_total_is_what_it_includes(amounts, after):
    total = "El importe total de las subvenciones asciende a 450.000 euros."
    items = "1. A la Fundación Faro, para sus actividades, con un importe de 250.000 euros.\n\n" \
            "2. A la Fundación Muelle, para su museo, con un importe de 200.000 euros."  # fmt: skip
    found = amounts(NORM.format(text=f"{total}\n\n{items}" if after else f"{items}\n\n{total}"))
    assert _included(found[450_000]) == [250_000, 200_000]
    assert [part["holder"] for part in found[450_000]["includes"]] == ["Fundación Faro", "Fundación Muelle"]


def test_a_list_that_says_it_breaks_a_total_down_and_does_not_is_told(amounts):
    found = amounts(NORM.format(
        text="El importe total de las subvenciones asciende a 450.000 euros. Su desglose es el siguiente:\n\n"
        "1. A la Fundación Faro, para sus actividades: 250.000 euros.\n\n"
        "2. A la Fundación Muelle, para obras: 100.000 euros."
    ))  # fmt: skip
    total = found[450_000]
    assert _included(total) == [250_000, 100_000]
    assert (total["adds_up"], total["breakdown"], total["rest"]) == (False, True, 100_000)


def test_a_breakdown_in_the_same_sentence_is_held_against_its_total(amounts):
    text = (
        "El puerto repartirá un total de 450.000 euros con el siguiente desglose: 250.000 euros para redes y {} para "
        "barcos."
    )
    wrong = amounts(NOTE.format(headline="Redes", text=text.format("150.000 euros")))[450_000]
    assert (wrong["adds_up"], wrong["breakdown"], _included(wrong)) == (False, True, [250_000, 150_000])
    sound = amounts(NOTE.format(headline="Redes", text=text.format("200.000 euros")))[450_000]
    assert (sound["adds_up"], "breakdown" in sound) == (True, False)


def test_amounts_that_make_no_total_are_left_alone(amounts):
    found = amounts(NORM.format(text="El importe total asciende a 450.000 euros.\n\n1. La tasa es de 20 euros."))
    assert "includes" not in found[450_000]
