"""`dichos órganos`, `esta entidad`: whom an article has named in full before it only points to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.obligations.actors import actors, is_functional
from kb.numerals import fold

_POINTS = r"(?:dich[oa]s?|est[ea]s?|estos|aquell[oa]s?|(?:el|la|los|las) (?:citad|mencionad|referid)[oa]s?)"

_ASIDE = frozenset("a ante con desde en entre hacia hasta o por sin sobre tras y".split())
"""Words that say more of somebody than who they are, or who else."""


def pointed(name: str, norm: str, before: str) -> str | None:
    """The full name of somebody whom a norm only points to by one word; None where it does not, or nothing tells it.

    `before` is what the article says ahead of the norm. The last name that begins with the same noun, in the same
    number, is theirs: `órganos competentes de la comunidad autónoma`. `dichos beneficiarios` says enough.
    """
    said = " " in name or is_functional(name)
    found = None if said else re.search(rf"\b{_POINTS} {re.escape(name)}\b", norm, re.IGNORECASE)
    if found is None:
        return None
    told = [one.name.split() for one in actors(f"{before}{norm[: found.start()]}")]
    full = [words for words in told if fold(words[0]) == fold(name) and _tells(words[1:])]
    return " ".join(full[-1]) if full else None


def _tells(rest: Sequence[str]) -> bool:
    """Whether the words behind the noun say who it is."""
    return bool(rest) and rest[0] not in _ASIDE and re.match(r"mism[oa]s?$", rest[-1]) is None
