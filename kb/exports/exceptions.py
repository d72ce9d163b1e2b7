"""The exceptions of a clause told apart from its conditions, each in the words of the text and no longer than it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.facts import Obligation

_WORD = r"(?:salvo|excepto|a excepci[oó]n de|con (?:la )?excepci[oó]n de|a menos que|sin perjuicio de|a no ser que)\b"
_EXCEPTS = re.compile(_WORD, re.IGNORECASE)
_ANYWHERE = re.compile(
    rf"\b{_WORD}(?:"
    r"\([^()]*\)"  # «(en adelante, la Comisión)»
    r"|(?<=\b[a-zñ])\)"  # «letra b)»
    r"|(?<=\b(?:art|núm|pág))\.|(?<=\b(?:arts|apdo|núms))\.|\.(?=\w)"  # «art. 4», «4.2.a)»
    r"|,(?=\d)|, de \d{1,2} de [a-z]+(?: de \d{4})?"  # «de la Ley 38/2003, de 17 de noviembre»
    r"|[^.,;:()])*",
    re.IGNORECASE,
)
_APART = re.compile(r"; (?=[^«»]*(?:«[^«»]*»[^«»]*)*$)")
"""Between two conditions of a row, and not inside the words that one quotes."""


def exception_of(one: Obligation) -> str | None:
    """What a row excepts: what its condition excepts, and what its own words do besides.

    Behind a comma only the reading of its conditions tells whether an exception goes on; without it, it ends there.
    """
    told = [part for part in _conditions(one) if _EXCEPTS.match(part)]
    told += [words for words in _excepted(one.quote) if not any(part.startswith(words) for part in told)]
    return "; ".join(told) or None


def condition_besides(one: Obligation) -> str | None:
    """The conditions of a row that are no exceptions."""
    return "; ".join(part for part in _conditions(one) if not _EXCEPTS.match(part)) or None


def _conditions(one: Obligation) -> list[str]:
    return _APART.split(one.condition) if one.condition else []


def _excepted(quote: str) -> Iterator[str]:
    for match in _ANYWHERE.finditer(" ".join(quote.split())):
        yield match.group().rstrip(" ,»")
