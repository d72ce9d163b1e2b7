"""Where a sentence of legal Spanish ends: not after `art.`, `n.º`, `D.ª`, `15.ª`, nor inside `29.7.d)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ABBREVIATIONS = frozenset(
    "art arts apdo apdos ap núm núms num nº n pág págs p pp cfr vid vol vols cap caps tít tit disp sec secc ej "
    "etc sr sra sres srta dr dra d dª dña exc excmo excma ilmo ilma avda av c ctra tfno tel dto dcha izq prov "
    "s.a s.l s.l.u s.a.u s a l u e ee uu admón gral depto rd rdl lo inc cía cia hnos no aprox máx mín ref fax "
    "ext st sta sto bis op cit i.e p.ej a.m p.m".split()
)
"""Words whose stop ends no sentence, without the stop."""

_STOP = re.compile(r"[.!?…]+[»”\")\]]*(?=\s+)|[;:](?=\s*\n)")
_OPENS = re.compile(r"\s+[«“\"(\[¿¡–—-]*[A-ZÁÉÍÓÚÑ0-9]")
_LAST_WORD = re.compile(r"[\w.ºª/]+$")
_ENUMERATION = re.compile(r"(?:^|\s)(?:\d{1,3}|[a-zñ]|[IVXLC]+)$")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The `[start, end)` of each sentence, white space between them left out; a line break ends one."""
    start = 0
    for line in text.split("\n"):
        yield from _in_line(line, start)
        start += len(line) + 1


def _in_line(line: str, offset: int) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in _STOP.finditer(line):
        if match.start() < begin or not _ends(line, match):
            continue
        yield from _trimmed(line, begin, match.end(), offset)
        begin = match.end()
    yield from _trimmed(line, begin, len(line), offset)


def _trimmed(line: str, begin: int, end: int, offset: int) -> Iterator[tuple[int, int]]:
    piece = line[begin:end]
    left = len(piece) - len(piece.lstrip())
    stripped = piece.strip()
    if stripped:
        yield offset + begin + left, offset + begin + left + len(stripped)


def _ends(line: str, stop: re.Match[str]) -> bool:
    """Whether a stop ends the sentence: a capital follows, and no abbreviation or list mark stands before."""
    if _OPENS.match(line, stop.end()) is None:
        return False
    if not stop[0].startswith("."):
        return True
    before = line[: stop.start()]
    word = _LAST_WORD.search(before)
    if word is None:
        return True
    last = word[0].lower()
    if last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha()):
        return False
    is_mark = _ENUMERATION.search(before) is not None and len(before.strip()) <= 4
    return not is_mark and not _cites_on(line, before, stop.end())


def _cites_on(line: str, before: str, after: int) -> bool:
    """`artículo 72. Contenido de…`: the number of a cited article, then its title."""
    return (
        re.search(r"\b(?:artículos?|apartados?|anexo|título|capítulo|regla|norma)\s+\w{1,6}$", before, re.I) is not None
    )
