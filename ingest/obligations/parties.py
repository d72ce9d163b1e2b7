"""Who a norm about grants says that it binds: whom it calls beneficiaries, who applies, and who it says grants."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from ingest.extraction.rules import rules
from ingest.obligations.actors import Role, actors, is_functional, kind_of, named
from ingest.obligations.agents import MAY_GET
from ingest.spans import whole_words
from kb.numerals import fold

RECEIVES = "beneficiari"
"""What every name of a beneficiary has, folded."""
_REACH = 160
"""Characters behind `serán beneficiarias` or `mediante resolución de` within which they are named."""
_JOINED = re.compile(r"(?:del? |al? )?", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:no|tampoco)\s+(?:se\s+)?$", re.IGNORECASE)
_ASIDE = re.compile(r"[.;:]")


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(words, re.IGNORECASE) for words in rules("actors")["parties_told"][name])


def parties(text: str, names: Collection[str]) -> dict[Role, str]:
    """Who gets, asks for and gives the grant, as the text names them, in the shortest of the `names` that verbs have.

    Beneficiaries are only called by their own name where the text does so more often than by their role.
    """
    found: dict[Role, str] = {}
    told = next(iter(granted(text)), None)
    if told is not None:
        name = _shortest(told, names)
        folded = fold(text)
        if kind_of(name) != "applicant" and folded.count(fold(name)) > folded.count(RECEIVES):
            found["addressee"] = name
    asks = next((one for one in _told(text, "applicants") if kind_of(one) == "addressee"), None)
    if asks is not None and RECEIVES not in fold(asks):
        found["applicant"] = asks
    grants = next((one for one in _told(text, "granters") if RECEIVES not in fold(one)), None)
    if grants is not None:
        found["authority"] = _shortest(grants, names)
    return found


def granted(text: str) -> list[str]:
    """Whom the text says that its beneficiaries are, by their own name, each time it does."""
    return [one for one in _told(text, "beneficiaries") if not is_functional(one)]


def class_granted(text: str) -> str | None:
    """The one class that the text says its beneficiaries are, if its name tells who; None for several.

    `No podrán ser beneficiarias las naves de recreo` is about others.
    """
    told = [named(one["who"]) for one in MAY_GET.finditer(text) if not _DENIED.search(text, 0, one.start())]
    classes = {fold(one): one for one in told if not is_functional(one)}
    found = next(iter(classes.values())) if len(classes) == 1 else ""
    too_wide = re.fullmatch(rules("receivers")["too_wide"], fold(found))
    return found if len(found.split()) > 1 and too_wide is None else None


def granter(text: str) -> str | None:
    """The one body that the text says grants; None where it names none by its own name, or several."""
    told = [one for one in _told(text, "granters") if RECEIVES not in fold(one) and not is_functional(one)]
    return min(told, key=len) if len({fold(one) for one in told}) == 1 else None


def _told(text: str, which: str) -> Iterator[str]:
    """Each actor that stands where one of the patterns says, in the order of the text: in its `who`, or behind it."""
    found = sorted(
        (match.start(), match["who"] if "who" in words.groupindex else _behind(text, match.end()))
        for words in _patterns(which)
        for match in words.finditer(text)
    )
    for _, told in found:
        one = next(actors(_ASIDE.split(told)[0]), None)
        if one is not None and _JOINED.fullmatch(told[: one.start]) and len(one.name.split()) > 1:
            yield one.name


def _behind(text: str, end: int) -> str:
    """What follows within reach, in whole words."""
    return text[end : whole_words(text, end, min(len(text), end + _REACH))[1]]


def _shortest(name: str, names: Collection[str]) -> str:
    """`comunidades autónomas` of `comunidades autónomas de la costa`, where the text calls them so."""
    same = (one for one in names if fold(name).startswith(fold(one)) and len(one.split()) > 1)
    return min(same, key=len, default=name)
