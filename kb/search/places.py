"""The places that a question names, found in the base."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kb.documents import DocumentId, DocumentKind, Span, Unit
from kb.lexical import distinct_terms, terms
from kb.passages import Passage
from kb.place_lists import PlaceReference
from kb.questions.callings import called
from kb.questions.headings import headed
from kb.questions.initials import spelt_out
from kb.questions.particulars import Asking, Particular
from kb.questions.question import Question
from kb.references import NormReference
from kb.search.tellings import tellings
from kb.store import Keys, Reader

_OF_NORMS = frozenset(terms("general orgánica foral reguladora texto refundido"))
"""Words of a norm's name that tell it from none."""
_OF_NOTES_TOO = frozenset({Particular.MATTER, Particular.PUBLICATION})
"""What a press note tells of itself as a norm does."""
_SAID_OR_NOT = frozenset(
    {
        Particular.VALIDITY,
        Particular.SIGNATURE,
        Particular.OFFICE,
        Particular.SUBJECTS,
        Particular.MODIFIES,
        Particular.TRANSPOSES,
        Particular.EARLIER,
        Particular.LATER,
        Particular.REPEAL,
        Particular.DEVELOPMENT,
        Particular.GROUND,
    }
)
"""What is said where it is looked for or nowhere: no other passage is an answer."""
_BY_THEIR_TEXT = frozenset(
    {Particular.PUBLICATION, Particular.APPROVAL, Particular.SIGNATURE, Particular.OFFICE, Particular.DEPARTMENT}
)
"""What has one answer for a document, however much of it a question names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedUnit:
    """A unit that a question names, or the part of one, and the keys of the passages it touches.

    `lead` is what is said before its words.
    """

    document_id: DocumentId
    unit: Unit
    keys: frozenset[int]
    lead: str = ""

    def holds(self, document_id: str, span: Span) -> bool:
        """Whether a stretch of a document lies in the unit, at least in part."""
        return document_id == self.document_id and self.unit.start < span.end and span.start < self.unit.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What a question's places came to: the units found, and the references that are nowhere in the base.

    `by_heading`: the unit is not named by its number but by what its heading says. `unheld`: the norm that the question
    is about as a whole, or whose places are all that it asks for, where the base does not have it. `told`: what the
    units tell of a whole document; `untold`: what its document says nowhere.
    """

    units: tuple[NamedUnit, ...] = ()
    by_heading: bool = False
    absent: tuple[PlaceReference, ...] = ()
    unheld: tuple[NormReference, ...] = ()
    told: Particular | None = None
    untold: Particular | None = None

    @property
    def by_key(self) -> dict[int, list[NamedUnit]]:
        """The named units that each passage in one is in, by its key."""
        found: dict[int, list[NamedUnit]] = {}
        for unit in self.units:
            for key in unit.keys:
                found.setdefault(key, []).append(unit)
        return found


Held = Callable[[NormReference], tuple[str, ...]]
"""The documents of the base that a reference names."""
Having = Callable[[str], Iterable[Passage]]
"""The sentences of the passages that have a word, among those that may be given."""


def resolve(
    question: Question, store: Reader, among: Keys | None, held: Held, having: Having, documents: Sequence[str] = ()
) -> Places:
    """Find the units that a question names within the keys that may be given, those of `documents` if it says none.

    A question for what is said of a whole document names the unit that tells it; one for what initials stand for, where
    they are spelt out; one whose words head one article names that. None is looked for in another norm than it names.
    """
    if question.places:
        return _numbered(question, store, among, held)
    unheld = tuple(norm for norm in question.norms if not held(norm))
    if unheld == question.norms and question.asks_what_norms_say:
        return Places(unheld=unheld)
    if question.initials is not None and not unheld:
        spelt = _spelt_out(question.initials, store, among, having)
        if spelt:
            return Places(units=spelt)
    if question.asking is not None:
        if unheld:
            return Places(unheld=unheld)
        about = _about(question, question.asking, store, held, documents)
        told = None if about is None else _told(question.asking.particular, about, store, among)
        if told is not None:
            return told
    units = [] if unheld else _headed(question, store, among, held, documents)
    return Places(units=tuple(units), by_heading=bool(units))


def _numbered(question: Question, store: Reader, among: Keys | None, held: Held) -> Places:
    """The places that a question names by number.

    Of the ids that a reference may mean, the most exact that exists counts. A place of a norm that
    the base does not hold, by number or by name, is no place here, found or absent. Where several are named, those of
    one document stand together.
    """
    units: list[NamedUnit] = []
    absent: list[PlaceReference] = []
    unheld: list[NormReference] = []
    for place in question.places:
        norm, name = question.norm_of(place), question.name_after(place)
        called = None if name is None or norm is not None else _called(name, store)
        if norm is not None and not held(norm):
            unheld.append(norm)
            continue
        if called == frozenset():
            continue
        found = next(filter(None, (_units_at(candidate, store, among) for candidate in place.candidates)), [])
        found = [one for one in found if called is None or one.document_id in called]
        units.extend(found)
        if not found:
            absent.append(place)
    asked = tuple(dict.fromkeys(unheld)) if question.is_only_a_place else ()
    return Places(units=_by_document(units), absent=tuple(absent), unheld=asked)


def _by_document(units: Sequence[NamedUnit]) -> tuple[NamedUnit, ...]:
    """Each once, those of the document that has most of them first."""
    found = dict.fromkeys(units)
    documents = [one for one, _ in Counter(one.document_id for one in found).most_common()]
    return tuple(sorted(found, key=lambda one: documents.index(one.document_id)))


def _headed(
    question: Question, store: Reader, among: Keys | None, held: Held, documents: Sequence[str]
) -> list[NamedUnit]:
    """The one article whose heading is what is asked for, of the norms that the question names, else of `documents`."""
    within = {one for norm in question.norms for one in held(norm)} or set(documents)
    article = headed(question.subject, store, within or None)
    return [] if article is None else _named(*article, store, among)


def _about(question: Question, asked: Asking, store: Reader, held: Held, documents: Sequence[str]) -> DocumentId | None:
    """The document that something is asked of as a whole: the norm it names, else the one that it calls so."""
    named = [DocumentId(one) for norm in question.norms for one in held(norm)]
    if named:
        return named[0] if asked.calling.fits(store.summary(named[0]).title) else None
    given = store.summaries(documents or None)
    if asked.calling.rank is None and not documents and asked.particular not in _OF_NOTES_TOO:
        given = tuple(one for one in given if one.kind is DocumentKind.NORM)
    by_text = (lambda one: store.document(one).text) if asked.particular in _BY_THEIR_TEXT else None
    return called(asked.calling, given, by_text=by_text)


def _told(asked: Particular, document_id: DocumentId, store: Reader, among: Keys | None) -> Places | None:
    """The places where a document tells it; None where it says it nowhere and may still say it in other words."""
    units = [
        replace(named, lead=telling.lead)
        for telling in tellings(store.document(document_id), asked)
        for named in _named(document_id, telling.unit, store, among)
    ]
    if units:
        return Places(units=tuple(units), told=asked)
    return Places(untold=asked) if asked in _SAID_OR_NOT else None


def _spelt_out(initials: str, store: Reader, among: Keys | None, having: Having) -> tuple[NamedUnit, ...]:
    """The first sentence of each document that says what initials stand for."""
    first: dict[str, Passage] = {}
    for one in having(initials):
        if spelt_out(one.text, initials) is not None:
            earlier = first.get(one.document_id)
            first[one.document_id] = one if earlier is None or one.start < earlier.start else earlier
    units = store.units([(one.document_id, one.unit_id) for one in first.values()])
    return tuple(
        named
        for one in first.values()
        for named in _named(
            one.document_id,
            replace(units[one.document_id, one.unit_id], start=one.start, end=one.end),
            store,
            among,
        )
    )


def _named(document_id: str, unit: Unit, store: Reader, among: Keys | None) -> list[NamedUnit]:
    """A unit, where its passages may be given."""
    keys = store.keys_within(document_id, Span(start=unit.start, end=unit.end))
    allowed = frozenset(key for key in keys if among is None or _inside(key, among))
    return [NamedUnit(document_id=DocumentId(document_id), unit=unit, keys=allowed)] if allowed else []


def _called(name: str, store: Reader) -> frozenset[DocumentId]:
    """The documents that a norm's name means: its first word and one of the rest stand in their title."""
    first, *rest = terms(name)
    titles = {document_id: distinct_terms(title) for document_id, title in store.titles().items()}
    return frozenset(
        document_id
        for document_id, title in titles.items()
        if first in title and (not rest or not title.isdisjoint(frozenset(rest) - _OF_NORMS))
    )


def _units_at(unit_id: str, store: Reader, among: Keys | None) -> list[NamedUnit]:
    """The units of that id whose passages may be given."""
    keys = store.keys_called(unit_id)
    found = []
    for document_id, unit in store.units_called(unit_id).items():
        allowed = frozenset(key for key in keys.get(document_id, ()) if among is None or _inside(key, among))
        if allowed:
            found.append(NamedUnit(document_id=DocumentId(document_id), unit=unit, keys=allowed))
    return found


def _inside(key: int, among: Keys) -> bool:
    return bool(((among[:, 0] <= key) & (key < among[:, 1])).any())
