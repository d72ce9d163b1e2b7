"""What the YAML heads of norms and press notes say, in the fields of the BOE's XML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.readers.front_matter import Head, day, text, texts
from kb.documents import AnalysisReference, Direction, DocumentId

_FIELDS = {
    "identificador": ("identifier",),
    "titulo": ("title",),
    "departamento": ("department",),
    "numero_oficial": ("official_number",),
    "diario": ("official_journal",),
    "diario_numero": ("journal_issue",),
    "url_eli": ("url_eli", "source"),
    "url_html_consolidada": ("url_html_consolidada",),
}
_DAYS = {
    "fecha_disposicion": "enactment_date",
    "fecha_publicacion": "publication_date",
    "fecha_vigencia": "in_force_from",
    "fecha_derogacion": "repeal_date",
}
_RANKS = {
    "acuerdo": "Acuerdo",
    "acuerdo_internacional": "Acuerdo Internacional",
    "circular": "Circular",
    "constitucion": "Constitución",
    "decreto": "Decreto",
    "decreto_ley": "Decreto-ley",
    "decreto_legislativo": "Decreto Legislativo",
    "instruccion": "Instrucción",
    "ley": "Ley",
    "ley_foral": "Ley Foral",
    "ley_organica": "Ley Orgánica",
    "orden": "Orden",
    "real_decreto": "Real Decreto",
    "real_decreto_ley": "Real Decreto-ley",
    "real_decreto_legislativo": "Real Decreto Legislativo",
    "reglamento": "Reglamento",
    "resolucion": "Resolución",
}
_STATUS = {"repealed": "estatus_derogacion", "expired": "vigencia_agotada", "annulled": "estatus_anulacion"}
_REFERENCE = re.compile(r"(?P<relation>\S.*?)\s+(?P<target>[A-Z]+-[A-Z]-\d{4}-\d{1,6})$")


def fields_of(head: Head) -> dict[str, str]:
    """The fields that are filled, under the names that the BOE gives them; days as `20211026`."""
    found = {name: text(head, *keys) for name, keys in _FIELDS.items()}
    rank = text(head, "rank")
    found["rango"] = _RANKS.get(rank, rank.replace("_", " ").capitalize())
    found |= {name: f"{when:%Y%m%d}" for name, key in _DAYS.items() if (when := day(head, key))}
    if (mark := _STATUS.get(text(head, "status"))) is not None:
        found[mark] = "S"
    if "/eli/" not in found["url_eli"]:
        found["url_eli"] = ""
    return {name: value for name, value in found.items() if value}


def subjects_of(head: Head) -> list[str]:
    """What the norm is about."""
    return texts(head, "subjects")


def references_of(head: Head) -> tuple[AnalysisReference, ...]:
    """`DEROGA BOE-A-1996-1578; CITA BOE-A-2001-23523`: the norms it acts on and those that act on it."""
    sides = (("references_previous", Direction.EARLIER), ("references_subsequent", Direction.LATER))
    return tuple(one for name, direction in sides for one in _side(text(head, name), direction))


def _side(said: str, direction: Direction) -> Iterator[AnalysisReference]:
    for part in said.split(";"):
        if (match := _REFERENCE.match(part.strip())) is not None:
            target = DocumentId(match["target"])
            yield AnalysisReference(direction=direction, relation=match["relation"], target=target)
