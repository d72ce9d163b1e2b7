"""Why a question was answered, or not: how it was read, what each candidate is worth and for what, how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kb.documents import DocumentId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A term of the question: how rare it is (idf) and whether any passage has it.

    `meant`: what else it may be called; `rendered`: what it is often said for, the surest first.
    """

    term: str
    weight: float
    known: bool
    meant: tuple[str, ...]
    rendered: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A ranked passage and its best sentence; the points that each signal gives add up to the score."""

    document_id: DocumentId
    unit_id: UnitId
    label: str
    sentence: str
    score: float
    named: bool
    points: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How a question was read, its candidates, best first, and what the confidence comes from.

    `mended`: slips as `(typed, meant)`. `absent`: places that it names and the documents do not have.
    `enough`: the confidence from which there is an answer. `signals`: what the confidence is computed from.
    `put_first`: why the first candidate goes before those of more points: it is worded as the answer to a question that
    is asked of any norm, or says what the norm rules of a point of its list.
    """

    kind: str
    expects: tuple[str, ...]
    norms: tuple[str, ...]
    places: tuple[str, ...]
    absent: tuple[str, ...]
    mended: tuple[tuple[str, str], ...]
    words: tuple[Word, ...]
    candidates: tuple[Candidate, ...]
    signals: Mapping[str, float]
    confidence: float
    enough: float
    put_first: Literal["worded", "pointing"] | None = None
