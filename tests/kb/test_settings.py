"""What the environment decides."""

from datetime import date

import pytest

from kb.deadlines import Calendar
from kb.errors import InvalidInput
from kb.settings import Settings


@pytest.mark.parametrize(
    ("regions", "calendar"),
    [
        ("", Calendar()),
        ("MD", Calendar(region="MD")),
        ("Madrid", Calendar(region="MD")),
        ("es-ct, MD", Calendar(region="CT", seat="MD")),
    ],
)
def test_a_region_is_named_as_in_the_options(regions, calendar):
    assert Settings.from_environment({"KB_COMUNIDAD": regions}).calendar == calendar


@pytest.mark.parametrize("regions", ["MD,CT,AN", "Narnia"])
def test_regions_that_cannot_be_are_refused_and_none_is_dropped(regions):
    with pytest.raises(InvalidInput, match="comunidad"):
        _ = Settings.from_environment({"KB_COMUNIDAD": regions}).calendar


def test_local_holidays_are_days_as_people_write_them():
    settings = Settings.from_environment({"KB_FESTIVOS": "15/05/2026, 2026-11-09"})
    assert settings.calendar.town == {date(2026, 5, 15), date(2026, 11, 9)}
    with pytest.raises(InvalidInput, match="KB_FESTIVOS: «san Isidro» no es una fecha"):
        Settings.from_environment({"KB_FESTIVOS": "san Isidro"})


@pytest.mark.parametrize("seconds", ["nan", "inf", "-3", "un rato"])
def test_seconds_are_a_number_that_can_be_waited(seconds):
    with pytest.raises(InvalidInput, match=f"KB_WAIT es «{seconds}»"):
        Settings.from_environment({"KB_WAIT": seconds})
    assert Settings.from_environment({"KB_WAIT": "0"}).wait == 0
