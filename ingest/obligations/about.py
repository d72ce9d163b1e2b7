"""What a norm is about that begins in the middle of its sentence, so that what it says can be read alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.obligations.clauses import Clause
from ingest.obligations.grammar import ADVERB
from ingest.obligations.subjects import Subject
from ingest.obligations.wording import opening_condition

_FEW = 20
"""Words of a thing; what has more is no name of one."""
_NOTHING = re.compile(rf"\W*(?:{ADVERB}\s*)*", re.IGNORECASE)
_ITS_OWN = re.compile(r"se\s+\w+\s+(?:el|la|los|las|un|una|unos|unas|dich[oa]s?|est[ea]s?|su|sus)\b", re.IGNORECASE)
"""`se concederá un plazo`: what it is about comes behind."""
_LINK = re.compile(r"^(?:asimismo|además|no obstante|igualmente|en todo caso|por su parte),\s*", re.IGNORECASE)


def about(sentence: str, found: Sequence[Clause], subjects: Sequence[Subject], n: int) -> str | None:
    """The words that go before those of the norm `found[n]`; None where it has its own or nothing tells them.

    `Emitirá un informe, en el que se dirá…`: `un informe,`. `La resolución será motivada y deberá decir…`:
    `La resolución …`.
    """
    clause, earlier = found[n], found[:n]
    if not earlier or clause.relative:
        return None
    if clause.about_thing:
        words = sentence[earlier[-1].head.end : clause.start].strip()
        return words if 0 < len(words.split()) <= _FEW else None
    bare = _NOTHING.fullmatch(sentence, clause.start, clause.head.start)
    if bare is None or _ITS_OWN.match(sentence, clause.head.start):
        return None
    told = zip(earlier, subjects, strict=False)
    things = [(_ahead(sentence, one), who) for one, who in told if not (one.relative or one.about_thing)]
    thing = next((words for words, who in reversed(things) if words and not who.explicit), None)
    return f"{thing} …" if thing and len(thing.split()) <= _FEW else None


def _ahead(sentence: str, clause: Clause) -> str:
    """What a norm says before its verb, but for its condition and the words that link it."""
    opened = opening_condition(sentence[clause.start : clause.end], clause.head.start - clause.start)
    words = sentence[clause.start + (opened.end if opened else 0) : clause.head.start].strip(" ,")
    words = _LINK.sub("", words)
    return "" if _NOTHING.fullmatch(words) else words
