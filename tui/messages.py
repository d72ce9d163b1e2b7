"""What workers and widgets tell the screens: results, and what a person chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from kb.facts import Reference
    from kb.results import Answer


@dataclass
class PlaceChosen(Message):
    """Somebody wants to read a place: a unit of a document, and the stretch to mark when there is one."""

    document_id: str
    unit_id: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass
class LinkChosen(Message):
    """Somebody follows a cross-reference."""

    link: Reference


@dataclass
class Asked(Message):
    """Somebody sent a question."""

    question: str


@dataclass
class AnswerCame(Message):
    """The answer to the last question that was asked."""

    answer: Answer


@dataclass
class LibraryChanged(Message):
    """The documents of the base are others now."""


@dataclass
class Failed(Message):
    """Something could not be done; one Spanish line says what and what to do."""

    line: str
