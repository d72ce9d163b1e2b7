"""Answers and hits of the service: those of the base, each place with its document's title and where it can be read."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from urllib.parse import quote

from kb.base import KnowledgeBase
from kb.errors import DocumentNotFound
from kb.results import Answer, Citation, Hit


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedCitation(Citation):
    """The exact place, and where to read it: `view_url` is a path of this service."""

    document_title: str
    view_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedHit(Hit):
    """A ranked passage, and where to read it: `view_url` is a path of this service."""

    document_title: str
    view_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedAnswer(Answer):
    """An answer whose citations can be followed, or an abstention with its reason."""

    citations: tuple[LinkedCitation, ...]
    hits: tuple[LinkedHit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where the places of a base can be read: under the path `root`, as of the day that was asked for."""

    base: KnowledgeBase
    root: str
    day: date | None = None

    def answer(self, answer: Answer) -> LinkedAnswer:
        """The answer with its places linked."""
        titles = self._titles([*answer.citations, *answer.hits])
        citations = tuple(LinkedCitation(**self._linked(one, titles)) for one in answer.citations)
        hits = tuple(LinkedHit(**self._linked(one, titles)) for one in answer.hits)
        return LinkedAnswer(**_values(answer) | {"citations": citations, "hits": hits})

    def hits(self, hits: Sequence[Hit]) -> tuple[LinkedHit, ...]:
        """Hits with their places linked."""
        titles = self._titles(hits)
        return tuple(LinkedHit(**self._linked(one, titles)) for one in hits)

    def _linked(self, place: Citation | Hit, titles: dict[str, str]) -> dict[str, Any]:
        title = titles.get(place.document_id, place.document_id)
        return _values(place) | {"document_title": title, "view_url": view_url(place, self.root, self.day)}

    def _titles(self, places: Sequence[Citation | Hit]) -> dict[str, str]:
        """How the documents are cited; one that was removed meanwhile is not among them."""
        found = {}
        for name in {one.document_id for one in places}:
            with suppress(DocumentNotFound):
                found[str(name)] = self.base.store.summary(name).short_title
        return found


def _values(one: Any) -> dict[str, Any]:
    return {field.name: getattr(one, field.name) for field in fields(one)}


def view_url(place: Citation | Hit, root: str, day: date | None = None) -> str:
    """The reading page of a place, as of the day that was asked for, at its unit, with its words marked."""
    document, unit = quote(place.document_id, safe=""), quote(place.unit_id, safe="")
    then = f"&as_of={day}" if day else ""
    return f"{root}/v1/documents/{document}/view?start={place.start}&end={place.end}{then}#{unit}"
