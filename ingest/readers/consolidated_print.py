"""The cover of a consolidated text in print, and the index after it.

The cover has the title, the ministry, the gazette, the reference, `TEXTO CONSOLIDADO` and the day of the last change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.heading import LONG_DATE, TITLE, spanish_date
from ingest.readers import boe_page
from ingest.text import Line, Role

_LONGEST_COVER = 20
_FEWEST_ENTRIES = 5
_LONGEST_ENTRY = 4
"""Lines of an entry, at most, with the heading of a part between two of them."""
_MARK = re.compile(r"TEXTO CONSOLIDADO\.?$", re.IGNORECASE)
_CHANGED = re.compile(r"Última (?:modificación|actualización):?\s*(?P<day>.*)$", re.IGNORECASE)
_GAZETTE = re.compile(rf"«BOE»\s+n[úu]m\.\s+(?P<number>\d+),\s+de\s+{LONG_DATE.pattern}\.?$", re.IGNORECASE)
_REFERENCE = re.compile(r"Referencia:\s*(?P<identifier>BOE-[A-Z]-\d{4}-\d{1,6})$")
_CLOSING = re.compile(
    r"Este (?:documento|texto consolidado) (?:es de carácter informativo|tiene carácter informativo|no tiene)\b"
)
"""`Este documento es de carácter informativo y no tiene valor jurídico.`"""
_ENTRY = re.compile(r"\S.*?\s*(?:(?:\.\s?){4,}\s*\d{1,4}|(?:\.\s?){12,})$")
"""`Artículo 1. Objeto . . . . . . . . 4`; copied text may have the numbers below"""
_PAGE = re.compile(r"\d{1,4}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What the cover says, under the names that the gazette's XML gives it, and the lines that follow it."""

    fields: dict[str, str]
    head: tuple[Line, ...]
    rest: tuple[Line, ...]


def cover_of(lines: Sequence[Line]) -> Cover | None:
    """The cover; None for any other document."""
    mark = next((n for n, line in enumerate(lines[:_LONGEST_COVER]) if _MARK.match(line.text)), None)
    if mark is None:
        return None
    texts = [line.text for line in lines[:mark]]
    fields = _fields(texts)
    if "identificador" not in fields:
        return None
    changed = _CHANGED.match(lines[mark + 1].text) if mark + 1 < len(lines) else None
    day = spanish_date(changed["day"]) if changed else None
    state = boe_page.last_update(day) if day else lines[mark].text
    told = boe_page.metadata_lines([*boe_page.consolidated_head(fields), state])
    head = [replace(line, page=lines[0].page) for line in told]
    below = lines[mark + (2 if changed else 1) :]
    rest = [replace(line, role=Role.FURNITURE) if _CLOSING.match(line.text) else line for line in below]
    return Cover(fields=fields, head=tuple(head), rest=tuple(rest))


def _fields(texts: Sequence[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for n, text in enumerate(texts):
        gazette, reference = _GAZETTE.match(text), _REFERENCE.match(text)
        if TITLE.match(text) and "titulo" not in fields:
            fields["titulo"] = text
        elif gazette and (day := spanish_date(text)):
            fields |= {"diario": "BOE", "diario_numero": gazette["number"], "fecha_publicacion": f"{day:%Y%m%d}"}
            if n and texts[n - 1] != fields.get("titulo"):
                fields["departamento"] = texts[n - 1]
        elif reference:
            fields["identificador"] = reference["identifier"]
    return fields


def as_furniture(lines: Sequence[Line]) -> list[Line]:
    """Lines that are told in other words: kept, counted and left out of the text."""
    return [replace(line, role=Role.FURNITURE) for line in lines]


def index_places(texts: Sequence[str | None]) -> Iterator[range]:
    """Where the printed indexes stand among lines, None for what is no line: no other form of a norm has one.

    The entries are close to one another, a page's end among them or not; the title and the first lines of an
    entry that takes two are part of it.
    """
    run: list[int] = []
    for place, text in enumerate(texts):
        if text is None or not _ENTRY.match(text):
            continue
        if run and place - run[-1] > _LONGEST_ENTRY:
            yield from _index(texts, run)
            run = []
        run.append(place)
    yield from _index(texts, run)


def _index(texts: Sequence[str | None], entries: Sequence[int]) -> Iterator[range]:
    if len(entries) < _FEWEST_ENTRIES:
        return
    above = range(entries[0] - 1, max(-1, entries[0] - 1 - _LONGEST_ENTRY), -1)
    start = next((place for place in above if _is_title(texts[place] or "")), entries[0])
    end = entries[-1] + 1
    while end < len(texts) and _PAGE.match(texts[end] or ""):
        end += 1
    yield range(start, end)


def _is_title(text: str) -> bool:
    return text.strip(". ").upper() in ("ÍNDICE", "INDICE", "SUMARIO")
