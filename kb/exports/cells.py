"""What goes into the cells of a sheet without harm."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe goes before one that it would."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) or text.startswith(_FORMULA) else text
