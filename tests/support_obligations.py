"""Obligations of a document of tests, one per line of its text."""

import zlib

from kb.documents import Document
from kb.facts import Anchor, Deadline, Modality, Obligation


def deadline(text="en el plazo de tres meses", **other) -> Deadline:
    """Three months from the notification, whose day the document does not say."""
    values = {
        "text": text,
        "start": 0,
        "end": len(text),
        "kind": "relative",
        "period": "P3M",
        "anchor": Anchor(event="notification", text="desde la notificación de la resolución"),
        "reasons": ("El plazo se cuenta desde la notificación, que no tiene fecha",),
    }
    return Deadline(**values | other)


def fixed(day: str) -> Deadline:
    """A day that the document gives."""
    return deadline(f"hasta el {day}", kind="fixed", period=None, anchor=None, due=(day,), reasons=(f"Fecha: {day}",))


def obligation(document: Document, number: int = 1, **other) -> Obligation:
    """What the article of that number demands: its id follows from its place and its words."""
    unit = document.unit(f"art_{number}")
    quote = document.text_of(unit)
    values = {
        "id": f"{document.document_id}:{unit.unit_id}:{zlib.crc32(quote.encode()):08x}",
        "document_id": document.document_id,
        "unit_id": unit.unit_id,
        "label": unit.label,
        "modality": Modality.OBLIGATION,
        "subject": "la entidad beneficiaria",
        "action": quote,
        "condition": None,
        "quote": quote,
        "start": unit.start,
        "end": unit.end,
    }
    return Obligation(**values | other)
