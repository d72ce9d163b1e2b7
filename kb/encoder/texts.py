"""What is done to texts before any model sees them, and how they are dealt into batches."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import normalize

_OVERFLOWING = "\ufdfa"
"""One character that becomes eighteen: the C engine reserves room for twelve and would write past it."""
_EXPANDED = normalize("NFKC", _OVERFLOWING)


def clean(text: str) -> str:
    """What every model can read: no lone surrogates, no NUL, a blank for an empty text."""
    readable = text.encode("utf-8", "replace").decode("utf-8")
    return readable.replace("\0", " ").replace(_OVERFLOWING, _EXPANDED) or " "


def batches(lengths: Sequence[int], most: int) -> list[list[int]]:
    """Positions of like lengths together, longest first: one, or as many as make `most`, padding included."""
    found: list[list[int]] = []
    for n in sorted(range(len(lengths)), key=lambda n: (-lengths[n], n)):
        if found and (len(found[-1]) + 1) * lengths[found[-1][0]] <= most:
            found[-1].append(n)
        else:
            found.append([n])
    return found
