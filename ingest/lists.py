"""Where an enumeration mark belongs: the next sibling of an open list, or the first of a new one."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.enumerations import Level, ListMarker
from ingest.tree import FLAT, Node
from kb.documents import UnitKind

_LARGEST_GAP = 12
"""A repealed or misprinted number may be missing from a list; this many at most."""
_DEEPEST = 2
"""How often a sort of marks may hang under itself: `a)` under `1.º` under `a)`."""
DECIMALS = {
    Level.DECIMAL: Level.NUMBER,
    Level.ROMAN_DECIMAL: Level.UPPER_ROMAN,
    Level.CAPITAL_DECIMAL: Level.CAPITAL,
}
"""The sorts whose marks say what they hang on, with that of their first number."""
_MAY_BEGIN_LATE = (Level.NUMBER, Level.LETTER)

_KINDS = {Level.LETTER: UnitKind.LETRA, Level.CAPITAL: UnitKind.LETRA, Level.DASH: UnitKind.ITEM}


def place(current: Node, anchor: Node, markers: Sequence[ListMarker]) -> Node | None:
    """Open the node of the mark that fits best; None when the line is no list item after all."""
    for fits in (_follows, _starts, _resumes, _skips):
        for marker in markers:
            parent = fits(current, anchor, marker)
            if parent is not None:
                node = _node(parent, anchor, marker)
                node.introduced = _introduced(parent)
                return parent.open(node)
    return None


def _open_items(current: Node, anchor: Node, marker: ListMarker) -> list[Node]:
    """The open items of the mark's sort, the innermost first; decimals are of one sort with their first number."""
    sorts = (marker.level, DECIMALS.get(marker.level, marker.level))
    items = []
    for node in current.up():
        if node is anchor:
            break
        if node.level in sorts:
            items.append(node)
    return items


def _follows(current: Node, anchor: Node, marker: ListMarker) -> Node | None:
    """`c)` after `b)`, `5 bis` after `5`, a dash after a dash, `1.3` after `1.2` or under `1.`"""
    for item in _open_items(current, anchor, marker):
        if marker.level in DECIMALS:
            if item.path == marker.path[:-1]:
                return item
            if item.path[:-1] == marker.path[:-1] and item.path < marker.path:
                return item.parent
            continue
        step = marker.ordinal - item.number
        if marker.level is Level.DASH or step == 1 or (step == 0 and marker.inserted):
            return item.parent
    return None


def _starts(current: Node, anchor: Node, marker: ListMarker) -> Node | None:
    """The first of a list goes under what is open, unless that is an item of the same sort."""
    if marker.level is Level.DASH:
        return current
    if marker.level in DECIMALS:
        return _outermost(current, anchor) if marker.ordinal <= 1 else None
    if marker.ordinal != 1 or marker.inserted:
        return None
    items = _open_items(current, anchor, marker)
    firsts = [item for item in items if item.number == 1]
    if firsts and current is firsts[0]:
        return current.parent
    return current if len(items) < _DEEPEST else items[0].parent


def _outermost(current: Node, anchor: Node) -> Node:
    """What a list hangs on that goes under no open item: the anchor, or the division open in it."""
    return next(node for node in current.up() if node is anchor or not node.level)


def _resumes(current: Node, anchor: Node, marker: ListMarker) -> Node | None:
    """`e)` after `d)` and a paragraph or a table that belongs to the whole: the list goes on where it hung."""
    if marker.level is Level.DASH or marker.level in DECIMALS:
        return None
    for node in current.up():
        items = [item for item in node.content if isinstance(item, Node) and item.level == marker.level]
        if items and marker.ordinal == items[-1].number + 1:
            return node
        if node is anchor:
            return None
    return None


def _skips(current: Node, anchor: Node, marker: ListMarker) -> Node | None:
    """`h)` after `e)`: numbers go missing by repeal. A first item may carry any number."""
    items = _open_items(current, anchor, marker)
    if marker.level in DECIMALS:
        return _outermost(current, anchor) if all(item.path < marker.path for item in items) else None
    for item in items:
        if 0 < marker.ordinal - item.number <= _LARGEST_GAP:
            return item.parent
    if not items and marker.level in _MAY_BEGIN_LATE and marker.ordinal <= _LARGEST_GAP:
        return current if _empty(current) else None
    return None


def interrupted(current: Node, anchor: Node, markers: Sequence[ListMarker]) -> Node | None:
    """The open item beside which the next mark of the text comes: what stands between the two is a part of it.

    None for decimals and apartados of an article, whose paragraphs stay with them anyway, and for dashes, which tell no
    place: a paragraph between two may well begin another list.
    """
    for marker in markers:
        if marker.level is Level.DASH or marker.level in DECIMALS:
            continue
        for item in _open_items(current, anchor, marker):
            keeps = item.kind is UnitKind.APARTADO and not item.introduced
            if item.level == marker.level and marker.ordinal == item.number + 1 and not keeps:
                return item
    return None


def out_of_list(current: Node) -> Node:
    """Where an unnumbered paragraph goes: back to the apartado or the `4.5.2`, or to what the list hangs on."""
    for node in current.up():
        keeps = node.kind is UnitKind.APARTADO or node.level in DECIMALS
        if not node.level or (keeps and not node.introduced):
            return node
    return current


def _introduced(parent: Node) -> bool:
    """Whether the list hangs on a paragraph of its parent's that ends in a colon."""
    last = parent.content[-1] if parent.content else None
    if isinstance(last, Node):
        return last.introduced
    return last is not None and last.introduces


def _empty(node: Node) -> bool:
    return not any(isinstance(item, Node) for item in node.content)


def _node(parent: Node, anchor: Node, marker: ListMarker) -> Node:
    if marker.level is Level.DASH:
        count = parent.count(UnitKind.ITEM) + 1
        return Node(kind=UnitKind.ITEM, part=f"g{count}", level=marker.level, number=count)
    default = UnitKind.APARTADO if parent is anchor or parent.kind in FLAT else UnitKind.NUMERO
    nested = marker.level in DECIMALS and parent.path == marker.path[:-1]
    return Node(
        kind=_KINDS.get(marker.level, default),
        part=str(marker.ordinal) if nested else marker.part,
        mark=marker.mark.rstrip(".-–— "),
        level=marker.level,
        number=marker.ordinal,
        path=marker.path,
    )
