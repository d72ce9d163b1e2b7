"""The checklist as JSON, whole, and as CSV, a line per obligation with its deadline spread over columns."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from kb.exports.cells import neutral
from kb.exports.checklist import Checklist
from kb.exports.columns import COLUMNS as SHEET
from kb.exports.columns import shown
from kb.facts import Deadline, Obligation

_PLAIN = ("document_id", "unit_id", "label", "modality", "subject", "action", "condition")
_LAST = ("status", "owner", "evidence", "notes", "review", "quote", "start", "end", "id")
_DEADLINE = (
    "deadline", "deadline_kind", "deadline_period", "deadline_business_days", "deadline_anchor", "deadline_anchor_date",
    "due", "reasons",
)  # fmt: skip

COLUMNS = (*_PLAIN, *_DEADLINE, "amounts", "legal_refs", *_LAST)
"""The columns of the CSV: the keys of the JSON, those of the deadline after its name."""


def as_json(checklist: Checklist) -> bytes:
    """A list of objects with the keys of the contract."""
    rows = [asdict(one) for one in checklist.rows]
    return (json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode()


def as_csv(checklist: Checklist) -> bytes:
    """RFC 4180 in UTF-8: commas, lines that end in CR LF, the keys of the JSON for titles; no cell is a formula."""
    rows = ([neutral(cell) for cell in _cells(one)] for one in checklist.rows)
    return _written((COLUMNS, *rows), ",").encode()


def as_csv_for_excel(checklist: Checklist) -> bytes:
    """As the Spanish Excel opens it: the mark of UTF-8, semicolons, the columns of the workbook, Spanish dates."""
    titles = [column.title for column in SHEET]
    rows = ([neutral(shown(column.value(line, checklist.today))) for column in SHEET] for line in checklist.lines)
    return _written((titles, *rows), ";").encode("utf-8-sig")


def _written(rows: Iterable[Sequence[str]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def _cells(one: Obligation) -> Iterator[str]:
    yield from (str(getattr(one, name) or "") for name in _PLAIN)
    yield from _deadline(one.deadline)
    yield "; ".join(one.amounts)
    yield "; ".join(one.legal_refs)
    for name in _LAST:
        value = getattr(one, name)
        yield "" if value is None else str(value)


def _deadline(deadline: Deadline | None) -> tuple[str, ...]:
    if deadline is None:
        return ("",) * len(_DEADLINE)
    anchor = deadline.anchor
    return (
        deadline.text,
        deadline.kind,
        deadline.period or "",
        "sí" if deadline.business_days else "no",
        anchor.text if anchor else "",
        (anchor.date or "") if anchor else "",
        "; ".join(deadline.due),
        " ".join(deadline.reasons),
    )
