"""What was answered before says of which document a question is that names none."""

import pytest

from ingest.events import Report
from ingest.pipeline import ingest
from kb.base import KnowledgeBase
from kb.conversation import ENOUGH, NOTHING_YET, REMEMBERED, Conversation, Talk
from kb.documents import DocumentId, UnitId
from kb.results import Answer, Citation
from kb.settings import Settings
from tests.support import WordEncoder
from tests.support_guards import NORMS, write_norms

WOLVES, BEARS, *_ = NORMS
QUESTION = "¿Cuántos meses dura el permiso del guarda?"


def about(*documents):
    """A conversation that is about them and nothing else."""
    return Conversation(documents * ENOUGH)


@pytest.fixture(scope="module")
def guards(tmp_path_factory):
    folder = tmp_path_factory.mktemp("guardas")
    write_norms(folder)
    settings = Settings(home=folder / "base", cache=folder / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=WordEncoder()) as base:
        assert all(one.outcome == "added" for one in ingest(base, [folder]) if isinstance(one, Report))
        yield base


def first(answer):
    return answer.hits[0].document_id


def answered(*documents):
    """An answer that cites these documents, the first one first; none: an abstention."""
    place = {
        "unit_id": UnitId("art_1"),
        "label": "art. 1",
        "path": "",
        "quote": "Dura tres meses.",
        "start": 0,
        "end": 16,
    }
    citations = tuple(Citation(document_id=DocumentId(one), url=None, **place) for one in documents)
    status = "answered" if documents else "abstained"
    texts = {"question": QUESTION, "reason": None, "answer": "", "values": ()}
    return Answer(id=None, status=status, confidence=0.5, citations=citations, hits=(), elapsed_ms=1.0, **texts)


@pytest.mark.parametrize("talked_of", list(NORMS)[::5])
def test_a_question_that_names_no_norm_is_of_the_one_that_is_talked_of(guards, talked_of):
    answer = guards.ask(QUESTION, conversation=about(talked_of), explain=True)
    assert first(answer) == talked_of
    points = {one.document_id: one.points for one in answer.why.candidates}
    assert [one for one, mine in points.items() if "spoken_of" in mine] == [talked_of]


@pytest.mark.parametrize("asked_of", list(NORMS)[2::7])
def test_a_question_that_says_what_its_norm_is_about_is_of_that_norm(guards, asked_of):
    of_it = f"{QUESTION.removesuffix('?')} según la orden que regula la guarda de {NORMS[asked_of]}?"
    assert first(guards.ask(of_it, conversation=about(BEARS))) == asked_of


@pytest.mark.parametrize(
    "question",
    [f"{QUESTION.removesuffix('?')} en la Orden ARM/70/2010?", "¿Cuándo entrega el guarda el parte de los lobos?"],
    ids=["another is named", "another says it"],
)
def test_what_is_talked_of_is_no_filter(guards, question):
    assert first(guards.ask(question, conversation=about(BEARS))) == WOLVES


def test_a_document_that_is_gone_is_not_looked_for(guards):
    assert guards.ask(QUESTION, conversation=about("BOE-A-1999-1")).hits == guards.ask(QUESTION).hits


def test_only_documents_that_are_asked_count(guards):
    answer = guards.ask(QUESTION, documents=[WOLVES], conversation=about(BEARS))
    assert {hit.document_id for hit in answer.hits} == {WOLVES}


@pytest.mark.parametrize(
    ("earlier", "expected"),
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
def test_a_conversation_is_about_what_more_than_one_of_its_last_answers_is_from(earlier, expected):
    found = NOTHING_YET
    for name in earlier:
        found = found.after(answered(name, "z"))
    assert found.about == set(expected)
    assert len(found.documents) <= REMEMBERED


def test_an_abstention_tells_nothing():
    assert NOTHING_YET.after(answered()) is NOTHING_YET


def test_each_question_of_a_talk_knows_what_was_answered():
    known = []

    def asking(question, *, conversation, documents):
        known.append((question, documents, conversation.documents))
        return answered(question)

    talk = Talk(asking)
    assert [talk.ask(name, documents=["z"]).citations[0].document_id for name in "abc"] == ["a", "b", "c"]
    assert known == [("a", ["z"], ()), ("b", ["z"], ("a",)), ("c", ["z"], ("a", "b"))]


SURETIES = {
    "BOE-A-2030-7100": ("los permisos de pesca", "El pescador constituirá una garantía antes de la primera salida."),
    "BOE-A-2030-7101": ("los avales de los faros", "El farero estará de guardia todas las mañanas del año."),
    "BOE-A-2030-7102": ("la Sociedad Aval", "La sociedad estará abierta todas las tardes del año."),
}


@pytest.mark.parametrize(
    ("question", "of_what_is_talked_of"),
    [("¿Hace falta un aval?", True), ("¿Qué hace la Aval?", False), ("¿Cómo son los faros?", False)],
    ids=["in other words", "a name has none", "not at all"],
)
def test_a_word_of_another_title_is_no_other_matter_where_what_is_talked_of_says_it_in_other_words(
    tmp_path, question, of_what_is_talked_of
):
    (mine, _), *_ = SURETIES.items()
    for identifier, (matter, text) in SURETIES.items():
        (tmp_path / f"{identifier}.md").write_text(
            f'---\ntitle: "Orden ARM/{identifier[-4:]}/2030, de 2 de marzo, por la que se regula {matter}"\n'
            f'identifier: "{identifier}"\nrank: "orden"\npublication_date: "2030-03-10"\nstatus: "in_force"\n---\n'
            f"# Orden por la que se regula {matter}\n\n## Artículo 1. Reglas.\n\n{text}\n"
        )
    settings = Settings(home=tmp_path / "base", cache=tmp_path / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=WordEncoder()) as base:
        assert all(one.outcome == "added" for one in ingest(base, [tmp_path]) if isinstance(one, Report))
        candidates = base.ask(question, conversation=about(mine), explain=True).why.candidates
    assert any("spoken_of" in one.points for one in candidates) is of_what_is_talked_of
