"""Rows that merged cells cover: what these add to a row, which row of a table is meant, which rows one cell holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from operator import attrgetter

from kb.documents import UnitId
from kb.lexical import terms
from kb.passages import Passage, above_in, path_in
from kb.search.promotion import led_by
from kb.search.ranking import Ranked, RankedSentence
from kb.search.rows import is_row
from kb.search.signals import own_words
from kb.words.wording import Shares, Wording

LONGEST_LIST = 1600
"""Characters of rows that are quoted together."""


def only_covered(row: Passage, wording: Wording) -> bool:
    """Whether the merged cells over a row say something of the question and the row itself says nothing.

    They tell apart rows that do; what they alone say is said by the row in which they begin.
    """
    return bool(above_in(row.context)) and not wording.shared(own_words(row))


def as_it_stands(row: Passage, wording: Wording) -> Shares:
    """What a row and its headings have of the question without the merged cells."""
    return wording.shares_of(own_words(row).union(terms(path_in(row.context))))


def meant_first(ranking: Sequence[Ranked], wording: Wording) -> tuple[Ranked, ...]:
    """The ranking with the row first that is meant, where the best is another row of its table.

    A row under a merged cell is when it says some of the question itself and, with the cells above it, all that the
    best one does and more: of `Sensores A 0,3` and `B 0,5` below it the second, where B's sensors are asked for. Of
    two that say as much, the one whose amount stands beside more of it. It is as near as the best one, which is near
    for what stands above both.
    """
    if not ranking or not ranking[0].sentences or not is_row(ranking[0].sentences[0].sentence.unit_id):
        return tuple(ranking)
    best = ranking[0].sentences[0]
    table = table_of(best.sentence, ranking)
    rows = list(table)
    if not any(above_in(row.context) for row in rows):
        return tuple(ranking)
    met = {row: _met(rows, at, wording) for at, row in enumerate(rows)}
    mine = (row for row in rows if table[row][0].named == ranking[0].named)
    better = [row for row in mine if _is_meant(table[row][1], best, met)]
    if not better:
        return tuple(ranking)
    row = max(better, key=lambda one: (met[one].share, len(met[one].own), table[one][1].score))
    home, one = table[row]
    led = led_by(home, one, ranking[0].score)
    as_near = replace(one.measured, signals=(max(one.similarity, best.similarity), *one.measured.signals[1:]))
    first = replace(led, sentences=(replace(one, measured=as_near), *led.sentences[1:]))
    return (first, *(other for other in ranking if other is not home))


def table_of(row: Passage, ranking: Sequence[Ranked]) -> dict[Passage, tuple[Ranked, RankedSentence]]:
    """The rows of the same table that were found, in reading order, each with its passage and what was measured."""
    home = row.document_id, table_id(row)
    found = {
        one.sentence: (ranked, one)
        for ranked in ranking
        for one in ranked.sentences
        if (one.sentence.document_id, table_id(one.sentence)) == home
    }
    return {one: found[one] for one in sorted(found, key=attrgetter("start"))}


def table_id(row: Passage) -> UnitId:
    """The table in which a row stands."""
    return UnitId(row.unit_id.rpartition(".")[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Met:
    """What a row has of the question.

    `own`: the terms in its own words, without the merged cells over it or begun in it; `whole`: those that it meets
    with these; `share`: that of the question's idf that the latter are.
    """

    own: AbstractSet[str]
    whole: AbstractSet[str]
    share: float


def _met(rows: Sequence[Passage], at: int, wording: Wording) -> _Met:
    text = rows[at].text
    for cell in _begun(rows, at):
        text = text.replace(cell, " ")
    had = frozenset().union(own_words(rows[at]), *map(terms, above_in(rows[at].context)))
    return _Met(
        own={one.term.term for one in wording.asked}.intersection(terms(text)),
        whole={one.term.term for one in wording.asked if one.term.term in had or not one.meant.isdisjoint(had)},
        share=wording.met(had),
    )


def _is_meant(one: RankedSentence, best: RankedSentence, met: Mapping[Passage, _Met]) -> bool:
    """Whether a row is asked about rather than the best one."""
    mine, its = met[one.sentence], met[best.sentence]
    if not above_in(one.sentence.context) or not mine.own or not its.whole <= mine.whole:
        return False
    if its.share < mine.share:
        return bool(one.values) or not best.values
    return bool(one.values) and its.own < mine.own


def under_one_cell(rows: Sequence[Passage], row: Passage, asked: Collection[str]) -> tuple[Passage, ...]:
    """The rows of a table that one merged cell covers, with the row that it begins in, when that cell is asked about.

    `rows`: those of its table in reading order; `row`: the one that answers best; `asked`: the question's terms.
    The cell has to hold as many of these as the rest of the row; else the row is asked about, and it stands alone.
    """
    at = rows.index(row)
    named = [(len(_said(cell, asked)), cell) for cell in (*above_in(row.context), *_begun(rows, at))]
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


def _begun(rows: Sequence[Passage], at: int) -> tuple[str, ...]:
    """The merged cells that begin in a row: they cover the next one and stand in this one's text."""
    below = above_in(rows[at + 1].context) if at + 1 < len(rows) else ()
    return tuple(cell for cell in below if cell in rows[at].text)


def _goes_on(row: Passage, below: Passage, cell: str) -> bool:
    """Whether a row stands right below another and both have a merged cell over them or begin with it."""
    return row.end + 1 == below.start and all(cell in above_in(one.context) or cell in one.text for one in (row, below))


def _said(text: str, asked: Collection[str]) -> set[str]:
    return set(terms(text)).intersection(asked)
