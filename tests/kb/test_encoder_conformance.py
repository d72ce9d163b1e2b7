"""What every encoder keeps, whoever implements it."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from kb.encoder import Encoder

TEXTS = [
    "Las entidades beneficiarias justificarán la subvención en el plazo de tres meses.",
    "Artículo 7.",
    "La subcontratación no excederá del cincuenta por ciento del importe de la actividad subvencionada. " * 4,
    "15.ª",
    "Disposición final segunda. Entrada en vigor: el día siguiente al de su publicación en el «Boletín Oficial».",
]
ODD = {
    "empty": "",
    "blank": " \n\t ",
    "a NUL": "artículo\0siete",
    "a lone surrogate": "artículo \ud800 siete",
    "private use": "\uf0b7 primera letra",
    "other scripts": "Привет, 東京",
    "emoji": "\U0001f600\U0001f600",
    "tokens of the model": "<s> </s> <unk> [CLS]",
    "very long": "El plazo de presentación será de un mes. " * 60,
    "one long word": "a" * 1_500,
}


@pytest.fixture(params=["word_encoder", "by_engine", "by_torch", "tiny"])
def encoder(request) -> Encoder:
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("purpose", ["query", "passage"])
def test_vectors_are_float32_rows_of_length_one(encoder, purpose):
    vectors = encoder.encode(TEXTS, purpose)
    assert vectors.shape == (len(TEXTS), encoder.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("purpose", ["query", "passage"])
def test_nothing_gives_no_rows(encoder, purpose):
    vectors = encoder.encode([], purpose)
    assert vectors.shape == (0, encoder.dimension)
    assert vectors.dtype == np.float32


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_any_text_has_a_vector(encoder, text):
    for texts in ([text], [TEXTS[0], text]):
        vectors = encoder.encode(texts, "passage")
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_the_same_texts_give_the_same_vectors(encoder):
    assert np.array_equal(encoder.encode(TEXTS, "passage"), encoder.encode(TEXTS, "passage"))


def test_each_text_keeps_its_place_among_longer_and_shorter_ones(encoder):
    together = encoder.encode(TEXTS, "passage")
    alone = np.concatenate([encoder.encode([text], "passage") for text in TEXTS])
    assert (together * alone).sum(axis=1).min() > 0.999
    assert (together @ alone.T).argmax(axis=1).tolist() == list(range(len(TEXTS)))


def test_a_tuple_does_as_well_as_a_list(encoder):
    assert np.array_equal(encoder.encode(tuple(TEXTS[:2]), "query"), encoder.encode(TEXTS[:2], "query"))


def test_threads_may_share_it(encoder):
    alone = encoder.encode(TEXTS, "query")
    with ThreadPoolExecutor(4) as pool:
        counts = pool.map(encoder.window.count, TEXTS * 8)
        found = list(pool.map(lambda _: encoder.encode(TEXTS, "query"), range(8)))
        assert list(counts) == [encoder.window.count(text) for text in TEXTS] * 8
    assert all(np.array_equal(alone, each) for each in found)


def test_the_window_counts_more_tokens_in_more_text(encoder):
    short, long = encoder.window.count(TEXTS[1]), encoder.window.count(TEXTS[2])
    assert 0 < short < long
    assert encoder.window.count(TEXTS[0] * 200) > encoder.window.tokens >= 16


def test_the_name_is_a_line(encoder):
    assert encoder.name.isprintable()
    assert encoder.name
