"""Two runs over the same questions, compared question by question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.errors import InvalidInput
from kb.evaluation.bootstrap import Interval, interval
from kb.evaluation.scores import SHARES, Judgement, marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a share gained from one run to the next, and the questions that changed.

    `real` when zero is outside the interval of the gain: more questions of the same sort would most probably show
    it as well.
    """

    gain: float
    interval: Interval
    better: tuple[str, ...]
    worse: tuple[str, ...]

    @property
    def real(self) -> bool:
        """Whether the gain is more than the luck of these questions."""
        low, high = self.interval
        return low > 0 or high < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The differences of each share, over the questions that both runs have."""

    questions: int
    differences: dict[str, Difference]


def compare(before: Sequence[Judgement], after: Sequence[Judgement]) -> Comparison:
    """Pair two runs by question; InvalidInput when they have none in common."""
    both = {one.id for one in before} & {one.id for one in after}
    if not both:
        raise InvalidInput("las dos mediciones no tienen ninguna pregunta en común: compara las del mismo archivo")
    found: dict[str, Difference] = {}
    for share in SHARES:
        earlier, later = marks(before, share), marks(after, share)
        paired = sorted(earlier.keys() & later.keys())
        if paired:
            found[share] = _difference({id: later[id] - earlier[id] for id in paired})
    return Comparison(questions=len(both), differences=found)


def _difference(changes: dict[str, int]) -> Difference:
    values = list(changes.values())
    return Difference(
        gain=round(sum(values) / len(values), 3),
        interval=interval(values),
        better=tuple(id for id, change in changes.items() if change > 0),
        worse=tuple(id for id, change in changes.items() if change < 0),
    )
