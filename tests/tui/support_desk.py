"""The app driven by keystrokes, without a terminal."""

import asyncio
from collections.abc import Awaitable, Callable

from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import DirectoryTree, Input

from tui.app import Desk
from tui.library import Library
from tui.memory import Memory
from tui.widgets.obligations_table import ObligationsTable

Story = Callable[[Desk, Pilot], Awaitable[None]]


async def settled(app: Desk, pilot: Pilot) -> None:
    """Until nothing works behind and all that was told has been drawn. A tree of files never ends looking."""
    for _ in range(3):
        await pilot.pause(0.05)
        while any(not worker.is_finished and not isinstance(worker.node, DirectoryTree) for worker in app.workers):
            await pilot.pause(0.02)
        while not all(table.is_whole for table in app.screen.query(ObligationsTable)):
            await pilot.pause(0.02)
    await pilot.pause()


async def typed(pilot: Pilot, text: str) -> None:
    """A text, key by key: for what listens to keys."""
    await pilot.press(*("space" if character == " " else character for character in text))


async def pasted(pilot: Pilot, text: str) -> None:
    """A text at once, into the line that has the keys."""
    assert isinstance(pilot.app.focused, Input)
    pilot.app.post_message(Paste(text))
    await pilot.pause()


async def ask(app: Desk, pilot: Pilot, question: str) -> None:
    """A question, as far as its answer."""
    await pasted(pilot, question)
    await pilot.press("enter")
    await settled(app, pilot)


def drive(library: Library, story: Story, *, size: tuple[int, int] = (140, 45), memory: Memory | None = None) -> None:
    """Start the app, let it settle, and go through a story."""

    async def run() -> None:
        app = Desk(library, memory or Memory(), getattr(library, "settings", None))
        async with app.run_test(size=size) as pilot:
            await settled(app, pilot)
            await story(app, pilot)
            await settled(app, pilot)

    asyncio.run(run())
