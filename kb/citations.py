"""Norms as texts cite them by number, each under its short name: `Ley 38/2003`, `Reglamento (UE) 2021/241`.

One citation may name several norms (`Leyes 39/2015, de 1 de octubre, y 40/2015`), and those of the Union
are written in both orders of number and year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kb.numerals import fold
from kb.patterns import regex
from kb.values import MONTH

DATED = rf"(?:,?\s+de\s+\d{{1,2}}\.?o?\s+de\s+{MONTH}(?:\s+del?\s+\d{{4}})?)?"
"""`, de 17 de noviembre`, `, de 12 de febrero de 2021`: how a citation goes on after the number"""

_RANKS: tuple[tuple[str, str], ...] = (
    (r"real(?:es)? decretos?[- ]ley(?:es)?|rdl|rd-l", "Real Decreto-ley"),
    (r"real(?:es)? decretos? legislativos?|rdleg", "Real Decreto Legislativo"),
    (r"real(?:es)? decretos?|rd|r\.\s?d\.", "Real Decreto"),
    (r"decretos?[- ]ley(?:es)?", "Decreto-ley"),
    (r"decretos? legislativos?", "Decreto Legislativo"),
    (r"decretos? foral(?:es)?", "Decreto Foral"),
    (r"decretos?", "Decreto"),
    (r"ley(?:es)? organicas?|lo", "Ley Orgánica"),
    (r"ley(?:es)? foral(?:es)?", "Ley Foral"),
    (r"ley(?:es)?", "Ley"),
    (r"orden(?:es)?(?: ministerial(?:es)?)?", "Orden"),
    (r"resolucion(?:es)?", "Resolución"),
    (r"circular(?:es)?", "Circular"),
    (r"instruccion(?:es)?", "Instrucción"),
)
"""How each rank is written, in one or several, folded; the longer spellings first."""

_NUMBER = r"(?:[a-z]{2,4}/)?\d{1,5}/(?:19|20)\d{2}(?![\d/])"
_JOINT = regex(r"\s*(?:,\s*y|,|y|e|o)\s+")
_NO = r"(?:n\.?\s?[o.°]*\s*|num(?:ero)?s?\.?\s*)?"
"""`n.º`, `núm.`, `número`, before a number"""
_UNION = r"\(?(?P<union>(?:ue|ce),\s*euratom|ue|cee|ce|euratom|pesc)\b\)?"
"""`(UE)`, and as some write it, `UE`"""
_HEAD = regex("|".join(rf"\b(?P<r{i}>{spelling})\s+{_NO}(?={_NUMBER})" for i, (spelling, _) in enumerate(_RANKS)))
_NUMBERED = regex(rf"(?P<number>{_NUMBER})(?P<dated>{DATED})")
_BARE_ORDER = regex(rf"\b(?P<number>[a-z]{{2,4}}/\d{{1,5}}/(?:19|20)\d{{2}})\b(?P<dated>{DATED})")
_INSTITUTIONS = (
    r"(?:,?\s+(?:del?|de la)\s+(?:parlamento europeo|consejo|comision|banco central europeo)"
    r"(?:\s+y\s+(?:del?|de la)?\s*(?:consejo|parlamento europeo))?)?"
)
_UNION_HEAD = regex(
    rf"\b(?P<rank>reglamentos?|decision(?:es)?|directivas?|recomendacion(?:es)?)"
    rf"(?P<kind>\s+(?:de ejecucion|delegad[oa]s?))?{_INSTITUTIONS}\s+{_NO}{_UNION}"
    rf"{_INSTITUTIONS}\s*{_NO}(?=\d{{2,5}}/\s?\d)"
)
_UNION_NUMBERED = regex(
    rf"(?:\((?P<own>ue|ce|cee)\)\s*)?{_NO}(?P<a>\d{{2,5}})/\s?(?P<b>\d{{1,5}})(?![\d/])(?P<dated>{_INSTITUTIONS}{DATED})"
)
_BY_BODY = regex(
    rf"\b(?P<rank>reglamento|decision|directiva|recomendacion)(?P<kind>\s+(?:de ejecucion|delegad[oa]))?\s+{_NO}"
    rf"(?P<a>\d{{2,5}})/(?P<b>\d{{1,5}})(?![\d/])"
    r"(?P<body>,?\s+(?:de la comision|del consejo|del parlamento europeo)\b"
    r"(?!\s+(?:nacional|general|superior|interministerial|de)\b)"
    rf"(?:\s+y\s+del consejo)?)?{DATED}"
)
"""`Reglamento 1698/2005 del Consejo`, `Reglamento Delegado 2016/1012`: no letters say that it is the Union's"""
_OF_COMMISSION = regex(
    rf"\bdecision(?:\s+de ejecucion)?{_INSTITUTIONS}\s+(?P<number>c\s?\(\d{{4}}\)\s?\d{{1,5}}){DATED}"
)
"""`Decisión C(2015) 3552`"""
_SUFFIXED = regex(
    rf"(?:\b(?P<rank>reglamento|decision|directiva|recomendacion)(?P<kind>\s+(?:de ejecucion|delegad[oa]))?"
    rf"{_INSTITUTIONS}\s+{_NO})?"
    rf"\b(?P<a>\d{{2,4}})\s?/\s?(?P<b>\d{{1,4}})\s?/\s?(?P<union>ue|ce|cee|ec|eu|eec|euratom|jai|pesc)\b(?P<dated>{_INSTITUTIONS}{DATED})"
)
"""`Directiva 2014/23/UE`, `2009/125 / CE`, `2009/125/EC`: the order is part of the name"""
_IN_SPANISH = {"ec": "CE", "eu": "UE", "eec": "CEE"}
_GAZETTE = regex(r"\(?\b(?P<number>(?:19|20)\d{2}/[cl]\s?\d{1,4}(?:/\d{2})?)\b\)?")
"""`(2014/C 198/01)`: an act that is known by its place in the gazette of the Union"""
_GAZETTE_HEAD = regex(
    r"\b(?:Comunicación|Marco|Directrices|Recomendación|Orientaciones|Resolución|Dictamen|Guía|Carta|Conclusiones)\b"
)
_GAZETTE_REACH = 170
_UNION_RANKS = {
    "reglamento": "Reglamento", "reglamentos": "Reglamento", "decision": "Decisión", "decisiones": "Decisión",
    "directiva": "Directiva", "directivas": "Directiva", "recomendacion": "Recomendación",
    "recomendaciones": "Recomendación",
}  # fmt: skip
YEAR_FIRST_SINCE = 2015
"""Since that year the Union numbers its acts year first (harmonised numbering, 1 January 2015)."""


_NAME = regex(r"(?P<rank>\D*?)\s(?:\([^)]*\)\s)?(?P<number>\S*\d.*)", re.DOTALL)
"""`Real Decreto 7/2090`, `Reglamento (UE) 2021/241`, `Decisión C(2015) 3552`"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedNorm:
    """A norm cited by number: `[start, end)` from its rank, or its number after others, to its date."""

    start: int
    end: int
    name: str

    @property
    def rank(self) -> str:
        """`Real Decreto`, `Reglamento` of the Union without its letters."""
        return self._named["rank"]

    @property
    def number(self) -> str:
        """`936/2090`, `2021/241`, `2014/24/UE`."""
        return self._named["number"]

    @property
    def _named(self) -> re.Match[str]:
        match = _NAME.fullmatch(self.name)
        assert match is not None, f"no norm is called {self.name}"
        return match


def titled(title: str) -> CitedNorm | None:
    """The norm that a title is of, which it begins with; None for one without a number."""
    first = next(iter(cited_norms(title)), None)
    return first if first is not None and first.start == 0 else None


def cited_norms(text: str) -> tuple[CitedNorm, ...]:
    """The norms that a text cites by number, in order; none overlaps another."""
    folded = fold(text)
    found: list[CitedNorm] = []
    if "/" not in folded and "decision" not in folded:
        return ()
    for reader in (_of_the_gazette, _of_the_union, _with_suffix, _by_body, _of_the_commission, _of_spain, _bare_orders):
        for norm in reader(text, folded):
            if all(norm.end <= one.start or one.end <= norm.start for one in found):
                found.append(norm)
    return tuple(sorted(found, key=lambda norm: norm.start))


def _series(
    folded: str, head: re.Match[str], item: re.Pattern[str], name: Callable[[re.Match[str]], str]
) -> Iterator[CitedNorm]:
    """The first number belongs with the rank; those joined to it stand alone."""
    start, match = head.start(), item.match(folded, head.end())
    while match is not None:
        yield CitedNorm(start=start, end=match.end(), name=name(match))
        joint = _JOINT.match(folded, match.end())
        match = item.match(folded, joint.end()) if joint else None
        start = match.start() if match else 0


def _of_spain(_: str, folded: str) -> Iterator[CitedNorm]:
    for head in _HEAD.finditer(folded):
        rank = next(_RANKS[i][1] for i in range(len(_RANKS)) if head[f"r{i}"])
        yield from _series(folded, head, _NUMBERED, lambda m, rank=rank: _spanish_name(rank, m["number"]))  # type: ignore[misc]


def _spanish_name(rank: str, number: str) -> str:
    return f"{'Orden' if number[0].isalpha() and rank == 'Orden' else rank} {number.upper()}"


def _bare_orders(_: str, folded: str) -> Iterator[CitedNorm]:
    for match in _BARE_ORDER.finditer(folded):
        yield CitedNorm(start=match.start(), end=match.end(), name=f"Orden {match['number'].upper()}")


def _of_the_union(_: str, folded: str) -> Iterator[CitedNorm]:
    for head in _UNION_HEAD.finditer(folded):
        rank = _union_rank(head["rank"], head["kind"])
        union = head["union"]
        yield from _series(
            folded,
            head,
            _UNION_NUMBERED,
            lambda m, rank=rank, union=union: f"{rank} ({_union(m['own'] or union)}) {_ordered(m['a'], m['b'])}",  # type: ignore[misc]
        )


def _ordered(first: str, second: str) -> str:
    """Number and year as the Union writes them: year first for acts since 2015, last for earlier ones."""
    year_first = re.fullmatch(r"(?:19|20)\d{2}", first) is not None
    if not year_first and re.fullmatch(r"20\d{2}", second) and int(second) >= YEAR_FIRST_SINCE:
        return f"{second}/{first}"
    return f"{first}/{second}"


def _union(folded: str) -> str:
    return ", ".join(
        part if part == "Euratom" else part.upper() for part in re.split(r",\s*", folded.replace("euratom", "Euratom"))
    )


def _union_rank(rank: str, kind: str | None) -> str:
    if not kind:
        return _UNION_RANKS[rank]
    told = "de Ejecución" if "ejecucion" in kind else ("Delegado" if rank.startswith("reglamento") else "Delegada")
    return f"{_UNION_RANKS[rank]} {told}"


def _with_suffix(_: str, folded: str) -> Iterator[CitedNorm]:
    for match in _SUFFIXED.finditer(folded):
        rank = _union_rank(match["rank"], match["kind"]) if match["rank"] else "Directiva"
        union = _IN_SPANISH.get(match["union"], match["union"].upper())
        number = f"{match['a']}/{match['b']}/{union}"
        yield CitedNorm(start=match.start(), end=match.end(), name=f"{rank} {number}")


def _by_body(_: str, folded: str) -> Iterator[CitedNorm]:
    """Acts numbered year first are of the Union; of earlier ones only letters would say of which Community."""
    for match in _BY_BODY.finditer(folded):
        if match["body"] or match["kind"]:
            number = _ordered(match["a"], match["b"])
            union = "(UE) " if re.match(r"20(?:1[5-9]|[2-9]\d)/", number) else ""
            name = f"{_union_rank(match['rank'], match['kind'])} {union}{number}"
            yield CitedNorm(start=match.start(), end=match.end(), name=name)


def _of_the_commission(_: str, folded: str) -> Iterator[CitedNorm]:
    for match in _OF_COMMISSION.finditer(folded):
        number = re.sub(r"\s+", "", match["number"]).upper().replace(")", ") ")
        yield CitedNorm(start=match.start(), end=match.end(), name=f"Decisión {number}")


def _of_the_gazette(text: str, folded: str) -> Iterator[CitedNorm]:
    for match in _GAZETTE.finditer(folded):
        number = text[match.start("number") : match.end("number")]
        before = text[max(0, match.start() - _GAZETTE_REACH) : match.start()]
        before = re.split(r"[.;\n](?=\s)", before)[-1]
        head = next(iter(_GAZETTE_HEAD.finditer(before)), None)
        start = match.start() - len(before) + head.start() if head else match.start("number")
        yield CitedNorm(start=start, end=match.end(), name=f"{head[0] if head else 'DO'} {number}")
