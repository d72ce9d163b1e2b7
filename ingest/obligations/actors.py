"""Who a text names: noun phrases of persons, entities and organs, as `ingest/rules/actors.toml` lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.extraction.names import ACRONYM
from ingest.extraction.rules import rules

_DETERMINER = (
    r"(?:el|la|los|las|un|una|cada(?: un[oa] de l[oa]s)?|cualquier(?:a de l[oa]s)?|tod[oa]s? l[oa]s|tod[oa]|"
    r"ning[úu]n[oa]?|dich[oa]s?|"
    r"est[ea]s?|aquell[oa]s?|l[oa]s (?:citad|mencionad|referid|propi)[oa]s?|la (?:citad|mencionad|referid|propi)a|"
    r"el (?:citad|mencionad|referid|propi|nuev)o|l[oa]s demás|su|sus|ambas|ambos|otr[oa]s)"
)
_BY = re.compile(r"\bpor(?: parte)?(?: de)?(?P<the>l)?\s+$", re.IGNORECASE)
_OF = re.compile(
    r"(?:\b(?:de|del|al?|ante|con|contra|en|entre|hacia|para|por|según|sin|sobre|tras|mediante)\s+)$", re.IGNORECASE
)
_LEADING = re.compile(
    r"^(?:(?:el|la|los|las|un|una|dich[oa]s?|citad[oa]s?|mencionad[oa]s?|referid[oa]s?|propi[oa]s?|est[ea]s?|su|"
    r"sus)\s+)+",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[,;:.()«»]|\s(?:que|cuy[oa]s?|cuando|donde|deber[áa]n?|podr[áa]n?|se|en el plazo|en los casos|con carácter|"
    r"antes de|entre sí|"
    r"la|los|las|el|a la|a los|al|para|mediante|conforme|según|en)\s",
    re.IGNORECASE,
)
_LONGEST = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A mention: `[start, end)` in its text, its name without article, how it stands (`subject`, `by`, `of`)."""

    start: int
    end: int
    name: str
    role: str


@cache
def _noun() -> re.Pattern[str]:
    nouns = "|".join(sorted(rules("actors")["nouns"], key=len, reverse=True))
    return re.compile(
        rf"(?P<det>\b{_DETERMINER}\s+)?(?P<noun>\b(?:{nouns})\b|(?<=\bel )(?-i:{ACRONYM})|(?<=\bla )(?-i:{ACRONYM}))",
        re.IGNORECASE,
    )


def actors(text: str) -> Iterator[Actor]:
    """Every actor of a text, outermost first: what a name contains is not given again."""
    done = 0
    for match in _noun().finditer(text):
        if match.start() < done:
            continue
        before = text[: match.start()]
        end = _end(text, match.end())
        by = _BY.search(before)
        role = "by" if by else "of" if _OF.search(before) else "subject"
        done = end
        yield Actor(start=match.start(), end=end, name=named(text[match.start() : end]), role=role)


def _end(text: str, start: int) -> int:
    """Where the name ends: before a comma, a relative, another article."""
    stop = _STOP.search(text, start, start + _LONGEST)
    end = stop.start() if stop else min(len(text), start + _LONGEST)
    return start + len(text[start:end].rstrip())


def named(text: str) -> str:
    """A name as a list shows it: without its article, white space single."""
    return _LEADING.sub("", " ".join(text.split())).strip(" .,;:")


def names_an_actor(text: str) -> bool:
    """Whether an actor stands in the text."""
    return _noun().search(text) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{rules('actors')[name]})", re.IGNORECASE)


def is_authority(name: str) -> bool:
    """Whether the one named decides rather than complies."""
    return _pattern("authorities").match(name) is not None


def role_of(text: str, what: str) -> str | None:
    """`authority` or `addressee`: whose `things` or `verbs` come first in a text."""
    places = {
        role: match.start()
        for role in ("authority", "addressee")
        if (match := _pattern(f"{role}_{what}").search(text)) is not None
    }
    return min(places, key=lambda role: places[role]) if places else None


def is_pronoun(text: str) -> bool:
    """Whether a subject only points back."""
    return re.match(rules("actors")["pronouns"], text, re.IGNORECASE) is not None
