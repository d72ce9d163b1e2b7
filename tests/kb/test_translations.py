"""What words of the law a word of a question is said for: the table that was learned, how it is learned and used."""

from importlib.resources import files

import numpy as np
import pytest

from bench.translations import Said, learn, lines, worth
from kb.index import Index
from kb.lexical import Term, terms
from kb.search.searcher import Searcher
from kb.words.translations import translations
from kb.words.wording import wording


def look_up(text):
    return tuple(Term(term=term, idf=1.0, known=False) for term in dict.fromkeys(terms(text)))


@pytest.mark.parametrize(
    ("asked", "law"),
    [("castigo", "sanción"), ("jefe", "director"), ("devolver", "reintegro"), ("cobrar", "percepción")],
)
def test_what_people_say_is_known_by_what_the_law_says(asked, law):
    (stem,), (meant,) = terms(asked), terms(law)
    assert 0 < translations(stem)[meant] < 1
    assert meant not in translations("zzz")


def test_each_line_has_a_stem_and_others_with_what_they_are_worth():
    text = files("kb.words").joinpath("translations.txt").read_text("utf-8")
    stems = [line.partition(" ")[0] for line in text.splitlines()]
    assert stems == sorted(set(stems)) and len(stems) > 1_000
    for stem in stems:
        told = translations(stem)
        assert told and stem not in told
        assert all(0 < value < 1 and law.isalpha() for law, value in told.items())


SAID = [
    Said(question=frozenset({word, other}), passage=frozenset({law, about}), norm=norm)
    for norm, word, law, other, about in (
        ("A", "manda", "preside", "faro", "luz"),
        ("B", "manda", "preside", "pozo", "agua"),
        ("C", "manda", "preside", "cuando", "dia"),
        ("D", "manda", "preside", "huerto", "riego"),
        ("E", "abeja", "colmena", "pica", "aguijon"),
        ("E", "abeja", "colmena", "vuela", "ala"),
        ("E", "abeja", "colmena", "come", "polen"),
    )
]


def test_a_word_is_learned_from_several_norms_and_no_name_of_one():
    learned = worth(learn(SAID), SAID)
    assert set(learned["manda"]) == {"preside"}
    assert "abeja" not in learned


def test_what_was_learned_is_written_the_surest_first_and_what_is_worth_nothing_is_not():
    table = {"jef": {"mand": 0.701, "director": 0.65, "person": 0.004}, "faro": {"luz": 0.001}}
    assert list(lines(table)) == ["jef mand 70 director 65"]


def test_a_text_renders_a_question_by_the_words_that_it_may_be_said_for():
    asked = wording("castigo", (), look_up)
    one, both = (asked.rendered(frozenset(terms(text))) for text in ("la sanción", "la sanción por infracción"))
    assert 0 == asked.rendered(frozenset(terms("castigo"))) < one < both < 1
    assert wording("castigo zzz", (), look_up).rendered(frozenset(terms("la sanción"))) == pytest.approx(one / 2)
    assert wording("", (), look_up).rendered(frozenset({"sancion"})) == 0


LINES = (
    "1. La persona titular de la dirección general preside el consejo y firma sus actas en la sede.",
    "2. El transporte del medio rural se presta en los términos que fije cada comunidad autónoma.",
    "3. Las sesiones se celebran en la sede los lunes y los viernes de cada mes del año natural.",
)


class Deaf:
    """An encoder to which all texts are the same, so that words alone decide."""

    window = None

    def encode(self, texts, purpose):
        return np.full((len(texts), 8), 8**-0.5, np.float32)


def test_a_question_without_a_word_of_the_law_finds_what_is_said_for_it(store, samples):
    samples.put(store, samples.document("A", LINES))
    found = Searcher(store, Index.build(store, store.home), Deaf()).find("¿Y las aldeas?")
    assert found.ranking[0].passage.text == LINES[1]
    assert not found.wording.met(frozenset(terms(LINES[1])))
