"""What is put into a base comes out of it."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Union, get_args, get_origin, get_type_hints

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.documents import Document, DocumentId, DocumentKind, Publication, Source, Span, UnitId
from kb.errors import BaseMissing, DocumentNotFound, EncoderError, SourceError
from kb.passages import Grain
from kb.store import Store

LINES = ("La ayuda dura tres meses.", "El importe es de 100 euros.", "La memoria se presenta en marzo.")

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


def any_of(hint) -> st.SearchStrategy:
    """Any value of a type of the vocabulary, of all its fields: one that is added is tried too."""
    if get_origin(hint) in (Union, UnionType):
        return st.one_of(*map(any_of, get_args(hint)))
    if get_origin(hint) is tuple:
        return st.lists(any_of(get_args(hint)[0]), max_size=3).map(tuple)
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return st.builds(hint, **{field.name: any_of(hints[field.name]) for field in fields(hint) if field.init})
    if issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    if issubclass(hint, str):
        return TEXTS.map(hint)
    return {NoneType: st.none(), int: st.integers(0, 2**31), date: st.dates()}[hint]


def numbered(found: Document) -> Document:
    """With units that have an id each."""
    units = tuple(replace(unit, unit_id=UnitId(f"u{i}")) for i, unit in enumerate(found.units))
    return replace(found, document_id=DocumentId("D"), units=units)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(found=any_of(Document).map(numbered))
def test_any_document_comes_back_equal(store, found):
    """The days of other wordings are kept with the source that they are read from."""
    store.bind("none", 1)
    source = Source(name="d.xml", data=b"<x/>", sha256=found.sha256, origin="d.xml")
    store.put(found, (), np.empty((0, 1), np.float32), source=source)
    assert store.document("D") == found


def test_passages_come_back_equal_with_their_vectors(store, samples):
    found = samples.document(lines=LINES)
    expected = samples.passages(found)
    samples.put(store, found)
    by_key = store.passages_of(found.document_id)
    assert tuple(by_key.values()) == expected
    assert store.passages(list(by_key)) == by_key
    for grain in Grain:
        mine = [key for key, passage in by_key.items() if passage.grain is grain]
        assert list(store.passages_of(found.document_id, grain)) == mine
        chunks = list(store.vectors(grain, chunk=2))
        assert [len(keys) for keys, _ in chunks] == [2, 1]
        assert np.concatenate([keys for keys, _ in chunks]).tolist() == mine
        assert (np.concatenate([matrix for _, matrix in chunks]) == samples.vectors(expected)[:3]).all()
        assert list(store.texts(grain, chunk=2)) == [(key, by_key[key].text, by_key[key].context) for key in mine]


def test_passages_are_given_in_the_order_asked(store, samples):
    samples.put(store, samples.document(lines=LINES))
    assert list(store.passages([4, 1, 99, 3])) == [4, 1, 3]


def test_units_are_given_by_document_and_id(store, samples):
    found = [samples.document(name, LINES) for name in "AB"]
    samples.put(store, *found)
    places = [("B", "art_2"), ("A", "art_1"), ("A", "art_9"), ("C", "art_1")]
    assert store.units(places) == {("B", "art_2"): found[1].units[1], ("A", "art_1"): found[0].units[0]}
    assert store.units([]) == {}
    assert store.units_called("art_3") == dict.fromkeys("AB", found[0].units[2])
    assert store.units_called("art_9") == {}
    third = Span(start=found[0].units[2].start, end=found[0].units[2].end)
    within = {name: list(store.keys_within(name, third)) for name in "AB"}
    assert store.keys_called("art_3") == within
    assert store.keys_called("art_9") == {}


def test_families_are_passages_with_their_sentences(store, samples):
    samples.put(store, *(samples.document(name, LINES) for name in "AB"))
    everything = store.passages_of("A")
    passage, sentence = (
        next(key for key, one in everything.items() if one.grain is grain and one.ordinal == 1) for grain in Grain
    )
    for asked in ([passage], [sentence], [sentence, passage, 99]):
        [family] = store.families(asked)
        assert (family.key, family.passage) == (passage, everything[passage])
        assert family.sentences == ((sentence, everything[sentence]),)
    assert store.families([]) == ()


def test_keys_of_the_passages_that_overlap_a_stretch(store, samples):
    samples.put(store, *(samples.document(name, LINES) for name in "AB"))
    first, second, third = store.passages_of("B", Grain.PASSAGE).items()
    assert store.keys_within("B", Span(start=0, end=1)) == (first[0],)
    assert store.keys_within("B", Span(start=second[1].start, end=third[1].start + 1)) == (second[0], third[0])
    assert store.keys_within("B", Span(start=999, end=1000)) == store.keys_within("C", Span(start=0, end=9)) == ()


def test_keys_are_never_used_twice(store, samples):
    assert samples.put(store, samples.document(lines=LINES)) == ["added"]
    assert store.live().tolist() == [[1, 7]]
    assert samples.put(store, samples.document(lines=LINES[:1])) == ["replaced"]
    assert store.live().tolist() == [[7, 9]]
    store.remove("BOE-A-2099-1")
    assert store.live().tolist() == []
    samples.put(store, samples.document("B", LINES[:1]))
    assert store.live().tolist() == [[9, 11]]
    assert store.passages([1, 2, 7]) == {}


def test_replacing_leaves_nothing_of_the_document_before(store, samples):
    samples.put(store, samples.document(lines=LINES))
    amended = samples.document(lines=LINES[1:], title="Norma modificada")
    samples.put(store, amended)
    assert store.document(amended.document_id) == amended
    assert len(store.passages_of(amended.document_id)) == 4
    assert store.check().checked == {"documents": 1, "units": 2, "passages": 4}


def test_removing_forgets_all_of_a_document(store, samples):
    samples.put(store, samples.document("A"), samples.document("B"))
    store.remove("A")
    assert [summary.document_id for summary in store.summaries()] == ["B"]
    assert store.passages_of("A") == {} and store.digest("A") is None
    for question in (store.document, store.remove, lambda name: store.live([name])):
        with pytest.raises(DocumentNotFound, match="«A»"):
            question("A")


def test_keys_in_use_are_told_by_document(store, samples):
    samples.put(store, *(samples.document(name) for name in "ABCD"))
    assert store.live().tolist() == [[1, 9]]
    assert store.live(["B", "A"]).tolist() == [[1, 5]]
    assert store.live(["D", "B"]).tolist() == [[3, 5], [7, 9]]
    assert store.live([]).tolist() == []
    store.remove("C")
    assert store.live().tolist() == [[1, 5], [7, 9]]


def test_a_document_without_passages_has_no_keys(store, samples):
    store.bind(samples.ENCODER, samples.DIMENSION)
    store.put(samples.document("A"), (), samples.vectors(()))
    assert store.live().tolist() == store.live(["A"]).tolist() == []


def test_a_document_that_is_read_again_has_a_revision_that_no_other_had(store, samples):
    store.bind(samples.ENCODER, samples.DIMENSION)
    seen = []
    for name in "ABAB":
        store.put(samples.document(name), (), samples.vectors(()))
        seen.append(store.summary(name).revision)
    assert seen == sorted(set(seen))


def test_summaries_say_what_a_list_shows(store, samples):
    publication = Publication(
        rank="Real Decreto",
        number="1/2099",
        department="Ministerio",
        published=date(2099, 3, 2),
        dated=date(2099, 3, 1),
        in_force_from=date(2099, 3, 3),
        eli="https://eli",
        url="https://url",
    )
    found = samples.document("B", LINES, publication=publication, pages=4)
    samples.put(store, found, samples.document("A"))
    first, second = store.summaries()
    assert (first.document_id, first.units, first.rank) == ("A", 1, None)
    for name in ("rank", "number", "department", "published", "dated", "in_force_from", "eli", "url"):
        assert getattr(second, name) == getattr(publication, name)
    assert (second.kind, second.units, second.pages) == (DocumentKind.NORM, 3, 4)
    assert (second.title, second.short_title, second.sha256) == ("Norma B", "B", found.sha256)


def test_the_source_of_a_document_is_found_by_digest(store, samples):
    samples.put(store, samples.document("B", sha256="same"), samples.document("A", sha256="same"))
    assert (store.digest("A"), store.digest("C")) == ("same", None)
    assert (store.holder("same"), store.holder("other")) == ("A", None)
    assert isinstance(store.holder("same"), DocumentId)


def test_every_write_makes_a_generation(store, samples):
    seen = [store.generation]
    store.bind(samples.ENCODER, samples.DIMENSION)
    seen.append(store.generation)
    samples.put(store, samples.document("A"))
    seen.append(store.generation)
    samples.put(store, samples.document("A"))
    seen.append(store.generation)
    with pytest.raises(DocumentNotFound):
        store.remove("B")
    assert store.generation == seen[-1]
    store.remove("A")
    assert [*seen, store.generation] == [0, 1, 2, 3, 4]


def test_a_base_stays_with_its_encoder_until_it_is_empty(store, samples):
    assert (store.encoder, store.dimension) == (None, None)
    samples.put(store, samples.document("A"))
    store.bind(samples.ENCODER, samples.DIMENSION)
    for name, dimension in (("other", samples.DIMENSION), (samples.ENCODER, 3)):
        with pytest.raises(EncoderError, match=samples.ENCODER):
            store.bind(name, dimension)
    assert (store.encoder, store.dimension) == (samples.ENCODER, samples.DIMENSION)
    store.remove("A")
    store.bind("other", 3)
    assert (store.encoder, store.dimension) == ("other", 3)


@pytest.mark.parametrize(
    "matrix",
    [np.zeros((1, 8)), np.zeros((2, 7)), np.full((2, 8), np.nan), np.zeros(16)],
    ids=["a row short", "other dimension", "not a number", "flat"],
)
def test_vectors_that_do_not_fit_are_refused(store, samples, matrix):
    store.bind(samples.ENCODER, samples.DIMENSION)
    found = samples.document()
    with pytest.raises(EncoderError):
        store.put(found, samples.passages(found), matrix.astype(np.float32))
    assert store.summaries() == ()


def test_all_vectors_are_made_anew_part_by_part_and_whoever_waits_is_told(store, samples, monkeypatch):
    monkeypatch.setattr("kb.store.store.ENCODED_AT_ONCE", 2)
    samples.put(store, samples.document("A", LINES))
    expected = sum(1 for _ in store.texts(Grain.PASSAGE)) + sum(1 for _ in store.texts(Grain.SENTENCE))
    calls, heard = [], []

    def ones(texts):
        calls.append(len(texts))
        return np.ones((len(texts), 3), np.float32)

    assert store.encode_again("other", 3, ones, lambda *told: heard.append(told)) == expected
    assert max(calls) == 2
    assert heard == [(sum(calls[:n]), expected) for n in range(len(calls) + 1)]
    assert (store.encoder, store.dimension) == ("other", 3)
    assert all((matrix == 1).all() for grain in Grain for _, matrix in store.vectors(grain))


def test_vectors_that_could_not_all_be_made_anew_stay_as_they_were(store, samples, monkeypatch):
    monkeypatch.setattr("kb.store.store.ENCODED_AT_ONCE", 2)
    samples.put(store, samples.document("A", LINES))
    before = [(keys.tolist(), matrix.tolist()) for grain in Grain for keys, matrix in store.vectors(grain)]
    heard = []

    def failing(texts):
        if heard[-1][0]:
            raise EncoderError("no da más")
        return np.ones((len(texts), 3), np.float32)

    with pytest.raises(EncoderError, match="no da más"):
        store.encode_again("other", 3, failing, lambda *told: heard.append(told))
    assert len(heard) == 2
    assert (store.encoder, store.dimension) == (samples.ENCODER, samples.DIMENSION)
    assert [(keys.tolist(), matrix.tolist()) for grain in Grain for keys, matrix in store.vectors(grain)] == before


def test_vectors_before_any_encoder_are_refused(store, samples):
    found = samples.document()
    with pytest.raises(EncoderError):
        store.put(found, samples.passages(found), samples.vectors(samples.passages(found)))


def test_a_document_that_repeats_a_unit_is_refused_alone(store, samples):
    found = samples.document("A", LINES)
    twice = samples.document("B", LINES, units=(*found.units, found.units[0]))
    samples.put(store, found)
    with pytest.raises(SourceError, match="repite"):
        samples.put(store, twice)
    assert [summary.document_id for summary in store.summaries()] == ["A"]


def test_a_snapshot_sees_one_generation(store, samples):
    samples.put(store, samples.document("A"))
    with store.snapshot() as view:
        samples.put(store, samples.document("B"))
        store.remove("A")
        assert [summary.document_id for summary in view.summaries()] == ["A"]
        assert (view.generation, view.live().tolist()) == (2, [[1, 3]])
        assert view.document("A") == samples.document("A")
    assert [summary.document_id for summary in store.summaries()] == ["B"]


def test_a_base_is_there_only_once_it_was_created(tmp_path, samples):
    home = tmp_path / "none" / "deeper"
    with pytest.raises(BaseMissing, match="kb ingest"):
        Store.open(home)
    assert not home.parent.exists()
    with Store.open(home, create=True) as first:
        samples.put(first, samples.document())
    with Store.open(home, create=True) as again, Store.open(home) as other:
        assert again.generation == other.generation == 2


@pytest.mark.parametrize("name", ["con espacios", "50 % ¿qué?", "a#b&c=d", "ñandú"])
def test_a_base_lives_in_a_folder_of_any_name(tmp_path, samples, name):
    with Store.open(tmp_path / name, create=True) as made:
        samples.put(made, samples.document())
    with Store.open(tmp_path / name) as opened:
        assert len(opened.summaries()) == 1
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_closed_store_opens_again(store, samples):
    samples.put(store, samples.document())
    store.close()
    assert len(store.summaries()) == 1


def test_asking_does_not_load_what_only_writing_needs(store, samples, start):
    samples.put(store, samples.document())
    asked = start(
        f"store = Store.open(Path({str(store.home)!r})); store.summaries(); store.live(); store.passages([1])\n"
        "print([name for name in ('alembic', 'filelock', 'sqlalchemy.orm', 'torch') if name in sys.modules])"
    )
    assert asked.communicate() == ("[]\n", "")
