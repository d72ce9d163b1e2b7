"""Questions for several places of a norm, and for norms as lawyers write them, over two small norms."""

import pytest

from ingest.events import Report
from ingest.pipeline import ingest
from kb.base import KnowledgeBase
from kb.results import LONGEST_ANSWER
from kb.settings import Settings

WELLS = """Real Decreto 12/2099, de 4 de febrero, por el que se regula el alumbrado de pozos.

Artículo 1. Objeto.

Este real decreto regula el alumbrado de los pozos.

Artículo 2. Solicitud.

1. La solicitud se presentará en el plazo de diez días.

2. La resolución se dictará en el plazo de tres meses.

Artículo 3. Lámparas.

Cada pozo tendrá dos lámparas de aceite.

Artículo 4. Vigilancia.

La vigilancia del pozo corresponde al farolero, que dará cuenta en el plazo de un mes.

Disposición adicional primera. Gasto.

Este real decreto no supone aumento de gasto.

Disposición adicional segunda. Registro.

Los pozos alumbrados se inscriben en un registro.

Disposición final única. Entrada en vigor.

Este real decreto entrará en vigor el 1 de abril de 2099.

ANEXO I

Modelo de farol

El farol será de cobre.

ANEXO II

Modelo de cubo

El cubo será de roble.
"""
ORDER = """Orden ABC/5/2099, de 6 de marzo, sobre poleas.

Artículo 1. Objeto.

Esta orden regula las poleas.

Artículo 3. Cuerdas.

La cuerda será de cáñamo y cumplirá el Reglamento (UE) 2098/77 del Consejo, de 4 de mayo de 2098,
y el artículo 2 del Reglamento (UE) 2097/5 del Consejo, de 1 de marzo de 2097.
"""
UNION = """Reglamento (UE) 2097/5 del Consejo, de 1 de marzo de 2097, sobre cubos.

Artículo 1. Objeto.

El presente Reglamento regula los cubos.

Artículo 2. Aros.

Cada cubo tendrá tres aros de hierro.
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    from tests.support import WordEncoder

    folder = tmp_path_factory.mktemp("pozos")
    (folder / "pozos.txt").write_text(WELLS)
    (folder / "poleas.txt").write_text(ORDER)
    (folder / "cubos.txt").write_text(UNION)
    settings = Settings(home=folder / "base", cache=folder / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=WordEncoder()) as opened:
        reports = [event for event in ingest(opened, [folder]) if isinstance(event, Report)]
        assert [report.outcome for report in reports] == ["added"] * 3
        yield opened


def cited(answer):
    return [(one.document_id, one.label) for one in answer.citations]


@pytest.mark.parametrize(
    ("question", "labels", "words"),
    [
        ("¿Qué dicen los artículos 3 y 4 del Real Decreto 12/2099?", ["art. 3", "art. 4"], ["aceite", "farolero"]),
        ("¿Qué dicen los artículos 1 a 3 del R.D. 12/2099?", ["art. 1", "art. 2", "art. 3"], ["pozos", "aceite"]),
        ("art. 2, apartados 1 y 2, del RD 12/2099", ["art. 2.1", "art. 2.2"], ["diez días", "tres meses"]),
        ("¿Qué establecen las disposiciones adicionales primera y segunda?",
         ["disposición adicional primera", "disposición adicional segunda"], ["gasto", "registro"]),
        ("¿Qué dicen los anexos I y II?", ["anexo I", "anexo II"], ["cobre", "roble"]),
        ("¿Qué dicen el artículo 4 y el anexo II del Real Decreto 12/2099, de 4 de febrero?",
         ["art. 4", "anexo II"], ["farolero", "roble"]),
    ],
)  # fmt: skip
def test_each_of_several_places_is_said_and_cited(base, question, labels, words):
    answer = base.ask(question)
    assert cited(answer) == [("pozos", label) for label in labels]
    assert all(f"{label}: " in answer.answer for label in labels)
    assert all(word in answer.answer for word in words)
    assert len(answer.answer) <= LONGEST_ANSWER
    assert answer.warnings == ()


def test_what_is_asked_of_several_places_is_answered_by_a_sentence_of_each(base):
    answer = base.ask(
        "¿Qué plazo fijan los artículos 2 y 4 del Real Decreto 12/2099 para la solicitud y la vigilancia?"
    )
    assert {label.split(".2")[0].split(".1")[0] for _, label in cited(answer)} >= {"art. 4"}
    assert {"P1M"} < set(answer.values)


def test_a_place_of_two_norms_is_no_list(base):
    answer = base.ask("¿Qué dice el artículo 3?")
    assert set(cited(answer)) == {("pozos", "art. 3"), ("poleas", "art. 3")}
    assert "art. 3: " not in answer.answer


def test_the_norm_that_has_all_of_them_goes_first(base):
    answer = base.ask("¿Qué dicen los artículos 3 y 4?")
    assert cited(answer) == [("pozos", "art. 3"), ("pozos", "art. 4"), ("poleas", "art. 3")]
    assert "art. 4: " in answer.answer


def test_a_place_that_is_nowhere_is_told_beside_those_that_are(base):
    answer = base.ask("¿Qué dicen los artículos 3 y 99 del Real Decreto 12/2099?")
    assert cited(answer) == [("pozos", "art. 3")]
    assert answer.warnings[0] == "Estos documentos no tienen «art. 99»"


def test_more_places_than_are_cited_are_counted(base):
    answer = base.ask("¿Qué dicen los artículos 1 a 4 del Real Decreto 12/2099?")
    assert len(answer.citations) == 3
    assert answer.warnings[0] == "Se citan 3 de los 4 lugares por los que se pregunta"


@pytest.mark.parametrize("written", ["Orden ABC/5/2099", "orden ministerial ABC/5/2099", "ABC/5/2099"])
def test_a_norm_is_known_however_it_is_written(base, written):
    assert cited(base.ask(f"¿Qué dice el artículo 3 de la {written}?")) == [("poleas", "art. 3")]


@pytest.mark.parametrize(
    "question",
    [
        "¿De qué trata el Reglamento (UE) 2098/77?",
        "¿Qué dice el artículo 3 del Reglamento (UE) 2098/77?",
        "¿Cuándo entró en vigor la Directiva 2090/14/UE?",
        "¿Qué dicen los artículos 1 y 3 de la Ley 44/2097?",
        "¿Qué dispone el Reglamento (UE) 2098/77 sobre la cuerda de cáñamo?",
    ],
)
def test_a_norm_that_is_not_held_is_told(base, question):
    answer = base.ask(question)
    assert answer.status == "abstained"
    assert answer.reason.startswith("Estos documentos no tienen «")
    assert answer.citations == ()


def test_an_act_of_the_union_that_is_held_is_known_by_its_title(base):
    assert cited(base.ask("¿Qué dice el artículo 2 del Reglamento (UE) 2097/5?")) == [("cubos", "art. 2")]
    (to_it,) = (one for one in base.references("poleas") if one.target == "cubos")
    assert (to_it.target_unit, to_it.identifier) == ("art_2", "32097R0005")


def test_where_others_speak_of_a_norm_that_is_not_held_is_found_by_its_name(base):
    assert base.search("¿Qué cuerda cumplirá el Reglamento (UE) 2098/77?", k=1)[0].label == "art. 3"
    found = base.searcher.find("¿Qué cumplirá el Reglamento (UE) 2098/77?")
    assert "2098/77" in found.question.subject
    assert "2097/5" not in base.searcher.find("¿Qué regula el Reglamento (UE) 2097/5 de los cubos?").question.subject
