"""Where one norm ends and the next begins in a sentence, and who is bound where the sentence does not say."""

import pytest

from ingest.obligations import obligations
from tests.support_reading import parsed

SPLIT = [
    ("La licencia se dará por Orden del Ministro de Pesca en la que se fijará la cuota.",
     ["La licencia se dará por Orden del Ministro de Pesca", "en la que se fijará la cuota."]),
    ("El patrón enviará una carta al puerto, que se registrará el mismo día.",
     ["El patrón enviará una carta al puerto", "que se registrará el mismo día."]),
    ("La cofradía abrirá un concurso, cuya resolución habrá de publicarse en mayo.",
     ["La cofradía abrirá un concurso", "cuya resolución habrá de publicarse en mayo."]),
    ("El armador pintará el casco según el Reglamento de Puertos, por el cual la obra deberá acabar en mayo.",
     ["El armador pintará el casco según el Reglamento de Puertos", "la obra deberá acabar en mayo."]),
    ("La veda deberá acabar en junio, por lo que los armadores deberán retirar las redes antes.",
     ["La veda deberá acabar en junio", "los armadores deberán retirar las redes antes."]),
    ("La cofradía abrirá una lonja, encargándose de su limpieza.",
     ["La cofradía abrirá una lonja", "encargándose de su limpieza."]),
    ("El patrón podrá negar el permiso, debiendo aportar entonces el recibo.",
     ["El patrón podrá negar el permiso", "debiendo aportar entonces el recibo."]),
    ("La cofradía deberá anunciar la subasta en su tablón y su anuncio habrá de verse desde la calle.",
     ["La cofradía deberá anunciar la subasta en su tablón", "su anuncio habrá de verse desde la calle."]),
    ("El puerto avisará en un mes, salvo en las vedas de invierno, en las que el citado plazo será de dos meses.",
     ["El puerto avisará en un mes, salvo en las vedas de invierno", "en las que el citado plazo será de dos meses."]),
    ("El patrón revisará el censo y las redes de la cofradía, y, a la vista de todo ello, emitirá un informe.",
     ["El patrón revisará el censo y las redes de la cofradía", "a la vista de todo ello, emitirá un informe."]),
    ("El pago se hará en mayo, si bien, antes de cobrar, los armadores deberán avisar.",
     ["El pago se hará en mayo", "antes de cobrar, los armadores deberán avisar."]),
    ("La cofradía destinará la tasa a limpiar la lonja y el sobrante que no estuviese gastado se guardará.",
     ["La cofradía destinará la tasa a limpiar la lonja", "el sobrante que no estuviese gastado se guardará."]),
    ("El faro, así como la torre del muelle, se pintarán en mayo.",
     ["El faro, así como la torre del muelle, se pintarán en mayo."]),
    ("La forma de la boya que debe usarse, así como el color de la red se ajustarán al reglamento.",
     ["La forma de la boya que debe usarse, así como el color de la red se ajustarán al reglamento."]),
    ("La tripulación figurará en el rol de la embarcación y será requisito para salir.",
     ["La tripulación figurará en el rol de la embarcación", "será requisito para salir."]),
    ("Contra la sanción podrá interponerse recurso de reposición en el plazo de un mes o bien recurso "
     "contencioso-administrativo en el plazo de dos meses.",
     ["Contra la sanción podrá interponerse recurso de reposición en el plazo de un mes",
      "recurso contencioso-administrativo en el plazo de dos meses."]),
    ("El baldeo no da ningún derecho por lo que su pago queda supeditado al cupo.",
     ["El baldeo no da ningún derecho por lo que su pago queda supeditado al cupo."]),
    ("Las cuotas se abonarán en dos veces, para la primera de las cuales se enviará un recibo.",
     ["Las cuotas se abonarán en dos veces", "para la primera de las cuales se enviará un recibo."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quotes"), SPLIT)
def test_each_norm_of_a_sentence_is_quoted_apart(duties, text, quotes):
    assert [row.quote for row in duties(text)] == quotes


WHOLE = [
    "El patrón enviará un plano, que estará formado por dos hojas.",
    "El armador avisará de la forma en la que se pescará la anguila.",
    "El director general instruirá y resolverá el expediente.",
    "Se firmará el convenio por el cual se pagará la ayuda.",
    "El órgano señalará los casos en los que se pagará la tasa.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_what_describes_or_goes_on_stays_in_its_norm(duties, text):
    (row,) = duties(text)
    assert row.quote == text


MEANT = [
    ("La ayuda pagará las redes, no teniendo esta consideración las cañas.", "prohibition"),
    ("En la costa se establece un máximo de dos redes por barco.", "prohibition"),
    ("Para recurrir se fija un plazo de diez días.", "obligation"),
    ("Las ofertas que no digan el precio se considerarán nulas a todos los efectos.", "consequence"),
]


@pytest.mark.parametrize(("text", "modality"), MEANT)
def test_a_gerund_or_a_present_may_rule(duties, text, modality):
    assert duties(text)[-1].modality == modality


def test_an_abbreviation_ends_no_norm(duties):
    rows = duties("La veda deberá empezar en mayo, por lo que en mayo las CC.AA. deberán avisar.")
    assert [row.quote for row in rows] == ["La veda deberá empezar en mayo", "en mayo las CC.AA. deberán avisar."]


SCOPES = [
    ("Ámbito de aplicación", "Las cofradías podrán pedir la ayuda.", 1),
    ("Ámbito de aplicación", "Las cofradías destinarán la ayuda a redes.", 1),
    ("Ámbito de aplicación", "La norma se extenderá a toda la costa.", 0),
    ("Ámbito de aplicación y obras que se pagan", "Las obras irán dirigidas a la mejora del muelle.", 1),
    ("Objeto y ámbito de aplicación", "La red irá dirigida a la mejora del muelle.", 0),
]


@pytest.mark.parametrize(("heading", "text", "count"), SCOPES)
def test_an_article_about_the_scope_rules_where_it_binds_somebody(duties, heading, text, count):
    assert len(duties(text, heading)) == count


# ------------------------------------------------------------ lists


def test_dashes_behind_a_letter_belong_to_it(duties):
    rows = duties(
        "El armador deberá presentar:\n\na) Un presupuesto, desglosado en las siguientes partidas:\n\n− Cascos.\n\n"
        "− Redes.\n\nb) Una póliza.\n"
    )
    assert [row.quote for row in rows] == [
        "Un presupuesto, desglosado en las siguientes partidas", "Una póliza.",
    ]  # fmt: skip


def test_a_minus_marks_an_item_as_a_dash_does(duties):
    rows = duties(
        "La junta podrá cambiar la cuota cuando se den las siguientes circunstancias:\n\n− Que falte pesca.\n\n"
        "− Que lo pida el pleno.\n"
    )
    assert [row.quote for row in rows][1:] == ["Que falte pesca.", "Que lo pida el pleno."]


def test_a_lead_in_whose_list_completes_a_relative_is_a_row(duties):
    rows = duties("La cuota se pagará con un impreso que contendrá:\n\na) El nombre.\n\nb) La fecha.\n")
    assert [row.quote for row in rows] == [
        "La cuota se pagará con un impreso que contendrá", "El nombre.", "La fecha.",
    ]  # fmt: skip


def test_examples_are_no_norms_of_their_own(duties):
    rows = duties("La ayuda irá dirigida a obras, entre las que se encuentran:\n\n– Muelles.\n\n– Faros.\n")
    assert [row.quote for row in rows] == ["La ayuda irá dirigida a obras, entre las que se encuentran"]


def test_functions_are_norms_even_if_there_are_others(duties):
    rows = duties("Las cofradías podrán realizar, entre otras, las siguientes funciones:\n\na) Mediar en la venta.\n")
    assert [row.quote for row in rows] == ["Mediar en la venta."]


def test_what_a_grant_depends_on_is_for_whoever_wants_it(duties):
    rows = duties(
        "El órgano concedente pagará la cuota.\n\nEl pago estará condicionado a los siguientes requisitos:\n\n"
        "a) No tener deudas.\n\nb) Tener un buque.\n\nEl beneficiario guardará la factura. El beneficiario avisará."
    )
    assert [row.subject for row in rows if row.quote.endswith(("deudas.", "buque."))] == ["beneficiario"] * 2


def test_a_list_behind_a_relative_is_done_by_whoever_the_norm_binds(duties):
    rows = duties("El patrón rellenará un impreso, al que se unirá:\n\na) El rol.\n\nb) La póliza.\n")
    assert {row.subject for row in rows} == {"patrón"}


# ------------------------------------------------------------ who

GRANT = (
    "Real Decreto 5/2031, de 3 de mayo, por el que se conceden subvenciones a la pesca.\n\nArtículo 1. Concesión.\n\n"
    "1. {granter}\n\n2. {beneficiaries}\n\n3. Las cofradías de pescadores presentarán un plan.\n\n"
    "Artículo 2. Pago.\n\n1. {text}\n"
)
GRANTER = "El Instituto para la Pesca de Bajura concede estas ayudas a las cofradías de pescadores."
FISHERS = "Podrán ser beneficiarias de estas ayudas las cofradías de pescadores de la costa."
GRANTS = "órgano concedente (Instituto para la Pesca de Bajura)"
WHO = [
    (GRANTER, FISHERS, "Se justificará la ayuda en mayo.", "cofradías de pescadores"),
    (GRANTER, FISHERS, "Los importes concedidos se abonarán en junio.", GRANTS),
    (GRANTER, FISHERS, "Las ayudas se imputarán al programa de pesca.", GRANTS),
    ("La concesión se realizará por resolución del Director General de Pesca.", FISHERS,
     "La ayuda se abonará en junio.", "órgano concedente (Director General de Pesca)"),
    (GRANTER, FISHERS, "Las altas en el censo se realizarán de oficio.", GRANTS),
    ("La ayuda es directa.", "Serán beneficiarias las siguientes entidades.", "Se justificará la ayuda en mayo.",
     "beneficiarios"),
]  # fmt: skip


@pytest.mark.parametrize(("granter", "beneficiaries", "text", "subject"), WHO)
def test_a_grant_binds_whom_its_norm_says(extractor, granter, beneficiaries, text, subject):
    _, document = parsed(GRANT.format(granter=granter, beneficiaries=beneficiaries, text=text), "norma.txt")
    (row,) = [row for row in obligations(document, extractor.entities(document)) if row.label == "art. 2.1"]
    assert row.subject == subject


GERUNDS = [
    ("El órgano concedente resolverá en mayo, procediendo después al pago.", ["órgano concedente"] * 2),
    ("La cofradía verificará el casco, la quilla y el palo, así como los remos del armador, emitiendo un acta.",
     ["cofradía"] * 2),
    ("La licencia se dará por la Dirección General de Puertos, notificándose al armador.",
     ["Dirección General de Puertos"] * 2),
    ("El armador pintará el casco, procediendo de un astillero.", ["armador"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "subjects"), GERUNDS)
def test_an_act_told_in_the_gerund_is_a_norm_of_whoever_does_the_first(duties, text, subjects):
    rows = duties(text)
    assert [row.subject for row in rows] == subjects


def test_ni_denies_the_second_verb_as_well(duties):
    rows = duties("El patrón no podrá vender la captura en el muelle del puerto viejo ni podrá tirarla al mar.")
    assert [(row.modality, row.quote) for row in rows][1:] == [("prohibition", "ni podrá tirarla al mar.")]


def test_what_governs_a_norm_is_a_norm_in_the_article_about_its_object(duties):
    rows = duties("La veda se regirá por la Ley de Puertos. La veda durará un mes.", heading="Objeto")
    assert [row.quote for row in rows] == ["La veda se regirá por la Ley de Puertos."]
