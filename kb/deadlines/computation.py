"""What counting a deadline gives: dates, and the steps that led to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

OWN = "la propia disposición"
"""The rule of a step that rests on nothing but the text that sets the deadline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the count: what was done, the rule it rests on, the day before and the day after it."""

    text: str
    rule: str
    before: date | None = None
    after: date | None = None

    @property
    def told(self) -> str:
        """The step with the law that it rests on; one that rests on the text alone needs to name none."""
        return self.text if self.rule == OWN else f"{self.text} ({self.rule})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Computation:
    """The due dates, in order; without any, `asks_for` names the events whose dates are needed."""

    dates: tuple[date, ...] = ()
    steps: tuple[Step, ...] = ()
    asks_for: tuple[str, ...] = ()
