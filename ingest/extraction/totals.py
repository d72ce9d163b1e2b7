"""Which amounts a total includes: those that its words point to, or those beside it that make exactly it.

A total gets `includes` (value, holder and unit of each part, with `total` where a part is one itself) and `adds_up`;
each part gets `part_of`. Where the parts that the text gives do not make the whole, `rest` is what is missing, and
`breakdown` tells that they are a list that says it gives all of them:
`la Xunta aportará 14 millones, y otros países, hasta alcanzar la cifra de 98,86 millones`. A total without a holder of
its own has those of its parts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.extraction.marks import Mention, Stretch
from ingest.extraction.rules import rules
from kb.facts import EntityType
from kb.numerals import fold

_SLACK = 0.0005
"""Share of a total that rounded parts may be off."""
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Amount:
    """An amount and where it was found."""

    stretch: Stretch
    mention: Mention

    @property
    def value(self) -> float:
        return float(self.mention.value or 0)

    @property
    def holder(self) -> str | None:
        held = self.mention.attributes.get("holder")
        return str(held["name"]) if held else None

    @property
    def is_total(self) -> bool:
        return bool(self.mention.attributes.get("total"))


@cache
def _rule(name: str) -> re.Pattern[str]:
    return re.compile(rules("amounts")[name])


def explain_totals(stretches: Sequence[Stretch]) -> None:
    """Tell each total of a document what it includes; runs when every amount is known."""
    sections: dict[str, list[_Amount]] = defaultdict(list)
    for stretch in stretches:
        for mention in stretch.of(EntityType.AMOUNT):
            sections[_section(stretch)].append(_Amount(stretch=stretch, mention=mention))
    everywhere = [one for section in sections.values() for one in section]
    for section in sections.values():
        for at, one in enumerate(section):
            _explain(section, at, one, everywhere)


def _section(stretch: Stretch) -> str:
    """The article, annex or table of a norm whose amounts may make a total; in a press note each paragraph."""
    path = str(stretch.unit.unit_id)
    if stretch.row is not None:
        return str(stretch.unit.parent)
    return path if stretch.is_note else path.partition(".")[0]


def _explain(section: Sequence[_Amount], at: int, one: _Amount, everywhere: Sequence[_Amount]) -> None:
    pointed = _pointed(section, one)
    if not pointed and not one.is_total:
        return
    exact = next((parts for parts in _neighbours(section, at) if _adds_up(one, parts)), [])
    listed = [] if exact else _listed(section, at)
    parts = pointed or exact or listed or _gathered(section, at, one, everywhere)
    if parts:
        _tell(one, parts, listed=bool(listed))


def _pointed(section: Sequence[_Amount], one: _Amount) -> list[_Amount]:
    """`386 millones, de los que 207 corresponden a…`: the amounts behind such words, up to the stop."""
    folded = fold(one.stretch.text)
    cue = _rule("of_which").match(folded, one.mention.end)
    if cue is None:
        return []
    stop = re.compile(r"[.;](?:\s|$)").search(folded, cue.end())
    end = stop.start() if stop else len(folded)
    here = (each for each in section if each.stretch is one.stretch)
    return [each for each in here if cue.end() <= each.mention.start < end and each.value < one.value]


def _neighbours(section: Sequence[_Amount], at: int) -> Iterator[list[_Amount]]:
    """Sets of amounts that a total may be the sum of, the nearest first: beside it, behind it, before it."""
    one = section[at]
    same = [each for each in section if each.stretch is one.stretch and each is not one]
    others = [each for each in section if each.stretch is not one.stretch and not each.is_total]
    column = one.mention.attributes.get("column")
    if one.stretch.row is not None:
        others = [each for each in others if each.mention.attributes.get("column") == column]
    yield same
    yield [each for each in others if section.index(each) > at]
    yield [each for each in others if section.index(each) < at]


def _listed(section: Sequence[_Amount], at: int) -> list[_Amount]:
    """What a list that says it breaks the total down gives, though it makes another sum."""
    one = section[at]
    after = fold(one.stretch.text[one.mention.end :]).rstrip()
    here = _rule("listed_here").match(after)
    if here is not None:
        return _listed_here(section, one, one.mention.end + here.end())
    if not _rule("listed").search(after):
        return []
    behind = [each for each in section[at + 1 :] if each.stretch is not one.stretch]
    stop = next((i for i, each in enumerate(behind) if each.is_total), len(behind))
    return behind[:stop] if stop >= _FEWEST else []


def _listed_here(section: Sequence[_Amount], one: _Amount, begin: int) -> list[_Amount]:
    """The same where the list stands in the total's own sentence, from `begin` on."""
    close = re.compile(r"\.(?:\s|$)").search(one.stretch.text, begin)
    end = close.start() if close else len(one.stretch.text)
    parts = [each for each in section if each.stretch is one.stretch and begin <= each.mention.start < end]
    return parts if len(parts) >= _FEWEST else []


def _adds_up(one: _Amount, parts: Sequence[_Amount]) -> bool:
    slack = max(1.0, one.value * _SLACK) if one.value % 1000 == 0 else 1.0
    return len(parts) >= _FEWEST and abs(sum(part.value for part in parts) - one.value) <= slack


def _gathered(section: Sequence[_Amount], at: int, one: _Amount, everywhere: Sequence[_Amount]) -> list[_Amount]:
    """What `hasta alcanzar` adds to: the amounts before it in its paragraph, and those of whom that names besides."""
    folded = fold(one.stretch.text)
    if not _rule("reaching").search(folded[max(0, one.mention.start - 60) : one.mention.start]):
        return []
    before = [each for each in section[:at] if each.stretch is one.stretch and each.value < one.value]
    named = {str(body.value) for body in one.stretch.of(EntityType.BODY) if body.end <= one.mention.start}
    missing = named - {each.holder for each in before}
    elsewhere: dict[str, _Amount] = {}
    for each in everywhere:
        rounded = each.mention.attributes.get("approx")
        if each.holder in missing and each.value < one.value and not each.is_total:
            known = elsewhere.get(str(each.holder))
            if known is None or (known.mention.attributes.get("approx") and not rounded):
                elsewhere[str(each.holder)] = each
    parts = [*elsewhere.values(), *before]
    return parts if sum(part.value for part in parts) <= one.value * (1 + _SLACK) else before


def _tell(one: _Amount, parts: Sequence[_Amount], *, listed: bool) -> None:
    told: dict[str, Any] = {"total": True, "includes": [_part(part) for part in parts], "adds_up": _sums(one, parts)}
    told |= {"breakdown": True} if listed else {}
    missing = round(one.value - sum(part.value for part in parts), 2)
    if not told["adds_up"] and missing > 0:
        told["rest"] = missing
    holders = list(dict.fromkeys(part.holder for part in parts if part.holder))
    if one.holder is None and holders and not one.stretch.row:
        told["holders"] = holders
    one.stretch.tell(EntityType.AMOUNT, one.mention.start, **told)
    for part in parts:
        part.stretch.tell(EntityType.AMOUNT, part.mention.start, part_of=one.mention.value)


def _sums(one: _Amount, parts: Sequence[_Amount]) -> bool:
    return abs(sum(part.value for part in parts) - one.value) <= max(1.0, one.value * _SLACK)


def _part(part: _Amount) -> dict[str, Any]:
    told: dict[str, Any] = {"value": part.mention.value, "unit_id": str(part.stretch.unit.unit_id)}
    told |= {"holder": part.holder} if part.holder else {}
    return told | ({"total": True} if part.is_total else {})
