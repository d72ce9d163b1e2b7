"""What is asked of any norm in a few words, and the sentence that answers it."""

import pytest

from ingest.events import Report
from ingest.pipeline import ingest
from kb.base import KnowledgeBase
from kb.conversation import ENOUGH, Conversation
from kb.documents import DocumentId
from kb.search.plain_questions import plain_question
from kb.settings import Settings

ANSWERS = [
    ("¿Quién resuelve?", "La competencia para dictar las resoluciones corresponde a la Secretaría de Molinos."),
    ("¿Quién concede la ayuda?", "La concesión se efectuará mediante resolución de la Secretaría de Molinos."),
    ("órgano instructor", "La instrucción del procedimiento corresponderá a la Dirección General de Aspas."),
    ("¿Quién instruye?", "Actuará como órgano instructor la Dirección General de Aspas."),
    ("¿Quién puede pedirla?", "Podrán ser beneficiarios los molineros con muela propia."),
    ("beneficiarios", "Los beneficiarios deberán reunir los siguientes requisitos:"),
    ("plazo de justificación", "La fecha límite para presentar la documentación justificativa será el 3 de mayo."),
    ("¿Hasta cuándo se puede justificar?", "La justificación se presentará en el plazo de un mes desde el fin."),
    ("plazo de solicitud", "El plazo de presentación de solicitudes será de quince días."),
    ("¿Cuánto tardan en resolver?", "El plazo máximo para resolver y notificar será de seis meses."),
    ("¿Es compatible con otras ayudas?", "Las subvenciones serán compatibles con otras."),
    ("¿Se puede subcontratar?", "Se autoriza la subcontratación hasta el 40 % de la obra."),
    ("¿Hay que presentar aval?", "Las entidades quedan exoneradas de la constitución de garantías."),
    ("¿Y si no contestan?", "La solicitud se entenderá desestimada por silencio administrativo."),
    ("¿Cómo se paga?", "El pago de la subvención se efectuará en un solo plazo."),
    ("¿Dónde se presenta la solicitud?", "Las solicitudes se presentarán en la sede electrónica del ministerio."),
]
OF_OTHER_THINGS = [
    ("¿Quién resuelve?", "La modificación de las resoluciones de concesión se dictará por la Secretaría de Molinos."),
    ("órgano instructor", "El órgano instructor podrá desarrollar una guía."),
    ("¿Quién puede pedirla?", "El beneficiario podrá efectuar la devolución voluntaria."),
    ("¿Quién puede pedirla?", "No podrán obtener la condición de beneficiarios los deudores."),
    ("plazo de justificación", "Si vencido el plazo para justificar no se hiciera, se le requerirá."),
    ("¿Se puede subcontratar?", "En ningún caso podrán subcontratarse aquellas obras que haga un socio."),
    ("¿Dónde se presenta la solicitud?", "La solicitud se presentará con firma electrónica."),
]


@pytest.mark.parametrize(("question", "sentence"), ANSWERS)
def test_the_sentence_that_answers_is_known_by_its_words(question, sentence):
    assert plain_question(question).is_answered_by(sentence)


@pytest.mark.parametrize(("question", "sentence"), OF_OTHER_THINGS)
def test_a_sentence_about_something_near_is_no_answer(question, sentence):
    assert not plain_question(question).is_answered_by(sentence)


@pytest.mark.parametrize(
    "question",
    [
        "¿Quién resuelve los recursos de los molineros?",
        "¿Cuánto se puede subcontratar?",
        "¿Se puede subcontratar todo?",
        "¿Qué plazo hay para justificar la obra del molino de Valdehontán?",
        "obligaciones de los beneficiarios",
        "importe de la ayuda",
    ],
)
def test_a_question_with_more_in_it_is_not_plain(question):
    assert plain_question(question) is None


NORM = """Orden MOL/7/2099, de 1 de marzo, por la que se regula una ayuda para molinos.

Artículo 1. Solicitudes.

1. El órgano que resuelve los recursos de quien instruye publicará quién resuelve.

2. La solicitud será única.

Artículo 2. Fin.

La competencia para dictar la resolución corresponde a la Secretaría de Aspas y Muelas.
"""


def test_each_norm_that_says_it_is_cited_and_that_there_are_several_is_told(tmp_path, word_encoder):
    (tmp_path / "uno.txt").write_text(NORM)
    (tmp_path / "dos.txt").write_text(NORM.replace("MOL/7", "MOL/8").replace("Aspas y Muelas", "Ruedas y Presas"))
    settings = Settings(home=tmp_path / "base", cache=tmp_path / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=word_encoder) as base:
        assert all(one.outcome == "added" for one in ingest(base, [tmp_path]) if isinstance(one, Report))
        answer = base.ask("¿Quién resuelve?")
        assert {one.document_id for one in answer.citations} == {"uno", "dos"}
        assert any("más de una norma" in told for told in answer.warnings)
        alone = base.ask("¿Quién resuelve?", documents=["dos"])
        assert {one.document_id for one in alone.citations} == {"dos"}
        assert alone.warnings == ()


def test_of_the_norm_that_is_talked_of_no_other_says_it(tmp_path, word_encoder):
    (tmp_path / "uno.txt").write_text(NORM)
    (tmp_path / "dos.txt").write_text(NORM.replace("MOL/7", "MOL/8").replace("Aspas y Muelas", "Ruedas y Presas"))
    silent = NORM.replace("MOL/7", "MOL/9").replace("La competencia para dictar la resolución", "La inspección")
    (tmp_path / "tres.txt").write_text(silent)
    settings = Settings(home=tmp_path / "base", cache=tmp_path / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=word_encoder) as base:
        assert all(one.outcome == "added" for one in ingest(base, [tmp_path]) if isinstance(one, Report))
        for talked_of in ("uno", "dos"):
            answer = base.ask("¿Quién resuelve?", conversation=Conversation((DocumentId(talked_of),) * ENOUGH))
            assert answer.citations[0].document_id == talked_of
        of_silent = base.ask(
            "¿Quién resuelve?", conversation=Conversation((DocumentId("tres"),) * ENOUGH), explain=True
        )
        assert of_silent.why.put_first is None


def test_the_answer_is_found_though_it_has_no_word_of_the_question(tmp_path, word_encoder):
    (tmp_path / "orden.txt").write_text(NORM)
    settings = Settings(home=tmp_path / "base", cache=tmp_path / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=word_encoder) as base:
        assert all(one.outcome == "added" for one in ingest(base, [tmp_path]) if isinstance(one, Report))
        answer = base.ask("¿Quién resuelve?", explain=True)
        assert answer.why.put_first == "worded"
        assert answer.citations[0].label == "art. 2"
        assert answer.confidence == 0.75
        assert base.ask("¿Hay que presentar aval?").status == "abstained"
