"""Setting a document in lines: everything is there once, nothing is too wide, places are found again."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import document_of
from ingest.reading import read
from ingest.samples import sample_files
from ingest.sources import load
from kb.errors import InvalidInput
from tui.filtering import day_of
from tui.page.finding import find
from tui.page.lines import wrapped
from tui.page.typesetting import typeset
from tui.trail import Place, Trail


@pytest.fixture(scope="module", params=[0, 1], ids=["decreto", "nota"])
def document(request):
    source = load(sample_files()[request.param])
    return document_of(read(source), source)


@pytest.mark.parametrize("width", [20, 40, 76, 88])
def test_every_word_is_set_once_where_it_stands(document, width):
    page = typeset(document, width)
    pieces = [piece for line in page.lines for piece in line.pieces if piece.start >= 0]
    assert all(document.text[one.start : one.start + len(one.text)] == one.text for one in pieces)
    shown = set()
    for one in pieces:
        span = set(range(one.start, one.start + len(one.text)))
        assert not span & shown
        shown |= span
    missing = {n for n, c in enumerate(document.text) if not c.isspace()} - shown
    assert missing == set()
    assert all(sum(len(p.text) for p in line.pieces) <= width for line in page.lines if not line.wide)


def test_a_place_is_on_the_line_that_shows_it(document):
    page = typeset(document, 60)
    for unit in document.units:
        line = page.lines[page.line_of(unit.start)]
        assert any(one.start <= unit.start < one.start + len(one.text) for one in line.pieces), unit.unit_id


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200), st.integers(4, 60))
def test_any_paragraph_is_broken_without_loss(text, width):
    pieces = list(wrapped(text, 100, width))
    assert all(text[one.start - 100 : one.start - 100 + len(one.text)] == one.text for one in pieces)
    assert "".join("".join(one.text.split()) for one in pieces) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("La concesión directa", "concesion DIRECTA", ["concesión directa"]),
        ("a\nb", "a b", ["a\nb"]),
        ("año y ano", "ano", ["año", "ano"]),
        ("nada", "  ", []),
        ("a.c abc", "a.c", ["a.c"]),
    ],
)
def test_words_are_found_where_they_stand(text, words, found):
    assert [text[start:end] for start, end in find(text, words)] == found


@pytest.mark.parametrize(
    ("text", "last", "day"),
    [
        ("2024", False, date(2024, 1, 1)),
        ("2024", True, date(2024, 12, 31)),
        ("2024-02", False, date(2024, 2, 1)),
        ("2024-02", True, date(2024, 2, 29)),
        ("2024-12", True, date(2024, 12, 31)),
        ("2024-02-10", True, date(2024, 2, 10)),
        (" ", True, None),
    ],
)
def test_a_day_may_be_a_month_or_a_year(text, last, day):
    assert day_of(text, last=last) == day


@pytest.mark.parametrize("text", ["marzo", "2024-13", "2024-02-30", "1-2-3-4", "99999"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(InvalidInput, match="no es una fecha"):
        day_of(text, last=True)


def test_a_trail_goes_back_and_forward_and_forgets_what_was_ahead():
    one, two, three = (Place(document_id="d", unit_id=f"art_{n}") for n in (1, 2, 3))
    trail = Trail()
    assert trail.current is None
    assert trail.move(-1) is None
    trail.visit(one)
    trail.visit(one)
    trail.visit(two)
    assert trail.move(-1) == one
    assert trail.move(-1) is None
    assert trail.move(1) == two
    trail.move(-1)
    trail.visit(three)
    assert trail.move(1) is None
    assert trail.visited == [one, three]
