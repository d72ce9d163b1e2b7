"""Whether a word is Spanish, whatever the documents of a base say: one that is has not been mistyped."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

_FILE = "spanish_stems.txt"


def is_spanish(stem: str) -> bool:
    """Whether a stem, as `kb.lexical` cuts it, is that of a word of dictionaries or of norms."""
    return f"\n{stem}\n" in _stems()


@lru_cache(maxsize=1)
def _stems() -> str:
    """One stem in each line, line ends at both ends."""
    return files("kb.words").joinpath(_FILE).read_text("utf-8")
