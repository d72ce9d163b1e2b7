"""The checklist as JSON, whole, and as CSV, a line per obligation with its deadline spread over columns."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict

from kb.exports.cells import neutral
from kb.exports.checklist import Checklist
from kb.facts import Deadline, Obligation

_PLAIN = ("document_id", "unit_id", "label", "modality", "subject", "action", "condition")
_LAST = ("status", "owner", "evidence", "notes", "quote", "start", "end", "id")
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
    """UTF-8 with its mark, as spreadsheets expect it; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in checklist.rows:
        writer.writerow([neutral(cell) for cell in _cells(one)])
    return out.getvalue().encode("utf-8-sig")


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
