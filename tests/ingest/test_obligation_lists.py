"""Lists of duties: each item a row that reads alone, its lead-in, and what is no list of duties."""

import pytest


def test_a_list_of_those_who_are_given_something_tells_whom_each_item_is_about(duties):
    rows = duties(
        "El plazo de ejecución de cada ayuda es:\n\na) A la Fundación Río Alto, para su feria: hasta el 31 de agosto"
        " de 2098.\n\nb) Al Club de Remo para sus regatas: hasta el 30 de junio de 2099.\n"
    )
    assert [(row.subject, row.deadline.due) for row in rows] == [
        ("Fundación Río Alto", ("2098-08-31",)), ("Club de Remo", ("2099-06-30",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "modality"), [("Gastos subvencionables", "right"), ("Costes no subvencionables", "prohibition")]
)
def test_a_heading_says_what_is_done_with_each_item_of_its_list(duties, heading, modality):
    rows = duties("a) Costes de personal.\n\nb) Gastos de viaje.\n", heading=heading)
    assert [row.modality.value for row in rows] == [modality] * 2


def test_whoever_applies_is_called_so(duties):
    text = "1. La entidad solicitante llevará un libro. 2. La solicitud se presentará en la sede."
    assert [row.subject for row in duties(text)] == ["entidad solicitante"] * 2


LISTS = [
    ("Serán obligaciones de los beneficiarios:", "obligation", "beneficiarios"),
    ("Los usuarios tendrán los siguientes derechos:", "right", "usuarios"),
    ("El titular no podrá:", "prohibition", "titular"),
]


@pytest.mark.parametrize(("lead", "modality", "subject"), LISTS)
def test_each_letter_of_a_list_is_a_row_that_reads_alone(duties, lead, modality, subject):
    rows = duties(f"{lead}\n\na) Llevar un libro de registro.\n\nb) Cerrar el puerto en invierno.\n")
    letters = [row for row in rows if row.label.endswith(("a)", "b)"))]
    assert [row.label for row in letters] == ["art. 1.a)", "art. 1.b)"]
    assert {(row.modality, row.subject) for row in letters} == {(modality, subject)}
    assert letters[0].quote == "Llevar un libro de registro."
    assert "libro de registro" in letters[0].action
    if modality == "prohibition":
        assert letters[0].action == "El titular no podrá: llevar un libro de registro"


def test_an_item_and_the_limit_that_it_sets_are_two_rows(duties):
    rows = duties(
        "Corresponden a la cofradía las siguientes funciones:\n\na) Revisar la cuota, sin que pueda bajar de un euro."
        "\n\nb) Llevar el libro.\n"
    )
    assert [(row.label, row.modality.value, row.quote) for row in rows] == [
        ("art. 1.a)", "obligation", "Revisar la cuota"),
        ("art. 1.a)", "prohibition", "sin que pueda bajar de un euro."),
        ("art. 1.b)", "obligation", "Llevar el libro."),
    ]


def test_a_list_goes_on_inside_a_letter_and_behind_a_paragraph(duties):
    rows = duties(
        "El armador deberá presentar la siguiente documentación:\n\na) Una memoria.\n\nb) Un informe, que contendrá:"
        "\n\n1.º Las capturas.\n\n2.º Las redes.\n\nEl informe se firmará por un perito.\n\nc) Una póliza.\n"
    )
    assert [row.label for row in rows if row.subject == "armador"] == [
        "art. 1.a)", "art. 1.b), párrafo primero", "art. 1.b) 1.º", "art. 1.b) 2.º", "art. 1.c)",
    ]  # fmt: skip


def test_an_exception_list_leaves_its_lead_in_a_prohibition(duties):
    rows = duties(
        "No podrá cederse la licencia por su titular, salvo que concurran las siguientes circunstancias:\n\n"
        "a) Que lo autorice el ayuntamiento.\n\nb) Que el precio no exceda de 500 euros.\n"
    )
    assert [(row.label, row.modality) for row in rows] == [
        ("art. 1", "prohibition"), ("art. 1.a)", "permission"), ("art. 1.b)", "permission"),
    ]  # fmt: skip
    assert rows[2].amounts == ("500 EUR",)


def test_a_list_inside_a_sentence_is_split_too(duties):
    rows = duties(
        "El contrato cumplirá los siguientes requisitos: a) que se celebre por escrito y b) que lo firme el titular."
    )
    assert [row.quote for row in rows] == ["que se celebre por escrito", "que lo firme el titular."]


def test_those_who_receive_are_no_duties(duties):
    rows = duties("Serán beneficiarias las siguientes entidades:\n\na) Fundación Faro.\n\nb) Universidad de Arousa.\n")
    assert [row.modality for row in rows] == ["right"]


LEADS = [
    ("En el plazo de un mes desde el pago, el armador deberá presentar los siguientes documentos:", 3),
    ("Los armadores están sujetos a las obligaciones establecidas en el artículo 5 y, además, a las siguientes:", 3),
    ("Además de las obligaciones previstas en la ley, el armador deberá cumplir las siguientes:", 3),
    ("Junto con la solicitud, el armador aportará lo siguiente:", 3),
    ("El armador deberá presentar los siguientes documentos:", 2),
]


@pytest.mark.parametrize(("lead", "rows"), LEADS)
def test_a_lead_in_that_says_more_than_its_list_is_a_row_too(duties, lead, rows):
    assert len(duties(f"{lead}\n\na) Llevar un libro.\n\nb) Cerrar el puerto.\n")) == rows


def test_examples_of_what_is_allowed_are_no_permissions_of_their_own(duties):
    for works in ("obras de mejora", "cursos de competencias digitales"):
        rows = duties(f"Se podrán pagar {works}, tales como:\n\n– Muelles de piedra.\n\n– Faros que alumbren.\n")
        assert [row.quote for row in rows] == [f"Se podrán pagar {works}, tales como"]


def test_a_lead_in_without_a_list_is_a_row_unless_it_only_points_on(duties):
    rows = duties("Los armadores deberán elegir una de estas líneas:\n\nLínea 1. Se pintará el casco en mayo.\n")
    assert [row.quote for row in rows] == [
        "Los armadores deberán elegir una de estas líneas", "Se pintará el casco en mayo.",
    ]  # fmt: skip
    assert duties("Las cuotas serán las siguientes:\n\nGrupo 1, veinte euros por barco.\n") == ()


ITEMS = [
    ("Pintar el casco en el plazo que diga la licencia, y presentar la cuenta en el plazo de dos meses.", 2),
    ("Someterse a la inspección, así como facilitar los libros.", 2),
    ("Someterse a la inspección así como facilitar los libros.", 2),
    ("Tomar medidas para prevenir, detectar, y corregir el fraude.", 1),
    ("Pintar el casco, la quilla, y el timón.", 1),
]


@pytest.mark.parametrize(("item", "count"), ITEMS)
def test_two_duties_of_an_item_are_two_rows(duties, item, count):
    rows = duties(f"Son obligaciones de los armadores:\n\na) {item}\n\nb) Cerrar el puerto.\n")
    assert len([row for row in rows if row.label.endswith("a)")]) == count


def test_a_letter_that_was_taken_away_is_no_duty(duties):
    rows = duties("Son obligaciones de los armadores:\n\na) (Suprimida)\n\nb) Cerrar el puerto.\n")
    assert [row.quote for row in rows] == ["Cerrar el puerto."]


def test_each_way_to_appeal_has_its_term(duties):
    rows = duties(
        "La resolución podrá ser recurrida en reposición en el plazo de un mes ante el puerto, o ser impugnada ante "
        "los tribunales en el plazo de dos meses."
    )
    assert [(row.subject, row.deadline.period) for row in rows] == [("interesados", "P1M"), ("interesados", "P2M")]


DESCRIBED = [
    "Las normas de la lonja serán de aplicación a las materias siguientes:",
    "El curso se referirá a los siguientes oficios:",
    "La flota se clasificará en los grupos que siguen:",
    "Dependerán directamente del patrón mayor las secciones de:",
    "La subasta se regirá, además de por este reglamento, por:",
    "Las plazas se asignarán atendiendo a los siguientes criterios:",
    "Las beneficiarias de estas ayudas serán las siguientes:",
    "En la elección de la obra se tendrán en cuenta los siguientes aspectos:",
]


@pytest.mark.parametrize("lead", DESCRIBED)
def test_what_a_duty_applies_to_or_measures_is_part_of_it(duties, lead):
    rows = duties(f"{lead}\n\na) Pesca de la anguila.\n\nb) Cultivo del mejillón.\n")
    assert [row.quote for row in rows] == [lead.rstrip(":")]


RULES = [
    "A las capturas se aplicarán las siguientes deducciones:",
    "La subasta se regirá por las siguientes reglas:",
    "El armador deberá tener en cuenta lo siguiente:",
    "La cuantía dependerá del daño, con arreglo a la siguiente escala:",
]


@pytest.mark.parametrize("lead", RULES)
def test_what_a_rule_says_item_by_item_is_a_row_each(duties, lead):
    rows = duties(f"{lead}\n\na) Barcos de vela: 10 euros.\n\nb) Barcos de remo: 5 euros.\n")
    assert [row.label for row in rows] == ["art. 1.a)", "art. 1.b)"]


CASES = [
    ("El crédito se distribuirá de acuerdo con los siguientes porcentajes:", "obligation", 3),
    ("La cofradía iniciará el reintegro en los siguientes supuestos:", "consequence", 3),
    ("La cofradía avisará al puerto en los siguientes casos:", "obligation", 3),
    ("El baremo que establezca cada lonja atenderá preferentemente a las siguientes circunstancias:", None, 1),
]


@pytest.mark.parametrize(("lead", "modality", "size"), CASES)
def test_a_lead_that_says_by_what_rule_or_in_which_cases_is_a_row_too(duties, lead, modality, size):
    rows = duties(f"{lead}\n\na) Pérdida del casco.\n\nb) Venta del barco.\n")
    assert [rows[0].label, rows[0].modality, len(rows)] == ["art. 1", "obligation", size]
    assert modality is None or {row.modality for row in rows[1:]} == {modality}


def test_a_rule_of_sharing_is_a_row_where_its_table_is_not(duties):
    (row,) = duties("El cupo se repartirá de acuerdo con los siguientes porcentajes:\n\nDisposición final única.\n")
    assert row.quote.startswith("El cupo")
    assert not duties("Las cuotas serán las siguientes:\n\nDisposición final única.\n")


def test_an_item_of_what_a_duty_applies_to_may_rule_by_itself(duties):
    rows = duties(
        "El reglamento será de aplicación a:\n\na) La lonja. Su puerta deberá cerrarse de noche.\n\nb) El faro.\n"
    )
    assert [row.label for row in rows] == ["art. 1", "art. 1.a)"]


def test_definitions_that_apply_are_no_duty(duties):
    rows = duties(
        "A los efectos de esta orden serán de aplicación las definiciones de la Ley de Puertos y las siguientes:\n\n"
        "a) «Faro»: torre con luz.\n\nb) «Muelle»: obra de piedra.\n"
    )
    assert rows == ()


def test_a_dash_opens_a_list_of_its_own(duties):
    rows = duties(
        "El armador deberá presentar lo siguiente:\n\n– Una memoria.\n\n– Un informe, que contendrá:\n\n"
        "a) Las capturas.\n\nb) Las redes.\n"
    )
    assert [row.quote for row in rows] == [
        "Una memoria.", "Un informe, que contendrá", "Las capturas.", "Las redes.",
    ]  # fmt: skip


WHEN = [
    "La licencia podrá modificarse, a la vista de las condiciones del puerto, en los siguientes casos:",
    "El armador podrá cambiar de puerto, siempre y cuando:",
]


@pytest.mark.parametrize("lead", WHEN)
def test_when_something_may_be_done_is_allowed_case_by_case(duties, lead):
    rows = duties(f"{lead}\n\na) El casco esté pintado.\n\nb) La red haya sido revisada.\n")
    assert [(row.label, row.modality) for row in rows] == [
        ("art. 1", "permission"), ("art. 1.a)", "permission"), ("art. 1.b)", "permission"),
    ]  # fmt: skip


def test_a_list_is_of_whoever_its_lead_in_goes_on_with(duties):
    rows = duties(
        "Las cofradías ayudarán en todo lo que haga falta al Ministerio de Pesca, y, en particular, harán las "
        "siguientes funciones del Ministerio de Pesca:\n\na) Llevar un censo.\n\nb) Cerrar el puerto.\n"
    )
    assert {row.subject for row in rows} == {"cofradías"}


def test_an_item_that_singles_somebody_out_is_theirs(duties):
    rows = duties(
        "El armador deberá presentar los siguientes documentos:\n\na) Una memoria.\n\n"
        "b) En el caso de cofradías, el censo.\n"
    )
    assert [row.subject for row in rows] == ["armador", "cofradías"]


@pytest.mark.parametrize(
    ("lead", "places"),
    [
        ("Serán subvencionables los siguientes gastos:", ["art. 1", "art. 1.a)", "art. 1.b)"]),
        ("Las inversiones subvencionables serán las siguientes:", ["art. 1.a)", "art. 1.b)"]),
    ],
)
def test_each_cost_that_is_paid_for_is_a_right(duties, lead, places):
    rows = duties(f"{lead}\n\na) Pintura del casco.\n\nb) Redes.\n", heading="Ayudas")
    assert [(row.label, row.modality) for row in rows] == [(place, "right") for place in places]


ITEMS = [
    ("Puertos", "Las ayudas se destinarán a financiar, cada año, lo siguiente:", ["right"] * 2),
    ("Puertos", "Los gastos deberán estar incluidos en alguno de los siguientes apartados:", []),
    ("Gastos subvencionables", "Los gastos deberán estar incluidos en alguno de los siguientes apartados:",
     ["right"] * 2),
    ("Puertos", "Las obras tendrán como objetivos específicos:", []),
    ("Puertos", "Las obligaciones de este apartado finalizarán en los siguientes supuestos:", []),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "lead", "modalities"), ITEMS)
def test_what_is_paid_wanted_or_ends_a_duty_is_no_duty(duties, heading, lead, modalities):
    rows = duties(f"{lead}\n\na) La pintura de los cascos.\n\nb) El cierre del puerto.\n", heading=heading)
    assert [row.modality.value for row in rows if row.label.endswith(")")] == modalities
    assert [row.quote for row in rows if row.label == "art. 1"] == ([] if "objetivos" in lead else [lead.rstrip(":")])


def test_a_paragraph_of_an_item_without_a_verb_is_of_its_list(duties):
    rows = duties("""1. Los armadores deberán presentar:
        a) Una memoria de la obra.
        En su caso, un ejemplar de cada plano que se haya hecho.
        b) Un acta.""")
    assert [(row.label, row.subject) for row in rows] == [
        ("art. 1.1.a), párrafo primero", "armadores"),
        ("art. 1.1.a), párrafo segundo", "armadores"),
        ("art. 1.1.b)", "armadores"),
    ]


def test_the_number_of_an_item_is_no_row(duties):
    text = "Las obras se ordenan en líneas:\n\na) Línea 1. Reforma de muelles.\n\nb) Línea 2. Draga del canal.\n"
    assert not [row for row in duties(text, heading="Obras subvencionables") if row.quote.startswith("Línea")]
