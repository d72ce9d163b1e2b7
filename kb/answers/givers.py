"""Who is said to give an amount, or to get it: `la Diputación de Tormes, que aportará 12.000 euros`."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from kb.lexical import distinct_terms

_VERB = (
    r"(?:aport|invert|inviert|destin|dedic|conced|desembols|financi|gast|recib|percib|cobr|obten|obtien|obtuv)\w*"
    r"|dan?|dar[áa]n?|ponen?|pondr[áa]n?|pagan?|pagar[áa]n?"
)
_NAME = r"[A-ZÁÉÍÓÚÑ][\w'-]+(?: (?:(?:de|del|la|las|los|y|e|d') ?){0,3}[A-ZÁÉÍÓÚÑ][\w'-]+){0,12}(?: \([^()]{2,20}\))?"
_ASKED = re.compile(rf"(?i:cu[áa]nt[oa]s?(?: \w+){{0,3}}? (?:{_VERB}) (?:(?:el|la|los|las) )?)({_NAME})")
_GIVEN = re.compile(rf"({_NAME})(?:,? que| que)? (?:{_VERB})\b[^.;]{{0,60}}?\d")


def asked_of(question: str) -> frozenset[str]:
    """The terms of the name that a question asks how much it gives or gets; none where it asks otherwise.

    None of initials either: a text may give the name that they stand for.
    """
    found = _ASKED.search(question)
    return distinct_terms(found[1]) if found and not found[1].isupper() else frozenset()


def said_of(text: str) -> tuple[AbstractSet[str], ...]:
    """The terms of each name that a text says to give or to get an amount."""
    return tuple(distinct_terms(name) for name in _GIVEN.findall(text))


def given_by_another(question: str, text: str) -> bool:
    """Whether it is asked what a name gives or gets, and all that a text says is of other names."""
    asked, said = asked_of(question), said_of(text)
    elsewhere = all(asked.isdisjoint(name) for name in said)
    return bool(asked and said) and elsewhere and not asked <= distinct_terms(text)
