"""The components of the pipeline, registered with spaCy by name. Each adds to the stretch that its doc carries.

Order matters: citations come first, so that `936/2090` is never a date; then tables and holders, dates,
deadlines, amounts; bodies, persons and programmes outside the titles of laws; last, who gets or puts each amount.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from ingest.extraction.amounts import explain_amounts, mark_amounts
from ingest.extraction.beneficiaries import mark_beneficiaries
from ingest.extraction.bodies import mark_bodies
from ingest.extraction.citations import mark_citations
from ingest.extraction.marks import Stretch, stretch_of
from ingest.extraction.milestones import mark_told_milestones
from ingest.extraction.people import mark_people
from ingest.extraction.programmes import mark_programmes, mark_quantities
from ingest.extraction.receivers import mark_receivers
from ingest.extraction.tables import mark_cited_milestones, mark_row
from ingest.extraction.times import mark_dates, mark_deadlines
from ingest.extraction.years import mark_years
from ingest.sentences import sentences

Marker = Callable[[Stretch], None]

ORDER: tuple[tuple[str, tuple[Marker, ...]], ...] = (
    ("kb_citations", (mark_citations,)),
    ("kb_beneficiaries", (mark_beneficiaries, mark_receivers)),
    ("kb_tables", (mark_row, mark_cited_milestones)),
    ("kb_dates", (mark_years, mark_dates)),
    ("kb_deadlines", (mark_deadlines, mark_told_milestones)),
    ("kb_amounts", (mark_amounts,)),
    ("kb_bodies", (mark_bodies,)),
    ("kb_people", (mark_people, mark_programmes, mark_quantities)),
    ("kb_holders", (explain_amounts,)),
)
"""Every component that finds something, in the order in which they run."""

SENTENCES = "kb_sentences"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """A component: what it notes on the stretch of each doc; docs without one pass through."""

    markers: tuple[Marker, ...]

    def __call__(self, doc: Doc) -> Doc:
        """The doc, with what was found noted on its stretch."""
        stretch = stretch_of(doc)
        if stretch is not None:
            for marker in self.markers:
                marker(stretch)
        return doc


@Language.component(SENTENCES)
def legal_sentences(doc: Doc) -> Doc:
    """Sentences as legal Spanish has them: none ends after `art.` or inside `29.7.d)`."""
    starts = {start for start, _ in sentences(doc.text)}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts
    return doc


def _register(name: str, markers: tuple[Marker, ...]) -> None:
    @Language.factory(name, default_config={"enabled": True})
    def make(nlp: Language, name: str, enabled: bool) -> Marking:
        return Marking(markers=markers if enabled else ())


for _name, _markers in ORDER:
    _register(_name, _markers)
