"""What a reader must know of a text before relying on it: which wording it is, and whether it is in force."""

from __future__ import annotations

from datetime import date

from kb.citing import spoken
from kb.documents import Document


def standing(document: Document, today: date) -> tuple[str, ...]:
    """Spanish lines, the gravest first; none for a text about which nothing has to be said."""
    told = []
    if document.repealed is not None:
        ended = document.repealed <= today
        told.append(f"{'Derogada' if ended else 'Quedará derogada'} desde el {spoken(document.repealed)}")
    begins = document.publication.in_force_from
    if begins is not None and begins > today and document.repealed is None:
        told.append(f"Todavía no está en vigor: entra el {spoken(begins)}")
    if document.as_of is not None:
        told.append(f"Redacción vigente el {spoken(document.as_of)}")
    if document.publication.updated is not None:
        told.append(f"Última actualización: {spoken(document.publication.updated)}")
    return tuple(told)
