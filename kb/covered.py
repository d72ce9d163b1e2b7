"""Rows that merged cells cover: what these add to a row, which row of a table is meant, which rows one cell holds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet

from kb.lexical import terms
from kb.passages import Passage, above_in, path_in
from kb.ranking import RankedSentence
from kb.rows import is_row
from kb.signals import own_words
from kb.wording import Wording

LONGEST_LIST = 1600
"""Characters of rows that are quoted together."""


def only_covered(row: Passage, wording: Wording) -> bool:
    """Whether the merged cells over a row say something of the question and the row itself says nothing.

    They tell apart rows that do; what they alone say is said by the row in which they begin.
    """
    return bool(above_in(row.context)) and not wording.met(own_words(row))


def as_it_stands(row: Passage, wording: Wording) -> tuple[float, float]:
    """The shares of the question's idf that a row and its headings have without the merged cells: shared and met."""
    words = own_words(row).union(terms(path_in(row.context)))
    return wording.shared(words), wording.met(words)


def row_meant(given: Sequence[RankedSentence], wording: Wording) -> tuple[RankedSentence, ...]:
    """The sentences of a passage with the row first that is meant, where the best is another row of its table.

    A row under a merged cell is when it says some of the question itself and, with the cells above it, all that the
    best one does and more: of `Sensores A 0,3` and `B 0,5` below it the second, where B's sensors are asked for.
    """
    if not given or not is_row(given[0].sentence.unit_id):
        return tuple(given)
    said = _met(given[0].sentence, wording)
    better = [
        one
        for one in given[1:]
        if above_in(one.sentence.context)
        and not only_covered(one.sentence, wording)
        and said < _met(one.sentence, wording)
        and (one.values or not given[0].values)
    ]
    first = max(better, key=lambda one: len(_met(one.sentence, wording)), default=given[0])
    return (first, *(one for one in given if one is not first))


def _met(row: Passage, wording: Wording) -> AbstractSet[str]:
    """The question's terms that a row meets with the merged cells above it."""
    words = own_words(row).union(*map(terms, above_in(row.context)))
    return {one.term.term for one in wording.asked if one.term.term in words or not one.meant.isdisjoint(words)}


def under_one_cell(rows: Sequence[Passage], row: Passage, asked: Collection[str]) -> tuple[Passage, ...]:
    """The rows of a table that one merged cell covers, with the row that it begins in, when that cell is asked about.

    `rows`: those of its table in reading order; `row`: the one that answers best; `asked`: the question's terms.
    The cell has to hold as many of these as the rest of the row; else the row is asked about, and it stands alone.
    """
    at = rows.index(row)
    named = [(len(_said(cell, asked)), cell) for cell in _cells_over(rows, at)]
    most, cell = max(named, key=lambda one: one[0], default=(0, ""))
    if not most or most < len(_said(row.text.replace(cell, " "), asked)):
        return ()
    first = last = at
    while first and _goes_on(rows[first - 1], rows[first], cell):
        first -= 1
    while last + 1 < len(rows) and _goes_on(rows[last], rows[last + 1], cell):
        last += 1
    while rows[last].end - rows[first].start > LONGEST_LIST:
        first, last = (first, last - 1) if last > at else (first + 1, last)
    return tuple(rows[first : last + 1]) if last > first else ()


def _cells_over(rows: Sequence[Passage], at: int) -> tuple[str, ...]:
    """The merged cells over a row, and those that begin in it and reach down to the next."""
    below = above_in(rows[at + 1].context) if at + 1 < len(rows) else ()
    return (*above_in(rows[at].context), *(cell for cell in below if cell in rows[at].text))


def _goes_on(row: Passage, below: Passage, cell: str) -> bool:
    """Whether a row stands right below another and both have a merged cell over them or begin with it."""
    return row.end + 1 == below.start and all(cell in above_in(one.context) or cell in one.text for one in (row, below))


def _said(text: str, asked: Collection[str]) -> set[str]:
    return set(terms(text)).intersection(asked)
