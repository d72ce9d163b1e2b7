import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.deadlines import Calendar, deadline_of, due, rules
from kb.errors import InvalidInput
from kb.facts import Anchor, Deadline

STATE = Calendar()
MADRID = Calendar(region="MD")
TOWN = Calendar(region="MD", town=frozenset({date(2026, 5, 15)}))
TWO = Calendar(region="MD", seat="CT")

# rule, calendar, words, from, due: counted by hand on a wall calendar
CASES = [
    ("30.2", STATE, "un día hábil", "2026-03-16", "2026-03-17"),
    ("30.2", STATE, "5 días hábiles", "2026-03-16", "2026-03-23"),
    ("30.2", STATE, "10 días hábiles", "2026-03-20", "2026-04-06"),
    ("30.2", MADRID, "10 días hábiles", "2026-03-20", "2026-04-07"),
    ("30.2", STATE, "diez días", "2026-03-20", "2026-04-06"),
    ("30.2", STATE, "quince (15) días hábiles", "2026-09-01", "2026-09-22"),
    ("30.2", STATE, "20 días hábiles", "2026-09-01", "2026-09-29"),
    ("30.2", STATE, "3 días hábiles", "2026-10-08", "2026-10-14"),
    ("30.2", STATE, "2 días hábiles", "2026-12-24", "2026-12-29"),
    ("30.2", STATE, "3 días hábiles", "2025-12-30", "2026-01-05"),
    ("30.2", STATE, "1 día hábil", "2026-01-05", "2026-01-07"),
    ("30.2", STATE, "10 días naturales", "2026-03-20", "2026-03-30"),
    ("30.2", STATE, "treinta días naturales", "2026-09-01", "2026-10-01"),
    ("30.2", STATE, "1 día natural", "2026-03-16", "2026-03-17"),
    ("30.3", STATE, "1 día hábil", "2026-03-20", "2026-03-23"),
    ("30.3", STATE, "1 día hábil", "2026-03-21", "2026-03-23"),
    ("30.3", STATE, "1 día hábil", "2026-03-22", "2026-03-23"),
    ("30.4", STATE, "un mes", "2026-03-16", "2026-04-16"),
    ("30.4", STATE, "tres meses", "2026-03-20", "2026-06-22"),
    ("30.4", STATE, "tres meses", "2021-10-29", "2022-01-31"),
    ("30.4", STATE, "un mes", "2025-01-31", "2025-02-28"),
    ("30.4", STATE, "un mes", "2024-01-31", "2024-02-29"),
    ("30.4", STATE, "un mes", "2026-08-31", "2026-09-30"),
    ("30.4", STATE, "seis meses", "2025-08-31", "2026-03-02"),
    ("30.4", STATE, "un año", "2024-02-29", "2025-02-28"),
    ("30.4", STATE, "dos años", "2024-03-18", "2026-03-18"),
    ("30.4", STATE, "cuatro años", "2024-02-29", "2028-02-29"),
    ("30.4", STATE, "P1Y6M", "2025-03-16", "2026-09-16"),
    ("30.4", STATE, "quince días hábiles y un mes", "2026-08-03", "2026-09-24"),
    ("30.2", STATE, "diez días desde la inscripción en el Registro del Patrimonio Natural", "2024-01-10", "2024-01-24"),
    ("30.4", STATE, "un mes y quince días hábiles", "2026-08-03", "2026-09-24"),
    ("30.5", STATE, "un mes", "2026-02-28", "2026-03-30"),
    ("30.5", STATE, "un mes", "2026-09-12", "2026-10-13"),
    ("30.5", STATE, "5 días naturales", "2026-03-16", "2026-03-23"),
    ("30.5", STATE, "un mes", "2025-12-01", "2026-01-02"),
    ("30.6", TOWN, "10 días hábiles", "2026-05-04", "2026-05-19"),
    ("30.2", MADRID, "10 días hábiles", "2026-05-04", "2026-05-18"),
    ("30.6", TWO, "1 día hábil", "2026-09-10", "2026-09-14"),
    ("30.2", MADRID, "1 día hábil", "2026-09-10", "2026-09-11"),
    ("30.6", TOWN, "un mes", "2026-04-15", "2026-05-18"),
    ("30.6", TWO, "1 día hábil", "2026-04-01", "2026-04-07"),
    ("30.1", STATE, "48 horas", "2026-03-20", "2026-03-24"),
    ("30.1", STATE, "24 horas", "2026-03-20", "2026-03-23"),
    ("30.1", STATE, "PT36H", "2026-03-16", "2026-03-18"),
    ("1182/71", STATE, "dos semanas", "2026-03-16", "2026-03-30"),
    ("30.4", STATE, "tres meses antes", "2026-06-16", "2026-03-16"),
    ("30.4", STATE, "-P1M", "2026-03-31", "2026-02-27"),
    ("31.2", STATE, "tres meses antes", "2026-05-01", "2026-01-30"),
    ("30.3", STATE, "con una antelación mínima de 5 días hábiles", "2026-03-23", "2026-03-16"),
    ("31.2", STATE, "10 días naturales antes", "2026-04-01", "2026-03-20"),
    ("propia", STATE, "del 1 de enero al 31 de marzo", "2026-02-10", "2026-03-31"),
    ("propia", STATE, "del 1 de enero al 31 de marzo", "2026-05-01", "2027-03-31"),
    ("30.5", STATE, "--01-01/--01-31", "2026-01-10", "2026-02-02"),
    ("propia", STATE, "--11-01/--01-15", "2026-01-10", "2026-01-15"),
    ("propia", STATE, "--02-29", "2025-01-01", "2025-02-28"),
    ("propia", STATE, "2025-12-31", None, "2025-12-31"),
    ("30.5", STATE, "31 de mayo de 2026", None, "2026-05-31"),
    ("propia", STATE, "2022-Q4", None, "2022-12-31"),
    ("propia", STATE, "2031", None, "2031-12-31"),
    ("propia", STATE, "2024-02", None, "2024-02-29"),
    ("propia", STATE, "2020/2025", None, "2025-12-31"),
    ("propia", STATE, "antes del 31 de marzo de 2032", None, "2032-03-30"),
    ("propia", STATE, "antes del día 1 de enero de 2032", None, "2031-12-31"),
    ("propia", STATE, "con anterioridad al 31/05/2026", None, "2026-05-30"),
    ("propia", STATE, "hasta el 31 de marzo de 2032", None, "2032-03-31"),
    ("propia", STATE, "no más tarde del 31 de marzo de 2032", None, "2032-03-31"),
    ("propia", STATE, "antes del mes de diciembre de 2032", None, "2032-11-30"),
    ("propia", STATE, "antes de enero de 2032", None, "2031-12-31"),
    ("propia", STATE, "con anterioridad al año 2031", None, "2030-12-31"),
    ("propia", STATE, "antes del segundo trimestre de 2031", None, "2031-03-31"),
    ("propia", STATE, "antes de que acabe diciembre de 2032", None, "2032-12-31"),
    ("30.7", STATE, "un mes", "2007-03-15", "2007-04-16"),
    ("30.4", STATE, "un mes", "2026-01-30", "2026-03-02"),
    ("30.4", STATE, "dos meses", "2025-12-31", "2026-03-02"),
    ("30.5", STATE, "seis meses", "2026-02-15", "2026-08-17"),
    ("30.2", STATE, "5 días hábiles", "2026-04-30", "2026-05-08"),
    ("30.2", STATE, "10 días naturales", "2025-12-26", "2026-01-05"),
    ("30.3", STATE, "2 días hábiles", "2026-05-29", "2026-06-02"),
]  # fmt: skip


COURT = "{} para interponer recurso contencioso-administrativo"
IN_COURT = [
    ("5.1 Código Civil", "dos meses", "2026-03-16", "2026-05-18"),
    ("185.2", "dos meses", "2026-03-16", "2026-05-18"),
    ("128.2", "dos meses", "2026-07-15", "2026-10-15"),
    ("128.2", "dos meses", "2026-06-15", "2026-09-15"),
    ("128.2", "dos meses", "2026-06-01", "2026-09-01"),
    ("128.2", "dos meses", "2026-07-31", "2026-11-02"),
    ("5.1 Código Civil", "dos meses", "2026-05-29", "2026-07-29"),
    ("128.2", "dos meses", "2026-08-10", "2026-11-02"),  # as if it had been on the last of August
    ("128.2", "un año", "2026-03-16", "2027-04-16"),
    ("185.2", "un mes", "2026-11-27", "2027-01-07"),
    ("5.1 Código Civil", "dos meses", "2026-12-28", "2027-03-01"),  # Christmas counts
    ("5.1 Código Civil", "un mes", "2017-11-27", "2017-12-27"),  # and was as other days before 2023
    ("185.2", "un mes", "2018-11-24", "2018-12-26"),  # but for its two eves
]


@pytest.mark.parametrize(("rule", "words", "start", "expected"), IN_COURT)
def test_august_does_not_count_for_going_to_court(rule, words, start, expected):
    found = due(deadline_of(COURT.format(words)), {"start": date.fromisoformat(start)}, STATE)
    assert [str(day) for day in found.dates] == [expected]
    assert any(rule in step.rule for step in found.steps)


@pytest.mark.parametrize(
    "words",
    [
        "dos meses para interponer recurso de alzada",
        "dos meses desde la sentencia contencioso-administrativa",
        "dos meses para el recurso contencioso-administrativo de los derechos fundamentales",
        "dos meses para el recurso de reposición o el contencioso-administrativo",
    ],
)
def test_august_counts_for_the_rest(words):
    assert due(deadline_of(words), {"start": date(2026, 7, 15)}, STATE).dates == (date(2026, 9, 15),)


@pytest.mark.parametrize(("rule", "calendar", "words", "start", "expected"), CASES)
def test_a_deadline_falls_on_its_day_and_cites_its_rule(rule, calendar, words, start, expected):
    anchors = {"start": date.fromisoformat(start)} if start else {}
    found = due(deadline_of(words), anchors, calendar)
    assert [str(day) for day in found.dates] == [expected]
    assert any(rule in step.rule for step in found.steps)
    assert found.asks_for == ()


def rule_of(period, *, event="start", day=None, kind="relative", dues=(), text=""):
    anchor = Anchor(event=event, text="la resolución de concesión", date=day)
    return Deadline(text=text, start=0, end=0, kind=kind, period=period, anchor=anchor, due=dues)


@pytest.mark.parametrize("vague", ["un mes y medio", "tres meses y tres meses", "dos años, 3 meses y medio"])
def test_a_deadline_that_is_understood_by_half_is_refused(vague):
    with pytest.raises(InvalidInput, match="no se entiende"):
        deadline_of(vague)


def test_without_the_date_of_its_event_a_deadline_asks_for_it():
    found = due(rule_of("P3M", event="concesion"), {}, STATE)
    assert (found.dates, found.asks_for) == ((), ("concesion",))
    assert "3 meses" in found.steps[0].text
    assert "la resolución de concesión" in found.steps[0].text


def test_the_entry_into_force_follows_from_the_publication():
    found = due(rule_of("P1M", event="entry_into_force"), {"publication": date(2013, 12, 10)}, STATE)
    assert rules.in_force(date(2013, 12, 10)) == date(2013, 12, 30)
    assert found.dates == (date(2014, 1, 30),)
    assert [step.rule for step in found.steps] == ["art. 2.1 Código Civil", "art. 30.4 Ley 39/2015"]


def test_a_given_date_goes_before_that_of_the_document():
    rule = rule_of("P1M", event="notification", day="2026-03-16")
    assert due(rule, {}, STATE).dates == (date(2026, 4, 16),)
    assert due(rule, {"notification": date(2026, 3, 17)}, STATE).dates == (date(2026, 4, 17),)


def test_dates_of_the_document_are_kept():
    assert due(rule_of(None, kind="fixed", dues=("2021-11-29",)), {}, STATE).dates == (date(2021, 11, 29),)


def test_a_recurrent_deadline_counts_from_its_first_start_each_time():
    anchors = {"start": date(2026, 8, 31), "until": date(2027, 3, 1)}
    found = due(rule_of("P3M", kind="recurrent"), anchors, STATE)
    assert [str(day) for day in found.dates] == ["2026-11-30", "2027-03-01"]


def test_a_window_is_given_for_each_year():
    anchors = {"start": date(2026, 5, 1), "until": date(2029, 1, 1)}
    days = due(deadline_of("del 1 de enero al 31 de marzo"), anchors, STATE).dates
    assert [str(day) for day in days] == ["2027-03-31", "2028-03-31", "2029-04-02"]


@pytest.mark.parametrize("words", ["pronto", "", "P0D", "2025-02-30", "--13-01/--12-31", "0000"])
def test_what_is_no_deadline_is_refused(words):
    with pytest.raises(InvalidInput):
        deadline_of(words)


@pytest.mark.parametrize(("words", "start"), [("P9999Y", "2026-01-01"), ("-P9999M", "0800-01-01")])
def test_the_end_of_time_is_told(words, start):
    with pytest.raises(InvalidInput, match="1 a 9999"):
        due(deadline_of(words), {"start": date.fromisoformat(start)}, STATE)


def test_an_unknown_community_is_refused():
    with pytest.raises(InvalidInput, match="XX"):
        Calendar(region="XX")


DAYS = st.dates(min_value=date(2009, 1, 1), max_value=date(2090, 1, 1))
CALENDARS = st.sampled_from([STATE, MADRID, TOWN, TWO])


@given(DAYS, st.integers(1, 90), CALENDARS)
def test_there_are_as_many_business_days_as_were_counted(start, count, calendar):
    end, skipped = rules.business_days(start, count, calendar)
    between = [start + timedelta(n) for n in range(1, (end - start).days + 1)]
    assert sum(map(calendar.is_business, between)) == count
    assert calendar.is_business(end)
    assert len(between) == count + len(skipped)


@given(DAYS, st.integers(1, 90), CALENDARS)
def test_counting_there_and_back_leads_no_further_than_the_start(start, count, calendar):
    end, _ = rules.business_days(calendar.onward(start), count, calendar)
    assert rules.business_days(end, -count, calendar)[0] == calendar.onward(start)


@given(DAYS, st.integers(-240, 240))
def test_months_keep_the_ordinal_or_end_the_month(start, count):
    end = rules.months(start, count)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == count
    assert end.day == start.day or (end + timedelta(1)).day == 1


@given(DAYS, st.sampled_from(["P1M", "P10D", "P2W", "-P3M", "-P10D", "PT48H", "P1Y2M3D"]), CALENDARS)
def test_a_counted_deadline_ends_on_a_business_day_and_every_step_has_a_rule(start, period, calendar):
    found = due(rule_of(period), {"start": start}, calendar)
    assert all(map(calendar.is_business, found.dates))
    assert (found.dates[0] < start) == period.startswith("-")
    assert all(step.text and step.rule for step in found.steps)


@given(DAYS, st.integers(1, 36))
def test_more_holidays_never_bring_a_deadline_forward(start, count):
    rule = rule_of(f"P{count}D")
    assert due(rule, {"start": start}, MADRID).dates >= due(rule, {"start": start}, STATE).dates


def test_asking_does_not_import_the_holidays():
    code = "import sys, kb.base, tui.cli; print('holidays' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_a_day_that_is_left_out_is_told_with_the_last_one():
    found = due(deadline_of("antes del 31 de marzo de 2032"), {}, STATE)
    told = "«Antes del» no incluye el miércoles 31/03/2032: el último día es el martes 30/03/2032"
    assert [step.text for step in found.steps] == [told]


def test_a_yearly_day_that_is_left_out_is_so_each_year():
    rule = rule_of("--03-01", kind="recurrent", text="antes del 1 de marzo de cada año")
    found = due(rule, {"start": date(2027, 1, 1), "until": date(2028, 12, 31)}, STATE)
    assert found.dates[:2] == (date(2027, 3, 1), date(2028, 2, 29))  # el 28 de febrero de 2027 es domingo


def test_before_that_day_leaves_it_out():
    found = due(rule_of("2032-05-05", kind="fixed", text="antes de dicha fecha"), {}, STATE)
    assert found.dates == (date(2032, 5, 4),)


def test_before_that_date_ends_before_a_month_told_earlier_begins():
    found = due(rule_of("2032-12", kind="fixed", text="antes de dicha fecha"), {}, STATE)
    assert found.dates == (date(2032, 11, 30),)
