"""What the BOE's XML says of a norm, in the words and the order in which its pages show it.

So a norm read from XML and from a copied page have the same metadata units.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from ingest.heading import publication_of
from ingest.readers.safe_xml import Element, all_text, local_name
from ingest.text import Line, Role, normalise
from kb.documents import AnalysisReference, Direction, DocumentId, Publication

GAZETTES = {"Boletín Oficial del Estado": "BOE"}
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
_ANNOUNCEMENT = {
    "modalidad": "Modalidad",
    "tipo": "Tipo",
    "procedimiento": "Procedimiento",
    "ambito_geografico": "Ámbito geográfico",
    "materias_cpv": "Materias CPV",
    "importe": "Importe",
    "observaciones": "Observaciones",
}


def compact_date(text: str | None) -> date | None:
    """`20211026` -> a date; None for nothing, for `99999999` and for what is no day."""
    digits = (text or "").strip()[:8]
    if len(digits) != 8 or not digits.isdecimal():
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def fields_of(metadata: Element | None) -> dict[str, str]:
    """The fields that are filled, by the name of their element."""
    found = {} if metadata is None else {local_name(child): normalise(all_text(child)) for child in metadata}
    return {name: value for name, value in found.items() if value}


def slashes(day: date) -> str:
    """`26/10/2021`"""
    return f"{day:%d/%m/%Y}"


def head(fields: dict[str, str]) -> list[str]:
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


def _published(fields: dict[str, str]) -> str:
    """`«BOE» núm. 258, de 28 de octubre de 2021, páginas 130590 a 130618 (29 págs.)`"""
    gazette = GAZETTES.get(fields.get("diario", ""), fields.get("diario", "BOE"))
    number = f" núm. {fields['diario_numero']}" if "diario_numero" in fields else ""
    day = compact_date(fields.get("fecha_publicacion"))
    when = f"de {day.day} de {_MONTHS[day.month - 1]} de {day.year}" if day else ""
    return ", ".join(part for part in (f"«{gazette}»{number}", when, _pages(fields)) if part)


def _pages(fields: dict[str, str]) -> str:
    first, last, count = fields.get("pagina_inicial"), fields.get("pagina_final"), page_count(fields)
    if first is None or last is None or count is None:
        return ""
    return f"página {first} (1 pág.)" if count == 1 else f"páginas {first} a {last} ({count} págs.)"


def page_count(fields: dict[str, str]) -> int | None:
    """How many pages of the gazette the text takes."""
    first, last = fields.get("pagina_inicial", ""), fields.get("pagina_final", "")
    if not (first.isdecimal() and last.isdecimal() and int(first) <= int(last)):
        return None
    return int(last) - int(first) + 1


def analysis(fields: dict[str, str], element: Element | None, references: Iterable[AnalysisReference]) -> Iterator[str]:
    """The lines below the text: what kind of norm it is, its dates, what it refers to, its subjects."""
    days = {
        "Fecha de disposición": compact_date(fields.get("fecha_disposicion")),
        "Fecha de publicación": compact_date(fields.get("fecha_publicacion")),
        "Fecha de entrada en vigor": compact_date(fields.get("fecha_vigencia")),
        "Fecha de derogación": compact_date(fields.get("fecha_derogacion")),
        "Fecha de anulación": compact_date(fields.get("fecha_anulacion")),
    }
    rows = {"Rango": fields.get("rango", "")} | {name: slashes(day) for name, day in days.items() if day}
    yield "ANÁLISIS"
    yield from (f"• {row}" for row in _filled(rows | _announcement(element)))
    for title, direction in (("posteriores", Direction.LATER), ("anteriores", Direction.EARLIER)):
        yield from _block(f"Referencias {title}", (spoken(r) for r in references if r.direction is direction))
    yield from _block("Notas", _texts(element, "notas"))
    yield from _block("Materias", _texts(element, "materias"))


def _filled(rows: dict[str, str]) -> list[str]:
    return [f"{name}: {value}" for name, value in rows.items() if value]


def _block(title: str, items: Iterable[str]) -> list[str]:
    found = [f"• {item}" for item in items]
    return [title, *found] if found else []


def _announcement(element: Element | None) -> dict[str, str]:
    """What the analysis of a contract notice says; empty for norms."""
    found = fields_of(element)
    return {title: found[name] for name, title in _ANNOUNCEMENT.items() if name in found}


def _texts(element: Element | None, name: str) -> list[str]:
    parent = None if element is None else element.find(name)
    return [] if parent is None else [text for child in parent if (text := normalise(all_text(child)))]


def references_of(element: Element | None) -> tuple[AnalysisReference, ...]:
    """The norms that the analysis names, earlier ones first, in its order."""
    if element is None:
        return ()
    sides = (("anterior", Direction.EARLIER), ("posterior", Direction.LATER))
    found = (_reference(child, direction) for tag, direction in sides for child in element.iter(tag))
    return tuple(one for one in found if one is not None)


def _reference(element: Element, direction: Direction) -> AnalysisReference | None:
    """One of the daily gazette (`referencia`, `palabra`) or of the consolidated texts (`id_norma`, `relacion`)."""
    target = element.get("referencia") or all_text(element.find("id_norma"))
    word = element.find("palabra") if element.find("palabra") is not None else element.find("relacion")
    if not target or word is None:
        return None
    return AnalysisReference(
        direction=direction,
        relation=normalise(all_text(word)),
        code=word.get("codigo"),
        target=DocumentId(normalise(target)),
        wording=normalise(all_text(element.find("texto"))),
    )


def spoken(reference: AnalysisReference) -> str:
    """`MODIFICA el art. 27.3.1 de la Ley 49/2002, de 23 de diciembre (Ref. BOE-A-2002-25039).`"""
    joint = "" if reference.wording.startswith((",", ".", ";")) or not reference.wording else " "
    return f"{reference.relation}{joint}{reference.wording} (Ref. {reference.target})."


def metadata_lines(texts: Iterable[str]) -> list[Line]:
    """Lines that are about the norm and not of it."""
    return [Line(text=text, role=Role.METADATA, blank_before=True) for text in map(normalise, texts) if text]


def publication(fields: dict[str, str], lines: Iterable[Line]) -> Publication:
    """What the lines say as of any page, completed with what only the XML tells apart."""
    told = publication_of(lines)
    gazette = GAZETTES.get(fields.get("diario", ""), fields.get("diario"))
    return replace(
        told,
        rank=fields.get("rango", told.rank),
        number=fields.get("numero_oficial", told.number),
        gazette=told.gazette or gazette,
        gazette_number=told.gazette_number or fields.get("diario_numero"),
        published=told.published or compact_date(fields.get("fecha_publicacion")),
        in_force_from=told.in_force_from or compact_date(fields.get("fecha_vigencia")),
    )


def repealed(fields: dict[str, str]) -> date | None:
    """Since when the norm is not in force: repealed, annulled or spent; None while it is.

    Some norms are marked without a day. Theirs is that of their own publication, since when
    it is certain that they cannot be taken for law in force.
    """
    days = [compact_date(fields.get(name)) for name in ("fecha_derogacion", "fecha_anulacion")]
    known = [day for day in days if day is not None]
    marks = ("estatus_derogacion", "judicialmente_anulada", "estatus_anulacion", "vigencia_agotada")
    if known or not any(fields.get(name) == "S" for name in marks):
        return min(known, default=None)
    return compact_date(fields.get("fecha_publicacion")) or date.min
