"""What was answered before says of which document a question is that names none."""

from dataclasses import replace

import pytest

from ingest.events import Report
from ingest.pipeline import ingest
from kb.base import KnowledgeBase
from kb.conversation import ENOUGH, NOTHING_YET, REMEMBERED, Conversation, Talk
from kb.settings import Settings
from tests.support import WordEncoder

WOLVES, BEARS, LYNXES = "BOE-A-2011-7001", "BOE-A-2012-7002", "BOE-A-2014-7003"
NORM = """---
title: "Orden ARM/{number}, de 2 de marzo, por la que se regula {matter}"
identifier: "{identifier}"
rank: "orden"
publication_date: "20{year}-03-10"
official_number: "ARM/{number}"
status: "in_force"
---
# Orden ARM/{number}, de 2 de marzo, por la que se regula {matter}

## Artículo 1. Permisos.

El permiso del guarda dura tres meses.

## Artículo 2. Partes.

El guarda entrega cada semana un parte de {matter}.
"""
QUESTION = "¿Cuántos meses dura el permiso del guarda?"


@pytest.fixture(scope="module")
def guards(tmp_path_factory):
    folder = tmp_path_factory.mktemp("guardas")
    for identifier, year, matter in ((WOLVES, 11, "los lobos"), (BEARS, 12, "los osos"), (LYNXES, 14, "los linces")):
        text = NORM.format(number=f"70/20{year}", identifier=identifier, year=year, matter=matter)
        (folder / f"{identifier}.md").write_text(text)
    settings = Settings(home=folder / "base", cache=folder / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=WordEncoder()) as base:
        assert all(one.outcome == "added" for one in ingest(base, [folder]) if isinstance(one, Report))
        yield base


def first(answer):
    return answer.citations[0].document_id


def test_a_question_that_names_no_norm_is_of_the_one_that_is_talked_of(guards):
    for talked_of in (WOLVES, BEARS, LYNXES):
        answer = guards.ask(QUESTION, conversation=Conversation((talked_of,) * ENOUGH), explain=True)
        assert first(answer) == talked_of
        points = {one.document_id: one.points for one in answer.why.candidates}
        assert points[talked_of]["spoken_of"] > 0
        assert all("spoken_of" not in mine for other, mine in points.items() if other != talked_of)


@pytest.mark.parametrize(
    ("question", "talked_of", "answers"),
    [
        ("¿Cuántos meses dura el permiso del guarda en la Orden ARM/70/2011?", BEARS, WOLVES),
        ("¿Cuándo entrega el guarda el parte de los lobos?", BEARS, WOLVES),
    ],
    ids=["another is named", "another says it"],
)
def test_what_is_talked_of_is_no_filter(guards, question, talked_of, answers):
    assert first(guards.ask(question, conversation=Conversation((talked_of,) * ENOUGH))) == answers


def test_a_document_that_is_gone_is_not_looked_for(guards):
    gone = Conversation(("BOE-A-1999-1",) * ENOUGH)
    assert guards.ask(QUESTION, conversation=gone).hits == guards.ask(QUESTION).hits


def test_only_documents_that_are_asked_count(guards):
    answer = guards.ask(QUESTION, documents=[WOLVES, LYNXES], conversation=Conversation((BEARS,) * ENOUGH))
    assert {hit.document_id for hit in answer.hits} == {WOLVES, LYNXES}


@pytest.mark.parametrize(
    ("earlier", "about"),
    [
        ("", ""),
        ("a", ""),
        ("aa", "a"),
        ("aba", "a"),
        ("abab", "ab"),
        ("aa" + "b" * REMEMBERED, "b"),
        ("a" + "b" * (REMEMBERED - 1) + "a", "b"),
    ],
)
def test_a_conversation_is_about_what_more_than_one_of_its_last_answers_is_from(guards, earlier, about):
    answer = guards.ask(QUESTION)
    found = Conversation()
    for name in earlier:
        found = found.after(replace(answer, citations=(replace(answer.citations[0], document_id=name),)))
    assert found.about == frozenset(about)
    assert len(found.documents) <= REMEMBERED


def test_an_abstention_tells_nothing(guards):
    answer = guards.ask("¿Cuánto cuesta el billete de tranvía?")
    assert not answer.citations
    assert NOTHING_YET.after(answer) is NOTHING_YET


def test_each_question_of_a_talk_knows_what_was_answered(guards):
    talk = Talk(guards.ask)
    for matter, document_id in (("los osos", BEARS), ("los lobos", WOLVES)):
        asked = [f"¿Cuándo entrega el guarda el parte de {matter}?"] * ENOUGH
        assert [first(talk.ask(question)) for question in asked] == [document_id] * ENOUGH
    assert first(talk.ask(QUESTION)) in {BEARS, WOLVES}
