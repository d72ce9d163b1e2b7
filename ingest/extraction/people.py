"""Persons with their office: `la ministra de Pesca, Ana Ruiz Sanz`, `Luis Mar, catedrático de Óptica de la UMA`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.extraction.body_names import is_institution
from ingest.extraction.marks import Stretch
from ingest.extraction.rules import rules
from kb.facts import EntityType

_GIVEN = r"[A-ZÁÉÍÓÚÑ](?:[a-záéíóúüñç’'·]+|\.ª)(?:-[A-ZÁÉÍÓÚÑ][a-záéíóúüñç]+)?"
NAME = rf"{_GIVEN}(?:\s+(?:(?:de|del|de la|de los|y|i)\s+)?{_GIVEN}){{1,4}}"
"""A given name and a surname at least: `M.ª Dolores Hidalgo`, `Teresa Ribera`."""
_LISTED = r"(?:,\s[A-ZÁÉÍÓÚ][^,.;:()]{2,60}?\sy\s(?:de(?:l| la)?\s)?[A-ZÁÉÍÓÚ][^,.;:()]{2,60}?)"
_OF = rf"(?:\s+(?:de(?:l| la| los| las)?|para (?:la|el|los|las)|en)\s+[^,.;:()«»\"“”]{{2,120}}?{_LISTED}?)?"
"""`de Impacto Social de la Caja`, `de Ciencia, Innovación y Universidades`"""
_TREATED = re.compile(rf"\b(?:don|doña|D\.|D\.ª|Dña\.|Dª)\s+(?P<name>{NAME})")


_CLAUSE = re.compile(r"\s(?:su|sus|que|se|ha|han)\s")
"""What no office has in it: `el ministro recibe la cartera de su predecesor, X`."""


@cache
def _offices() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A name behind its office, and one before it."""
    book = rules("people")
    each = "|".join(f"[{word[0]}{word[0].upper()}]{word[1:]}" for word in book["offices"])
    office = rf"(?P<office>\b(?:{each}){book['orders']}{_OF})"
    return (
        re.compile(rf"{office}(?:\s\([^()]{{2,20}}\))?,\s+\**(?P<name>{NAME})\**(?=\s*[,.;:)]|\s+(?:ha|y)\b|\s*$)"),
        re.compile(
            rf"(?P<name>{NAME})\**,\s+(?:como\s+)?(?:el\s+|la\s+)?(?:{book['before']})?{office}(?=\s*[,.;:)]|\s+(?:ha|y)\b|\s*$)"
        ),
    )


def mark_people(stretch: Stretch) -> None:
    """Note every person whom a text names in full together with their office, or with a form of address."""
    for (start, end), office in _named(stretch.text):
        name = " ".join(stretch.text[start:end].split())
        if not (is_institution(name) or name.split()[0] in rules("bodies")["matters"] or stretch.is_closed(start, end)):
            stretch.add(EntityType.PERSON, start, end, name, office=office)


def _named(text: str) -> Iterator[tuple[tuple[int, int], str | None]]:
    if "," in text:
        for pattern in _offices():
            for match in pattern.finditer(text):
                if _CLAUSE.search(match["office"]) is None:
                    yield _without_matter(text, *match.span("name")), " ".join(match["office"].split())
    for match in _TREATED.finditer(text):
        yield match.span("name"), None


def _without_matter(text: str, start: int, end: int) -> tuple[int, int]:
    """`en materia de Universidades de Pedro Duque, ministro de…`: the name alone."""
    first, joint, _ = text[start:end].partition(" de ")
    return (start + len(first + joint), end) if joint and first in rules("bodies")["matters"] else (start, end)
