"""Question -> ranked passages, each with its sentences ranked: candidates by vector and by word, then ranked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from operator import attrgetter

from kb.documents import DocumentId, Span, UnitKind
from kb.encoder import Encoder, Vectors
from kb.errors import InvalidInput
from kb.index import Index
from kb.lexical import Term, distinct_terms
from kb.numerals import plain
from kb.passages import Family, Grain, Passage
from kb.patterns import regex
from kb.questions.question import Question, read, without
from kb.references import NormReference, norms
from kb.results import Hit
from kb.search.covered import meant_first
from kb.search.nearness import nearness
from kb.search.numbered_first import NumberedPlaces
from kb.search.places import NamedUnit, Places, resolve
from kb.search.plain_questions import PlainQuestion, plain_question, plainly_first
from kb.search.pointing import pointing_first
from kb.search.promotion import answering_first
from kb.search.ranking import Ranked, ranked
from kb.search.signals import Nearness, passage_signals, words_of
from kb.search.talked_of import weighed
from kb.store import Keys, Reader
from kb.words.topic import Topic, topic
from kb.words.wording import Wording, mended, slips, wording

NEAREST_PASSAGES = 40
NEAREST_SENTENCES = 80
BEST_BY_WORDS = 30
"""How many candidates each way of looking gives; the rest is ranked among them."""

NEAREST_OF_ALL_KINDS = 400
"""Passages among which those of some kinds of unit are looked for."""
MOST_WITH_A_WORD = 400
"""Passages among which the one that explains a word is looked for."""


_CORRECTS = regex(r"correccion de err")
"""`Corrección de errores`, `de erratas`"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A question as it was read, the places it names, and its ranking, best first; the titles of what it ranks.

    `plain`: the plain question that it is, if it asks for nothing else.
    """

    question: Question
    wording: Wording
    ranking: tuple[Ranked, ...]
    places: Places
    titles: Mapping[DocumentId, str]
    plain: PlainQuestion | None = None

    @property
    def terms(self) -> tuple[Term, ...]:
        """The question's terms with what the index knows of them."""
        return self.wording.terms


class Searcher:
    """Answers searches over one generation of a base, by the law of `day`, of today unless told."""

    def __init__(self, store: Reader, index: Index, encoder: Encoder, *, day: date | None = None) -> None:
        self.store = store
        self.index = index
        self.encoder = encoder
        self.day = day

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

    def find(
        self,
        query: str,
        *,
        k: int = 10,
        documents: Sequence[str] = (),
        spoken_of: AbstractSet[DocumentId] = frozenset(),
    ) -> Found:
        """Read the question and rank at least `k` passages where there are as many.

        `spoken_of` are the documents that the conversation is about: a question that names none may be of them.
        """
        question, words = self._read(query)
        among = self._scope(question, documents)
        places = resolve(question, self.store, among, self._held, partial(self._having, among=among), documents)
        if places.told is None:
            question = replace(question, asking=None)
        bm25 = dict(self.index.lexical(words.text, BEST_BY_WORDS, among=among))
        about = self._topic(question, words, bm25)
        asked = self._asked(words, bm25) if about is None else about.rest
        vector = self.encoder.encode([asked], "query")[0]
        named = places.by_key
        asked_plainly = None if question.compares else plain_question(question.subject)
        by_words = [one.text for one in question.numbered] + ([asked_plainly.seek] if asked_plainly else [])
        keys = {*named, *bm25, *self._candidates(vector, by_words, k, among)}
        talk = self._talk(question, documents, spoken_of) if about is None else about.documents
        if talk:
            keys |= self._candidates(vector, [words.text, *by_words], k, self.index.scope(self.store, talk))
        families = self.store.families(keys)
        titles = self.store.titles({family.passage.document_id for family in families})
        near = self._near(families, vector, bm25, words, titles, talk, about)
        ranking = [_ranked(family, near, question, words, named.get(family.key, ())) for family in families]
        ranking.sort(key=lambda one: (not one.named, -one.score, one.family.key))
        meant = meant_first(ranking, words)
        first = NumberedPlaces(question, answering_first(meant, question, words, titles)).first()
        first = plainly_first(pointing_first(first, words), asked_plainly)
        return Found(question=question, wording=words, ranking=first, places=places, titles=titles, plain=asked_plainly)

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

    def _read(self, query: str) -> tuple[Question, Wording]:
        """The question and its words, with the slips mended by which it asks for more, and those that take nothing.

        A word that no document has may be one that questions are made of: `entró` is no slip of `centro`. Of the norms
        that it names, those that are held say where to look; one that is not is looked for where others speak of it.
        """
        question = read(query)
        found = slips(question.subject, self.index.signals)
        for slip in found:
            question = max(question, read(mended(question.text, [slip])), key=attrgetter("things_asked"))
        kept = [one for one in found if read(mended(question.text, [one])).things_asked >= question.things_asked]
        if kept:
            question = max(read(mended(question.text, kept)), question, key=attrgetter("things_asked"))
        held = [norm for norm in question.norms if self._held(norm)]
        question = replace(question, subject=without(question.text, held))
        return question, wording(question.subject, kept, self.index.signals)

    def _asked(self, words: Wording, bm25: Collection[int]) -> str:
        """What is asked of a document that the question calls by its name: the rest of the question.

        Every passage of `las bases de la Fundación Azul` is about the Fundación Azul. Where others speak of it as well,
        the name may be what is looked for.
        """
        if words.without_names == words.text:
            return words.text
        named = {one.term.term for one in words.named}
        having = {one.passage.document_id for one in self.store.families(bm25) if named <= words_of(one.passage)}
        titles = map(distinct_terms, self.store.titles(having).values())
        return words.without_names if having and all(named <= title for title in titles) else words.text

    def _topic(self, question: Question, words: Wording, bm25: Collection[int]) -> Topic | None:
        """What the question says of the one document that it is of."""
        if question.compares:
            return None
        having = {family.passage.document_id for family in self.store.families(bm25)}
        return topic(words.text, self.store.titles(having))

    def _candidates(self, vector: Vectors, by_words: Sequence[str], k: int, among: Keys | None) -> set[int]:
        """The keys of what is near to the question, and of what has the words of one of `by_words`."""
        found = (
            self.index.dense(vector, Grain.PASSAGE, max(k, NEAREST_PASSAGES), among=among),
            self.index.dense(vector, Grain.SENTENCE, NEAREST_SENTENCES, among=among),
            *(self.index.lexical(one, BEST_BY_WORDS, among=among) for one in by_words),
        )
        return {key for keys in found for key, _ in keys}

    def _near(
        self,
        families: Sequence[Family],
        vector: Vectors,
        bm25: Mapping[int, float],
        words: Wording,
        titles: Mapping[DocumentId, str],
        talk: AbstractSet[DocumentId],
        about: Topic | None,
    ) -> Nearness:
        """What is known of all candidates."""
        gone = self.store.out_of_force(titles, self.day or date.today())
        topical = about and dict.fromkeys(about.documents, 1.0)
        spoken_of = topical or weighed(talk, words, titles, families, self.index)
        return nearness(families, vector, bm25, words, self.index, titles, gone, spoken_of)

    # ------------------------------------------------------------ scope

    def _talk(
        self, question: Question, documents: Sequence[str], spoken_of: AbstractSet[DocumentId]
    ) -> AbstractSet[DocumentId]:
        """The documents spoken of that a question may be about: one that names a norm is about that."""
        if not spoken_of or any(self._held(norm) for norm in question.norms):
            return frozenset()
        return frozenset(one for one in self.store.titles(spoken_of) if not documents or one in documents)

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

    def _having(self, word: str, *, among: Keys | None) -> Iterator[Passage]:
        """The sentences of the passages that have a word."""
        keys = [key for key, _ in self.index.lexical(word, MOST_WITH_A_WORD, among=among)]
        for family in self.store.families(keys):
            yield from (one for _, one in family.sentences)

    def _held(self, norm: NormReference) -> tuple[DocumentId, ...]:
        """The documents of the base that a reference names: the norm, and what corrects its errors.

        A norm whose number was not read apart, as that of an act of the Union, is the one of its title.
        """
        if norm.identifier is not None:
            return tuple(summary.document_id for summary in self.store.summaries([norm.identifier]))
        if norm.number is None:
            return ()
        own = [one.document_id for one in self.store.numbered(norm.number) if one.rank and plain(one.rank) == norm.rank]
        titled = [(one, title, norms(title)) for one, title in self.store.titled_with(norm.number).items()]
        own = own or [one for one, _, named in titled if named and named[0].start == 0 and _same(named[0], norm)]
        corrected = [
            one
            for one, title, named in titled
            if _CORRECTS.match(plain(title)) and any(_same(other, norm) for other in named)
        ]
        return tuple(dict.fromkeys((*own, *corrected)))


def _same(norm: NormReference, other: NormReference) -> bool:
    return (norm.rank, norm.number) == (other.rank, other.number)


def _ids_down_to(passage: Passage) -> set[tuple[str, str]]:
    """`art_5`, `art_5.3` and `art_5.3.e` of `art_5.3.e`, each with the document."""
    parts = passage.unit_id.split(".")
    return {(passage.document_id, ".".join(parts[:n])) for n in range(1, len(parts) + 1)}


def _ranked(
    family: Family, nearness: Nearness, question: Question, words: Wording, named: Sequence[NamedUnit]
) -> Ranked:
    sentences = [(key, one) for key, one in family.sentences if _in_one_of(named, one)] if named else family.sentences
    measured = passage_signals(family, sentences, nearness, question, words)
    return ranked(measured, named=bool(named))


def _in_one_of(named: Sequence[NamedUnit], sentence: Passage) -> bool:
    span = Span(start=sentence.start, end=sentence.end)
    return any(one.holds(sentence.document_id, span) for one in named)
