"""What the indexes say of the candidates for a question, all of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet

from kb.documents import DocumentId
from kb.encoder import Vectors
from kb.index import Index, Words
from kb.lexical import distinct_terms
from kb.passages import Family, Grain, Passage
from kb.search.covered import as_it_stands, only_covered
from kb.search.signals import Nearness, heading_words, words_of
from kb.words.wording import Shares, Wording

_DEPTH = 3
"""How many of a document's best passages say how near it is."""


def nearness(
    families: Sequence[Family],
    vector: Vectors,
    bm25: Mapping[int, float],
    wording: Wording,
    index: Index,
    titles: Mapping[DocumentId, str],
    out_of_force: Collection[DocumentId],
    spoken_of: Mapping[DocumentId, float],
) -> Nearness:
    """For each passage and sentence: cosine to `vector`, share of the asked idf in its words, BM25 over the best's.

    `titles` are those of their documents, `out_of_force` those of them that are the law no more, `spoken_of` those that
    the conversation is about.
    """
    passages = {family.key: family.passage for family in families}
    sentences = {key: one for family in families for key, one in family.sentences}
    near = index.dense_scores(vector, Grain.PASSAGE, list(passages))
    best = max(bm25.values(), default=1.0)
    whole = _shares(passages, words_of, wording, index, Words.PASSAGE)
    inside = _shares(sentences, words_of, wording, index, Words.SENTENCE)
    inside |= {key: as_it_stands(one, wording) for key, one in sentences.items() if only_covered(one, wording)}
    return Nearness(
        similarity=near | index.dense_scores(vector, Grain.SENTENCE, list(sentences)),
        bm25={key: score / best for key, score in bm25.items()},
        shares=whole | inside,
        heading={key: one.met for key, one in _shares(passages, heading_words, wording, index, Words.HEADINGS).items()},
        documents=_documents(families, near),
        titles={one: wording.met(distinct_terms(title)) for one, title in titles.items()},
        out_of_force=out_of_force,
        spoken_of=spoken_of,
    )


def _shares(
    passages: Mapping[int, Passage],
    words: Callable[[Passage], AbstractSet[str]],
    wording: Wording,
    index: Index,
    of: Words,
) -> dict[int, Shares]:
    """What of the question each has; what the index does not know is read."""
    keys, had = index.had(passages, wording.vocabulary, of)
    found = dict(zip(keys, wording.shares(had), strict=True))
    for key in passages.keys() - found.keys():
        found[key] = wording.shares_of(words(passages[key]))
    return found


def _documents(families: Sequence[Family], near: Mapping[int, float]) -> dict[str, float]:
    """The mean similarity of each document's best passages."""
    scores: dict[str, list[float]] = defaultdict(list)
    for family in families:
        scores[family.passage.document_id].append(near.get(family.key, 0.0))
    return {one: sum(sorted(mine)[-_DEPTH:]) / _DEPTH for one, mine in scores.items()}
