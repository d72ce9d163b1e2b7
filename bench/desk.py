"""How the app feels: first paint, echo of a key while it works, a long law under the thumb, memory.

    python -m bench.desk [--home DIR] [--documents N]

`--home` is a base to ask (one is made of the sample documents otherwise); N norms are written for the ingestion that
goes on while keys are pressed. Times depend on the machine and on what else runs on it: compare them with each other.
"""

import argparse
import asyncio
import os
import pty
import resource
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path
from statistics import median, quantiles

from textual.widgets import Input

from kb.documents import Document, DocumentId, DocumentKind, Publication, Unit, UnitId, UnitKind
from kb.settings import Settings
from tui.app import Desk
from tui.local import LocalLibrary
from tui.memory import Memory
from tui.page.typesetting import typeset
from tui.widgets.reading_pane import ReadingPane

ROOT = Path(__file__).parents[1]
LINES = 30_000
WORDS = "una pregunta y pulsa"
"""Of the question line, so that it is drawn when they are on the screen."""
_EMPTY = f"""
from textual.app import App
from textual.widgets import Input
class Empty(App):
    def compose(self):
        yield Input(placeholder="Escribe {WORDS} Intro")
Empty().run()
"""


def told(what: str, seconds: list[float]) -> None:
    """A line of the report: the middle and the slow end, in milliseconds."""
    slow = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    print(f"{what:<44} median {median(seconds) * 1000:7.1f} ms   p95 {slow * 1000:7.1f} ms   n={len(seconds)}")


def first_paint(home: Path, cache: Path) -> None:
    """From the start of the process until a terminal shows the question line; and the same of an app of one line alone.

    What the toolkit takes by itself is the floor, so the ratio of both is what is ours.
    """
    program = [sys.executable, "-m", "tui.cli", "--home", str(home), "tui"]
    mine, floor = [], []
    for _ in range(7):
        floor.append(painted([sys.executable, "-c", _EMPTY], cache))
        mine.append(painted(program, cache))
    told("first paint of an empty app", floor)
    told("first paint, process start included", mine)
    print(f"{'  times that of the empty app':<44} median {median(mine) / median(floor):7.2f}")


def painted(command: list[str], cache: Path) -> float:
    """Seconds from the start of a command in a terminal of 140x45 until the words are on it."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (45, 140))
    environment = os.environ | {"TERM": "xterm-256color", "KB_CACHE": str(cache), "PYTHONPATH": str(ROOT)}
    start, shown = time.perf_counter(), b""
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        while WORDS.encode() not in shown:
            shown += os.read(ours, 65536)
        seconds = time.perf_counter() - start
        process.kill()
    os.close(ours)
    return seconds


async def echo(app: Desk, line: Input) -> float:
    """Seconds from a key until the line that it writes into has been drawn."""
    before, start = line.value, time.perf_counter()
    app.simulate_key("x")
    while line.value == before:
        await asyncio.sleep(0)
    drawn = asyncio.Event()
    line.call_after_refresh(drawn.set)
    await drawn.wait()
    return time.perf_counter() - start


async def echoes(app: Desk, line: Input, until: float) -> list[float]:
    """Echoes of keys pressed ten times a second until a moment, or as long as something works behind."""
    found = []
    while time.perf_counter() < until:
        found.append(await echo(app, line))
        await asyncio.sleep(0.1)
        line.value = line.value[:40]
    return found


async def keys(home: Path, cache: Path, norms: Path) -> None:
    """A key alone, while questions run, and while documents are taken in."""
    app = Desk(LocalLibrary(Settings(home=home, cache=cache)), Memory())
    async with app.run_test(size=(140, 45)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        line = app.screen.query_one("#question", Input)
        line.focus()
        told("echo of a key", await echoes(app, line, time.perf_counter() + 3))
        app.screen.run_worker(lambda: [app.library.ask("¿qué plazo hay?", ()) for _ in range(40)], thread=True)
        told("echo of a key while questions run", await echoes(app, line, time.perf_counter() + 3))
        await app.workers.wait_for_complete()
        await pilot.press("f5")
        await pilot.pause(1)
        app.screen._start(paths=[norms])  # type: ignore[attr-defined]
        await pilot.press("f2")
        await pilot.pause(1)
        told("echo of a key while documents are taken in", await echoes(app, line, time.perf_counter() + 15))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{'memory of the app, peak':<44} {peak:.0f} MB")


def long_law() -> Document:
    """A law of as many articles as give thirty thousand lines."""
    words = "El órgano concedente notificará a las entidades beneficiarias la resolución en el plazo de tres meses. "
    articles = [f"Artículo {n}. Objeto.\n{words * 6}".rstrip() for n in range(1, LINES // 9)]
    units, at = [], 0
    for number, text in enumerate(articles, start=1):
        units.append(
            Unit(
                unit_id=UnitId(f"art_{number}"), kind=UnitKind.ARTICLE, label=f"art. {number}", start=at,
                end=at + len(text),
            )
        )  # fmt: skip
        at += len(text) + 1
    return Document(
        document_id=DocumentId("BOE-A-2099-1"), kind=DocumentKind.NORM, title="Ley larga", short_title="Ley larga",
        publication=Publication(), text="\n".join(articles), units=tuple(units), source="", sha256="",
    )  # fmt: skip


async def scrolling(home: Path, cache: Path) -> None:
    """Setting the law in lines, then a page down at a time to its end."""
    law = long_law()
    start = time.perf_counter()
    page = typeset(law, 88)
    print(f"{f'{len(page.lines)} lines set':<44} {(time.perf_counter() - start) * 1000:.0f} ms")
    app = Desk(LocalLibrary(Settings(home=home, cache=cache)), Memory(screen="read"))
    async with app.run_test(size=(140, 45)) as pilot:
        await app.workers.wait_for_complete()
        pane = app.screen.query_one(ReadingPane)
        app.screen.query_one("#reading").current = "book"  # type: ignore[attr-defined]
        await pilot.pause()
        pane.reader.show(law)
        await pilot.pause()
        found = []
        for _ in range(200):
            start = time.perf_counter()
            pane.reader.scroll_page_down(animate=False)
            drawn = asyncio.Event()
            pane.reader.call_after_refresh(drawn.set)
            await drawn.wait()
            found.append(time.perf_counter() - start)
        told("a page down in it", found)


def written(folder: Path, count: int) -> Path:
    """Norms to take in."""
    for number in range(count):
        body = "\n\n".join(
            f"Artículo {n}. Plazo.\n\nLa entidad {number} presentará la cuenta {n} en el plazo de {n} días hábiles."
            for n in range(1, 16)
        )
        (folder / f"norma-{number}.txt").write_text(f"Orden AAA/{number}/2099, de 1 de marzo.\n\n{body}\n")
    return folder


def main() -> None:
    """Measure once and print a line for each figure."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--home", type=Path)
    asked.add_argument("--documents", type=int, default=100)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="kb-bench-desk-") as name:
        folder = Path(name)
        home, cache = options.home or folder / "base", folder / "cache"
        norms = folder / "normas"
        norms.mkdir()
        if options.home is None:
            from ingest.samples import sample_files

            for event in LocalLibrary(Settings(home=home, cache=cache)).ingest(sample_files()):
                print(f"\r{event}"[:79].ljust(79), end="", file=sys.stderr)
            print(file=sys.stderr)
        first_paint(home, cache)
        asyncio.run(scrolling(home, cache))
        asyncio.run(keys(home, cache, written(norms, options.documents)))


if __name__ == "__main__":
    main()
