"""Where an enumeration mark belongs: the next sibling of an open list, or the first of a new one."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.markers import Level, ListMarker
from ingest.tree import Node
from kb.documents import UnitKind

_LARGEST_GAP = 12
"""A repealed or misprinted number may be missing from a list; this many at most."""

_KINDS: dict[Level, UnitKind] = {"letter": UnitKind.LETRA, "dash": UnitKind.ITEM}


def place(current: Node, anchor: Node, markers: Sequence[ListMarker]) -> Node | None:
    """Open the node of the mark that fits best; None when the line is no list item after all."""
    for fits in (_follows, _starts, _skips):
        for marker in markers:
            parent = fits(current, anchor, marker)
            if parent is not None:
                node = _node(parent, anchor, marker)
                node.introduced = _introduced(parent)
                return parent.open(node)
    return None


def _open_items(current: Node, anchor: Node, level: Level) -> list[Node]:
    """The open items of one sort of list, the innermost first."""
    items = []
    for node in current.up():
        if node is anchor:
            break
        if node.level == level:
            items.append(node)
    return items


def _follows(current: Node, anchor: Node, marker: ListMarker) -> Node | None:
    """`c)` after `b)`, `5 bis` after `5`, a dash after a dash."""
    for item in _open_items(current, anchor, marker.level):
        step = marker.ordinal - item.number
        inserted = step == 0 and "_" in marker.part and marker.level != "decimal"
        if step == 1 or inserted or marker.level == "dash" or (marker.level == "decimal" and step >= 0):
            return item.parent
    return None


def _starts(current: Node, anchor: Node, marker: ListMarker) -> Node | None:
    """The first of a list goes under what is open, unless that is an item of the same sort."""
    if marker.level == "dash":
        return current
    if marker.ordinal != 1:
        return None
    repeated = [item for item in _open_items(current, anchor, marker.level) if item.number == 1]
    if repeated and current is repeated[0]:
        return repeated[0].parent
    return current


def _skips(current: Node, anchor: Node, marker: ListMarker) -> Node | None:
    """`h)` after `e)`: numbers go missing by repeal. A first item may carry any number."""
    items = _open_items(current, anchor, marker.level)
    for item in items:
        if 0 < marker.ordinal - item.number <= _LARGEST_GAP:
            return item.parent
    if not items and marker.level in ("number", "letter") and marker.ordinal <= _LARGEST_GAP:
        return current if _empty(current) else None
    return None


def _introduced(parent: Node) -> bool:
    """Whether the list hangs on a paragraph of its parent's that ends in a colon."""
    last = parent.content[-1] if parent.content else None
    if isinstance(last, Node):
        return last.introduced
    return last is not None and last.introduces


def _empty(node: Node) -> bool:
    return not any(isinstance(item, Node) for item in node.content)


def _node(parent: Node, anchor: Node, marker: ListMarker) -> Node:
    if marker.level == "dash":
        count = parent.count(UnitKind.ITEM) + 1
        return Node(kind=UnitKind.ITEM, part=f"g{count}", level="dash", number=count)
    default = UnitKind.APARTADO if parent is anchor else UnitKind.NUMERO
    return Node(
        kind=_KINDS.get(marker.level, default),
        part=marker.part,
        mark=marker.mark.rstrip(".-–— "),
        level=marker.level,
        number=marker.ordinal,
    )
