"""The order in which a page is read: columns side by side, and what runs across them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeVar

_NARROWEST = 8.0
"""Points of the narrowest gutter."""

_FEWEST_LINES = 6
_MOST_CROSSING = 0.15
_FULL = 0.5


class Placed(Protocol):
    """Whatever stands on a page between two sides and on a height."""

    @property
    def x0(self) -> float: ...  # noqa: D102
    @property
    def x1(self) -> float: ...  # noqa: D102
    @property
    def y(self) -> float: ...  # noqa: D102


P = TypeVar("P", bound=Placed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gutter:
    """The white strip between two columns."""

    x0: float
    x1: float

    @property
    def middle(self) -> float:
        """Half-way between the columns."""
        return (self.x0 + self.x1) / 2


def regions(items: Sequence[P]) -> list[list[P]]:
    """The items in reading order, one list for each stretch of a column.

    What crosses a gutter ends the columns above it and opens others below.
    """
    gutter = gutter_of(items)
    if gutter is None:
        return [sorted(items, key=lambda item: (item.y, item.x0))] if items else []
    out: list[list[P]] = []
    left: list[P] = []
    right: list[P] = []
    across: list[P] = []
    for item in sorted(items, key=lambda item: item.y):
        crosses = item.x0 < gutter.x0 and item.x1 > gutter.x1
        if crosses and (left or right):
            out += [*regions(left), *regions(right)]
            left, right = [], []
        elif not crosses and across:
            out.append(across)
            across = []
        home = across if crosses else left if item.x1 <= gutter.middle else right
        home.append(item)
    out += [*regions(left), *regions(right)]
    return [*out, across] if across else out


def gutter_of(items: Sequence[Placed]) -> Gutter | None:
    """The white strip that parts two columns of running text; None on a page of one, or of a table.

    Columns of text are full: most of their lines reach both of their sides. Those of a table are not.
    """
    if len(items) < _FEWEST_LINES:
        return None
    left, right = min(item.x0 for item in items), max(item.x1 for item in items)
    best = max(_strips(items, left, right), key=lambda strip: strip.x1 - strip.x0, default=None)
    if best is None:
        return None
    before = [item for item in items if item.x1 <= best.x0 + 1]
    after = [item for item in items if item.x0 >= best.x1 - 1]
    full = [_is_full(before), _is_full(after)]
    enough = all(full) or (any(full) and min(len(before), len(after)) < _FEWEST_LINES)
    return best if before and after and enough else None


def _strips(items: Sequence[Placed], left: float, right: float) -> list[Gutter]:
    """The strips in the middle part of the page that hardly anything crosses."""
    events = sorted([(item.x0, 1) for item in items] + [(item.x1, -1) for item in items])
    allowed = _MOST_CROSSING * len(items)
    low, high = left + 0.2 * (right - left), left + 0.8 * (right - left)
    found: list[Gutter] = []
    covering = 0
    for (x, step), (following, _) in pairwise(events):
        covering += step
        if covering <= allowed and following - x >= _NARROWEST and x < high and following > low:
            found.append(Gutter(x0=x, x1=following))
    return found


def _is_full(items: Sequence[Placed]) -> bool:
    """Whether most of the lines reach both sides, a first line's indent allowed for."""
    if len(items) < _FEWEST_LINES:
        return False
    left, right = min(item.x0 for item in items), max(item.x1 for item in items)
    width = right - left
    full = sum(item.x0 <= left + 0.1 * width and item.x1 >= right - 0.05 * width for item in items)
    return full >= _FULL * len(items)
