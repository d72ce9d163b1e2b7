"""What the components of the pipeline leave on a stretch of text for one another and for the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from spacy.tokens import Doc

from ingest.extraction.lexicon import Holder, Lexicon
from ingest.extraction.table_frame import RowFrame
from ingest.spans import whole_words
from kb.documents import Unit
from kb.facts import EntityType
from kb.values import Value, ValueKind, values

_KEY = "kb.stretch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An entity inside a stretch: `[start, end)` counts from the stretch's own first character."""

    type: EntityType
    start: int
    end: int
    value: str | float | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Stretch:
    """A leaf of the legal tree as the pipeline reads it; the one thing here that components change.

    `context`: the title of the document and the headings above; `is_note`: it is a press note's; `above`: the text of
    the leaf before. `closed` spans belong to something found already: the numbers of a cited law are no date.
    `titles`: what the titles of cited norms say that they do. `holders`: whose row or item it is, in order, also where
    nobody is named anew.
    """

    unit: Unit
    text: str
    lexicon: Lexicon
    row: RowFrame | None = None
    context: str = ""
    is_note: bool = False
    above: str = ""
    mentions: list[Mention] = field(default_factory=list)
    closed: list[tuple[int, int]] = field(default_factory=list)
    titles: list[tuple[int, int]] = field(default_factory=list)
    holders: list[Holder] = field(default_factory=list)
    _values: tuple[Value, ...] | None = None

    @property
    def values(self) -> tuple[Value, ...]:
        """Every value that the text states, read once."""
        if self._values is None:
            self._values = values(self.text)
        return self._values

    def is_closed(self, start: int, end: int) -> bool:
        """Whether any of `[start, end)` belongs to something found already."""
        return any(start < b and a < end for a, b in self.closed)

    def free(self, kind: ValueKind) -> list[Value]:
        """The values of a kind that nothing else has taken."""
        return [value for value in self.values if value.kind is kind and not self.is_closed(value.start, value.end)]

    def close(self, start: int, end: int) -> None:
        """Nothing else will be found in `[start, end)`."""
        self.closed.append((start, end))

    def add(
        self, kind: EntityType, start: int, end: int, value: str | float | None = None, /, **attributes: Any
    ) -> bool:
        """Note a mention in whole words, unless one of its type overlaps it or it is empty; whether it was noted."""
        start, end = whole_words(self.text, start, end)
        end = start + len(self.text[start:end].rstrip(" ,;:"))
        if start >= end or any(m.type is kind and start < m.end and m.start < end for m in self.mentions):
            return False
        told = {key: given for key, given in attributes.items() if given not in (None, "", ())}
        self.mentions.append(Mention(type=kind, start=start, end=end, value=value, attributes=told))
        return True

    def tell(self, kind: EntityType, start: int, /, **more: Any) -> None:
        """Add attributes to the mention of a type that begins there."""
        for i, mention in enumerate(self.mentions):
            if mention.type is kind and mention.start == start:
                self.mentions[i] = replace(mention, attributes={**mention.attributes, **more})

    def of(self, kind: EntityType) -> list[Mention]:
        """The mentions of a type so far, in order."""
        return sorted((m for m in self.mentions if m.type is kind), key=lambda m: m.start)


def attach(doc: Doc, stretch: Stretch) -> Doc:
    """Give a doc the stretch it reads."""
    doc.user_data[_KEY] = stretch
    return doc


def stretch_of(doc: Doc) -> Stretch | None:
    """The stretch that a doc reads; None for a doc that somebody else made."""
    found = doc.user_data.get(_KEY)
    return found if isinstance(found, Stretch) else None
