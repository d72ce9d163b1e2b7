"""Who loads torch: the encoder, when a transformer has to run. Libraries that would load it along are kept from it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

LOADING = Lock()
"""Held while torch is loaded, or kept from being loaded: other threads must not see it missing."""


@contextmanager
def torchless() -> Iterator[None]:
    """Import here what takes torch along wherever it is installed, without need; as it comes where torch is there."""
    with LOADING:
        if "torch" in sys.modules:
            yield
            return
        sys.modules["torch"] = None  # type: ignore[assignment]
        try:
            yield
        finally:
            del sys.modules["torch"]
