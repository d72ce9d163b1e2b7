"""What people say and what the law says for it, a line each, in a file that a jurist reads and extends.

`todo de golpe, de una vez = único totalidad`: each of what is said stands for each of the words of legal texts, but
these not for each other. What follows a `#` that opens a line is a heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from kb.patterns import regex

_FILE = "sayings.txt"
_LINE = regex(r"(?P<said>[^=,\s][^=,]*(?:, [^=,\s][^=,]*)*) = (?P<law>[^=,\s][^=,]*)")

Saying = tuple[list[str], str]
"""The words and phrases that are said, and the words of legal texts, one space between them."""


def sayings() -> Iterator[Saying]:
    """The sayings of `kb/words/sayings.txt` in order. Raises ValueError with the number of the first malformed line."""
    return read(files("kb.words").joinpath(_FILE).read_text("utf-8"))


def read(text: str) -> Iterator[Saying]:
    """The sayings of a text; ValueError tells the line that is not one."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line[0] == "#":
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"{_FILE}, línea {number}: se espera `dicho, otro dicho = palabras de la ley`: {line}")
        yield match["said"].split(", "), match["law"]
