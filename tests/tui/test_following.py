"""A job is looked at until it is over, also while its service is away."""

import pytest

from ingest.events import Outcome, Progress, Report, Stage
from kb.errors import KbError, ServiceDown
from tui import following
from tui.following import Followed

PROGRESS = {"done": 0, "total": 2, "stage": "read", "name": "a.txt"}


@pytest.fixture(autouse=True)
def quickly(monkeypatch):
    monkeypatch.setattr(following, "_LOOK_EVERY", 0.001)
    monkeypatch.setattr(following, "_AWAY_SECONDS", 0.05)


def job(*names, progress=None, finished=None, error=None):
    reports = [{"source": name, "outcome": "added"} for name in names]
    return {"reports": reports, "progress": progress, "finished": finished, "error": error}


def looks(*told):
    """What is told, one after another, again and again at the end."""
    left = list(told)

    def look():
        one = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(one, Exception):
            raise one
        return one

    return look


def test_it_tells_each_report_once_and_goes_on_after_its_service_was_away():
    look = looks(
        job(progress=PROGRESS), job("a.txt"), ServiceDown("no está"), ServiceDown("no está"),
        job("a.txt", "b.txt", finished="2099-01-01T00:00:00Z"),
    )  # fmt: skip
    lost = Report(source="c.txt", outcome=Outcome.FAILED)
    reading = Progress(done=0, total=2, stage=Stage.READ, name="a.txt")
    added = [Report(source=name, outcome=Outcome.ADDED) for name in ("a.txt", "b.txt")]
    assert list(Followed([lost, look])) == [lost, reading, *added]


def test_what_was_not_sent_at_all_is_no_job():
    assert list(Followed([])) == []


def test_what_comes_next_is_sent_when_a_job_is_over_and_not_once_it_is_stopped():
    done = [job(name, finished="2099-01-01T00:00:00Z") for name in ("a.txt", "b.txt")]
    assert [one.source for one in Followed([looks(done[0]), looks(done[1])])] == ["a.txt", "b.txt"]
    followed = Followed([looks(done[0]), looks(done[1])])
    seen = []
    for event in followed:
        seen.append(event.source)
        followed.stop()
    assert seen == ["a.txt"]


def test_a_job_that_failed_says_why():
    with pytest.raises(KbError, match="no queda espacio"):
        list(Followed([looks(job(error="no queda espacio", finished="2099-01-01T00:00:00Z"))]))


def test_a_service_that_stays_away_is_told():
    with pytest.raises(KbError, match="sigue cuando vuelva a estar"):
        list(Followed([looks(ServiceDown("no está"))]))


def test_whoever_stops_looking_is_not_kept():
    followed = Followed([looks(job("a.txt"))])
    seen = []
    for event in followed:
        seen.append(event)
        followed.stop()
    assert len(seen) == 1
