"""How far a share may be from what more questions of the same sort would show: percentile bootstrap.

Efron and Tibshirani, *An Introduction to the Bootstrap* (1993), chapter 13. The draws are seeded, so that the same
answers give the same interval. Where all marks are alike there is nothing to draw from, and the interval is a point.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

DRAWS = 2_000
COVERED = 95
"""Per cent of the draws that lie inside an interval."""

_SEED = 20_100

Interval = tuple[float, float]


def interval(marks: Sequence[bool | int]) -> Interval:
    """Between which two values the mean of such marks lies in 95 % of files drawn anew from them.

    `marks`: one number per question, at least one: 0 or 1 of a share, -1 to 1 of a difference of two runs.
    """
    values = np.asarray(marks, dtype=np.float64)
    drawn = np.random.default_rng(_SEED).integers(0, len(values), (DRAWS, len(values)))
    outside = (100 - COVERED) / 2
    low, high = np.percentile(values[drawn].mean(axis=1), [outside, 100 - outside])
    return round(float(low), 3), round(float(high), 3)
