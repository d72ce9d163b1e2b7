"""The words that an index keeps of each passage are those that are read in its texts."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.index import Index, Words
from kb.index import words as module
from kb.index.words import WordIndex
from kb.lexical import Term, terms
from kb.passages import Grain, headings
from kb.search.signals import heading_words, words_of
from kb.words.wording import Asked, Wording

LINES = ("La ayuda dura tres meses.", "El importe es de 100 euros.", "La memoria se presenta en marzo.")
WORDS = "ayuda importe euros memoria marzo norma artículo 936/2021 beca".split()
TEXTS = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def folder_of(home: Path) -> Path:
    name, _ = (home / "index" / "current").read_text().split()
    return home / "index" / name / "words"


def test_words_are_those_of_texts_and_headings(store, samples):
    samples.put(store, *(samples.document(name, LINES) for name in "AB"))
    index = Index.build(store, store.home)
    asked = ("ayud", "import", "norm", "beca", "articul")
    for of, grain, read in (
        (Words.PASSAGE, Grain.PASSAGE, words_of),
        (Words.SENTENCE, Grain.SENTENCE, words_of),
        (Words.HEADINGS, Grain.PASSAGE, heading_words),
    ):
        passages = {key: one for name in "AB" for key, one in store.passages_of(name, grain).items()}
        keys, had = index.had([*passages, 9999], asked, of)
        assert keys == sorted(passages)
        assert [{term for term, there in zip(asked, row, strict=True) if there} for row in had] == [
            read(passages[key]) & set(asked) for key in keys
        ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(texts=st.lists(st.tuples(TEXTS, TEXTS), max_size=5), asked=st.lists(st.sampled_from(WORDS), unique=True))
def test_shares_of_many_texts_are_those_of_each(tmp_path, texts, asked):
    stem = tmp_path / "words"
    WordIndex.build(stem, enumerate(texts))
    wording = Wording(
        text=" ".join(asked),
        mended=(),
        asked=tuple(
            Asked(
                term=Term(term=term, idf=1 / (3 + n), known=True),
                meant=frozenset(other for word in WORDS[n::3] for other in terms(word)),
                rendered={other: 0.3 + n / 20 for word in WORDS[n::2] for other in terms(word)},
            )
            for n, term in enumerate(dict.fromkeys(term for word in asked for term in terms(word)))
        ),
    )
    keys, had = WordIndex.open(stem, len(texts)).had(range(9), wording.vocabulary)
    own = [frozenset(terms(" ".join(pair))) for pair in texts]
    assert keys == list(range(len(texts)))
    assert np.allclose(wording.shares(had), [wording.shares_of(one) for one in own], atol=1e-12)


def test_what_was_indexed_before_is_not_read_again(store, samples, monkeypatch):
    samples.put(store, samples.document("A", LINES), samples.document("B", LINES[:1]))
    Index.build(store, store.home)
    samples.put(store, samples.document("B", LINES[:1]), samples.document("C", ("Se convoca una beca.",)))
    read = []
    monkeypatch.setattr(module, "terms", lambda text: read.append(text) or terms(text))
    module._numbers.cache_clear()
    Index.build(store, store.home)
    assert not [text for text in read if "Norma A" in text] and any("beca" in text for text in read)
    again = files(folder_of(store.home))
    for path in (store.home / "index").iterdir():
        if path.is_dir():
            (path / "stamp.json").unlink()
    Index.build(store, store.home)
    assert {name: sorted(data) for name, data in files(folder_of(store.home)).items()} == {
        name: sorted(data) for name, data in again.items()
    }


@pytest.mark.parametrize("other", [("otra",), ("ayuda",)], ids=["other text", "same text"])
def test_a_key_with_another_text_is_read_again(tmp_path, other):
    """As when the base was deleted and the index was left: keys begin again, and mean other passages."""
    WordIndex.build(tmp_path / "old", [(1, ("ayuda",)), (2, ("importe",))])
    before = WordIndex.open(tmp_path / "old", 2)
    WordIndex.build(tmp_path / "new", [(1, other), (3, ("importe",))], before)
    keys, had = WordIndex.open(tmp_path / "new", 2).had([1, 2, 3], ("ayud", "import"))
    assert keys == [1, 3]
    assert had.tolist() == [[other == ("ayuda",), False], [False, True]]


def test_damaged_words_are_not_taken_over(store, samples):
    samples.put(store, samples.document("A", LINES))
    Index.build(store, store.home)
    path = folder_of(store.home) / "sentence.words"
    sound = path.read_bytes()
    path.write_bytes(bytes(len(sound)))
    Index.build(store, store.home)
    assert sorted((folder_of(store.home) / "sentence.words").read_bytes()) == sorted(sound)


def test_nothing_indexed_has_nothing(tmp_path):
    WordIndex.build(tmp_path / "none", [])
    keys, had = WordIndex.open(tmp_path / "none", 0).had([1, 2], ("ayud",))
    assert (keys, had.shape) == ([], (0, 1))
    WordIndex.build(tmp_path / "blank", [(1, ("",))])
    keys, had = WordIndex.open(tmp_path / "blank", 1).had([1], ())
    assert (keys, had.shape) == ([1], (1, 0))


def test_a_passage_that_the_index_does_not_know_is_read(store, samples):
    from kb.search.nearness import nearness

    samples.put(store, samples.document("A", LINES))
    index = Index.build(store, store.home)
    samples.put(store, samples.document("B", LINES))
    families = store.families([*store.passages_of("A"), *store.passages_of("B")])
    asked = Asked(term=Term(term="import", idf=1.0, known=True), meant=frozenset({"articul"}), rendered={})
    wording = Wording(text="importe", mended=(), asked=(asked,))
    near = nearness(families, np.eye(samples.DIMENSION, dtype=np.float32)[0], {}, wording, index, {}, frozenset(), {})
    mine, new = ([family for family in families if family.passage.document_id == name] for name in "AB")
    for of in (near.shares, near.heading):
        assert [of[family.key] for family in mine] == [of[family.key] for family in new]
    assert [near.shares[key].shared for family in new for key, _ in family.sentences] == [0.0, 1.0, 0.0]
    assert headings(new[0].passage.context) == "Artículo 1" and near.heading[new[0].key] == 0.6
