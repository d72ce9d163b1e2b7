import hashlib
import re
from datetime import date

import pytest

from ingest.obligations import obligations
from ingest.obligations.events import event_of
from ingest.own_dates import own_dates
from ingest.parsing import parse
from kb.deadlines import Calendar, due
from kb.documents import Source
from tests.support_reading import parsed

NORM = """Documento BOE-A-2098-5
Real Decreto 5/2098, de 3 de mayo, por el que se regula una subvención.
Publicado en: «BOE» núm. 110, de 8 de mayo de 2098, páginas 1 a 2 (2 págs.)
TEXTO ORIGINAL

DISPONGO:

Artículo 1. Régimen.

{text}

Artículo 2. Ejecución.

El período de ejecución del proyecto será desde el día siguiente a la publicación hasta el 30 de junio de 2099.

Disposición final única. Entrada en vigor.

Este real decreto entrará en vigor el día siguiente al de su publicación en el «Boletín Oficial del Estado».
"""


@pytest.fixture(scope="module")
def deadline(extractor):
    """The deadline of the first norm of a text that stands in a decree published on 8 May 2098."""

    def of(text):
        data = NORM.format(text=text).encode()
        digest = hashlib.sha256(data).hexdigest()
        document = parse(Source(name="a.txt", data=data, sha256=digest, origin="a.txt", media_type="text/plain"))
        rows = obligations(document, extractor.entities(document))
        found = next(row for row in rows if row.label == "art. 1").deadline
        assert found is None or document.text[found.start : found.end] == found.text
        return found

    return of


KINDS = [
    ("El armador enviará la memoria antes del 15 de septiembre de cada año.", "recurrent", "--09-15",
     ["2098-09-15", "2099-09-14", "2100-09-14"]),
    ("La falta de la memoria dará lugar, pasados quince días hábiles tras el requerimiento del puerto, al cierre.",
     "relative", "P15D", []),
    ("El armador deberá pagar antes del 31 de diciembre de 2098.", "fixed", None, ["2098-12-30"]),
    ("El armador deberá tener el libro a disposición al menos hasta 2099.", "fixed", None, ["2099-12-31"]),
    ("La solicitud se presentará en el plazo de un mes desde la entrada en vigor de este real decreto.", "relative",
     "P1M", ["2098-06-09"]),
    ("La solicitud se presentará en el plazo de 10 días hábiles desde la publicación de este real decreto.", "relative",
     "P10D", ["2098-05-22"]),
    ("La justificación se presentará en un plazo no superior a un año desde que finalice la ejecución del proyecto.",
     "relative", "P1Y", ["2100-06-30"]),
    ("El armador deberá avisar, al menos, tres meses antes de que finalice el plazo de ejecución del proyecto.",
     "relative", "-P3M", ["2099-03-30"]),
    ("El patrón deberá contestar en el plazo de diez días desde el requerimiento.", "relative", "P10D", []),
    ("El patrón deberá firmar con carácter previo a la salida del puerto.", "relative", None, []),
    ("El armador pintará el casco en el plazo que se indique en la licencia.", "relative", None, []),
    ("El pago se hará tras dictarse la resolución de concesión.", "relative", None, []),
    ("El armador deberá conservar las facturas durante el plazo de prescripción del derecho.", "duration", None, []),
    ("La cuenta se presentará en el plazo de un mes desde el fin del plazo de obra fijado el 2 de mayo de 2098.",
     "relative", "P1M", ["2098-06-02"]),
    ("El puerto resolverá las solicitudes presentadas del 1 al 15 de mayo de 2098 y del 1 de junio al 2 de julio de "
     "2098, no más tarde del 30 de julio de 2098.", "fixed", None, ["2098-07-30"]),
    ("El armador deberá conservar las facturas durante cuatro años.", "duration", "P4Y", []),
    ("El armador enviará el censo a más tardar el 31 de marzo del año 2099.", "fixed", None, ["2099-03-31"]),
    ("Las becas se darán exclusivamente en el ejercicio 2099.", "fixed", None, ["2099-12-31"]),
    ("El armador enviará el rol una vez firmado.", "relative", None, []),
    ("Transcurrido dicho plazo sin respuesta, el puerto archivará el rol.", "relative", None, []),
    ("La pensión quedará suspendida por el mismo periodo de tiempo en que falte el rol.", "duration", None, []),
    ("El puerto cerrará durante el tiempo en que el patrón esté fuera pudiendo abrirse a partir del momento de su "
     "vuelta.", "duration", None, []),
    ("El puerto se regirá por esta norma a partir de su entrada en vigor.", "relative", None, []),
    ("El puerto revisará los cascos con periodicidad al menos anual.", "recurrent", "P1Y", []),
    ("El armador enviará el censo durante el segundo trimestre de cada año.", "window", "--04-01/--06-30",
     ["2098-06-30", "2099-06-30", "2100-06-30"]),
    ("El armador enviará el censo en los dos primeros meses de cada año.", "window", "--01-01/--02-28",
     ["2099-03-02", "2100-03-01"]),
    ("El armador enviará el censo en el mes de mayo de cada año.", "window", "--05-01/--05-31",
     ["2098-06-02", "2099-06-01", "2100-05-31"]),
    ("El patrón cobrará la paga hasta el momento en que cause baja, con un máximo de ocho años desde el naufragio.",
     "duration", "P8Y", []),
    ("La solicitud se presentará durante el mes de la pesca o en los dos meses siguientes.", "relative", "P2M", []),
    ("El armador deberá conservar las facturas al menos cuatro años desde el pago.", "duration", "P4Y", []),
    ("Los convenios tendrán una vigencia máxima de cinco años.", "duration", "P5Y", []),
    ("La cuenta se presentará del 1 de enero al 31 de marzo.", "window", "--01-01/--03-31",
     ["2099-03-31", "2100-03-31"]),
    ("El armador presentará anualmente un informe.", "recurrent", "P1Y", []),
    ("Al comienzo de cada ejercicio económico el armador remitirá el censo.", "recurrent", "P1Y", []),
    ("El plazo de pesca será desde el 1 de enero hasta el 31 de marzo de 2099.", "window", None, ["2099-03-31"]),
    ("La obra se hará en el periodo comprendido entre el 1 de mayo de 2098 y el 30 de junio de 2098.", "window", None,
     ["2098-06-30"]),
    ("Se pintará el casco en el plazo que diga la licencia, que no podrá exceder del 31 de diciembre de 2098.", "fixed",
     None, ["2098-12-31"]),
    ("Los resultados se comunicarán en el plazo de quince meses a partir del 14 de septiembre de 2098.", "relative",
     "P15M", ["2099-12-14"]),
    ("La memoria se entregará en los tres meses siguientes a la finalización del proyecto.", "relative", "P3M",
     ["2099-09-30"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "period", "due"), KINDS)
def test_a_deadline_has_its_kind_its_period_and_its_dates(deadline, text, kind, period, due):
    found = deadline(text)
    assert (found.kind, found.period, list(found.due)) == (kind, period, due)
    assert found.reasons


@pytest.mark.parametrize(
    ("text", "business"),
    [
        ("El patrón contestará en el plazo de diez días desde el requerimiento.", True),
        ("El patrón contestará en el plazo de diez días hábiles desde el requerimiento.", True),
        ("El patrón contestará en el plazo de diez días naturales desde el requerimiento.", False),
        ("El patrón contestará en el plazo de un mes desde el requerimiento.", False),
    ],
)
def test_days_are_business_days_unless_the_text_says_otherwise(deadline, text, business):
    assert deadline(text).business_days is business


def test_a_limit_ends_before_the_verb_that_no_comma_parts_from_it(deadline):
    assert deadline("Una vez pintado el casco la cofradía pagará la cuota.").text == "Una vez pintado el casco"
    assert deadline("Una vez pintado el casco se pagará la cuota.").text == "Una vez pintado el casco"


def test_what_has_no_date_says_what_starts_it(deadline):
    found = deadline("El patrón deberá contestar en el plazo de un mes desde la notificación.")
    assert (found.anchor.event, found.anchor.text, found.anchor.date) == ("notification", "la notificación", None)
    assert "la notificación" in " ".join(found.reasons)


def test_a_limit_ends_before_where_and_how_it_is_met(deadline):
    told = "La solicitud se presentará en el plazo de diez días desde la entrada en vigor del presente real decreto "
    for place in (
        "en el registro electrónico.",
        "mediante el modelo oficial.",
        "a través de la sede.",
        "y se sellará.",
    ):
        found = deadline(told + place)
        assert found.text == "en el plazo de diez días desde la entrada en vigor del presente real decreto"
        assert found.anchor.text == "la entrada en vigor del presente real decreto"


def test_a_list_of_terms_gives_each_item_its_own(extractor):
    terms = "a) En la ría: hasta el 31 de agosto de 2098.\n\nb) En el mar: hasta el 30 de junio de 2099."
    data = NORM.format(text=f"El plazo de pesca es:\n\n{terms}").encode()
    digest = hashlib.sha256(data).hexdigest()
    document = parse(Source(name="a.txt", data=data, sha256=digest, origin="a.txt", media_type="text/plain"))
    rows = [row for row in obligations(document, extractor.entities(document)) if row.label.startswith("art. 1")]
    assert [(row.label, row.deadline and row.deadline.due) for row in rows] == [
        ("art. 1.a)", ("2098-08-31",)), ("art. 1.b)", ("2099-06-30",)),
    ]  # fmt: skip


def test_what_is_yearly_by_nature_is_no_deadline(deadline):
    assert deadline("La ayuda se destinará al pago de la cuota anual.") is None
    assert deadline("El armador presentará un informe anual.").kind == "recurrent"


def test_without_a_limit_there_is_no_deadline(deadline):
    assert deadline("El patrón deberá llevar el diario de a bordo.") is None


@pytest.mark.parametrize(
    ("words", "event"),
    [
        ("la entrada en vigor de este real decreto", "entry_into_force"),
        ("el día siguiente al de su publicación", "publication"),
        ("la recepción de la notificación", "notification"),
        ("que finalice la ejecución del proyecto", "execution_end"),
        ("la firma del contrato", "contract_signature"),
        ("la presentación de la solicitud", "application"),
        ("el pago de la ayuda", "payment"),
        ("la luna nueva", "event"),
    ],
)
def test_an_event_has_an_english_key(words, event):
    assert event_of(words) == event


def test_the_limit_of_the_norm_goes_before_that_of_a_thing_it_names(deadline):
    told = (
        "Se resolverán las solicitudes presentadas del 1 al 15 de mayo de 2098, no más tarde del 30 de junio de 2098."
    )
    assert deadline(told).due == ("2098-06-30",)


@pytest.mark.parametrize(
    "text",
    [
        "Firmará la carta el jefe inmediatamente inferior.",
        "Podrán pedirlo quienes hayan pescado en la ría con anterioridad a la entrada en vigor de este real decreto.",
        "Las ayudas pendientes de pago con anterioridad a la entrada en vigor de este real decreto se pagarán.",
        "Se mantendrán las licencias existentes antes de la entrada en vigor de este real decreto.",
        "El puerto renovará los amarres suscritos con anterioridad al 1 de enero de 2099.",
        "Los cascos inscritos antes del 1 de enero de 2099 pagarán la mitad de la tasa.",
        # before the norm is published there is nothing to do
        "Cuando la última tasación estuviera comprendida entre el 1 de enero de 2061 y el 31 de diciembre de 2072, se "
        "multiplicarán los valores por dos.",
        "El puerto pagará las redes que se perdieran hasta el 30 de abril de 2098.",
    ],
)
def test_what_limits_something_else_is_no_deadline_of_the_norm(deadline, text):
    assert deadline(text) is None


@pytest.mark.parametrize("told", ["será hasta el", "será: hasta el"])
def test_a_time_that_the_norm_gives_stays_even_if_it_has_passed(deadline, told):
    assert deadline(f"El periodo de pesca {told} 30 de abril de 2098.").due == ("2098-04-30",)


def test_a_limit_that_has_passed_leaves_its_place_to_the_one_to_come(deadline):
    told = "Los cascos que zarparan hasta el 30 de abril de 2098 se pintarán no más tarde del 30 de junio de 2098."
    assert deadline(told).due == ("2098-06-30",)


def test_that_day_is_the_one_told_before(duties):
    rows = duties(
        "El muelle deberá estar en obras antes del 1 de mayo de 2032. Los armadores deberán haber pagado la tasa antes "
        "de esa fecha."
    )
    assert [(row.deadline.kind, row.deadline.due) for row in rows] == [("fixed", ("2032-04-30",))] * 2


def test_that_day_is_none_where_the_text_tells_none(duties):
    (row,) = duties("Los armadores deberán haber pagado la tasa antes de dicha fecha.")
    assert row.deadline.due == ()


@pytest.mark.parametrize(
    "told",
    [
        "desde el pago hasta el 30 de junio de 2099",
        "entre el 1 de mayo y el 30 de junio de 2099",
    ],
)
def test_the_end_of_the_execution_is_the_last_day_of_its_term(told):
    document = parsed(f"Artículo 1. Plazo.\n\nEl plazo de ejecución será {told}.\n")[1]
    assert own_dates(document).execution_end == date(2099, 6, 30)


def test_a_day_that_the_calendar_does_not_have_is_no_date():
    text = "Artículo 1. Plazo.\n\nEl plazo de ejecución será hasta el 31 de junio de 2099.\n\n"
    end = "Disposición final única. Entrada en vigor.\n\nEsta orden entrará en vigor el 31 de noviembre de 2098.\n"
    found = own_dates(parsed(text + end)[1])
    assert (found.execution_end, found.in_force) == (None, None)


PUBLISHED = [
    ("La solicitud se presentará en el plazo de un mes desde la publicación de este real decreto.", "2098-05-08", None),
    ("La solicitud se presentará en un mes desde la publicación del real decreto en el BOE.", "2098-05-08", None),
    ("Este real decreto se revisará en el plazo de un mes desde su publicación.", "2098-05-08", None),
    ("La solicitud se presentará en un mes desde la publicación del extracto de la correspondiente convocatoria.", None,
     "publicación del extracto de cada convocatoria"),
    ("La solicitud se presentará en un mes desde la publicación de la presente convocatoria en el «Boletín Oficial del "
     "Estado».", None, "publicación de esta convocatoria"),
    ("El armador estará inscrito con un mes de antelación a la fecha en que se publique la convocatoria.", None,
     "publicación de la convocatoria"),
    ("El armador conservará el casco durante tres años desde la publicación de la resolución definitiva.", None,
     "publicación de la resolución definitiva"),
    ("El armador pintará el casco en un mes desde la publicación de la resolución.", None,
     "publicación de la resolución (art. 1)"),
    ("La convocatoria se resolverá en el plazo de seis meses desde su publicación.", None, "publicación (art. 1)"),
    ("El armador contestará en el plazo de diez días desde su notificación.", None, "notificación (art. 1)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "name"), PUBLISHED)
def test_only_its_own_publication_is_dated_by_a_norm(deadline, text, day, name):
    found = deadline(text)
    assert (found.anchor.date, found.anchor.name) == (day, name)
    assert bool(found.due) == bool(day)


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("desde la entrada en vigor de este real decreto", True),
        ("desde su entrada en vigor", True),
        ("desde la entrada en vigor del presente artículo", True),
        ("desde la entrada en vigor de la Ley 3/2097, de 4 de abril", False),
        ("desde la entrada en vigor del convenio", False),
    ],
)
def test_only_its_own_entry_into_force_is_dated_by_a_norm(deadline, text, dated):
    assert bool(deadline(f"La solicitud se presentará en el plazo de un mes {text}.").due) is dated


@pytest.mark.parametrize(
    ("title", "words", "dated"),
    [
        (
            "Resolución de 3 de mayo de 2098, por la que se convocan ayudas",
            "la publicación de la presente resolución",
            True,
        ),
        ("Resolución de 3 de mayo de 2098, por la que se convocan ayudas", "la publicación de la convocatoria", True),
        ("Resolución de 3 de mayo de 2098, por la que se convocan ayudas", "su publicación", True),
        ("Resolución de 3 de mayo de 2098, por la que se convocan ayudas", "la publicación de la resolución", False),
        ("Extracto de la Resolución de 3 de mayo de 2098", "la publicación de este extracto", True),
        (
            "Orden ABC/5/2098, de 3 de mayo, de bases reguladoras y convocatoria",
            "la publicación de esta convocatoria",
            True,
        ),
        (
            "Orden ABC/5/2098, de 3 de mayo, de bases reguladoras y convocatoria",
            "la publicación de la convocatoria",
            False,
        ),
        ("Orden ABC/5/2098, de 3 de mayo", "la publicación de la presente resolución", False),
    ],
)
def test_what_is_a_call_or_a_resolution_dates_from_its_own_publication(title, words, dated, extractor):
    text = f"La solicitud se presentará en el plazo de un mes desde {words}."
    data = NORM.format(text=text).replace(
        "Real Decreto 5/2098, de 3 de mayo, por el que se regula una subvención", title
    )
    digest = hashlib.sha256(data.encode()).hexdigest()
    source = Source(name="a.txt", data=data.encode(), sha256=digest, origin="a.txt", media_type="text/plain")
    document = parse(source)
    rows = obligations(document, extractor.entities(document))
    found = next(row for row in rows if row.label == "art. 1").deadline
    assert (found.anchor.event, bool(found.due)) == ("publication", dated)


STARTS = [
    ("El armador rendirá la cuenta en el plazo de seis meses a la finalización de la travesía subvencionada.",
     "la finalización de la travesía subvencionada"),
    ("El patrón podrá recurrir en el plazo de un mes computado desde el día siguiente al de su notificación.",
     "el día siguiente al de su notificación"),
    ("El patrón podrá recurrir en el plazo de un mes ante el puerto o en el de dos meses ante la sala, en ambos casos "
     "contados desde el día siguiente al de la publicación de la citada resolución.",
     "el día siguiente al de la publicación de la citada resolución"),
    ("El patrón podrá recurrir a partir del día siguiente a aquel en que, conforme a su norma, nazca el silencio.",
     "día siguiente a aquel en que, conforme a su norma, nazca el silencio"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "start"), STARTS)
def test_what_a_limit_runs_from_is_found_wherever_the_sentence_says_it(deadline, text, start):
    assert deadline(text).anchor.text == start


def test_a_second_limit_of_a_clause_is_told(deadline):
    found = deadline(
        "El patrón recurrirá en el plazo de un mes ante el puerto o en el plazo de dos meses ante la sala."
    )
    assert found.period == "P1M"
    assert "en el plazo de dos meses" in found.reasons[-1]


def test_a_day_of_the_year_after_waits_for_the_year_before_it(deadline):
    found = deadline("La cuenta se rendirá el último día del mes de febrero del ejercicio siguiente al de la campaña.")
    assert (found.kind, found.period, found.due, found.anchor.text) == ("window", "--02-29", (), "la campaña")
    assert due(found, {found.anchor.key: date(2099, 1, 10)}, Calendar()).dates == (date(2100, 3, 1),)  # a Sunday before
    assert deadline("El pago se hará antes del 1 de abril del año siguiente.").period == "--04-01"


def test_what_is_done_when_the_norm_enters_into_force_has_that_day(deadline):
    assert deadline("El expediente se iniciará con la entrada en vigor de este real decreto.").due == ("2098-05-09",)


def test_a_least_time_is_no_due_date(deadline):
    found = deadline("El plazo de solicitud no podrá ser inferior a diez días desde la entrada en vigor de esta norma.")
    assert (found.period, found.due) == ("P10D", ())
    assert "mínimo" in found.reasons[0]
    most = deadline("El plazo de solicitud, en ningún caso, podrá ser superior a diez días desde la notificación.")
    assert most.text.startswith("en ningún caso")


@pytest.mark.parametrize(
    "text",
    [
        "El armador contestará en el plazo de diez días.",
        "El armador contestará en el plazo que indique la licencia.",
        "El armador deberá pintar el casco con carácter previo a la salida.",
        "El armador rendirá la cuenta en tres meses desde el fin del plazo previsto en el artículo 2.",
        "El armador presentará anualmente un informe.",
    ],
)
def test_reasons_say_what_is_missing_in_the_words_of_the_text(deadline, text):
    told = " ".join(deadline(text).reasons)
    assert not re.search(r"\bP\d|--\d\d|cómputo|propia disposición", told)
    assert ("artículo 2" in told) == ("artículo 2" in text)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("que la cofradía reciba el pago de la subvención", "reciba el pago"),
        ("la notificación de el acta de la lonja mayor", "notificación del acta de la lonja mayor"),
    ],
)
def test_an_event_is_called_as_the_text_has_it(deadline, words, name):
    assert name in (deadline(f"El armador enviará la memoria en el plazo de un mes desde {words}.").anchor.name or "")
