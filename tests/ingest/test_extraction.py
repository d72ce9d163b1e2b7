import json
from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import document_of
from ingest.reading import read
from kb.documents import Publication
from kb.facts import EntityType
from tests.ingest.test_bodies import BODIES
from tests.support_reading import source_of

HEAD = "Real Decreto 5/2098, de 3 de mayo, por el que se regula una subvención.\n\n"


def _document(text, name="norma.txt"):
    """The document of whatever is said to be text, control characters and all."""
    source = replace(source_of(text, name), media_type="text/plain")
    return document_of(read(source), source)


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


DATES = [
    ("La Ley 11/2098, de 30 de diciembre, de Presupuestos Generales del Estado para el año 2099, rige.", []),
    ("Estará en curso antes del mes de mayo de 2099.", ["2099-05"]),
    ("Termina el 31 de diciembre de 2025.", ["2025-12-31"]),
    ("En el tercer trimestre de 2099.", ["2099-Q3"]),
    ("En el periodo 2020-2025.", ["2020/2025"]),
    ("Según el Real Decreto 12/2021, de 3 de mayo.", []),
    ("Con cargo al ejercicio 2098, y los ejercicios 2097 y 2098.", []),
    ("Un 10 % menos respecto a 2019, o respecto del nivel de 2018; no respecto de la Ley 3/2010.", ["2019", "2018"]),
    ("El marco para 2021-2027 y el Plan de Lonjas 2024-2026.", ["2021/2027", "2024/2026"]),
    ("En los años 2017, 2018 y 2019, y entre agosto y octubre de 2024.", ["2017/2019", "2024-08/2024-10"]),
    ("Desde el 1 de enero hasta el 31 de diciembre de 2098.", ["2098-01-01", "2098-12-31"]),
]


@pytest.mark.parametrize(("text", "expected"), DATES, ids=[text for text, _ in DATES])
def test_a_date_is_iso(found, text, expected):
    assert [one.value for one in found(text, EntityType.DATE)] == expected


LIMITS = [
    ("En el plazo máximo de quince días hábiles desde la notificación.", ["P15D"]),
    ("Se conservarán durante cinco años.", ["P5Y"]),
    ("Entre el 1 de enero y el 31 de marzo de cada año.", ["--01-01/--03-31"]),
    ("Se solicitará con anterioridad a la firma del contrato.", [None]),
    ("Los tres últimos años fueron secos y hace dos meses llovió.", []),
    ("Podrán ejecutarse hasta el 31 de diciembre de 2101.", ["2101-12-31"]),
    ("Una persona de dieciocho años de edad.", []),
    ("Los mayores de veinticinco años quedan fuera.", []),
    ("Se rige por lo anterior con anterioridad al 1 de enero de 2091.", ["2091-01-01"]),
    ("Del 21 de junio de 2094 al 9 de julio de 2094.", ["2094-06-21/2094-07-09"]),
    ("Las solicitudes se presentarán del 1 al 15 de diciembre de 2098.", ["2098-12-01/2098-12-15"]),
    ("La cofradía presentará al puerto trimestralmente un informe, con periodicidad anual otro.", ["P3M", "P1Y"]),
    ("La cuota devengada anualmente es de todos.", []),
    ("Si, a fecha de 31 de mayo de 2098, hubiera incumplido la obligación, pagará.", ["2098-05-31"]),
    ("Se pagará tras dictarse la resolución, en el plazo que se indique en la convocatoria.", [None, None]),
    ("Incumplir el plazo máximo fijado para completar el censo. Transcurrido el plazo señalado sin más.", [None]),
    ("Se guardarán durante el plazo de prescripción del derecho a exigir el reintegro.", [None]),
    ("Se dirá tan pronto como se conozca y, en todo caso, con anterioridad a la justificación.", [None]),
    ("Se atenderán con anterioridad a las que lleguen después. La educación infantil de 0 a 3 años.", []),
]


@pytest.mark.parametrize(("text", "expected"), LIMITS, ids=[text for text, _ in LIMITS])
def test_a_deadline_is_a_duration_a_window_or_an_event(found, text, expected):
    assert [one.value for one in found(text, EntityType.DEADLINE)] == expected


def test_a_window_that_opens_with_the_publication_has_its_day(extractor):
    text = (
        f"{HEAD}Artículo 1. Plazo.\n\nDesde el día siguiente a su publicación en el BOE, hasta el 9 de julio de 2099.\n"
    )
    document = replace(_document(text), publication=Publication(published=date(2098, 5, 6)))
    found = [one.value for one in extractor.entities(document) if one.type is EntityType.DEADLINE]
    assert found == ["2098-05-07/2099-07-09"]


def test_a_window_that_opens_with_the_force_of_the_document_has_its_day(extractor):
    text = f"{HEAD}Artículo 1. Plazo.\n\nSe pedirá desde su entrada en vigor hasta el 9 de julio de 2099.\n"
    document = replace(_document(text), publication=Publication(in_force_from=date(2098, 5, 7)))
    found = [one.value for one in extractor.entities(document) if one.type is EntityType.DEADLINE]
    assert found == ["2098-05-07/2099-07-09"]


MILESTONES = [
    ("Con el compromiso de alcanzar el hito de aumentar el índice de mareas en, al menos, un diez por ciento.",
     [("el hito de aumentar el índice de mareas en, al menos, un diez por ciento", "10 %")]),
    ("Para cumplir los hitos, por el cual la dársena deberá estar abierta antes del mes de mayo de 2099, se draga.",
     [("la dársena deberá estar abierta antes del mes de mayo de 2099", "2099-05")]),
    ("El barco deberá estar pintado antes del 3 de mayo de 2099.", []),
    ("Se prevé que el objetivo a alcanzar sea la pintura de 2.500 barcos de pesca.",
     [("el objetivo a alcanzar sea la pintura de 2.500 barcos", "2500 barcos")]),
    ("Si no se logra el objetivo fijado en el anexo II, relativo al número de barcos, se reintegrará.",
     [("el objetivo fijado en el anexo II, relativo al número de barcos", None)]),
    ("Los objetivos previstos en el plan son muchos.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), MILESTONES, ids=[text[:40] for text, _ in MILESTONES])
def test_a_milestone_told_in_prose_is_what_is_reached_and_when(found, text, told):
    assert [(one.text, one.value) for one in found(text, EntityType.MILESTONE)] == told


def test_milestones_cited_by_number_are_one_each(found):
    first, last = found("Los hitos 251 y 253 del CID se cumplen.", EntityType.MILESTONE)
    assert (first.value, first.text, last.value, last.text) == ("251", "hitos 251", "253", "253 del CID")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("No superará los 60.000 euros.", 60000),
        ("Con 18,5 millones de euros.", 18500000),
        ("Un total de 2.000 Millones €.", 2000000000),
        ("Hasta 1.234,56 euros.", 1234.56),
    ],
)
def test_an_amount_is_euros(found, text, value):
    assert [one.value for one in found(text, EntityType.AMOUNT)] == [value]


@pytest.mark.parametrize(
    ("text", "value"), [("No excederá del 50 % del coste.", 50), ("El cincuenta por ciento.", 50), ("Un 2,5 %.", 2.5)]
)
def test_a_percentage_is_a_number(found, text, value):
    assert [one.value for one in found(text, EntityType.PERCENTAGE)] == [value]


# ------------------------------------------------------------ the sample decree


@pytest.fixture(scope="module")
def sample(extractor):
    path = Path(__file__).parents[2] / "corpus" / "BOE-A-2099-10001.txt"
    return _document(path.read_text(encoding="utf-8"), path.name)


def test_the_amounts_of_a_table_are_in_its_unit_and_belong_to_somebody(extractor, sample):
    amounts = [one for one in extractor.entities(sample) if one.type is EntityType.AMOUNT]
    row = [one for one in amounts if one.unit_id == "an_IV.t1.r1"]
    assert [one.value for one in row] == [9500000, 7600000]
    assert row[0].attributes["holder"] == {"name": "Consorcio del Ciclo del Agua de Tierras Altas", "nif": "P8900101J"}
    assert {one.value for one in amounts if one.unit_id == "an_III.t1.r1"} == {3750000, 7500000, 15000000}


def test_amounts_of_a_name_without_nif_are_its_holders(extractor, sample):
    rows = [one for one in extractor.entities(sample) if one.unit_id.startswith("an_V.")]
    held = [one.attributes["holder"] for one in rows if one.type is EntityType.AMOUNT and "holder" in one.attributes]
    assert {"P8900204B", "P8900307C"} <= {holder["nif"] for holder in held}
    assert "Mancomunidad de Municipios del Valle del Orbejo" in {holder["name"] for holder in held}


def test_who_was_named_already_is_no_beneficiary_again(extractor, sample):
    named = [one for one in extractor.entities(sample) if one.type is EntityType.BENEFICIARY]
    assert not any(one.unit_id.startswith("an_V.") for one in named)


def test_a_row_of_a_table_of_milestones_is_one(extractor, sample):
    milestones = [one for one in extractor.entities(sample) if one.type is EntityType.MILESTONE]
    assert milestones[0].value == "2099-Q4"
    assert milestones[0].text.startswith("L1 H1 Proyectos constructivos.")


# ------------------------------------------------------------ invariants


def _check(document, entities):
    by_type = defaultdict(list)
    for one in entities:
        unit = document.unit(one.unit_id)
        assert unit.start <= one.start < one.end <= unit.end
        assert document.text[one.start : one.end] == one.text
        json.dumps(one.value)
        by_type[one.type].append((one.start, one.end))
    for spans in by_type.values():
        ordered = sorted(spans)
        assert all(a[1] <= b[0] for a, b in pairwise(ordered))
    assert len({one.id for one in entities}) == len(entities)


PIECES = st.sampled_from(
    [text for text, _ in LAWS + DATES + LIMITS + BODIES]
    + [
        "en adelante, X",
        "(ABC-D)",
        "de la",
        "Reglamento",
        "artículo",
        "B89017354",
        "1.000,5",
        "€",
        "%",
        "\n\n",
        "a) ",
        "Artículo 2. Más.",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=14))
def test_spans_are_verbatim_and_apart_and_extraction_repeats(extractor, pieces):
    document = _document(f"{HEAD}Artículo 1. Objeto.\n\n{' '.join(pieces)}")
    entities = extractor.entities(document)
    _check(document, entities)
    assert entities == extractor.entities(document)


def test_the_invariants_hold_for_the_sample(extractor, sample):
    _check(sample, extractor.entities(sample))


def test_an_amended_document_keeps_the_ids_of_what_did_not_change(extractor, sample):
    before = {one.id for one in extractor.entities(sample)}
    path = Path(__file__).parents[2] / "corpus" / "BOE-A-2099-10001.txt"
    text = path.read_text(encoding="utf-8").replace("0,85", "0,95")
    text = text.replace("hasta el 40 por ciento", "hasta el 45 por ciento")
    after = {one.id for one in extractor.entities(_document(text, "BOE-A-2099-10001.txt"))}
    assert len(before - after) <= 4


@pytest.mark.parametrize(
    "text",
    [
        "La carga lectiva mínima es de veinte horas.",
        "Los tratamientos iniciados antes de los 18 años podrán pagarse.",
        "Se podrá pedir cumplidos los 65 años.",
    ],
)
def test_hours_of_teaching_and_ages_are_no_deadlines(found, text):
    assert found(text, EntityType.DEADLINE) == []


def test_hours_to_do_something_are_a_deadline(found):
    assert [one.value for one in found("Deberá avisar en el plazo de 48 horas.", EntityType.DEADLINE)] == ["PT48H"]


def test_who_has_a_tax_number_is_named_in_the_paragraph_above(found):
    (one,) = found("Nombre: Pesca Viva, S.L.U.\n\nNIF: B85236461.", EntityType.BENEFICIARY)
    assert (one.value, one.attributes["name"]) == ("B85236461", "Pesca Viva, S.L.U")


def test_the_unit_of_a_column_is_no_amount(found):
    assert found("Presupuesto (millones de euros)", EntityType.AMOUNT) == []


ENDS = [
    ("El pago se hará en el momento de la firma.", "en el momento de la firma"),
    ("La red se devolverá al final de su vida útil.", "al final de su vida útil"),
    ("Se pintará el casco tras la resolución de concesión.", "tras la resolución de concesión"),
    ("Lo dirá tan pronto como lo sepa.", "tan pronto como lo sepa"),
    ("Pagará inmediatamente, una vez reciba la ayuda.", "inmediatamente, una vez reciba la ayuda"),
    ("Los gastos se harán dentro del período especificado de realización.",
     "dentro del período especificado de realización"),
    ("Se pagará en los plazos establecidos en el artículo 7.2, y no antes.",
     "en los plazos establecidos en el artículo 7.2"),
    ("Se avisará a la mayor brevedad posible de todo.", "a la mayor brevedad posible"),
    ("Se guardarán en tanto puedan ser objeto de control. Nada más.", "en tanto puedan ser objeto de control"),
    ("Rige lo anterior en tanto no se apruebe la tabla nueva.", "en tanto no se apruebe la tabla nueva"),
    ("Firmarán antes de recibir la ayuda, por escrito.", "antes de recibir la ayuda"),
    ("Antes de abonar las cuotas se mirará el libro.", "Antes de abonar las cuotas"),
    ("Antes de finalizar el curso alcanzará la meta.", "Antes de finalizar el curso"),
    ("Se hará en los plazos y condiciones que se determinen en la convocatoria.",
     "en los plazos y condiciones que se determinen en la convocatoria"),
    ("Se abre el día siguiente a la fecha de publicación de la lista, sin más.",
     "el día siguiente a la fecha de publicación de la lista"),
    ("Se pedirá en los dos primeros meses del año mediante un escrito.", "en los dos primeros meses del año"),
    ("Habrá intereses desde el momento del pago hasta la fecha en que se acuerde el reintegro.",
     "desde el momento del pago hasta la fecha en que se acuerde el reintegro"),
    ("Los faros deberán estar pintados a 30 de junio de 2099 por completo.", "a 30 de junio de 2099"),
    ("Los barcos que había a 30 de junio de 2099 eran pocos.", None),
    ("Estará en curso antes del mes de mayo de 2099.", "antes del mes de mayo de 2099"),
    ("Vale lo que sea pescado desde la firma del convenio hasta el 31 de mayo de 2099.",
     "desde la firma del convenio hasta el 31 de mayo de 2099"),
    ("Se pintará entre el día de la publicación de la orden y el 31 de mayo de 2099.",
     "entre el día de la publicación de la orden y el 31 de mayo de 2099"),
    ("Los barcos que hubieran sido pintados con anterioridad a la solicitud.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "limit"), ENDS)
def test_a_limit_without_a_number_is_a_deadline(found, text, limit):
    assert [one.text for one in found(text, EntityType.DEADLINE)] == [limit] * bool(limit)


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
