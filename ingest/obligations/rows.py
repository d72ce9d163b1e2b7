"""Norms before they are rows, and who they bind where their own sentence does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.obligations.actors import is_authority
from ingest.obligations.subjects import Subject
from kb.documents import Unit
from kb.facts import Modality

NOT_TOLD = "no se indica"
"""The subject of a norm that neither its text nor its surroundings give one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A norm as its sentence has it: `[start, end)` of the document's text.

    `article` is the provision that it stands in, `heading` whom that one's heading names, `lead` the lead-in's
    words and `lead_start` their place for an item of a list.
    """

    unit: Unit
    article: str
    heading: str | None
    start: int
    end: int
    modality: Modality
    subject: Subject
    action: str
    condition: str | None
    lead: tuple[int, int] | None = None
    deadline_from: int = 0

    @property
    def name(self) -> str:
        """The subject as the row shows it."""
        return self.subject.name or NOT_TOLD


def filled(drafts: Sequence[Draft]) -> list[Draft]:
    """Every draft with a subject: that of the sentence before, of the heading, or the one most bound."""
    addressee, authority = _usual(drafts, authority=False), _usual(drafts, authority=True)
    made: list[Draft] = []
    last: dict[str, str] = {}
    for draft in drafts:
        name = draft.subject.name or _inherited(draft, last, addressee, authority)
        if name is not None and not _incidental(draft):
            last[draft.article] = name
        made.append(replace(draft, subject=replace(draft.subject, name=name)))
    return made


def _incidental(draft: Draft) -> bool:
    """Whether the subject is a guess that the next sentence should not go on with."""
    return draft.subject.name is None and not draft.subject.silent


def _inherited(draft: Draft, last: dict[str, str], addressee: str | None, authority: str | None) -> str | None:
    before, role = last.get(draft.article), draft.subject.role
    if draft.subject.silent and role is None and before:
        return before
    if role == "authority":
        return before if before and is_authority(before) else authority or "órgano competente"
    heading = draft.heading if draft.heading and (role is None or not is_authority(draft.heading)) else None
    if role == "addressee" and before and not is_authority(before):
        return before
    return heading or (before if role is None else None) or addressee or before


def _usual(drafts: Sequence[Draft], *, authority: bool) -> str | None:
    """Whom the document names most as the subject of its norms, among those who decide or those who comply."""
    names = Counter(
        draft.subject.name for draft in drafts if draft.subject.name and is_authority(draft.subject.name) is authority
    )
    return names.most_common(1)[0][0] if names else None
