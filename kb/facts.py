"""What a document states and demands: entities, deadlines and obligations, each where it stands.

The field names are the JSON contract. Spans are `[start, end)` of the document's text, and the
text given with one is verbatim.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from textwrap import shorten
from typing import Any, Literal

from kb.documents import DocumentId, UnitId


class EntityType(StrEnum):
    """What an entity is."""

    BENEFICIARY = "beneficiary"
    AMOUNT = "amount"
    PERCENTAGE = "percentage"
    DEADLINE = "deadline"
    DATE = "date"
    LEGAL_REF = "legal_ref"
    BODY = "body"
    MILESTONE = "milestone"
    PERSON = "person"
    PROGRAMME = "programme"
    QUANTITY = "quantity"


class Modality(StrEnum):
    """What a clause does to its subject."""

    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"
    PERMISSION = "permission"
    RIGHT = "right"
    CONSEQUENCE = "consequence"


DeadlineKind = Literal["fixed", "relative", "window", "duration", "recurrent"]
Status = Literal["no evaluada", "aplica", "no aplica", "en curso", "cumplida", "vencida"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A mention.

    `value`: a number (EUR, a percentage, a count), a NIF or else the holder's name, ISO date, duration or quarter, a
    short name.
    """

    id: str
    document_id: DocumentId
    unit_id: UnitId
    label: str
    type: EntityType
    text: str
    start: int
    end: int
    value: str | int | float | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A place or a norm that a text points to, resolved as far as it is certain.

    `norm` is the short name of another norm, None where the document points to itself. `target` is the
    document of the base that it means and `target_unit` the unit there; `identifier` is the gazette's or the
    Union's (CELEX). What is not certain is None.
    """

    document_id: DocumentId
    unit_id: UnitId
    label: str
    text: str
    start: int
    end: int
    norm: str | None = None
    target: DocumentId | None = None
    target_unit: UnitId | None = None
    target_label: str | None = None
    identifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a deadline runs from (dies a quo): the kind of event, its wording, and its date where the document has it.

    `name` tells which act of that kind it is, in Spanish: the publication of a resolution is not that of its call.
    None where the kind alone says it: the document's own publication, the end of what it has people carry out.
    """

    event: str
    text: str
    date: str | None = None
    name: str | None = None

    @property
    def key(self) -> str:
        """What its day is kept under: deadlines that run from the same event share it, those of other acts do not."""
        return self.name or self.event


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A time limit. `due` is empty when the document does not date its anchor; the rule still says what starts it."""

    text: str
    start: int
    end: int
    kind: DeadlineKind
    period: str | None = None
    business_days: bool = False
    anchor: Anchor | None = None
    due: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """A normative clause as one row of the checklist; `quote` is its verbatim text.

    `status` and what follows it is what people write beside it; `review` is the day when it is to be looked at again.
    """

    id: str
    document_id: DocumentId
    unit_id: UnitId
    label: str
    modality: Modality
    subject: str
    action: str
    condition: str | None
    quote: str
    start: int
    end: int
    deadline: Deadline | None = None
    amounts: tuple[str, ...] = ()
    legal_refs: tuple[str, ...] = ()
    status: Status = "no evaluada"
    owner: str | None = None
    evidence: str | None = None
    notes: str | None = None
    review: str | None = None

    @property
    def own_words(self) -> str:
        """What it says on one line, where there is little room: an item of a list without the head they all share."""
        return min(" ".join(self.action.split()), " ".join(self.quote.split()), key=len)

    def in_brief(self, most: int) -> str:
        """What it says in at most so many characters, cut between two words.

        An item of a list loses the head that its list shares where that would take more than a third of them.
        """
        whole, own = " ".join(self.action.split()), " ".join(self.quote.split()).rstrip(" .;,")
        head = len(whole) - len(own) if whole.casefold().endswith(own.casefold()) else 0
        return shorten(own if len(whole) > most and head > most / 3 else whole, most, placeholder=" …")


Fact = Entity | Obligation


def from_payload(payload: Mapping[str, Any]) -> Fact:
    """The fact that `dataclasses.asdict` made into plain values."""
    values = dict(payload) | {
        "document_id": DocumentId(payload["document_id"]),
        "unit_id": UnitId(payload["unit_id"]),
    }
    if "modality" not in values:
        return Entity(**values | {"type": EntityType(values["type"])})
    return Obligation(
        **values
        | {
            "modality": Modality(values["modality"]),
            "deadline": _deadline(values["deadline"]),
            "amounts": tuple(values["amounts"]),
            "legal_refs": tuple(values["legal_refs"]),
        }
    )


def _deadline(payload: Mapping[str, Any] | None) -> Deadline | None:
    if payload is None:
        return None
    values = dict(payload) | {"due": tuple(payload["due"]), "reasons": tuple(payload["reasons"])}
    anchor = values["anchor"]
    return Deadline(**values | {"anchor": Anchor(**anchor) if anchor else None})
