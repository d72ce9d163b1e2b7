"""Tables whose rows do not add up to the total that they state.

A remark about the document, not about the base: the gazette's own text may say so. Only what can be sure is told: a
table is left alone when its rows cannot be set in columns, and a total when any natural reading of it adds up: a sum
of all rows, of those since the last subtotal, of the subtotals, or of the rows of the highest level of a coded list.
Thousands and millions are rounded, and each row may be half a unit of its last figure off; euros are exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kb.documents import Document, Unit, UnitKind
from kb.facts import Entity
from kb.numerals import plain
from kb.values import first_scale, number

_FIGURE = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_TOTAL = re.compile(
    r"(?:sub-?)?total(?:es)?(?:\s+(?:general(?:es)?|anual|ayudas?|presupuesto|importe|subvencion(?:es)?|gastos|ingresos|"
    r"euros|costes?))*|suma(?: total)?|importe total"
)
_NOT_ADDED = re.compile(
    r"%|por ciento|porcentaje|intensidad|\bmedi[ao]\b|\btipo\b|precio|tasa|\bano\b|codigo|numero|n\.o"
)
_PART = re.compile(r"(?:de|en) l[oa]s (?:cuales|que)|del? (?:cual|que)|inclui[dr]")
_CODE = re.compile(r"(?P<code>[A-Z]{0,3}\d+(?:\.\d+)*)\.?\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    label: str
    figures: dict[int, Decimal]
    decimals: int

    @property
    def is_total(self) -> bool:
        return _TOTAL.fullmatch(self.label.strip(" .:*")) is not None

    @property
    def code(self) -> tuple[str, ...]:
        """`R1.2.1` -> its parts, the outermost first; nothing without one."""
        match = _CODE.match(self.label.upper() + " ")
        return tuple(match["code"].split(".")) if match else ()


def remarks(document: Document) -> Iterator[str]:
    """One Spanish line for each total of a table that its rows do not make."""
    for table in (unit for unit in document.units if unit.kind is UnitKind.TABLE):
        inside = [unit for unit in document.units if unit.parent == table.unit_id]
        header = next((unit.columns for unit in inside if unit.kind is UnitKind.TABLE_HEADER), ())
        rows = _rows([unit for unit in inside if unit.kind is UnitKind.ROW], header)
        exact = first_scale((" ".join(header), document.path_of(table))) == 0
        for total, column, sums in _wrong(rows, exact=exact):
            named = f", columna «{header[column]}»" if 0 <= column < len(header) and header[column] else ""
            yield (
                f"{table.label}{named}: el total dice {_spanish(rows[total].figures[column])} "
                f"y las filas suman {_spanish(sums)}"
            )


def told_by(entities: Iterable[Entity]) -> Iterator[str]:
    """The same for totals of running text whose list says that it breaks them down (`breakdown`) and does not."""
    for one in entities:
        if one.attributes.get("breakdown") and not one.attributes.get("adds_up"):
            made = sum((Decimal(str(part["value"])) for part in one.attributes["includes"]), Decimal())
            yield f"{one.label}: el total dice {_spanish(Decimal(str(one.value)))} y sus partes suman {_spanish(made)}"


def _rows(units: Sequence[Unit], header: tuple[str, ...]) -> list[_Row]:
    """Rows in columns: by place when all have as many cells, else by the last figure alone, which is column -1."""
    by_place = len({len(unit.cells) for unit in units}) == 1 and bool(units) and len(units[0].cells) > 1
    read = _by_place if by_place else _by_end
    return [read(unit.columns, header) for unit in units]


def _by_place(cells: tuple[str, ...], header: tuple[str, ...]) -> _Row:
    named = header if len(header) == len(cells) else ("",) * len(cells)
    figures = {
        i: value
        for i, (cell, column) in enumerate(zip(cells, named, strict=True))
        if (value := _figure(cell)) is not None and not _NOT_ADDED.search(plain(column))
    }
    return _row(cells, figures)


def _by_end(cells: tuple[str, ...], _: tuple[str, ...]) -> _Row:
    figures = [value for cell in cells if (value := _figure(cell)) is not None]
    ends_so = bool(cells) and _figure(cells[-1]) is not None
    is_total = _TOTAL.fullmatch(plain(next(iter(cells), "")).strip(" .:*")) is not None
    return _row(cells, {-1: figures[-1]} if figures and (ends_so or is_total) else {})


def _row(cells: tuple[str, ...], figures: dict[int, Decimal]) -> _Row:
    words = next((cell for cell in cells if re.search(r"[^\W\d]{2}", cell)), "")
    places = max(
        (len(cell.rpartition(",")[2].strip(" .€*")) for cell in cells if _figure(cell) and "," in cell), default=0
    )
    return _Row(label=plain(words), figures=figures, decimals=places)


def _figure(cell: str) -> Decimal | None:
    """The number of a cell that holds nothing else but a unit."""
    bare = re.sub(r"\s*(?:€|euros?|\*+|\(\*+\))\s*$|\.$", "", cell.strip())
    return number(bare) if _FIGURE.fullmatch(bare) else None


def _wrong(rows: Sequence[_Row], *, exact: bool) -> Iterator[tuple[int, int, Decimal]]:
    """The totals that nothing adds up to: row, column, and what the rows make."""
    for at, row in enumerate(rows):
        if not row.is_total:
            continue
        for column, stated in row.figures.items():
            readings = [sums for sums in _readings(rows, at, column) if sums]
            if not readings or stated == 0:
                continue
            found = [sum(figures, Decimal()) for figures in readings]
            half = Decimal(0 if exact else 1) / 2 * Decimal(10) ** -max(one.decimals for one in rows)
            slack = half * (max(map(len, readings)) + 1)
            if not any(abs(one - stated) <= slack for one in found):
                yield at, column, found[0]


def _readings(rows: Sequence[_Row], at: int, column: int) -> Iterator[list[Decimal]]:
    """What a total may be the sum of, the most natural first; nothing when some row has no figure there."""
    before = rows[:at] if at else rows[1:]
    details = [one for one in before if not one.is_total]
    if len(details) < 2 or any(column not in one.figures for one in details if column == -1):
        return
    if sum(column in one.figures for one in details) < 2:
        return
    last = max((i for i, one in enumerate(before) if one.is_total), default=-1)
    totals = [one for one in before if one.is_total]
    top = min((len(one.code) for one in details if one.code), default=0)
    whole = [one for one in details if not _PART.match(one.label)]
    options = (
        details,
        [one for one in before[last + 1 :] if not one.is_total],
        totals,
        [*totals, *before[last + 1 :]],
        [one for one in details if len(one.code) == top] if top else [],
        whole,
        [one for one in whole if not one.code or len(one.code) == top],
    )
    yield from ([one.figures[column] for one in option if column in one.figures] for option in options)


def _spanish(value: Decimal) -> str:
    """`1234.5` -> `1.234,5`"""
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))
