"""What is indexed: stretches of a document at several grains, each with its context."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kb.documents import DocumentId, UnitId


class Grain(StrEnum):
    """How large a passage is. Grains are ranked apart, then fused: their scores do not compare."""

    PASSAGE = "passage"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch `[start, end)` of a document that can be found.

    `text` is what a person is shown: the stretch itself, and before it the header of its
    table when it is a row. `context` (title, heading path, and on lines of their own the merged
    cells that reach down over the row) belongs to what is searched and is never quoted.
    `unit_id` is the smallest unit that holds the whole stretch.
    `ordinal` numbers the passages of one document and grain from 0; a sentence's `passage` is
    the ordinal of the passage it lies in.
    """

    document_id: DocumentId
    unit_id: UnitId
    grain: Grain
    ordinal: int
    start: int
    end: int
    text: str
    context: str
    passage: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A passage with its key in the store, and its sentences with theirs, in reading order."""

    key: int
    passage: Passage
    sentences: tuple[tuple[int, Passage], ...]


def families(found: Mapping[int, Passage]) -> tuple[Family, ...]:
    """Passages and sentences by key, each sentence put with the passage it lies in; by key of the passage."""
    inside: dict[tuple[str, int], list[tuple[int, Passage]]] = {}
    for key, one in sorted(found.items()):
        if one.grain is Grain.SENTENCE:
            inside.setdefault((one.document_id, one.passage), []).append((key, one))
    return tuple(
        Family(key=key, passage=one, sentences=tuple(inside.get((one.document_id, one.ordinal), ())))
        for key, one in sorted(found.items())
        if one.grain is Grain.PASSAGE
    )


def encoded_text(passage: Passage) -> str:
    """What the encoder is given: the heading path, then the text.

    Merged cells are left to the words: a long one beside a short row would hide what the row says, and all rows
    below it would look alike.
    """
    path = path_in(passage.context)
    return f"{path}\n{passage.text}" if path else passage.text


def in_context(path: str, above: Iterable[str]) -> str:
    """The context of a heading path and the merged cells that cover what stands below it."""
    return "\n".join((path, *above))


def path_in(context: str) -> str:
    """The title and the heading path in a context, without the merged cells."""
    return context.partition("\n")[0]


def above_in(context: str) -> tuple[str, ...]:
    """The merged cells in a context, from left to right."""
    return tuple(context.split("\n")[1:])


def headings(context: str) -> str:
    """The heading path in a context, without the title of the document before it."""
    return path_in(context).partition(" > ")[2]
