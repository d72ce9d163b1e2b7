"""Builds the units of a document while its lines go by, so that the leaves tile the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.text import Line
from kb.documents import Unit, UnitId, UnitKind
from kb.labels import label, paragraph_label


@dataclass(slots=True)
class Piece:
    """Text that lies directly in a node: a paragraph, or its heading. One that `introduces` ends in a colon."""

    start: int
    end: int
    page: int | None
    kind: UnitKind = UnitKind.PARAGRAPH
    introduces: bool = False


@dataclass(slots=True)
class Node:
    """A unit in the making: its pieces and children in reading order.

    `level`, `number` and `path` are those of the mark of a list item; `introduced` says that
    the list hangs on a paragraph that ends in a colon; `titled`, that its first line is its title alone.
    """

    kind: UnitKind
    part: str
    mark: str = ""
    heading: str = ""
    cells: tuple[str | None, ...] = ()
    parent: Node | None = None
    number: int = 0
    level: str = ""
    path: tuple[int, ...] = ()
    introduced: bool = False
    titled: bool = False
    content: list[Piece | Node] = field(default_factory=list)
    _parts: Counter[str] = field(default_factory=Counter)
    _kinds: Counter[UnitKind] = field(default_factory=Counter)

    def open(self, node: Node) -> Node:
        """Add a child; a part taken already gets the suffix `~2`, `~3`…"""
        node.part = _fresh(self._parts, node.part)
        node.parent = self
        self.content.append(node)
        self._kinds[node.kind] += 1
        return node

    def add(self, piece: Piece) -> None:
        """Add text of the node's own."""
        self.content.append(piece)

    def count(self, kind: UnitKind) -> int:
        """How many children of a kind there are."""
        return self._kinds[kind]

    def up(self) -> Iterator[Node]:
        """The node and its ancestors, inside out."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


def _fresh(taken: Counter[str], wanted: str) -> str:
    """`wanted`, or the first of `wanted~2`, `wanted~3`… that is not taken, taken now."""
    name = wanted
    while taken[name]:
        taken[wanted] += 1
        name = f"{wanted}~{taken[wanted]}"
    taken[name] += 1
    return name


DIVISIONS = (UnitKind.BOOK, UnitKind.TITLE, UnitKind.CHAPTER, UnitKind.SECTION, UnitKind.SUBSECTION)
"""From the highest to the lowest."""
FLAT = frozenset(DIVISIONS)
"""Divisions: the ids and labels of what lies inside do not repeat them."""

_UNCOUNTED = frozenset({UnitKind.SIGNATURE, UnitKind.ENACTING_FORMULA})
_PIECE_PARTS = {UnitKind.PARAGRAPH: "p", UnitKind.METADATA: "m", UnitKind.HEADING: "tit", UnitKind.DATELINE: "fecha"}
_ALWAYS_NUMBERED = frozenset({UnitKind.PARAGRAPH, UnitKind.METADATA})


_AROUND = frozenset({UnitKind.METADATA, UnitKind.PREAMBLE, UnitKind.SIGNATURE, UnitKind.ANNEX})
"""What a document has that enacts nothing."""


def name_text(root: Node) -> None:
    """What enacts nothing, such as a notice, an appointment or a corrigendum, has a text and no preamble."""
    parts = [part for part in root.content if isinstance(part, Node)]
    if any(part.kind not in _AROUND for part in parts):
        return
    for part in parts:
        inner = {one.kind for one in part.content}
        if part.kind is UnitKind.PREAMBLE and not inner & {UnitKind.HEADING, UnitKind.PREAMBLE_PART}:
            part.mark = "Texto"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Anchor:
    """What ids and labels hang on."""

    unit_id: str = ""
    label: str = ""

    def child(self, part: str) -> str:
        return f"{self.unit_id}.{part}" if self.unit_id else part


def units_of(root: Node) -> tuple[Unit, ...]:
    """The units in reading order, parents before their children; the root itself is none."""
    out: list[Unit] = []
    _emit_content(root, None, _Anchor(), _Anchor(), Counter(), out)
    return tuple(out)


def _extent(node: Node) -> tuple[int, int, int | None]:
    first, last = node.content[0], node.content[-1]
    start, _, page = (first.start, first.end, first.page) if isinstance(first, Piece) else _extent(first)
    end = last.end if isinstance(last, Piece) else _extent(last)[1]
    return start, end, page


def _emit(
    node: Node, parent: UnitId | None, home: _Anchor, here: _Anchor, taken: Counter[str], out: list[Unit]
) -> None:
    """Write a node and what is under it. `home` is the nearest container that is no division."""
    anchor = here if node.kind in FLAT else home
    start, end, page = _extent(node)
    unit = Unit(
        unit_id=UnitId(_fresh(taken, anchor.child(node.part))),
        kind=node.kind,
        label=label(node.kind, node.part, node.mark, anchor.label),
        mark=node.mark,
        heading=node.heading,
        parent=parent,
        start=start,
        end=end,
        page=page,
        cells=node.cells,
    )
    out.append(unit)
    if len(node.content) > 1 or isinstance(node.content[0], Node):
        inner = _Anchor(unit_id=unit.unit_id, label=unit.label)
        _emit_content(node, unit.unit_id, home if node.kind in FLAT else inner, inner, taken, out)


def _emit_content(
    node: Node, parent: UnitId | None, home: _Anchor, here: _Anchor, taken: Counter[str], out: list[Unit]
) -> None:
    kinds = Counter(item.kind for item in node.content if isinstance(item, Piece))
    seen: Counter[UnitKind] = Counter()
    for item in node.content:
        if isinstance(item, Node):
            _emit(item, parent, home, here, taken, out)
            continue
        seen[item.kind] += 1
        number = str(seen[item.kind]) if item.kind in _ALWAYS_NUMBERED or seen[item.kind] > 1 else ""
        counted = item.kind is UnitKind.PARAGRAPH and node.kind not in _UNCOUNTED
        unit = Unit(
            unit_id=UnitId(_fresh(taken, here.child(_PIECE_PARTS[item.kind] + number))),
            kind=item.kind,
            label=_paragraph_label(here.label, seen[item.kind], kinds[item.kind] if counted else 1, node),
            parent=parent,
            start=item.start,
            end=item.end,
            page=item.page,
        )
        out.append(unit)


def _paragraph_label(parent: str, number: int, total: int, node: Node) -> str:
    """The label of a paragraph among those of its node: a title is none of them."""
    title = node.titled and total > 1
    return parent if title and number == 1 else paragraph_label(parent, number - title, total - title)


def piece(line: Line, start: int, kind: UnitKind = UnitKind.PARAGRAPH) -> Piece:
    """The piece that a whole line makes."""
    colon = line.text.endswith(":")
    return Piece(start=start, end=start + len(line.text), page=line.page, kind=kind, introduces=colon)
