"""The lines that stand above and below a text on boe.es, in its words and its order.

Whatever tells them, XML, a page or a YAML head, the same norm gets the same metadata units.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ingest.readers.boe_metadata import GAZETTES, compact_date
from ingest.text import Line, Role, normalise
from kb.days import spell_day
from kb.documents import AnalysisReference, Direction

_MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
_SECTIONS = {
    "1": "I. Disposiciones generales",
    "2": "II. Autoridades y personal",
    "2A": "II. Autoridades y personal. - A. Nombramientos, situaciones e incidencias",
    "2B": "II. Autoridades y personal. - B. Oposiciones y concursos",
    "3": "III. Otras disposiciones",
    "4": "IV. Administración de Justicia",
    "5": "V. Anuncios",
    "5A": "V. Anuncios. - A. Contratación del Sector Público",
    "5B": "V. Anuncios. - B. Otros anuncios oficiales",
    "5C": "V. Anuncios. - C. Anuncios particulares",
    "T": "T. Sección del Tribunal Constitucional",
}


_DAYS = {
    "Fecha de disposición": "fecha_disposicion",
    "Fecha de publicación": "fecha_publicacion",
    "Fecha de entrada en vigor": "fecha_vigencia",
    "Fecha de derogación": "fecha_derogacion",
    "Fecha de anulación": "fecha_anulacion",
}


def head(fields: Mapping[str, str]) -> list[str]:
    """The lines above the text of a page of the daily gazette."""
    section = fields.get("seccion", "")
    rows = {
        "Publicado en": _published(fields),
        "Sección": _SECTIONS.get(section + fields.get("subseccion", ""), _SECTIONS.get(section, section)),
        "Departamento": fields.get("departamento", ""),
        "Referencia": fields.get("identificador", ""),
        "Permalink ELI": fields.get("url_eli", ""),
    }
    lines = [f"Documento {fields['identificador']}"] if "identificador" in fields else []
    lines += [fields["titulo"]] if "titulo" in fields else []
    return [*lines, *_filled(rows), "TEXTO ORIGINAL"]


def consolidated_head(fields: Mapping[str, str], notes: Iterable[str] = ()) -> Iterator[str]:
    """The lines above the text of a page of consolidated legislation, but for the state of the text."""
    published, since = (compact_date(fields.get(name)) for name in ("fecha_publicacion", "fecha_vigencia"))
    gazette = GAZETTES.get(fields.get("diario", ""), fields.get("diario", "BOE"))
    number = fields.get("diario_numero")
    eli = fields.get("url_eli", "")
    rows = {
        "Publicado en": f"«{gazette}» núm. {number}, de {spell_day(published)}." if published and number else "",
        "Entrada en vigor": spell_day(since) if since else "",
        "Departamento": fields.get("departamento", ""),
        "Referencia": fields.get("identificador", ""),
        "Permalink ELI": f"{eli.removesuffix('/con')}/con" if eli else "",
    }
    if "identificador" in fields:
        yield f"Documento consolidado {fields['identificador']}"
    if "titulo" in fields:
        yield fields["titulo"]
    yield from (*_filled(rows), *notes)


def last_update(published: date) -> str:
    """Which state of a consolidated text a page shows."""
    return f"Texto consolidado: «Última actualización, publicada el {spell_day(published)}»"


def _published(fields: Mapping[str, str]) -> str:
    """`«BOE» núm. 258, de 28 de octubre de 2021, páginas 130590 a 130618 (29 págs.)`"""
    gazette = GAZETTES.get(fields.get("diario", ""), fields.get("diario", "BOE"))
    number = f" núm. {fields['diario_numero']}" if "diario_numero" in fields else ""
    day = compact_date(fields.get("fecha_publicacion"))
    when = f"de {day.day} de {_MONTHS[day.month - 1]} de {day.year}" if day else ""
    return ", ".join(part for part in (f"«{gazette}»{number}", when, _pages(fields)) if part)


def _pages(fields: Mapping[str, str]) -> str:
    first, last, count = fields.get("pagina_inicial"), fields.get("pagina_final"), page_count(fields)
    if first is None or last is None or count is None:
        return ""
    return f"página {first} (1 pág.)" if count == 1 else f"páginas {first} a {last} ({count} págs.)"


def page_count(fields: Mapping[str, str]) -> int | None:
    """How many pages of the gazette the text takes."""
    first, last = fields.get("pagina_inicial", ""), fields.get("pagina_final", "")
    if not (first.isdecimal() and last.isdecimal() and int(first) <= int(last)):
        return None
    return int(last) - int(first) + 1


def analysis(
    fields: Mapping[str, str],
    references: Iterable[AnalysisReference] = (),
    *,
    rows: Mapping[str, str] | None = None,
    notes: Iterable[str] = (),
    subjects: Iterable[str] = (),
) -> Iterator[str]:
    """The lines below the text: what kind of norm it is, its dates, what it refers to, its subjects."""
    days = {name: compact_date(fields.get(field)) for name, field in _DAYS.items()}
    told = {"Rango": fields.get("rango", "")} | {name: spell_day(day) for name, day in days.items() if day}
    references = tuple(references)
    yield "ANÁLISIS"
    yield from (f"• {row}" for row in _filled(told | dict(rows or {})))
    for title, direction in (("posteriores", Direction.LATER), ("anteriores", Direction.EARLIER)):
        yield from _block(f"Referencias {title}", (spoken(r) for r in references if r.direction is direction))
    yield from _block("Notas", notes)
    yield from _block("Materias", subjects)


def _filled(rows: dict[str, str]) -> list[str]:
    return [f"{name}: {value}" for name, value in rows.items() if value]


def _block(title: str, items: Iterable[str]) -> list[str]:
    found = [f"• {item}" for item in items]
    return [title, *found] if found else []


def spoken(reference: AnalysisReference) -> str:
    """`MODIFICA el art. 27.3.1 de la Ley 49/2002, de 23 de diciembre (Ref. BOE-A-2002-25039).`"""
    joint = "" if reference.wording.startswith((",", ".", ";")) or not reference.wording else " "
    return f"{reference.relation}{joint}{reference.wording} (Ref. {reference.target})."


def metadata_lines(texts: Iterable[str]) -> list[Line]:
    """Lines that are about the norm and not of it."""
    return [Line(text=text, role=Role.METADATA, blank_before=True) for text in map(normalise, texts) if text]
