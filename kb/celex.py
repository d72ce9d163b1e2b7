"""CELEX numbers of acts of the Union, where the act's type, year and number make one certain.

`Reglamento (UE) 2021/241` -> `32021R0241`: sector 3 (legal acts), year, type, number of four digits, as EUR-Lex
describes them. What is numbered otherwise (framework decisions, acts known by their place in the gazette) has none.
"""

from __future__ import annotations

import re

from kb.citations import YEAR_FIRST_SINCE

_TYPES = {"Reglamento": "R", "Directiva": "L", "Decisión": "D", "Recomendación": "H"}
_NAME = re.compile(
    r"(?P<rank>Reglamento|Directiva|Decisión|Recomendación)(?: de Ejecución| Delegad[oa])?"
    r" (?:\((?P<union>UE|CE|CEE|Euratom|(?:UE|CE), Euratom)\) )?"
    r"(?P<a>\d{1,4})/(?P<b>\d{1,4})(?:/(?P<suffix>UE|CE|CEE))?"
)
_FIRST_YEAR = 1952


def celex(name: str) -> str | None:
    """The CELEX number of the act of that short name; None where it is not certain."""
    match = _NAME.fullmatch(name)
    if match is None or (match["union"] is None) == (match["suffix"] is None):
        return None
    parts = _numbered(match)
    if parts is None:
        return None
    year, number = parts
    return f"3{year}{_TYPES[match['rank']]}{number:04d}"


def _numbered(match: re.Match[str]) -> tuple[int, int] | None:
    """Year and number: year first with a suffix and since 2015, else, for regulations, year last."""
    first, second = match["a"], match["b"]
    if match["suffix"]:
        year = _year(first)
        return (year, int(second)) if year is not None and year < YEAR_FIRST_SINCE else None
    if len(first) == 4 and int(first) >= YEAR_FIRST_SINCE:
        return int(first), int(second)
    year = _year(second)
    certain = match["rank"] == "Reglamento" and year is not None and year < YEAR_FIRST_SINCE
    return (year, int(first)) if certain and year is not None else None


def _year(written: str) -> int | None:
    """`95` and `1995`; two digits are of the twentieth century, as the Union wrote them until 1998."""
    year = int(written) if len(written) == 4 else 1900 + int(written) if len(written) == 2 else 0
    return year if year >= _FIRST_YEAR else None
