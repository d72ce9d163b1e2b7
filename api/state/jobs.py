"""Jobs: what was asked of the one writer, kept until it is done whatever dies meanwhile."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from api.errors import Conflict, JobNotFound
from api.state import tables
from api.state.database import State, aware, now
from ingest.events import Outcome, Progress, Report, Stage
from kb.documents import DocumentId

MOST_DEATHS = 5
"""Deaths of the writer in a row, without a report in between, after which a job is given up."""

GIVEN_UP = "el programa se ha cerrado varias veces al hacerlo; el registro del servicio dice más"


class JobKind(StrEnum):
    """What is asked of the writer."""

    INGEST = "ingest"
    FETCH = "fetch"
    REMOVE = "remove"


class JobState(StrEnum):
    """Where a job is. `running` after a crash means that it will go on."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


UNFINISHED = (JobState.QUEUED, JobState.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A write that was accepted. `targets`: names of files, or ids. `error`: why it failed as a whole.

    A job is `done` when each target has its report, also one that says that the target failed.
    """

    id: str
    kind: JobKind
    state: JobState
    targets: tuple[str, ...]
    created: datetime
    started: datetime | None
    finished: datetime | None
    progress: Progress | None
    reports: tuple[Report, ...]
    error: str | None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state not in UNFINISHED


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A job as the writer sees it; `reported` are the positions of the targets that are done."""

    number: int
    id: str
    kind: JobKind
    request: Mapping[str, Any]
    reported: frozenset[int]


class Jobs:
    """The queue. Routes add and look, the writer takes and tells."""

    def __init__(self, state: State) -> None:
        self._state = state

    # ------------------------------------------------------------ routes

    def add(
        self, kind: JobKind, request: Mapping[str, Any], *, caller: str, fingerprint: str, idempotency_key: str | None
    ) -> tuple[Job, bool]:
        """A job for `request["targets"]`, and whether it is new. Conflict when the key came with another request."""
        columns = tables.jobs.c
        with self._state.writing() as connection:
            if idempotency_key is not None:
                mine = (columns.caller == caller) & (columns.idempotency_key == idempotency_key)
                known = connection.execute(tables.jobs.select().where(mine)).one_or_none()
                if known is not None:
                    if (known.kind, known.fingerprint) != (kind, fingerprint):
                        raise Conflict("Esa Idempotency-Key ya se usó con otra petición: elige otra.")
                    return self._read(known.id), False
            job_id = str(request.get("id") or secrets.token_hex(8))
            row = {
                "id": job_id,
                "kind": kind,
                "state": JobState.QUEUED,
                "caller": caller,
                "request": dict(request),
                "idempotency_key": idempotency_key,
                "fingerprint": fingerprint,
                "created": now(),
                "attempts": 0,
            }
            connection.execute(insert(tables.jobs), [row])
        return self._read(job_id), True

    def knows(self, caller: str, idempotency_key: str | None) -> bool:
        """Whether the caller has sent that key before."""
        columns = tables.jobs.c
        mine = select(columns.id).where(columns.caller == caller, columns.idempotency_key == idempotency_key)
        with self._state.reading() as connection:
            return idempotency_key is not None and connection.execute(mine).first() is not None

    def get(self, job_id: str) -> Job:
        """A job as it is now; JobNotFound."""
        return self._read(job_id)

    def numbered(self, states: Collection[JobState]) -> list[tuple[int, str]]:
        """The numbers and ids of the jobs in those states, of all without any; the newest first."""
        columns = tables.jobs.c
        wanted = select(columns.number, columns.id).order_by(columns.number.desc())
        with self._state.reading() as connection:
            rows = connection.execute(wanted.where(columns.state.in_(states)) if states else wanted)
            return [(row.number, row.id) for row in rows]

    def _read(self, job_id: str) -> Job:
        with self._state.reading() as connection:
            row = connection.execute(tables.jobs.select().where(tables.jobs.c.id == job_id)).one_or_none()
            if row is None:
                raise JobNotFound(f"no hay ningún trabajo «{job_id}»")
            mine = tables.reports.select().where(tables.reports.c.job == row.number)
            told = connection.execute(mine.order_by(tables.reports.c.position)).all()
        return _job(row, tuple(_report(one.payload) for one in told))

    def unfinished(self) -> frozenset[str]:
        """The jobs that wait or run."""
        with self._state.reading() as connection:
            rows = connection.execute(select(tables.jobs.c.id).where(tables.jobs.c.state.in_(UNFINISHED)))
            return frozenset(row.id for row in rows)

    # ------------------------------------------------------------ the writer

    def take(self) -> Task | None:
        """The oldest unfinished job, which now runs."""
        columns = tables.jobs.c
        wanted = tables.jobs.select().where(columns.state.in_(UNFINISHED)).order_by(columns.number).limit(1)
        with self._state.writing() as connection:
            row = connection.execute(wanted).one_or_none()
            if row is None:
                return None
            mine = update(tables.jobs).where(columns.number == row.number)
            connection.execute(mine.values(state=JobState.RUNNING, started=row.started or now()))
            done = connection.execute(select(tables.reports.c.position).where(tables.reports.c.job == row.number))
            reported = frozenset(one.position for one in done)
        return Task(number=row.number, id=row.id, kind=JobKind(row.kind), request=row.request, reported=reported)

    def tell(self, task: Task, progress: Progress) -> None:
        """Store the progress of a running job."""
        self._update(task, progress=asdict(progress))

    def report(self, task: Task, position: int, report: Report) -> None:
        """One target is done."""
        row = {"job": task.number, "position": position, "payload": asdict(report)}
        with self._state.writing() as connection:
            connection.execute(
                upsert(tables.reports).values(row).on_conflict_do_nothing(index_elements=["job", "position"])
            )
            connection.execute(update(tables.jobs).where(tables.jobs.c.number == task.number).values(attempts=0))

    def finish(self, task: Task, error: str | None = None) -> None:
        """It is done, or failed as a whole."""
        state = JobState.DONE if error is None else JobState.FAILED
        self._update(task, state=state, finished=now(), error=error, progress=None)

    def put_back(self, task: Task) -> None:
        """The writer was told to stop: the job goes on with the next one."""
        self._update(task, state=JobState.QUEUED)

    # ------------------------------------------------------------ who keeps the writer alive

    def blame(self) -> str | None:
        """The writer died by itself, with what runs: the id of that job when it has done so too often and is given up.

        A writer that dies with its server, as in a power cut, has not died of its job.
        """
        columns = tables.jobs.c
        running = tables.jobs.select().where(columns.state == JobState.RUNNING).order_by(columns.number).limit(1)
        with self._state.writing() as connection:
            row = connection.execute(running).one_or_none()
            if row is None:
                return None
            mine = update(tables.jobs).where(columns.number == row.number)
            connection.execute(mine.values(attempts=row.attempts + 1))
            if row.attempts + 1 < MOST_DEATHS:
                return None
            connection.execute(mine.values(state=JobState.FAILED, finished=now(), error=GIVEN_UP))
        return str(row.id)

    def _update(self, task: Task, **values: Any) -> None:
        with self._state.writing() as connection:
            connection.execute(update(tables.jobs).where(tables.jobs.c.number == task.number).values(**values))


def _job(row: Any, reports: tuple[Report, ...]) -> Job:
    created, progress = aware(row.created), row.progress
    assert created is not None
    return Job(
        id=row.id,
        kind=JobKind(row.kind),
        state=JobState(row.state),
        targets=tuple(row.request["targets"]),
        created=created,
        started=aware(row.started),
        finished=aware(row.finished),
        progress=progress and Progress(**progress | {"stage": Stage(progress["stage"])}),
        reports=reports,
        error=row.error,
    )


def _report(payload: Mapping[str, Any]) -> Report:
    found = payload["document_id"]
    return Report(
        **dict(payload)
        | {
            "outcome": Outcome(payload["outcome"]),
            "document_id": None if found is None else DocumentId(found),
            "oddities": tuple(payload["oddities"]),
        }
    )
