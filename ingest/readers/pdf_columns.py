"""The order in which a page is read: columns side by side, and what runs across them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeVar

_NARROWEST = 8.0
_NARROWEST_COLUMN = 70.0
"""Points of the narrowest gutter, and of the narrowest column beside it."""

_FEWEST_LINES = 6
_MOST_CROSSING = 0.15
_FULL = 0.35
_ENOUGH_PAGES = 0.2
_SAME_SHARE = 0.04


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


def regions(items: Sequence[P], usual: Sequence[float] = ()) -> list[list[P]]:
    """The items in reading order, one list for each stretch of a column.

    What crosses a gutter ends the columns above it and opens others below. `usual` is where the
    gutters of the document's other pages are, as shares of the width of what these show.
    """
    gutter = gutter_of(items, usual)
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


def usual_gutters(pages: Sequence[Sequence[Placed]]) -> list[float]:
    """Where the pages that prove it have their gutter, if enough of them do."""
    found = [share for items in pages if (share := _share(items, gutter_of(items))) is not None]
    return found if len(found) >= _ENOUGH_PAGES * len(pages) else []


def _share(items: Sequence[Placed], gutter: Gutter | None) -> float | None:
    if gutter is None:
        return None
    left, right = min(item.x0 for item in items), max(item.x1 for item in items)
    return (gutter.middle - left) / (right - left)


def gutter_of(items: Sequence[Placed], usual: Sequence[float] = ()) -> Gutter | None:
    """The white strip that parts two columns of running text; None on a page of one, or of a table.

    Columns of text are full: many of their lines reach both of their sides. Those of a table are
    not. White where other pages have their gutter needs no such proof.
    """
    if len(items) < (2 if usual else _FEWEST_LINES):
        return None
    left, right = min(item.x0 for item in items), max(item.x1 for item in items)
    crossing = max(bool(usual), _MOST_CROSSING * len(items))
    strips = sorted(_strips(items, left, right, crossing), key=lambda strip: strip.x0 - strip.x1)
    commonest = Counter(round(share, 2) for share in usual).most_common(1)
    near = (s for s in strips if commonest and abs((_share(items, s) or 0.0) - commonest[0][0]) < _SAME_SHARE)
    expected = next(near, None)
    return expected or next((strip for strip in strips if _parts(strip, items)), None)


def _parts(strip: Gutter, items: Sequence[Placed]) -> bool:
    """Whether a strip parts two full columns, or a full one from the few lines of a last one."""
    before = [item for item in items if item.x1 <= strip.x0 + 1]
    after = [item for item in items if item.x0 >= strip.x1 - 1]
    if min(_width(before), _width(after)) < _NARROWEST_COLUMN:
        return False
    full = [_is_full(before), _is_full(after)]
    return all(full) or (any(full) and 0 < min(len(before), len(after)) < _FEWEST_LINES)


def _width(items: Sequence[Placed]) -> float:
    return max((item.x1 for item in items), default=0.0) - min((item.x0 for item in items), default=0.0)


def _strips(items: Sequence[Placed], left: float, right: float, crossing: float) -> list[Gutter]:
    """The strips in the middle part of the page that no more than so many items cross."""
    events = sorted([(item.x0, 1) for item in items] + [(item.x1, -1) for item in items])
    low, high = left + 0.2 * (right - left), left + 0.8 * (right - left)
    found: list[Gutter] = []
    covering = 0
    for (x, step), (following, _) in pairwise(events):
        covering += step
        if covering <= crossing and following - x >= _NARROWEST and low < (x + following) / 2 < high:
            found.append(Gutter(x0=x, x1=following))
    return found


def _is_full(items: Sequence[Placed]) -> bool:
    """Whether many of the lines reach both sides, a first line's indent allowed for."""
    if len(items) < _FEWEST_LINES:
        return False
    left, right = min(item.x0 for item in items), max(item.x1 for item in items)
    width = right - left
    full = sum(item.x0 <= left + 0.1 * width and item.x1 >= right - 0.05 * width for item in items)
    return full >= _FULL * len(items)
