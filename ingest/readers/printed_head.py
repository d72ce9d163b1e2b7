"""How the gazette prints what its pages tell of a norm: section, ministry, title, European identifier."""

from __future__ import annotations

import re

from ingest.heading import RANKS, TITLE, publication_of
from ingest.text import Line, Role, normalise

_WEEKDAY = r"(?:Lunes|Martes|Mi[ée]rcoles|Jueves|Viernes|S[áa]bado|Domingo)"
DAY = rf"{_WEEKDAY},?\s+\d{{1,2}}\.?(?:\s+de)?\s+[a-z]+(?:\s+del?)?\s+\d{{4}}"
"""`Miércoles 23 de febrero de 2022`; `Viernes 6 mayo 2005` in the old layout"""
SECTION = re.compile(r"Sec\.\s*(?P<section>[IVXl|]+|T)C?[.\-\s]*(?P<part>[A-C])?[.\s]")
"""`Sec. II.A. Pág. 41385`"""
SECTION_NAME = re.compile(r"(?P<mark>[IVXl|]+|[A-C])\.\s+(?P<name>\S.*)")
"""`I. DISPOSICIONES GENERALES`; OCR may read the numeral as a bar or an `l`"""

_MISREAD = str.maketrans("l|", "II")
_SECTIONS = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "T": "T"}
_SMALL_WORDS = frozenset("a al ante con de del e el en la las lo los o para por su sus u y".split())

_ELI = {
    "Ley": "l",
    "Ley Orgánica": "lo",
    "Real Decreto": "rd",
    "Real Decreto-ley": "rdl",
    "Real Decreto Legislativo": "rdlg",
}
"""The types whose European identifier follows from rank, number and date alone (BOE, especificación técnica ELI)."""


def section(numeral: str) -> str:
    """The gazette's XML's name of a section: `II` -> `2`; nothing for another numeral."""
    return _SECTIONS.get(numeral.translate(_MISREAD), "")


def cased(name: str) -> str:
    """`MINISTERIO DE LA PRESIDENCIA` as `Ministerio de la Presidencia`."""
    if not name.isupper():
        return name
    words = [word if word in _SMALL_WORDS else word.capitalize() for word in name.lower().split()]
    return " ".join([words[0].capitalize(), *words[1:]])


def title_of(text: str) -> str:
    """The title with its rank in the case of today: `REAL DECRETO 450/2005` as `Real Decreto 450/2005`."""
    text = normalise(text)
    match = TITLE.match(text)
    if match is None or not match["rank"].isupper():
        return text
    rank = next(rank for rank in RANKS if rank.upper() == match["rank"])
    return rank + text[len(rank) :]


def eli(title: str) -> str:
    """The European identifier of a norm where title and rank give it; nothing elsewhere."""
    told = publication_of([Line(text=title, role=Role.TITLE)])
    number = re.fullmatch(r"(\d+)/(\d{4})", told.number or "")
    kind = _ELI.get(told.rank or "")
    if number is None or kind is None or told.dated is None or told.dated.year != int(number[2]):
        return ""
    return f"https://www.boe.es/eli/es/{kind}/{told.dated:%Y/%m/%d}/{number[1]}"
