"""What a run of ingestion tells while it goes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kb.documents import DocumentId


class Stage(StrEnum):
    """What is being done. Each stage counts its own things: requests, files, texts, the index."""

    FETCH = "fetch"
    READ = "read"
    ENCODE = "encode"
    INDEX = "index"


class Outcome(StrEnum):
    """What became of a file."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """`done` of `total` things of a stage; `name` is the file at hand."""

    done: int
    total: int
    stage: Stage
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of one file. `furniture` counts the page lines dropped, `cut` the passages cut short.

    `message` is one Spanish line: why it failed, or what a reader of the report should know.
    """

    source: str
    outcome: Outcome
    document_id: DocumentId | None = None
    title: str | None = None
    units: int = 0
    passages: int = 0
    furniture: int = 0
    cut: int = 0
    oddities: tuple[str, ...] = ()
    message: str | None = None


Event = Progress | Report
