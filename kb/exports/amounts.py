"""Money by beneficiary: each column of a table with its sum, and where else the document states that sum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from kb.documents import DocumentId, UnitId
from kb.facts import Entity, EntityType, Fact
from kb.numerals import plain

_CENT = 0.005
UNKNOWN = "(no se ha reconocido a quién)"
"""The holder of a row that names nobody who is known: it counts all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountRow:
    """What a row of a table gives to somebody, in euros."""

    unit_id: UnitId
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
        columns = {_column(one) for one in amounts if one.attributes.get("holder")}
        given = [one for one in amounts if _column(one) in columns and not _is_total(one)]
        taken = {one.id for one in given}
        for column in dict.fromkeys(map(_column, given)):
            rows = tuple(_row(one) for one in given if _column(one) == column)
            total = sum(row.euros for row in rows)
            yield AmountTable(
                document_id=document_id,
                label=rows[0].label.rsplit(", fila", 1)[0],
                column=column[1],
                rows=rows,
                stated=tuple(_stating((one for one in amounts if one.id not in taken), total)),
            )


def _stating(others: Iterable[Entity], total: float) -> Iterator[str]:
    """The places of the amounts that are that total."""
    yield from dict.fromkeys(one.label for one in others if abs(float(one.value or 0) - total) < _CENT)


def _is_total(one: Entity) -> bool:
    """Whether a row says what others add up to."""
    concept = plain(str(one.attributes.get("concept") or "")).split()
    return bool(one.attributes.get("total")) or (not one.attributes.get("holder") and concept[:1] == ["total"])


def _column(one: Entity) -> tuple[str, str]:
    """The table that a row's unit is in, and the heading of its column."""
    return one.unit_id.rsplit(".", 1)[0], str(one.attributes.get("column") or "")


def _row(one: Entity) -> AmountRow:
    holder = one.attributes.get("holder") or {"name": UNKNOWN}
    return AmountRow(
        unit_id=one.unit_id,
        label=one.label,
        holder=str(holder.get("name") or UNKNOWN),
        nif=holder.get("nif"),
        concept=str(one.attributes.get("concept") or ""),
        euros=float(one.value or 0),
    )
