"""What a question gives: hits, citations, an answer. The field names are the JSON contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kb.documents import DocumentId, UnitId, Version
from kb.explanation import Explanation

Status = Literal["answered", "abstained"]

LONGEST_ANSWER = 600
"""Characters an answer may have."""

_CONFIDENCE = ((0.75, "alta"), (0.5, "media"), (0.0, "baja"))


def confidence_word(confidence: float) -> str:
    """A confidence between 0 and 1 in a word."""
    return next(word for least, word in _CONFIDENCE if confidence >= least)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A ranked passage. `text` is shown as it is; its quotable part is `[start, end)` of the document."""

    document_id: DocumentId
    unit_id: UnitId
    label: str
    text: str
    score: float
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The exact place: `document.text[start:end] == quote`. `version`: of a consolidated text, which wording it is."""

    document_id: DocumentId
    unit_id: UnitId
    label: str
    path: str
    quote: str
    start: int
    end: int
    page: int | None = None
    url: str | None = None
    version: Version | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer with its citations, the carrying one first, or an abstention with its reason.

    `warnings` are Spanish lines: which of the places asked for are nowhere or left out, and of what is cited
    whether it is repealed, expired, amended since. `as_of` is the day whose law was asked for, None for today's.
    `phrased_by` names the language model that worded the answer; None for the documents' own words. `why` is there
    when it was asked for.
    """

    id: str | None
    question: str
    status: Status
    reason: str | None
    answer: str
    values: tuple[str, ...]
    confidence: float
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    elapsed_ms: float
    warnings: tuple[str, ...] = ()
    as_of: date | None = None
    phrased_by: str | None = None
    why: Explanation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Whether every invariant of a base holds: what was counted, what breaks one.

    `remarks` are about what documents say themselves, such as a total that its rows do not make: the base is sound
    with them, and `ok` does not depend on them.
    """

    ok: bool
    checked: dict[str, int]
    problems: tuple[str, ...]
    remarks: tuple[str, ...] = ()
