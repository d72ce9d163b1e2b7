"""Which bodies a text names, and what each of them does."""

import pytest

from kb.facts import EntityType

BODIES = [
    ("A propuesta del Ministro de Hacienda.", ("Ministro de Hacienda", "propone")),
    ("Previa deliberación del Consejo de Ministros.", ("Consejo de Ministros", "delibera")),
    ("Lo autorizará previamente; será autorizada por el órgano concedente.", ("órgano concedente", "autoriza")),
    ("Se presentará ante la Secretaría de Estado de Pesca.", ("Secretaría de Estado de Pesca", "recibe")),
    ("Instruye la Subdirección General de Costas y Puertos.", ("Subdirección General de Costas y Puertos", None)),
    ("A propuesta de la Diputación de Soria para el Festival de Otoño.", ("Diputación de Soria", "propone")),
    ("En la plaza se encuentra la Diputación de Soria.", None),
    (
        "Informó la Intervención Delegada en el Ministerio de Pesca.",
        ("Intervención Delegada en el Ministerio de Pesca", None),
    ),
    ("Previo informe de la Intervención Delegada, se pagará.", ("Intervención Delegada", "informa")),
    (
        "El consejo regulador de la denominación de origen protegida llevará un libro.",
        ("consejo regulador de la denominación de origen protegida", "actúa"),
    ),
    (
        "Se comunicará a los órganos de control de las citadas denominaciones de origen.",
        ("órganos de control de las denominaciones de origen", "recibe"),
    ),
    ("La gestión y el pago corresponderán a la autoridad competente.", ("autoridad competente", "competente")),
    ("Se pescará correspondiendo a las comunidades autónomas su control.", ("comunidades autónomas", "competente")),
    (
        "Se comunicará en el plazo de diez días desde la subasta a la Cofradía de Altamar y a la Universidad de Soria.",
        ("Universidad de Soria", "recibe"),
    ),
    ("El Tesoro transferirá a las comunidades autónomas su parte.", ("comunidades autónomas", "recibe")),
    ("El capítulo de transferencias a comunidades autónomas.", None),
    ("La Comunidad Autónoma de Canarias pagará la mitad.", ("Comunidad Autónoma de Canarias", "actúa")),
    (
        "Las cuotas que las comunidades autónomas u otras entidades hubieran cobrado.",
        ("comunidades autónomas", "actúa"),
    ),
    ("Según la doctrina del Tribunal Constitucional.", ("Tribunal Constitucional", "interpreta")),
    ("Los datos que obran en el Servicio Público de Empleo Estatal.", ("Servicio Público de Empleo Estatal", None)),
    ("Lo gestionará cada oficina consular.", ("oficina consular", "actúa")),
    ("Según la Orden del Ministerio de Pesca, de 3 de mayo de 2090, sobre redes.", None),
    ("El órgano competente verificará la memoria.", ("órgano competente", "comprueba")),
    ("Los planes aprobados por la autoridad competente rigen.", ("autoridad competente", "aprueba")),
    ("Las comunidades autónomas comunicarán los datos.", ("comunidades autónomas", "actúa")),
    ("Cada comunidad autónoma, previa consulta al sector, fijará la cuota.", ("comunidad autónoma", "actúa")),
    ("Se requiere para que la autoridad competente obtenga el censo.", ("autoridad competente", "actúa")),
    ("El órgano competente al que se refiere el artículo 6.2, resolverá.", ("órgano competente", "actúa")),
    ("La entidad colaboradora presentara un informe.", ("entidad colaboradora", "actúa")),
    ("El barco entra y la autoridad competente le asignará un muelle.", ("autoridad competente", "actúa")),
    ("Las administraciones educativas y los centros docentes podrán cerrar.", ("administraciones educativas", "actúa")),
    ("Las comunidades autónomas serán responsables del censo.", ("comunidades autónomas", "actúa")),
    ("El órgano competente para resolver será el Ministro de Pesca.", ("Ministro de Pesca", "competente")),
    ("Los servicios sociales competentes emitirán informe.", ("servicios sociales competentes", "actúa")),
    ("Para la gestión se contará con una entidad colaboradora.", ("entidad colaboradora", "interviene")),
    ("A requerimiento de la Administración, se pagará.", ("Administración", "requiere")),
    ("Las autoridades competentes en materia de lonjas pueden cerrar el puerto.", ("autoridades competentes", "actúa")),
    ("Las ayudas que convoquen las comunidades autónomas.", ("comunidades autónomas", "actúa")),
    ("El muelle lo asignará la autoridad competente.", ("autoridad competente", "actúa")),
    ("La norma se ha sometido a consulta de las comunidades autónomas.", ("comunidades autónomas", "informa")),
    ("Sin perjuicio de las facultades de las entidades locales.", ("entidades locales", "competente")),
    ("Se notificará, sin demora, a todas las comunidades autónomas.", ("comunidades autónomas", "recibe")),
    ("Datos a remitir cada año por las entidades locales.", ("entidades locales", "actúa")),
    ("Se comunicará al Gobierno.", ("Gobierno", "recibe")),
    ("Corresponde al Presidente del Gobierno.", ("Presidente del Gobierno", "competente")),
    ("El Presidente convocará la sesión.", ("Presidente", "convoca")),
    ("El Secretario general de la cofradía firmará.", None),
    ("Las normas de control de la Administración.", None),
    ("El registro viene llevándose por el organismo pagador.", ("organismo pagador", "actúa")),
    ("Podrá ordenarse por la Autoridad competente.", ("Autoridad competente", "actúa")),
    ("Los convenios que celebre la Universidad de Soria.", ("Universidad de Soria", "actúa")),
    ("Los barcos que usan la Red de Faros; se creará un Comité de Mareas.", None),
    ("El decreto por el que se crea el Observatorio de Mareas.", None),
    ("Son ayudas de cualesquiera administraciones públicas.", None),
    ("Vistos los censos del órgano competente de cada comunidad autónoma, se comunicarán.", None),
    ("El personal de la autoridad competente deberá llevar gorra.", None),
    ("Los puertos de las comunidades autónomas y el presupuesto de las entidades locales.", None),
    ("Consorcios participados por las administraciones públicas.", None),
    ("Las ayudas que se convocan por la Universidad de Soria.", ("Universidad de Soria", "actúa")),
    ("Tras la declaración de la veda por la Comisión Europea.", None),
    ("Tras la declaración por la Comisión Europea de la veda.", ("Comisión Europea", "actúa")),
    (
        "La web de la Secretaría de Estado de Puertos del Ministerio de Pesca.",
        ("Secretaría de Estado de Puertos", None),
    ),
    ("La Dirección General de Puertos concederá la ayuda.", ("Dirección General de Puertos", "concede")),
    ("La coordinará la Universidad.", None),
    ("Coordinada por la Universidad de Soria.", ("Universidad de Soria", "coordina")),
    ("Se trata de la Universidad de Soria y su entorno.", None),
    ("El reconocimiento de la Comisión Europea es amplio.", None),
    ("Se remitirá a la Comisión Europea.", ("Comisión Europea", "recibe")),
    ("La Ley 5/2090, de 3 de mayo, del Consejo de Estado, rige.", None),
    ("La Junta de Gobierno y el Consejo de Gobierno de la entidad.", None),
    ("Las bases se someterán a la aprobación del Patronato.", ("Patronato", "aprueba")),
    ("Fueron aprobadas por su Patronato en primavera.", ("Patronato", "aprueba")),
    ("La memoria describe su Patronato y sus bienes.", None),
    ("Por delegación de la persona titular de la Subsecretaría.", ("Subsecretaría", "delega")),
    ("El órgano competente para la concesión verificará todo.", ("órgano competente para la concesión", "comprueba")),
    ("El órgano encargado de pesar la carga verificará todo.", ("órgano encargado de pesar la carga", "comprueba")),
    ("El título se expedirá por las Oficinas Consulares Honorarias.", ("Oficinas Consulares Honorarias", "actúa")),
    ("Se pedirá informe a la Jefatura Superior de Faros.", ("Jefatura Superior de Faros", "informa")),
    ("La concesión de ayudas por la Universidad de Soria.", ("Universidad de Soria", "concede")),
    ("Se acuerda autorizar a la Universidad de Soria.", ("Universidad de Soria", "competente")),
    ("La Universidad de Soria será la encargada de pesar.", ("Universidad de Soria", "competente")),
    ("Las actas se remitirán a la sede de la Universidad de Soria.", ("Universidad de Soria", "recibe")),
    ("Los vocales del Consejo convocados por carta.", None),
    ("Lo pondrá en conocimiento de la Universidad de Soria.", ("Universidad de Soria", "recibe")),
    ("La aprobación de las cuentas por la Universidad de Soria.", ("Universidad de Soria", "aprueba")),
    (
        "Se dará, por ahora, a la Universidad de Soria la competencia para pesar.",
        ("Universidad de Soria", "competente"),
    ),
    (
        "El Instituto Nacional del Mar y de la Pesca (INMP) informará.",
        ("Instituto Nacional del Mar y de la Pesca (INMP)", "informa"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), BODIES, ids=[text for text, _ in BODIES])
def test_a_body_has_the_role_that_the_verb_gives_it(found, text, expected):
    assert [(one.value, one.attributes.get("role")) for one in found(text, EntityType.BODY)] == [expected] * bool(
        expected
    )


def test_the_bodies_of_a_series_share_their_role(found):
    bodies = found(
        "A propuesta de la Ministra de Hacienda y del Ministro de Pesca, con el acuerdo de todos.", EntityType.BODY
    )
    assert [(one.text, one.attributes["role"]) for one in bodies] == [
        ("Ministra de Hacienda", "propone"),
        ("Ministro de Pesca", "propone"),
    ]


def test_a_kind_shares_a_role_where_it_is_joined_and_not_where_it_says_whose(found):
    text = "En colaboración con el Ministerio de Pesca y las comunidades autónomas."
    assert [one.attributes["role"] for one in found(text, EntityType.BODY)] == ["interviene"] * 2
    text = "En colaboración con la Consejería de Pesca de la comunidad autónoma."
    assert [one.value for one in found(text, EntityType.BODY)] == ["Consejería de Pesca"]


def test_several_ministries_under_one_word_are_several(found):
    bodies = found("Los Ministerios de Hacienda, de Pesca y Alimentación y de Cultura firman.", EntityType.BODY)
    assert [one.value for one in bodies] == [
        "Ministerio de Hacienda", "Ministerio de Pesca y Alimentación", "Ministerio de Cultura"
    ]  # fmt: skip


NAMED_ANYWHERE = [
    ("Los fondos del Instituto para la Pesca Viva, O.A., son anuales.", ["Instituto para la Pesca Viva, O.A."]),
    ("Es un medio de la Agencia de Mareas, M.P. La sede de la Agencia de Mareas es pequeña.",
     ["Agencia de Mareas, M.P.", "Agencia de Mareas, M.P."]),
    ("La sede de la Agencia de Mareas es pequeña.", []),
    ("Firma la Presidencia del Consorcio del Puerto de Vera.", ["Presidencia del Consorcio del Puerto de Vera"]),
    ("Lo certifica el órgano fiscalizador y la autoridad pesquera competente, no la autoridad competente.",
     ["órgano fiscalizador", "autoridad pesquera competente"]),
    ("Las consejerías competentes y la comisión de seguimiento del convenio se reúnen.",
     ["consejerías competentes", "comisión de seguimiento"]),
    ("La Red de Faros ha elaborado una guía y el Museo del Mar abrirá pronto.", ["Red de Faros", "Museo del Mar"]),
    ("El Real Decreto 7/2099, de 3 de mayo, por el que se ordena el Ministerio de Pesca, rige aquí.", []),
    ("Los barcos de la Comisión Europea son azules; el pago por parte de la Comisión Europea y los planos pedidos por "
     "la Administración General del Estado, no.", ["Comisión Europea", "Administración General del Estado"]),
    ("Los fondos del organismo autónomo Mareas y Corrientes son anuales.", ["Organismo autónomo Mareas y Corrientes"]),
    ("La sede del organismo autónomo es pequeña.", []),
    ("Los puertos en cuyo mar exista algún Parque Nacional convocarán ayudas.", []),
    ("Se dará mediante resolución motivada del Ministro.", ["Ministro"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMED_ANYWHERE, ids=[text for text, _ in NAMED_ANYWHERE])
def test_a_body_is_known_by_its_form_its_seat_its_function_or_its_verb(found, text, names):
    assert [one.value for one in found(text, EntityType.BODY)] == names


def test_a_kind_that_receives_is_no_body_and_one_whose_name_is_known_goes_by_it(found):
    text = "La concesión de ayudas a las comunidades autónomas de Murcia y Aragón; las comunidades autónomas pedirán."
    assert not found(text, EntityType.BODY)
    text = "El Instituto de Aguas Vivas, O.A., en adelante el Instituto, existe. El Instituto pagará."
    assert [one.value for one in found(text, EntityType.BODY)] == ["Instituto de Aguas Vivas (Instituto)"] * 2


def test_initials_that_nobody_has_explained_stand_for_the_name_that_they_spell(found):
    text = "La Fundación Agua y Montaña existe. La FAyM pagará y todo es de la FAyM. La FAMA vendrá con la FAMA."
    assert [one.value for one in found(text, EntityType.BODY)] == ["Fundación Agua y Montaña (FAyM)"]
    text = "El Plan de Aguas Vivas rige. Los pedidos del PAV se harán por el PAV. La FAyM pagará. La Fundación Agua."
    assert not found(text, EntityType.BODY)
    text = "La Oficina de Mareas de Ízaro existe. La OMI cobrará de la OMI."
    assert [one.value for one in found(text, EntityType.BODY)] == ["Oficina de Mareas de Ízaro (OMI)"]


def test_an_organ_has_the_short_name_of_what_it_is_part_of(found):
    text = "La Dirección General del Instituto Nacional del Mar (INMA) paga. Firma la Dirección General del INMA."
    assert [one.value for one in found(text, EntityType.BODY)] == [
        "Dirección General del Instituto Nacional del Mar (INMA)", "Dirección General del INMA"
    ]  # fmt: skip


def test_a_person_goes_with_the_office(found):
    (one,) = found("Lo firmó la ministra de Pesca, Ana Ruiz del Valle, en Vigo.", EntityType.BODY)
    assert (one.value, one.attributes["person"]) == ("Ministra de Pesca", "Ana Ruiz del Valle")


def test_a_short_name_stands_for_its_body(found):
    text = "El Instituto de Aguas Vivas, en adelante IAV, existe. La ayuda será gestionada por el IAV."
    first, second = found(text, EntityType.BODY)
    assert first.value == second.value == "Instituto de Aguas Vivas (IAV)"
    assert (first.text, second.attributes["role"]) == ("Instituto de Aguas Vivas", "gestiona")
