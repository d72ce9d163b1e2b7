"""Ranking and answers over small norms, with an encoder that a person can compute."""

import pytest

from ingest.events import Report
from ingest.pipeline import ingest
from kb.base import KnowledgeBase
from kb.errors import DocumentNotFound, InvalidInput
from kb.results import LONGEST_ANSWER
from kb.settings import Settings

GRANT = """Real Decreto 7/2099, de 1 de marzo, por el que se regula una subvención para molinos.

Artículo 1. Objeto.

Este real decreto regula la subvención para restaurar molinos de viento.

Artículo 2. Cuantía.

1. La cuantía total asciende a 3.500.000 euros.

2. El reparto se indica en el cuadro siguiente:

Entidades NIF

Subvención (millones de euros)

Fundación Molinos del Norte (FMN). G89020010 2,5
Ayuntamiento de Valdehontán. P8911500J 1,0
Artículo 3. Obligaciones.

Las entidades beneficiarias deberán:

a) Conservar las facturas durante cuatro años.

b) Instalar un cartel informativo en cada molino.

c) Presentar la cuenta justificativa antes del 31 de marzo de 2101.

Artículo 4. Compatibilidad.

La subvención no es compatible con otras ayudas para la misma finalidad.

Disposición final única. Entrada en vigor.

Este real decreto entrará en vigor el 1 de abril de 2099.
"""
FIRES = """Ley 3/2098, de 5 de mayo, de prevención de incendios.

Artículo 1. Objeto.

Esta ley regula la prevención de incendios en los montes.

Artículo 4. Multas.

La multa por encender fuego en verano asciende a 900 euros.
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    from tests.support import WordEncoder

    folder = tmp_path_factory.mktemp("molinos")
    (folder / "molinos.txt").write_text(GRANT)
    (folder / "incendios.txt").write_text(FIRES)
    settings = Settings(home=folder / "base", cache=folder / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=WordEncoder()) as opened:
        reports = [event for event in ingest(opened, [folder]) if isinstance(event, Report)]
        assert [report.outcome for report in reports] == ["added", "added"]
        yield opened


def test_hits_are_ranked_passages_of_their_documents(base):
    hits = base.search("conservar las facturas", k=3)
    assert len(hits) == 3
    assert hits[0].label == "art. 3"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        assert base.document(hit.document_id).text[hit.start : hit.end] in hit.text


def test_the_same_question_gives_the_same_ranking(base):
    assert base.search("molinos de viento") == base.search("molinos de viento")


def test_a_search_keeps_to_the_given_documents(base):
    assert {hit.document_id for hit in base.search("artículo", k=20, documents=["incendios"])} == {"incendios"}
    with pytest.raises(DocumentNotFound):
        base.search("molinos", documents=["no-existe"])


def test_a_named_norm_is_the_only_one_searched(base):
    hits = base.search("¿Qué multa hay en la Ley 3/2098?", k=10)
    assert {hit.document_id for hit in hits} == {"incendios"}


@pytest.mark.parametrize("k", [0, -1])
def test_at_least_one_hit_has_to_be_asked_for(base, k):
    with pytest.raises(InvalidInput):
        base.search("molinos", k=k)


def test_an_article_of_both_norms_is_given_of_both(base):
    hits = base.search("artículo 4", k=2)
    assert {hit.document_id for hit in hits} == {"molinos", "incendios"}
    assert {hit.label for hit in hits} == {"art. 4"}


def test_an_article_of_a_named_norm_is_given_of_that_one(base):
    answer = base.ask("¿Qué dice el artículo 4 de la Ley 3/2098?")
    assert [(c.document_id, c.label) for c in answer.citations] == [("incendios", "art. 4")]
    assert answer.answer == "La multa por encender fuego en verano asciende a 900 euros."


def test_a_row_answers_under_its_header_in_the_unit_of_its_column(base):
    answer = base.ask("subvención de la Fundación Molinos del Norte FMN importe")
    assert answer.values == ("2500000 EUR",)
    assert answer.answer.startswith("Entidades NIF Subvención (millones de euros)\n")
    assert answer.citations[0].quote == "Fundación Molinos del Norte (FMN). G89020010 2,5"


def test_a_sentence_that_opens_a_list_is_given_with_it(base):
    answer = base.ask("Las entidades beneficiarias deberán:")
    assert answer.citations[0].quote.startswith("Las entidades beneficiarias deberán:\na) Conservar")
    assert answer.citations[0].quote.endswith("2101.")


def test_a_letter_is_cited_as_a_lawyer_writes_it(base):
    answer = base.ask("conservar facturas durante cuántos años")
    assert answer.citations[0].label == "art. 3.a)"
    assert answer.citations[0].path == "Artículo 3. Obligaciones > a)"
    assert answer.values == ("P4Y",)


def test_every_citation_is_verbatim(base):
    for question in ("¿Cuándo entra en vigor?", "cuantía total", "molinos", "artículo 3", "cuadro siguiente"):
        for citation in base.ask(question).citations:
            text = base.document(citation.document_id).text
            assert text[citation.start : citation.end] == citation.quote


def test_no_answer_is_longer_than_the_contract_allows(base):
    for question in ("entidades beneficiarias deberán", "artículo 3", "Real Decreto 7/2099"):
        assert len(base.ask(question).answer) <= LONGEST_ANSWER


def test_an_answer_is_cited_and_an_abstention_has_a_reason_and_its_hits(base):
    for question in ("cuantía total asciende", "xilófonos búlgaros"):
        answer = base.ask(question)
        assert answer.hits
        if answer.status == "answered":
            assert answer.citations
            assert answer.reason is None
        else:
            assert not answer.citations
            assert not answer.values
            assert answer.reason


def test_an_empty_base_abstains_and_says_how_to_fill_it(tmp_path, word_encoder):
    settings = Settings(home=tmp_path / "base", cache=tmp_path / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=word_encoder) as empty:
        answer = empty.ask("¿Cuánto?")
    assert (answer.status, answer.confidence, answer.hits) == ("abstained", 0.0, ())
    assert "kb ingest" in answer.reason


@pytest.mark.parametrize("question", ["'; DROP TABLE documents; --", "«»", "=cmd()", "%s%s", "\x00a", "🦊 molino"])
def test_odd_questions_break_nothing(base, question):
    try:
        answer = base.ask(question)
    except InvalidInput:
        return
    assert len(answer.hits) > 0
    assert base.verify().ok


def test_of_two_that_say_the_same_the_one_whose_title_has_the_question_s_word_goes_first(tmp_path):
    from tests.support import WordEncoder

    same = "\n\nArtículo 1. Pago.\n\nEl pago se hará en un plazo único de tres meses.\n"
    for number, matter in enumerate(("la pesca de altura", "los molinos de viento", "la cría de caballos"), start=1):
        title = f"Real Decreto {number}/2099, de 1 de marzo, por el que se regula {matter}."
        (tmp_path / f"{number}.txt").write_text(title + same)
    settings = Settings(home=tmp_path / "base", cache=tmp_path / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=WordEncoder()) as base:
        assert all(one.outcome == "added" for one in ingest(base, [tmp_path]) if isinstance(one, Report))
        titles = {one.document_id: one.title for one in base.searcher.store.summaries()}
        for matter in ("pesca", "molinos", "caballos"):
            first = base.searcher.search(f"plazo del pago en {matter}", k=1)[0]
            assert matter in titles[first.document_id]


FOUNDATION = """Resolución de 3 de abril de 2099, por la que se aprueban las bases de la Fundación Azul.

1. Autorizar a la Fundación Azul a conceder subvenciones.

2. El jurado de las subvenciones lo nombra el patronato.

3. Los datos de contacto son los siguientes, que se publican:

a) Correo: ayudas@fundacionazul.example

b) Teléfono: 910000000
"""


@pytest.fixture
def foundation(tmp_path, word_encoder):
    (tmp_path / "bases.txt").write_text(FOUNDATION)
    settings = Settings(home=tmp_path / "base", cache=tmp_path / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=word_encoder) as base:
        assert all(one.outcome == "added" for one in ingest(base, [tmp_path]) if isinstance(one, Report))
        yield base


def test_the_name_of_the_document_draws_no_passage_that_repeats_it(foundation):
    first = foundation.ask("¿Quién nombra el jurado de las subvenciones de la Fundación Azul?")
    assert "patronato" in first.hits[0].text


def test_what_the_title_names_is_said_of_all_of_the_document(foundation):
    first = foundation.searcher.find("¿Cuál es el teléfono de la Fundación Azul?").ranking[0]
    assert "910000000" in first.sentences[0].sentence.text


def test_slips_are_mended_together_where_only_so_the_question_is_understood(base):
    answer = base.ask("cuando entra en bigor el real decreto 7/2099 de suvbencion de molinos")
    assert answer.citations[0].label.startswith("disposición final")
