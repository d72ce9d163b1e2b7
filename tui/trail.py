"""Where somebody has been reading, with back and forward as in a browser."""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A unit of a document, or the whole of it, and the stretch that is marked as a quote.

    `top`: the first character that was in view when it was left, which may be far from where it was entered.
    """

    document_id: str
    unit_id: str | None = None
    start: int | None = None
    end: int | None = None
    top: int | None = field(default=None, compare=False)


@dataclass(slots=True)
class Trail:
    """Places in the order they were visited; a new one forgets those ahead."""

    visited: list[Place] = field(default_factory=list)
    at: int = -1

    @property
    def current(self) -> Place | None:
        """Where one is; None before the first visit."""
        return self.visited[self.at] if self.at >= 0 else None

    def visit(self, place: Place) -> None:
        """Go on to a place; the one where one is already does not count twice."""
        if place != self.current:
            self.visited = [*self.visited[: self.at + 1], place]
            self.at += 1

    def leave(self, top: int) -> None:
        """Keep what is in view of the place where one is, to come back to it."""
        if self.current is not None:
            self.visited[self.at] = replace(self.current, top=top)

    def move(self, step: int) -> Place | None:
        """One back (-1) or forward (1); None where the trail ends."""
        if not 0 <= self.at + step < len(self.visited):
            return None
        self.at += step
        return self.visited[self.at]
