"""The letters in the margin: where obligations, deadlines and amounts stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kb.facts import Entity, EntityType, Modality, Obligation

LEGEND: Mapping[str, str] = {"O": "obligación", "N": "prohibición", "P": "plazo", "€": "importe"}

_MODALITIES = {Modality.OBLIGATION: "O", Modality.PROHIBITION: "N"}
_TYPES = {EntityType.DEADLINE: "P", EntityType.AMOUNT: "€"}


def marks(entities: Sequence[Entity], obligations: Sequence[Obligation]) -> dict[int, str]:
    """Offsets of the document and the letters that belong to them."""
    found: defaultdict[int, str] = defaultdict(str)
    for one in obligations:
        found[one.start] += _MODALITIES.get(one.modality, "")
    for entity in entities:
        found[entity.start] += _TYPES.get(entity.type, "")
    return {offset: letters for offset, letters in found.items() if letters}
