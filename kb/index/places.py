"""Where keys stand among the ascending keys of an index."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from kb.store import Keys


def places(keys: Keys, asked: Iterable[int]) -> NDArray[np.intp]:
    """The places of these keys, each once, in ascending order; one that is not there is left out."""
    wanted = np.array(sorted(set(asked)), np.int64)
    found = np.searchsorted(keys, wanted)
    there = found < len(keys)
    there[there] = keys[found[there]] == wanted[there]
    return found[there]
