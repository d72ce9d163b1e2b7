"""The sample documents: two fictitious texts to try the program with."""

from __future__ import annotations

from pathlib import Path

_NAMES = ("BOE-A-2099-10001.txt", "nota-agua-2099-03-15.txt")
_PACKAGE = Path(__file__).parent
_PLACES = (_PACKAGE / "sample_corpus", _PACKAGE.parent / "corpus")
"""Inside an installed package; beside the packages in a checkout."""


def sample_files() -> tuple[Path, ...]:
    """Their paths; none where the installation left them out."""
    return next((found for place in _PLACES if len(found := _in(place)) == len(_NAMES)), ())


def _in(place: Path) -> tuple[Path, ...]:
    return tuple(path for name in _NAMES if (path := place / name).is_file())
