"""A law as it is cited, before its places are read: what the readers of citations give one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.extraction.marks import Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A citation, at `[start, end)` of its stretch.

    `closed_from`: where it begins to be closed to others, when its first words name an organ. `article`: its place,
    where that is all that is written of it.
    """

    start: int
    end: int
    name: str
    needs_place: bool = False
    closed_from: int | None = None
    article: str | None = None

    def is_free(self, found: Iterable[Cited]) -> bool:
        """Whether it overlaps none of them."""
        return all(self.end <= one.start or one.end <= self.start for one in found)


def before(stretch: Stretch, found: Iterable[Cited], at: int) -> list[str]:
    """The names of the laws cited before a place, those of earlier stretches first."""
    here = sorted((one for one in found if one.end <= at), key=lambda one: one.start)
    return [*stretch.lexicon.last, *(one.name for one in here)]
