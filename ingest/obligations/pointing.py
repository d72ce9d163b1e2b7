"""`dichos órganos`, `esta entidad`, `dicha memoria`: whom or what an article has named before it only points to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.obligations.actors import actors, is_functional
from kb.numerals import fold

_POINTS = r"(?:dich[oa]s?|est[ea]s?|estos|aquell[oa]s?|(?:el|la|los|las) (?:citad|mencionad|referid)[oa]s?)"

_ANY_BODY = re.compile(r"(?:entidad|organismo|instituci[óo]n|organizaci[óo]n)", re.IGNORECASE)
"""What any body with a name of its own may be called afterwards."""
_THING = re.compile(
    r"(?:(?:asimismo|además|igualmente|también),?\s+)?(?:(?:en|con|a|de|junto (?:con|a))\s+)?"
    r"(?:dich[oa]s?|(?:el|la|los|las) (?:citad|mencionad|referid|indicad)[oa]s?)\s+(?P<thing>[a-zñáéíóú]{4,})\b",
    re.IGNORECASE,
)

_MAKES = re.compile(r"(?:present|remit|elabor|aport|redact|adjunt|acompañ|formul|entreg|envi|suscrib|public)", re.I)

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
    if not full and _ANY_BODY.fullmatch(name):
        full = [words for words in told if len(words) > 1 and words[0][0].isupper()]
    return " ".join(full[-1]) if full else None


def pointed_thing(norm: str) -> str | None:
    """The folded noun of a thing that a norm begins by pointing to: `En dicha memoria se incluirá…`."""
    found = _THING.match(norm)
    return fold(found["thing"]) if found else None


def makes(action: str) -> bool:
    """Whether an action is to make or to send something, so that what is said of it next is for the same to do."""
    return _MAKES.match(action) is not None


def _tells(rest: Sequence[str]) -> bool:
    """Whether the words behind the noun say who it is."""
    return bool(rest) and rest[0] not in _ASIDE and re.match(r"mism[oa]s?$", rest[-1]) is None
