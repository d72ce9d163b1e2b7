"""Runs of table rows as units, in norms and press notes alike."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.layout import Placed
from ingest.text import Role
from ingest.tree import Node, piece
from kb.documents import UnitKind

ROWS = (Role.ROW, Role.HEADER_ROW)


def take_table(parent: Node, lines: Sequence[Placed], at: int) -> int:
    """Open the table that begins at the line `at` under a node; the index of the line after it.

    Its first line may be a header; a header further down is a row like the others.
    """
    table = parent.open(Node(kind=UnitKind.TABLE, part=f"t{parent.count(UnitKind.TABLE) + 1}"))
    rows = 0
    while at < len(lines) and lines[at].role in ROWS:
        placed = lines[at]
        header = placed.role is Role.HEADER_ROW and rows == 0
        rows += not header
        kind, part = (UnitKind.TABLE_HEADER, "h") if header else (UnitKind.ROW, f"r{rows}")
        table.open(Node(kind=kind, part=part, cells=placed.line.cells)).add(piece(placed.line, placed.start))
        at += 1
    return at
