"""The places that a question names, found in the base."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.documents import DocumentId, Span, Unit
from kb.headings import headed
from kb.lexical import terms
from kb.numerals import plain
from kb.particulars import Particular, unit_of
from kb.questions import Question
from kb.references import NormReference, PlaceReference
from kb.store import Keys, Reader

_OF_NORMS = frozenset(terms("general orgánica foral reguladora texto refundido"))
"""Words of a norm's name that tell it from none."""
_NOTE = "nota"
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
    """What a question's places came to: the units found, and the references that are nowhere in the base.

    `by_heading`: the unit is not named by its number but by what its heading says. `unheld`: the norm that the question
    is about as a whole, where the base does not have it.
    """

    units: tuple[NamedUnit, ...] = ()
    by_heading: bool = False
    absent: tuple[PlaceReference, ...] = ()
    unheld: tuple[NormReference, ...] = ()

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


def resolve(question: Question, store: Reader, among: Keys | None, held: Held, documents: Sequence[str] = ()) -> Places:
    """Find the units that a question names within the keys that may be given, those of `documents` if it says none.

    A question for what a whole document is about, or for when it was published, names the unit that tells it; one
    whose words head one article names that. Neither is looked for in another norm than the one it names.
    """
    if question.places:
        return _numbered(question, store, among, held)
    unheld = tuple(norm for norm in question.norms if not held(norm))
    if question.particular is None:
        units = [] if unheld else _headed(question, store, among, held, documents)
        return Places(units=tuple(units), by_heading=bool(units))
    if unheld:
        return Places(unheld=unheld)
    about = [one for norm in question.norms for one in held(norm)][:1] or documents or _of_its_kind(question, store)
    return Places(units=tuple(_telling(question.particular, about[0], store, among)) if len(about) == 1 else ())


def _numbered(question: Question, store: Reader, among: Keys | None, held: Held) -> Places:
    """The places that a question names by number.

    Of the ids that a reference may mean, the most exact that exists counts. A place of a norm that
    the base does not hold, by number or by name, is no place here, found or absent.
    """
    units: list[NamedUnit] = []
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


def _headed(
    question: Question, store: Reader, among: Keys | None, held: Held, documents: Sequence[str]
) -> list[NamedUnit]:
    """The one article whose heading is what is asked for, of the norms that the question names, else of `documents`."""
    within = {one for norm in question.norms for one in held(norm)} or set(documents)
    article = headed(question.subject, store, within or None)
    return [] if article is None else _named(*article, store, among)


def _of_its_kind(question: Question, store: Reader) -> list[DocumentId]:
    """The documents that are what the question calls them: `el real decreto`, `la nota`."""
    words = plain(question.text)
    kinds = {one.document_id: plain(one.rank or _NOTE) for one in store.summaries()}
    called = max(
        (kind for kind in set(kinds.values()) if re.search(rf"\b{re.escape(kind)}\b", words)), key=len, default=None
    )
    return [document_id for document_id, kind in kinds.items() if kind == called]


def _telling(asked: Particular, document_id: str, store: Reader, among: Keys | None) -> list[NamedUnit]:
    """The unit in which a document tells what is asked of the whole of it."""
    unit = unit_of(store.document(document_id), asked)
    return [] if unit is None else _named(document_id, unit, store, among)


def _named(document_id: str, unit: Unit, store: Reader, among: Keys | None) -> list[NamedUnit]:
    """A unit, where its passages may be given."""
    keys = store.keys_within(document_id, Span(start=unit.start, end=unit.end))
    allowed = frozenset(key for key in keys if among is None or _inside(key, among))
    return [NamedUnit(document_id=DocumentId(document_id), unit=unit, keys=allowed)] if allowed else []


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
    keys = store.keys_called(unit_id)
    found = []
    for document_id, unit in store.units_called(unit_id).items():
        allowed = frozenset(key for key in keys.get(document_id, ()) if among is None or _inside(key, among))
        if allowed:
            found.append(NamedUnit(document_id=DocumentId(document_id), unit=unit, keys=allowed))
    return found


def _inside(key: int, among: Keys) -> bool:
    return bool(((among[:, 0] <= key) & (key < among[:, 1])).any())
