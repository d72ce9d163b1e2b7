"""A lead-in whose items are no norms of their own: its row tells what they say."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile
from textwrap import shorten

from ingest.obligations.rows import Draft
from kb.documents import Document, Unit, UnitKind

MARKED = frozenset({UnitKind.LETRA, UnitKind.NUMERO, UnitKind.ITEM})
"""What a letter, a number or a dash opens inside an apartado."""
_LONGEST = 700
"""Characters of a list that its lead-in's row tells."""


def listed(document: Document, leaves: Sequence[Unit], lead: Unit, is_item: Callable[[Unit], bool]) -> str:
    """The items of the list right below a lead-in: `a) Las cofradías; b) Las lonjas`."""

    def inside(unit: Unit) -> bool:
        around = document.ancestors(unit)
        within = any(one.unit_id == lead.parent for one in around) and unit.kind is not lead.kind
        return (within and is_item(unit)) or (bool(around) and around[-1].kind in MARKED)

    after = leaves[bisect_right(leaves, lead.start, key=lambda one: one.start) :]
    items = (document.text_of(one) for one in takewhile(inside, after) if is_item(one))
    told = "; ".join(" ".join(text.split()).rstrip(" .;,") for text in items)
    return shorten(told.replace(":;", ":"), _LONGEST, placeholder=" …")


def with_list(document: Document, lead: Unit, draft: Draft, items: str) -> Draft:
    """The draft that ends where its lead-in does with the items behind what it says."""
    if not items or document.text[draft.end : lead.end].strip(" :"):
        return draft
    return replace(draft, action=f"{draft.action.rstrip(' .:')}: {items}")
