"""What a question says of its document, in words of the title, and the rest, which is what it asks."""

import pytest

from kb.words.topic import topic

TITLES = {
    "mills": "Real Decreto 70/2090, por el que se regulan las ayudas a la restauración de molinos de viento",
    "plan": "Orden ARM/71/2090, por la que se aprueba el plan de restauración de molinos de viento",
    "bees": "Real Decreto 72/2090, por el que se establecen ayudas directas a la apicultura de montaña",
}


@pytest.mark.parametrize(
    ("question", "rest", "documents"),
    [
        (
            "¿Quién gestiona las ayudas a la restauración de los molinos de viento?",
            "¿Quién gestiona las ?",
            {"mills"},
        ),
        ("¿Quién vigila la restauración de molinos de viento?", "¿Quién vigila la ?", {"mills", "plan"}),
        ("requisitos ayudas directas apicultura de montaña", "requisitos", None),
        ("requisitos y plazos de las ayudas directas a la apicultura", "requisitos y plazos de las", {"bees"}),
        ("¿Qué son las ayudas directas a la apicultura?", "", None),
        ("¿Quién gestiona las ayudas a la apicultura?", "", None),
        ("¿Qué molinos reciben ayudas directas si dan al viento de la montaña?", "", None),
        ("¿Quién gestiona los faros de la costa norte?", "", None),
    ],
    ids=["one", "two", "one word left", "keywords", "nothing left", "two words", "scattered", "none"],
)
def test_a_topic_is_words_of_a_title_that_stand_together(question, rest, documents):
    found = topic(question, TITLES)
    assert (found and found.documents) == documents
    if found:
        assert found.rest == rest


def test_without_titles_there_is_none():
    assert topic("¿Quién gestiona las ayudas a la apicultura de montaña?", {}) is None
