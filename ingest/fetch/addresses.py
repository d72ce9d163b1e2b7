"""Where the BOE has what: the catalogue of its open data, with ids and days checked first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kb.days import spell_day
from kb.documents import DocumentId
from kb.errors import InvalidInput

XML, JSON = "application/xml", "application/json"
HTML, PLAIN = "text/html", "text/plain"
Part = Literal["metadatos", "analisis", "texto", "texto/indice"]

_API = "/datosabiertos/api"
_LINK = re.compile(r"https?://(?:www\.)?boe\.es/\S*\bid=([A-Z0-9-]+)(?:[&#]\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One thing to ask for. `path` begins with `/`; `name` is its file in the cache; `what` is for people."""

    path: str
    name: str
    what: str
    accept: str = XML


def boe_id(text: str) -> DocumentId:
    """The identifier that a person wrote, as it is or in the address of a page; InvalidInput."""
    link = _LINK.fullmatch(text.strip())
    found = DocumentId((link[1] if link else text.strip()).upper())
    if not (found.isascii() and found.is_boe):
        raise InvalidInput(f"«{text[:60]}» no es un identificador del BOE; tienen la forma BOE-A-2015-10565")
    return found


def gazette_item(document_id: str) -> Address:
    """A text as the daily gazette published it."""
    checked = boe_id(document_id)
    return Address(path=f"/diario_boe/xml.php?id={checked}", name=f"diario/{checked}.xml", what=checked)


def gazette_page(document_id: str) -> Address:
    """The same text as the page that people read."""
    checked = boe_id(document_id)
    return Address(path=f"/diario_boe/txt.php?id={checked}", name=f"diario/{checked}.html", what=checked, accept=HTML)


def consolidated(document_id: str, part: Part | None = None) -> Address:
    """A norm with all its wordings, or one part of that."""
    checked = boe_id(document_id)
    tail, suffix = (f"/{part}", f".{part.replace('/', '-')}") if part else ("", "")
    return Address(
        path=f"{_API}/legislacion-consolidada/id/{checked}{tail}",
        name=f"consolidada/{checked}{suffix}.xml",
        what=f"{checked} (texto consolidado)",
    )


def sumario(day: date, accept: str = XML) -> Address:
    """The index of what a day published."""
    return Address(
        path=f"{_API}/boe/sumario/{day:%Y%m%d}",
        name=f"sumario/{day:%Y%m%d}.{'json' if accept == JSON else 'xml'}",
        what=f"sumario del {spell_day(day)}",
        accept=accept,
    )
