"""Which wording of a norm a text is, for whoever reads it; `kb.vigencia` says what has become of the norm."""

from __future__ import annotations

from datetime import date

from kb.citing import spoken
from kb.documents import Document


def standing(document: Document, today: date) -> tuple[str, ...]:
    """Spanish lines; none for a text about which nothing has to be said."""
    told = []
    begins = document.publication.in_force_from
    if begins is not None and begins > today and document.repealed is None:
        told.append(f"Todavía no está en vigor: entra el {spoken(begins)}")
    if document.as_of is not None:
        told.append(f"Redacción vigente el {spoken(document.as_of)}")
    if document.publication.updated is not None:
        told.append(f"Última actualización: {spoken(document.publication.updated)}")
    return tuple(told)
