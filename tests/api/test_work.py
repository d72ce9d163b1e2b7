"""Questions wait in the order in which they came, and not behind anything else."""

import threading

import anyio

from api.options import Options
from api.work import Work


def test_questions_are_served_first_come_first_served():
    served = []

    async def ask_all() -> None:
        work = Work(Options(questions_at_once=1))
        may_end = threading.Event()
        async with anyio.create_task_group() as group:
            group.start_soon(work.question, may_end.wait, 10)
            for number in range(12):
                group.start_soon(work.question, served.append, number)
                await anyio.wait_all_tasks_blocked()
            assert (work.waiting, served) == (12, [])
            assert await work.quick(lambda: "a list") == "a list"
            may_end.set()

    anyio.run(ask_all)
    assert served == list(range(12))
