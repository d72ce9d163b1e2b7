"""Of which documents a question is likely to be that names none: those that the answers before it came from.

The more documents there are, the less a question alone tells which of them it is of, and the more what was asked before
does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet

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
    spoken_of: AbstractSet[DocumentId],
    words: Wording,
    titles: Mapping[DocumentId, str],
    families: Sequence[Family],
    index: Index,
) -> Mapping[DocumentId, float]:
    """How much each document talked of counts for a question, 0 to 1, among all that have `families` and `titles`."""
    mine = [family.key for family in families if family.passage.document_id in spoken_of]
    if not mine or _of_another(words, [title for one, title in titles.items() if one not in spoken_of], mine, index):
        return {}
    return dict.fromkeys(spoken_of, min(1.0, (len(titles) - 1) / CROWD))


def _of_another(words: Wording, titles: Collection[str], mine: Sequence[int], index: Index) -> bool:
    """Whether much of a question is in titles of other documents and in no passage of `mine`, nor in other words.

    A name has no other words.
    """
    theirs = frozenset[str]().union(*map(distinct_terms, titles))
    ways = {
        one.term: {one.term.term} | (set() if one in words.named else one.meant.union(one.rendered))
        for one in words.asked
        if one.term.term in theirs
    }
    asked = sorted(set[str]().union(*ways.values()))
    _, had = index.had(mine, asked, Words.PASSAGE)
    there = {term for term, times in zip(asked, had.sum(axis=0), strict=True) if times}
    missed = sum(term.idf for term, either in ways.items() if there.isdisjoint(either))
    return missed > ANOTHERS * sum(term.idf for term in words.terms)
