"""How norms word what is often asked: `entrará en vigor`, `órgano instructor`, `«X»: …` where X is asked for.

The patterns are a data file that a jurist can read and extend.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kb.lexical import terms
from kb.numerals import plain
from kb.patterns import regex
from kb.questions.initials import spelt_out

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
        if self.acronyms and any(spelt_out(text, acronym) for acronym in self.acronyms):
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
    """The law's wordings that a question calls for: patterns of `formulas.toml`, the term to define, its acronyms."""
    asked = plain(question)
    match = _DEFINED.search(asked)
    defined = frozenset(terms(match["what"])) if match else frozenset()
    return Formulas(
        patterns=tuple(law for calls, law in _pairs() if calls.search(asked)),
        defined=defined if len(defined) <= _LONGEST_TERM else frozenset(),
        acronyms=tuple(_CAPITALS.findall(question)) if _ACRONYM.search(asked) else (),
    )


@lru_cache(maxsize=REMEMBERED)
def _folded(text: str) -> str:
    return plain(text)


@lru_cache(maxsize=1)
def _pairs() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    data = tomllib.loads(files("kb.questions").joinpath(_FILE).read_text("utf-8"))
    return tuple((regex(one["asked"]), regex(one["law"])) for one in data["formula"])
