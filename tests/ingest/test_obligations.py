import hashlib
from pathlib import Path

import pytest

from ingest.extraction import Extractor
from ingest.extraction.rules import rules
from ingest.obligations import obligations
from ingest.obligations.heads import heads
from ingest.obligations.names import one_name_each
from ingest.obligations.wording import infinitive_of
from ingest.parsing import parse
from kb.documents import Document, Source
from kb.facts import Modality

CORPUS = Path(__file__).parent.parent.parent / "corpus"
HEAD = "Real Decreto 5/2098, de 3 de mayo, por el que se ordena la pesca.\n\n"


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


def _document(data, name="norma.txt"):
    digest = hashlib.sha256(data).hexdigest()
    document = parse(Source(name=name, data=data, sha256=digest, origin=name, media_type="text/plain"))
    assert isinstance(document, Document), document
    return document


@pytest.fixture(scope="module")
def found(extractor):
    """The obligations of a text under an article's heading; the quote of each is verbatim."""

    def of(text, heading="Régimen"):
        document = _document(f"{HEAD}Artículo 1. {heading}.\n\n{text}\n".encode())
        rows = obligations(document, extractor.entities(document))
        assert all(document.text[row.start : row.end] == row.quote for row in rows)
        assert len({row.id for row in rows}) == len(rows)
        return rows

    return of


# ------------------------------------------------------------ what a clause does, and to whom

CLAUSES = [
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
def test_a_clause_has_its_modality_and_its_subject(found, text, modality, subject):
    (row,) = found(text)
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
def test_definitions_aims_and_tales_are_no_obligations(found, text):
    assert found(text) == ()


def test_a_preamble_and_the_aims_of_an_article_demand_nothing(extractor):
    text = f"{HEAD}El proyecto creará empleo.\n\nArtículo 1. Objeto.\n\nSe regulará la pesca.\n"
    document = _document(text.encode())
    assert obligations(document, extractor.entities(document)) == ()


def test_every_rule_finds_the_verb_of_its_own_example():
    for rule in rules("obligations")["head"]:
        found = [head.modality for head in heads(rule["example"])]
        expected = {rule["modality"], rule.get("denied", rule["modality"])} - {"none"}
        assert found == [] if rule["modality"] == "none" else expected & set(found), rule["example"]


# ------------------------------------------------------------ one row per norm


def test_two_norms_in_a_sentence_are_two_rows(found):
    rows = found("El beneficiario presentará la memoria, y el órgano gestor podrá pedir su corrección.")
    assert [(row.modality, row.subject, row.action) for row in rows] == [
        (Modality.OBLIGATION, "beneficiario", "Presentar la memoria"),
        (Modality.PERMISSION, "órgano gestor", "Pedir su corrección."),
    ]


def test_a_relative_that_binds_somebody_else_is_a_row_of_its_own(found):
    rows = found("La ayuda se pagará a través de la entidad coordinadora, que transferirá su parte a cada miembro.")
    assert [row.action for row in rows][1] == "Transferir su parte a cada miembro."
    assert rows[1].subject == "entidad coordinadora"


def test_what_a_relative_tells_of_a_thing_is_not(found):
    (row,) = found("El beneficiario presentará un plan, que contendrá el presupuesto.")
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
def test_a_norm_that_another_joins_is_a_row_of_its_own(found, text, modalities):
    assert [row.modality.value for row in found(text)] == modalities


def test_a_list_of_those_who_are_given_something_tells_whom_each_item_is_about(found):
    rows = found(
        "El plazo de ejecución de cada ayuda es:\n\na) A la Fundación Río Alto, para su feria: hasta el 31 de agosto"
        " de 2098.\n\nb) Al Club de Remo para sus regatas: hasta el 30 de junio de 2099.\n"
    )
    assert [(row.subject, row.deadline.due) for row in rows] == [
        ("Fundación Río Alto", ("2098-08-31",)), ("Club de Remo", ("2099-06-30",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "modality"), [("Gastos subvencionables", "right"), ("Costes no subvencionables", "prohibition")]
)
def test_a_heading_says_what_is_done_with_each_item_of_its_list(found, heading, modality):
    rows = found("a) Costes de personal.\n\nb) Gastos de viaje.\n", heading=heading)
    assert [row.modality.value for row in rows] == [modality] * 2


def test_whoever_applies_is_called_so(found):
    text = "1. La entidad solicitante llevará un libro. 2. La solicitud se presentará en la sede."
    assert [row.subject for row in found(text)] == ["entidad solicitante"] * 2


LISTS = [
    ("Serán obligaciones de los beneficiarios:", "obligation", "beneficiarios"),
    ("Los usuarios tendrán los siguientes derechos:", "right", "usuarios"),
    ("El titular no podrá:", "prohibition", "titular"),
]


@pytest.mark.parametrize(("lead", "modality", "subject"), LISTS)
def test_each_letter_of_a_list_is_a_row_that_reads_alone(found, lead, modality, subject):
    rows = found(f"{lead}\n\na) Llevar un libro de registro.\n\nb) Cerrar el puerto en invierno.\n")
    letters = [row for row in rows if row.label.endswith(("a)", "b)"))]
    assert [row.label for row in letters] == ["art. 1.a)", "art. 1.b)"]
    assert {(row.modality, row.subject) for row in letters} == {(modality, subject)}
    assert letters[0].quote == "Llevar un libro de registro."
    assert "libro de registro" in letters[0].action
    if modality == "prohibition":
        assert letters[0].action == "El titular no podrá: llevar un libro de registro"


def test_an_item_and_the_limit_that_it_sets_are_two_rows(found):
    rows = found(
        "Corresponden a la cofradía las siguientes funciones:\n\na) Revisar la cuota, sin que pueda bajar de un euro."
        "\n\nb) Llevar el libro.\n"
    )
    assert [(row.label, row.modality.value, row.quote) for row in rows] == [
        ("art. 1.a)", "obligation", "Revisar la cuota"),
        ("art. 1.a)", "prohibition", "sin que pueda bajar de un euro."),
        ("art. 1.b)", "obligation", "Llevar el libro."),
    ]


def test_a_list_goes_on_inside_a_letter_and_behind_a_paragraph(found):
    rows = found(
        "El armador deberá presentar la siguiente documentación:\n\na) Una memoria.\n\nb) Un informe, que contendrá:"
        "\n\n1.º Las capturas.\n\n2.º Las redes.\n\nEl informe se firmará por un perito.\n\nc) Una póliza.\n"
    )
    assert [row.label for row in rows if row.subject == "armador"] == [
        "art. 1.a)", "art. 1.b) 1.º", "art. 1.b) 2.º", "art. 1.c)",
    ]  # fmt: skip


def test_an_exception_list_leaves_its_lead_in_a_prohibition(found):
    rows = found(
        "No podrá cederse la licencia por su titular, salvo que concurran las siguientes circunstancias:\n\n"
        "a) Que lo autorice el ayuntamiento.\n\nb) Que el precio no exceda de 500 euros.\n"
    )
    assert [(row.label, row.modality) for row in rows] == [
        ("art. 1", "prohibition"), ("art. 1.a)", "permission"), ("art. 1.b)", "permission"),
    ]  # fmt: skip
    assert rows[2].amounts == ("500 EUR",)


def test_a_list_inside_a_sentence_is_split_too(found):
    rows = found(
        "El contrato cumplirá los siguientes requisitos: a) que se celebre por escrito y b) que lo firme el titular."
    )
    assert [row.quote for row in rows] == ["que se celebre por escrito", "que lo firme el titular."]


def test_those_who_receive_are_no_duties(found):
    rows = found("Serán beneficiarias las siguientes entidades:\n\na) Fundación Faro.\n\nb) Universidad de Arousa.\n")
    assert [row.modality for row in rows] == ["right"]


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
]  # fmt: skip


@pytest.mark.parametrize(("text", "condition"), CONDITIONS)
def test_a_condition_is_told_whole(found, text, condition):
    (row,) = found(text)
    assert row.condition == condition


def test_a_warning_and_what_follows_in_that_case_are_rows_of_their_own(found):
    rows = found(
        "El ayuntamiento requerirá al armador para que subsane la falta, indicándole que, si no lo hiciera, se le "
        "tendrá por desistido. El armador podrá negarse, en cuyo caso deberá presentar el título."
    )
    assert [(row.modality.value, row.quote) for row in rows] == [
        ("obligation", "El ayuntamiento requerirá al armador para que subsane la falta"),
        ("consequence", "si no lo hiciera, se le tendrá por desistido."),
        ("permission", "El armador podrá negarse"),
        ("obligation", "en cuyo caso deberá presentar el título."),
    ]


def test_conditions_and_exceptions_are_told_apart_from_the_action(found):
    (row,) = found("Cuando cambie el patrón, el armador deberá comunicarlo al puerto, salvo causa de fuerza mayor.")
    assert row.condition == "Cuando cambie el patrón; salvo causa de fuerza mayor"
    assert row.action.startswith("Comunicarlo al puerto")


def test_an_exception_in_another_apartado_is_a_condition_of_this_one(found):
    rows = found(
        "1. Los armadores deberán pintar el casco.\n\n2. Los armadores deberán numerar las redes.\n\n"
        "3. Lo dispuesto en los apartados 1 y 2 no será exigible si el buque mide menos de cinco metros.\n"
    )
    assert [row.label for row in rows] == ["art. 1.1", "art. 1.2", "art. 1.3"]
    assert all("salvo art. 1.3: «Lo dispuesto en los apartados 1 y 2" in (row.condition or "") for row in rows[:2])
    assert "salvo" not in (rows[2].condition or "")


def test_amounts_and_laws_are_in_the_spelling_of_the_contract(found):
    (row,) = found(
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
def test_lists_and_ranges_of_articles_are_told_apart(found, cited, refs):
    (row,) = found(f"El armador deberá cumplir {cited}.")
    assert row.legal_refs == refs


# ------------------------------------------------------------ whom the text binds where it does not say


def test_the_subject_comes_from_the_heading_or_the_sentence_before(found):
    rows = found("Deberá conservarse la factura.", heading="Obligaciones de los armadores")
    assert [row.subject for row in rows] == ["armadores"]
    rows = found("El patrón llevará el diario de a bordo. Asimismo, anotará cada captura.")
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
def test_a_heading_gives_a_subject_only_when_it_is_about_somebody(found, heading, subject):
    assert [row.subject.lower() for row in found("Deberá conservarse el casco.", heading=heading)] == [subject]


def test_a_norm_about_grants_binds_whom_the_law_of_grants_names(extractor):
    text = "Artículo 1. Régimen.\n\nLa solicitud se presentará en la sede. El pago se hará de una vez.\n"
    for title, subjects in (
        ("por el que se conceden subvenciones a la pesca", ["beneficiario", "órgano concedente"]),
        ("por el que se ordena la pesca", ["no se indica", "no se indica"]),
    ):
        document = _document(f"Real Decreto 5/2098, de 3 de mayo, {title}.\n\n{text}".encode())
        assert [row.subject for row in obligations(document, extractor.entities(document))] == subjects


def test_requirements_to_receive_are_rows_beside_their_lead(found):
    lead = "Podrán ser beneficiarios los armadores que cumplan los siguientes requisitos:"
    rows = found(f"{lead}\n\na) Tener un buque.\n\nb) No haber sido sancionados.\n")
    assert [(row.label, row.modality.value) for row in rows] == [
        ("art. 1", "permission"), ("art. 1.a)", "obligation"), ("art. 1.b)", "obligation"),
    ]  # fmt: skip


def test_whoever_another_apartado_names_is_not_whom_this_one_leaves_unsaid(found):
    rows = found(
        "1. El armador deberá pintar el casco. En todo caso, se conservará la factura.\n\n"
        "2. El interesado pagará la tasa.\n\n3. Con la memoria, se podrá presentar un plano.\n"
        "\n4. El armador llevará un diario. El armador anotará las capturas.\n"
    )
    assert [row.subject for row in rows][3] != "armador"
    rows = found("El órgano competente podrá revisar la memoria, en cuyo caso se emitirá un informe.")
    assert [row.subject for row in rows] == ["órgano competente"] * 2


def test_what_an_article_about_its_object_lists_is_no_duty(found):
    text = "Las ayudas irán dirigidas a:\n\na) Los armadores.\n\nb) Los patrones.\n"
    assert found(text, heading="Objeto") == ()


def test_one_actor_has_one_name():
    names = ["beneficiario", "entidades beneficiarias", "entidad beneficiaria", "órgano gestor"]
    told = one_name_each(names, ["entidades beneficiarias", "entidades beneficiarias", "beneficiario"])
    assert told == dict.fromkeys(names[:3], "entidades beneficiarias") | {"órgano gestor": "órgano gestor"}


@pytest.mark.parametrize(
    ("future", "infinitive"),
    [("presentará", "presentar"), ("mantendrán", "mantener"), ("hará", "hacer"), ("pedirá", "pedir"),
     ("dispondrán", "disponer"), ("dirán", "decir"), ("convendrá", "convenir")],
)  # fmt: skip
def test_a_future_has_its_infinitive(future, infinitive):
    assert infinitive_of(future) == infinitive


# ------------------------------------------------------------ ids


def test_ids_are_those_of_unit_and_wording(found):
    before = {
        row.quote: row.id for row in found("1. El armador deberá pintar el casco.\n\n2. Podrá numerar las redes.\n")
    }
    after = found("1. El armador deberá pintar el casco.\n\n2. El patrón podrá numerar las redes y el ancla.\n")
    assert [row.id for row in after if row.quote in before] == [before["El armador deberá pintar el casco."]]


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem)
def test_every_quote_of_the_samples_is_verbatim(extractor, path):
    document = _document(path.read_bytes(), path.name)
    rows = obligations(document, extractor.entities(document))
    assert bool(rows) is (document.kind == "norm")
    assert all(document.text[row.start : row.end] == row.quote for row in rows)
    assert all(
        document.text[row.deadline.start : row.deadline.end] == row.deadline.text for row in rows if row.deadline
    )
    assert len({row.id for row in rows}) == len(rows)
    assert all(row.subject and row.action for row in rows)
