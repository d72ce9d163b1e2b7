"""Answers of the service: those of the base, each citation with the address where it can be read in its place."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from urllib.parse import quote

from kb.results import Answer, Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedCitation(Citation):
    """The exact place, and where to read it: `view_url` is a path of this service."""

    view_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedAnswer(Answer):
    """An answer whose citations can be followed, or an abstention with its reason."""

    citations: tuple[LinkedCitation, ...]


def linked(answer: Answer, root: str) -> LinkedAnswer:
    """The answer with its citations' addresses under the path `root`."""
    values = {field.name: getattr(answer, field.name) for field in fields(Answer)}
    return LinkedAnswer(**values | {"citations": tuple(_linked(one, root, answer.as_of) for one in answer.citations)})


def _linked(citation: Citation, root: str, day: date | None) -> LinkedCitation:
    values = {field.name: getattr(citation, field.name) for field in fields(Citation)}
    return LinkedCitation(**values, view_url=view_url(citation, root, day))


def view_url(citation: Citation, root: str, day: date | None = None) -> str:
    """The reading page of a citation, as of the day that was asked for, at its unit, with its quote marked."""
    document, unit = quote(citation.document_id, safe=""), quote(citation.unit_id, safe="")
    then = f"&as_of={day}" if day else ""
    return f"{root}/v1/documents/{document}/view?start={citation.start}&end={citation.end}{then}#{unit}"
