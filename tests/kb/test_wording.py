"""Slips mended and words put in those of the law, against what an index knows."""

import pytest

from kb.lexical import Term, terms
from kb.words.vocabulary import meanings, phrases, spellings
from kb.words.wording import MEANT, names, slips, together, wording

KNOWN = frozenset(
    terms("subvención importe beneficiaria garantía solicitud conservar justificantes Galicia anticipado")
)


def look_up(text):
    return tuple(Term(term=term, idf=1.0, known=term in KNOWN) for term in dict.fromkeys(terms(text)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("subencion", "subvencion"),
        ("conserbar", "conservar"),
        ("solisitud", "solicitud"),
        ("justificntes", "justificantes"),
        ("tienpo", "tiempo"),
        ("kien", "quien"),
    ],
)
def test_a_slip_is_mended_to_a_word_that_is_there(typed, meant):
    assert (typed, meant) in slips(f"la {typed} ajena", look_up)


@pytest.mark.parametrize(("typed", "meant"), [("zolisitud", "solicitud"), ("konserbar", "conservar")])
def test_a_word_that_sounds_as_one_that_is_there_is_mended(typed, meant):
    assert (typed, meant) in slips(f"la {typed} ajena", look_up)


@pytest.mark.parametrize("word", ["conversar", "garante", "conservas"])
def test_a_word_of_the_language_is_no_slip_of_one_that_is_there(word):
    known = (*KNOWN, *terms("conservador garantes"))
    assert (
        slips(
            f"la {word} ajena",
            lambda text: tuple(
                Term(term=term, idf=1.0, known=term in known and term not in terms(word)) for term in terms(text)
            ),
        )
        == ()
    )


@pytest.mark.parametrize("word", ["importe", "piscina", "sol"])
def test_words_that_are_there_or_have_no_neighbour_stay(word):
    assert slips(word, look_up) == ()


def test_a_word_stands_for_those_of_the_law_and_counts_for_less():
    said = wording("fianza", (), look_up)
    assert said.met(frozenset(terms("garantía"))) == MEANT
    assert said.met(frozenset(terms("fianza"))) == 1.0
    assert said.met(frozenset(terms("plazo"))) == 0.0


@pytest.mark.parametrize(("asked", "law"), [("gallegos", "Galicia"), ("multa", "sanción"), ("deadline", "plazo")])
def test_people_and_everyday_words_are_known(asked, law):
    assert terms(law)[0] in meanings(terms(asked)[0])


def test_phrases_are_found_whole():
    assert any(terms("anticipado")[0] in meant for _, meant in phrases("¿se cobra por adelantado?"))
    assert not list(phrases("adelantado"))


def test_spellings_are_one_slip_away():
    assert {"subvencion", "subbencion"} <= spellings("subencion") | spellings("subvencion")
    assert spellings("sol") == frozenset()


def test_a_word_stands_for_the_others_of_its_family():
    assert set(terms("resolución")) <= meanings(*terms("resuelve"))
    assert set(terms("elección")) <= meanings(*terms("elegir"))


def test_initials_that_no_passage_has_are_spelt_out():
    mends = slips("¿Cuánto es el SMI?", look_up)
    read = wording("¿Cuánto es el SMI?", mends, look_up)
    assert read.mended == mends == (("SMI", "salario mínimo interprofesional"),)
    assert "salario mínimo interprofesional" in read.text


def test_a_name_of_several_words_is_called_by_all_of_them():
    called = wording("¿Qué recibe la Fundación Marina de Galicia en junio?", (), look_up).called
    assert [{one.term.term for one in name} for name in called] == [set(terms("Fundación Marina Galicia"))]
    assert wording("¿Qué recibe Galicia?", (), look_up).called == ()


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("¿Quién resuelve las ayudas de la Fundación Azul y Verde?", "¿Quién resuelve las ayudas?"),
        ("¿Qué plazo da Monte Alto?", "¿Qué plazo da Monte Alto?"),
        ("Fundación Azul: plazo de las ayudas", "Fundación Azul: plazo de las ayudas"),
    ],
)
def test_names_are_left_out_where_something_is_left(question, rest):
    assert wording(question, (), look_up).without_names == rest


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Unicef importe de la ayuda", "Unicef"),
        ("Importe de la ayuda a Unicef", "Unicef"),
        ("¿Unicef recibe ayuda?", ""),
        ("Importe de la ayuda", ""),
    ],
)
def test_what_opens_keywords_is_a_name_where_it_is_no_word(question, named):
    assert names(question) == frozenset(terms(named))


@pytest.mark.parametrize(
    ("text", "is_together"),
    [
        ("Al Teatro Real, 300 euros.", True),
        ("Al Teatro de la Plaza Real, 300 euros.", True),
        ("A la Red Real de Amigos y Estudiosos de la Música y el Teatro, 300 euros.", False),
        ("Al Teatro Azul, 300 euros.", True),
    ],
)
def test_the_words_of_a_name_stand_together_or_are_somebody_else_s(text, is_together):
    assert together(terms("Teatro Real"), [text]) is is_together


def test_a_place_is_a_name_however_it_is_written():
    assert names("¿cuánto le toca a ceuta?") == frozenset(terms("Ceuta"))


def test_to_be_called_for_is_no_procedure():
    assert [one.term for one in wording("¿Cuándo procede la garantía?", (), look_up).terms] == terms("garantía")
    assert [one.term for one in wording("procede", (), look_up).terms] == terms("procede")
