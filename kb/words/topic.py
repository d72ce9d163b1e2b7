"""What a question says of the document that it is about, in words of its title: `las ayudas a los molinos de viento`.

It tells the document and not the place in it: what opens a norm repeats its title, and answers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kb.documents import DocumentId
from kb.lexical import distinct_terms, terms

_WORD = re.compile(r"\w+(?:[./-]\w+)*")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_FEWEST, _FEWEST_LEFT = 3, 2
"""Terms of a title that stand together in a question are its topic from so many on, if so many words are left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The rest of a question without its topic, and the documents whose titles have all its terms."""

    rest: str
    documents: frozenset[DocumentId]


def topic(question: str, titles: Mapping[DocumentId, str]) -> Topic | None:
    """The longest run of words of the question that one of the titles has; None without one, or with little else."""
    runs = (_longest_run(question, distinct_terms(title)) for title in titles.values())
    count, start, end = max(runs, default=_NONE)
    rest = " ".join((question[:start] + question[end:]).split())
    if count < _FEWEST or len(_LONG_WORD.findall(rest)) < _FEWEST_LEFT:
        return None
    said = frozenset(terms(question[start:end]))
    return Topic(rest=rest, documents=frozenset(one for one, title in titles.items() if said <= distinct_terms(title)))


_NONE = (0, 0, 0)


def _longest_run(question: str, title: AbstractSet[str]) -> tuple[int, int, int]:
    """How many distinct terms the longest run has, where it begins and ends."""
    best, seen, start = _NONE, set[str](), 0
    for word in _WORD.finditer(question):
        own = frozenset(terms(word[0]))
        if own <= title:
            if own:
                start = start if seen else word.start()
                seen |= own
                best = max(best, (len(seen), start, word.end()))
        else:
            seen = set()
    return best
