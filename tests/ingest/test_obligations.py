from dataclasses import replace
from pathlib import Path

import pytest

from ingest.extraction.rules import rules
from ingest.obligations import obligations
from ingest.obligations.heads import heads
from ingest.obligations.names import one_name_each
from ingest.obligations.wording import infinitive_of
from kb.facts import Modality
from tests.support_reading import parsed

CORPUS = Path(__file__).parent.parent.parent / "corpus"


CLAUSES = [
    ("En caso de no firmar, se entenderá que se renuncia a la ayuda.", "consequence", "no se indica"),
    ("Se entienden excluidos los gastos de viaje.", "prohibition", "no se indica"),
    ("La venta habrá sido efectuada por la cofradía.", "obligation", "cofradía"),
    ("De las pérdidas que dan derecho a la ayuda deberán deducirse los cobros.", "obligation", "no se indica"),
    ("El aviso se sustituye por un cartel, concediendo un plazo de diez días.", "obligation", "no se indica"),
    ("El fondo asciende a tres euros, cantidad que se pagará en mayo.", "obligation", "no se indica"),
    ("La cuantía máxima de la ayuda será de 3.000 euros.", "prohibition", "no se indica"),
    ("La ayuda será como máximo la mitad del coste.", "prohibition", "no se indica"),
    ("Demora del plano: deberá ser reintegrado el 10 % de la ayuda.", "consequence", "no se indica"),
    ("El armador no necesitará acompañar el título.", "right", "armador"),
    ("El retraso de los armadores puede constituir causa de reintegro.", "consequence", "armadores"),
    ("Cada cofradía dispondrá de hasta diez puntos.", "permission", "cofradía"),
    ("Las empresas deberán llevar un registro de sus ventas.", "obligation", "empresas"),
    ("El concesionario habrá de conservar el canal.", "obligation", "concesionario"),
    ("Los armadores tendrán que comunicar cada captura.", "obligation", "armadores"),
    ("El molino estará sujeto a inspección del ayuntamiento.", "obligation", "no se indica"),
    ("Las tarifas se publicarán por el Ministerio de Pesca.", "obligation", "Ministerio de Pesca"),
    ("Corresponde a la Dirección General de Puertos la vigilancia del muelle.", "obligation",
     "Dirección General de Puertos"),
    ("Es de obligado cumplimiento por parte de los armadores la Orden ABC/10/2021.", "obligation", "armadores"),
    ("Los buques no podrán pescar de noche.", "prohibition", "no se indica"),
    ("Ningún armador podrá arrendar su licencia.", "prohibition", "armador"),
    ("En ningún caso podrá cederse por el titular la licencia.", "prohibition", "titular"),
    ("Queda prohibido a los usuarios el vertido de aceites.", "prohibition", "usuarios"),
    ("La ayuda no excederá del 50 % del coste.", "prohibition", "no se indica"),
    ("No serán subvencionables los gastos de viaje.", "prohibition", "no se indica"),
    ("Los municipios podrán firmar convenios.", "permission", "municipios"),
    ("Podrán acudir a la subasta los vecinos y las cofradías.", "permission", "vecinos y las cofradías"),
    ("Se faculta a la Ministra de Pesca para dictar normas de desarrollo.", "permission", "Ministra de Pesca"),
    ("Los interesados tendrán derecho a ser oídos.", "right", "interesados"),
    ("No será necesario que los solicitantes aporten el título.", "right", "solicitantes"),
    ("Serán subvencionables los gastos de personal.", "right", "no se indica"),
    ("El incumplimiento del beneficiario dará lugar al reintegro de la ayuda.", "consequence", "beneficiario"),
    ("Se tendrá por desistido al solicitante que no subsane.", "consequence", "solicitante"),
    ("Corresponderá, en todo caso, a la Junta de Puertos la vigilancia del muelle.", "obligation", "Junta de Puertos"),
    ("El vencimiento del plazo legitimará a los armadores para entender desestimada su solicitud.", "permission",
     "armadores"),
    ("Transcurrido el plazo sin que se haya resuelto, los armadores estarán legitimados para recurrir.", "permission",
     "armadores"),
    ("Si ninguno de los licitadores ofrece garantía, el ayuntamiento podrá contratar de otro modo.", "permission",
     "ayuntamiento"),
    ("Quienes pesquen de noche podrán pedir una licencia.", "permission", "Quienes pesquen de noche"),
    ("Este plazo podrá ser prorrogado por acuerdo del Consejo de Ministros.", "permission", "Consejo de Ministros"),
    ("No podrá hacerse el pago en tanto el armador no pinte el casco.", "prohibition", "no se indica"),
    ("Las obras pagadas por el Estado y previstas en el plan se publicarán en la web.", "obligation", "Estado"),
    ("Los armadores quedan exonerados de la constitución de garantía.", "right", "armadores"),
    ("El solicitante no deberá aportar certificaciones.", "right", "solicitante"),
    ("Los armadores asumen la obligación de limpiar el muelle.", "obligation", "armadores"),
    ("Es responsabilidad de los armadores la limpieza del muelle.", "obligation", "armadores"),
    ("El órgano competente para resolver será la Dirección General de Puertos.", "obligation",
     "Dirección General de Puertos"),
    ("Las licencias otorgadas por la Dirección General de Puertos podrán ser recurridas en alzada.", "permission",
     "interesados"),
    ("Se faculta a la persona titular del Ministerio de Pesca, Puertos y Costas para dictar normas.", "permission",
     "persona titular del Ministerio de Pesca, Puertos y Costas"),
    ("Corresponderá la vigilancia del muelle a la Junta de Puertos.", "obligation", "Junta de Puertos"),
    ("Al Ministerio de Pesca le corresponderá la vigilancia.", "obligation", "Ministerio de Pesca"),
    ("No será de aplicación a los armadores la tasa.", "right", "armadores"),
    ("A los armadores no les será exigible la fianza.", "right", "armadores"),
    ("Los buceros solicitarán la licencia.", "obligation", "buceros"),
    ("Los contenedores llevarán una etiqueta.", "obligation", "no se indica"),
    ("Podrán pedir la licencia quienes hayan pescado diez años.", "permission", "quienes hayan pescado diez años"),
    ("Se excluirán las horas en las que el patrón se encuentre en tierra.", "obligation", "no se indica"),
    ("El casco quedará sometido a los controles por parte del Ministerio de Pesca.", "obligation", "no se indica"),
    ("Es preceptivo el informe del puerto.", "obligation", "no se indica"),
    ("Constituye requisito para pescar la licencia.", "obligation", "no se indica"),
    ("El chaleco es de uso obligatorio.", "obligation", "no se indica"),
    ("Publicación obligatoria en el tablón de anuncios.", "obligation", "no se indica"),
    ("Los armadores tienen prohibido pescar de noche.", "prohibition", "armadores"),
    ("No surtirá efectos la licencia que no se publique.", "consequence", "no se indica"),
    ("Los equipos serán compatibles con las normas técnicas.", "obligation", "no se indica"),
    ("Los soportes serán compatibles, siempre, con los utilizados por el puerto.", "obligation", "no se indica"),
    ("La licencia se dará mediante resolución de la Dirección General de Puertos.", "obligation",
     "Dirección General de Puertos"),
    ("Mediante orden de la Ministra de Pesca se establecerán los modelos.", "obligation", "Ministra de Pesca"),
    ("Se pondrá un plazo para que las personas extranjeras puedan pescar.", "obligation", "no se indica"),
    ("Las notificaciones se dirigirán al representante designado por la cofradía.", "obligation", "no se indica"),
    ("El número de empleados se calculará por días.", "obligation", "no se indica"),
    ("Contra la licencia podrá interponerse recurso ante la Dirección General de Puertos.", "permission",
     "interesados"),
    ("De acuerdo con la Ley 39/2015, de 1 de octubre, del Procedimiento Administrativo Común, el armador firmará.",
     "obligation", "armador"),
    ("El patrón dispondrá de diez días para recurrir.", "right", "patrón"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "modality", "subject"), CLAUSES)
def test_a_clause_has_its_modality_and_its_subject(duties, text, modality, subject):
    (row,) = duties(text)
    assert row.modality == modality
    assert subject == row.subject


@pytest.mark.parametrize(
    "text",
    [
        "Esta norma tiene por objeto regular la pesca.",
        "Se entenderá por buque toda embarcación con motor.",
        "Este real decreto entrará en vigor el día siguiente al de su publicación.",
        "El artículo 3 de la Ley 7/2090 quedará redactado como sigue.",
        "La pesca es una actividad que ha dado de comer a la comarca.",
        "Cabe destacar que el puerto ha crecido.",
        "La licencia surtirá efectos desde el día siguiente a su firma.",
        "Seguirán vigentes las licencias de la campaña anterior.",
        "Las referencias a la Junta se entenderán hechas al Consejo.",
        "Tendrán la consideración de buques los que midan más de diez metros.",
        "El personal tendrá a todos los efectos el carácter de funcionario.",
        "Los poderes surtirán efectos ante el puerto.",
        "Con el nombre de aparejo se conocerán las redes y los anzuelos.",
        "El Ministerio ejerce sus atribuciones a través de los siguientes órganos:\n\na) La Subsecretaría.",
    ],
)
def test_definitions_aims_and_tales_are_no_obligations(duties, text):
    assert duties(text) == ()


def test_a_preamble_and_the_aims_of_an_article_demand_nothing(extractor):
    head = "Real Decreto 5/2098, de 3 de mayo, por el que se ordena la pesca."
    text = f"{head}\n\nEl proyecto creará empleo.\n\nArtículo 1. Objeto.\n\nSe regulará la pesca.\n"
    _, document = parsed(text)
    assert obligations(document, extractor.entities(document)) == ()


def test_every_rule_finds_the_verb_of_its_own_example():
    for rule in rules("obligations")["head"]:
        found = [head.modality for head in heads(rule["example"])]
        expected = {rule["modality"], rule.get("denied", rule["modality"])} - {"none"}
        assert found == [] if rule["modality"] == "none" else expected & set(found), rule["example"]


# ------------------------------------------------------------ one row per norm


def test_two_norms_in_a_sentence_are_two_rows(duties):
    rows = duties("El beneficiario presentará la memoria, y el órgano gestor podrá pedir su corrección.")
    assert [(row.modality, row.subject, row.action) for row in rows] == [
        (Modality.OBLIGATION, "beneficiario", "Presentar la memoria"),
        (Modality.PERMISSION, "órgano gestor", "Pedir su corrección."),
    ]


def test_a_relative_that_binds_somebody_else_is_a_row_of_its_own(duties):
    rows = duties("La ayuda se pagará a través de la entidad coordinadora, que transferirá su parte a cada miembro.")
    assert [row.action for row in rows][1] == "Transferir su parte a cada miembro."
    assert rows[1].subject == "entidad coordinadora"


def test_what_a_relative_tells_of_a_thing_is_not(duties):
    (row,) = duties("El beneficiario presentará un plan, que contendrá el presupuesto.")
    assert row.quote.endswith("presupuesto.")


JOINED = [
    ("La licencia pondrá fin a la vía administrativa y contra la misma podrá interponerse recurso.",
     ["consequence", "permission"]),
    ("Los planos deberán tener formato PDF y los planos firmados deberán llevar fecha.", ["obligation", "obligation"]),
    ("El aviso se hará por carta, pudiendo, además, hacerse por correo.", ["obligation", "permission"]),
    ("La ayuda se pagará en diez meses, no pudiendo superar los mil euros.", ["obligation"]),
    ("La vigilancia le corresponde al Ministerio de Pesca, sin que pueda delegarse.", ["obligation", "prohibition"]),
    ("La pesca se hará en la ría, estando prohibida la pesca nocturna.", ["obligation", "prohibition"]),
    ("Se adelantará el pago, sin necesidad de constitución de garantías.", ["obligation", "right"]),
    ("Se podrá presentar un informe de auditor que deberá estar inscrito.", ["permission", "obligation"]),
    ("El patrón presentará el plano que deberá estar firmado.", ["obligation"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "modalities"), JOINED)
def test_a_norm_that_another_joins_is_a_row_of_its_own(duties, text, modalities):
    assert [row.modality.value for row in duties(text)] == modalities


# ------------------------------------------------------------ condition, amounts, law


CONDITIONS = [
    ("El órgano podrá acordar el cambio siempre que no dañe derechos de terceros, que el proyecto mejore y que no suba "
     "el precio.", "siempre que no dañe derechos de terceros, que el proyecto mejore y que no suba el precio"),
    ("No cabrá prórroga cuando, de conformidad con el artículo 6, el plazo haya terminado.",
     "cuando, de conformidad con el artículo 6, el plazo haya terminado"),
    ("El armador podrá pedirlo cuando cambie el nombre, calado o destino del buque, por escrito.",
     "cuando cambie el nombre, calado o destino del buque"),
    ("El armador deberá pintar el casco, salvo lo previsto en el artículo 19.3 de la Ley 38/2003, de 17 de noviembre.",
     "salvo lo previsto en el artículo 19.3 de la Ley 38/2003, de 17 de noviembre"),
    ("Si las solicitudes no llevan firma, no reuniesen los requisitos o no llegaran a tiempo, el ayuntamiento pedirá "
     "que se subsanen.", "Si las solicitudes no llevan firma, no reuniesen los requisitos o no llegaran a tiempo"),
    ("Los armadores pagarán, salvo en los casos del artículo 8.1 a), b), o c) de la ley, la tasa.",
     "salvo en los casos del artículo 8.1 a), b), o c) de la ley"),
    ("Los armadores pagarán, a excepción de la letra e) de este apartado, y 3 de la ley.",
     "a excepción de la letra e) de este apartado"),
    ("Los armadores pagarán, salvo en los apartados 7, 12, 13 y 16.", "salvo en los apartados 7, 12, 13 y 16"),
    ("Si no hubiera acta, cualquiera de los armadores, y otros vecinos, podrán pedirla.", "Si no hubiera acta"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "condition"), CONDITIONS)
def test_a_condition_is_told_whole(duties, text, condition):
    (row,) = duties(text)
    assert row.condition == condition


def test_a_warning_and_what_follows_in_that_case_are_rows_of_their_own(duties):
    rows = duties(
        "El ayuntamiento requerirá al armador para que subsane la falta, indicándole que, si no lo hiciera, se le "
        "tendrá por desistido. El armador podrá negarse, en cuyo caso deberá presentar el título."
    )
    assert [(row.modality.value, row.quote) for row in rows] == [
        ("obligation", "El ayuntamiento requerirá al armador para que subsane la falta"),
        ("consequence", "si no lo hiciera, se le tendrá por desistido."),
        ("permission", "El armador podrá negarse"),
        ("obligation", "en cuyo caso deberá presentar el título."),
    ]


ACTIONS = [
    ("Las cofradías podrán no presentar los planos que ya tenga el puerto.",
     "No presentar los planos que ya tenga el puerto."),
    ("No obstante lo anterior, se abonará la tasa.", "Se abonará la tasa."),
    ("No obstante lo previsto en el artículo 3, se abonará la tasa.",
     "No obstante lo previsto en el artículo 3, se abonará la tasa."),
    ("Los armadores pintarán el casco, limpiarán la sentina y avisarán al puerto.",
     "Pintar el casco, limpiar la sentina y avisar al puerto."),
    ("En cumplimiento de lo previsto en el artículo 3 de la Ley 8/2003, de 24 de abril, se abonará la tasa.",
     "Se abonará la tasa."),
    ("De acuerdo con la ley, la tasa, que es anual, se abonará en mayo.", "La tasa, que es anual, se abonará en mayo."),
    ("Los armadores no podrán adoptarse ninguna medida.", "Los armadores no podrán adoptarse ninguna medida."),
    ("Si vencido el mes que hay para pintar, el armador no hubiese avisado, se le requerirá un plano.",
     "Se le requerirá un plano."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "action"), ACTIONS)
def test_an_action_is_a_whole_sentence(duties, text, action):
    row = duties(f"Artículo 1. Puertos.\n{text}\n")[0]
    assert row.action == action


RESTS = [
    ("La Junta emitirá un informe en el que se dirá el resultado.", "un informe", "Un informe en el que se dirá"),
    ("La Junta hará una propuesta, en la que se ordenarán los buques.", "una propuesta",
     "Una propuesta, en la que se ordenarán"),
    ("La licencia habrá de ser motivada, según la ley, y deberá decir su término.", "según la ley",
     "La licencia … deberá decir su término."),
    ("La Junta revisará el muelle cada año, y se concederá un mes para pintarlo.", "cada año", "Se concederá un mes"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "second"), RESTS)
def test_what_begins_in_the_middle_of_a_sentence_says_what_it_is_about(duties, text, first, second):
    rows = duties(text)
    assert len(rows) == 2
    assert rows[0].quote.endswith(first)
    assert rows[1].action.startswith(second)


def test_what_a_verb_of_planning_completes_and_what_an_exception_says_are_no_norms(duties):
    assert len(duties("La Junta podrá prever, según el gasto, que se procederá al reparto.")) == 1
    assert len(duties("Los armadores deberán avisar de las obras, salvo las menores, que se regirán por la ley.")) == 1


def test_a_lead_in_whose_items_are_no_rows_tells_them(duties):
    rows = duties("""Artículo 1. Puertos.
        1. Podrán ser beneficiarias las siguientes entidades:
        a) Las cofradías.
        b) Las lonjas:
        1.º De Galicia.
        2. Los armadores deberán presentar:
        a) Un plano.""")
    assert [row.action for row in rows] == [
        "Podrán ser beneficiarias las siguientes entidades: a) Las cofradías; b) Las lonjas: 1.º De Galicia",
        "Los armadores deberán presentar: un plano",
    ]


def test_conditions_and_exceptions_are_told_apart_from_the_action(duties):
    (row,) = duties("Cuando cambie el patrón, el armador deberá comunicarlo al puerto, salvo causa de fuerza mayor.")
    assert row.condition == "Cuando cambie el patrón; salvo causa de fuerza mayor"
    assert row.action.startswith("Comunicarlo al puerto")


def test_an_exception_in_another_apartado_is_a_condition_of_this_one(duties):
    rows = duties(
        "1. Los armadores deberán pintar el casco.\n\n2. Los armadores deberán numerar las redes.\n\n"
        "3. Lo dispuesto en los apartados 1 y 2 no será exigible si el buque mide menos de cinco metros.\n"
    )
    assert [row.label for row in rows] == ["art. 1.1", "art. 1.2", "art. 1.3"]
    assert all("salvo art. 1.3: «Lo dispuesto en los apartados 1 y 2" in (row.condition or "") for row in rows[:2])
    assert "salvo" not in (rows[2].condition or "")


def test_amounts_and_laws_are_in_the_spelling_of_the_contract(duties):
    (row,) = duties(
        "El armador deberá pagar 60.000 euros y el 20 por ciento del coste, según los artículos 18 y 22 de la "
        "Ley 38/2003, de 17 de noviembre."
    )
    assert row.amounts == ("60000 EUR", "20 %")
    assert row.legal_refs == ("Ley 38/2003 art. 18", "Ley 38/2003 art. 22")


@pytest.mark.parametrize(
    ("cited", "refs"),
    [
        ("el artículo 13.2 y 3 de la Ley 38/2003", ("Ley 38/2003 art. 13.2", "Ley 38/2003 art. 13.3")),
        ("los artículos 13.2 y 3 de la Ley 38/2003", ("Ley 38/2003 art. 13.2", "Ley 38/2003 art. 3")),
        ("los artículos 37 a 43 de la Ley 38/2003", ("Ley 38/2003 arts. 37 a 43",)),
    ],
)
def test_lists_and_ranges_of_articles_are_told_apart(duties, cited, refs):
    (row,) = duties(f"El armador deberá cumplir {cited}.")
    assert row.legal_refs == refs


# ------------------------------------------------------------ whom the text binds where it does not say


def test_the_subject_comes_from_the_heading_or_the_sentence_before(duties):
    rows = duties("Deberá conservarse la factura.", heading="Obligaciones de los armadores")
    assert [row.subject for row in rows] == ["armadores"]
    rows = duties("El patrón llevará el diario de a bordo. Asimismo, anotará cada captura.")
    assert [row.subject for row in rows] == ["patrón", "patrón"] or rows[1].subject == rows[0].subject


@pytest.mark.parametrize(
    ("heading", "subject"),
    [
        ("Obligaciones de los armadores", "armadores"),
        ("Armadores", "armadores"),
        ("No incremento del gasto de personal", "no se indica"),
        ("Referencias a los órganos suprimidos", "no se indica"),
    ],
)
def test_a_heading_gives_a_subject_only_when_it_is_about_somebody(duties, heading, subject):
    assert [row.subject.lower() for row in duties("Deberá conservarse el casco.", heading=heading)] == [subject]


def test_a_norm_about_grants_binds_whom_the_law_of_grants_names(extractor):
    text = "Artículo 1. Régimen.\n\nLa solicitud se presentará en la sede. El pago se hará de una vez.\n"
    for title, subjects in (
        ("por el que se conceden subvenciones a la pesca", ["solicitantes", "órgano concedente"]),
        ("por el que se ordena la pesca", ["no se indica", "no se indica"]),
    ):
        document = parsed(f"Real Decreto 5/2098, de 3 de mayo, {title}.\n\n{text}")[1]
        assert [row.subject for row in obligations(document, extractor.entities(document))] == subjects


def test_requirements_to_receive_are_rows_beside_their_lead(duties):
    lead = "Podrán ser beneficiarios los armadores que cumplan los siguientes requisitos:"
    rows = duties(f"{lead}\n\na) Tener un buque.\n\nb) No haber sido sancionados.\n")
    assert [(row.label, row.modality.value) for row in rows] == [
        ("art. 1", "permission"), ("art. 1.a)", "obligation"), ("art. 1.b)", "obligation"),
    ]  # fmt: skip


def test_whoever_another_apartado_names_is_not_whom_this_one_leaves_unsaid(duties):
    rows = duties(
        "1. El armador deberá pintar el casco. En todo caso, se conservará la factura.\n\n"
        "2. El interesado pagará la tasa.\n\n3. Con la memoria, se podrá presentar un plano.\n"
        "\n4. El armador llevará un diario. El armador anotará las capturas.\n"
    )
    assert [row.subject for row in rows][3] != "armador"
    rows = duties("El órgano competente podrá revisar la memoria, en cuyo caso se emitirá un informe.")
    assert [row.subject for row in rows] == ["órgano competente"] * 2


def test_what_an_article_about_its_object_lists_is_no_duty(duties):
    text = "Las ayudas irán dirigidas a:\n\na) Los armadores.\n\nb) Los patrones.\n"
    assert duties(text, heading="Objeto") == ()


def test_one_actor_has_one_name():
    names = ["beneficiario", "entidades beneficiarias", "entidad beneficiaria", "órgano gestor"]
    told = one_name_each(names, ["entidades beneficiarias", "entidades beneficiarias", "beneficiario"])
    assert told == dict.fromkeys(names[:3], "entidades beneficiarias") | {"órgano gestor": "órgano gestor"}


def test_beneficiaries_go_by_their_plural():
    told = one_name_each(["entidad beneficiaria", "entidades beneficiarias"], ["entidad beneficiaria"] * 3)
    assert set(told.values()) == {"entidades beneficiarias"}


@pytest.mark.parametrize(
    ("future", "infinitive"),
    [("presentará", "presentar"), ("mantendrán", "mantener"), ("hará", "hacer"), ("pedirá", "pedir"),
     ("dispondrán", "disponer"), ("dirán", "decir"), ("convendrá", "convenir"),
     ("contradirán", "contradecir"), ("rehará", "rehacer"), ("impedirá", "impedir")],
)  # fmt: skip
def test_a_future_has_its_infinitive(future, infinitive):
    assert infinitive_of(future) == infinitive


# ------------------------------------------------------------ ids


def test_ids_are_those_of_unit_and_wording(duties):
    before = {
        row.quote: row.id for row in duties("1. El armador deberá pintar el casco.\n\n2. Podrá numerar las redes.\n")
    }
    after = duties("1. El armador deberá pintar el casco.\n\n2. El patrón podrá numerar las redes y el ancla.\n")
    assert [row.id for row in after if row.quote in before] == [before["El armador deberá pintar el casco."]]


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem)
def test_every_quote_of_the_samples_is_verbatim(extractor, path):
    document = parsed(path)[1]
    rows = obligations(document, extractor.entities(document))
    assert bool(rows) is (document.kind == "norm")
    assert all(document.text[row.start : row.end] == row.quote for row in rows)
    assert all(
        document.text[row.deadline.start : row.deadline.end] == row.deadline.text for row in rows if row.deadline
    )
    assert len({row.id for row in rows}) == len(rows)
    assert all(row.subject and row.action for row in rows)


def test_a_document_of_which_nothing_is_read_demands_nothing():
    document = replace(parsed("Artículo 1. Redes.\n\nLos armadores deberán pintar el casco.\n")[1], units=())
    assert obligations(document, ()) == ()
