"""Money by beneficiary: each column of a table with its sum, and where else the document states that sum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from kb.documents import DocumentId
from kb.facts import Entity, EntityType, Fact

_CENT = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountRow:
    """What a row of a table gives to somebody, in euros."""

    label: str
    holder: str
    nif: str | None
    concept: str
    euros: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountTable:
    """A column of a table. `stated`: the places where the document itself gives the sum of its rows."""

    document_id: DocumentId
    label: str
    column: str
    rows: tuple[AmountRow, ...]
    stated: tuple[str, ...]

    @property
    def total(self) -> float:
        """The sum of the rows, in euros."""
        return round(sum(row.euros for row in self.rows), 2)


def amount_tables(facts: Iterable[Fact]) -> Iterator[AmountTable]:
    """The columns that give amounts to beneficiaries; `facts` come by document."""
    for document_id, mine in groupby(facts, key=lambda one: one.document_id):
        entities = (one for one in mine if isinstance(one, Entity) and one.type is EntityType.AMOUNT)
        amounts = [one for one in entities if isinstance(one.value, int | float)]
        held = [one for one in amounts if one.attributes.get("holder")]
        columns: dict[tuple[str, str], list[Entity]] = {}
        for one in held:
            columns.setdefault((_table(one), str(one.attributes.get("column") or "")), []).append(one)
        for (_, column), found in columns.items():
            rows = tuple(map(_row, found))
            total = sum(row.euros for row in rows)
            yield AmountTable(
                document_id=document_id,
                label=found[0].label.rsplit(", fila", 1)[0],
                column=column,
                rows=rows,
                stated=tuple(dict.fromkeys(one.label for one in amounts if _states(one, total))),
            )


def _states(one: Entity, total: float) -> bool:
    return not one.attributes.get("holder") and abs(float(one.value or 0) - total) < _CENT


def _table(one: Entity) -> str:
    """The table that a row's unit is in."""
    return one.unit_id.rsplit(".", 1)[0]


def _row(one: Entity) -> AmountRow:
    holder = one.attributes["holder"]
    return AmountRow(
        label=one.label,
        holder=str(holder.get("name") or ""),
        nif=holder.get("nif"),
        concept=str(one.attributes.get("concept") or ""),
        euros=float(one.value or 0),
    )
