"""A list of grants: who is given what, and what is said of an amount."""

import pytest

from kb.facts import EntityType
from tests.support_reading import parsed

TITLE = "Real Decreto 5/2098, de 3 de mayo, por el que se regula una subvención.\n\n"
GRANTS = """Artículo 4. Entidades beneficiarias.

Serán beneficiarias las siguientes entidades:

1. A la Fundación Río Alto, para sus actividades, con un importe de 50.000 euros.

2. Festival del Orbejo, SL, para el desarrollo de su festival por un importe de 250.000 euros.

3. Asociación para la Defensa del Mar (ADEMAR), por importe de 7.000 euros.

4. A la Diputación de Soria para el Festival de Otoño: 9.000 euros.

5. Se podrá conceder una ayuda de 100 euros.

Artículo 5. Pagos.

a) Beca básica: 300 euros. En otro caso, hasta 350 euros.

b) El Estado, que aportará 14 millones de euros, y otros sumarán en total 20 millones de euros.

c) Entre 50 y 125 euros, no superior a 90 euros, al menos 60 euros y cerca de 10 euros.

d) La multa será de 500.000 pesetas.

e) La Comunidad de Madrid y la Xunta de Galicia, que aportará 3 millones de euros.
"""


@pytest.fixture(scope="module")
def grants(extractor):
    _, document = parsed(TITLE + GRANTS)
    return extractor.entities(document)


def test_a_list_of_grants_names_who_gets_what_without_a_nif(grants):
    given = [(one.text, one.value, one.attributes["name"]) for one in grants if one.type is EntityType.BENEFICIARY]
    assert given == [
        ("Fundación Río Alto", "Fundación Río Alto", "Fundación Río Alto"),
        ("Festival del Orbejo, SL", "Festival del Orbejo, SL", "Festival del Orbejo, SL"),
        ("Asociación para la Defensa del Mar (ADEMAR)",) + ("Asociación para la Defensa del Mar",) * 2,
        ("Diputación de Soria", "Diputación de Soria", "Diputación de Soria"),
    ]


def _amounts(grants, unit):
    return [(one.value, one.attributes) for one in grants if one.type is EntityType.AMOUNT and one.unit_id == unit]


def test_an_amount_says_who_gets_it_and_what_for(grants):
    ((value, told),) = _amounts(grants, "art_4.2")
    assert value == 250000
    assert told["holder"] == {"name": "Festival del Orbejo, SL", "nif": None}
    assert told["concept"] == "para el desarrollo de su festival"
    assert _amounts(grants, "art_5.a") == [
        (300, {"concept": "Beca básica"}),
        (350, {"bound": "max"}),
    ]


def test_an_amount_says_that_it_is_a_limit_a_total_or_about_right(grants):
    told = [
        (value, {key: more[key] for key in more if key != "concept"}) for value, more in _amounts(grants, "art_5.c")
    ]
    assert told == [
        (50, {"bound": "min"}), (125, {"bound": "max"}), (90, {"bound": "max"}), (60, {"bound": "min"}),
        (10, {"approx": True}),
    ]  # fmt: skip
    assert [more.get("total") for _, more in _amounts(grants, "art_5.b")] == [None, True]


def test_an_amount_says_who_puts_it(grants):
    ((_, told),) = _amounts(grants, "art_5.e")
    assert told["holder"]["name"] == "Xunta de Galicia"


def test_old_pesetas_are_kept_in_euros(grants):
    ((value, told),) = _amounts(grants, "art_5.d")
    assert (value, told["pesetas"]) == (3005.06, 500000)


def test_an_amount_at_once_behind_an_institution_gives_it_and_names_it_again(extractor):
    text = (
        "Artículo 3. Actuaciones.\n\nSe conceden subvenciones a la Fundación Río Alto.\n\n"
        "Artículo 5. Cuantía.\n\n1. A la Fundación Río Alto, 5.000 euros con cargo a la aplicación 24.03.\n\n"
        "2. Al Consorcio de Aguas del Norte, 60.000 euros.\n\n3. Al Palacio de Invierno, 300 euros.\n"
    )
    _, document = parsed("Real Decreto 5/2098, de 3 de mayo, de dotaciones.\n\n" + text)
    found = extractor.entities(document)
    named = [one.value for one in found if one.type is EntityType.BENEFICIARY and one.unit_id.startswith("art_5")]
    assert named == ["Fundación Río Alto", "Consorcio de Aguas del Norte"]
    assert _amounts(found, "art_5.2") == [(60000, {"holder": {"name": "Consorcio de Aguas del Norte", "nif": None}})]
