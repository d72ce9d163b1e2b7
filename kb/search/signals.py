"""What tells that a passage answers a question: the signals that are weighed, each 0 to 1 or nearly so."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb import force
from kb.documents import DocumentId
from kb.lexical import terms as analysed
from kb.numerals import plain
from kb.passages import Family, Passage, above_in, headings
from kb.questions.kinds import Kind
from kb.questions.question import Question
from kb.search.rows import REMEMBERED, amount_asked, is_row, row_scale, values_of
from kb.values import Value, ValueKind, is_day_of_an_act
from kb.words.wording import Shares, Wording

SENTENCE_SIGNALS = ("near", "shared", "met", "value", "name", "clause", "opens_list", "formula", "beside", "rendered")
"""Of one sentence: similarity, squared share of the question's idf in its own words and in others, a value of the
kind asked for, a name where one is asked for, a normative verb where a rule is, the head of a list, the formula of
norms for what is asked, the words that stand side by side in the question, what people often say for its words."""

PASSAGE_SIGNALS = (
    "near_whole", "met_whole", "heading", "bm25", "preamble", "metadata", "document", "title", "out_of_force",
    "spoken_of", "rendered_whole",
)  # fmt: skip
"""Of a passage: similarity, share of the idf in its text and in its headings, BM25, where it stands, its document's
similarity, the share of the idf in its document's title, whether that is the law no more, whether the question or the
conversation is about it, what people often say for its words."""

_NAME = re.compile(
    r"\b[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+(?:\s+(?:de|del|la|las|los|el|y|e|para|«)*\s*[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+)+|\b[A-ZÁÉÍÓÚÑ]{3,}\b"
)
"""`Secretaría de Estado de Hacienda`, `INAEM`"""
_CLAUSE = re.compile(
    r"\b(?:debera[n]?|debe[n]?|podra[n]?|puede[n]?|no |sera[n]?|corresponde|exig\w+|obliga\w*|prohib\w+|admit\w+|"
    r"exclu\w+|compatible|incompatible|exoner\w+|excep\w+|salvo|permit\w+|carecera\w*)\b"
)
_PREAMBLE = re.compile(r"^(?:pre|formula)(?:[._]|$)")
_METADATA = re.compile(r"^(?:metadatos|analisis|firma|antetitulo|formula)(?:[._]|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceSignals:
    """A sentence, its signals in the order of SENTENCE_SIGNALS, and the values it states of the kinds asked for."""

    sentence: Passage
    signals: tuple[float, ...]
    shared: float
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageSignals:
    """A passage, its signals in the order of PASSAGE_SIGNALS, and those of its sentences in reading order."""

    family: Family
    signals: tuple[float, ...]
    sentences: tuple[SentenceSignals, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """What the indexes say by key: similarity, BM25, what a text with its headings has of the question, and the share
    of its idf that the headings alone meet; and of each document how near its best passages are and the share that its
    title meets; which are not in force any more, and which are spoken of.
    """

    similarity: Mapping[int, float]
    bm25: Mapping[int, float]
    shares: Mapping[int, Shares]
    heading: Mapping[int, float]
    documents: Mapping[str, float]
    titles: Mapping[str, float]
    out_of_force: Collection[str]
    spoken_of: Mapping[DocumentId, float]


def passage_signals(
    family: Family, sentences: Sequence[tuple[int, Passage]], nearness: Nearness, question: Question, wording: Wording
) -> PassageSignals:
    """Measure a passage and those of its sentences that may answer."""
    passage = family.passage
    unit = row_scale(passage)
    return PassageSignals(
        family=family,
        signals=(
            nearness.similarity.get(family.key, 0.0),
            nearness.shares[family.key].met,
            nearness.heading[family.key],
            nearness.bm25.get(family.key, 0.0),
            float(is_preamble(passage)),
            float(_METADATA.match(passage.unit_id) is not None),
            nearness.documents.get(passage.document_id, 0.0),
            nearness.titles.get(passage.document_id, 0.0),
            float(passage.document_id in nearness.out_of_force),
            nearness.spoken_of.get(passage.document_id, 0.0),
            nearness.shares[family.key].rendered,
        ),
        sentences=tuple(sentence_signals(key, one, nearness, question, wording, unit) for key, one in sentences),
    )


def sentence_signals(
    key: int, sentence: Passage, nearness: Nearness, question: Question, wording: Wording, unit: int | None
) -> SentenceSignals:
    """Measure a sentence."""
    has = nearness.shares[key]
    stated, belongs = _stated(sentence, question, wording, unit)
    kind = question.kind
    signals = (
        nearness.similarity.get(key, 0.0),
        has.shared**2,
        has.met**2,
        belongs if stated else float(question.beside.counts(sentence.text) or _dates(question, sentence)),
        float(kind is Kind.WHO and states_name(sentence.text)),
        float(kind is Kind.WHETHER and _rules(sentence.text)),
        float(kind is Kind.LIST and sentence.text.endswith(":")),
        float(question.formulas.said(sentence.text)),
        question.beside.share(sentence.text),
        has.rendered,
    )
    return SentenceSignals(sentence=sentence, signals=signals, shared=has.shared, values=stated)


def _stated(
    sentence: Passage, question: Question, wording: Wording, unit: int | None
) -> tuple[tuple[Value, ...], float]:
    """The values of the kinds asked for, and how sure they belong to what is asked; of a row's amounts the one."""
    if not question.expects:
        return (), 1.0
    found = values_of(sentence, unit)
    wanted = tuple(v for v in found if v.kind in question.expects and not is_day_of_an_act(sentence.text, v))
    if not is_row(sentence.unit_id) or ValueKind.AMOUNT not in question.expects:
        return wanted, 1.0
    weights = {term.term: term.idf for term in wording.terms if term.known}
    amount = amount_asked(sentence.text, found, weights, above_in(sentence.context))
    if amount is None:
        return wanted, 1.0
    others = (value for value in wanted if value.kind is not ValueKind.AMOUNT)
    return (*others, amount.value), amount.belongs


def _dates(question: Question, sentence: Passage) -> bool:
    """Whether a sentence gives the day of an entry into force, by that of its publication, where one asks for it."""
    return question.asks_force and force.said(sentence.text)


def is_preamble(passage: Passage) -> bool:
    """Whether a passage stands before the articles: what it says is said of them."""
    return _PREAMBLE.match(passage.unit_id) is not None


@lru_cache(maxsize=REMEMBERED)
def states_name(text: str) -> bool:
    """Whether a text has a name of several words or an acronym."""
    return _NAME.search(text) is not None


@lru_cache(maxsize=REMEMBERED)
def _rules(text: str) -> bool:
    """Whether a text has a verb of norms, or what excepts from one."""
    return _CLAUSE.search(plain(text)) is not None


@lru_cache(maxsize=REMEMBERED)
def words_of(sentence: Passage) -> frozenset[str]:
    """The terms of a sentence and of its headings."""
    return _terms(sentence.context).union(own_words(sentence))


@lru_cache(maxsize=REMEMBERED)
def own_words(sentence: Passage) -> frozenset[str]:
    """The terms of a sentence alone."""
    return frozenset(analysed(sentence.text))


@lru_cache(maxsize=REMEMBERED)
def _terms(context: str) -> frozenset[str]:
    """The terms of headings, which the sentences below them share."""
    return frozenset(analysed(context))


def heading_words(passage: Passage) -> frozenset[str]:
    """The terms of a passage's headings, without those of the document's title."""
    return frozenset(analysed(headings(passage.context)))
