"""Of which documents a question is likely to be that names none: those that the answers before it came from.

The more documents there are, the less a question alone tells which of them it is of, and the more what was asked before
does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kb.documents import DocumentId
from kb.index import Index, Words
from kb.lexical import distinct_terms
from kb.passages import Family
from kb.words.wording import Wording

CROWD = 20
"""From how many documents on a question alone tells least which of them it is of."""
ANOTHERS = 0.35
"""The share of its idf by which a question is of another document than those talked of."""


def weighed(
    spoken_of: Mapping[DocumentId, float],
    words: Wording,
    titles: Mapping[DocumentId, str],
    families: Sequence[Family],
    index: Index,
) -> Mapping[DocumentId, float]:
    """How much each document talked of counts for a question, 0 to 1, among all that have `families` and `titles`."""
    mine = [family.key for family in families if family.passage.document_id in spoken_of]
    if not mine or _of_another(words, [title for one, title in titles.items() if one not in spoken_of], mine, index):
        return {}
    crowded = min(1.0, (len(titles) - 1) / CROWD)
    return {one: crowded * much for one, much in spoken_of.items()}


def _of_another(words: Wording, titles: Collection[str], mine: Sequence[int], index: Index) -> bool:
    """Whether much of a question is in titles of other documents and in no passage of `mine`."""
    idf = {term.term: term.idf for term in words.terms}
    titled = sorted(idf.keys() & {term for title in titles for term in distinct_terms(title)})
    _, had = index.had(mine, titled, Words.PASSAGE)
    missed = sum(idf[term] for term, times in zip(titled, had.sum(axis=0), strict=True) if not times)
    return missed > ANOTHERS * sum(idf.values())
