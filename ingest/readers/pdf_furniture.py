"""What a page carries round its text: running heads and feet, page numbers, marks that come back on every page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.readers.pdf_glyphs import Run
from ingest.readers.pdf_page import PageText, Picture
from ingest.readers.pdf_tables import joined
from ingest.readers.printed_head import DAY

_HEAD = 0.14
_FOOT = 0.88
"""Shares of the page's height: running heads stand above the first, feet below the second."""

_OFTEN = 0.5
_SMALL = 0.85
_TINY = 0.6
_APART = 2.5
_SAME_HEIGHT = 4.0

_RUNNING = re.compile(
    rf"(?:BOE\s+n[úu]m\.\s*\d+|N[úu]m\.\s*\d+|{DAY}|Sec\.\s*\S+\s+P[áa]g\.\s*\d+|BOLET[ÍI]N OFICIAL DEL ESTADO"
    r"|LEGISLACI[ÓO]N CONSOLIDADA|https?://(?:www\.)?boe\.es/?|D\.\s?L\.\s?:\s?M-1/1958.*|(?:e-)?ISSN:?\s?\d{4}-\d{3}[\dX])",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"(?:P[áa]g(?:ina|\.)?\s*)?[-–—]?\s*\d{1,6}\s*[-–—]?(?:\s*(?:de|/)\s*\d{1,5})?", re.IGNORECASE
)
_MARK = re.compile(r"cve: BOE-[A-Z]-\d{4}-\d+.*|Verificable en https?://\S+.*|ID: [A-Z]\d{9}-\d", re.IGNORECASE)
"""What the gazette prints beside an item: its verification code, the number of an announcement"""

_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """A page's furniture, one text a line, and what is left of the page."""

    page: PageText
    furniture: tuple[str, ...]
    runs: tuple[Run, ...]
    pictures: tuple[Picture, ...]


def cleared(pages: Sequence[PageText]) -> list[Cleared]:
    """Every page with its furniture told apart."""
    repeated = _repeated(pages)
    logos = _repeated_pictures(pages)
    return [_cleared(page, repeated, logos) for page in pages]


def _cleared(page: PageText, repeated: set[tuple[str, int]], logos: set[tuple[int, ...]]) -> Cleared:
    lines = _lines(page.runs)
    outer = [_is_furniture(line, page, repeated) for line in lines]
    body = [run for line, out in zip(lines, outer, strict=True) if not out for run in line]
    outer = [out or _stands_apart(line, page, body) for line, out in zip(lines, outer, strict=True)]
    texts = [joined(line) for line, out in zip(lines, outer, strict=True) if out]
    return Cleared(
        page=page,
        furniture=(*texts, page.standing) if page.standing.strip() else tuple(texts),
        runs=tuple(run for line, out in zip(lines, outer, strict=True) if not out for run in line),
        pictures=tuple(p for p in page.pictures if _place(p) not in logos and p.y > 0.1 * page.height),
    )


def _lines(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs on one height together, from the left."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.y, run.x0)):
        if lines and abs(run.y - lines[-1][0].y) < 1.5:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [sorted(line, key=lambda run: run.x0) for line in lines]


def _zone(run: Run, page: PageText) -> bool:
    return run.y < _HEAD * page.height or run.y > _FOOT * page.height


def _key(run: Run) -> tuple[str, int]:
    """What comes back from page to page: the words without their figures, and the height."""
    return _FIGURES.sub("#", run.text), round(run.y / _SAME_HEIGHT)


def _repeated(pages: Sequence[PageText]) -> set[tuple[str, int]]:
    """Texts at the head or the foot that half the pages carry, at least two."""
    where: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page in pages:
        for run in page.runs:
            if _zone(run, page):
                where[_key(run)].add(page.number)
    return {key for key, numbers in where.items() if len(numbers) >= max(2, _OFTEN * len(pages))}


def _repeated_pictures(pages: Sequence[PageText]) -> set[tuple[int, ...]]:
    where: dict[tuple[int, ...], set[int]] = defaultdict(set)
    for page in pages:
        for picture in page.pictures:
            where[_place(picture)].add(page.number)
    return {place for place, numbers in where.items() if len(numbers) >= max(2, _OFTEN * len(pages))}


def _place(picture: Picture) -> tuple[int, ...]:
    return tuple(round(value / _SAME_HEIGHT) for value in (picture.x0, picture.x1, picture.y, picture.bottom))


def _is_furniture(line: Sequence[Run], page: PageText, repeated: set[tuple[str, int]]) -> bool:
    if any(_MARK.fullmatch(run.text) for run in line):
        return True
    if not _zone(line[0], page):
        return False
    known = any(_RUNNING.fullmatch(run.text) or _key(run) in repeated for run in line)
    return known or (len(line) == 1 and _PAGE_NUMBER.fullmatch(line[0].text) is not None)


def _stands_apart(line: Sequence[Run], page: PageText, body: Sequence[Run]) -> bool:
    """Small print at the very head or foot, far from the text: the sender's address, a department's name."""
    if not body or not _zone(line[0], page):
        return False
    size = median(run.size for run in body)
    own = line[0].size
    others = (run.y for run in body if run not in line and (own > _TINY * size or run.size > _TINY * size))
    near = min((abs(y - line[0].y) for y in others), default=0.0)
    return own <= _SMALL * size and near > _APART * size
