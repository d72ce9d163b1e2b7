"""What commands print: JSON alone on stdout, everything else readable, warnings on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING, Any
from unicodedata import category

if TYPE_CHECKING:
    from rich.console import Console

_UNSAFE = frozenset({"Cc", "Cf", "Cs"})
"""Control characters, invisible ones such as those that turn the reading direction, halves of a character."""

_NARROWEST = 20


def write_json(value: Any, *, lines: bool = False) -> None:
    """One JSON value; with `lines`, on one line that the reader gets at once."""
    print_line(_dumps(value) if lines else _dumps(value, indent=2))
    if lines:
        sys.stdout.flush()


def print_line(text: str = "") -> None:
    """A line on stdout."""
    sys.stdout.write(f"{text}\n")


def print_text(text: str, *, indent: int = 0, style: str = "") -> None:
    """A text for people, wrapped between words; `style` is Rich's, for terminals."""
    margin = " " * indent
    width = max(_NARROWEST, get_terminal_size().columns)
    wrapped = [
        wrap(
            line,
            width,
            initial_indent=margin,
            subsequent_indent=margin,
            break_long_words=False,
            break_on_hyphens=False,
        )
        or [""]
        for line in visible(text).split("\n")
    ]
    lines = "\n".join(line for paragraph in wrapped for line in paragraph)
    if style and sys.stdout.isatty():
        console().print(lines, style=style, soft_wrap=True)
    else:
        print_line(lines)


def print_whole(text: str) -> None:
    """A text for people on a terminal, where it is wrapped, and for programs in a pipe, where it is not."""
    if sys.stdout.isatty():
        print_text(text)
    else:
        print_line(visible(text))


def warn(text: str) -> None:
    """A line on stderr, after what stdout has so far."""
    sys.stdout.flush()
    sys.stderr.write(f"kb: {visible(text)}\n")
    sys.stderr.flush()


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """What is being done, and how many of how many, at the foot of the terminal until the end; without one, nothing."""
    if not sys.stderr.isatty():
        yield lambda what, done, total: None
        return
    from rich import progress as bars

    words = bars.TextColumn("{task.description}", markup=False)
    columns = (bars.SpinnerColumn(), words, bars.BarColumn(), bars.TaskProgressColumn())
    terminal = console(stderr=True)
    with bars.Progress(*columns, console=terminal, transient=True, redirect_stdout=sys.stdout.isatty()) as bar:
        task = bar.add_task("")

        def show(what: str, done: int, total: int) -> None:
            bar.update(task, description=visible(what).strip(), completed=done, total=total)

        yield show


def console(*, stderr: bool = False) -> Console:
    """Rich's console, which knows the width and whether to colour. Texts are data: no markup in them."""
    from rich.console import Console

    return Console(stderr=stderr, markup=False, highlight=False, emoji=False, soft_wrap=False)


def visible(text: str) -> str:
    """A text of outside made harmless to a terminal: no escape sequences."""
    return "".join("\ufffd" if category(c) in _UNSAFE and c not in "\n\t" else c for c in text)


def _dumps(value: Any, indent: int | None = None) -> str:
    readable = (sys.stdout.encoding or "").lower().startswith("utf")
    return json.dumps(value, ensure_ascii=not readable, indent=indent, default=_jsonable)


def _jsonable(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")
