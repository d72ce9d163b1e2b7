"""The real model on the real founding documents: the figures that a release must not fall below."""

import pytest

from kb.base import KnowledgeBase
from kb.evaluation import evaluate, read_gold
from kb.settings import Settings

FLOORS = {"hit@1": 0.82, "hit@5": 0.95, "cite_unit@1": 0.82, "value": 0.7, "trusted": 0.7, "abstained_rightly": 0.74}


@pytest.fixture(scope="module")
def base(founding):
    with KnowledgeBase.open(Settings.from_environment(home=founding)) as opened:
        assert len(opened.documents()) == 2
        yield opened


@pytest.fixture(scope="module")
def questions(shared):
    lines = (shared / "eval" / "questions.dev.jsonl").read_bytes().splitlines()
    return read_gold(lines)


@pytest.fixture(scope="module")
def evaluation(base, questions):
    return evaluate(questions, lambda one: base.ask(one.question, id=one.id), base.is_verbatim)


@pytest.mark.parametrize("metric", FLOORS)
def test_answers_are_as_good_as_promised(evaluation, metric):
    assert evaluation.overall[metric] >= FLOORS[metric]


@pytest.mark.parametrize("metric", ["invented_quotes", "uncited_answers"])
def test_nothing_is_said_without_a_verbatim_place(evaluation, metric):
    assert evaluation.overall[metric] == 0


def test_of_a_short_note_alone_what_the_decree_answers_is_held_back(base, questions):
    note = next(one.document_id for one in base.documents() if one.kind == "press_note")
    elsewhere = [one for one in questions if one.places and all(place.document_id != note for place in one.places)]
    held = [base.ask(one.question, documents=[note]).status == "abstained" for one in elsewhere]
    assert len(held) > 40
    assert sum(held) >= 0.7 * len(held)


def test_every_question_gets_ten_hits_whatever_its_answer(base, questions):
    for one in questions[::8]:
        assert len(base.ask(one.question).hits) == 10


def test_the_base_keeps_every_invariant(base):
    verification = base.verify()
    assert verification.ok, verification.problems


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("¿Qué dice el artículo 7.2?", "art_7.2"),
        ("¿Qué dice la letra e) del apartado 3 del artículo 5 del Real Decreto 936/2021?", "art_5.3.e"),
        ("disposición final cuarta", "df_4"),
        ("anexo III", "an_III"),
    ],
)
def test_a_named_place_is_gone_to_directly(base, question, unit):
    answer = base.ask(question)
    first = base.document("BOE-A-2021-17505").unit(unit)
    assert first.start <= answer.citations[0].start < first.end


def test_a_place_that_is_not_there_is_refused_by_name(base):
    answer = base.ask("¿Qué dice el artículo 45 del Real Decreto 936/2021?")
    assert answer.status == "abstained"
    assert "artículo 45" in answer.reason
    assert answer.hits


def test_a_place_of_another_norm_is_not_looked_for_here(base):
    answer = base.ask("¿Qué exige el artículo 99 de la Ley 38/2003 a los beneficiarios?")
    assert answer.reason is None or "artículo 99" not in answer.reason


def test_a_row_is_given_under_its_header_with_its_unit(base):
    answer = base.ask("¿Qué subvención tiene la Universidad de Málaga según el artículo 10?")
    assert answer.values == ("200000 EUR",)
    assert "millones de Euros" in answer.answer
    assert answer.citations[0].quote in base.document("BOE-A-2021-17505").text
