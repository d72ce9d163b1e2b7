"""Rows of tables: the unit of their amounts, and which of several amounts belongs to what was asked about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.documents import UnitId
from kb.lexical import terms as analysed
from kb.passages import Passage
from kb.patterns import regex
from kb.values import Value, ValueKind, cell_amounts, first_scale, values

REMEMBERED = 20_000
"""Passages whose terms and values are kept from one question to the next."""

NEAR = 60
"""Characters between a name and its amount in a row: a tax number, a dash, another column."""

_ROW = regex(r"\.t\d+(?:~\d+)?\.r\d+(?:~\d+)?$")
_WORD = regex(r"[^\W_][\w/+-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class CellAmount:
    """The amount of a row that goes with the words asked about; `distance` in characters behind them."""

    value: Value
    distance: int

    @property
    def belongs(self) -> float:
        """How sure it is that the amount is theirs: 1 next to them, less the more other text stands between."""
        return min(1.0, NEAR / max(1, self.distance))


def is_row(unit_id: UnitId) -> bool:
    """Whether a unit is a row of a table."""
    return ".t" in unit_id and _ROW.search(unit_id) is not None


def row_scale(passage: Passage) -> int | None:
    """The power of ten of the amounts in a table's rows, as its header, its heading or its total says."""
    return _scale(passage.text, passage.context) if ".t" in passage.unit_id else None


@lru_cache(maxsize=REMEMBERED)
def _scale(text: str, context: str) -> int | None:
    return first_scale((text.split("\n", 1)[0], context, text))


def values_of(sentence: Passage, unit: int | None) -> tuple[Value, ...]:
    """The values of a sentence; the bare numbers of a row are amounts of its table's unit."""
    return _values(sentence.text, unit if is_row(sentence.unit_id) else None)


@lru_cache(maxsize=REMEMBERED)
def _values(text: str, unit: int | None) -> tuple[Value, ...]:
    written = values(text)
    if unit is None:
        return written
    bare = (v for v in cell_amounts(text, unit) if not any(w.start <= v.start < w.end for w in written))
    return tuple(sorted((*written, *bare), key=lambda value: value.start))


def amount_asked(
    text: str, stated: Sequence[Value], weights: Mapping[str, float], above: Sequence[str] = ()
) -> CellAmount | None:
    """The amount before which a row has most of what the question names; of columns side by side the last.

    `weights`: the question's terms and their idf. A merged cell and its total open a row (`A4: riego 7,0 …`), whose
    own amount stands behind its own name (`… Universidad de Málaga 0,20`). With no such word before any amount, the
    row's last amount, far from everything, and farther still below the merged cells `above`, which may have the words.
    """
    amounts = [value for value in stated if value.kind is ValueKind.AMOUNT]
    if not amounts:
        return None
    best, most = CellAmount(value=amounts[-1], distance=len(text) + sum(map(len, above))), 0.0
    start = 0
    for first, last in _side_by_side(text, amounts):
        said = [one for one in _asked(text, weights) if start <= one[0] <= first.start]
        named = sum(weights[term] for term in {term for _, term in said})
        if said and named >= most:
            best, most = CellAmount(value=last, distance=first.start - said[-1][0]), named
        start = last.end
    return best


def _side_by_side(text: str, amounts: Sequence[Value]) -> list[tuple[Value, Value]]:
    """The first and the last amount of each run with nothing between."""
    runs = [(amounts[0], amounts[0])]
    for value in amounts[1:]:
        first, last = runs[-1]
        if text[last.end : value.start].strip():
            runs.append((value, value))
        else:
            runs[-1] = first, value
    return runs


def _asked(text: str, weights: Mapping[str, float]) -> Iterator[tuple[int, str]]:
    """Where each word of the question that a text has ends, and its terms that weigh something."""
    for words, end in _words(text):
        for term in words:
            if weights.get(term, 0.0) > 0:
                yield end, term


@lru_cache(maxsize=REMEMBERED)
def _words(text: str) -> tuple[tuple[tuple[str, ...], int], ...]:
    """The terms of each word of a row, and where it ends."""
    return tuple((tuple(analysed(match[0])), match.end()) for match in _WORD.finditer(text))
