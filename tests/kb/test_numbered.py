"""Things called by their number: which are read, and that a question for one is not answered by another."""

import pytest

from ingest.pipeline import ingest
from kb.base import KnowledgeBase
from kb.questions.numbered import numbered
from kb.settings import Settings
from tests.support import WordEncoder

NORM = """Orden 9/2099, de 1 de marzo, de faros.

Artículo 1. Objeto.

1. Las ayudas a los faros contribuyen a los hitos 611 y 613 del plan de costas.

2. Esta orden regula las ayudas a los faros de la costa.

Artículo 2. Lotes.

1. Las obras de los faros se dividen en lotes.

2. El lote 1 comprende la linterna de los faros. Su presupuesto es de 40.000 euros.

3. El lote 2 comprende la escalera de los faros. Su presupuesto es de 9.000 euros.

Artículo 3. Trabajos.

Los trabajos de los faros son los siguientes:

a) TR1: la limpieza de «Faro Viejo de Punta Negra», que dirige quien se designe.

b) TR2: la pintura de los faros, que dirige la Cofradía de Mareas Altas.

La limpieza del TR1 la dirige la Autoridad Portuaria de Bahía Honda.

Artículo 4. Objetivos.

Las ayudas persiguen tres objetivos:

1. Encender los faros apagados.

2. Contratar fareros jóvenes.

3. Publicar un mapa de los faros.

Artículo 5. Fases.

En una primera fase se encienden los faros del norte. En la segunda fase se encienden los del sur.

Artículo 6. Campos.

Los campos de intervención de los faros son el 041 (linternas) y el 047 bis (escaleras), por 250 euros cada faro.
"""


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("¿Qué es el hito 611?", ["hito 611"]),
        ("los lotes 1, 2 y 4", ["lotes 1", "lotes 2", "lotes 4"]),
        ("las líneas de actuación n.º 1 a 3", [f"líneas de actuación n.º {n}" for n in (1, 2, 3)]),
        ("¿Quién dirige el TR2 en la fase II?", ["fase II", "TR2"]),
        ("el lote B y el objetivo número tres", ["lote B", "objetivo número tres"]),
        ("el objetivo estratégico 3.1", ["objetivo estratégico 3.1"]),
        ("el programa 2021 y un objetivo de 250 viviendas", []),
        ("la actividad 25 % de lo que dicen el grupo a y la línea e", []),
        ("NIF Q2818002D, COVID-19, Orden HFP/1030/2021, BOE-A-2021-17505", []),
        ("en el segundo tramo", []),
    ],
)
def test_what_is_called_by_a_number(text, pairs):
    assert [one.text for one in numbered(text)] == pairs


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("lote II", "El lote 2 comprende la escalera."),
        ("fase 2", "En una segunda fase se enciende."),
        ("línea 3", "La línea tercera y la 4."),
        ("hito 612", "Los hitos 610 a 613."),
        ("paquete de trabajo 4", "El PT4 acaba en marzo."),
        ("componente 9", "El total del C9.R1."),
        ("campo 047", "Los campos son el 041 (linternas) y el 047 (escaleras)."),
    ],
)
def test_a_thing_is_known_however_it_is_called(asked, text):
    assert numbered(asked)[0].named_in(text)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("hito 612", "Los hitos 611 y 613."),
        ("lote 2", "El lote 22 y el lote 2.1."),
        ("campo 250", "Los campos son el 041, por 250 euros cada uno."),
        ("hito 31", "Los hitos se cumplen antes del 31 de agosto."),
        ("PT4", "El PT14 y el T4."),
    ],
)
def test_another_is_not_taken_for_it(asked, text):
    assert not numbered(asked)[0].named_in(text)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faros")
    (folder / "faros.txt").write_text(NORM)
    settings = Settings(home=folder / "base", cache=folder / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=WordEncoder()) as opened:
        list(ingest(opened, [folder / "faros.txt"]))
        yield opened


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("¿A qué hitos de los faros como el hito 613 contribuyen las ayudas?", "art. 1.1"),
        ("¿Qué comprende el lote 2 de los faros?", "art. 2.3"),
        ("¿Qué presupuesto tiene el lote 1 de los faros?", "art. 2.2"),
        ("¿Quién dirige el TR1, la limpieza de los faros?", "art. 3, párrafo segundo"),
        ("¿Cuál es el objetivo 3 de los faros?", "art. 4.3"),
        ("¿Qué faros se encienden en la fase II?", "art. 5"),
        ("¿De qué es el campo de intervención 047 bis de los faros?", "art. 6"),
    ],
)
def test_the_place_that_has_the_number_goes_first(base, question, label):
    found = base.searcher.find(question)
    hit = base.searcher.hits(found, k=1)[0]
    unit = base.document("faros").unit(found.ranking[0].sentences[0].sentence.unit_id)
    assert label in (hit.label, unit.label)


@pytest.mark.parametrize("thing", ["hito 612", "lote 3", "TR7", "objetivo 4", "fase III", "campo de intervención 250"])
def test_what_no_place_has_is_told_to_be_absent(base, thing):
    answer = base.ask(f"¿Qué se dice de los faros en el {thing}?")
    assert answer.status == "abstained"
    assert f"no dice nada de «{thing}»" in answer.reason


def test_the_item_of_that_number_is_an_answer_where_no_more_is_asked(base):
    answer = base.ask("¿Cuál es el objetivo 3?")
    assert (answer.status, answer.citations[0].quote) == ("answered", "3. Publicar un mapa de los faros.")


@pytest.mark.parametrize(("question", "label"), [("¿Qué es el lote 2?", "art. 2.3"), ("el hito 613", "art. 1.1")])
def test_what_names_it_is_an_answer_where_no_more_is_asked(base, question, label):
    answer = base.ask(question)
    assert (answer.status, answer.citations[0].label) == ("answered", label)


def test_a_code_of_which_there_is_no_other_kind_is_left_to_the_rest(base):
    assert "nada de" not in (base.ask("¿Qué faros emiten CO2 en la costa?").reason or "")
