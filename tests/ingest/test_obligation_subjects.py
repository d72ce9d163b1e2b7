"""Whom a norm binds where its grammar does not say: budgets, acts that imply a will, proposals, names of one actor."""

import pytest

from ingest.obligations import obligations
from ingest.obligations.actors import actors
from tests.support_reading import parsed

SUBJECTS = [
    ("El vencimiento del plazo legitima a los armadores a entender desestimada su solicitud.", ["armadores"]),
    ("Las obras serán hechas por la propia cofradía.", ["cofradía"]),
    ("Las obras serán hechas por el citado armador o mediante un convenio con otras cofradías de la ría de Arousa y "
     "de la costa.", ["armador"]),
    ("La presentación de la solicitud conllevará la autorización del armador para que el puerto consulte el censo.",
     ["armador"]),
    ("La presentación de la solicitud por la cofradía conllevará la autorización del armador para consultar el censo.",
     ["cofradía"]),
    ("La tasa se abonará con cargo a los créditos del presupuesto de gastos del Ministerio de Pesca.",
     ["Ministerio de Pesca"]),
    ("El órgano concedente puntuará los planes. Las solicitudes serán atendidas por orden de entrada.",
     ["órgano concedente"] * 2),
    ("El órgano concedente puntuará los planes. Para la determinación del importe, se tendrá en cuenta el censo.",
     ["órgano concedente"] * 2),
    ("La propuesta de resolución será notificada a los armadores.", ["órgano instructor"]),
    ("La licencia se dictará por la Dirección General de Puertos y se notificará en diez días.",
     ["Dirección General de Puertos"] * 2),
    ("El plano deberá presentarse firmado por el perito.", ["no se indica"]),
    ("Las redes se podrán revisar en los plazos establecidos por la cofradía.", ["no se indica"]),
    ("Las redes podrán ser libremente revisadas por la cofradía.", ["cofradía"]),
    ("El pago quedará condicionado al cumplimiento por parte de la cofradía de los requisitos.", ["cofradía"]),
    ("El pago quedará sometido a los controles por parte del Ministerio de Pesca.", ["no se indica"]),
    ("El procedimiento se iniciará mediante solicitud de los armadores.", ["armadores"]),
    ("El procedimiento se iniciará a instancia de parte.", ["interesados"]),
    ("Los órganos competentes de la cofradía llevarán un censo. Corresponde a dichos órganos su limpieza.",
     ["órganos competentes de la cofradía"] * 2),
    ("La Comisión de Redes se reunirá en mayo. Esta Comisión deberá informar.", ["Comisión de Redes"] * 2),
    ("El armador autorizará al puerto a mirar el censo.", ["armador"]),
    ("Las becas serán compatibles con otras que pudieran dar los municipios.", ["no se indica"]),
    ("El órgano concedente avisará. Reconocida la deuda, se ordenará el pago.", ["órgano concedente"] * 2),
    ("El solicitante firmará. Los solicitantes avisarán.", ["solicitantes"] * 2),
    ("El saldo que quede en poder de las cofradías, se devolverá.", ["cofradías"]),
    ("Actuará como órgano instructor de las ayudas a las que se refiere el artículo 3, la Dirección General de Pesca.",
     ["Dirección General de Pesca"]),
    ("El patrón actuará como secretario de la Comisión.", ["patrón"]),
    ("Actuará de secretario, con voz pero sin voto, un funcionario de la lonja.", ["funcionario de la lonja"]),
    ("Para la revisión de las solicitudes se abrirá un libro.", ["no se indica"]),
    ("La persona solicitante firmará. El órgano concedente mirará. En caso contrario, deberá aportar el plano.",
     ["persona solicitante", "órgano concedente", "persona solicitante"]),
    ("La tasa se abonará con cargo al crédito del presupuesto anual del Ministerio de Pesca.", ["Ministerio de Pesca"]),
    ("El órgano concedente avisará. Los datos de la ayuda se harán constar en la Base de Datos Nacional de "
     "Subvenciones.", ["órgano concedente"] * 2),
    ("El beneficiario será la cofradía de pescadores.", ["cofradía de pescadores"]),
    ("El órgano concedente avisará. Las ayudas deberán pagarse en mayo.", ["órgano concedente"] * 2),
    ("El órgano concedente avisará. En las convocatorias se tendrá en cuenta el censo de la cofradía y se hará constar "
     "la fecha.",
     ["órgano concedente"] * 3),
    ("La resolución no pondrá fin a la vía administrativa, según la Ley 5/98, de Medidas Fiscales.", ["no se indica"]),
    ("Las licencias serán resueltas por la Dirección Provincial de Puertos.", ["Dirección Provincial de Puertos"]),
    ("Podrá entenderse desestimada por silencio la solicitud.", ["interesados"]),
    ("Las licencias serán dadas, a la vista del censo y del informe que la cofradía firme, por el Ministerio de "
     "Transportes y Movilidad Sostenible.", ["Ministerio de Transportes y Movilidad Sostenible"]),
    ("El IVA no será subvencionable.", ["no se indica"]),
    ("El INTA no será subvencionado.", ["INTA"]),
    ("Los pagos del casco deberá realizarlos el armador al astillero.", ["armador"]),
    ("El concesionario venderá el casco. El concesionario avisará. El concesionario dará el recibo. El beneficiario "
     "pagará el casco.\n\nLa memoria deberá presentarse en mayo.",
     ["concesionario"] * 3 + ["beneficiario"] * 2),
    ("Las solicitudes de los armadores, fechadas y firmadas, deberán presentarse en la sede.", ["armadores"]),
    ("El incumplimiento por parte de los armadores de las obligaciones del plan dará lugar a la baja.", ["armadores"]),
    ("Los armadores relacionados en el anexo deberán pintar el casco.", ["armadores"]),
    ("Estos armadores deberán pintar el casco.", ["armadores"]),
    ("La Ministra de Pesca elaborará el censo. No será necesaria la fianza.", ["Ministra de Pesca", "no se indica"]),
    ("Sobre esa base, la Conferencia Sectorial de Pesca fijará las cuotas.", ["Conferencia Sectorial de Pesca"]),
    ("El cónyuge podrá cobrar la pensión.", ["cónyuge"]),
    ("Pasado el mes, se entenderá desestimada la petición.", ["interesados"]),
    ("El patrón entenderá desestimada su petición.", ["patrón"]),
    ("Pasado el mes, se podrá entender desestimada la petición.", ["interesados"]),
    ("Corresponde a las comunidades autónomas la convocatoria. El anuncio de la convocatoria será publicado en junio.",
     ["comunidades autónomas"] * 2),
    ("Corresponde a las cofradías el baldeo. La autorización se notificará en junio.", ["cofradías", "no se indica"]),
    ("El órgano concedente avisará. El importe de la ayuda se reducirá en proporción.", ["órgano concedente"] * 2),
    ("El órgano concedente avisará. Si faltan fondos, se atenderá al orden de llegada.", ["órgano concedente"] * 2),
    ("El órgano concedente avisará. El cambio de casco podrá dar lugar a la modificación de la resolución.",
     ["órgano concedente"] * 2),
    ("El órgano concedente avisará. Las ayudas podrán, excepcionalmente, ser concedidas dos veces.",
     ["órgano concedente"] * 2),
    ("El órgano concedente avisará. Se podrá entregar la ayuda a un asilo.", ["órgano concedente"] * 2),
    ("Se pintarán, por parte de los armadores, los cascos.", ["armadores"]),
    ("Procederá el reintegro de las cantidades percibidas por las cofradías.", ["cofradías"]),
    ("El reparto del fondo, a cargo de la cofradía, se realizará en mayo.", ["cofradía"]),
    ("La cuota del armador al seguro, no podrá pasar de diez euros.", ["armador"]),
    ("Las lonjas cerrarán. Los armadores remitirán el censo, y justificarán la transferencia de la cuota.",
     ["no se indica", "armadores", "armadores"]),
    ("Los armadores comunicarán el daño al Instituto Marino. Dicha entidad abrirá un acta, y comunicará su fecha.",
     ["armadores", "Instituto Marino", "Instituto Marino"]),
    ("Los armadores remitirán un informe. En dicho informe se deberá incluir el censo.", ["armadores"] * 2),
    ("Los armadores verán un informe. En dicho informe se deberá incluir el censo.", ["armadores", "no se indica"]),
    ("Los remos deberán estar dotados de escálamo.", ["no se indica"]),
    ("El órgano concedente avisará. Se podrán realizar pagos a cuenta.", ["órgano concedente"] * 2),
    ("Las licencias se pagarán con cargo a los créditos de la Ley de Presupuestos, dentro de los del Ministerio de "
     "Pesca, y tendrán ese límite.", ["Ministerio de Pesca"] * 2),
    ("El crédito del Ministerio de Pesca de cada ejercicio se gastará en redes.", ["Ministerio de Pesca"]),
    ("El órgano concedente avisará. El reparto de los créditos de los presupuestos del Estado se hará por zonas.",
     ["órgano concedente"] * 2),
    ("El órgano concedente avisará. Los compromisos de gasto abarcarán dos años.", ["órgano concedente"] * 2),
    ("El título valdrá en todo el territorio del Estado y será necesario para faenar.", ["no se indica"] * 2),
    ("La cofradía remitirá el censo. Por otro lado, al comienzo de cada campaña enviarán una lista.", ["cofradía"] * 2),
    ("La cofradía remitirá el censo. Antes de mayo la memoria contendrá una lista.", ["cofradía", "no se indica"]),
    ("Esta tasa será de aplicación a la entidad gestora «Puertos del Sur».", ["entidad gestora «Puertos del Sur»"]),
    ("Tramo 1: quienes, por su cupo, no superen el tramo 1 podrán pescar.",
     ["quienes, por su cupo, no superen el tramo 1"]),
    ("Las licencias dadas a los y las armadoras se pagarán.", ["no se indica"]),
    ("Las y los armadores pintarán el casco.", ["armadores"]),
    ("El puerto, y oídas la lonja y las cofradías gallegas, fijará la veda.", ["no se indica"]),
    ("Las redes se anotarán en el censo, llevado por la cofradía.", ["no se indica"]),
    ("La mesa estará formada por diez vocales, elegidos por la cofradía.", ["no se indica"]),
    ("Cesarán cuando así lo proponga la cofradía.", ["no se indica"]),
    ("Los armadores que faenen, según la ley por la que se establece la organización de las lonjas, podrán avisar.",
     ["armadores"]),
    ("Para el cálculo de la cuota de los armadores se hará una media.", ["no se indica"]),
    ("En las juntas de la cofradía tendrán voz los pintores.", ["no se indica"]),
    ("Las cofradías, a las que podrá entrar cualquier patrón, fijarán su cuota.", ["cofradías"]),
    ("Los armadores o, en su caso, las cofradías firmarán.", ["armadores o, en su caso, las cofradías"]),
    ("El patrón es responsable del casco, y está obligado a pintarlo.", ["patrón"] * 2),
    ("A las cofradías mencionadas se les aplicará la tasa.", ["cofradías"]),
    ("Los ingenieros navales firmarán el plano.", ["ingenieros navales"]),
    ("Los colegiados podrán ver el censo.", ["colegiados"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "subjects"), SUBJECTS)
def test_a_norm_binds_whom_its_words_point_to(duties, text, subjects):
    assert [row.subject for row in duties(text)] == subjects


def test_an_office_is_not_whoever_holds_it(duties):
    rows = duties("Corresponde a la Secretaría de Pesca el censo.\n\nEl Secretario de Pesca firmará. ")
    assert [row.subject for row in rows] == ["Secretaría de Pesca", "Secretario de Pesca"]


@pytest.mark.parametrize("heading", ["Servicios pesqueros", "Establecimiento de la veda"])
def test_a_heading_that_names_a_matter_binds_nobody(duties, heading):
    assert [row.subject for row in duties("Deberá pintarse el casco.", heading=heading)] == ["no se indica"]


def test_beneficiaries_go_by_the_plural_that_the_text_has(duties):
    rows = duties(
        "El beneficiario deberá pintar el casco.\n\nEl Ministerio de Pesca llevará un censo de beneficiarios."
    )
    assert [row.subject for row in rows] == ["beneficiarios", "Ministerio de Pesca"]


def test_a_list_of_competences_is_of_whoever_is_named_right_behind(duties):
    lead = (
        "Se podrán pagar cursos de competencias marineras, de vela, de remo y de otras artes, y de mejora profesional:"
    )
    rows = duties(f"{lead}\n\na) Cursos de nudos.\n\nb) Cursos de remo.\n")
    assert {row.subject for row in rows} == {"no se indica"}


def test_the_words_of_an_item_go_before_the_heading_of_its_list(duties):
    text = "El órgano concedente llevará un censo. El órgano concedente avisará.\n\n2. Deberá requerirse la factura.\n"
    assert duties(text, heading="Gastos subvencionables")[-1].subject == "órgano concedente"


GRANT = """Real Decreto 5/2098, de 3 de mayo, por el que se conceden ayudas a la pesca.

Artículo 1. Régimen.

{granter}

Artículo 2. Pago.

La concesión se publicará. El órgano concedente comprobará el pago.
"""


@pytest.mark.parametrize(
    ("granter", "subject"),
    [
        ("La concesión se hará por resolución del Director General de Pesca.",
         "órgano concedente (Director General de Pesca)"),
        ("Corresponde a la Ministra de Pesca resolver el procedimiento.", "órgano concedente (Ministra de Pesca)"),
        ("Corresponde a la Ministra de Pesca resolver el procedimiento. La concesión de la segunda se hará por "
         "resolución del Director General de Pesca.", "órgano concedente"),
        ("La competencia para la concesión de las ayudas corresponde al Secretario de Estado de Pesca.",
         "órgano concedente (Secretario de Estado de Pesca)"),
        ("La ayuda es directa.", "órgano concedente"),
    ],
)  # fmt: skip
def test_the_granting_body_is_told_by_its_function_and_its_name(extractor, granter, subject):
    document = parsed(GRANT.format(granter=granter))[1]
    rows = [row for row in obligations(document, extractor.entities(document)) if row.label == "art. 2"]
    assert [row.subject for row in rows] == [subject] * 2


SINGLED = [
    ("En el caso de las cofradías, se presentará el censo. Se presentará también el plano.",
     ["cofradías", "no se indica"]),
    ("Tratándose de armadores, se conservará la factura.", ["armadores"]),
    ("El órgano concedente resolverá. En el caso de las cofradías, se publicará la lista.", ["órgano concedente"] * 2),
    ("En el caso de las obras, se presentará el plano.", ["no se indica"]),
    ("El procedimiento se iniciará a instancia de los armadores.", ["armadores"]),
    ("Podrán inscribirse en el censo, a petición de los armadores, otros buques.", ["no se indica"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "subjects"), SINGLED)
def test_whom_a_norm_singles_out_is_bound_by_it_alone(duties, text, subjects):
    assert [row.subject for row in duties(text)] == subjects


@pytest.mark.parametrize(
    ("who", "subjects"),
    [
        ("Serán beneficiarias de estas ayudas las cofradías de pescadores.", {"cofradías beneficiarias"}),
        ("Serán beneficiarias las entidades del anexo.", {"beneficiarias", "cofradías beneficiarias"}),
    ],
)
def test_beneficiaries_that_are_all_of_one_kind_go_by_one_name(duties, who, subjects):
    text = "Las cofradías beneficiarias pintarán el casco. Las cofradías beneficiarias deberán avisar. "
    rows = duties(f"{text}Las beneficiarias deberán conservar la factura.\n\n{who}")
    assert {row.subject for row in rows[:3]} == subjects


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("el beneficiario coloque un cartel de obra", "beneficiario"),
        ("las personas jurídicas de las que un familiar sea socio", "personas jurídicas"),
        ("los armadores de la ría y de las", "armadores de la ría"),
        ("las cofradías de la costa a excepción de la de Vigo", "cofradías de la costa"),
        ("las entidades beneficiarias de las ayudas reguladas en este real decreto", "entidades beneficiarias"),
        ("los beneficiarios de las ayudas de la línea segunda", "beneficiarios de las ayudas de la línea segunda"),
        ("los órganos su limpieza", "órganos"),
        ("el armador tuviera que pintar", "armador"),
        ("al armador algunas de las siguientes", "armador"),
        ("la cofradía o cualquiera de sus socios", "cofradía o cualquiera de sus socios"),
    ],
)
def test_a_name_ends_where_its_sentence_goes_on(text, name):
    assert next(actors(text)).name == name


def test_how_to_apply_is_for_whoever_applies(duties):
    text = (
        "1. Las solicitudes de las personas solicitantes irán firmadas. La persona solicitante avisará.\n\n"
        "2. Deberán acompañarse de la siguiente documentación:\n\na) Un plano.\n\nb) Un censo.\n"
    )
    rows = duties(text, heading="Presentación de solicitudes")
    assert {row.subject for row in rows} == {"personas solicitantes"}


def test_whoever_instructs_does_not_grant(extractor):
    text = GRANT.format(granter="El órgano instructor mirará el censo.").replace(
        "El órgano concedente comprobará", "Se ordenará"
    )
    document = parsed(text)[1]
    rows = obligations(document, extractor.entities(document))
    assert [row.subject for row in rows] == ["órgano instructor", "órgano concedente", "órgano concedente"]


MANAGED = [
    ("Corresponde a las comunidades autónomas la convocatoria, tramitación, resolución y pago de las ayudas.",
     "órgano competente (comunidades autónomas)"),
    ("La recepción de las solicitudes, su tramitación y resolución, así como el pago corresponderá a las cofradías "
     "mayores.", "órgano competente (cofradías mayores)"),
    ("La tramitación y gestión de las solicitudes, así como su resolución y el pago, corresponderán a las cofradías "
     "mayores.", "órgano competente (cofradías mayores)"),
]  # fmt: skip


@pytest.mark.parametrize(("granter", "subject"), MANAGED)
def test_whoever_has_to_manage_a_grant_is_who_grants(extractor, granter, subject):
    text = GRANT.format(granter=granter).replace("El órgano concedente", "El órgano competente")
    document = parsed(text)[1]
    rows = [row for row in obligations(document, extractor.entities(document)) if row.label == "art. 2"]
    assert [row.subject for row in rows] == [subject] * 2


def test_a_norm_about_grants_binds_its_beneficiaries_however_often_it_says_interesados(extractor):
    text = GRANT.format(granter="Los interesados podrán mirar la lista. Las actas de los beneficiarios y los "
                        "beneficiarios figurarán en ella.")  # fmt: skip
    document = parsed(text.replace("comprobará el pago", "avisará.\n\n2. Deberá conservarse la factura"))[1]
    assert obligations(document, extractor.entities(document))[-1].subject == "beneficiarios"


APPLIED = [
    ("La solicitud se presentará, en mayo, por la cofradía y los armadores de la ría.",
     "cofradía y los armadores de la ría"),
    ("La solicitud se presentará por las personas jurídicas en la sede.", "solicitantes"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "subject"), APPLIED)
def test_who_applies_is_who_the_norm_says_hands_in_the_application(extractor, told, subject):
    text = GRANT.format(granter=told).replace("Artículo 2. Pago.", "Artículo 2. Solicitud.\n\nSe adjuntará un plano.")
    document = parsed(text)[1]
    rows = [row for row in obligations(document, extractor.entities(document)) if row.label.startswith("art. 2")]
    assert rows[0].subject == subject


CLASSES = [
    ("Podrán ser beneficiarios o beneficiarias de las ayudas previstas en esta orden los titulares de un buque "
     "inscrito en el censo.", "beneficiarios (titulares de un buque)"),
    ("Podrán ser beneficiarias las entidades incluidas en el censo.", "beneficiarios"),
    ("Podrán ser beneficiarias las entidades y organizaciones.", "beneficiarios"),
    ("Serán beneficiarios los mareantes de Arousa. Serán beneficiarias las lonjas del Norte.", "beneficiarios"),
    ("No podrán ser beneficiarias las naves de recreo.", "beneficiarios"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "subject"), CLASSES)
def test_beneficiaries_are_told_by_the_one_class_that_they_are(extractor, told, subject):
    document = parsed(
        GRANT.format(granter=told).replace("La concesión se publicará.", "Deberá conservarse la factura.")
    )[1]
    rows = [row for row in obligations(document, extractor.entities(document)) if row.label == "art. 2"]
    assert rows[0].subject == subject


GETS = [
    ("No podrán ser beneficiarias las naves de recreo.", "naves de recreo"),
    ("Podrán ser beneficiarios de estas ayudas los titulares de un buque con muelle.", "titulares de un buque"),
    ("Se deberá presentar una nueva solicitud. Los solicitantes avisarán.", "solicitantes"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "subject"), GETS)
def test_who_may_get_or_ask_is_whom_the_norm_is_about(duties, text, subject):
    assert duties(text)[0].subject == subject


THAT = [
    ("Que, a su llegada, el patrón de la nave firme el libro. Además, avisará al puerto.", ["patrón de la nave"] * 2),
    ("Que la entidad solicitante de la beca disponga de un muelle.", ["entidad solicitante de la beca"]),
    ("Que las redes del patrón lleven un número.", ["armador"]),
]  # fmt: skip


@pytest.mark.parametrize(("item", "subjects"), THAT)
def test_an_item_binds_whom_its_subjunctive_has_for_its_subject(duties, item, subjects):
    rows = duties(f"El armador deberá cumplir los siguientes requisitos:\n\na) {item}\n\nb) Tener un buque.\n")
    assert [row.subject for row in rows if row.label == "art. 1.a)"] == subjects


@pytest.mark.parametrize(
    ("called", "subject"),
    [
        ("Las personas beneficiarias avisarán. Las personas beneficiarias firmarán. Las personas beneficiarias irán.",
         "personas beneficiarias"),
        ("Los beneficiarios avisarán. Las personas beneficiarias firmarán. Los beneficiarios irán.", "beneficiarios"),
    ],
)  # fmt: skip
def test_those_who_get_a_grant_go_by_the_name_that_the_text_gives_them_most(extractor, called, subject):
    title = "Orden PES/7/2098, de 3 de mayo, por la que se regulan las subvenciones a la pesca."
    text = f"{title}\n\nArtículo 1. Avisos.\n\n{called}\n\nArtículo 2. Gastos.\n\nSerán subvencionables las redes.\n"
    document = parsed(text)[1]
    rows = obligations(document, extractor.entities(document))
    assert next(row.subject for row in rows if row.label == "art. 2") == subject
