"""A line of the checklist: an obligation with all that a sheet says beside it, from the text or from people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from kb.agenda import days_of, next_day
from kb.dating import days_for
from kb.documents import PROVISIONS, Document, Unit, UnitKind
from kb.facts import Modality, Obligation
from kb.follow_up import EventDate, FollowUp
from kb.happenings import key_of

Mark = Literal["", "nueva", "modificada", "otro lugar"]
_TOPS = PROVISIONS | {UnitKind.ARTICLE, UnitKind.ANNEX, UnitKind.PREAMBLE_PART, UnitKind.PREAMBLE}
_SANCTION = re.compile(
    r"\b(?:sanci(?:ón|ones|onar\w*)|multas?|infracci(?:ón|ones)|reintegr\w+|p[ée]rdida del derecho|revocaci(?:ón|ones)"
    r"|revocar\w*|caducidad|inhabilitaci(?:ón|ones))\b",
    re.IGNORECASE,
)  # «procederá el reintegro de las cantidades percibidas»


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An obligation as an earlier checklist had it. `said`: its words, the rule of its deadline and its amounts."""

    obligation_id: str
    document_id: str
    label: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`obligation` carries its follow-up and its due dates. `version`: since when the clause reads so, where known.

    `event`: the day that people gave for what its deadline runs from. `calendar`: the days that its count left
    out. `mark`: what has changed since an earlier checklist, where one was given.
    """

    obligation: Obligation
    title: str
    article: str
    version: date | None = None
    eli: str | None = None
    url: str | None = None
    sanction: str | None = None
    review: date | None = None
    event: date | None = None
    calendar: str | None = None
    mark: Mark = ""

    @property
    def due(self) -> tuple[date, ...]:
        """The due dates, in order."""
        return days_of(self.obligation)

    def next_due(self, today: date) -> date | None:
        """The due date to look at: the first that has not passed, else the last one."""
        return next_day(self.obligation, today)


def lines(
    obligations: Iterable[Obligation],
    documents: Mapping[str, Document],
    follow_ups: Mapping[str, FollowUp],
    events: Sequence[EventDate],
    calendar: str | None = None,
) -> Iterator[Line]:
    """The lines of obligations that come by document and place."""
    for document_id, mine in groupby(obligations, key=lambda one: one.document_id):
        document = documents[document_id]
        known = [event for event in events if event.document_id == document_id]
        of_document = list(mine)
        sanctions = _sanctions(document, of_document)
        for one in of_document:
            yield _line(one, document, follow_ups.get(one.id), known, sanctions, calendar)


def _line(
    one: Obligation,
    document: Document,
    follow_up: FollowUp | None,
    events: Sequence[EventDate],
    sanctions: Mapping[str, list[Obligation]],
    calendar: str | None,
) -> Line:
    unit = document.unit(one.unit_id)
    top = _top(document, unit)
    key = key_of(one.deadline)
    return Line(
        obligation=one,
        title=document.short_title,
        article=top.label,
        version=since(document, unit),
        eli=document.publication.eli,
        url=document.publication.url,
        sanction=_sanction(one, sanctions.get(top.unit_id, [])),
        review=follow_up.review if follow_up else None,
        event=days_for(one, events).get(key) if key else None,
        calendar=calendar if one.deadline and one.deadline.due else None,
    )


def since(document: Document, unit: Unit) -> date | None:
    """Since when a unit reads so: by its own version, else as published; None where a newer text does not say."""
    if unit.version is not None:
        return unit.version.in_force_from
    published, as_of = document.publication.published, document.as_of
    newer = as_of is None or published is None or as_of > published
    return None if document.consolidated and newer else published


def _top(document: Document, unit: Unit) -> Unit:
    """The article, provision or annex that a unit is in, or else the unit itself."""
    return next((one for one in (*document.ancestors(unit), unit) if one.kind in _TOPS), unit)


def _sanctions(document: Document, obligations: Iterable[Obligation]) -> dict[str, list[Obligation]]:
    """The consequences that punish, by the article that holds them."""
    found: dict[str, list[Obligation]] = {}
    for one in obligations:
        if one.modality is Modality.CONSEQUENCE and _SANCTION.search(one.quote):
            found.setdefault(_top(document, document.unit(one.unit_id)).unit_id, []).append(one)
    return found


def _sanction(one: Obligation, of_article: Sequence[Obligation]) -> str | None:
    """What punishes a breach, where the same article says so, with the place and the words that do."""
    if one.modality not in (Modality.OBLIGATION, Modality.PROHIBITION):
        return None
    return "\n".join(f"{other.label}: «{other.quote}»" for other in of_article if other.id != one.id) or None
