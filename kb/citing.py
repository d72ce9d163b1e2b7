"""A place as a Spanish lawyer cites it: `art. 7.2 del Real Decreto 7/2090, de 3 de mayo: «…»`."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from kb.documents import DocumentKind
from kb.numerals import plain
from kb.patterns import regex
from kb.values import MONTHS

_FEMININE = regex(r"(?:ley|orden|circular|sentencia|norma|directiva|nota|\w+cion|\w+sion)\b")
"""The first word of a title that takes «la»: `Ley 38/2003`, `Orden HAC/1/2020`, `Resolución de 3 de mayo`"""
_ARTICLE = regex(r"(?:real|decreto|reglamento|acuerdo|convenio|texto|estatuto|codigo|plan|auto|anuncio|edicto)\b")
"""And those that take «el»; anything else is quoted as a title"""


class Titled(Protocol):
    """What a citation needs of a document: a whole one and its line in a list both have it."""

    @property
    def kind(self) -> DocumentKind:
        """A norm or a press note."""

    @property
    def title(self) -> str:
        """The official title or the headline."""

    @property
    def short_title(self) -> str:
        """`Real Decreto 7/2090, de 3 de mayo`."""

    @property
    def department(self) -> str | None:
        """Who published it."""

    @property
    def published(self) -> date | None:
        """When."""


def spoken(day: date) -> str:
    """`26 de octubre de 2021`."""
    return f"{day.day} de {MONTHS[day.month - 1]} de {day.year}"


def name_of(document: Titled) -> str:
    """The document after a preposition: `del Real Decreto 7/2090, de 3 de mayo`, `de la Ley 38/2003…`."""
    if document.kind is DocumentKind.PRESS_NOTE:
        return _press_note(document)
    first = plain(document.short_title)
    if _FEMININE.match(first):
        return f"de la {document.short_title}"
    if _ARTICLE.match(first):
        return f"del {document.short_title}"
    return f"de «{document.short_title}»"


def cite(label: str, document: Titled, quote: str = "") -> str:
    """The citation of a place, with its words when they are given, on one line."""
    place = f"{label} {name_of(document)}" if label else _alone(name_of(document))
    words = " ".join(quote.split())
    return f"{place}: «{_inner(words)}»" if words else place


def _alone(named: str) -> str:
    """Without the preposition: `del Real Decreto 7/2090` is `el Real Decreto 7/2090`, `de la Ley…` is `la Ley…`."""
    return f"el {named.removeprefix('del ')}" if named.startswith("del ") else named.removeprefix("de ")


def _press_note(document: Titled) -> str:
    parts = [f"de la nota de prensa «{_inner(document.title)}»"]
    if document.department:
        parts.append(document.department)
    if document.published:
        parts.append(spoken(document.published))
    return ", ".join(parts)


def _inner(text: str) -> str:
    """Quotation marks inside others, as the Spanish orthography orders them: «…“…”…»."""
    return text.replace("«", "“").replace("»", "”")
