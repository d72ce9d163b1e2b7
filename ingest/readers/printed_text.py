"""The text of the gazette's PDF as a viewer copies it: running heads and side strip among its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.enumerations import list_markers
from ingest.heading import TITLE, spanish_date
from ingest.readers import boe_metadata, boe_page
from ingest.readers.consolidated_print import as_furniture, cover_of, index_places
from ingest.readers.printed_head import DAY, SECTION, SECTION_NAME, cased, eli, section, title_of
from ingest.readers.wrapping import joined, unwrapped
from ingest.text import Line, Role, Text, normalise

_PAGE = r"P[áa]g\.\s*(?P<page>\d+)"
_PIECES = (
    DAY,
    rf"Sec\.\s*\S+\s+{_PAGE.replace('?P<page>', '')}",
    r"(?:BOE\s+)?n[úu]m\.\s*\d+",
    r"BOLET[ÍI]N OFICIAL DEL ESTADO",
    r"LEGISLACI[ÓO]N CONSOLIDADA",
    r"P[áa]gina\s+\d+",
    r"cve:\s*BOE-[A-Z]-\d{4}-\d+",
    r"Verificable en\s+https?://\S+",
    r"https?://(?:www\.)?boe\.es/?",
    r"D\.\s?L\.\s?:\s?M-1/1958",
    r"[-–]?\s*(?:e-)?ISSN:?\s?\d{4}-\d{3}[\dX]",
)
_FURNITURE = re.compile(rf"(?:(?:{'|'.join(_PIECES)})\s*)+", re.IGNORECASE)
"""`Núm. 46 Miércoles 23 de febrero de 2022 Sec. I. Pág. 21632`, or each part of it on a line of its own"""
_CONSOLIDATED = re.compile(r"LEGISLACI[ÓO]N CONSOLIDADA", re.IGNORECASE)
_IDENTIFIER = re.compile(r"cve:\s*(?P<identifier>BOE-[A-Z]-\d{4}-\d{1,6})")
_NUMBER = re.compile(r"n[úu]m\.\s*(?P<number>\d+)", re.IGNORECASE)
_STOPPED = re.compile(r"[.:;!?»”)\]]$")
_LONGEST_HEAD = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class _Print:
    """What the furniture of the pages says of the item."""

    identifier: str
    fields: dict[str, str]


def read_printed(lines: Sequence[Line]) -> Text | None:
    """The text of an item of the gazette out of its copied pages; None for a text that shows no such pages.

    What the page carries is told apart, a paragraph that goes on over it is one again, and section, ministry and title
    become the lines that every format has above the text.
    """
    furniture = [line for line in lines if _FURNITURE.fullmatch(line.text)]
    if any(_CONSOLIDATED.fullmatch(line.text) for line in furniture):
        return _consolidated(lines, {id(line) for line in furniture})
    told = _told(" ".join(line.text for line in furniture))
    if told is None:
        return None
    number = told.identifier.rpartition("-")[2]
    aside = {id(line) for line in furniture} | {id(line) for line in lines if line.text == number}
    body = _going_on(unwrapped(_without(lines, aside)))
    start = next((n for n, line in enumerate(body[:_LONGEST_HEAD]) if TITLE.match(_bare(line.text, number))), None)
    if start is None:
        return None
    end = _end_of_title(body, start)
    title = title_of(_bare(" ".join(line.text for line in body[start:end]), number))
    fields = told.fields | {"titulo": title} | _above([line.text for line in body[:start]])
    fields["url_eli"] = eli(title) if fields.get("seccion", "1") == "1" else ""
    head = boe_page.metadata_lines(boe_page.head({name: value for name, value in fields.items() if value}))
    dropped = [replace(line, role=Role.FURNITURE) for line in lines if id(line) in aside]
    printed = [replace(line, role=Role.FURNITURE) for line in body[:end]]
    return Text(
        lines=(*dropped, *printed, *head, *body[end:]),
        publication=boe_metadata.publication(fields, head),
        title=title,
        identifier=told.identifier,
    )


def _consolidated(lines: Sequence[Line], aside: set[int]) -> Text | None:
    """A consolidated text out of its copied pages; None without its cover."""
    rest = [line for line in lines if id(line) not in aside]
    index = index_places([line.text for line in rest])
    aside = aside | {id(rest[place]) for places in index for place in places}
    body = _going_on(unwrapped(_without(lines, aside)))
    cover = cover_of(body)
    if cover is None:
        return None
    printed = body[: len(body) - len(cover.rest)]
    dropped = [line for line in lines if id(line) in aside]
    return Text(
        lines=(*as_furniture(dropped), *as_furniture(printed), *cover.head, *cover.rest),
        publication=boe_metadata.publication(cover.fields, cover.head),
        title=cover.fields.get("titulo"),
        identifier=cover.fields["identificador"],
    )


def _told(furniture: str) -> _Print | None:
    """Identifier, gazette and pages; None unless both the day and the verification code are there."""
    mark, day = _IDENTIFIER.search(furniture), re.search(DAY, furniture)
    when = spanish_date(day[0]) if day else None
    if mark is None or when is None:
        return None
    number, place = _NUMBER.search(furniture), SECTION.search(furniture)
    pages = [int(page["page"]) for page in re.finditer(_PAGE, furniture)]
    fields = {
        "identificador": mark["identifier"],
        "diario": "BOE",
        "diario_numero": number["number"] if number else "",
        "fecha_publicacion": f"{when:%Y%m%d}",
        "seccion": section(place["section"]) if place else "",
        "subseccion": (place["part"] or "") if place else "",
        "pagina_inicial": str(min(pages)) if pages else "",
        "pagina_final": str(max(pages)) if pages else "",
    }
    return _Print(identifier=mark["identifier"], fields={name: value for name, value in fields.items() if value})


def _without(lines: Sequence[Line], aside: set[int]) -> list[Line]:
    """The lines of the text; one below a page's end goes on the paragraph above where that has not ended."""
    kept: list[Line] = []
    broken = False
    for line in lines:
        if id(line) in aside:
            broken = True
            continue
        if broken and kept and not _STOPPED.search(kept[-1].text):
            line = replace(line, blank_before=False)
        kept.append(line)
        broken = False
    return kept


def _going_on(lines: Sequence[Line]) -> list[Line]:
    """The paragraphs, each with a line below it that begins in the middle of its sentence."""
    out: list[Line] = []
    for line in lines:
        below = bool(out) and out[-1].role is line.role is Role.TEXT and not line.blank_before
        if below and line.text[:1].islower() and not _STOPPED.search(out[-1].text) and not list_markers(line.text):
            out[-1] = joined([out[-1], line])
        else:
            out.append(line)
    return out


def _end_of_title(lines: Sequence[Line], start: int) -> int:
    """One past the lines of a title: its block, up to the stop that ends it."""
    end = start + 1
    while end < len(lines) and not lines[end].blank_before and not lines[end - 1].text.endswith("."):
        end += 1
    return end


def _bare(text: str, number: str) -> str:
    """A title without the number of the item that stands beside it."""
    return normalise(text.removeprefix(number))


def _above(texts: Sequence[str]) -> dict[str, str]:
    """The ministry in the lines between the section and the title."""
    names = [text for text in texts if SECTION_NAME.fullmatch(text) is None and text.isupper()]
    return {"departamento": cased(" ".join(names))} if names else {}
