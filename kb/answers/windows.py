"""The stretch of a passage that says the whole thing: its best sentence with those it cannot be understood without.

A sentence that leans on the one before (`No obstante…`, `Dicho plazo…`) takes it along, an item of a list its head,
the head of a list its items, and a short one what follows. Stretches are verbatim and never leave their passage.
"""

from __future__ import annotations

from collections.abc import Sequence

from kb.documents import Span
from kb.numerals import plain
from kb.passages import Passage
from kb.patterns import regex
from kb.questions.kinds import Kind
from kb.results import LONGEST_ANSWER

SHORT = 90
"""Characters below which a sentence says too little alone."""
_ROOM = LONGEST_ANSWER - 60
"""Characters of a stretch: what is said before it must fit as well."""
_ROOM_TO_LEAN = 900
"""Characters with the sentences that lean on those before, which are then shown shortened."""

_LEANS = regex(
    r"^(?:sin embargo|no obstante|asimismo|igualmente|ademas|en (?:este|ese|tal|dicho) |en el caso de|dich[oa]s?\b"
    r"|(?:el|la|los|las) (?:citad|mencionad|referid|indicad|anterior)\w*|est[eao]s?\b|tambien|a estos efectos"
    r"|por (?:ello|tanto|otro)|transcurrido dicho)"
)
_SHOUTED = 0.9
"""Share of capitals in a heading in capitals, whose accented letters may have stayed small."""
_VALUED = frozenset({Kind.AMOUNT, Kind.DATE, Kind.DEADLINE})


def window(sentences: Sequence[Passage], best: int, kind: Kind, *, stated: bool) -> Span:
    """The stretch around the sentence `best`, of sentences of one passage in reading order.

    `stated`: whether it states a value of the kind that is asked for, which is then all that is needed.
    """
    first = last = best
    if first and _LEANS.match(plain(sentences[first].text)):
        first -= 1
    whole = kind is Kind.LIST or _opens(sentences[best].text)
    while last + 1 < len(sentences) and _fits(sentences, first, last + 1):
        if not (whole or _goes_on(sentences, first, last, kind, stated)):
            break
        last += 1
    return Span(start=sentences[first].start, end=sentences[last].end)


def _goes_on(sentences: Sequence[Passage], first: int, last: int, kind: Kind, stated: bool) -> bool:
    """Whether what has been said so far wants the next sentence."""
    if sentences[last + 1].unit_id != sentences[last].unit_id and not _opens(sentences[last].text):
        return False
    if is_heading(sentences[last].text):
        return True
    if sentences[last].end - sentences[first].start < SHORT and not (stated and kind in _VALUED):
        return True
    return kind not in _VALUED or not stated


def is_heading(text: str) -> bool:
    """Whether a sentence is a bare heading, which says nothing without what follows: `UNA COMISIÓN GESTORA`."""
    letters = [letter for letter in text if letter.isalpha()]
    shouted = sum(letter.isupper() for letter in letters) >= _SHOUTED * max(1, len(letters))
    return shouted and len(text) < SHORT and text[-1:].isalnum() and not _ITEM.match(text)


def _opens(text: str) -> bool:
    return text.endswith(":") or is_heading(text)


def _fits(sentences: Sequence[Passage], first: int, last: int) -> bool:
    leans = _LEANS.match(plain(sentences[last].text)) and sentences[last].unit_id == sentences[last - 1].unit_id
    return sentences[last].end - sentences[first].start <= (_ROOM_TO_LEAN if leans else _ROOM)


def listed(sentences: Sequence[Passage], best: int) -> tuple[Passage, ...]:
    """The whole list that a sentence is the head of or an item in, its head first; nothing for any other sentence."""
    head = best if sentences[best].text.endswith(":") else _head(sentences, best)
    if head is None:
        return ()
    end = head + 1
    while (
        end < len(sentences)
        and sentences[end].end - sentences[head].start <= LONGEST_LIST
        and _belongs(sentences, head, end)
    ):
        end += 1
    return tuple(sentences[head:end]) if end - head > 1 else ()


def _belongs(sentences: Sequence[Passage], head: int, at: int) -> bool:
    """Whether a sentence is an item, or lies in the last one; where items bear no mark, whatever follows does."""
    if not _ITEM.match(sentences[head + 1].text) or _ITEM.match(sentences[at].text):
        return True
    item = next(one for one in reversed(sentences[head + 1 : at]) if _ITEM.match(one.text))
    return f"{sentences[at].unit_id}.".startswith(f"{item.unit_id}.")


def head_of(sentences: Sequence[Passage], best: int) -> Passage | None:
    """The sentence that opens the list in which an item stands; None for what is no item."""
    head = _head(sentences, best)
    return None if head is None else sentences[head]


def _head(sentences: Sequence[Passage], best: int) -> int | None:
    if not _ITEM.match(sentences[best].text):
        return None
    return next((at for at in reversed(range(best)) if sentences[at].text.endswith(":")), None)


LONGEST_LIST = 1600
"""Characters of a list that are quoted."""

_ITEM = regex(r"^(?:[a-zñ]\)|\d{1,2}\.[ºª]|[-–•])\s")


def short_items(text: str) -> int:
    """How far the items reach with which a text, what is behind a list's last sentence, goes on, a line each."""
    length = 0
    for line in text.split("\n")[1:]:
        if not _ITEM.match(line) or len(line) > SHORT:
            break
        length += 1 + len(line)
    return length if text.startswith("\n") else 0
