"""Families kept from one question to the next are those of the base as it is, not as it was."""

from kb.documents import UnitId
from kb.passages import Grain
from kb.store.families import Families

LINES = ("La ayuda dura tres meses.", "El importe es de 100 euros.", "La memoria se presenta en marzo.")


def ordinals(families):
    return [(family.passage.document_id, family.passage.ordinal) for family in families]


def test_a_family_read_twice_is_the_same(store, samples):
    samples.put(store, samples.document("A", LINES))
    keys = store.passages_of("A")
    first = store.families(keys)
    assert ordinals(first) == [("A", 0), ("A", 1), ("A", 2)]
    assert all(again is one for one, again in zip(first, store.families(keys), strict=True))


def test_what_was_kept_of_a_removed_document_is_not_given(store, samples):
    samples.put(store, *(samples.document(name, LINES) for name in "AB"))
    keys = [*store.passages_of("A"), *store.passages_of("B")]
    assert len(store.families(keys)) == 6
    store.remove("A")
    assert ordinals(store.families(keys)) == [("B", 0), ("B", 1), ("B", 2)]


def test_what_was_kept_of_a_replaced_document_is_not_given(store, samples):
    samples.put(store, samples.document("A", LINES))
    before = list(store.passages_of("A"))
    assert len(store.families(before)) == 3
    samples.put(store, samples.document("A", LINES[1:]))
    assert store.families(before) == ()
    [first, second] = store.families(store.passages_of("A"))
    assert (first.passage.text, second.passage.text) == LINES[1:]


def test_a_snapshot_is_given_what_it_sees_whatever_was_kept_since(store, samples):
    samples.put(store, samples.document("A", LINES))
    old = list(store.passages_of("A"))
    with store.snapshot() as view:
        assert len(view.families(old)) == 3
        samples.put(store, samples.document("A", LINES[:1]))
        new = list(store.passages_of("A"))
        assert len(store.families(new)) == 1
        assert view.families(new) == ()
        assert ordinals(view.families(old)) == [("A", 0), ("A", 1), ("A", 2)]
    assert store.families(old) == ()


def test_no_more_are_kept_than_there_is_room_for(store, samples):
    samples.put(store, samples.document("A", LINES))
    [first, second, third] = store.passages_of("A", Grain.PASSAGE)
    few = Families(most=2)
    with store.snapshot() as view, view._connection() as connection:
        [one] = few.read(connection, [first])
        [two] = few.read(connection, [second])
        assert few.read(connection, [first])[0] is one
        few.read(connection, [third])
        assert few.read(connection, [first])[0] is one
        [again] = few.read(connection, [second])
        assert again == two and again is not two
    assert again.passage.unit_id == UnitId("art_2")


def test_summaries_of_some_and_by_number(store, samples):
    samples.put(store, *map(samples.document, "ABC"))
    assert [one.document_id for one in store.summaries(["C", "A", "Z"])] == ["A", "C"]
    assert store.summaries([]) == ()
    assert store.titles() == {"A": "Norma A", "B": "Norma B", "C": "Norma C"}
    assert store.titles(["C", "Z"]) == {"C": "Norma C"}
    numbered = samples.document("D", publication=samples.Publication(rank="Orden", number="HFP/1030/2021"))
    samples.put(store, numbered)
    assert [one.document_id for one in store.numbered("hfp/1030/2021")] == ["D"]
    assert store.numbered("936/2021") == ()


def test_a_store_that_is_opened_again_reads_again(store, samples):
    """Another base may have been put in its place meanwhile, whose keys mean other passages."""
    samples.put(store, samples.document("A", LINES))
    [first, *_] = store.families(store.passages_of("A"))
    store.close()
    [again, *_] = store.families(store.passages_of("A"))
    assert again == first and again is not first
