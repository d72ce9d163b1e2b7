"""What the texts of a base point to: other norms, and places of the same one.

`artículo 22.2.c) de la Ley 38/2003` leads to that unit of that law where the base holds it; `el artículo 3` to the
norm itself, as `kb.own_places` reads it. Everything is resolved when it is asked for: the order in which documents
came does not matter, and what was removed leads nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kb.documents import DocumentId, DocumentKind, Unit
from kb.facts import Entity, EntityType, Reference
from kb.norm_names import Meaning, NormNames, told_by_analysis
from kb.own_places import own_places
from kb.place_lists import PlaceReference, place_list
from kb.store import Reader


class CrossReferences:
    """Reads the references of documents against what the base holds now."""

    def __init__(self, store: Reader) -> None:
        self.store = store
        self.names = NormNames(store.summaries())

    def of(self, document_id: str) -> tuple[Reference, ...]:
        """Every reference of a document, in order; of a norm, those to itself too. DocumentNotFound."""
        document = self.store.document(document_id)
        cited = self._cited(document_id)
        found = list(self._to_norms(cited))
        if document.kind is DocumentKind.NORM:
            found += own_places(document, [(one.start, one.end) for one in cited])
        return tuple(sorted(found, key=lambda one: (one.start, one.end, one.target_unit or "")))

    def to(self, document_id: str) -> tuple[Reference, ...]:
        """Every reference to a document in the others of the base, by document and place. DocumentNotFound."""
        self.store.summary(document_id)
        others = [one for one in self._cited() if one.document_id != document_id]
        return tuple(one for one in self._to_norms(others) if one.target == document_id)

    def between_norms(self) -> tuple[Reference, ...]:
        """Every reference of the base to another norm, by document and place."""
        return tuple(self._to_norms(self._cited()))

    def resolved(self, entities: Iterable[Entity]) -> tuple[Entity, ...]:
        """The entities as given; a legal reference says which document and unit of the base and which identifier."""
        given = list(entities)
        meanings = self._meanings([one for one in given if one.type is EntityType.LEGAL_REF])
        return tuple(
            self._resolved(one, meanings[one.document_id, str(one.value)]) if one.type is EntityType.LEGAL_REF else one
            for one in given
        )

    def _resolved(self, one: Entity, meaning: Meaning) -> Entity:
        place = next(iter(place_list(one.text)), None)
        unit = self._unit(meaning.document_id, place)
        told = {
            "target": meaning.document_id,
            "target_unit": unit.unit_id if unit else None,
            "identifier": meaning.identifier,
        }
        return replace(one, attributes={**one.attributes, **{key: value for key, value in told.items() if value}})

    def _cited(self, document_id: str | None = None) -> list[Entity]:
        facts = self.store.facts(document_id, types=[EntityType.LEGAL_REF.value])
        return [fact for fact in facts if isinstance(fact, Entity)]

    def _meanings(self, cited: Iterable[Entity]) -> dict[tuple[DocumentId, str], Meaning]:
        """What each name means in each document that cites it."""
        written: dict[tuple[DocumentId, str], list[str]] = defaultdict(list)
        for one in cited:
            written[one.document_id, str(one.value)].append(one.text)
        analysis = self.store.analysis({document_id for document_id, _ in written})
        told = {document_id: told_by_analysis(references) for document_id, references in analysis.items()}
        return {key: self.names.meaning(key[1], texts, told.get(key[0], {})) for key, texts in written.items()}

    def _to_norms(self, cited: list[Entity]) -> Iterator[Reference]:
        """References to other norms, one for each place of them."""
        meanings = self._meanings(cited)
        for one in cited:
            meaning = meanings[one.document_id, str(one.value)]
            places = place_list(one.text)
            if not places and meaning.document_id == one.document_id:
                continue  # its own title is no reference
            for place in places or (None,):
                yield self._to_norm(one, place, meaning)

    def _to_norm(self, one: Entity, place: PlaceReference | None, meaning: Meaning) -> Reference:
        unit = self._unit(meaning.document_id, place)
        return Reference(
            document_id=one.document_id,
            unit_id=one.unit_id,
            label=one.label,
            text=place.text if place else one.text,
            start=one.start + (place.start if place else 0),
            end=one.start + place.end if place else one.end,
            norm=str(one.value),
            target=meaning.document_id,
            target_unit=unit.unit_id if unit else None,
            target_label=unit.label if unit else None,
            identifier=meaning.identifier,
        )

    def _unit(self, document_id: DocumentId | None, place: PlaceReference | None) -> Unit | None:
        """The most exact of the units that a place may be."""
        if document_id is None or place is None:
            return None
        there = self.store.units([(document_id, one) for one in place.candidates])
        return next((there[document_id, one] for one in place.candidates if (document_id, one) in there), None)
