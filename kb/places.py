"""The places that a question names, found in the base."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.documents import DocumentId, Span, Unit, UnitKind
from kb.lexical import terms
from kb.numerals import plain
from kb.patterns import regex
from kb.questions import Question
from kb.references import NormReference, PlaceReference
from kb.store import Keys, Reader

_OF_NORMS = frozenset(terms("general orgánica foral reguladora texto refundido"))
"""Words of a norm's name that tell it from none."""
_OBJECT = regex(r"(?:del? )?(?:objeto|finalidad|fines|ambito y objeto)\b")
_TITLES = frozenset({UnitKind.METADATA, UnitKind.HEADLINE})
REMEMBERED = 20_000
"""Titles whose terms are kept from one question to the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedUnit:
    """A unit that a question names, and the keys of the passages it touches."""

    document_id: DocumentId
    unit: Unit
    keys: frozenset[int]

    def holds(self, document_id: str, span: Span) -> bool:
        """Whether a stretch of a document lies in the unit, at least in part."""
        return document_id == self.document_id and self.unit.start < span.end and span.start < self.unit.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What a question's places came to: the units found, and the references that are nowhere in the base."""

    units: tuple[NamedUnit, ...] = ()
    absent: tuple[PlaceReference, ...] = ()

    @property
    def keys(self) -> frozenset[int]:
        """The keys of every passage in a named unit."""
        return frozenset().union(*(one.keys for one in self.units))


def resolve(
    question: Question,
    store: Reader,
    among: Keys | None,
    held: Callable[[NormReference], tuple[str, ...]],
    documents: Sequence[str] = (),
) -> Places:
    """Find the units that a question names within the keys that may be given, those of `documents` if it says none.

    Of the ids that a reference may mean, the most exact that exists counts. A place of a norm that
    the base does not hold, by number or by name, is no place here, found or absent. A question for what a document
    is about names the article that says so, else its title.
    """
    units: list[NamedUnit] = []
    if question.asks_matter:
        about = [one for norm in question.norms for one in held(norm)][:1] or documents
        units += [one for document_id in about if len(about) == 1 for one in _matter(document_id, store, among)]
    absent: list[PlaceReference] = []
    for place in question.places:
        norm, name = question.norm_of(place), question.name_after(place)
        called = None if name is None or norm is not None else _called(name, store)
        if (norm is not None and not held(norm)) or called == frozenset():
            continue
        found = next(filter(None, (_units_at(candidate, store, among) for candidate in place.candidates)), [])
        found = [one for one in found if called is None or one.document_id in called]
        units.extend(found)
        if not found:
            absent.append(place)
    return Places(units=tuple(units), absent=tuple(absent))


def _matter(document_id: str, store: Reader, among: Keys | None) -> list[NamedUnit]:
    """The article of a norm that says what it is for, else its title; the headline of a press note."""
    document = store.document(document_id)
    title = plain(document.title)
    object_ = (one for one in document.units if one.kind is UnitKind.ARTICLE and _OBJECT.match(plain(one.heading)))
    titles = (one for one in document.units if one.kind in _TITLES and _words(document.text_of(one)) == title)
    unit = next(object_, None) or next(titles, None)
    named = [] if unit is None else _units_at(unit.unit_id, store, among)
    return [one for one in named if one.document_id == document_id]


def _words(text: str) -> str:
    return plain(" ".join(text.split()))


def _called(name: str, store: Reader) -> frozenset[DocumentId]:
    """The documents that a norm's name means: its first word and one of the rest stand in their title."""
    first, *rest = terms(name)
    titles = {document_id: _terms(title) for document_id, title in store.titles().items()}
    return frozenset(
        document_id
        for document_id, title in titles.items()
        if first in title and (not rest or not title.isdisjoint(frozenset(rest) - _OF_NORMS))
    )


@lru_cache(maxsize=REMEMBERED)
def _terms(title: str) -> frozenset[str]:
    return frozenset(terms(title))


def _units_at(unit_id: str, store: Reader, among: Keys | None) -> list[NamedUnit]:
    """The units of that id whose passages may be given."""
    found = []
    for document_id, unit in store.units_called(unit_id).items():
        keys = store.keys_within(document_id, Span(start=unit.start, end=unit.end))
        allowed = frozenset(key for key in keys if among is None or _inside(key, among))
        if allowed:
            found.append(NamedUnit(document_id=DocumentId(document_id), unit=unit, keys=allowed))
    return found


def _inside(key: int, among: Keys) -> bool:
    return bool(((among[:, 0] <= key) & (key < among[:, 1])).any())
