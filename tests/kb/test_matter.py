"""What a whole document is about, what corrects a norm, and since when one is in force."""

import pytest

from ingest.events import Report
from ingest.pipeline import ingest
from kb.base import KnowledgeBase
from kb.questions.headings import headed
from kb.questions.question import read
from kb.settings import Settings
from tests.support import WordEncoder

LAW = """Ley 3/2098, de 5 de mayo, de prevención de incendios.

Artículo 1. Objeto y ámbito.

1. Esta ley regula la prevención de incendios en los montes. De ella trata la ley, y de nada más.

2. Se excluyen los jardines.

Artículo 2. Multas.

La multa por encender fuego en verano asciende a 900 euros.
"""
ORDER = """Está Vd. en

Documento BOE-A-2099-8

Orden 8/2099, de 2 de marzo, por la que se crea la Oficina de los Molinos.

Publicado en:
«BOE» núm. 60, de 3 de marzo de 2099, páginas 1 a 2 (2 págs.)
Sección:
I. Disposiciones generales
Departamento:
Ministerio de los Molinos
Referencia:
BOE-A-2099-8

TEXTO ORIGINAL

Artículo 1. Dependencia.

La oficina depende del ministerio y ayuda a los molinos.

Disposición final única. Entrada en vigor.

La presente orden entrará en vigor a los dos meses de su publicación.

No obstante, el registro surtirá efectos el 2 de abril de 2100.

Madrid, 2 de marzo de 2099.–La Ministra de los Molinos, Aldonza Lorenzo Nogales.
"""
ERRATA = """Corrección de errores de la Orden 8/2099, de 2 de marzo, por la que se crea la Oficina de los Molinos.

Advertido error en la página 2, donde dice: «aspa», debe decir: «muela».
"""
NOTE = """El Gobierno abre una oficina para los molinos

Madrid, 3 de marzo de 2099

El ministro ha presentado la oficina, que ha salido adelante.
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("oficina")
    for name, text in (("ley", LAW), ("orden", ORDER), ("errores", ERRATA), ("nota", NOTE)):
        (folder / f"{name}.txt").write_text(text)
    settings = Settings(home=folder / "base", cache=folder / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=WordEncoder()) as opened:
        outcomes = [event.outcome for event in ingest(opened, [folder]) if isinstance(event, Report)]
        assert outcomes == ["added"] * 4
        yield opened


@pytest.mark.parametrize(
    "question", ["¿De qué trata la Ley 3/2098?", "Objeto de la Ley 3/2098", "¿Qué regula la ley 3/2098?"]
)
def test_a_law_is_about_what_its_article_says(base, question):
    answer = base.ask(question)
    assert answer.answer.startswith("Esta ley regula la prevención de incendios en los montes.")
    assert answer.citations[0].label == "art. 1.1"


def test_a_norm_without_such_an_article_is_about_what_its_title_says(base):
    answer = base.ask("¿Qué objeto tiene la Orden 8/2099?", documents=["BOE-A-2099-8"])
    assert answer.answer.startswith("Orden 8/2099, de 2 de marzo, por la que se crea la Oficina de los Molinos")
    assert answer.citations[0].label == "metadatos"


@pytest.mark.parametrize(
    ("question", "label", "words"),
    [
        ("¿Cuándo se publicó la Orden 8/2099?", "metadatos", "3 de marzo de 2099"),
        ("¿En qué BOE se publicó la orden?", "metadatos", "núm. 60"),
        ("¿Quién firma la Orden 8/2099?", "firma", "La Ministra de los Molinos, Aldonza Lorenzo Nogales"),
        ("¿De qué trata la ley?", "art. 1.1", "prevención de incendios"),
        ("¿De qué va la nota?", "titular", "abre una oficina"),
    ],
)
def test_a_document_tells_where_it_says_what_is_asked_of_the_whole(base, question, label, words):
    answer = base.ask(question)
    assert answer.citations[0].label == label
    assert words in answer.citations[0].quote


def test_what_could_be_two_documents_is_no_one_s(base):
    assert base.ask("¿Cuándo se publicó?").status == "abstained"


def test_a_press_note_is_about_what_its_headline_says(base):
    answer = base.ask("¿De qué va la nota?", documents=["nota"])
    assert answer.answer == "El Gobierno abre una oficina para los molinos"


@pytest.mark.parametrize(
    "question",
    [
        "¿Qué regula el artículo 2 de la Ley 3/2098?",
        "¿Qué multa regula la Ley 3/2098?",
        "¿Cuál es el objeto de la ayuda?",
        "¿Quién aprueba la Ley 3/2098?",
        "¿Qué norma deroga la Ley 3/2098?",
    ],
)
def test_a_question_for_something_else_is_not_about_the_whole(question):
    assert read(question).asking is None


def test_a_norm_is_asked_about_together_with_what_corrects_it(base):
    hits = base.search("¿Qué dice la muela en la Orden 8/2099?", k=20)
    assert {hit.document_id for hit in hits} == {"BOE-A-2099-8", "errores"}


def test_the_day_is_counted_from_the_publication_before_any_other_day(base):
    answer = base.ask("¿Cuándo entró en vigor la Orden 8/2099?")
    assert answer.values == ("2099-05-03",)
    assert answer.answer.startswith("El domingo 03/05/2099, pues se publicó el martes 03/03/2099: La presente orden")


def test_the_number_of_a_norm_s_parts_is_not_the_number_in_one_of_them(base):
    answer = base.ask("¿Cuántos artículos tiene la Ley 3/2098?")
    assert answer.status == "abstained"
    assert "cuántos son" in answer.reason


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("¿Qué multas hay?", "art. 2"),
        ("dependencia", "art. 1"),
        ("¿Qué dependencia tiene la Orden 8/2099?", "art. 1"),
    ],
)
def test_the_article_that_is_headed_by_what_is_asked_goes_first(base, question, label):
    answer = base.ask(question)
    assert (answer.status, answer.citations[0].label) == ("answered", label)
    assert answer.confidence >= 0.6


@pytest.mark.parametrize("question", ["¿Qué dependencia tiene la Ley 3/2098?", "¿Cuántas multas de tráfico hay?"])
def test_a_heading_of_another_norm_or_of_fewer_words_names_no_article(base, question):
    with base.store.snapshot() as view:
        documents = ["ley"] if "Ley" in question else None
        assert headed(read(question).subject, view, documents) is None


@pytest.mark.parametrize("question", ["¿De qué trata la Ley 4/2077?", "¿Cuándo se publicó la Orden 9/2077?"])
def test_a_norm_that_is_not_here_is_not_answered_from_another(base, question):
    answer = base.ask(question)
    assert answer.status == "abstained"
    assert "2077" in answer.reason


@pytest.mark.parametrize("question", ["¿Qué multas hay en la Ley 4/2077?", "¿Qué no son multas?"])
def test_no_heading_answers_for_a_norm_that_is_not_here_or_for_what_is_denied(base, question):
    assert not base.ask(question, explain=True).confidence >= 0.6


@pytest.mark.parametrize(
    "question", ["cuando entra en bigor la Orden 8/2099", "cuando entra en bigor lo de la oficina de los molinos"]
)
def test_a_slip_in_what_is_asked_of_a_whole_norm_is_mended(base, question):
    assert base.ask(question).values == ("2099-05-03",)


def test_a_word_by_which_a_question_asks_is_no_slip_of_one_that_documents_have(base):
    answer = base.ask("¿Qué día salió en el boletín la Orden 8/2099?", explain=True)
    assert answer.citations[0].quote.startswith("Publicado en:")
    assert answer.why.mended == ()
