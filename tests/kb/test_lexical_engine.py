"""BM25 finds the right passage and says what it knows of each term."""

import math

import pytest

from kb.errors import IndexCorrupted
from kb.lexical import LexicalIndex, known_mass, share, terms
from kb.lexical import engine as engines

PASSAGES = [
    (10, "La subcontratación no podrá superar el 50 por ciento.", "Artículo 7. Subcontratación"),
    (11, "El plazo de justificación es de tres meses.", "Artículo 16. Justificación"),
    (12, "El Consorcio con NIF S0800099D recibe 18,5 millones.", "Artículo 10. Importes"),
    (20, "La Orden HFP/1030/2021 establece el seguimiento.", "Artículo 18. Seguimiento"),
    (21, "El plazo de ejecución termina en diciembre.", "Artículo 9. Ejecución"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lexical")
    LexicalIndex.build(folder, PASSAGES)
    return LexicalIndex(folder)


QUERIES = {
    "¿Cuánto se puede subcontratar?": 10,
    "justificacion plazo": 11,
    "S0800099D": 12,
    "orden 1030/2021": 20,
    "HFP/1030/2021": 20,
    "¿cuándo termina la ejecución?": 21,
}


@pytest.mark.parametrize(("query", "key"), QUERIES.items())
def test_the_right_passage_comes_first(index, query, key):
    assert index.search(query, 3)[0][0] == key


def test_scores_are_bm25(index):
    """k1 = 1.2, b = .75, idf = ln(1 + (N - n + .5) / (n + .5)); "plazo" is in two of five texts."""
    lengths = [len(terms(text)) for _, text, _ in PASSAGES]
    idf = math.log(1 + (5 - 2 + 0.5) / (2 + 0.5))
    expected = {
        key: idf * 2.2 / (1 + 1.2 * (0.25 + 0.75 * length / (sum(lengths) / 5)))
        for (key, _, _), length in zip(PASSAGES, lengths, strict=True)
        if key in (11, 21)
    }
    assert dict(index.search("plazo", 9)) == pytest.approx(expected, rel=1e-5)


def test_headings_count_less_than_the_text(index):
    assert index.search("importes", 5)[0][0] == 12


@pytest.mark.parametrize("query", ["", "   ", "de la que", "xilófono", "«»", '") OR (1 AND *', "a" * 70_000])
def test_a_query_without_known_terms_finds_nothing(index, query):
    assert index.search(query, 5) == []


def test_no_more_than_asked_and_no_more_than_there_are(index):
    assert len(index.search("plazo", 1)) == 1
    assert len(index.search("plazo", 10**9)) == 2
    assert index.search("plazo", 0) == []


AMONG = {
    "one": ([[11, 12]], [11]),
    "all": ([[0, 100]], [11, 21]),
    "none": ([], []),
    "elsewhere": ([[12, 20]], []),
    "the end is left out": ([[10, 11], [12, 21]], []),
    "many": ([[2 * n + 1, 2 * n + 2] for n in range(40)], [11, 21]),
    "many, one inside": ([[2 * n, 2 * n + 1] for n in range(10)] + [[21, 22], *([[30, 31]] * 9)], [21]),
}


@pytest.mark.parametrize(("among", "keys"), AMONG.values(), ids=AMONG)
def test_only_keys_in_the_ranges_are_found(index, among, keys):
    found = index.search("plazo", 5, among=among)
    whole = dict(index.search("plazo", 5))
    assert sorted(found) == [(key, whole[key]) for key in keys]


def test_equal_scores_come_by_key(tmp_path):
    LexicalIndex.build(tmp_path, ((key, "El plazo es este.", "Norma") for key in range(1, 3001)))
    opened = LexicalIndex(tmp_path)
    assert [key for key, _ in opened.search("plazo", 7)] == [1, 2, 3, 4, 5, 6, 7]
    odd = [[key, key + 1] for key in range(1, 3001, 2)]
    assert [key for key, _ in opened.search("plazo", 3, among=odd)] == [1, 3, 5]


def test_signals_tell_rare_from_common_and_unknown(index):
    plazo, xilofono, subcontratacion = index.signals("El plazo, ¿el xilófono? La subcontratación; plazo")
    assert [plazo.known, xilofono.known, subcontratacion.known] == [True, False, True]
    assert plazo.idf < subcontratacion.idf < xilofono.idf
    assert index.signals("de la") == ()


def test_what_is_known_is_the_share_of_idf(index):
    signals = index.signals("plazo del xilófono")
    plazo, xilofono = (signal.idf for signal in signals)
    assert known_mass(signals) == pytest.approx(plazo / (plazo + xilofono))
    assert share(signals, {"xilofon"}) == pytest.approx(1 - known_mass(signals))
    assert share(signals, {"otro"}) == share((), {"plaz"}) == known_mass(()) == 0


def test_an_empty_index_answers(tmp_path):
    LexicalIndex.build(tmp_path, ())
    empty = LexicalIndex(tmp_path)
    assert (len(empty), empty.search("plazo", 3)) == (0, [])
    assert known_mass(empty.signals("plazo")) == 0


def test_several_segments_rank_as_one(tmp_path, monkeypatch):
    monkeypatch.setattr(engines, "_HEAP", 15_000_000)
    words = [f"palabra{n}" for n in range(40_000)]
    entries = [(key, " ".join(words[key * 37 % 39_000 :][:60]) + " plazo", "") for key in range(1, 4001)]
    LexicalIndex.build(tmp_path, entries)
    opened = LexicalIndex(tmp_path)
    assert opened._searcher.num_segments > 1
    assert [key for key, _ in opened.search("plazo", 5)] == [1, 2, 3, 4, 5]


def test_a_folder_without_an_index_is_damaged(tmp_path):
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(IndexCorrupted):
            LexicalIndex(folder)
