"""What a publication says of itself: identifier, rank, number, title, dates, department, gazette."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from ingest.text import Line, Role
from kb.documents import Publication
from kb.numerals import plain

MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
_MONTH = "(?:" + "|".join([*MONTHS, "setiembre"]) + ")"
LONG_DATE = re.compile(rf"(?P<day>\d{{1,2}})\.?[ºo]?\s+de\s+(?P<month>{_MONTH})\s+(?:de|del)\s+(?P<year>\d{{4}})", re.I)
"""`26 de octubre de 2021`"""
_SLASH_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")

RANKS = (
    "Real Decreto-ley", "Real Decreto Legislativo", "Decreto Legislativo", "Decreto-ley", "Real Decreto", "Decreto",
    "Ley Orgánica", "Ley Foral", "Ley", "Orden", "Resolución", "Circular", "Instrucción", "Acuerdo", "Reglamento",
    "Directiva", "Decisión", "Corrección de errores", "Corrección de erratas", "Sentencia", "Anuncio", "Extracto",
    "Convenio", "Constitución",
)  # fmt: skip
_RANK = re.compile(rf"(?P<rank>{'|'.join(re.escape(rank) for rank in RANKS)})\b", re.IGNORECASE)
TITLE = re.compile(
    rf"(?P<rank>{'|'.join(re.escape(rank) for rank in RANKS)})\s+"
    rf"(?:(?P<number>\(?[A-Z]{{0,4}}\)?\s?/?[A-Z]{{0,4}}/?\d{{1,5}}/\d{{4}}|\d+/\d{{4}}))?,?\s*(?:de\s+\d{{1,2}}\s+de\s+)?",
    re.IGNORECASE,
)
"""`Real Decreto 7/2090, de 3 de mayo, por el que…`, `Orden HFP/1030/2021, de 29 de septiembre…`"""

_IDENTIFIER = re.compile(r"BOE-[A-Z]-\d{4}-\d{1,6}")
_NAME = re.compile(r"Documento (?:consolidado )?[A-Z]+-[A-Z]-\d{4}-\d{1,6}$")
_GAZETTE = re.compile(
    r"«(?P<gazette>BOE|BO[A-Z]{1,3}|[^»]*Bolet[íi]n[^»]*)»,?\s+n[úu]m\.\s+(?P<number>\d+),\s+de\s+(?P<date>[^,]+\d{4})"
    r"(?:,\s+(?:p[áa]ginas?\s+(?P<pages>\d+(?:\s+a\s+\d+)?)))?"
)
"""`«BOE» núm. 258, de 28 de octubre de 2021, páginas 130590 a 130618 (29 págs.)`"""

_FIELDS = {
    "publicado en": "gazette", "seccion": "section", "departamento": "department", "referencia": "identifier",
    "permalink eli": "eli", "rango": "rank", "fecha de disposicion": "dated", "fecha de publicacion": "published",
    "fecha de entrada en vigor": "in_force_from", "entrada en vigor": "in_force_from",
}  # fmt: skip
_FIELD = re.compile(r"[•·*\-–]?\s*(?P<name>[A-ZÁÉÍÓÚ][^:]{2,40}):\s*(?P<value>.*)$")
_END_OF_HEAD = re.compile(
    r"(?:TEXTO ORIGINAL|TEXTO CONSOLIDADO|TEXTO|Texto original|Texto consolidado)(?:\.|:\s*«[^»]*»| en vigor el \S+)?$"
)
"""`TEXTO ORIGINAL`, `Texto consolidado: «Última actualización, publicada el 31/01/2024»`"""
_STATE = re.compile(r"texto consolidado\b.{0,120}$", re.IGNORECASE)
_ANALYSIS = re.compile(r"(?:AN[ÁA]LISIS|An[áa]lisis(?: jur[íi]dico)?)$")
_LONGEST_HEAD = 60


def spanish_date(text: str) -> date | None:
    """The first complete date in a text, in words or with slashes; None for an impossible one."""
    if match := LONG_DATE.search(text):
        month = plain(match["month"]).replace("setiembre", "septiembre")
        return _date(int(match["year"]), MONTHS.index(month) + 1, int(match["day"]))
    if match := _SLASH_DATE.search(text):
        return _date(int(match[3]), int(match[2]), int(match[1]))
    return None


def state_of(lines: Iterable[str]) -> date | None:
    """The day of the wording that a consolidated text has, by its own head; None for other texts.

    Of `Última actualización, publicada el 29/06/2023, en vigor a partir del 30/06/2023` it is the last one.
    """
    told = next((line for line in lines if _STATE.match(line)), "")
    days = [day for part in told.split(",") if (day := spanish_date(part)) is not None]
    return days[-1] if days else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoePage:
    """A text with the head and the ANÁLISIS block of a boe.es page told apart."""

    lines: list[Line]
    title: str | None
    identifier: str | None

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Self:
        """Mark the lines of the head, of the analysis and the title; without a head, only the title."""
        end = _head_end(lines)
        start = _analysis_start(lines)
        head = _joined_fields(lines[:end])
        body = list(lines[end:start])
        analysis = _joined_fields(lines[start:])
        title = next((line.text for line in head if TITLE.match(line.text)), _below_name(head))
        if title is None and body and TITLE.match(body[0].text) and " " in body[0].text:
            title = body[0].text
            body[0] = replace(body[0], role=Role.TITLE)
        found = next((m[0] for line in (*head, *analysis) if (m := _IDENTIFIER.search(line.text))), None)
        return cls(lines=[*head, *body, *analysis], title=title, identifier=found)


def _below_name(head: Sequence[Line]) -> str | None:
    """The line below `Documento BOE-A-2023-14930`: a title that names no rank."""
    named = next((n for n, line in enumerate(head[:-1]) if _NAME.match(line.text)), None)
    return None if named is None else head[named + 1].text


def _head_end(lines: Sequence[Line]) -> int:
    """Lines up to `TEXTO ORIGINAL`, if the page has it near its top."""
    for index, line in enumerate(lines[:_LONGEST_HEAD]):
        if _END_OF_HEAD.match(line.text):
            return index + 1
    return 0


def _analysis_start(lines: Sequence[Line]) -> int:
    """The line `ANÁLISIS`, if fields follow it."""
    for index in range(len(lines) - 1, 0, -1):
        if _ANALYSIS.match(lines[index].text):
            fields = sum(_FIELD.match(line.text) is not None for line in lines[index + 1 : index + 8])
            return index if fields >= 2 else len(lines)
    return len(lines)


def _joined_fields(lines: Sequence[Line]) -> list[Line]:
    """Metadata lines; a field whose value stands on the next line becomes one line."""
    out: list[Line] = []
    for line in lines:
        if line.role is Role.FURNITURE:
            out.append(line)
            continue
        before = out[-1] if out else None
        if before is not None and before.role is Role.METADATA and _names_field(before.text) and not line.blank_before:
            out[-1] = replace(before, text=f"{before.text} {line.text}")
        else:
            out.append(replace(line, role=Role.METADATA))
    return out


def _names_field(text: str) -> bool:
    return text.endswith(":") and plain(text[:-1]) in _FIELDS


def publication_of(lines: Iterable[Line]) -> Publication:
    """What the metadata lines and the title say; the title's own date is that of the norm.

    The first line on the entry into force counts: the notes below it are about exceptions.
    """
    found: dict[str, object] = {}
    page = "doc"
    for line in lines:
        if line.role not in (Role.METADATA, Role.TITLE):
            continue
        if line.role is Role.TITLE or TITLE.match(line.text):
            found = _from_title(line.text) | found
        if _NAME.match(line.text) and "consolidado" in line.text:
            page = "act"
        match = _FIELD.match(line.text)
        name = _FIELDS.get(plain(match["name"])) if match else None
        if match is not None and name is not None:
            told = _from_field(name, match["value"].strip(), page)
            found |= told if name != "in_force_from" else told | found
    return Publication(**found)  # type: ignore[arg-type]


def _from_field(name: str, value: str, page: str) -> dict[str, object]:
    if name == "gazette":
        return _from_gazette(value)
    if name in ("dated", "published", "in_force_from"):
        day = spanish_date(value)
        return {name: day} if day else {}
    if name == "identifier":
        match = _IDENTIFIER.search(value)
        return {"url": f"https://www.boe.es/buscar/{page}.php?id={match[0]}"} if match else {}
    return {name: value} if value else {}


def _from_gazette(value: str) -> dict[str, object]:
    match = _GAZETTE.search(value)
    if match is None:
        return {}
    found = {
        "gazette": match["gazette"],
        "gazette_number": match["number"],
        "page_range": match["pages"],
        "published": spanish_date(match["date"]),
    }
    return {key: item for key, item in found.items() if item is not None}


def _from_title(title: str) -> dict[str, object]:
    match = TITLE.match(title)
    if match is None:
        return {}
    found: dict[str, object] = {"rank": match["rank"], "number": match["number"]}
    year = re.search(r"/(\d{4})", match["number"] or "")
    if (day := spanish_date(title[:200])) is not None:
        found["dated"] = day
    elif year and (short := re.search(rf"de (\d{{1,2}}) de ({_MONTH})", title[:120], re.I)):
        found["dated"] = spanish_date(f"{short[0].removeprefix('de ')} de {year[1]}")
    return {key: item for key, item in found.items() if item is not None}


def short_title(title: str) -> str:
    """What a lawyer calls it: `Real Decreto 7/2090, de 3 de mayo`; else the start of the title."""
    match = re.match(rf"{_RANK.pattern}[^,]*(?:,\s+de\s+\d{{1,2}}\s+de\s+{_MONTH}(?:\s+de\s+\d{{4}})?)?", title, re.I)
    short = match[0] if match and any(c.isdigit() for c in match[0]) else title
    return short if len(short) <= 90 else short[:87].rsplit(" ", 1)[0] + "…"
