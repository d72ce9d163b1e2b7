"""What the BOE's XML says of a norm beside its text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from ingest.heading import publication_of
from ingest.readers.safe_xml import Element, all_text, local_name
from ingest.text import Line, normalise
from kb.documents import AnalysisReference, Direction, DocumentId, Publication

GAZETTES = {"Boletín Oficial del Estado": "BOE"}
UPDATED = "fecha_actualizacion"
"""When the gazette last changed the file: a field in one of its forms, an attribute in the other."""
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


def announcement(element: Element | None) -> dict[str, str]:
    """What the analysis of a contract notice says; empty for norms."""
    found = fields_of(element)
    return {title: found[name] for name, title in _ANNOUNCEMENT.items() if name in found}


def texts(element: Element | None, name: str) -> list[str]:
    """What the items of one part of the analysis say: `notas`, `materias`."""
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


def publication(fields: Mapping[str, str], lines: Iterable[Line]) -> Publication:
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
        updated=compact_date(fields.get(UPDATED)),
    )


def repealed(fields: Mapping[str, str]) -> date | None:
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
