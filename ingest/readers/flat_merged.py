"""Merged cells of flattened tables, where the figures of the rows prove them.

A page copy writes a merged cell in the row where it begins and leaves no trace of it in the rows
below. Where a row begins with a name and an amount (`Lote 1: equipos 5,00 …`) and the amounts that
close it and the next rows make just that amount, these rows stand under both. Among them, one with
words before a name that other rows end with too (`Compra de sensores Universidad X 0,30`) begins a
merged cell that covers the rows below it that show nothing but a name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.text import Line
from kb.values import number

_FIGURE = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+)"
"""An amount as tables write it; a bare whole number may count anything."""
_INNER = re.compile(rf"(?<=\s){_FIGURE}(?=\s+\S)")
_CLOSING = re.compile(rf"(?<=\s){_FIGURE}$")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_BEGINS_NAME = re.compile(r"(?<!\S)(?=[«\"]?[A-ZÁÉÍÓÚÑ])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """The rows `[first, end)` that make an amount, and what its row, and each that repeats it, begins with."""

    first: int
    end: int
    name: str
    amount: str

    @property
    def opening(self) -> str:
        return f"{self.name} {self.amount} "


def under_totals(rows: Sequence[Line]) -> list[Line]:
    """The same rows; those that make the amount of a merged cell with the cells that show it."""
    out = list(rows)
    names = _names(rows)
    for block in _blocks(rows):
        out[block.first : block.end] = _with_cells(rows[block.first : block.end], block, names)
    return out


def _blocks(rows: Sequence[Line]) -> Iterator[_Block]:
    at = 0
    while at < len(rows):
        block = _block(rows, at)
        if block is not None:
            yield block
        at = at + 1 if block is None else block.end


def _block(rows: Sequence[Line], at: int) -> _Block | None:
    """The rows from one on whose closing amounts make the first amount in it; two at the least."""
    inner = _INNER.search(rows[at].text)
    if inner is None or not _LETTERS.search(rows[at].text[: inner.start()]):
        return None
    opening = rows[at].text[: inner.end()]
    wanted, made = number(inner[0]), Decimal()
    for n, row in enumerate(rows[at:], start=1):
        closing = _CLOSING.search(row.text)
        if closing is None or not (row.text.startswith(opening) or _INNER.search(row.text) is None):
            return None
        made += number(closing[0])
        if made == wanted and n > 1:
            name = rows[at].text[: inner.start()].rstrip()
            return _Block(first=at, end=at + n, name=name, amount=inner[0])
        if made >= wanted:
            return None
    return None


def _with_cells(rows: Sequence[Line], block: _Block, names: Counter[str]) -> Iterator[Line]:
    """The rows of a block with their cells: the merged ones, what begins another below these, the rest."""
    below, before = False, ""
    for row in rows:
        opens = row.text.startswith(block.opening)
        text = row.text.removeprefix(block.opening) if opens else row.text
        words, _, amount = text.rpartition(" ")
        name = _shared_name(words, names)
        head = words.removesuffix(name).rstrip() if name else ""
        below = bool(head) or (below and not opens and (bool(name) or amount == before))
        inner = (head, name) if head else (None, words) if below else (words,)
        before = amount
        yield replace(row, cells=(*((block.name, block.amount) if opens else (None, None)), *inner, amount))


def _names(rows: Sequence[Line]) -> Counter[str]:
    """In how many rows each stretch that may be a name stands right before the closing amount.

    One word is a name when it is all that some row says.
    """
    texts = [row.text[: closing.start()].rstrip() for row in rows if (closing := _CLOSING.search(row.text))]
    return Counter(end for text in texts for end in _endings(text) if " " in end or end in texts)


def _endings(words: str) -> Iterator[str]:
    """The stretches that end a text and may be a name, the longest first."""
    yield from (words[match.start() :] for match in _BEGINS_NAME.finditer(words))


def _shared_name(words: str, names: Counter[str]) -> str:
    """The name that most rows end with as this one does, as long as it is; nothing where no other row does."""
    most = max((names[ending] for ending in _endings(words)), default=0)
    return next(ending for ending in _endings(words) if names[ending] == most) if most > 1 else ""
