"""What initials stand for: whether a question asks just that, and where a text spells them out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.documents import Span
from kb.numerals import fold, plain
from kb.patterns import regex

_ASKS = (
    r"siglas?|acronimos?|abreviaturas?|abreviacion|iniciales|significa(?:n|dos?)?|quieren? decir|(?:cor)?responden?"
    r"|equivalen?|refieren?|stands? for|means?|meaning|acronym|initials"
)
_ASKS_CAPITALS = r"que (?:es|son)|what (?:is|are)"
"""`¿Qué es…?` asks for much else than what initials stand for."""
_AROUND = (
    r"que|q|k|a|de|del|se|el|la|los|las|lo|con|por|cual|es|son|en|segun|est[ea]|norma|real|decreto|ley|orden|documento"
    r"|what|does|do|the|is|of|for|in"
)
_ASKED = regex(rf"(?:(?:{_AROUND}|{_ASKS}) )*(?P<initials>[a-z][\w+-]{{1,11}})(?: (?:{_AROUND}|{_ASKS}))*")
_SAYS_SO = regex(rf"\b(?:{_ASKS})\b")
_IS = regex(rf"^(?:{_ASKS_CAPITALS})\b")
_CAPITALS = regex(r"[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ+-]+")

_NAMED = regex(
    r"(?P<name>(?:\b[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+(?:,? (?:de|del|la|las|los|el|y|e|para))* ?){2,}?)"
    r"(?:\((?:en adelante,? )?|,? ?(?:en adelante|en lo sucesivo),? )$"
)
"""A name of several words, and what comes between it and its initials."""
_BETWEEN = regex(r"[\s,(«“\"']*(?:(?:en adelante|en lo sucesivo)[\s,]*)?(?:(?:el|la|los|las)\s+)?[«“\"']?$")
_BRACKETS = regex(r"[\s,]*[(«“](?P<inside>[^)»”]+)")
_WORD = regex(r"[^\W\d_]+")
_REACH = 160
"""Characters before initials in which the name stands."""
_WORDS_OF_A_LETTER = 4
"""Words among which the next letter of an acronym is looked for: small ones stand between."""


def asked(question: str) -> str | None:
    """The initials, in capitals, of a question that asks for what they stand for and for nothing else."""
    words = " ".join(re.findall(r"[\w+-]+", plain(question)))
    match = _ASKED.fullmatch(words)
    if match is None:
        return None
    typed = next((one for one in re.findall(r"[\w+-]+", question) if plain(one) == match["initials"]), "")
    if _SAYS_SO.search(words.replace(match["initials"], " ")) or (_IS.match(words) and _CAPITALS.fullmatch(typed)):
        return typed.upper()
    return None


def spelt_out(text: str, initials: str) -> Span | None:
    """Where a text has the words that initials stand for: right before them, or in brackets behind.

    A name before them in brackets is enough: `Oficina Técnica de Coordinación (OFTEC)`.
    """
    letters = "".join(re.findall(r"[a-z]", plain(initials)))
    for match in re.finditer(rf"(?<![\w-]){re.escape(initials)}(?![\w-])", text):
        found = _before(text, match.start(), letters) or _behind(text, match.end(), letters)
        if found is not None:
            return found
    return None


def _before(text: str, at: int, letters: str) -> Span | None:
    start = max(0, at - _REACH)
    between = _BETWEEN.search(text[start:at])
    words = list(_WORD.finditer(fold(text[start : start + between.start() if between is not None else at])))
    spelt = [word[0] for word in words]
    for first in reversed(range(len(words))):
        if _begin(spelt[first:], letters):
            return Span(start=start + words[first].start(), end=start + words[-1].end())
    named = _NAMED.search(text[start:at])
    if named is None:
        return None
    return Span(start=start + named.start(), end=start + named.start() + len(named["name"].rstrip()))


def _behind(text: str, at: int, letters: str) -> Span | None:
    match = _BRACKETS.match(text[at:])
    if match is None or not _begin(_WORD.findall(plain(match["inside"])), letters):
        return None
    return Span(start=at + match.start("inside"), end=at + match.end("inside"))


def _begin(words: Sequence[str], letters: str) -> bool:
    """Whether words, the first one among them, begin with these letters in this order, with few words between.

    A word may give more than its first letter, but not all: `REMO` of `Registro Estatal de Molinos`.
    """
    given = min(_common(words[0], letters), len(letters) - 1) if words else 0
    return any(_go_on(words[1:], letters[n:]) for n in range(given, 0, -1))


def _go_on(words: Sequence[str], letters: str) -> bool:
    """Whether one of the next few words gives some of the letters that are left, and so on."""
    if not letters:
        return len(words) < _WORDS_OF_A_LETTER
    return any(
        _go_on(words[at + 1 :], letters[n:])
        for at, word in enumerate(words[:_WORDS_OF_A_LETTER])
        for n in range(_common(word, letters), 0, -1)
    )


def _common(word: str, letters: str) -> int:
    """How many letters two words begin with together."""
    most = min(len(word), len(letters))
    return next((n for n in range(most) if word[n] != letters[n]), most)
