"""What became of obligations between two versions of a text: new, gone, reworded, with another deadline or amount."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from kb.documents import PROVISIONS, Document, Unit, UnitKind
from kb.facts import Deadline, Obligation

Kind = Literal["new", "gone", "reworded", "deadline", "amount"]
_CLAUSES = PROVISIONS | {UnitKind.ARTICLE}
ALIKE = 0.5
"""How much of their words two clauses have to share to be one that was reworded (Dice, 1 for the same words)."""
_WORD = re.compile(r"\s+|[^\s\w]+|\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a word difference."""

    how: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What became of an obligation. `kinds` are several where a reworded clause has another deadline too."""

    kinds: tuple[Kind, ...]
    before: Obligation | None
    after: Obligation | None

    @property
    def words(self) -> tuple[Piece, ...]:
        """The words of both versions, in order."""
        if self.before is None or self.after is None:
            return ()
        return tuple(word_difference(self.before.quote, self.after.quote))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChange:
    """An article, provision or annex that is not the same in both; `annotated`: only in the gazette's notes."""

    how: Literal["new", "gone", "changed", "annotated"]
    unit_id: str
    label: str


def changed_units(before: Document, after: Document) -> tuple[UnitChange, ...]:
    """The articles, provisions and annexes that differ, in the order of the later document, then the gone."""
    old, new = ({unit.unit_id: unit for unit in tops(document)} for document in (before, after))
    found: list[UnitChange] = []
    for name, unit in new.items():
        if name not in old:
            found.append(UnitChange(how="new", unit_id=name, label=unit.label))
        elif _words(before, old[name]) != _words(after, unit):
            found.append(UnitChange(how="changed", unit_id=name, label=unit.label))
        elif _words(before, old[name], notes=True) != _words(after, unit, notes=True):
            found.append(UnitChange(how="annotated", unit_id=name, label=unit.label))
    gone = [UnitChange(how="gone", unit_id=name, label=unit.label) for name, unit in old.items() if name not in new]
    return (*found, *gone)


def differences(before: Sequence[Obligation], after: Sequence[Obligation]) -> tuple[Difference, ...]:
    """What changed, by the order of the later version, then what is gone; what did not change is not told."""
    pairs, gone, new = _paired(before, after)
    told = [Difference(kinds=kinds, before=old, after=now) for old, now in pairs if (kinds := _kinds(old, now))]
    told += [Difference(kinds=("new",), before=None, after=one) for one in new]
    told.sort(key=lambda one: one.after.start if one.after else 0)
    return (*told, *(Difference(kinds=("gone",), before=one, after=None) for one in gone))


def word_difference(before: str, after: str) -> Iterator[Piece]:
    """The words that stayed, went and came; one word that stayed between others is told with them, to be readable."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    gone: list[str] = []
    came: list[str] = []
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (how, first, last, start, end) in enumerate(opcodes):
        kept = old[first:last]
        if how == "equal" and (not 0 < number < len(opcodes) - 1 or sum(map(str.isalnum, kept)) > 1):
            yield from _told(gone, came)
            gone, came = [], []
            yield Piece(how="same", text="".join(kept))
        else:
            gone += kept
            came += new[start:end]
    yield from _told(gone, came)


def _told(gone: Sequence[str], came: Sequence[str]) -> Iterator[Piece]:
    if gone:
        yield Piece(how="gone", text="".join(gone))
    if came:
        yield Piece(how="new", text="".join(came))


def likeness(one: str, other: str) -> float:
    """How many of their words two clauses share (Dice): from 0 to 1 for the same words."""
    return _dice(_bag(one), _bag(other))


def _words(document: Document, unit: Unit, *, notes: bool = False) -> list[str]:
    """The words of a unit, however they are spaced, without the gazette's notes unless they are wanted."""
    text = list(document.text_of(unit))
    for part in document.units if not notes else ():
        if part.kind is UnitKind.NOTE and unit.start <= part.start and part.end <= unit.end:
            text[part.start - unit.start : part.end - unit.start] = " " * (part.end - part.start)
    return "".join(text).split()


def tops(document: Document) -> Iterator[Unit]:
    """The articles and provisions, also of a text that another brings as its annex, and the annexes without any."""
    holders = {above.unit_id for unit in document.units if unit.kind in _CLAUSES for above in document.ancestors(unit)}
    inside: set[str] = set()
    for unit in document.units:
        if unit.parent in inside:
            inside.add(unit.unit_id)
        elif unit.kind in _CLAUSES or (unit.kind is UnitKind.ANNEX and unit.unit_id not in holders):
            inside.add(unit.unit_id)
            yield unit


def _paired(
    before: Sequence[Obligation], after: Sequence[Obligation]
) -> tuple[list[tuple[Obligation, Obligation]], list[Obligation], list[Obligation]]:
    """The same clauses, surest first: same words at the same place, same words, most alike; then the others."""
    pairs: list[tuple[Obligation, Obligation]] = []
    left, right = ({one.id: one for one in side} for side in (before, after))
    for found in (_same(left, right, _at_its_place), _same(left, right, _plain), _most_alike(left, right)):
        for old, now in found:
            if old.id in left and now.id in right:
                pairs.append((left.pop(old.id), right.pop(now.id)))
    return pairs, list(left.values()), list(right.values())


Side = Mapping[str, Obligation]


def _same(left: Side, right: Side, key: Callable[[Obligation], str]) -> Iterator[tuple[Obligation, Obligation]]:
    """Those of equal keys, in order."""
    by_key: dict[str, list[Obligation]] = {}
    for one in left.values():
        by_key.setdefault(key(one), []).append(one)
    for one in tuple(right.values()):
        if by_key.get(key(one)):
            yield by_key[key(one)].pop(0), one


def _most_alike(left: Side, right: Side) -> Iterator[tuple[Obligation, Obligation]]:
    """Those that share enough words, most first; being at the same place counts a little."""
    words = {one.id: _bag(one.quote) for side in (left, right) for one in side.values()}
    scored = []
    for old in left.values():
        for now in right.values():
            alike = _dice(words[old.id], words[now.id])
            if alike >= ALIKE:
                scored.append((alike + 0.1 * (old.unit_id == now.unit_id), old, now))
    scored.sort(key=lambda found: -found[0])
    yield from ((old, now) for _, old, now in scored)


def _bag(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / max(1, len(one) + len(other))


def _at_its_place(one: Obligation) -> str:
    return f"{one.unit_id} {_plain(one)}"


def _plain(one: Obligation) -> str:
    return " ".join(one.quote.split())


def _kinds(old: Obligation, now: Obligation) -> tuple[Kind, ...]:
    kinds: list[Kind] = ["reworded"] if _plain(old) != _plain(now) else []
    if _limit(old.deadline) != _limit(now.deadline):
        kinds.append("deadline")
    if old.amounts != now.amounts:
        kinds.append("amount")
    return tuple(kinds)


def _limit(deadline: Deadline | None) -> object:
    """What counts of a deadline: its rule and its dates, however they are worded."""
    return None if deadline is None else (deadline.kind, deadline.period, deadline.business_days, deadline.due)
