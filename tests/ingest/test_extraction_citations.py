"""Laws, their places and treaties, as texts cite them."""

from dataclasses import replace
from datetime import date

import pytest

from kb.documents import Publication
from kb.facts import EntityType
from tests.support_reading import parsed

LAWS = [
    ("Según el artículo 22.2.c) de la Ley 38/2003, de 17 de noviembre.", ["Ley 38/2003"]),
    ("En los artículos 29.3 y 29.7.d) de la Ley 38/2003, de 17 de noviembre, General de Subvenciones.",
     ["Ley 38/2003"]),
    ("Las Leyes 39/2015, de 1 de octubre, y 40/2015, de 1 de octubre, rigen aquí.", ["Ley 39/2015", "Ley 40/2015"]),
    ("El Reglamento (UE) n.º 241/2021 y el 2021/241.", ["Reglamento (UE) 2021/241"]),
    ("El Reglamento (UE) N.º 651/2014 de la Comisión, de 17 de junio de 2014.", ["Reglamento (UE) 651/2014"]),
    ("El Reglamento (UE) número 1021/2099 y el Reglamento núm. (CE) 812/2004, de 26 de abril.",
     ["Reglamento (UE) 2099/1021", "Reglamento (CE) 812/2004"]),
    ("La Ley núm. 7/1985, de 2 de abril, y el Decreto número 833/1975, de 6 de febrero.",
     ["Ley 7/1985", "Decreto 833/1975"]),
    ("El artículo 3 de la Orden de 5 de mayo de 1990, por la que se ordena la pesca.", ["Orden de 5 de mayo de 1990"]),
    ("La Resolución de 9 de mayo de 2019, de la Dirección General de Costas, y la Ley de 16 de diciembre de 1954.",
     ["Resolución de 9 de mayo de 2019", "Ley de 16 de diciembre de 1954"]),
    ("El Reglamento (UE) 2099/7, por el que se establece el Fondo de Mareas (en adelante, Fondo de Mareas). Según el "
     "Reglamento relativo al Fondo de Mareas.", ["Reglamento (UE) 2099/7", "Reglamento (UE) 2099/7"]),
    ("Los Reglamentos (UE) n.º 1021/2099 y n.º 1022/2099, y el Reglamento UE 2098/7.",
     ["Reglamento (UE) 2099/1021", "Reglamento (UE) 2099/1022", "Reglamento (UE) 2098/7"]),
    ("El Reglamento 1698/2005 del Consejo, de 20 de mayo de 2005, y el Reglamento Delegado 2098/12, de la Comisión.",
     ["Reglamento 1698/2005", "Reglamento Delegado (UE) 2098/12"]),
    ("El Reglamento (UE) de la Comisión 2098/ 7; la Decisión (PESC) 2098/8; la Decisión C(2098) 3552 de la Comisión.",
     ["Reglamento (UE) 2098/7", "Decisión (PESC) 2098/8", "Decisión C(2098) 3552"]),
    ("Los Reglamentos (CEE) n.º 922/72, (CE) n.º 1307/2001 y (UE) n.º 12/2013. El Reglamento 12/2013 de la Comisión.",
     ["Reglamento (CEE) 922/72", "Reglamento (CE) 1307/2001", "Reglamento (UE) 12/2013", "Reglamento (UE) 12/2013"]),
    ("El Reglamento 3/2010 de la Comisión Nacional de la Pesca y el R.D. 9/2098.", ["Real Decreto 9/2098"]),
    ("Las Órdenes de 3 de mayo de 2005, de 4 de junio de 2006 y 5 de julio de 2007, y la orden de 6 de mayo de 2008.",
     ["Orden de 3 de mayo de 2005", "Orden de 4 de junio de 2006", "Orden de 5 de julio de 2007",
      "Orden de 6 de mayo de 2008"]),
    ("La Orden de fecha 3 de mayo de 2005 y la Orden Ministerial comunicada de 4 mayo de 2006.",
     ["Orden de 3 de mayo de 2005", "Orden Ministerial comunicada de 4 de mayo de 2006"]),
    ("El artículo 29 de la Ley 38/2003, de 17 de noviembre, y el artículo 68 del reglamento de la citada ley. El "
     "artículo 22 del citado reglamento.", ["Ley 38/2003", "Real Decreto 887/2006", "Real Decreto 887/2006"]),
    ("El Reglamento de Lonjas, aprobado por el Real Decreto 9/2098, de 3 de mayo. El artículo 5 de dicho Reglamento.",
     ["Real Decreto 9/2098", "Real Decreto 9/2098"]),
    ("La Ley 38/2003, de 17 de noviembre, y en su reglamento de desarrollo. La lonja y su reglamento.",
     ["Ley 38/2003", "Real Decreto 887/2006"]),
    ("El artículo 149.1.15.ª de la Constitución y la competencia del artículo 149.1.30.ª, sobre títulos; no el "
     "artículo 149.1.2 de la Ley 7/2090.", ["Constitución Española", "Constitución Española", "Ley 7/2090"]),
    ("Conforme al artículo 107, apartado 3, del Tratado.", ["Tratado de Funcionamiento de la Unión Europea"]),
    ("Según los artículos 23 a 27, ambos inclusive, de la Ley 7/2098, de 3 de mayo.", ["Ley 7/2098"]),
    ("Los artículos 87 y 88 del Tratado a las ayudas; el Tratado Constitutivo de la Comunidad Europea; el artículo 5 "
     "del Tratado.", ["Tratado", "Tratado CE", "Tratado CE"]),
    ("El Reglamento (CE) n ° 183/2005, de 12 de enero; según el artículo 9.2 del Reglamento 183/2005, no el 184/2005.",
     ["Reglamento (CE) 183/2005", "Reglamento (CE) 183/2005"]),
    ("La Directiva (UE) 2098/12, y el objetivo del artículo 7 de la Directiva, y la Directiva de pesca.",
     ["Directiva (UE) 2098/12", "Directiva (UE) 2098/12"]),
    ("El artículo 53 del texto refundido de la Ley del Estatuto de los Trabajadores y el Código Técnico de la "
     "Edificación.", ["Real Decreto Legislativo 2/2015", "Real Decreto 314/2006"]),
    ("Las Directivas 2014/23/UE y 2014/24/UE, de 26 de febrero.", ["Directiva 2014/23/UE", "Directiva 2014/24/UE"]),
    ("Las Órdenes ABC/10/2021 y ABC/11/2021, de 29 de mayo.", ["Orden ABC/10/2021", "Orden ABC/11/2021"]),
    ("El artículo 68 del Reglamento de la Ley 38/2003, de 17 de noviembre.", ["Real Decreto 887/2006"]),
    ("El artículo 29 de la Ley General de Subvenciones y el artículo 42 del Código de Comercio.",
     ["Ley 38/2003", "Código de Comercio"]),
    ("La Ley 7/2090, de 1 de mayo, de Aguas Bravas, y el apartado 2 del artículo 8 de dicha ley.",
     ["Ley 7/2090", "Ley 7/2090"]),
    ("El Marco sobre ayudas a la pesca (2014/C 198/01) se aplica.", ["Marco 2014/C 198/01"]),
    ("El Real Decreto-ley 36/2020, de 30 de diciembre, y la Ley Orgánica 3/2018.",
     ["Real Decreto-ley 36/2020", "Ley Orgánica 3/2018"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LAWS, ids=[text[:40] for text, _ in LAWS])
def test_a_law_has_its_short_name(found, text, expected):
    assert [one.value for one in found(text, EntityType.LEGAL_REF)] == expected
    assert found(text, EntityType.DATE) == []


def test_the_organ_in_the_name_of_an_act_is_one_and_what_is_decided_on_a_day_is_no_act(found):
    text = "El Acuerdo del Consejo de Ministros de 3 de mayo de 2019, y la resolución de 4 de mayo de 2019."
    assert [one.value for one in found(text, EntityType.LEGAL_REF)] == [
        "Acuerdo del Consejo de Ministros de 3 de mayo de 2019"
    ]
    assert [one.value for one in found(text, EntityType.BODY)] == ["Consejo de Ministros"]
    assert [one.value for one in found(text, EntityType.DATE)] == ["2019-05-04"]


PLACES = [
    ("Según el artículo 23.5 de la Ley 38/2003, de 17 de noviembre, y 68 de la Ley 39/2015.", ["23.5", "68"]),
    ("El artículo 24 CE y el artículo 149.1.30.ª, sobre títulos.", ["24", "149.1.30.ª"]),
]


@pytest.mark.parametrize(("text", "expected"), PLACES, ids=[text for text, _ in PLACES])
def test_the_place_stands_before_its_law(found, text, expected):
    assert [one.attributes["article"] for one in found(text, EntityType.LEGAL_REF)] == expected


def test_a_law_keeps_the_place_that_is_cited(found):
    (one,) = found("Los artículos 29.3 y 29.7.d) de la Ley 38/2003 rigen.", EntityType.LEGAL_REF)
    assert one.attributes["article"] == "29.3 y 29.7.d)"
    assert one.text == "artículos 29.3 y 29.7.d) de la Ley 38/2003"


TREATIES = [
    ("Según el artículo 5 de la Convención de Viena sobre Relaciones Consulares de 24 de abril de 1963 y otras.",
     ("Convención de Viena sobre Relaciones Consulares", "5")),
    ("Conforme al Convenio sobre la pesca en alta mar, hecho en Ginebra el 29 de abril de 1958, rige.",
     ("Convenio sobre la pesca en alta mar", None)),
    ("El Protocolo al Tratado Ártico sobre los hielos, hecho en Oslo el 4 de octubre de 1991, obliga.",
     ("Protocolo al Tratado Ártico sobre los hielos", None)),
    ("La Convención de las Naciones Unidas sobre el Derecho del Mar dice otra cosa.",
     ("Convención de las Naciones Unidas sobre el Derecho del Mar", None)),
    ("El Convenio de Berna protege a las aves.", ("Convenio de Berna", None)),
    ("El Convenio de Pesca con la cofradía, firmado en otoño, rige.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cited"), TREATIES)
def test_a_treaty_is_known_by_its_city_by_its_makers_or_by_where_it_was_made(found, text, cited):
    refs = [(one.value, one.attributes.get("article")) for one in found(text, EntityType.LEGAL_REF)]
    assert refs == [cited] * bool(cited)
    assert not found(text, EntityType.DATE)


CITED = [
    ("conforme al artículo 72. Forma de las redes del Real Decreto 887/2006, de 21 de julio",
     ("Real Decreto 887/2006", "72")),
    ("según el artículo 7.Séptima de la Ley 11/2020, de 30 de diciembre", ("Ley 11/2020", "7.Séptima")),
    ("según los artículos 30 y sucesivos, de la Ley 38/2003", ("Ley 38/2003", "30 y sucesivos")),
    ("según la Directiva 2009/125/EC", ("Directiva 2009/125/CE", None)),
    ("la Decisión de Ejecución del Consejo (DSM, Digital Single Market)",
     ("Decisión de Ejecución del Consejo (DSM)", None)),
    ("declaró la Sentencia del Tribunal Constitucional 194/2098, de 4 de noviembre",
     ("Sentencia del Tribunal Constitucional 194/2098", None)),
    ("como dijo la STC 94/2098, de 3 de mayo (FJ 8)", ("STC 94/2098", None)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cited"), CITED)
def test_a_law_is_cited_with_its_place_however_written(found, text, cited):
    assert [(one.value, one.attributes.get("article")) for one in found(text, EntityType.LEGAL_REF)] == [cited]


def test_a_law_of_each_year_is_not_known_by_its_title_alone(found):
    text = (
        "La Ley 11/2020, de 30 de diciembre, de Presupuestos Generales del Estado para el año 2021, y la Ley de "
        "Presupuestos Generales del Estado de cada año."
    )
    assert [one.value for one in found(text, EntityType.LEGAL_REF)] == ["Ley 11/2020"]


ITS_PLACES = [
    ("La Ley 7/2090, de 1 de mayo, define la lonja en su artículo 4.2.b) y la multa según sus artículos 11 y 12.",
     [("Ley 7/2090", None), ("Ley 7/2090", "4.2.b)"), ("Ley 7/2090", "11 y 12")]),
    ("El Real Decreto 9/2098 rige. La Ley 7/2090 manda. La citada ley, en su disposición final tercera, lo prohíbe.",
     [("Real Decreto 9/2098", None), ("Ley 7/2090", None), ("Ley 7/2090", "disposición final tercera")]),
    ("Según la Ley 7/2090, este real decreto fija en su artículo 3 la cuota.", [("Ley 7/2090", None)]),
    ("La cofradía publicará sus artículos 5 y 6.", []),
    ("Se pide como manda la Ley 7/2090 y se resuelve según el artículo 31 de ésta.",
     [("Ley 7/2090", None), ("Ley 7/2090", "31")]),
    ("Los artículos 9. 4 y 9.5 ter de la Ley 7/2090 no rigen.", [("Ley 7/2090", "9. 4 y 9.5 ter")]),
    ("El artículo 81 del texto refundido de la Ley General Tributaria.", [("Ley 58/2003", "81")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cited"), ITS_PLACES, ids=[text[:40] for text, _ in ITS_PLACES])
def test_a_place_without_its_law_is_of_the_one_just_named(found, text, cited):
    assert [(one.value, one.attributes.get("article")) for one in found(text, EntityType.LEGAL_REF)] == cited


TITLES = [
    ("El artículo 8 del Estatuto de los Trabajadores.", date(1987, 5, 4), ["Ley 8/1980"]),
    ("El artículo 8 del Estatuto de los Trabajadores.", date(2011, 5, 4), ["Real Decreto Legislativo 1/1995"]),
    ("El artículo 8 del Estatuto de los Trabajadores.", date(2015, 11, 13), ["Real Decreto Legislativo 2/2015"]),
    ("La LCSP y la Ley de Contratos del Sector Público.", date(2009, 1, 2), ["Ley 30/2007", "Ley 30/2007"]),
    ("El texto refundido de la Ley de Contratos del Sector Público, aprobado por el Real Decreto Legislativo 3/2011. "
     "El artículo 6 de la Ley de Contratos del Sector Público.", date(2019, 1, 2),
     ["Real Decreto Legislativo 3/2011", "Real Decreto Legislativo 3/2011"]),
    ("El Real Decreto Legislativo 1/1994, de 20 de junio, por el que se aprueba el texto refundido de la Ley General "
     "de la Seguridad Social, y el artículo 9 de la Ley General de la Seguridad Social.", None,
     ["Real Decreto Legislativo 1/1994", "Real Decreto Legislativo 1/1994"]),
    ("El texto refundido de la Ley de lonjas y puertos secos, aprobado por el Real Decreto Legislativo 9/2098. El "
     "artículo 5 de la Ley de lonjas y puertos secos.", None,
     ["Real Decreto Legislativo 9/2098", "Real Decreto Legislativo 9/2098"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "expected"), TITLES)
def test_a_title_means_the_law_that_had_it_when_the_document_was_published(extractor, text, day, expected):
    document = parsed(f"Real Decreto 5/2098, de 3 de mayo, de pesca.\n\nArtículo 1. Redes.\n\n{text}\n", "norma.txt")[1]
    document = replace(document, publication=Publication(published=day))
    refs = [one for one in extractor.entities(document) if one.type is EntityType.LEGAL_REF and one.label == "art. 1"]
    assert [one.value for one in refs] == expected
