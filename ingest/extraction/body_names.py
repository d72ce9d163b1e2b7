"""Where the name of an organ begins and ends, from the words of `ingest/rules/bodies.toml`.

`Ministerio de Educación, Formación Profesional y Deportes` is one name; `Ministerio de Hacienda y el Consejo de
Estado` is two, and `los Ministerios de Hacienda y de Cultura` names two ministries under one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ingest.extraction.names import WORD
from ingest.extraction.rules import rules

_LINK = r"(?:de la|de las|de los|del|de|d[’']|para|contra el|contra la)"
_INNER = r"(?:de la|de las|de los|de|del|d[’']|en el|en la|en|con las|con la|con|a la|al|i)"
_SPACE = r"[ \xa0]+"
_REACH = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name in a text. `passing`: it counts only with a role; `name`: as it is kept, when not as written.

    `generic`: it says what somebody is and not who, `el órgano competente`, and counts only where that somebody acts.
    """

    start: int
    end: int
    name: str
    passing: bool = False
    generic: bool = False


def organ_names(text: str) -> Iterator[Named]:
    """Every organ that a text names, by a fixed name, by its first word, or by its function; longest first of each."""
    for match in _organs().finditer(text):
        if match["plural"]:
            yield from _each(text, match)
            continue
        if match["territory"] and re.search(rules("bodies")["territory"]["never_after"], text[: match.start()].lower()):
            continue
        if match["function"] and re.search(rules("bodies")["functions"]["same"], text[: match.start()]):
            continue
        passing = bool(match["passing"] or match["territory"])
        name = _within_matters(match[0])
        shown = _function(name) if match["function"] else _shown(name)
        yield Named(start=match.start(), end=match.start() + len(name), name=shown, passing=passing)


def generic_names(text: str) -> Iterator[Named]:
    """Whoever a text names only by what they are: `el órgano competente`, `cada comunidad autónoma`, `la Comisión`."""
    same = re.compile(rules("bodies")["functions"]["same"])
    for match in _generic().finditer(text):
        if same.search(text, max(0, match.start() - _REACH), match.start()) is None:
            name = " ".join(match[0].split()) if match["bare"] else _function(match[0])
            yield Named(start=match.start(), end=match.end(), name=name, passing=True, generic=True)


def _within_matters(name: str) -> str:
    """`Ministerio de Universidades y Crue` ends before who comes next: its last matter is one of the rules'."""
    if not name.lower().startswith("minist"):
        return name
    last = re.search(rf"{_SPACE}[ye]{_SPACE}(?:(?:de|del|la|el|los|las){_SPACE})*(?P<matter>\w+)[^,]*$", name)
    known = last is None or last["matter"] in rules("bodies")["matters"]
    return name if known or last is None else name[: last.start()]


def institution_names(text: str) -> Iterator[Named]:
    """Institutions that are no organs: `Fundación Isaac Albéniz`, `Universidad de Zaragoza`."""
    for match in _institutions().finditer(text):
        yield Named(start=match.start(), end=match.end(), name=_shown(match[0]), passing=True)


def with_legal_form(text: str, named: Named) -> Named:
    """`Instituto del Mar, O.A.`: with the letters that say that it is a public body, which then counts anywhere."""
    form = re.compile(rules("bodies")["institutions"]["legal_forms"]).match(text, named.end)
    if form is None:
        return named
    return replace(named, end=form.end(), name=f"{named.name}{' '.join(form[0].split())}", passing=False)


def public_bodies(text: str) -> Iterator[tuple[str, str]]:
    """Each name that has such letters in a text, without them and with them."""
    if re.search(rules("bodies")["institutions"]["legal_forms"], text):
        for names in (organ_names(text), institution_names(text)):
            for named in names:
                whole = with_legal_form(text, named)
                if whole is not named:
                    yield named.name, whole.name


def at_its_seat(text: str, named: Named) -> Named:
    """`Presidencia del Instituto del Mar`: the organ of an institution is named with it."""
    seat = re.search(rules("bodies")["institutions"]["seats"], text[: named.start])
    if seat is None or named.generic:
        return named
    return replace(named, start=seat.start(), name=f"{seat[0]}{named.name}", passing=False)


def is_institution(name: str) -> bool:
    """Whether any word of a name is one that institutions are called by, or an organ is."""
    words = rules("bodies")["institutions"]["words"]
    return any(re.search(rf"(?<!\w){word}(?!\w)", name) for word in words) or any(organ_names(name))


def begins_as_institution(name: str) -> bool:
    """Whether a name is that of an institution or organ from its first word on."""
    return any(one.start == 0 for names in (organ_names(name), institution_names(name)) for one in names)


def _shown(name: str) -> str:
    """As a name is kept: white space single, a capital first."""
    clean = " ".join(name.split())
    return clean[0].upper() + clean[1:]


_SAID = re.compile(r"(?<= de )(las?|los|el) (?:citad|mencionad|referid|respectiv|correspondient|distint)[aeo]s? ")


def _function(name: str) -> str:
    """As an organ that only its function names is kept: without the capital that opens its sentence or `citadas`."""
    clean = _SAID.sub(r"\1 ", " ".join(name.split()))
    return clean[0].lower() + clean[1:] if clean[1:].islower() and clean[0] != "A" else clean


def _each(text: str, match: re.Match[str]) -> Iterator[Named]:
    """One name for each matter; the first has the common word in it."""
    singular = rules("bodies")["plural"][match["plural"]]
    matters = re.split(
        rf"(?:,{_SPACE}|{_SPACE}y{_SPACE})(?=para{_SPACE}|del?{_SPACE}(?!las?{_SPACE}))", match["matters"]
    )
    at, start = match.start("matters"), match.start()
    for matter in matters:
        at = text.index(matter, at)
        end = at + len(matter)
        yield Named(start=start, end=end, name=f"{singular} {' '.join(matter.split())}")
        at = start = end
        start = _skip(text, end)


def _skip(text: str, at: int) -> int:
    joint = re.compile(rf"(?:,{_SPACE}|{_SPACE}y{_SPACE})").match(text, at)
    return joint.end() if joint else at


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + r")(?!\w)"


@cache
def _first_words() -> str:
    """Words that begin another organ's name: no name goes on through them."""
    book = rules("bodies")
    heads = [*book["heads"], *book["territory"]["heads"], *book["plural"], *book["institutions"]["words"]]
    return "(?:" + "|".join(sorted({re.escape(head.split()[0]) for head in heads})) + r")(?!\w)"


@cache
def _run() -> str:
    word = rf"(?!{_first_words()}){WORD}"
    return rf"{WORD}(?:{_SPACE}(?:{_INNER}{_SPACE})?{word}|{_SPACE}-{_SPACE}{WORD})*"


@cache
def matter() -> str:
    """`Educación, Formación Profesional y Deportes`: a run, or several that a last `y` closes."""
    more = rf"(?!{_first_words()}){_run()}"
    also = rf"{_SPACE}y{_SPACE}(?:para{_SPACE}(?:las?|los|el)|de las?|de los|del|de){_SPACE}{more}"
    return rf"{_run()}(?:(?:,{_SPACE}{more})*{_SPACE}[ye]{_SPACE}{more}|{also})?"


@cache
def _purpose() -> str:
    """`para la Transformación Digital y de la Función Pública`: it goes on through `y de la`, `y el`."""
    more = rf"(?!{_first_words()}){_run()}"
    return rf"para{_SPACE}(?:la|el){_SPACE}{matter()}(?:{_SPACE}y{_SPACE}(?:el|la|los|las){_SPACE}{more})?"


@cache
def _organs() -> re.Pattern[str]:
    book = rules("bodies")
    territory, functions = book["territory"], book["functions"]
    adjective = rf"(?:{_SPACE}(?!{_first_words()}){WORD}){{0,2}}"
    matters = rf"(?:{_purpose()}|(?:de|del){_SPACE}(?:las?{_SPACE}|los{_SPACE})?(?!{_first_words()}){matter()})"
    joint = rf"(?:,{_SPACE}|{_SPACE}y{_SPACE})"
    place = rf"(?:de la|del|de|d[’']){_SPACE}(?:{_any(territory['names'])}|{_run()})"
    inside = rf"{_any(book['delegated'])}{_SPACE}(?:ante|en){_SPACE}(?:el|la){_SPACE}"
    of_matter = rf"(?:{_purpose()}|{_LINK}{_SPACE}{matter()})"
    organ = rf"{_any(book['heads'])}{adjective}{_SPACE}{of_matter}"
    return re.compile(
        rf"(?<![\w-])(?:(?P<fixed>{_any(book['fixed'])})|(?P<passing>{_any(book['passing'])})"
        rf"|{inside}{organ}"
        rf"|(?P<plural>{_any(list(book['plural']))}){_SPACE}(?P<matters>{matters}(?:{joint}{matters})*)"
        rf"|{organ}|{_any(book['lower'])}{_SPACE}{of_matter}"
        rf"|{book['autonomous']}{_SPACE}«?(?!{_first_words()}){matter()}(?:»)?"
        rf"|(?P<territory>{_any(territory['heads'])}{_SPACE}{place}|{_any(territory['alone'])})"
        rf"|(?P<function>(?:{'|'.join(functions['patterns'])}){book['generic']['whose']}))"
    )


@cache
def _generic() -> re.Pattern[str]:
    book = rules("bodies")["generic"]
    return re.compile(
        rf"(?<![\w-])(?:(?:{'|'.join(book['patterns'])}){book['whose']}"
        rf"|(?P<bare>{'|'.join(book['bare'])}){book['longer']})"
    )


@cache
def _institutions() -> re.Pattern[str]:
    words, places = _any(rules("bodies")["institutions"]["words"]), rules("bodies")["institutions"]["places"]
    own = rf"{WORD}(?:{_SPACE}(?!{_first_words()}){WORD})*"
    whose = rf"{_SPACE}{_INNER}{_SPACE}(?:{matter()})|{_SPACE}-{_SPACE}{_run()}|{_SPACE}{_purpose()}"
    rest = rf"(?:{_SPACE}{own})?(?:{whose}|(?<=\w){_SPACE}{own})"
    before = rf"(?:(?!{_first_words()}|{rules('bodies')['openers']}){WORD}{_SPACE})"
    return re.compile(rf"(?<![\w-])(?!{places})(?:{before}{{1,3}}{words}(?:{rest})?|{words}{rest})")
