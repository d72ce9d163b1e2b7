"""What an amendment does to what a norm demands: its obligations on two days, read from the wordings of each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from ingest.days import document_on
from ingest.extraction import Extractor
from ingest.obligations import obligations
from kb.base import KnowledgeBase
from kb.changes import Difference, UnitChange, changed_units, differences, tops
from kb.documents import Document
from kb.facts import Obligation


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """Which articles, provisions and annexes have another text, and what that does to obligations."""

    units: tuple[UnitChange, ...]
    obligations: tuple[Difference, ...]


def amended(base: KnowledgeBase, document_id: str, first: date, last: date) -> Amendment:
    """A norm on two days. DocumentNotFound, WordingNotFound where the base does not know its wordings.

    Only what changed is read for obligations: the rest demands what it did.
    """
    before, after = (document_on(base, document_id, day) for day in (first, last))
    units = changed_units(before, after)
    names = {one.unit_id for one in units}
    extractor = Extractor(base.settings.spacy)
    old, new = (_obligations(extractor, document, names) for document in (before, after))
    return Amendment(units=units, obligations=differences(old, new))


def compared(base: KnowledgeBase, one: str, other: str) -> Amendment:
    """Two documents of the base, such as a norm and the one that takes its place. DocumentNotFound."""
    units = changed_units(base.document(one), base.document(other))
    return Amendment(units=units, obligations=differences(base.demands(one), base.demands(other)))


def _obligations(extractor: Extractor, document: Document, names: Collection[str]) -> tuple[Obligation, ...]:
    """Those of the named top units, which are read as if they were all of the document."""
    kept: set[str] = {unit.unit_id for unit in tops(document) if unit.unit_id in names}
    above = {one.unit_id for name in kept for one in document.ancestors(document.unit(name))}
    for unit in document.units:
        if unit.parent in kept:
            kept.add(unit.unit_id)
    part = replace(document, units=tuple(unit for unit in document.units if unit.unit_id in kept | above))
    return obligations(part, extractor.entities(part))
