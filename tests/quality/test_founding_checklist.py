"""The checklist of the founding decree against what people found in it by hand."""

import io
import json
from datetime import UTC, date, datetime

import icalendar
import openpyxl
import pytest

from kb.base import KnowledgeBase
from kb.exports import EXPORTS
from kb.exports.assembly import Wanted
from kb.settings import Settings

DECREE = "BOE-A-2021-17505"
TOTAL = 22_000_000


@pytest.fixture(scope="module")
def checklist(founding):
    with KnowledgeBase.open(Settings.from_environment(home=founding)) as base:
        yield base.checklist(Wanted(documents=(DECREE,)), made=datetime(2026, 1, 1, tzinfo=UTC))


def test_every_dated_deadline_of_the_gold_is_in_the_calendar(checklist, shared):
    calendar = icalendar.Calendar.from_ical(EXPORTS["ics"].render(checklist))
    days = {one.decoded("DTSTART") for one in calendar.walk("VEVENT")}
    lines = (shared / "eval" / "obligations.dev.jsonl").read_text(encoding="utf-8").splitlines()
    deadlines = [one for one in (json.loads(line)["deadline"] for line in lines) if one]
    gold = {date.fromisoformat(one["date"]) for one in deadlines if one["date"]}
    assert gold
    assert gold <= days


def test_the_amounts_add_up_to_what_the_decree_grants_and_say_how(checklist):
    tables = [one for one in checklist.amounts if one.total == TOTAL]
    assert tables
    assert all(one.stated for one in tables)
    book = openpyxl.load_workbook(io.BytesIO(EXPORTS["xlsx"].render(checklist)))
    told = [row[0].value for row in book["Importes"].iter_rows() if row[0].value]
    assert any(text.startswith("El documento da la misma suma en:") for text in told)


def test_every_due_date_says_why(checklist):
    dated = [one.deadline for one in checklist.rows if one.deadline and one.deadline.due]
    assert dated
    assert all(one.reasons for one in dated)
