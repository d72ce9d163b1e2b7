"""Question -> ranked passages, each with its sentences ranked.

A passage is worth half of its own similarity and half of its best sentence's, to which two
things are added: the square of how much of the question's own words the sentence has, weighed by
their rarity, so that the one common word of a paraphrase counts for nothing and a keyword query
that is met in full for much; and whether the sentence states a value of the kind that is asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kb.documents import DocumentId, Span, UnitKind
from kb.encoder import Encoder, Vectors
from kb.errors import InvalidInput
from kb.index import Index
from kb.lexical import Term, share
from kb.lexical import terms as analysed
from kb.numerals import plain
from kb.passages import Family, Grain, Passage
from kb.places import NamedUnit, Places, resolve
from kb.questions import Question, read
from kb.references import NormReference
from kb.results import Hit
from kb.rows import REMEMBERED, amount_asked, is_row, row_scale, values_of
from kb.store import Keys, Reader, Summary
from kb.values import Value, ValueKind

NEAREST_PASSAGES = 40
NEAREST_SENTENCES = 80
BEST_BY_WORDS = 30
"""How many candidates each way of looking gives; the rest is ranked among them."""

NEAREST_OF_ALL_KINDS = 400
"""Passages among which those of some kinds of unit are looked for."""

OWN_WORDS = 0.06
RIGHT_KIND = 0.02
"""What the two additions are worth in units of similarity, where half a point in a hundred reorders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedSentence:
    """A sentence, what it is worth for the question, and what of it: words shared, values of the kind asked for."""

    sentence: Passage
    score: float
    similarity: float
    shared: float
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A passage with its score and its sentences, the best first. `named` when the question names its place."""

    family: Family
    score: float
    similarity: float
    sentences: tuple[RankedSentence, ...]
    named: bool

    @property
    def passage(self) -> Passage:
        """The passage itself."""
        return self.family.passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A question as it was read, the places it names, and its ranking, best first."""

    question: Question
    terms: tuple[Term, ...]
    ranking: tuple[Ranked, ...]
    places: Places


class Searcher:
    """Answers searches over one generation of a base."""

    def __init__(self, store: Reader, index: Index, encoder: Encoder) -> None:
        self.store = store
        self.index = index
        self.encoder = encoder

    def search(
        self, query: str, *, k: int = 10, documents: Sequence[str] = (), kinds: Collection[UnitKind] = ()
    ) -> tuple[Hit, ...]:
        """The `k` best passages, of units of those kinds or below them. InvalidInput, DocumentNotFound."""
        if k < 1:
            raise InvalidInput("hay que pedir al menos un resultado")
        if not kinds:
            return self.hits(self.find(query, k=k, documents=documents), k=k)
        found = self.find(query, k=max(k, NEAREST_OF_ALL_KINDS), documents=documents)
        return self.hits(replace(found, ranking=self._of_kinds(found.ranking, kinds)), k=k)

    def find(self, query: str, *, k: int = 10, documents: Sequence[str] = ()) -> Found:
        """Read the question and rank at least `k` passages where there are as many."""
        question = read(query)
        among = self._scope(question, documents)
        places = resolve(question, self.store, among, self._held)
        vector = self.encoder.encode([question.subject], "query")[0]
        terms = self.index.signals(question.subject)
        keys = set(places.keys)
        keys.update(key for key, _ in self.index.dense(vector, Grain.PASSAGE, max(k, NEAREST_PASSAGES), among=among))
        keys.update(key for key, _ in self.index.dense(vector, Grain.SENTENCE, NEAREST_SENTENCES, among=among))
        keys.update(key for key, _ in self.index.lexical(question.subject, BEST_BY_WORDS, among=among))
        families = self.store.families(keys)
        near = self._similarities(families, vector)
        ranking = [_ranked(family, near, question, terms, places) for family in families]
        ranking.sort(key=lambda one: (not one.named, -one.score, one.family.key))
        return Found(question=question, terms=terms, ranking=tuple(ranking), places=places)

    def hits(self, found: Found, *, k: int) -> tuple[Hit, ...]:
        """The first `k` of a ranking as hits."""
        best = found.ranking[:k]
        units = self.store.units([(one.passage.document_id, one.passage.unit_id) for one in best])
        return tuple(
            Hit(
                document_id=one.passage.document_id,
                unit_id=one.passage.unit_id,
                label=units[one.passage.document_id, one.passage.unit_id].label,
                text=one.passage.text,
                score=round(one.score, 4),
                start=one.passage.start,
                end=one.passage.end,
            )
            for one in best
        )

    # ------------------------------------------------------------ scope

    def _of_kinds(self, ranking: Sequence[Ranked], kinds: Collection[UnitKind]) -> tuple[Ranked, ...]:
        """Those whose unit, or one that its id begins with, is of the kinds."""
        places = [_ids_down_to(one.passage) for one in ranking]
        units = self.store.units([place for above in places for place in above])
        of_kind = {place for place, unit in units.items() if unit.kind in kinds}
        return tuple(one for one, above in zip(ranking, places, strict=True) if of_kind & above)

    def _scope(self, question: Question, documents: Sequence[str]) -> Keys | None:
        """The keys that may be given: of the documents asked for, else of the norms that the question names."""
        named = [document_id for norm in question.norms for document_id in self._held(norm)]
        return self.index.scope(self.store, documents or named or None)

    def _held(self, norm: NormReference) -> tuple[DocumentId, ...]:
        """The documents of the base that a reference names."""
        return tuple(summary.document_id for summary in self.store.summaries() if _names(norm, summary))

    # ------------------------------------------------------------ scores

    def _similarities(self, families: Sequence[Family], vector: Vectors) -> dict[int, float]:
        sentences = [key for family in families for key, _ in family.sentences]
        near = self.index.dense_scores(vector, Grain.PASSAGE, [family.key for family in families])
        return near | self.index.dense_scores(vector, Grain.SENTENCE, sentences)


def _ids_down_to(passage: Passage) -> set[tuple[str, str]]:
    """`art_5`, `art_5.3` and `art_5.3.e` of `art_5.3.e`, each with the document."""
    parts = passage.unit_id.split(".")
    return {(passage.document_id, ".".join(parts[:n])) for n in range(1, len(parts) + 1)}


def _names(norm: NormReference, summary: Summary) -> bool:
    """Whether a reference is to this document: by identifier, or by rank and number."""
    if norm.identifier is not None:
        return norm.identifier == summary.document_id
    if summary.rank is None or summary.number is None:
        return False
    return (norm.rank, norm.number) == (plain(summary.rank), summary.number.upper())


def _ranked(
    family: Family, near: dict[int, float], question: Question, terms: Sequence[Term], places: Places
) -> Ranked:
    own = near.get(family.key, 0.0)
    unit = row_scale(family.passage)
    named = [one for one in places.units if family.key in one.keys]
    sentences = [(key, one) for key, one in family.sentences if not named or _in_one_of(named, one)]
    ranked = [_sentence(one, near.get(key, 0.0), question, terms, unit) for key, one in sentences]
    ranked.sort(key=lambda one: (-one.score, one.sentence.ordinal))
    best = ranked[0].score if ranked else own / 2 + OWN_WORDS * share(terms, words_of(family.passage)) ** 2
    return Ranked(family=family, score=own / 2 + best, similarity=own, sentences=tuple(ranked), named=bool(named))


def _in_one_of(named: Sequence[NamedUnit], sentence: Passage) -> bool:
    span = Span(start=sentence.start, end=sentence.end)
    return any(one.holds(sentence.document_id, span) for one in named)


def _sentence(
    sentence: Passage, near: float, question: Question, terms: Sequence[Term], unit: int | None
) -> RankedSentence:
    shared = share(terms, words_of(sentence))
    stated, belongs = _stated(sentence, question, terms, unit)
    score = near / 2 + OWN_WORDS * shared**2 + (RIGHT_KIND * belongs if stated else 0.0)
    return RankedSentence(sentence=sentence, score=score, similarity=near, shared=shared, values=stated)


def _stated(
    sentence: Passage, question: Question, terms: Sequence[Term], unit: int | None
) -> tuple[tuple[Value, ...], float]:
    """The values of the kinds asked for, and how sure they belong to what is asked; of a row's amounts the one."""
    found = values_of(sentence, unit) if question.expects else ()
    wanted = [value for value in found if value.kind in question.expects]
    if ValueKind.AMOUNT not in question.expects or not is_row(sentence.unit_id):
        return tuple(wanted), 1.0
    amount = amount_asked(sentence.text, found, {term.term: term.idf for term in terms if term.known})
    if amount is None:
        return tuple(wanted), 1.0
    others = (value for value in wanted if value.kind is not ValueKind.AMOUNT)
    return (*others, amount.value), amount.belongs


@lru_cache(maxsize=REMEMBERED)
def words_of(sentence: Passage) -> frozenset[str]:
    """The terms of a sentence and of its headings."""
    return frozenset(analysed(f"{sentence.context}\n{sentence.text}"))
