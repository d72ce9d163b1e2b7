"""What a deadline runs from: which kind of event, of which act, and its day where the document gives it.

A norm dates its own publication and its own entry into force. The call, the extract or the resolution that it speaks
of are published on another day, which only people can tell.
"""

from __future__ import annotations

import re

from ingest.extraction.rules import rules
from ingest.obligations.limits import listed, pattern
from ingest.own_dates import OwnDates, acts_rule
from kb.deadlines.periods import last_day_of
from kb.facts import Anchor
from kb.happenings import KINDS
from kb.numerals import fold
from kb.one_line import one_line
from kb.values import values

_ITSELF = frozenset({"publication", "entry_into_force"})
_LONGEST = 85
"""Characters of a name: with its article it is kept as a key, whose longest is 100."""
_CONTRACTED = re.compile(r"\b(de|a) el (?=\w)")


def event_of(words: str) -> str:
    """The English key of the event that words name first; `event` for one that the rules do not know."""
    return _found(words)[0]


def _found(words: str) -> tuple[str, int, int]:
    """The kind of the event that words name first, and where they name it."""
    folded = fold(words)
    tried = [(one.search(folded), key) for one, key in listed("event")]
    first = min(((match, key) for match, key in tried if match), key=lambda one: one[0].start(), default=None)
    return ("event", 0, 0) if first is None else (first[1], *first[0].span())


def anchored(words: str, before: str, place: str, own: OwnDates) -> Anchor:
    """The event that words name; `before` is what the norm says ahead of them, `place` the article it stands in."""
    whole, words = words, words[: len(acts_rule("tail").sub("", fold(words)))].strip(" ,")
    words = whole if fold(words).endswith(" que") else words  # «aquel en que, de acuerdo con…, se produzca»
    kind, start, end = _found(words)
    mine = kind not in _ITSELF or own.means(kind, f"{before} {words[:start]}", words[end:])
    day = own.of(kind) if mine else None
    named = kind in rules("events")["acts"]["several"] and not (mine and kind in _ITSELF)
    return Anchor(
        event=kind,
        text=words,
        date=_fallen(words) or (day.isoformat() if day else _said(words)),
        name=_name(words, kind, place) if named else None,
    )


def _name(words: str, kind: str, place: str) -> str:
    """`publicación del extracto de cada convocatoria`, with its article where the words do not single an act out."""
    told = " ".join(words[: _where(words)].split())
    for rule, instead in (("each", "cada "), ("same", "esta "), ("vague", "")):
        told = _replaced(rule, instead, told)
    told = told[len(acts_rule("day").match(fold(told))[0]) :]  # type: ignore[index]
    verb = re.match(r"(?:publi[qc]|notifi[qc])\w+ ?", fold(told)) if kind in ("publication", "notification") else None
    if verb and KINDS[kind] not in told.lower():
        rest = told[verb.end() :]
        told = f"{KINDS[kind]} de {rest}" if rest else KINDS[kind]
    told = _CONTRACTED.sub(r"\1l ", told).strip(" ,.") or KINDS.get(kind, kind)
    if _is_proper(told, kind):
        return one_line(told, _LONGEST)
    return f"{one_line(told, _LONGEST - len(place))} ({place})"


def _where(words: str) -> int:
    match = acts_rule("where").search(fold(words))
    return match.start() if match else len(words)


def _replaced(rule: str, instead: str, text: str) -> str:
    """The text without what a rule for folded text finds."""
    parts, at = [], 0
    for match in acts_rule(rule).finditer(fold(text)):
        parts += [text[at : match.start()], instead]
        at = match.end()
    return "".join([*parts, text[at:]])


def _is_proper(name: str, kind: str) -> bool:
    """Whether a name is the same act wherever the document uses it."""
    folded = fold(name)
    if kind == "event" or re.search(r"\bsus?\b", folded):
        return False
    return acts_rule("proper").search(folded) is not None or len(re.findall(r"[a-z]{4,}", folded)) > 2


def _fallen(words: str) -> str | None:
    """The day that the text itself gives to the event: `la finalización del plazo, fijado el 31 de mayo de 2031`."""
    told = pattern("falls_on").search(fold(words))
    found = values(told["day"]) if told else []
    return found[0].normal if found and len(found[0].normal) == 10 else None


def _said(words: str) -> str | None:
    """The day that the words are: `a partir del 14 de septiembre de 2015`; None when they name an event."""
    found = values(words)
    whole = bool(found) and not re.search(r"[^\W\d]{4}", words[: found[0].start])
    return found[0].normal if whole and last_day_of(found[0].normal) and len(found[0].normal) == 10 else None
