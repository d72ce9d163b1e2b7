"""The small parts of encoding: cleaning, batches, threads, things made once."""

import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.encoder.texts import batches, clean
from kb.encoder.workers import Once, cores, spread


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("", " "),
        ("Artículo 7.º «único»", "Artículo 7.º «único»"),
        ("a\0b", "a b"),
        ("a\ud800b", "a?b"),
        ("\U0001f600", "\U0001f600"),
        ("\ufdfa", "صلى الله عليه وسلم"),
    ],
)
def test_cleaning(text, cleaned):
    assert clean(text) == cleaned
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ([], []),
        ([3], [[0]]),
        ([5, 5, 5], [[0, 1], [2]]),
        ([1, 10, 1], [[1], [0, 2]]),
        ([40, 2, 40], [[0], [2], [1]]),
    ],
)
def test_batches_of_ten(lengths, expected):
    assert batches(lengths, 10) == expected


@given(st.lists(st.integers(0, 30), max_size=40), st.integers(1, 60))
def test_every_text_is_in_one_batch(lengths, most):
    dealt = batches(lengths, most)
    assert sorted(n for batch in dealt for n in batch) == list(range(len(lengths)))
    assert all(len(batch) == 1 or len(batch) * max(lengths[n] for n in batch) <= most for batch in dealt)


def test_spreading_keeps_the_order():
    assert spread(lambda n: n * n, range(50)) == [n * n for n in range(50)]
    assert spread(str, []) == []


def test_spreading_tells_what_went_wrong():
    with pytest.raises(ZeroDivisionError):
        spread(lambda n: 1 // n, [1, 0, 2])


def test_there_is_a_core():
    assert cores() >= 1


def test_many_threads_make_one():
    made = []

    def make() -> object:
        time.sleep(0.05)
        made.append(object())
        return made[-1]

    once, found = Once(make), []
    threads = [threading.Thread(target=lambda: found.append(once())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert set(map(id, found)) == {id(made[0])}


def test_what_failed_is_tried_again():
    outcomes = iter([OSError("not yet"), "done"])

    def make() -> str:
        outcome = next(outcomes)
        if isinstance(outcome, OSError):
            raise outcome
        return outcome

    once = Once(make)
    with pytest.raises(OSError, match="not yet"):
        once()
    assert once() == "done"
    assert once() == "done"


def test_nothing_is_a_thing_to_make():
    made = []
    once = Once(lambda: made.append(1))
    assert (once(), once(), made) == (None, None, [1])
