"""What a page of the gazette says of itself, as the fields that its XML would have.

Number, day, section and page stand in the running head, section, ministry, number and title of
an item above its text, the identifier in the verification code at the side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.heading import MONTHS, TITLE
from ingest.readers.pdf_furniture import Cleared
from ingest.readers.pdf_lines import Item, Strip
from ingest.readers.printed_head import DAY, SECTION, SECTION_NAME, cased, eli
from ingest.readers.printed_head import section as section_of
from kb.numerals import plain

_MARK = re.compile(r"cve:\s*(?P<identifier>BOE-[A-Z]-\d{4}-\d{1,6})")
_NUMBER = re.compile(r"N[úu]m\.\s*(?P<number>\d+)", re.IGNORECASE)
_PAGE = re.compile(r"P[áa]g\.\s*(?P<page>\d+)|(?<![\d.])(?P<bare>\d{1,6})(?![\d.])")
_DAY = re.compile(DAY)
_DATE = re.compile(r"(?P<day>\d{1,2})\.?\s+(?:de\s+)?(?P<month>[a-z]+)\s+(?:del?\s+)?(?P<year>\d{4})")
_ITEM = re.compile(r"\d{1,6}")
_HEADS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """The running head of one page."""

    number: str
    day: date
    page: int | None
    section: str = ""
    part: str = ""


def running_head(texts: Sequence[str]) -> Running | None:
    """The gazette's number and day in the furniture of a page; None when it is no page of the gazette's."""
    for text in texts:
        number, day = _NUMBER.search(text), _DAY.search(text)
        when = _date(day[0]) if day else None
        if number is None or day is None or when is None:
            continue
        page = _PAGE.search(_NUMBER.sub(" ", text.replace(day[0], " ")))
        section = SECTION.search(text)
        return Running(
            number=number["number"],
            day=when,
            page=int(page["page"] or page["bare"]) if page else None,
            section=section_of(section["section"]) if section else "",
            part=(section["part"] or "") if section else "",
        )
    return None


def _date(text: str) -> date | None:
    match = _DATE.search(text)
    month = plain(match["month"]).replace("setiembre", "septiembre") if match else ""
    if match is None or month not in MONTHS:
        return None
    try:
        return date(int(match["year"]), MONTHS.index(month) + 1, int(match["day"]))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An item of the gazette in the document: where its head, its title, its text begin and where it ends."""

    head: int
    title: int
    text: int
    end: int
    number: str
    name: tuple[str, ...]


def notices(items: Sequence[Item]) -> list[Notice]:
    """The items of the gazette that begin in the document: a number and, set off beside it, the title."""
    found: list[Notice] = []
    for at, item in enumerate(items):
        if not (isinstance(item, Strip) and _begins(item)):
            continue
        lines = [replace(item, runs=item.runs[1:], text=item.text.partition(" ")[2])]
        after = at + 1
        while after < len(items) and isinstance(following := items[after], Strip) and _goes_on(lines[-1], following):
            lines.append(following)
            after += 1
        head = _head(items, at)
        if found:
            found[-1] = replace(found[-1], end=head)
        name = tuple(line.text for line in lines)
        found.append(Notice(head=head, title=at, text=after, end=len(items), number=item.runs[0].text, name=name))
    return found


def _begins(strip: Strip) -> bool:
    """A bold number beside slanted text, or beside a rank where OCR has lost the faces."""
    number = strip.runs[0]
    if len(strip.runs) < 2 or strip.indent > strip.size or _ITEM.fullmatch(number.text) is None:
        return False
    faces = number.bold and strip.runs[1].leads_italic
    return faces or (strip.page == 1 and TITLE.match(strip.runs[1].text) is not None)


def _goes_on(before: Strip, strip: Strip) -> bool:
    """Whether a line goes on a title: as far in, as slanted, close below."""
    near = before.region == strip.region and 0 < strip.y - before.y < 1.6 * before.size
    return near and abs(strip.x0 - before.x0) < 3 and strip.runs[0].leads_italic == before.runs[0].leads_italic


def _head(items: Sequence[Item], at: int) -> int:
    """Where the head of an item begins: the section and the ministry above its number."""
    below = items[at]
    assert isinstance(below, Strip)
    head = at
    while head and at - head < _HEADS:
        item = items[head - 1]
        if not isinstance(item, Strip) or item.page != below.page or item.y >= below.y:
            break
        if not (item.size > 1.2 * below.runs[-1].size or (item.bold and item.indent > item.size)):
            break
        head -= 1
    return head


def main_notice(found: Sequence[Notice], items: Sequence[Item]) -> Notice | None:
    """The item that the document is about: the one with most text, where old pages carry parts of its neighbours."""
    lengths = {one.title: sum(len(i.text) for i in items[one.text : one.end] if isinstance(i, Strip)) for one in found}
    return max(found, key=lambda one: lengths[one.title], default=None)


def fields_of(
    notice: Notice | None, above: Sequence[Strip], title: str, heads: Sequence[Running | None], identifier: str | None
) -> dict[str, str]:
    """What the head says, under the names that the gazette's XML gives it; `heads` are those of the item's pages."""
    first, last = heads[0], heads[-1]
    section, part, department = _above(above)
    fields = {
        "identificador": identifier or _identifier(notice, first) or "",
        "titulo": title,
        "diario": "BOE" if first else "",
        "diario_numero": first.number if first else "",
        "fecha_publicacion": f"{first.day:%Y%m%d}" if first else "",
        "seccion": (first.section if first else "") or section,
        "subseccion": (first.part if first else "") or part,
        "departamento": department,
        "pagina_inicial": str(first.page) if first and first.page else "",
        "pagina_final": str(last.page) if last and last.page else "",
    }
    fields["url_eli"] = eli(title) if fields["seccion"] in ("", "1") else ""
    return {name: value for name, value in fields.items() if value}


def _identifier(notice: Notice | None, first: Running | None) -> str | None:
    """The numbers of the items of a year are those of their identifiers, also before these were printed."""
    return f"BOE-A-{first.day.year}-{int(notice.number)}" if notice and first else None


def _above(strips: Sequence[Strip]) -> tuple[str, str, str]:
    """Section, part and department in the lines above an item."""
    section = part = ""
    names: list[str] = []
    for n, strip in enumerate(strips):
        match = SECTION_NAME.fullmatch(strip.text)
        if match is not None and not names:
            section = section or section_of(match["mark"])
            part = match["mark"] if section and match["mark"] in "ABC" else part
        elif names or not n or abs(strips[n - 1].size - strip.size) > 0.5 or strips[n - 1].bold != strip.bold:
            names.append(strip.text)
    return section, part, cased(" ".join(names))


def identifier_of(pages: Sequence[Cleared]) -> str | None:
    """The identifier in the verification code at the side of the pages."""
    texts = (text for page in pages for text in page.furniture)
    return next((match["identifier"] for text in texts if (match := _MARK.search(text))), None)
