"""Short names of norms -> the document of the base, or the identifier, that each certainly means.

Read from what the base holds at the moment, so the order in which documents came does not matter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kb.celex import celex
from kb.citations import cited_norms, titled
from kb.documents import AnalysisReference, DocumentId
from kb.numerals import plain
from kb.store import Summary
from kb.values import MONTHS

_DAY = re.compile(r"\bde\s+(?P<day>\d{1,2})\.?º?\s+de\s+(?P<month>[a-z]+)", re.IGNORECASE)
_REGIONAL = re.compile(r"(?:comunidad|comunitat|ciudad|generalitat|principado|region|illes|islas)\b")
_REGIONAL_ELI = re.compile(r"/eli/es-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a name means: a document of the base, an identifier, both or neither."""

    document_id: DocumentId | None = None
    identifier: str | None = None


class NormNames:
    """Looks names up among the documents of a base."""

    def __init__(self, summaries: Iterable[Summary]) -> None:
        self._held: Mapping[str, list[Summary]] = defaultdict(list)
        for one in summaries:
            if one.rank and one.number:
                self._held[_key(f"{one.rank} {one.number}")].append(one)
            elif (named := titled(one.title)) is not None:
                self._held[_key(named.name)].append(one)

    def meaning(self, name: str, written: Iterable[str], told: Mapping[str, DocumentId]) -> Meaning:
        """What a name means in a document.

        `written`: how the document cites it, for the day, which tells a law of the state from another of the same
        number; `told`: the identifiers that the gazette's analysis of the document gives to names.
        """
        known = told.get(_key(name))
        identifier = known or celex(name)
        held = self._held.get(_key(name), [])
        if identifier is not None and any(one.document_id == identifier for one in held):
            return Meaning(document_id=DocumentId(identifier), identifier=identifier)
        days = {day for text in written if (day := _day(text)) is not None}
        fits = [one for one in held if _fits(one, days)] if len(days) <= 1 and known is None else []
        if len(fits) != 1:
            return Meaning(identifier=identifier)
        found = fits[0].document_id
        return Meaning(document_id=found, identifier=found if found.is_boe else identifier)


def told_by_analysis(references: Iterable[AnalysisReference]) -> Mapping[str, DocumentId]:
    """Names that the wording of the gazette's analysis cites alone -> the identifiers that go with them."""
    told: dict[str, set[DocumentId]] = defaultdict(set)
    for reference in references:
        names = {_key(norm.name) for norm in cited_norms(reference.wording)}
        if len(names) == 1:
            told[names.pop()].add(reference.target)
    return {name: targets.pop() for name, targets in told.items() if len(targets) == 1}


def _key(name: str) -> str:
    return plain(name)


def _day(text: str) -> tuple[int, int] | None:
    match = _DAY.search(text)
    months = [plain(month) for month in MONTHS]
    if match is None or plain(match["month"]) not in months:
        return None
    return months.index(plain(match["month"])) + 1, int(match["day"])


def _fits(one: Summary, days: set[tuple[int, int]]) -> bool:
    """The day says so; without one, a norm of the state does, since only those are cited without a place."""
    dated: date | None = one.dated
    if days and dated is not None:
        return (dated.month, dated.day) in days
    return not _REGIONAL.match(plain(one.department or "")) and not _REGIONAL_ELI.search(one.eli or "")
