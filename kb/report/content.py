"""What a report shows, before it is drawn: points in time, bars of money, counts of obligations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from kb.documents import Document
from kb.exports.checklist import Origin
from kb.exports.line import Line
from kb.facts import Modality


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A passage that marks lead to: `anchor` is its id in the page, `quote` its verbatim text."""

    anchor: str
    label: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A day on the timeline. A quarter is its last day."""

    day: date
    what: str
    kind: Literal["plazo", "hito"]
    place: Place
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Euros that a row of a table gives to somebody or something."""

    name: str
    euros: float
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """A column of a table. `total` in euros; None where rows may hold others, so that adding them would count twice.

    `stated`: where the document gives that sum. `repeats`: an earlier column that shares out the same sum.
    """

    title: str
    shares: tuple[Share, ...]
    total: float | None = None
    stated: tuple[str, ...] = ()
    repeats: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """An obligation with the place that quotes it."""

    line: Line
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who has clauses of which modality; `anchor` is the id of its row in the page."""

    anchor: str
    name: str
    clauses: Mapping[Modality, tuple[Clause, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that the page of a document shows. `undated`: the clauses whose time limit has no date."""

    made: datetime
    document: Document
    origin: Origin
    points: tuple[Point, ...]
    undated: tuple[Clause, ...]
    by_holder: tuple[Money, ...]
    by_concept: tuple[Money, ...]
    subjects: tuple[Subject, ...]
    clauses: tuple[Clause, ...]
    rows: tuple[Place, ...]
