"""Things that are told apart by a number: `hito 12`, `lotes 1 a 3`, `fase II`, `segunda línea`, `PT9`.

A question for one of them is not answered by another of the same kind, however near the words are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kb.lexical import terms
from kb.numerals import ORDINAL, cardinal, fold, ordinal, roman
from kb.patterns import regex
from kb.place_grammar import between

REMEMBERED = 20_000
"""Texts whose numbered things are kept from one question to the next."""

_NOUN = (
    r"(?P<noun>hito|objetivo|meta|lote|linea|fase|etapa|componente|medida|inversion|reforma|actuacion|accion|actividad"
    r"|programa|subprograma|eje|paquete|tarea|bloque|tramo|zona|modelo|modulo|nivel|grupo|subgrupo|categoria|umbral"
    r"|proyecto|subproyecto|indicador|entregable|generacion|modalidad|prioridad|tabla|cuadro|campo)"
)
_KIND = r"(?:\s+(?P<kind>(?:de\s+)?(?!hasta|para|entre|sobre|desde|menos|cada|num)[a-z]{4,}))?"
"""`de trabajo`, `estratégico`"""
_ONE = (
    r"(?:\d{1,4}(?:\.\d{1,2})*(?![\d.,]*\d)|[ivxl]+\b|[a-h]\b"
    r"|(?:uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez)\b)"
)
_JOIN = r"(?:\s*,\s*(?:y\s+)?|\s+(?:y|e|o|u|a|al)\s+|-)"
_JOINED = regex(f"({_JOIN})")
_LETTERS = frozenset("ABCDEFGH")
_SOME = rf"\b{_NOUN}(?:e?s)?\b"
_ANY_NOUN = regex(_SOME)
_NUMBERED = regex(
    rf"{_SOME}{_KIND}\s+(?:num(?:eros?|\.)\s*|n\.?\s?o\s?\.?\s*)?"
    rf"(?P<list>{_ONE}(?:{_JOIN}{_ONE})*)"
    r"(?!\s*(?:%|euros?\b|millones\b|mil\b|por\b))"
)
"""`los hitos 251 y 253`, `línea de actuación n.º 2`, `lotes 1 a 3`"""
_ORDINAL_BEFORE = regex(rf"\b(?:(?P<words>{ORDINAL})|(?P<number>\d{{1,2}})\.?[oa])\s+{_NOUN}\b")
_ORDINAL_BEHIND = regex(rf"\b{_NOUN}\s+(?:(?P<words>{ORDINAL})|(?P<number>\d{{1,2}})\.?[oa])\b")
"""`segunda fase`, `2.ª línea`; `fase segunda`"""
_YEAR = regex(r"(?:19|20)\d\d")
_CODE = regex(r"\b(?P<letters>[A-ZÑ]{1,4}|[a-z]{2,3})-?(?P<number>\d{1,3}(?:\.\d{1,2})*)(?![\w/]|[.,]\d)")
"""`PT9`, `R1`, `OE-2`"""
_LABEL = regex(r"(?:(?P<number>\d{1,3})(?:\.?[ºª]|[.)]|(?=\s))(?!\d)|(?P<roman>[IVXL]+)[.)])")
"""How an item of a list, or a row, begins: `3. Desarrollar…`, `251 Publicación…`"""
_DIGITS = regex(r"\d{2,}$")
_ALONE = regex(r"(?<![\w.,/])\d{2,4}(?=\s*(?:$|[(),;:.](?!\d)|(?:bis|ter|y|e|o)\b))")
"""`el 047 (carreteras)`, but not `90 viviendas`"""

Pair = tuple[str, str]
"""The stem of what is numbered, or the capitals of a code; and the number in digits, or a letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A thing that a question calls by its number: how it may be shown, and the pairs that mean it."""

    text: str
    pairs: frozenset[Pair]

    def named_in(self, text: str) -> bool:
        """Whether a text names it, or says what is numbered and its number apart: `los campos son el 022 y el 047`."""
        if not self.pairs.isdisjoint(_pairs(text)):
            return True
        written = _DIGITS.search(self.text)
        if written is None or written[0] not in _ALONE.findall(text):
            return False
        nouns = _nouns(text)
        return any(kind in nouns for kind, _ in self.pairs)

    def another_in(self, text: str) -> bool:
        """Whether a text names others of its kind and not it."""
        kinds = {kind for kind, _ in self.pairs}
        return not self.named_in(text) and any(kind in kinds for kind, _ in _pairs(text))

    def labels(self, text: str, above: str) -> bool:
        """Whether an item or a row begins with its number, below a head or a header that says what is numbered."""
        label = _LABEL.match(text)
        if label is None:
            return False
        number = str(int(label["number"]) if label["number"] else roman(label["roman"]))
        nouns = _nouns(above)
        return any(kind in nouns and number == of for kind, of in self.pairs)

    @property
    def is_code(self) -> bool:
        """Whether it is called by a code alone: `PT9`."""
        return all(kind.isupper() for kind, _ in self.pairs)


def numbered(question: str) -> tuple[Numbered, ...]:
    """The things that a question calls by their number, in order."""
    found: dict[str, set[Pair]] = {}
    for shown, pair in (*_called(question), *_coded(question)):
        found.setdefault(shown, set()).add(pair)
    return tuple(Numbered(text=shown, pairs=frozenset(pairs)) for shown, pairs in found.items())


@lru_cache(maxsize=REMEMBERED)
def _pairs(text: str) -> frozenset[Pair]:
    return frozenset(pair for _, pair in (*_called(text), *_counted(text), *_coded(text)))


def _nouns(text: str) -> frozenset[str]:
    """The stems of what a text says there are several of, or one."""
    return frozenset(terms(match["noun"])[0] for match in _ANY_NOUN.finditer(fold(text)))


def _called(text: str) -> Iterator[tuple[str, Pair]]:
    """What a text calls by a noun and a number, as it is written; with its initials, as `PT9` is a package too."""
    for match in _NUMBERED.finditer(fold(text)):
        head, noun, kind = text[match.start() : match.start("list")], match["noun"], match["kind"] or ""
        initials = noun[0] + kind.split()[-1][0] if kind.startswith("de ") else noun[0]
        for written, number in _numbers(text[slice(*match.span("list"))]):
            yield head + written, (terms(noun)[0], number)
            yield head + written, (initials.upper(), number)


def _counted(text: str) -> Iterator[tuple[str, Pair]]:
    """What a text calls the second, which a question may mean otherwise."""
    folded = fold(text)
    for pattern in (_ORDINAL_BEFORE, _ORDINAL_BEHIND):
        for match in pattern.finditer(folded):
            number = str(match["number"] or ordinal(match["words"]))
            yield match[0], (terms(match["noun"])[0], number)


def _coded(text: str) -> Iterator[tuple[str, Pair]]:
    for match in _CODE.finditer(text):
        yield match[0], (match["letters"].upper(), match["number"])


def _numbers(written: str) -> Iterator[tuple[str, str]]:
    """Each of `251 y 253`, `1 a 3`, `II`, `B`, as it is written and in digits, or the letter; years are no numbers."""
    last, joint = "", ""
    for part in _JOINED.split(written):
        if _JOINED.fullmatch(part):
            joint = part.strip(" ,")
            continue
        number = _number(part)
        if number is None:
            continue
        if joint in ("a", "al", "-"):
            yield from ((one, one) for one in between(last, number))
        yield part, number
        last = number


def _number(written: str) -> str | None:
    """`12`, `3.1`, `II` or `tres` in digits, a capital as it is; None for a year and for words in small letters."""
    if written[0].isdigit():
        return None if _YEAR.fullmatch(written) else ".".join(str(int(part)) for part in written.split("."))
    if written in _LETTERS:
        return written
    value = roman(written)
    if value is None:
        value = cardinal(written)
    return None if value is None else str(value)
