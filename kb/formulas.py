"""How norms word what is often asked: `entrará en vigor`, `órgano instructor`, `«X»: …` where X is asked for.

The patterns are a data file that a jurist can read and extend.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kb.lexical import terms
from kb.numerals import plain
from kb.patterns import regex

_FILE = "formulas.toml"
REMEMBERED = 20_000
"""Sentences that are kept folded from one question to the next."""
_DEFINED = regex(
    r"\b(?:que se (?:entiende|considera) (?:por|como)|(?:que|quien(?:es)?|cual) (?:es|son)(?: considerad[oa]s?)?|"
    r"que significa[n]?|que quiere decir|a que (?:se )?llama[n]?|definicion de|concepto de)\s+"
    r"(?:(?:el|la|los|las|un|una|unos|unas|del|de)\s+)*(?P<what>[\w /-]{3,60})"
)
_DEFINES = regex(
    r"\bse (?:entiende|entendera|entenderan|considera|consideran|considerara|consideraran|denomina)\b"
    r"|\btendran? la consideracion\b|\bse define[n]?\b"
)
_LABEL = regex(r"^(?:\d{1,2}[.)ªº]+|[a-zñ]\))?\s*(?P<label>[^:.;]{3,80}):")
_ACRONYM = regex(
    r"\b(?:siglas?|acronimos?|significa[n]?|quiere[n]? decir|abreviatura|stands? for|que (?:es|son)|what (?:is|are))\b"
)
_CAPITALS = regex(r"\b[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ+]{1,9}\b")
_NAMED = regex(
    r"(?:\b[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+(?:,? (?:de|del|la|las|los|el|y|e|para))* ?){2,}?"
    r"(?:\((?:en adelante,? )?|,? ?(?:en adelante|en lo sucesivo),? )$"
)
"""A name of several words, and what comes between it and its initials."""
_NAME_REACH = 160
"""Characters before initials in which the name stands."""
_WORDS_OF_A_LETTER = 4
"""Words among which the next letter of an acronym is looked for: small ones stand between."""
_LONGEST_TERM = 5
"""Terms of what is defined: with more it is a question about something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formulas:
    """The formulas that a question calls for."""

    patterns: tuple[re.Pattern[str], ...]
    defined: frozenset[str]
    acronyms: tuple[str, ...] = ()

    def said(self, text: str) -> bool:
        """Whether a sentence is worded by one of them."""
        if self.acronyms and any(spells_out(text, acronym) for acronym in self.acronyms):
            return True
        if not self.patterns and not self.defined:
            return False
        folded = _folded(text)
        return any(pattern.search(folded) for pattern in self.patterns) or self._defines(text, folded)

    def _defines(self, text: str, folded: str) -> bool:
        """Whether what is asked for is labelled or defined here."""
        if not self.defined:
            return False
        label = _LABEL.match(text)
        if label is not None and self.defined <= frozenset(terms(label["label"])):
            return True
        return _DEFINES.search(folded) is not None and self.defined <= frozenset(terms(text))


def formulas(question: str) -> Formulas:
    """The formulas that answer a question."""
    asked = plain(question)
    match = _DEFINED.search(asked)
    defined = frozenset(terms(match["what"])) if match else frozenset()
    return Formulas(
        patterns=tuple(law for calls, law in _pairs() if calls.search(asked)),
        defined=defined if len(defined) <= _LONGEST_TERM else frozenset(),
        acronyms=tuple(_CAPITALS.findall(question)) if _ACRONYM.search(asked) else (),
    )


def spells_out(text: str, acronym: str) -> bool:
    """Whether the words right before an acronym, or in brackets behind it, begin with its letters.

    Brackets behind a name are enough: `Oficina Técnica de Coordinación (OFTEC)`.
    """
    letters = plain(acronym)
    for match in re.finditer(rf"\b{re.escape(acronym)}\b", text):
        before = re.findall(r"[a-z]+", plain(text[: match.start()]).replace("en adelante", ""))
        behind = re.match(r"[\s,]*[(«“](?P<inside>[^)»”]+)", text[match.end() :])
        if _NAMED.search(text[max(0, match.start() - _NAME_REACH) : match.start()]) or _begin(
            reversed(before), letters[::-1]
        ):
            return True
        if behind is not None and _begin(re.findall(r"[a-z]+", plain(behind["inside"])), letters):
            return True
    return False


def _begin(words: Iterable[str], letters: str) -> bool:
    """Whether words begin with these letters in this order, with few words between."""
    left, between = list(letters), 0
    for word in words:
        if left and word.startswith(left[0]):
            left.pop(0)
            between = 0
        else:
            between += 1
        if not left or between >= _WORDS_OF_A_LETTER:
            break
    return not left


@lru_cache(maxsize=REMEMBERED)
def _folded(text: str) -> str:
    return plain(text)


@lru_cache(maxsize=1)
def _pairs() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    data = tomllib.loads(files("kb").joinpath(_FILE).read_text("utf-8"))
    return tuple((regex(one["asked"]), regex(one["law"])) for one in data["formula"])
