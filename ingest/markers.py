"""What opens a unit: headings of divisions, articles, provisions, annexes and approved norms.

Patterns are composed of named pieces; each says with an example what it reads. They judge a
line alone; whether it opens a unit where it stands is for the splitter to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ingest.enumerations import list_markers as list_markers
from ingest.phrases import FORMULA as FORMULA
from ingest.phrases import ROMAN_PART as ROMAN_PART
from ingest.phrases import SIGNATURE as SIGNATURE
from kb.documents import UnitKind
from kb.numerals import SUFFIXES, cardinal, ordinal, plain, roman

_STOP = r"[.:\-–—]"
_LATIN = rf"(?:{SUFFIXES})\b"
_WORD = r"[A-Za-zÁÉÍÓÚÜÑáéíóúüñ]+"
_WORDS = rf"{_WORD}(?:\s+(?!{_LATIN}){_WORD}){{0,4}}?"
"""`único`, `treinta y uno`, `centésima vigésima primera`"""
_ROMAN = r"(?-i:[IVXLCDMl]{1,8})\b"
_DIGITS = r"\d{1,4}(?:-\d{1,3})?(?!\d|\.\d|/)"
_SIGN = r"(?:(?P<sign>\s?\.?(?:[ºª°]|o\b))|(?!\s?\.?[ºª°]))"
_NUMBER = rf"(?:(?P<number>{_DIGITS}|{_ROMAN}){_SIGN}|(?P<words>{_WORDS}))"
_SUFFIX = rf"(?:[\s.\-]*(?:\((?P<between>{_LATIN})\)|(?P<suffix>{_LATIN}(?:\s\d{{1,2}}\b)?(?:\s[a-z]\))?|[a-z]\))))?"
"""`bis`, `bis 2`, `(bis)`, `bis b)`, `a)`"""
_REST = r"(?P<rest>.*)$"
_END = rf"(?:\s*\[sic\])?(?:\s*{_STOP}+\s*|(?(sign)\s+(?=(?-i:[A-ZÁÉÍÓÚÑ¿«“(\d]))|(?!))|\s*$){_REST}"
"""The stop before the title; after `1.º` none is needed."""

_ARTICLE = re.compile(rf"(?P<word>art[íi]culo|art)\b[.,]?\s+{_NUMBER}{_SUFFIX}{_END}", re.I)
"""`Artículo 7. Subcontratación.`, `Artículo único.`, `ARTÍCULO 3.º`, `Art. 2.º El…`, `Artículo 56 bis 1.`"""

_MISREAD_ARTICLE = re.compile(rf"(?P<word>ar[a-záéíóú]{{2,8}})[.,]?\s+{_NUMBER}{_SUFFIX}{_END}", re.I)
"""`Arando 115. Participación…`, `Artículo curenta y tres.`: an article whose word or number was scanned wrongly"""

_ARTICLES = re.compile(
    rf"(?P<word>art[íi]culos|arts)\b\.?\s+(?:(?P<first>{_DIGITS})[ºª°]?|(?P<first_words>{_WORDS}))\s+(?:al?|y)\s+"
    rf"(?:(?P<last>{_DIGITS})[ºª°]?|(?P<last_words>{_WORDS}))\s*(?:{_STOP}+\s*{_REST}|$)",
    re.I,
)
"""`Artículos 35 a 41.`, `Artículos treinta a cuarenta y cuatro.`, above `(Derogados)`"""

_NAMED_UNIT = re.compile(
    rf"(?P<word>norma|regla|instrucci[óo]n|base|apartado|cl[áa]usula|estipulaci[óo]n|p[áa]rrafo)\s+{_NUMBER}{_SUFFIX}{_END}",
    re.I,
)
"""`Norma 1. Objeto.`, `Norma 8.ª Determinación…`, `Regla primera. Ámbito.`: articles under another name"""

_PROVISION = re.compile(
    rf"(?:disposici[óo]n|norma)\s+(?P<kind>adicional|transitoria|derogatoria|final)(?:\s+{_NUMBER})?{_SUFFIX}{_END}",
    re.I,
)
"""`Disposición final cuarta. Entrada en vigor.`, `DISPOSICIÓN DEROGATORIA`, `Norma final.` of a circular"""

_PROVISIONS = re.compile(r"disposiciones\s+(?P<kind>adicional|transitoria|derogatoria|final)e?s\.?$", re.I)
"""`DISPOSICIONES FINALES`, above `Primera. Título competencial.`"""

_DIVISION = re.compile(
    rf"(?P<word>parte|libro|t[íi]tulo|cap[íi]tulo|subsecci[óo]n|secci[óo]n)\s+{_NUMBER}{_SUFFIX}{_END}", re.I
)
"""`TÍTULO PRELIMINAR`, `CAPÍTULO II`, `Sección 1.ª Disposiciones comunes`, `PARTE A`"""

_ANNEX = re.compile(
    rf"(?P<word>anexo|anejo|ap[ée]ndice)(?:\s+(?:n[úu]m\.?|n\.?[ºo])?\s*(?P<number>(?:{_ROMAN}|\d{{1,3}}|(?-i:[A-Z])\b|[úu]nico\b)"
    rf"(?:[.\-\s]\s?(?:[A-Z]|\d{{1,2}})\b\)?){{0,2}}))?(?P<sign>(?!))?{_SUFFIX}{_END}",
    re.I,
)
"""`ANEXO VI`, `Anexo 2. Modelo de solicitud`, `ANEXO`, `ANEXO I.A`, `ANEXO N.º 1`, `ANEXO. Sellos`"""

_BODY = re.compile(
    r"(?:TEXTO DEL? )?(?P<word>REGLAMENT(?:O|ACI[ÓO]N)|ESTATUTOS?|TEXTO REFUNDIDO|C[ÓO]DIGO|CONVENIO|ACUERDO|PROTOCOLO|"
    r"PACTO|TRATADO|CARTA|INSTRUCCI[ÓO]N|PLAN|BASES|NORMAS?|ORDENANZAS?|ORGANIZACI[ÓO]N)\b[^:;]*$",
    re.I,
)
"""`REGLAMENTO DE LA LEY …` after the signature: a norm that the decree approves"""

_DISSENT = re.compile(r"votos? particular(?:es)?\b", re.I)

_DIVISION_KINDS = {
    "parte": (UnitKind.BOOK, "parte"),
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
_FAMILIES = {
    "norma": "norma", "regla": "regla", "instruccion": "instr", "base": "base", "apartado": "ap",
    "clausula": "cl", "estipulacion": "cl", "parrafo": "parr",
}  # fmt: skip
_LONGEST_ANNEX = 300
_LARGEST_DIVISION = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A line that opens a unit: the id's part, the mark as written, the rest of the line.

    `number` is the ordinal the mark names, None for `único` or an unnumbered one. A `group`
    opens no unit itself: it says what the ordinals below it are.
    """

    kind: UnitKind
    part: str
    mark: str
    rest: str
    number: int | None = None
    group: bool = False


def _tail(match: re.Match[str]) -> str:
    """`bis 2` -> `_bis_2`: what a suffix adds to the part of an id."""
    suffix = match["suffix"] or match["between"]
    return "_" + plain(suffix).rstrip(")").replace(" ", "_") if suffix else ""


def counted(words: str) -> int | None:
    """The number that an ordinal or a cardinal in words names; `preliminar` is 0."""
    if plain(words) == "preliminar":
        return 0
    return (ordinal(words) if len(words) > 3 else None) or cardinal(words)


def _key(match: re.Match[str]) -> tuple[str, int | None] | None:
    """The part of an id and the number that digits, a roman numeral or words give; None for other words."""
    number, words, tail = match["number"], match["words"], _tail(match)
    if number and number[0].isdigit():
        return number + tail, int(number.split("-")[0])
    if number:
        numeral = number.replace("l", "I") if number != number.lower() or number == "l" else number
        value = roman(numeral)
        return None if value is None else (numeral + tail, value)
    word = plain(words or "")
    if word in ("unico", "unica"):
        return word + tail, None
    value = counted(word)
    return None if value is None else (("prelim" if value == 0 else str(value)) + tail, value)


def _lettered(match: re.Match[str]) -> tuple[str, int]:
    """`PARTE A` -> the part of an id and the number of the letter."""
    return match["words"], ord(match["words"].upper()) - ord("A") + 1


def _mark(match: re.Match[str]) -> str:
    """The line up to the stop before its rest, as written."""
    rest = match["rest"] or ""
    head = match.string[: len(match.string) - len(rest)] if rest else match.string
    return head.strip().rstrip(".:-–— ")


def _heading(match: re.Match[str], kind: UnitKind, part: str, number: int | None) -> Heading:
    return Heading(kind=kind, part=part, mark=_mark(match), rest=match["rest"] or "", number=number)


# ---------------------------------------------------------------- sorts of headings


def article(line: str) -> Heading | None:
    """`Artículo 7. Subcontratación.`, `Artículos 35 a 41.`; None for `Artículo 7 de la Ley…` and the like."""
    return _articles(line) if _first_word(line) in ("articulos", "arts") else _article(line)


def misread_article(line: str, number: int) -> Heading | None:
    """`Arando 115. Participación…`, `Artículo curenta y tres.` where that number is due; the caller has to know more.

    A number in words that names none is taken for the one that is due.
    """
    match = _MISREAD_ARTICLE.match(line)
    if match is None or not line[0].isupper() or line.isupper():
        return None
    key = _key(match)
    unread = key is None and match["words"] is not None and plain(match["word"]) == "articulo"
    if not unread and (key is None or key[1] != number):
        return None
    return _heading(match, UnitKind.ARTICLE, f"art_{number}", number)


def looks_like_article(line: str) -> bool:
    """Whether a heading may be that of an article whose word or number was scanned wrongly."""
    return _MISREAD_ARTICLE.match(line) is not None


def _article(line: str) -> Heading | None:
    match = _ARTICLE.match(line)
    key = _key(match) if match else None
    if match is None or key is None or not line[0].isupper():
        return None
    return _heading(match, UnitKind.ARTICLE, f"art_{key[0]}", key[1])


def _articles(line: str) -> Heading | None:
    match = _ARTICLES.match(line)
    if match is None or not line[0].isupper():
        return None
    first = match["first"] or counted(match["first_words"])
    last = match["last"] or counted(match["last_words"])
    if first is None or last is None:
        return None
    return _heading(match, UnitKind.ARTICLE, f"art_{first}-{last}", int(str(last).split("-")[0]))


def named_unit(line: str) -> Heading | None:
    """`Norma 1. Objeto.`: an article under another name."""
    if _first_word(line) not in _FAMILIES:
        return None
    match = _NAMED_UNIT.match(line)
    key = _key(match) if match else None
    if match is None or key is None or not line[0].isupper():
        return None
    return _heading(match, UnitKind.ARTICLE, f"{_FAMILIES[plain(match['word'])]}_{key[0]}", key[1])


def provision(line: str) -> Heading | None:
    """`Disposición final cuarta. Entrada en vigor.`; an unnumbered one is the only one of its kind."""
    match = _PROVISION.match(line)
    if match is None or not line[0].isupper():
        return None
    kind, part = _PROVISION_KINDS[match["kind"].lower()]
    bare = not (match["number"] or match["words"])
    key = ("unica", None) if bare else _key(match)
    return None if key is None else _heading(match, kind, f"{part}_{key[0]}", key[1])


def provisions(line: str) -> Heading | None:
    """`DISPOSICIONES FINALES`: opens the group in which `Primera.` is a provision."""
    match = _PROVISIONS.match(line)
    if match is None or not line[0].isupper():
        return None
    kind, part = _PROVISION_KINDS[plain(match["kind"])]
    return Heading(kind=kind, part=part, mark=line.rstrip("."), rest="", group=True)


def division(line: str) -> Heading | None:
    """`CAPÍTULO II`, `TÍTULO PRELIMINAR`, `Sección 1.ª Disposiciones comunes`."""
    match = _DIVISION.match(line)
    if match is None or not line[0].isupper():
        return None
    word = plain(match["word"])
    if word == "parte" and not match["word"].isupper():
        return None
    key = _lettered(match) if word == "parte" and len(match["words"] or "") == 1 else _key(match)
    if key is None or (key[1] or 0) > _LARGEST_DIVISION:
        return None
    kind, part = _DIVISION_KINDS[word]
    return _heading(match, kind, f"{part}_{key[0]}", key[1])


def annex(line: str) -> Heading | None:
    """`ANEXO VI`, `ANEXO 2. Modelo`, `ANEXO`, `ANEXO AL ACUERDO`; a sentence about an annex is none."""
    if len(line) > _LONGEST_ANNEX or not line[:1].isupper():
        return None
    match = _ANNEX.match(line)
    if match is None:
        return _titled_annex(line)
    word, number = match["word"], match["number"]
    if number is None and not word.isupper():
        return None
    prefix = "ap" if plain(word) == "apendice" else "an"
    parts = re.split(r"[.\-\s]+", number.rstrip(")")) if number else ["unico"]
    key = "unico" if plain(parts[0]) == "unico" else "_".join(parts)
    value = roman(parts[0]) if parts[0].isalpha() else int(parts[0])
    return _heading(match, UnitKind.ANNEX, f"{prefix}_{key}{_tail(match)}", value)


def _titled_annex(line: str) -> Heading | None:
    """`ANEJO AL ACUERDO ENTRE…`: in capitals, its title on the same line."""
    word, _, rest = line.partition(" ")
    if not rest or line != line.upper() or plain(word) not in ("anexo", "anejo", "apendice"):
        return None
    return Heading(kind=UnitKind.ANNEX, part="ap_unico" if word[1] == "P" else "an_unico", mark=word, rest=rest)


def approved_body(line: str) -> Heading | None:
    """`REGLAMENTO DE …` standing alone: the norm that this one approves."""
    match = _BODY.match(line)
    if match is None or not line[0].isupper() or len(line) > _LONGEST_ANNEX:
        return None
    word = plain(match["word"]).replace(" ", "_")
    return Heading(kind=UnitKind.ANNEX, part=f"an_{word}", mark=match["word"].capitalize(), rest=line)


def dissent(line: str) -> Heading | None:
    """`Voto particular que formula …`, below the signature of a ruling (art. 90.2 LOTC)."""
    if not _DISSENT.match(line) or len(line) > _LONGEST_ANNEX:
        return None
    return Heading(kind=UnitKind.ANNEX, part="an_voto_particular", mark="Voto particular", rest=line)


# ---------------------------------------------------------------- any of them

_READERS: Mapping[str, Callable[[str], Heading | None]] = {
    **dict.fromkeys(("articulo", "art"), _article),
    **dict.fromkeys(("articulos", "arts"), _articles),
    **dict.fromkeys(("disposicion", "norma"), provision),
    "disposiciones": provisions,
    **dict.fromkeys(_DIVISION_KINDS, division),
    **dict.fromkeys(("anexo", "anejo", "apendice"), annex),
}
_LETTERS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    return plain(word)


def _first_word(line: str) -> str:
    match = _LETTERS.match(line)
    return _plain(match[0]) if match and match.end() < 20 else ""


def opening(line: str) -> Heading | None:
    """The article, provision, division, annex or group of provisions that a line opens, if any."""
    reader = _READERS.get(_first_word(line))
    return reader(line) if reader else None
