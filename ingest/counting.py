"""What a count stands for: articles under another name, points of a resolution, clauses, or mere list items."""

from __future__ import annotations

from collections.abc import Sequence

from ingest import markers, phrases
from ingest.enumerations import Level, counted, list_markers
from ingest.layout import Placed
from ingest.markers import Heading
from ingest.text import Role
from ingest.tree import FLAT, Node
from kb.documents import PROVISIONS, UnitKind
from kb.numerals import plain, roman

_ARTICLES = "art"
_POINTS = "ap"
_CLAUSES = "cl"
_NOUNS = {
    "clausulas": "cl", "estipulaciones": "cl", "bases": "base", "normas": "norma", "reglas": "regla",
    "instrucciones": "instr", "instruccion": "instr", "exponen": "exp", "manifiestan": "exp", "expositivos": "exp",
}  # fmt: skip
"""What `Primera.` is the first of, or `Primero.` where the parties state their reasons, by the word above it."""
_RECITALS = "exp"
_LONGEST_TITLE = 500
_NUMBERS = (Level.NUMBER, Level.POINT, Level.UPPER_ROMAN)
_LARGEST_GAP = 3
"""Points in words that may be missing from a count: a misspelt one is none."""


class Count:
    """Follows the count of the articles, or of what stands for them, in the norm and in each of its annexes.

    The first of them settles the `family`: after an article, `Primero.` counts list items. In
    a `group` (`DISPOSICIONES FINALES`) a feminine ordinal is a provision.
    """

    def __init__(self, lines: Sequence[Placed]) -> None:
        self.lines = lines
        self.group: Heading | None = None
        self.family: str | None = None
        self.level: Level | None = None
        self.last = 0
        self._noun = _CLAUSES
        self._in_annex = False
        self._divided = False
        self._articles_ahead = _articles_ahead(lines)
        self._announced = any(phrases.enacts(p.text) and self.begins(index) for index, p in enumerate(lines, 1))

    # ------------------------------------------------------------ what the splitter tells

    def restart(self) -> None:
        """Forget family, level and last number: articles after the signature begin again at 1."""
        self.group, self.family, self.level, self.last = None, None, None, 0
        self._noun, self._in_annex = _CLAUSES, False

    def annexed(self, title: str) -> None:
        """An annex counts anew, what its title names first: `Bases reguladoras de la concesión de ayudas…`"""
        self.restart()
        self._in_annex = True
        self._noun = _NOUNS.get(_first_word(title), _CLAUSES)

    def divided(self) -> None:
        """A division begins: what stands for articles in it may have another name."""
        self.group, self._divided = None, True

    def opened(self, found: Heading) -> None:
        """An article, a point or a provision has been opened."""
        if found.kind in PROVISIONS:
            return
        self.group, self._divided = None, False
        self.family = found.part.partition("_")[0]
        self.level = _level_of(found.mark)
        self.last = self.last if found.number is None else found.number

    def enacted(self, formula: str) -> None:
        """The formula may name what it enacts: `… dicta las siguientes instrucciones:`."""
        words = plain(formula[-90:]).rstrip(":. ").split()
        self._noun = next((_NOUNS[word] for word in words if word in _NOUNS), self._noun)

    def names_family(self, index: int) -> bool:
        """`CLÁUSULAS`, `Bases de la convocatoria`, above `Primera.`"""
        noun = _noun(self.lines[index].text, self.lines[index + 1].text if index + 1 < len(self.lines) else "")
        if noun is None or self.family == _ARTICLES:
            return False
        self._noun, self.family, self.level, self.last = noun, None, None, 0
        return True

    # ------------------------------------------------------------ what the splitter asks

    def expects(self, article: Heading) -> bool:
        """Whether an article is the next one, or one inserted after the last."""
        return article.number in (self.last, self.last + 1)

    def misread(self, index: int) -> Heading | None:
        """The article that is due, where the markup tells of a heading and the scan spoilt its word or its number."""
        placed, due = self.lines[index], self.last + 1
        if placed.role is not Role.ARTICLE or placed.quoted or self.family != _ARTICLES:
            return None
        found = markers.misread_article(placed.text, due)
        return found if found is not None and self._next_article(index + 1) == due + 1 else None

    def _next_article(self, index: int) -> int | None:
        """The number of the first article from a line on."""
        openings = (self.lines[at].opening for at in range(index, len(self.lines)))
        return next((one.number for one in openings if one is not None and one.kind is UnitKind.ARTICLE), None)

    def heading(self, index: int, here: Node, *, enacted: bool) -> Heading | None:
        """The unit that a line opens which does not call itself an article; None for a list item."""
        placed = self.lines[index]
        told = placed.role is Role.ARTICLE
        named = markers.named_unit(placed.text)
        if named is not None and (told or self._renamed(named) or self._continues(index, named, enacted=enacted)):
            return named
        word = counted(placed.text)
        if word is not None and self.group is not None and word.feminine:
            part = f"{self.group.part}_{word.part}"
            return Heading(kind=self.group.kind, part=part, mark=word.mark, rest=word.rest, number=word.number)
        found = self._point(placed.text)
        if found is None or self._is_nested(found, here):
            return None
        fits = self.level in (None, _level_of(found.mark)) and self._continues(index, found, enacted=enacted)
        return found if told or fits else None

    def _point(self, text: str) -> Heading | None:
        """`Primero. Objeto.`, or `1. Objeto.` outside annexes, as a unit of its own."""
        word = counted(text)
        if word is not None and word.level is Level.ORDINAL:
            usual = _CLAUSES if word.feminine else _POINTS
            noun = self._noun if word.feminine != (self._noun == _RECITALS) else usual
            part = f"{noun}_{word.part}"
            return Heading(kind=UnitKind.ARTICLE, part=part, mark=word.mark, rest=word.rest, number=word.number)
        mark = next((one for one in list_markers(text) if one.level in _NUMBERS), None)
        if mark is None or self._in_annex or self.family == _ARTICLES:
            return None
        rest = text[len(mark.mark) :].lstrip(".-–— ")
        name = mark.mark.rstrip(".-–— ")
        noun = _POINTS if self._noun in (_CLAUSES, _RECITALS) else self._noun
        return Heading(kind=UnitKind.ARTICLE, part=f"{noun}_{mark.part}", mark=name, rest=rest, number=mark.ordinal)

    def _is_nested(self, found: Heading, here: Node) -> bool:
        """Whether a list open inside a unit goes on instead."""
        level = _level_of(found.mark)
        listed = next((node.number for node in here.up() if node.level is level), 0)
        return listed > 0 and found.number == listed + 1

    def _continues(self, index: int, found: Heading, *, enacted: bool) -> bool:
        """Whether a unit is the first of its container, one without articles, or the next of its family."""
        family, _, key = found.part.partition("_")
        if self.family is None:
            first = found.number in (1, None) and not self._articles_ahead[index]
            return first and (enacted or not self._announced)
        step = (found.number or 0) - self.last
        reach = _LARGEST_GAP if self.level is Level.ORDINAL else 1
        return family == self.family and (1 <= step <= reach or (step == 0 and "_" in key))

    def _renamed(self, found: Heading) -> bool:
        """`Regla 1.` right below a division, after articles."""
        return self._divided and found.number == 1 and found.part.partition("_")[0] != self.family

    def begins(self, index: int) -> bool:
        """Whether a line is the first of what a formula enacts."""
        if index >= len(self.lines):
            return False
        placed = self.lines[index]
        if placed.opening is not None or plain(placed.text[:20]).rstrip(".: ") in _NOUNS:
            return True
        if self._articles_ahead[index]:
            return False
        word = counted(placed.text)
        if word is not None:
            return word.number in (1, None)
        return markers.named_unit(placed.text) is not None or any(m.ordinal == 1 for m in list_markers(placed.text))

    def is_over(self, index: int) -> bool:
        """Whether a line in capitals ends the points or clauses of an annex: `PLAN DE ACCIÓN`, `ACUERDAN:`"""
        placed = self.lines[index]
        text = placed.text
        if self.family not in (_POINTS, _CLAUSES, _RECITALS) or placed.role not in (Role.TEXT, Role.HEADING):
            return False
        return placed.line.blank_before and text.isupper() and len(text.split()[0]) > 3 and not list_markers(text)

    def heads_articles(self, index: int) -> bool:
        """Whether a line opens an article or a division."""
        opening = self.lines[index].opening if index < len(self.lines) else None
        return opening is not None and (opening.kind is UnitKind.ARTICLE or opening.kind in FLAT)

    def opens(self, index: int, here: Node) -> bool:
        """Whether a line opens an article or another part of the norm."""
        if index >= len(self.lines) or self.lines[index].quoted:
            return False
        placed = self.lines[index]
        if placed.opening is not None or phrases.SIGNATURE.match(placed.text):
            return True
        if self.family == _ARTICLES and self.group is None and placed.role is not Role.ARTICLE:
            return False
        return self.heading(index, here, enacted=True) is not None


def _noun(text: str, below: str) -> str | None:
    """What a line names as what is counted below it, alone or with what it is of, right above the first."""
    if len(text) > _LONGEST_TITLE or text[:1].islower():
        return None
    words = plain(text).rstrip(".: ")
    if words in _NOUNS:
        return _NOUNS[words]
    first = counted(below)
    heads = first is not None and first.number == 1 and first.level is Level.ORDINAL and text[-1] not in ".,;"
    return _NOUNS.get(_first_word(words)) if heads else None


def _first_word(text: str) -> str:
    return plain(text).strip(" .:").partition(" ")[0]


def _level_of(mark: str) -> Level:
    """The sort of mark that a unit's is."""
    if mark[:1].isdecimal():
        return Level.POINT if mark[-1:] in "ºª°" else Level.NUMBER
    return Level.ORDINAL if roman(mark) is None else Level.UPPER_ROMAN


def _articles_ahead(lines: Sequence[Placed]) -> list[bool]:
    """For each line whether articles follow it before the norm is signed or an annex begins."""
    found = [False] * len(lines)
    ahead = False
    for index in range(len(lines) - 1, -1, -1):
        found[index] = ahead
        opening, text = lines[index].opening, lines[index].text
        if opening is not None and opening.kind in (UnitKind.ARTICLE, UnitKind.ANNEX):
            ahead = opening.kind is UnitKind.ARTICLE
        elif ahead and (markers.approved_body(text) or phrases.SIGNATURE.match(text)):
            ahead = False
    return found
