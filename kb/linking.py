"""The cross-references of a document that lead somewhere in the base: to a unit of its own or of another document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kb.documents import Document, DocumentId, Unit, UnitId
from kb.numerals import fold, plain
from kb.references import NormReference, PlaceReference, norms, places

_MORE = r"(?:\s*(?:,|a|al|y)\s+\d[\d.]*(?:\.?[a-z]\))?)*"
"""`artículos 15` ` a 18`, `artículo 13` `, 2 y 3`"""
_OF = re.compile(rf"{_MORE}[\s,]*(?:apartados? [\d, y]+,?\s+)?(?:de la|del|de)\s+(?:citad[ao]\s+|mencionad[ao]\s+)?")
"""What joins a place to its norm: `artículo 29.3 de la` `Ley 38/2003`"""
_ELSEWHERE = re.compile(
    rf"{_MORE}[\s,]*(?:de la|del|de)\s+(?:(?:citad|mencionad)[ao]\s+)?(?:tratado|constitucion|reglamento|directiva|"
    r"decision|ley\b|codigo|estatuto|real decreto|decreto|orden|texto refundido|mism[ao])"
)
"""A place that goes on so belongs to a norm that its words do not number"""
_OWN = re.compile(r"[\s,]*(?:de la|del|de)\s+(?:presente|este|esta)\b")


class Listed(Protocol):
    """A document as a list shows it, with what it is cited by."""

    @property
    def document_id(self) -> DocumentId:
        """Its identifier, of the gazette where it has one."""

    @property
    def rank(self) -> str | None:
        """`Real Decreto`."""

    @property
    def number(self) -> str | None:
        """`936/2021`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A stretch of a document's text that leads to a document of the base, and to a unit of it when it names one.

    `candidates` are the ids that unit may have, the most exact first; whether the other document has
    any of them is found out when it is opened. Those of the same document do exist.
    """

    start: int
    end: int
    document_id: DocumentId
    candidates: tuple[UnitId, ...] = ()


def links(document: Document, held: Sequence[Listed]) -> tuple[Link, ...]:
    """The links of a document in order; none overlaps another."""
    by_number = {(plain(one.rank), one.number.upper()): one.document_id for one in held if one.rank and one.number}
    ids = {str(one.document_id): one.document_id for one in held}
    named = norms(document.text)
    targets = {norm.start: target for norm in named if (target := _target(norm, by_number, ids)) is not None}
    found = [*_norm_links(document, named, targets), *_place_links(document, named, targets)]
    return _apart(sorted(found, key=lambda link: (link.start, link.start - link.end)))


def _target(
    norm: NormReference, by_number: Mapping[tuple[str, str], DocumentId], ids: Mapping[str, DocumentId]
) -> DocumentId | None:
    if norm.identifier is not None:
        return ids.get(norm.identifier)
    return by_number.get((norm.rank or "", norm.number or ""))


def _norm_links(
    document: Document, named: Sequence[NormReference], targets: Mapping[int, DocumentId]
) -> Iterator[Link]:
    for norm in named:
        target = targets.get(norm.start)
        if target is not None and target != document.document_id:
            yield Link(start=norm.start, end=norm.end, document_id=target)


def _place_links(
    document: Document, named: Sequence[NormReference], targets: Mapping[int, DocumentId]
) -> Iterator[Link]:
    """Places with the norm that follows them, or of this document when none does."""
    starts = {norm.start: norm for norm in named}
    for place in places(document.text):
        norm = _norm_after(document.text, place, starts)
        if norm is not None:
            if norm.start in targets:
                yield Link(
                    start=place.start,
                    end=norm.end,
                    document_id=targets[norm.start],
                    candidates=place.candidates,
                )
        elif not _is_elsewhere(document.text, place):
            yield from _inside(document, place)


def _norm_after(text: str, place: PlaceReference, starts: Mapping[int, NormReference]) -> NormReference | None:
    joint = _OF.match(_after(text, place.end))
    return None if joint is None else starts.get(place.end + joint.end())


def _is_elsewhere(text: str, place: PlaceReference) -> bool:
    after = _after(text, place.end)
    return _OWN.match(after) is None and _ELSEWHERE.match(after) is not None


def _after(text: str, start: int, length: int = 60) -> str:
    """What follows an offset, folded character for character."""
    return fold(text[start : start + length])


def _inside(document: Document, place: PlaceReference) -> Iterator[Link]:
    """A link to the place, unless it is the heading of the place itself."""
    existing = tuple(one for one in place.candidates if document.has(one))
    if existing and document.unit(existing[0]).start != place.start:
        yield Link(start=place.start, end=place.end, document_id=document.document_id, candidates=existing)


def _apart(found: Sequence[Link]) -> tuple[Link, ...]:
    """Without those that begin inside another."""
    kept: list[Link] = []
    for link in found:
        if not kept or link.start >= kept[-1].end:
            kept.append(link)
    return tuple(kept)


def unit_named(document: Document, words: str) -> Unit | None:
    """The unit of a document that a person names: `art 5.3`, `anexo VI`, or an article by its bare number, `5.3`."""
    for text in (words, f"art. {words}"):
        candidates = (one for place in places(text) for one in place.candidates)
        found = next((one for one in candidates if document.has(one)), None)
        if found is not None:
            return document.unit(found)
    return None
