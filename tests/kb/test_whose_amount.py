"""Of several holders in a sentence, whose its amounts are not: what stands behind `así como` is said of others."""

import pytest

from ingest.pipeline import ingest
from kb.answers.confidence import lacks
from kb.answers.givers import asked_of, said_of
from kb.answers.statements import statements
from kb.base import KnowledgeBase
from kb.questions.demands import Demand
from kb.settings import Settings
from tests.support import WordEncoder

SENTENCES = {
    "as well": "La Diputación de Tormes aportará 12.000 euros a la ermita, así como el Cabildo de Arbas sus tejas.",
    "each its own": (
        "La Diputación de Tormes aportará 12.000 euros a la ermita, así como el Cabildo de Arbas 700 euros, además de "
        "las tejas que aporta la Cofradía de Nieva."
    ),
    "a total": (
        "La Diputación de Tormes aportará 12.000 euros a la ermita, además de las aportaciones del Cabildo de Arbas, "
        "hasta alcanzar los 30.000 euros."
    ),
    "up to": "La Cofradía de Nieva aumentará lo que aporta a la ermita hasta llegar a los 5.000 euros.",
    "while": (
        "La Cofradía de Nieva aportará la piedra de la ermita, mientras que la Diputación de Tormes aportará a la "
        "ermita 12.000 euros."
    ),
    "semicolon": "La Diputación de Tormes aportará 12.000 euros a la ermita; el Cabildo de Arbas, sus campanas.",
    "together": (
        "La Diputación de Tormes y el Cabildo de Arbas aportarán 12.000 euros a la ermita, junto con la madera de la "
        "Cofradía de Nieva."
    ),
}
TORMES, ARBAS, NIEVA = "la Diputación de Tormes", "el Cabildo de Arbas", "la Cofradía de Nieva"


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ermita")
    texts = folder / "textos"
    texts.mkdir()
    for name, sentence in SENTENCES.items():
        text = f"Orden 7/2099, de 1 de marzo, de obras.\n\nArtículo 1. Obras.\n\n{sentence}\n"
        (texts / f"{name}.txt").write_text(text)
    settings = Settings(home=folder / "base", cache=folder / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=WordEncoder()) as opened:
        list(ingest(opened, [texts]))
        yield opened


def lacking(base, name, holder):
    """What a sentence does not state of what the holder gives."""
    found = base.searcher.find(f"¿Cuánto aporta a la ermita {holder}?", documents=[name])
    given = statements(found)[0]
    assert given.text == SENTENCES[name]
    return lacks(found, given)


@pytest.mark.parametrize(
    ("sentence", "holder"),
    [
        ("as well", TORMES),
        ("each its own", TORMES),
        ("each its own", ARBAS),
        ("a total", TORMES),
        ("up to", NIEVA),
        ("while", TORMES),
        ("semicolon", TORMES),
        ("together", TORMES),
        ("together", ARBAS),
    ],
)
def test_an_amount_is_of_whom_it_stands_with(base, sentence, holder):
    assert lacking(base, sentence, holder) == frozenset()


@pytest.mark.parametrize(
    ("sentence", "holder"),
    [
        ("as well", ARBAS),
        ("as well", NIEVA),
        ("each its own", NIEVA),
        ("a total", ARBAS),
        ("while", NIEVA),
        ("semicolon", ARBAS),
        ("together", NIEVA),
    ],
)
def test_an_amount_is_not_of_whom_it_stands_apart_from(base, sentence, holder):
    assert lacking(base, sentence, holder) == {Demand.AMOUNT}


TITLED = """Nota de prensa

La Diputación de Tormes repara la ermita

La ermita cuenta también con la ayuda de la Cofradía de Nieva, que aportará 12.000 euros para la piedra.
"""


@pytest.mark.parametrize(
    ("holder", "expected"),
    [(TORMES, {Demand.AMOUNT}), ("la Diputación", {Demand.AMOUNT}), (NIEVA, set()), ("la Cofradía", set())],
    ids=["another", "another in short", "the same", "the same in short"],
)
def test_what_another_is_said_to_give_is_not_of_whom_the_title_names(tmp_path, holder, expected):
    (tmp_path / "nota.txt").write_text(TITLED)
    settings = Settings(home=tmp_path / "base", cache=tmp_path / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=WordEncoder()) as base:
        list(ingest(base, [tmp_path / "nota.txt"]))
        found = base.searcher.find(f"¿Cuánto aporta {holder} a la ermita?")
        given = statements(found)[0]
        assert "12.000" in given.text
        assert lacks(found, given) == expected


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("¿Cuánto dinero aporta la Diputación de Tormes?", {"diput", "torm"}),
        ("¿Cuántos millones de euros invertirá el Cabildo?", {"cabild"}),
        ("cuánto recibe Nieva", {"niev"}),
        ("¿Cuánto recibe CN?", set()),
        ("¿Cuánto hay que pagar?", set()),
        ("¿Cuánto aporta cada socio?", set()),
        ("¿Cuándo paga la Diputación?", set()),
    ],
)
def test_of_whom_an_amount_is_asked(question, name):
    assert asked_of(question) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("La ayuda de la Cofradía de Nieva, que aportará 12 euros.", [{"cofradi", "niev"}]),
        ("El Cabildo (CAB) recibirá hasta 12 euros; la Diputación, nada.", [{"cabild", "cab"}]),
        ("El proyecto recibirá 12 euros.", []),
        ("El Cabildo aportará sus tejas. Cuestan 12 euros.", []),
    ],
)
def test_who_is_said_to_give_an_amount(text, names):
    assert list(said_of(text)) == names
