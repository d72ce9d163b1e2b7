"""Acts that are known by their rank and day: `Resolución de 3 de mayo de 2010, de la Dirección General de Costas`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.extraction.cited import Cited
from ingest.extraction.marks import Stretch
from ingest.extraction.rules import rules
from kb.values import MONTH

_DATE = rf"(?P<d>\d{{1,2}})\.?o?\s+(?:de\s+)?(?P<m>{MONTH})\s+del?\s+(?P<y>\d{{4}})"
_DAY = rf"del?\s+(?:fecha\s+(?:del?\s+)?)?{_DATE}"
_MORE_DAYS = re.compile(rf"(?:,|,?\s+y)\s+(?P<day>(?:del?\s+)?{_DATE})")
"""`Órdenes de 3 de mayo de 2005, de 4 de junio de 2006 y 5 de julio de 2007`"""


@cache
def _act_of_a_day() -> re.Pattern[str]:
    """`Orden de 5 de mayo de 1990`, `Orden del Ministerio de Fomento de 5 de mayo de 1990`, folded."""
    book = rules("laws")["dated"]
    whose = rf"(?P<whose>,?\s+(?:del?|de la)\s+(?:{book['organs']})\w*[^.;:,()\d]{{0,90}}?)?"
    several = "|".join(sorted(book["several"], key=len, reverse=True))
    return re.compile(rf"\b(?P<rank>(?P<several>{several})|{book['ranks']}){whose},?\s+(?P<day>{_DAY})")


def acts_of_a_day(stretch: Stretch, folded: str) -> Iterator[Cited]:
    """Acts known by their rank and day: `Resolución de 3 de mayo de 2010, de la Dirección General de Costas`."""
    book = rules("laws")["dated"]
    for match in _act_of_a_day().finditer(folded):
        bare = match["whose"] is None and re.fullmatch(book["lower"], match["rank"])
        if not bare and not stretch.text[match.start()].isupper():
            continue
        rank = book["several"].get(match["rank"]) or _titled_rank(stretch.text[match.start() : match.end("rank")])
        if match["whose"] and re.fullmatch(book["whose"], match["rank"]):
            rank = " ".join(stretch.text[match.start() : match.end("whose")].rstrip(",").split())
        organ_acts = match["whose"] and re.fullmatch(book["named_by_day"], match["rank"]) is None
        own = match.start("day") if organ_acts else None
        yield Cited(start=match.start(), end=match.end(), name=_of_a_day(rank, match), closed_from=own)
        more = _MORE_DAYS.match(folded, match.end()) if match["several"] else None
        while more:
            yield Cited(start=more.start("day"), end=more.end(), name=_of_a_day(rank, more))
            more = _MORE_DAYS.match(folded, more.end())


def _titled_rank(rank: str) -> str:
    return rank[0].upper() + rank[1:]


def _of_a_day(rank: str, match: re.Match[str]) -> str:
    return f"{rank} de {int(match['d'])} de {match['m']} de {match['y']}"
