"""Organs and institutions, with the role that the words beside the name give them.

An organ counts wherever it is named. What is often named by the way, and any other institution, counts where
the text says what it does or gives it a short name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ingest.extraction.body_names import (
    Named,
    at_its_seat,
    generic_names,
    institution_names,
    organ_names,
    with_legal_form,
)
from ingest.extraction.body_roles import acts, goes_on, is_told_to, role_of, without_article
from ingest.extraction.marks import Stretch
from ingest.extraction.names import ACRONYM, key
from ingest.extraction.rules import rules
from kb.facts import EntityType
from kb.numerals import fold, plain

_ACRONYM_AFTER = re.compile(rf"[»”\"]?\s\(\s?(?P<acronym>{ACRONYM})\s?\)")
_DEFINED_AFTER = re.compile(r"[»”\"]?(?:,\s[A-Z]\.\s?[A-Z]\.[A-Z]?\.?)?,?\s\(?(?:en adelante|en lo sucesivo)\b")
_SERIES = re.compile(r"\s*(?:,|,?\s*[ye]\b)?\s*(?:(?:de|del|a|al|por)\b)?\s*(?:(?:el|la|los|las)\b)?\s*")
_WHOSE = re.compile(r"\s*(?:de|del|a|al|por)?\s*(?:el|la|los|las)?\s*")
"""No joint: `la Consejería de Pesca de la comunidad autónoma`."""
_PERSON = re.compile(
    r",?\s+\**(?P<person>(?:[A-ZÁÉÍÓÚÑ][\wáéíóúñ’'-]+)(?:\s+(?:de\s+(?:la\s+)?|del\s+)?[A-ZÁÉÍÓÚÑ][\wáéíóúñ’'-]+){1,3})\**(?=\s*[,.;:)]|\s*$)"
)
_OFFICE = re.compile(r"(?:[Mm]inistr[oa]|[Ss]ecretari[oa]|[Dd]irectora?|[Cc]onsejer[oa]|[Ss]ubsecretari[oa])\b")
_OF = re.compile(r"\s(?:del|de la)\s")
_REACH = 110


def mark_bodies(stretch: Stretch) -> None:
    """Note organs, then what the document defines, then institutions, and last who is named only by what they are."""
    folded = fold(stretch.text)
    text = stretch.text
    for names in (organ_names(text), _defined(stretch), institution_names(text), generic_names(text)):
        for bare in names:
            named = at_its_seat(stretch.text, _public(stretch, with_legal_form(stretch.text, bare)))
            apart = stretch.is_closed(named.start, named.end) or _in_a_title(stretch, named)
            if not apart and not _is_above(stretch, named):
                _note(stretch, folded, named)
    _go_on(stretch)


def _public(stretch: Stretch, named: Named) -> Named:
    """With its whole name, where the document says elsewhere that it is a public body."""
    whole = stretch.lexicon.public.get(key(named.name))
    return replace(named, name=whole, passing=False) if whole else named


def _in_a_title(stretch: Stretch, named: Named) -> bool:
    return any(start <= named.start < end for start, end in stretch.titles)


def _is_above(stretch: Stretch, named: Named) -> bool:
    """Whether a name only says which organ the one before it belongs to: `Secretaría de Estado de X del Ministerio`."""
    return any(
        _OF.fullmatch(stretch.text, body.end, named.start) is not None
        for body in stretch.of(EntityType.BODY)
        if body.end < named.start
    )


def _go_on(stretch: Stretch) -> None:
    """`a propuesta de la Ministra de Hacienda y del Ministro de Cultura`: both propose."""
    role: str | None = None
    end = 0
    for body in stretch.of(EntityType.BODY):
        own = body.attributes.get("role")
        if own is None and role in _shared() and _SERIES.fullmatch(stretch.text[end : body.start]):
            stretch.tell(EntityType.BODY, body.start, role=role)
        else:
            role = own
        end = body.end


@cache
def _shared() -> frozenset[str]:
    """The roles that all the names of a series have."""
    return frozenset(one["name"] for one in rules("bodies")["role"] if one.get("series"))


def _shared_role(stretch: Stretch, named: Named) -> str | None:
    """The role of the name before in the same series, brackets between them left out."""
    start = named.start
    last = next((one for one in reversed(stretch.of(EntityType.BODY)) if one.end <= start), None)
    between = re.sub(r"^\s*\([^()]*\)", "", stretch.text[last.end : start]) if last else "."
    joined = _SERIES.fullmatch(between) and not (named.generic and _WHOSE.fullmatch(between))
    role = last.attributes.get("role") if last and joined else None
    return role if role in _shared() else None


def _note(stretch: Stretch, folded: str, named: Named) -> None:
    acronym = _ACRONYM_AFTER.match(stretch.text, named.end)
    after = acronym.end() if acronym else named.end
    if named.generic and (_is_receiver(stretch, named.name) or _is_of_others(folded, named.start)):
        return
    role = role_of(folded, named.start, after, generic=named.generic)
    role = role or (_shared_role(stretch, named) if named.passing else None)
    does = goes_on(stretch.text, named.start, after) if named.generic else acts(stretch.text, after)
    does = does or (named.passing and is_told_to(stretch.text, named.start, after))
    if role is None and does and stretch.lexicon.holder(named.name) is None:
        role = "actúa"
    if role is None and named.passing and _DEFINED_AFTER.match(stretch.text, named.end) is None:
        return
    if role is None and key(named.name) in stretch.lexicon.named:
        return  # whoever receives is no organ that acts
    is_office = _OFFICE.match(stretch.text, named.start)
    person = _PERSON.match(stretch.text, named.end) if is_office else None
    value = stretch.lexicon.full_name(named.name)
    stretch.add(EntityType.BODY, named.start, after, value, role=role, person=person["person"] if person else None)


def _is_receiver(stretch: Stretch, kind: str) -> bool:
    """Whether the document grants to some of a kind by name: its `comunidades autónomas` are those receivers."""
    one = rules("receivers")["each"].get(plain(kind), kind)
    return any(receiver.startswith(f"{key(one)} ") for receiver in stretch.lexicon.receivers)


def _is_of_others(folded: str, start: int) -> bool:
    """Whether the words before make it somebody else, or only what is spoken of: `el Presidente del Gobierno`."""
    before = without_article(folded[max(0, start - _REACH) : start])
    return re.search(rules("bodies")["generic"]["others"], before) is not None


def _defined(stretch: Stretch) -> Iterator[Named]:
    """Names and short names that the document has joined, and short names that an apposition introduces."""
    pattern = stretch.lexicon.body_pattern
    for match in pattern.finditer(stretch.text):
        yield Named(start=match.start(), end=match.end(), name=match[0], passing=True)
    told = rules("bodies")["institutions"]["apposition"]
    for match in re.finditer(
        rf"\b(?P<name>[A-ZÁÉÍÓÚÑ]\w*[A-ZÁÉÍÓÚÑ]{{2,}}(?:\s[A-ZÁÉÍÓÚÑ]{{2,}})*)(?=,\s(?:la\s|el\s|una?\s)?(?:{told})\b)",
        stretch.text,
    ):
        yield Named(start=match.start(), end=match.end(), name=match[0])
