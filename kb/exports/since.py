"""What has become of a checklist since an earlier workbook of it: which lines are new, changed, elsewhere or gone."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace

from kb.exports.checklist import Checklist
from kb.exports.columns import BY_KEY
from kb.exports.line import Earlier, Line, Mark
from kb.exports.sheet_round_trip import compared

SAID = ("quote", "rule", "amounts")
"""The columns of what a clause demands: with others in one of them, it has changed."""


def marked(checklist: Checklist, earlier: Sequence[Earlier]) -> Checklist:
    """The checklist with what has become of each line, and with what is gone where nothing was left out of it.

    An id follows from the place and the words of its clause: the same words under another one stand elsewhere, and
    at a place that had another one the words have changed.
    """
    known, now = {one.obligation_id: one for one in earlier}, {line.obligation.id for line in checklist.lines}
    words = {line.obligation.id: said(line, checklist) for line in checklist.lines}
    left = {name: one for name, one in known.items() if name not in now}
    marks: dict[str, Mark] = {
        name: "modificada" if name in known else "nueva"
        for name in words
        if name not in known or (known[name].said and known[name].said != words[name])
    }
    new = [line for line in checklist.lines if marks.get(line.obligation.id) == "nueva"]
    moved = _claimed(
        new, left, lambda line: (line.obligation.document_id, words[line.obligation.id]), lambda one: one.said
    )
    marks |= dict.fromkeys(moved, "otro lugar")
    rest = [line for line in new if marks[line.obligation.id] == "nueva"]
    changed = _claimed(
        rest, left, lambda line: (line.obligation.document_id, line.obligation.label), lambda one: one.label
    )
    marks |= dict.fromkeys(changed, "modificada")
    lines = tuple(replace(line, mark=marks.get(line.obligation.id, "")) for line in checklist.lines)
    return replace(checklist, lines=lines, gone=tuple(_of(checklist, left.values())))


def said(line: Line, checklist: Checklist) -> tuple[str, ...]:
    """What a line says in the columns of `SAID`."""
    return tuple(compared(BY_KEY[key].value(line, checklist.today)) for key in SAID)


def _claimed(
    lines: Iterable[Line],
    left: dict[str, Earlier],
    of_line: Callable[[Line], Hashable],
    of_earlier: Callable[[Earlier], Hashable],
) -> list[str]:
    """The ids of the lines that have the key of one that is left, in order; that one is left no more."""
    waiting: dict[Hashable, list[str]] = {}
    for name, one in left.items():
        waiting.setdefault((one.document_id, of_earlier(one)), []).append(name)
    found = [line for line in lines if waiting.get(of_line(line)) and left.pop(waiting[of_line(line)].pop(0))]
    return [line.obligation.id for line in found]


def _of(checklist: Checklist, gone: Iterable[Earlier]) -> Iterator[Earlier]:
    """Those of the documents of the checklist; a filter may have left out what it does not show."""
    names = {origin.document_id for origin in checklist.origins}
    if checklist.whole:
        yield from (one for one in gone if not checklist.filters or one.document_id in names)
