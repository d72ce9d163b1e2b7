"""Who receives a grant, where a text says it by kind, by name, in a list or by tax number."""

import pytest

from kb.facts import EntityType
from tests.support_reading import parsed

HEAD = "Real Decreto 5/2098, de 3 de mayo, por el que se regula una subvención.\n\n"

RECEIVERS = [
    ("Serán beneficiarias de estas ayudas las universidades públicas relacionadas en el anexo III.",
     ["universidades públicas relacionadas en el anexo III"]),
    ("Podrán obtener la condición de beneficiarios, con carácter general, los titulares de barcos que pesquen.",
     ["titulares de barcos"]),
    ("No podrán obtener la condición de beneficiarios los titulares de barcos hundidos.", []),
    ("Podrán ser beneficiarias las entidades que cumplan los requisitos.", []),
    ("Serán beneficiarios los socios de la cooperativa de pesca.", []),
    ("Se regula la concesión directa de subvenciones a las comunidades autónomas de Aragón, de Castilla y León y del "
     "Principado de Asturias.",
     ["Comunidad Autónoma de Aragón", "Comunidad Autónoma de Castilla y León",
      "Comunidad Autónoma del Principado de Asturias"]),
    ("Las comunidades autónomas de Aragón y de Galicia tienen ríos.", []),
    ("Se conceden ayudas a la Fundación Río Alto y a la Comunidad Autónoma de Canarias.",
     ["Fundación Río Alto", "Comunidad Autónoma de Canarias"]),
    ("La subvención a Amigos del Mar Abierto (AMA) ascenderá a 3.000 euros.", ["Amigos del Mar Abierto"]),
    ("La propuesta de concesión de la ayuda a la Comisión de Pesca se elevará.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), RECEIVERS, ids=[text[:60] for text, _ in RECEIVERS])
def test_who_receives_is_told_by_kind_or_by_name(found, text, names):
    assert [one.value for one in found(text, EntityType.BENEFICIARY)] == names


def test_the_amount_of_whoever_is_named_as_a_receiver_is_theirs(found):
    (one,) = found("La subvención a Amigos del Mar Abierto ascenderá a 3.000 euros.", EntityType.AMOUNT)
    assert one.attributes["holder"] == {"name": "Amigos del Mar Abierto", "nif": None}


def test_the_items_below_who_receives_are_kinds_or_names(found):
    text = (
        "Podrán ser beneficiarios de estas ayudas:\n\na) Las cooperativas de pesca que lo pidan.\n\n"
        "b) Las entidades que cumplan los requisitos.\n\nc) La Asociación de Faros, Boyas y Balizas, por su parte."
    )
    names = [one.value for one in found(text, EntityType.BENEFICIARY)]
    assert names == ["cooperativas de pesca", "Asociación de Faros, Boyas y Balizas"]
    other = text.replace("Podrán ser beneficiarios de estas ayudas", "Ayudarán a los demás")
    assert found(other, EntityType.BENEFICIARY) == []


def test_an_item_of_receivers_that_is_a_name_of_its_own_is_one(extractor):
    text = "Artículo 3. Entidades beneficiarias.\n\nSon estas:\n\na) Amigos del Río Verde.\n\nb) Otras cosas."
    found = [one.value for one in extractor.entities(parsed(HEAD + text)[1]) if one.type == EntityType.BENEFICIARY]
    assert found == ["Amigos del Río Verde"]


def test_those_named_together_who_receive_do_so_wherever_they_are_named(found):
    text = "Se otorgarán ayudas a los ayuntamientos de Lugo y Vera.\n\nPescan los Ayuntamientos de Lugo y Vera."
    names = [one.value for one in found(text, EntityType.BENEFICIARY)]
    assert names == ["Ayuntamiento de Lugo", "Ayuntamiento de Vera"] * 2


def test_a_beneficiary_is_its_nif_without_hyphens(found):
    items = "a) Consorcio del Agua (CICATA), con NIF P-8900101-J.\n\nb) Otra, con NIF P8900101K."
    text = f"Son beneficiarias:\n\n{items}"
    (one,) = found(text, EntityType.BENEFICIARY)
    assert one.value == "P8900101J"
    assert one.attributes["name"] == "Consorcio del Agua"
    assert one.attributes["acronym"] == "CICATA"
