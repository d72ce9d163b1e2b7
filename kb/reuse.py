"""What whoever passes a text of the BOE on has to say (Ley 37/2007, art. 8; Real Decreto 1495/2011, art. 7)."""

from __future__ import annotations

from kb.days import spell_day
from kb.documents import Document


def reuse_notice(document: Document) -> str | None:
    """The notice of a text of the gazette: its source, its last update, what may not be done; None for others."""
    if not document.document_id.is_boe:
        return None
    updated = document.publication.updated
    when = f", última actualización: {spell_day(updated)}" if updated else ""
    return (
        f"fuente: Agencia Estatal Boletín Oficial del Estado{when}; se reutiliza conforme a la Ley 37/2007 y al "
        "Real Decreto 1495/2011: cita la fuente y la fecha, no desnaturalices el contenido; solo es auténtico el PDF "
        "del diario"
    )
