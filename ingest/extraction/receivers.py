"""Who receives, where no NIF and no list says it: by kind, by name, or by several names of one kind.

`Serán beneficiarias las universidades públicas`; `la concesión directa de subvenciones a la Fundación del Mar`; `las
comunidades autónomas de Aragón y de Castilla y León`, which are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.extraction.body_names import institution_names
from ingest.extraction.lexicon import Holder, Lexicon
from ingest.extraction.marks import Stretch
from ingest.extraction.names import NAME, RUN, key
from ingest.extraction.rules import rules
from kb.facts import EntityType
from kb.numerals import fold

_REACH = 240
_OF = r"(?:de la|de las|de los|del|de)"
_GIVEN = re.compile(r"beneficiari|subvencion|ayuda")
"""No sentence says who receives without one of these; most are not read further."""
_PROPER = re.compile(NAME)
_ARTICLE = r"(?<!\bde )(?<!\ba )(?<!\by )(?<!\ben )(?<!\bpor )(?<!\bcon )(?<!\bpara )(?:tod[oa]s )?(?:l[oa]s|el|la) "
"""It begins who receives: of `los socios de la agrupación` the partners do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Who receives, at `[start, end)` of a text, under the name that is kept."""

    start: int
    end: int
    name: str


@cache
def _rule(name: str) -> re.Pattern[str]:
    return re.compile(rules("receivers")[name])


@cache
def _stated_kind() -> re.Pattern[str]:
    """`Serán beneficiarias de estas ayudas las universidades públicas relacionadas en el anexo I`, folded."""
    book = rules("receivers")
    return re.compile(
        rf"{book['stated']}{book['between']}{_ARTICLE}(?P<who>(?:{book['kinds']})[^.,;:()]*?)(?={book['ends']})"
    )


@cache
def _list_lead() -> re.Pattern[str]:
    """`Podrán ser beneficiarios de estas ayudas:`, folded."""
    return re.compile(rf"{rules('receivers')['stated']}[^:.]*:\s*$")


@cache
def _item() -> re.Pattern[str]:
    """`a) Las cooperativas de pesca, …`, folded."""
    book = rules("receivers")
    return re.compile(
        rf"\s*(?:[a-zñ]{{1,2}}\)|\d{{1,2}}(?:\.?[oa]\)?|[.)])|[-–—•])\s*(?:l[oa]s|el|la) "
        rf"(?P<who>(?:{book['kinds']})[^.,;:()]*?)(?={book['ends']})"
    )


@cache
def _stated_name() -> re.Pattern[str]:
    """What stands before a name that it makes a receiver, folded."""
    book = rules("receivers")
    return re.compile(rf"{book['stated']}{book['between']}(?:{_ARTICLE})?$")


def _names() -> str:
    """The name of a territory or of an institution of one."""
    return rf"(?:{'|'.join(rules('bodies')['territory']['names'])}|{RUN})"


@cache
def _each() -> re.Pattern[str]:
    """`comunidades autónomas del Principado de Asturias, de Aragón y de Castilla y León`"""
    heads = "|".join(_spelt(head) for head in rules("receivers")["each"])
    item = _names()
    return re.compile(rf"\b(?P<head>{heads})(?P<names> {_OF} {item}(?:, (?:{_OF} )?{item})*,? [ye] (?:{_OF} )?{item})")


@cache
def _one() -> re.Pattern[str]:
    """`Comunidad Autónoma de Canarias`"""
    return re.compile(rf"\b(?:{'|'.join(rules('receivers')['each'].values())}) {_OF} {_names()}")


def _spelt(head: str) -> str:
    """A head with the accents and capitals that texts give it."""
    accents = {"a": "[aáA]", "o": "[oóO]", "c": "[cC]", "d": "[dD]", "m": "[mM]", "u": "[uU]"}
    return "".join(accents.get(letter, letter) for letter in head)


def enumerated(text: str) -> Iterator[tuple[Receiver, ...]]:
    """The several of one kind that a text names under a plural; the first has the common word in it."""
    one = re.compile(rf"(?:{_OF} )?(?P<name>{_names()})")
    for match in _each().finditer(text):
        singular = rules("receivers")["each"][fold(match["head"])]
        found = [
            Receiver(start=item.start(), end=item.end(), name=f"{singular} {_of(item)}")
            for item in one.finditer(text, match.start("names") + 1, match.end())
        ]
        first = Receiver(start=match.start(), end=found[0].end, name=found[0].name)
        yield (first, *found[1:])


def _of(item: re.Match[str]) -> str:
    """`de Aragón`, also where the preposition stands only before the first name of several."""
    return item[0] if item[0] != item["name"] else f"de {item[0]}"


def learn_receivers(stretches: list[Stretch], lexicon: Lexicon) -> None:
    """Which of those named together receive, as some place of the document says."""
    for stretch in stretches:
        folded = fold(stretch.text)
        for several in enumerated(stretch.text) if _GIVEN.search(folded) else ():
            if _receives(folded, several[0].start):
                lexicon.receivers |= {key(one.name) for one in several}


def mark_receivers(stretch: Stretch) -> None:
    """Note whoever a sentence says receives, and wherever they are named again those named together."""
    if stretch.row is not None:
        return
    folded = fold(stretch.text)
    for several in enumerated(stretch.text) if stretch.lexicon.receivers else ():
        if all(key(one.name) in stretch.lexicon.receivers for one in several):
            for one in several:
                _note(stretch, one)
    for one in _listed(stretch, folded):
        _note(stretch, one)
    if not _GIVEN.search(folded):
        return
    for one in _by_kind(stretch.text, folded):
        _note(stretch, one)
    for one in (*_by_name(stretch.text, folded), *_by_worth(stretch.text, folded)):
        if _note(stretch, one):
            stretch.holders.append(Holder(name=one.name))


def _by_kind(text: str, folded: str) -> Iterator[Receiver]:
    for match in _stated_kind().finditer(folded):
        start, end = match.span("who")
        if _rule("never").search(folded, 0, match.start()) or _rule("too_wide").fullmatch(folded, start, end):
            continue
        yield _named(text, start, end)


def _named(text: str, start: int, end: int) -> Receiver:
    """A kind as it is written; of an institution the whole name, which may hold commas."""
    whole = next((one.end for one in institution_names(text) if one.start == start), end)
    end = max(end, whole)
    return Receiver(start=start, end=end, name=" ".join(text[start:end].split()))


def _listed(stretch: Stretch, folded: str) -> Iterator[Receiver]:
    """The kind that an item names, under a sentence that says that who follows receives."""
    lead = _list_lead().search(folded)
    if lead is not None and not _rule("never").search(folded, 0, lead.start()):
        stretch.lexicon.listing = stretch.unit.parent
    elif stretch.unit.parent is not None and stretch.unit.parent == stretch.lexicon.listing:
        item = _item().match(folded)
        if item is not None and _rule("too_wide").fullmatch(folded, *item.span("who")) is None:
            yield _named(stretch.text, *item.span("who"))


def _by_name(text: str, folded: str) -> Iterator[Receiver]:
    named = [(one.start, one.end, one.name) for one in institution_names(text)]
    named += [(*match.span(), " ".join(match[0].split())) for match in _one().finditer(text)]
    for start, end, name in named:
        if _receives(folded, start):
            yield Receiver(start=start, end=end, name=name)


def _by_worth(text: str, folded: str) -> Iterator[Receiver]:
    """`La subvención a Amigos del Mar ascenderá a 3.000 euros`: by any proper name."""
    for grant in _rule("grant_to").finditer(folded):
        name = _PROPER.match(text, grant.end())
        if name and _rule("worth").match(folded, name.end()):
            yield Receiver(start=name.start(), end=name.end(), name=" ".join(name[0].split()))


def _receives(folded: str, start: int) -> bool:
    before = folded[max(0, start - _REACH) : start]
    told = _stated_name().search(before) or _rule("granted").search(before)
    return told is not None and not _rule("never").search(before[: told.start()])


def _note(stretch: Stretch, one: Receiver) -> bool:
    free = not stretch.is_closed(one.start, one.end)
    if not free or not stretch.add(EntityType.BENEFICIARY, one.start, one.end, one.name, name=one.name):
        return False
    stretch.close(one.start, one.end)
    return True
