"""Laws that everybody knows by their title or initials, and which law that was when a document was published.

A title outlives its law: the `Estatuto de los Trabajadores` of a decree of 2010 is not today's. Where the document
itself cites a number with the title, that number is meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from ingest.extraction.rules import rules
from kb.citations import CitedNorm
from kb.numerals import fold, plain

_REACH = 180
_RANK = "ley "


@dataclass(slots=True, kw_only=True)
class KnownLaws:
    """Folded titles, initials as written, and each law's regulation, to short names."""

    laws: dict[str, str] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)
    regulations: dict[str, str] = field(default_factory=dict)


def known_laws(cited: Iterable[tuple[str, tuple[CitedNorm, ...]]], day: date | None) -> KnownLaws:
    """As meant by a document of that day, None for today, of which each text comes with the norms it cites."""
    known = KnownLaws()
    own: dict[str, Counter[str]] = {}
    for text, norms in cited:
        for norm in norms:
            title = _title_of(text, norm)
            if title is not None:
                own.setdefault(_by_title()[title], Counter())[norm.name] += 1
    for norm in rules("laws")["norm"]:
        name = _then(norm, day)
        numbers = own.get(norm["name"], Counter())
        if numbers and name not in numbers:
            name = numbers.most_common(1)[0][0]
        known.laws |= {plain(title): name for title in norm.get("titles", ())}
        known.acronyms |= dict.fromkeys(norm.get("acronyms", ()), name)
        if "regulation" in norm:
            known.regulations[norm["name"]] = norm["regulation"]
    return known


def _then(norm: Mapping[str, Any], day: date | None) -> str:
    """The law that had the title on a day: the first of the earlier ones that was still in force."""
    earlier = norm.get("earlier", ())
    name: str = next((one["name"] for one in earlier if day is not None and day < one["until"]), norm["name"])
    return name


def _title_of(text: str, norm: CitedNorm) -> str | None:
    """The known title beside a number: `la Ley de X, aprobada por N`, `N, de X`, `N, por el que se aprueba la de X`."""
    after = _after().match(fold(text[norm.end : norm.end + _REACH]))
    if after and after["whole"]:
        return after["whole"]
    if after and norm.name.startswith("Ley "):
        return _RANK + after["rest"]
    before = _before().search(fold(text[max(0, norm.start - _REACH) : norm.start]))
    return before["whole"] if before else None


@cache
def _by_title() -> dict[str, str]:
    """Folded titles of laws with a number -> the name of their rule."""
    numbered = (norm for norm in rules("laws")["norm"] if re.search(r"\d", norm["name"]))
    return {plain(title): norm["name"] for norm in numbered for title in norm.get("titles", ())}


def _titles(*, rank: str = "") -> str:
    found = (title.removeprefix(rank) for title in _by_title() if title.startswith(rank))
    return "|".join(re.escape(title) for title in sorted(found, key=len, reverse=True))


@cache
def _after() -> re.Pattern[str]:
    approves = r"por el que se aprueba (?:el texto refundido de )?(?:la |el )"
    return re.compile(rf",?\s+(?:{approves}(?P<whole>{_titles()})|(?P<rest>{_titles(rank=_RANK)}))(?!\w)")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?P<whole>{_titles()})(?:,?\s+texto refundido)?,?\s+aprobad[oa]\s+(?:por|mediante)"
        r"\s+(?:el\s+|la\s+)?$"
    )
