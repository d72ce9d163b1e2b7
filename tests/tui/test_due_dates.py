"""What comes back every so often is due on the same days whoever shows it: app, service, exports, agenda, report."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from api.routes.obligations import obligations_of
from kb.agenda import Appointment, appointments
from kb.base import KnowledgeBase
from kb.exports.assembly import Wanted
from kb.report import report_of
from kb.settings import Settings
from tests.support import WordEncoder
from tests.support_serving import running
from tui.local import LocalLibrary
from tui.remote import RemoteLibrary

REPORT = """Real Decreto 7/2023, de 10 de enero, por el que se regula el agua de los embalses.

Artículo 1. Informe.

La entidad beneficiaria remitirá al Ministerio un informe cada tres meses desde el 15 de enero de 2024.
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory) -> Settings:
    from ingest.pipeline import ingest

    folder = tmp_path_factory.mktemp("informe")
    (folder / "informe.txt").write_text(REPORT)
    found = Settings(home=folder / "base", cache=folder / "cache")
    with KnowledgeBase.open(found, create=True, encoder=WordEncoder()) as base:
        list(ingest(base, [folder / "informe.txt"]))
    return found


def test_every_door_shows_the_days_of_now(settings, kb, monkeypatch):
    library = LocalLibrary(settings, encoder=WordEncoder())
    [one] = library.obligations()
    with running(settings) as address:
        remote = RemoteLibrary(address)
        shown = [remote.obligations()[0], remote.tracked(one.id).obligation]
        remote.close()
    shown += [library.tracked(one.id).obligation]
    shown += library.base.checklist().rows
    shown += [clause.line.obligation for clause in report_of(library.base, "informe").clauses]
    library.close()
    monkeypatch.setenv("KB_HOME", str(settings.home))
    agenda = kb("agenda", "--days", "366", "--json").json
    assert shown == [one] * len(shown)
    assert {tuple(row["obligation"]["deadline"]["due"]) for row in agenda} == {one.deadline.due}
    passed, *coming = map(date.fromisoformat, one.deadline.due)
    assert date.today() - timedelta(days=100) < passed < date.today() <= coming[0]
    assert len(coming) in (4, 5)


def test_what_is_overdue_in_the_list_is_overdue_in_the_file(settings):
    with KnowledgeBase.open(settings, encoder=WordEncoder()) as base:
        late = Wanted(overdue=True)
        assert obligations_of(base, late) == list(base.checklist(late).rows) == []


def test_what_comes_back_is_not_late_for_having_come_before(settings):
    with KnowledgeBase.open(settings, encoder=WordEncoder()) as base:
        [one] = base.obligations()
    shown = [entry for _, month in appointments([one]) for entry in month]
    assert shown[0].day < date.today()
    assert not any(entry.is_late(date.today()) for entry in shown)
    assert shown[-1].is_late(shown[-1].day + timedelta(days=1))
    assert Appointment(day=shown[0].day, obligation=one, review=True).is_late(date.today())


def test_the_version_of_a_follow_up_outlives_the_day(settings, monkeypatch):
    class Clock(date):
        """Three quarters from now."""

        @classmethod
        def today(cls) -> date:
            return date(2031, 5, 5)

    with KnowledgeBase.open(settings, encoder=WordEncoder()) as base:
        [one] = base.obligations()
        before = base.tracked(one.id)
        monkeypatch.setattr("kb.tracking.date", Clock)
        after = base.tracked(one.id)
    assert after.obligation.deadline.due != before.obligation.deadline.due
    assert after.version == before.version


def test_a_checklist_is_of_the_day_that_it_is_where_the_machine_is(settings, monkeypatch):
    monkeypatch.setenv("TZ", "Etc/GMT-2")
    time.tzset()
    try:
        with KnowledgeBase.open(settings, encoder=WordEncoder()) as base:
            assert base.checklist(made=datetime(2030, 3, 1, 23, tzinfo=UTC)).today == date(2030, 3, 2)
    finally:
        monkeypatch.undo()
        time.tzset()
