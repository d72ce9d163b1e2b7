"""What opens a unit: headings of divisions, articles, provisions and annexes, and list markers.

Patterns are composed of named pieces; each says with an example what it reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from kb.documents import UnitKind
from kb.numerals import SUFFIXES, cardinal, ordinal, plain, roman

_DASH = r"[.:\-–—]"
_END = rf"\s*(?:{_DASH}+\s*(?P<rest>.*))?$"
_NUMBER = r"\d{1,4}(?:-\d{1,3})?"
_ROMAN = r"[IVXLCDM]{1,8}"

_WORDS = rf"[A-Za-zÁÉÍÓÚáéíóúñÑ]+(?:\s+(?!(?:{SUFFIXES})\b)[A-Za-zÁÉÍÓÚáéíóú]+){{0,3}}"
_ARTICLE = re.compile(
    rf"(?P<word>Art[íi]culo|ART[ÍI]CULO|Art\.)\s+"
    rf"(?:(?P<number>{_NUMBER})\s?\.?[ºª°o]?|(?P<words>{_WORDS}|{_ROMAN}))"
    rf"(?:\s+(?P<suffix>(?:{SUFFIXES})(?:\s+\d{{1,2}})?))?{_END}"
)
"""`Artículo 7. Subcontratación.`, `Artículo único.`, `ARTÍCULO 3.º`, `Art. 5 bis.-`, `Artículo treinta y uno`"""

_ARTICLES = re.compile(
    rf"(?P<word>Art[íi]culos|ART[ÍI]CULOS|Arts\.)\s+(?P<first>{_NUMBER})\s?\.?[ºª°o]?\s+(?:al?|y)\s+"
    rf"(?P<last>{_NUMBER})\s?\.?[ºª°o]?{_END}"
)
"""`Artículos 35 a 41.`, above `(Derogados)`"""

_NAMED_UNIT = re.compile(
    rf"(?P<word>Norma|NORMA|Regla|REGLA|Instrucci[óo]n|INSTRUCCI[ÓO]N|Base|BASE)\s+(?:(?P<number>\d{{1,3}})(?P<sign>\s?\.?[ºª°])?"
    rf"|(?P<words>{_WORDS}))(?:\s+(?P<suffix>{SUFFIXES}))?(?:\s*{_DASH}+\s*|\s+(?(sign)|(?!))|$)(?P<rest>.*)$"
)
"""`Norma 1. Objeto.`, `Norma 8.ª Determinación…`, `Regla primera. Ámbito.`: what a circular has for articles"""

_PROVISION = re.compile(
    r"disposici[oó]n\s+(?P<kind>adicional|transitoria|derogatoria|final)"
    rf"(?:\s+(?:(?P<number>\d{{1,3}})\.?[ºª°]?|(?P<words>[a-záéíóú]+(?:\s+(?!(?:{SUFFIXES})\b)[a-záéíóú]+){{0,2}})))?"
    rf"(?:\s+(?P<suffix>{SUFFIXES}))?{_END}",
    re.IGNORECASE,
)
"""`Disposición final cuarta. Entrada en vigor.`, `DISPOSICIÓN DEROGATORIA`"""

_PROVISIONS = re.compile(
    r"disposici(?:ones|[oó]n)\s+(?P<kind>adicional|transitoria|derogatoria|final)(?:es|s)?\.?$", re.I
)
"""`DISPOSICIONES FINALES`, above `Primera. Título competencial.`"""

_DIVISION = re.compile(
    rf"(?P<word>LIBRO|T[ÍI]TULO|CAP[ÍI]TULO|SECCI[ÓO]N|SUBSECCI[ÓO]N|Libro|T[íi]tulo|Cap[íi]tulo|Secci[óo]n|Subsecci[óo]n)\s+"
    rf"(?P<number>{_ROMAN}|\d{{1,3}}(?:\.?[ªº°])?|[A-Za-zÁÉÍÓÚáéíóúñÑ]+)(?:\s+(?P<suffix>{SUFFIXES}))?{_END}"
)
"""`TÍTULO PRELIMINAR`, `CAPÍTULO II`, `Sección 1.ª Disposiciones comunes`"""

_SHORT_DIVISION = re.compile(
    r"(?P<word>Secci[óo]n|SECCI[ÓO]N|Subsecci[óo]n)\s+(?P<number>\d{1,3})\.?[ªº°]\s+(?P<rest>\S.*)$"
)
"""`Sección 1.ª Disposiciones comunes`: the title follows without a stop"""

_ANNEX = re.compile(
    rf"(?P<word>ANEXO|ANEJO|AP[ÉE]NDICE|Anexo|Anejo|Ap[ée]ndice)"
    rf"(?:\s+(?:n[úu]m\.|n\.?[ºo])?\s*(?P<number>{_ROMAN}|\d{{1,3}}|[A-Z]|[ÚU]NICO|único))?(?:\s+(?P<suffix>{SUFFIXES}))?{_END}"
)
"""`ANEXO VI`, `Anexo 2. Modelo de solicitud`, `ANEXO`"""

_ORDINAL_UNIT = re.compile(
    rf"(?P<words>[A-ZÁÉÍÓÚ][A-ZÁÉÍÓÚa-záéíóú]+(?:\s+[a-záéíóú]+)?)(?:\s+(?P<suffix>{SUFFIXES}))?\s?[.:]\s?[\-–—]?\s*(?P<rest>.*)$"
)
"""`Primero. Objeto.`, `Segunda.– Obligaciones de las partes.`, `Decimocuarto.`"""

_BODIES = re.compile(
    r"(?P<word>REGLAMENTO|ESTATUTOS?|TEXTO REFUNDIDO|C[ÓO]DIGO|CONVENIO|ACUERDO|PROTOCOLO|INSTRUCCI[ÓO]N|PLAN|BASES)\b(?P<rest>[^.:;]*)\.?$"
)
"""`REGLAMENTO DE LA LEY …` after the signature: a norm that the decree approves"""

FORMULA = re.compile(
    r"(?:DISPONGO|DISPONEMOS|DISPONE|DISPONER|ORDENO|ACUERDO|ACUERDA|RESUELVO|RESUELVE|HE RESUELTO|HA RESUELTO|HA DISPUESTO)"
    r"(?:\s+APROBAR)?\s*[:.]?$|(?:Dispongo|Resuelvo|Acuerdo|Ordeno|Resuelve|Dispone)\s*:$|.{0,400}\b(?:DISPONGO|DISPONE|RESUELVO|ACUERDA|RESUELVE):$"
    r"|.{0,3000}\s(?:dispongo|ordeno|resuelvo|resuelve|resuelven|acuerda|acuerdan"
    r"|h[ea] (?:resuelto|dispuesto|acordado))\s*:$"
)
"""The line that enacts: `DISPONGO:`, `…, esta Dirección General resuelve:`"""

PRE_FORMULA = re.compile(
    r"(?:En su virtud|En virtud de (?:lo anterior|ello|cuanto)|Por (?:todo )?(?:ello|lo expuesto|lo anterior)|A la vista de)\b"
)
"""The paragraph before it, proposals and deliberations: `En su virtud, a propuesta de…`"""

SIGNATURE = re.compile(
    r"(?:Dad[oa] en\s|(?:En\s)?[A-ZÁÉÍÓÚ][\w .\-]{2,40},\s+(?:a\s+)?\d{1,2} de [a-z]+ de \d{4}\s*[.\-–—]*"
    r"(?:\s*[\-–—]\s*(?:El|La|Por)\b.*|\s*[\-–—]\s*FELIPE.*)?$|Por tanto,$|Mando a todos los españoles)"
)
"""`Dado en Madrid, el 26 de octubre de 2021.`, `Madrid, 3 de mayo de 2024.–El Ministro…`, `Por tanto,`"""

PREAMBLE = re.compile(r"(?:PRE[ÁA]MBULO|EXPOSICI[ÓO]N DE MOTIVOS|Pre[áa]mbulo|Exposici[óo]n de motivos)\.?$")
ROMAN_PART = re.compile(rf"(?P<number>{_ROMAN})\s*[.\-–]?$")

_DIVISION_KINDS = {
    "libro": (UnitKind.BOOK, "lib"),
    "titulo": (UnitKind.TITLE, "tit"),
    "capitulo": (UnitKind.CHAPTER, "cap"),
    "seccion": (UnitKind.SECTION, "sec"),
    "subseccion": (UnitKind.SUBSECTION, "sub"),
}
_PROVISION_KINDS = {
    "adicional": (UnitKind.ADDITIONAL_PROVISION, "da"),
    "transitoria": (UnitKind.TRANSITIONAL_PROVISION, "dt"),
    "derogatoria": (UnitKind.REPEALING_PROVISION, "dd"),
    "final": (UnitKind.FINAL_PROVISION, "df"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A line that opens a unit: the id's part, the mark as written, the rest of the line.

    `number` is the ordinal the mark names, None for `único` or an unnumbered one.
    """

    kind: UnitKind
    part: str
    mark: str
    rest: str
    number: int | None = None


def _key(number: str | None, words: str | None, suffix: str | None) -> tuple[str, int | None] | None:
    """The part of an id that a number, an ordinal in words or a roman numeral gives."""
    tail = f"_{plain(suffix).replace(' ', '_')}" if suffix else ""
    if number and number[0].isdigit():
        head = re.match(r"[\d-]+", number)
        assert head is not None
        return head[0] + tail, int(head[0].split("-")[0])
    word = number or words or ""
    if plain(word) in ("unico", "unica"):
        return "unico" + tail if plain(word) == "unico" else "unica" + tail, None
    if plain(word) == "preliminar":
        return "prelim" + tail, 0
    value = ordinal(word) if len(word) > 3 else None
    if value is not None:
        return f"{value}{tail}", value
    value = roman(word)
    return (word + tail, value) if value is not None else None


def _mark(match: re.Match[str]) -> str:
    """The line up to the stop before its rest, as written."""
    rest = match["rest"] or ""
    head = match.string[: len(match.string) - len(rest)] if rest else match.string
    return head.strip().rstrip(".:-–— ")


def article(line: str) -> Heading | None:
    """`Artículo 7. Subcontratación.`; None for `Artículo 7 de la Ley…` and the like."""
    if (several := _ARTICLES.match(line)) is not None:
        part = f"art_{several['first']}-{several['last']}"
        return Heading(
            kind=UnitKind.ARTICLE,
            part=part,
            mark=_mark(several),
            rest=several["rest"] or "",
            number=int(several["last"].split("-")[0]),
        )
    match = _ARTICLE.match(line)
    if match is None:
        return None
    key = _key(match["number"], match["words"], match["suffix"]) or _counted(match["words"], match["suffix"])
    if key is None:
        return None
    part = f"art_{key[0]}"
    return Heading(kind=UnitKind.ARTICLE, part=part, mark=_mark(match), rest=match["rest"] or "", number=key[1])


def _counted(words: str | None, suffix: str | None) -> tuple[str, int] | None:
    """`treinta y uno` -> the part of an id and the number."""
    value = cardinal(words or "")
    return (f"{value}_{plain(suffix)}" if suffix else str(value), value) if value else None


def named_unit(line: str) -> Heading | None:
    """`Norma 1. Objeto.`: an article under another name."""
    match = _NAMED_UNIT.match(line)
    if match is None:
        return None
    key = _key(match["number"], match["words"], match["suffix"])
    if key is None or key[0][:1].isupper():
        return None
    part = f"{_NAMED_FAMILIES[plain(match['word'])]}_{key[0]}"
    return Heading(kind=UnitKind.ARTICLE, part=part, mark=_mark(match), rest=match["rest"], number=key[1])


_NAMED_FAMILIES = {"norma": "norma", "regla": "regla", "instruccion": "instr", "base": "base"}


def provision(line: str) -> Heading | None:
    """`Disposición final cuarta. Entrada en vigor.`"""
    match = _PROVISION.match(line)
    if match is None or not line[0].isupper():
        return None
    kind, part = _PROVISION_KINDS[match["kind"].lower()]
    if not match["number"] and not match["words"]:
        return Heading(kind=kind, part=f"{part}_unica", mark=_mark(match), rest=match["rest"] or "")
    key = _key(match["number"], match["words"], match["suffix"])
    if key is None:
        return None
    return Heading(kind=kind, part=f"{part}_{key[0]}", mark=_mark(match), rest=match["rest"] or "", number=key[1])


def provisions(line: str) -> Heading | None:
    """`DISPOSICIONES FINALES`: opens the group in which `Primera.` is a provision."""
    match = _PROVISIONS.match(line)
    if match is None or not line[0].isupper() or "es" not in plain(line)[8:13]:
        return None
    kind, part = _PROVISION_KINDS[plain(match["kind"])]
    return Heading(kind=kind, part=part, mark=line.rstrip("."), rest="")


def division(line: str) -> Heading | None:
    """`CAPÍTULO II`, `TÍTULO PRELIMINAR`, `Sección 1.ª Disposiciones comunes`."""
    match = _SHORT_DIVISION.match(line) or _DIVISION.match(line)
    if match is None:
        return None
    key = _key(match["number"], None, match.groupdict().get("suffix"))
    if key is None:
        return None
    kind, part = _DIVISION_KINDS[plain(match["word"])]
    return Heading(kind=kind, part=f"{part}_{key[0]}", mark=_mark(match), rest=match["rest"] or "", number=key[1])


def annex(line: str) -> Heading | None:
    """`ANEXO VI`, `ANEXO 2. Modelo`, `ANEXO`; a sentence about an annex is none."""
    match = _ANNEX.match(line)
    if match is None or len(line) > 300:
        return None
    number = match["number"]
    if number is None and (match["rest"] or not match["word"].isupper()):
        return None
    prefix = "ap" if plain(match["word"]) == "apendice" else "an"
    tail = f"_{plain(match['suffix'])}" if match["suffix"] else ""
    key = "unico" if number is None or plain(number) == "unico" else number
    value = roman(key) if key.isalpha() else int(key)
    mark = _mark(match)
    return Heading(kind=UnitKind.ANNEX, part=f"{prefix}_{key}{tail}", mark=mark, rest=match["rest"] or "", number=value)


def approved_body(line: str) -> Heading | None:
    """`REGLAMENTO DE …` standing alone in capitals: the norm that this one approves."""
    match = _BODIES.match(line)
    if match is None or line != line.upper() or len(line) > 300:
        return None
    word = plain(match["word"]).replace(" ", "_")
    return Heading(kind=UnitKind.ANNEX, part=f"an_{word}", mark=match["word"].capitalize(), rest=line)


def ordinal_unit(line: str) -> tuple[int | None, str, str, bool] | None:
    """`Primero. Objeto.` -> number (None: `Única`), part, rest, whether feminine; None for ordinary sentences."""
    match = _ORDINAL_UNIT.match(line)
    if match is None:
        return None
    key = _key(None, match["words"], match["suffix"])
    if key is None or key[0][:1].isupper():
        return None
    return key[1], key[0], match["rest"], plain(match["words"]).endswith("a")


Level = Literal["number", "letter", "point", "paren", "roman", "decimal", "word", "dash"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListMarker:
    """A line's leading enumeration mark: its sort, its ordinal and how it is written."""

    level: Level
    ordinal: int
    mark: str
    part: str


_LETTERS = "abcdefghijklmnñopqrstuvwxyz"
_LETTERS_WITHOUT_ENYE = "abcdefghijklmnopqrstuvwxyz"


def letter_ordinal(letters: str) -> int:
    """`a` -> 1; `aa` follows `z`. The ñ takes no place of its own: many lists leave it out."""
    single = letters[-1]
    position = 15 if single == "ñ" else _LETTERS_WITHOUT_ENYE.index(single) + 1
    return position if len(letters) == 1 else 26 * (_LETTERS_WITHOUT_ENYE.index(letters[0]) + 1) + position


def _numbered(level: Level) -> Callable[[re.Match[str]], ListMarker]:
    def make(match: re.Match[str]) -> ListMarker:
        number = int(match["n"])
        suffix = f"_{plain(match['suffix'])}" if match["suffix"] else ""
        return ListMarker(level=level, ordinal=number, mark=match[0].strip(), part=f"{number}{suffix}")

    return make


def _lettered(match: re.Match[str]) -> ListMarker:
    suffix = f"_{plain(match['suffix'])}" if match["suffix"] else ""
    letters = match["n"].lower()
    return ListMarker(level="letter", ordinal=letter_ordinal(letters), mark=match[0].strip(), part=letters + suffix)


def _roman(match: re.Match[str]) -> ListMarker:
    value = roman(match["n"].upper()) or 0
    return ListMarker(level="roman", ordinal=value, mark=match[0].strip(), part=match["n"].lower())


def _decimal(match: re.Match[str]) -> ListMarker:
    numbers = match["n"].split(".")
    return ListMarker(level="decimal", ordinal=int(numbers[-1]), mark=match[0].strip(), part="_".join(numbers))


def _worded(match: re.Match[str]) -> ListMarker | None:
    """`Uno.` and `Primero.` count the amendments of an article or the points of an agreement."""
    words = match["words"]
    value = cardinal(words) or ordinal(words)
    if value is None:
        return None
    return ListMarker(level="word", ordinal=value, mark=words, part=plain(words).replace(" ", "_"))


_SUFFIX = rf"(?:\s(?P<suffix>{SUFFIXES}))?"
_LIST_MARKERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], ListMarker]], ...] = (
    (
        re.compile(rf"(?P<n>\d{{1,3}})\.?\s?[ºª°]{_SUFFIX}[.)]?\s+(?=\S)"),
        _numbered("point"),
    ),  # 1.º El titular
    (re.compile(r"(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+(?=[A-ZÁÉÍÓÚÑ¿«\"(])"), _decimal),  # 3.1 Requisitos
    (
        re.compile(rf"(?P<n>\d{{1,3}}){_SUFFIX}\s?\.\s?[\-–—]?\s*(?=[A-ZÁÉÍÓÚÑ¿«“\"(])"),
        _numbered("number"),
    ),  # 1. Este
    (re.compile(rf"(?P<n>\d{{1,3}}){_SUFFIX}\)\s*(?=\S)"), _numbered("paren")),  # 1) La
    (re.compile(rf"(?P<n>[a-zñ]{{1,2}}|[A-ZÑ]){_SUFFIX}\)\s*(?=\S)"), _lettered),  # a) Realizar
    (re.compile(r"(?P<n>[ivx]{2,5})\)\s*(?=\S)"), _roman),  # ii) La
    (re.compile(r"\(?(?P<n>i|ii|iii|iv|v|vi|vii|viii|ix|x)\)\s*(?=\S)"), _roman),  # (iii) La
)
_DASHED = re.compile(r"[–—•·●▪◦\-*]\s+(?=\S)|[–—•●▪]\s*(?=\S)")


def list_markers(line: str) -> tuple[ListMarker, ...]:
    """Every way to read the line's leading mark, the likelier first: `i)` is a letter or a roman."""
    found = []
    for pattern, make in _LIST_MARKERS:
        match = pattern.match(line)
        if match is not None:
            found.append(make(match))
    if not found and (match := _ORDINAL_UNIT.match(line)) is not None and (worded := _worded(match)) is not None:
        found.append(worded)
    if not found and (dashed := _DASHED.match(line)) is not None:
        found.append(ListMarker(level="dash", ordinal=0, mark=dashed[0].strip(), part=""))
    return tuple(found)
