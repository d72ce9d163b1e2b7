"""What is put first because a question demands it, and what is cited as the exception."""

import pytest

from ingest.events import Report
from ingest.pipeline import ingest
from kb.base import KnowledgeBase
from kb.settings import Settings
from tests.support import WordEncoder

NORM = """Orden 5/2099, de 1 de marzo, de molinos.

Artículo 1. Beneficiarios.

La Fundación Molinos del Norte restaura molinos y es la beneficiaria de la ayuda.

La Fundación Molinos del Norte tiene el NIF G89020010.

Artículo 2. Pago.

1. La ayuda a los molinos se pagará en un solo plazo tras la justificación, salvo lo dispuesto en el artículo 4.

2. El pago de la ayuda se hará por transferencia bancaria.

3. No obstante lo previsto en el apartado anterior, se pagará por cheque a quien carezca de cuenta.

Artículo 3. Piezas.

Son piezas del molino de viento las siguientes:

a) Las aspas de madera del molino.

b) Muelas.

c) El eje de hierro del molino.

d) Tolva.

Artículo 4. Anticipos.

Las entidades sin ánimo de lucro recibirán la mitad antes de empezar.

Artículo 5. Premio.

El premio nacional de molinería es de 7.000 euros.
"""


NOTE = """El Gobierno ayuda a los molinos

Madrid, 3 de marzo de 2099

El premio nacional de molinería del Gobierno para los molinos es de 7.000 euros.

La ministra de Cultura ha presentado hoy la norma.
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("molinos")
    (folder / "molinos.txt").write_text(NORM)
    (folder / "nota.txt").write_text(NOTE)
    settings = Settings(home=folder / "base", cache=folder / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=WordEncoder()) as opened:
        assert [event.outcome for event in ingest(opened, [folder]) if isinstance(event, Report)] == ["added", "added"]
        yield opened


def test_the_sentence_that_states_what_is_demanded_goes_first(base):
    found = base.searcher.find("¿Qué NIF tiene la Fundación Molinos del Norte, beneficiaria que restaura molinos?")
    assert found.ranking[0].sentences[0].sentence.text == "La Fundación Molinos del Norte tiene el NIF G89020010."


def test_a_demand_that_nothing_meets_is_a_reason_to_say_nothing(base):
    answer = base.ask("¿Qué porcentaje de la ayuda a los molinos se pagará en un solo plazo?")
    assert answer.status == "abstained"
    assert "ningún porcentaje" in answer.reason


@pytest.mark.parametrize("question", ["¿x?", "ñ", "¿y…?"])
def test_what_asks_nothing_is_told_so(base, question):
    answer = base.ask(question)
    assert (answer.status, answer.citations) == ("abstained", ())
    assert "no dice qué se busca" in answer.reason


def cited(base, question):
    answer = base.ask(question)
    assert answer.status == "answered"
    return [citation.label for citation in answer.citations]


def test_the_exception_that_a_clause_names_is_cited_behind_it(base):
    labels = cited(base, "La ayuda a los molinos se pagará en un solo plazo tras la justificación")
    assert labels[:2] == ["art. 2.1", "art. 4"]


def test_the_exception_that_points_back_is_cited_behind_the_clause(base):
    assert cited(base, "El pago de la ayuda se hará por transferencia bancaria")[:2] == ["art. 2.2", "art. 2.3"]


def test_items_too_short_to_be_sentences_stay_in_their_list(base):
    answer = base.ask("¿Cuáles son las piezas del molino de viento?")
    assert answer.citations[0].quote.split("\n")[1:] == [
        "a) Las aspas de madera del molino.",
        "b) Muelas.",
        "c) El eje de hierro del molino.",
        "d) Tolva.",
    ]
    assert all(f"{letter})" in answer.answer for letter in "abcd")


def test_a_norm_is_cited_before_the_note_that_says_the_same(base):
    answer = base.ask("¿De cuánto es el premio nacional de molinería del Gobierno para los molinos?")
    assert answer.values == ("7000 EUR",)
    assert [citation.document_id for citation in answer.citations[:2]] == ["molinos", "nota"]
