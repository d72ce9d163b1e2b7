"""How urgent the work of a process is."""

from __future__ import annotations

import os

_LESS_URGENT = 5
"""Of 19 steps, the nicest."""


def let_others_first() -> None:
    """Take documents in after whoever asks, where the system orders processes so: Windows has no such call."""
    if hasattr(os, "nice"):
        os.nice(_LESS_URGENT)
