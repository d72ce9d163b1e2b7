"""What people say, a line each: how a line is read, and that looking up gives what stemming everything would."""

from __future__ import annotations

from collections import defaultdict

import pytest

from kb.lexical import fold, terms
from kb.words import vocabulary
from kb.words.sayings import read, sayings
from kb.words.vocabulary import SHORTEST_STEM, has_meanings, meanings, phrases


def plainly():
    """The stems that each stem and each phrase or word of a short stem stands for, from stemming all of it."""
    words, spoken = defaultdict(set), defaultdict(set)
    for asked, law in vocabulary._laws():
        for spelling in asked:
            stems = terms(spelling)
            if " " in spelling or (stems and len(stems[0]) < SHORTEST_STEM):
                spoken[spelling].update(terms(law))
            elif stems:
                words[stems[0]].update(terms(law))
    return words, spoken


@pytest.fixture(scope="module")
def plain():
    return plainly()


def test_a_line_says_what_is_said_and_what_the_law_says():
    text = "# Pagos\n\nde golpe, de una vez = único totalidad\nmulta = sanción\n"
    assert list(read(text)) == [(["de golpe", "de una vez"], "único totalidad"), (["multa"], "sanción")]


@pytest.mark.parametrize(
    "line",
    [
        "multa",
        "multa =",
        "multa = ",
        "= sanción",
        "multa, = sanción",
        "multa = sanción = pena",
        "multa = sanción, pena",
    ],
)
def test_a_line_that_is_none_is_told_by_its_number(line):
    with pytest.raises(ValueError, match=r"sayings\.txt, línea 3: .*dicho"):
        list(read(f"# Pagos\n\n{line}\n"))


def test_every_word_finds_what_stemming_everything_finds(plain):
    words, _ = plain
    assert len(words) > 1_000
    assert {stem: set(meanings(stem)) for stem in words} == {stem: meant - {stem} for stem, meant in words.items()}


def test_every_phrase_and_short_word_is_found_in_a_question(plain):
    _, spoken = plain
    assert len(spoken) > 100
    for said, meant in spoken.items():
        found = dict(phrases(f"¿{said}?"))
        assert meant - set(terms(said)) <= found.get(tuple(fold(said).split()), frozenset()), said


def test_every_saying_means_something():
    assert all(terms(law) for _, law in sayings())


@pytest.mark.parametrize(("said", "other"), [("casa", "casos"), ("piso", "pisa"), ("nota", "notar"), ("luz", "luce")])
def test_a_word_of_a_short_stem_counts_only_as_itself_or_in_plural(said, other):
    assert len(terms(said)[0]) < SHORTEST_STEM
    assert meanings(terms(said)[0]) == frozenset()
    assert has_meanings(terms(said)[0])
    assert (said,) in dict(phrases(f"¿y la {said}?"))
    assert (f"{said}s",) in dict(phrases(f"¿y las {said}s?")) or said == "luz"
    assert (other,) not in dict(phrases(f"¿y los {other}?"))


def test_only_whole_words_make_a_phrase():
    assert ("de", "golpe") in dict(phrases("¿pagan todo de golpe?"))
    assert ("de", "golpe") not in dict(phrases("¿pagan donde golpean?"))
