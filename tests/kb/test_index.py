"""What an index finds, in which order, and what it may not find."""

import faiss
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.errors import DocumentNotFound, IndexMissing
from kb.index import Index
from kb.index.dense import DenseIndex, inside
from kb.passages import Grain

LINES = ("La ayuda dura tres meses.", "El importe es de 100 euros.", "La memoria se presenta en marzo.")


@pytest.fixture
def base(store, samples):
    """Four norms: A and D of the same three articles, B and C of one."""
    samples.put(store, *(samples.document(name, LINES if name in "AD" else LINES[:1]) for name in "ABCD"))
    return store


def keys(found):
    return [key for key, _ in found]


def test_vectors_find_their_passages(base, samples):
    index = Index.build(base, base.home)
    assert index.stamp.counts == {"passage": 8, "sentence": 8}
    assert (index.stamp.generation, index.stamp.encoder, index.stamp.dimension) == (
        base.generation,
        samples.ENCODER,
        samples.DIMENSION,
    )
    for grain in Grain:
        found = index.dense(samples.axis(len(LINES[1])), grain, 2)
        assert [(base.passages([key])[key].text, score) for key, score in found] == [(LINES[1], 1.0)] * 2
        assert {base.passages([key])[key].grain for key, _ in found} == {grain}


def test_words_find_passages_and_not_sentences(base):
    index = Index.build(base, base.home)
    found = index.lexical("importe en euros", 9)
    assert {base.passages([key])[key].grain for key, _ in found} == {Grain.PASSAGE}
    assert [base.passages([key])[key].text for key, _ in found[:2]] == [LINES[1]] * 2
    assert [signal.term for signal in index.signals("importe en euros")] == ["import", "eur"]


def test_headings_are_found_too(base):
    assert len(Index.build(base, base.home).lexical("norma", 9)) == 8


def test_equal_scores_come_by_key(base, samples):
    index = Index.build(base, base.home)
    same = [key for key, text, _ in base.texts(Grain.PASSAGE) if text == LINES[0]]
    for k in range(1, 5):
        assert keys(index.dense(samples.axis(len(LINES[0])), Grain.PASSAGE, k)) == same[:k]
        assert keys(index.lexical("ayuda", k)) == same[:k]


@pytest.mark.parametrize("names", ["A", "BC", "AD", "ABCD", ""])
def test_a_search_among_documents_finds_the_best_of_those(base, samples, names):
    index = Index.build(base, base.home)
    among = index.scope(base, list(names))
    mine = [key for name in names for key in base.passages_of(name, Grain.PASSAGE)]
    vector = samples.axis(len(LINES[0]))
    whole = index.dense(vector, Grain.PASSAGE, 99)
    assert index.dense(vector, Grain.PASSAGE, 99, among=among) == [hit for hit in whole if hit[0] in mine]
    assert index.dense(vector, Grain.PASSAGE, 1, among=among) == [hit for hit in whole if hit[0] in mine][:1]
    words = index.lexical("ayuda", 99)
    assert index.lexical("ayuda", 99, among=among) == [hit for hit in words if hit[0] in mine]


def test_a_search_among_a_document_that_is_not_there_says_so(base):
    with pytest.raises(DocumentNotFound):
        Index.build(base, base.home).scope(base, ["A", "Z"])


def test_a_removed_document_is_found_nowhere_before_the_index_is_rebuilt(base, samples):
    index = Index.build(base, base.home)
    assert index.scope(base) is None
    gone = set(base.passages_of("A"))
    base.remove("A")
    for opened in (index, Index.open(base.home)):
        among = opened.scope(base)
        for grain in Grain:
            assert not gone & set(keys(opened.dense(samples.axis(len(LINES[0])), grain, 99, among=among)))
        assert not gone & set(keys(opened.lexical("ayuda importe memoria norma", 99, among=among)))
        assert len(opened.lexical("ayuda importe memoria norma", 99, among=among)) == 5


def test_a_replaced_document_is_not_found_as_it_was(base, samples):
    index = Index.build(base, base.home)
    samples.put(base, samples.document("A", ("Texto nuevo.",)))
    assert index.stamp.generation < base.generation
    among = index.scope(base)
    assert len(index.lexical("ayuda", 9, among=among)) == 3
    rebuilt = Index.build(base, base.home)
    assert rebuilt.scope(base) is None
    assert len(rebuilt.lexical("nuevo", 9)) == 1


def test_scores_of_given_passages(base, samples):
    index = Index.build(base, base.home)
    sentence = next(iter(base.passages_of("A", Grain.SENTENCE)))
    vector = samples.axis(len(LINES[1]))
    assert index.dense_scores(vector, Grain.PASSAGE, [3, 1, 2, 999, sentence]) == {1: 0, 2: 1, 3: 0}
    assert index.dense_scores(vector, Grain.PASSAGE, []) == {}


def test_an_empty_base_has_an_index_that_finds_nothing(store, samples):
    for _ in range(2):
        index = Index.build(store, store.home)
        assert index.dense(samples.axis(0), Grain.PASSAGE, 5) == index.lexical("ayuda", 5) == []
        assert index.check(store).problems == ()
        samples.put(store, samples.document("A"))
        store.remove("A")


def test_a_base_without_an_index_says_so(store):
    with pytest.raises(IndexMissing, match="kb ingest"):
        Index.open(store.home)


def test_only_the_last_index_stays(base):
    Index.build(base, base.home)
    opened = Index.open(base.home)
    base.remove("B")
    Index.build(base, base.home)
    folder = base.home / "index"
    assert sorted(path.name for path in folder.iterdir() if path.is_file()) == ["current"]
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 1
    assert len(opened.lexical("norma", 99)) == 8
    assert opened.dense(np.ones(8, np.float32), Grain.PASSAGE, 1)


def test_opening_waits_for_no_reader_of_the_index_before(base, monkeypatch):
    Index.build(base, base.home)
    from kb.index import folders

    first = folders.current(base.home)
    Index.build(base, base.home)
    answers = [first]
    current = folders.current
    monkeypatch.setattr(folders, "current", lambda home: answers.pop() if answers else current(home))
    assert Index.open(base.home).stamp.generation == base.generation


def test_the_index_agrees_with_its_store(base, samples):
    index = Index.build(base, base.home)
    found = index.check(base)
    assert (found.ok, found.checked, found.problems) == (True, {"passage": 8, "sentence": 8}, ())
    samples.put(base, samples.document("E"))
    assert [line for line in index.check(base).problems if "generación" in line]


RANGES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8)), max_size=5)


@settings(deadline=None)
@given(st.sets(st.integers(0, 40)), RANGES)
def test_inside_is_membership(found, pairs):
    ordered = np.array(sorted(found), dtype=np.int64)
    ranges = np.array([(first, first + size) for first, size in pairs], dtype=np.int64).reshape(-1, 2)
    expected = [any(first <= key < end for first, end in ranges) for key in ordered]
    assert inside(ordered, ranges).tolist() == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(
    st.lists(st.lists(st.sampled_from([-1.0, 0.0, 0.5, 1.0]), min_size=3, max_size=3), max_size=30),
    st.integers(1, 40),
    st.lists(st.integers(0, 65), max_size=6),
)
def test_dense_search_is_a_stable_sort(tmp_path, rows, k, edges):
    matrix = np.array(rows, dtype=np.float32).reshape(-1, 3)
    numbers = 2 * np.arange(len(rows), dtype=np.int64) + 1
    count = DenseIndex.build(tmp_path / "d", 3, [(numbers, matrix)])
    index = DenseIndex.open(tmp_path / "d", 3, count)
    query = np.array([1, 0.5, -0.25], dtype=np.float32)
    scores = dict(zip(numbers.tolist(), (matrix @ query).tolist(), strict=True))
    expected = sorted(scores.items(), key=lambda hit: (-hit[1], hit[0]))
    assert index.search(query, k) == expected[:k]
    edges = sorted(set(edges))
    ranges = np.array(edges[: len(edges) // 2 * 2], dtype=np.int64).reshape(-1, 2)
    among = [hit for hit in expected if any(first <= hit[0] < end for first, end in ranges)]
    assert index.search(query, k, ranges) == among[:k]
    assert index.agrees([(numbers, matrix)])


def test_the_same_vector_scores_the_same_wherever_it_lies(tmp_path):
    draw = np.random.default_rng(3)
    vector, query = draw.normal(size=(2, 384)).astype(np.float32)
    vector /= np.linalg.norm(vector)
    query /= np.linalg.norm(query)
    numbers = np.arange(1, 38, dtype=np.int64)
    DenseIndex.build(tmp_path / "d", 384, [(numbers, np.tile(vector, (37, 1)))])
    found = DenseIndex.open(tmp_path / "d", 384, 37).search(query, 5)
    assert keys(found) == [1, 2, 3, 4, 5]
    assert len({score for _, score in found}) == 1


@pytest.mark.parametrize("sizes", [[], [1], [3, 2, 4]])
def test_vectors_written_in_chunks_make_the_file_that_faiss_writes(tmp_path, sizes):
    chunks = [np.random.default_rng(n).random((n, 5), dtype=np.float32) for n in sizes]
    whole = faiss.IndexFlatIP(5)
    for chunk in chunks:
        whole.add(chunk)
    faiss.write_index(whole, str(tmp_path / "whole"))
    keys = np.split(np.arange(sum(sizes)), np.cumsum(sizes)[:-1])
    assert DenseIndex.build(tmp_path / "d", 5, zip(keys, chunks, strict=False)) == sum(sizes)
    assert (tmp_path / "d.faiss").read_bytes() == (tmp_path / "whole").read_bytes()
