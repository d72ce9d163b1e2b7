"""Spans that never cut a word: the one place that says where a fact may begin and end.

Rules reach as far as a number of characters; what they reach goes through here before it becomes a fact.
"""

from __future__ import annotations


def cuts_word(text: str, at: int) -> bool:
    """Whether a word or a figure goes on across a place of a text: `del proyec|to`, `artículo 19|.3`, `1|.000`."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum():
        return True
    if before in ".,":
        return at > 1 and text[at - 2].isdigit() and after.isdigit()
    return before.isdigit() and after in ".," and at + 1 < len(text) and text[at + 1].isdigit()


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The longest span inside `[start, end)` that cuts no word and has no white space at its ends."""
    while start < end and (cuts_word(text, start) or text[start].isspace()):
        start += 1
    while end > start and (cuts_word(text, end) or text[end - 1].isspace()):
        end -= 1
    return start, end
