"""Runs to lines in reading order, each with the sides of the column it stands in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.readers.pdf_columns import regions, usual_gutters
from ingest.readers.pdf_furniture import Cleared
from ingest.readers.pdf_glyphs import Run
from ingest.readers.pdf_page import Picture
from ingest.readers.pdf_tables import Grid, joined

_LEVEL = 0.35
_SIDE = 2.0
_FREQUENT = 0.12
_FEW = 4
_CLEAR = 6.0
_OFF_CENTRE = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A line of text as it stands on the page; `left` and `right` are its column's sides.

    Lines of one `region` follow each other without a break of column or page.
    """

    text: str
    runs: tuple[Run, ...]
    page: int
    region: int
    left: float
    right: float

    @property
    def x0(self) -> float:
        """Where the line begins."""
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        """Where the line ends."""
        return self.runs[-1].x1

    @property
    def y(self) -> float:
        """The base line."""
        return self.runs[0].y

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return max(self.runs, key=lambda run: len(run.text)).size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(run.bold for run in self.runs)

    @property
    def italic(self) -> bool:
        """Whether all of it is italic."""
        return all(run.italic for run in self.runs)

    @property
    def indent(self) -> float:
        """How far it begins from its column's left side."""
        return self.x0 - self.left

    @property
    def slack(self) -> float:
        """How far it ends from its column's right side."""
        return self.right - self.x1

    @property
    def centred(self) -> bool:
        """Whether it stands in the middle of its column with room on both sides."""
        return self.indent > _CLEAR and self.slack > _CLEAR and abs(self.indent - self.slack) < _OFF_CENTRE


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A table or a picture in the place where it is read."""

    what: Grid | Picture
    page: int
    region: int


Item = Strip | Placed


def items_of(pages: Sequence[Cleared]) -> list[Item]:
    """The lines, tables and pictures of the document in reading order."""
    out: list[Item] = []
    region = 0
    usual = usual_gutters([page.runs for page in pages])
    for page in pages:
        number = page.page.number
        blocks: list[Run | Grid | Picture] = [*page.runs, *page.page.grids, *_outside(page.pictures, page.page.grids)]
        for stretch in regions(blocks, usual):
            region += 1
            out += _stretch(stretch, number, region)
    return _with_sides(out)


def _outside(pictures: Iterable[Picture], grids: Sequence[Grid]) -> list[Picture]:
    """Pictures that are not the ground of a table."""
    return [p for p in pictures if not any(g.y - 2 <= p.y and p.bottom <= g.bottom + 2 for g in grids)]


def _stretch(stretch: Iterable[Run | Grid | Picture], page: int, region: int) -> list[Item]:
    """The lines of a stretch of a column; runs on one height are one line."""
    out: list[Item] = []
    line: list[Run] = []
    for item in stretch:
        if not isinstance(item, Run):
            out += _strip(line, page, region)
            line = []
            out.append(Placed(what=item, page=page, region=region))
        elif line and abs(item.y - line[0].y) <= _LEVEL * min(item.size, line[0].size):
            line.append(item)
        else:
            out += _strip(line, page, region)
            line = [item]
    return [*out, *_strip(line, page, region)]


def _strip(line: Sequence[Run], page: int, region: int) -> list[Strip]:
    if not line:
        return []
    runs = tuple(sorted(line, key=lambda run: run.x0))
    return [Strip(text=joined(runs), runs=runs, page=page, region=region, left=runs[0].x0, right=runs[-1].x1)]


def _with_sides(items: Sequence[Item]) -> list[Item]:
    """Every line with the sides of its column; a short stretch takes those of a longer one that it fits in."""
    stretches: dict[int, list[Strip]] = defaultdict(list)
    for item in items:
        if isinstance(item, Strip):
            stretches[item.region].append(item)
    sides = {region: _sides(strips) for region, strips in stretches.items()}
    known = Counter(
        (round(a), round(b)) for r, (a, b) in sides.items() for _ in stretches[r] if len(stretches[r]) >= _FEW
    )
    for region, strips in stretches.items():
        sides[region] = _fitting(strips, sides[region], known)
    return [
        replace(item, left=sides[item.region][0], right=sides[item.region][1]) if isinstance(item, Strip) else item
        for item in items
    ]


def _sides(strips: Sequence[Strip]) -> tuple[float, float]:
    """The outermost sides that several lines share."""
    return _shared([s.x0 for s in strips], min), _shared([s.x1 for s in strips], max)


def _shared(values: Sequence[float], outermost: Callable[[Sequence[float]], float]) -> float:
    counts = Counter(round(value / _SIDE) for value in values)
    enough = max(2.0, _FREQUENT * len(values))
    frequent = [value for value in values if counts[round(value / _SIDE)] >= enough]
    return outermost(frequent or values)


def _fitting(strips: Sequence[Strip], own: tuple[float, float], known: Counter[tuple[int, int]]) -> tuple[float, float]:
    """The commonest column that holds the lines, if they do not show a right side of their own; else their sides.

    A page that holds nothing but an indented quotation, or a signature, does not show its column.
    """
    x0, x1 = min(s.x0 for s in strips), max(s.x1 for s in strips)
    counts = Counter(round(s.x1 / _SIDE) for s in strips)
    vague = len(strips) < _FEW or max(counts.values()) < 2
    for (left, right), _ in known.most_common():
        if left - _SIDE <= x0 and x1 <= right + _SIDE and (vague or abs(right - own[1]) <= _SIDE):
            return float(left), float(right)
    return own
