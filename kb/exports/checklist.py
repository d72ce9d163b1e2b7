"""What every format of the checklist is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.facts import Obligation

if TYPE_CHECKING:
    from kb.store import Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """Obligations by document and place, and the documents that they come from."""

    rows: tuple[Obligation, ...]
    documents: tuple[Summary, ...] = ()
