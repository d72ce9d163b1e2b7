"""Days as people and programs write them."""

from datetime import date

import pytest

from kb.days import day_if_any, day_in, day_of, spell, spell_day
from kb.errors import InvalidInput

MARCH = date(2026, 3, 20)


@pytest.mark.parametrize("text", ["2026-03-20", "20/03/2026", "20/3/2026", " 2026-03-20 "])
def test_a_person_writes_a_day(text):
    assert day_in(text) == day_if_any(text) == MARCH


@pytest.mark.parametrize("text", ["", " ", "20260320", "2026-W12-5", "03/20/2026", "31/02/2026", "20-03-2026"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(InvalidInput, match="no es una fecha: escríbela como 20/03/2026"):
        day_in(text)


@pytest.mark.parametrize("text", [None, "", "  "])
def test_where_none_may_be_nothing_is_none(text):
    assert day_if_any(text) is None


@pytest.mark.parametrize("text", ["", "20/03/2026", "20260320", "2026-3-20", "2026-02-31"])
def test_a_program_writes_them_in_one_way(text):
    with pytest.raises(InvalidInput, match="2025-12-31"):
        day_of(text)
    assert day_of("2026-03-20") == MARCH


def test_a_year_has_four_figures_in_every_list():
    assert (spell_day(date(999, 1, 2)), spell(MARCH)) == ("02/01/0999", "viernes 20/03/2026")
