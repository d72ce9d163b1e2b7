"""Text on one line, where there is room for so much."""

from __future__ import annotations


def one_line(text: str, most: int) -> str:
    """Its words with one space between them, at most so many characters, the last an ellipsis where it is cut."""
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
