"""Document -> entities, with ids that survive re-ingestion."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extraction.beneficiaries import learn_holders
from ingest.extraction.language import language
from ingest.extraction.lexicon import lexicon_of
from ingest.extraction.marks import Mention, Stretch, attach
from ingest.extraction.receivers import learn_receivers
from ingest.extraction.table_frame import frames
from ingest.extraction.totals import explain_totals
from ingest.fact_ids import FactIds
from ingest.own_dates import own_dates
from kb.documents import Document, DocumentKind, Unit, UnitKind
from kb.facts import Entity
from kb.settings import SPACY

_SILENT = frozenset({UnitKind.IMAGE, UnitKind.SECTION_LABEL})
_LONGEST = 500_000
"""Characters of one stretch that are read; spaCy refuses more than a million."""


class Extractor:
    """Finds the entities of documents with one pipeline; InvalidInput when that is not installed."""

    def __init__(self, pipeline: str = SPACY) -> None:
        self.nlp = language(pipeline)

    def entities(self, document: Document) -> tuple[Entity, ...]:
        """Every entity of a document, by place; spans are verbatim and no two of a type overlap."""
        stretches = self._stretches(document)
        for _ in self.nlp.pipe(attach(self.nlp.make_doc(one.text), one) for one in stretches):
            pass  # the components note on the stretches what they find
        explain_totals(stretches)
        ids = FactIds(document.document_id)
        return tuple(_entity(document, one.unit, mention, ids) for one in stretches for mention in _in_order(one))

    def _stretches(self, document: Document) -> list[Stretch]:
        """The leaves of the tree, all with what the whole document defines."""
        leaves = [unit for unit in document.leaves() if unit.kind not in _SILENT]
        texts = [document.text_of(unit)[:_LONGEST] for unit in leaves]
        own = own_dates(document)
        lexicon = lexicon_of(texts, own.published)
        lexicon.own = own
        rows = frames(document)
        stretches = [
            Stretch(
                unit=unit,
                text=text,
                lexicon=lexicon,
                row=rows.get(unit.unit_id),
                context=f"{document.title} > {document.path_of(unit)}",
                above=above,
                is_note=document.kind is DocumentKind.PRESS_NOTE,
            )
            for unit, text, above in zip(leaves, texts, ["", *texts], strict=False)
        ]
        learn_holders(stretches, lexicon)
        learn_receivers(stretches, lexicon)
        return stretches


def _in_order(stretch: Stretch) -> Iterator[Mention]:
    yield from sorted(stretch.mentions, key=lambda m: (m.start, m.end, m.type))


def _entity(document: Document, unit: Unit, mention: Mention, ids: FactIds) -> Entity:
    start, end = unit.start + mention.start, unit.start + mention.end
    text = document.text[start:end]
    return Entity(
        id=ids.new(unit.unit_id, mention.type.value, text),
        document_id=document.document_id,
        unit_id=unit.unit_id,
        label=unit.label,
        type=mention.type,
        text=text,
        start=start,
        end=end,
        value=mention.value,
        attributes=dict(mention.attributes),
    )
