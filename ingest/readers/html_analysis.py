"""The ANÁLISIS block below the text of a page of boe.es: its lines, and the norms it refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.readers.inline import text_of
from ingest.readers.safe_xml import Element, local_name
from ingest.text import normalise
from kb.documents import AnalysisReference, Direction, DocumentId
from kb.numerals import plain

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_DIRECTIONS = {"referencias anteriores": Direction.EARLIER, "referencias posteriores": Direction.LATER}
_REFERENCE = re.compile(
    r"•?\s*(?P<relation>[A-ZÁÉÍÓÚÑ]{2,}(?:\s+[A-ZÁÉÍÓÚÑ]{1,})*(?:\s+(?:de\s+)?(?:errores|erratas|vigencia|con))?)"
    r"\s*(?P<wording>.*?)\s*\((?:Ref\.\s*)(?P<target>[A-Z]+-[A-Z]-\d{4}-\d{1,6})[^)]*\)"
)
"""`MODIFICA el art. 4 de la Ley 19/1991, de 6 de junio (Ref. BOE-A-1991-14392).`"""
_LEFT_OUT = re.compile(r"Criterio de ordenaci[óo]n|Subir$|Volver$|Este documento es de car[áa]cter informativo")


def read(root: Element, text: Element) -> tuple[list[str], tuple[AnalysisReference, ...]]:
    """The lines from `ANÁLISIS` on; none where the page has no such block."""
    lines = list(_lines(root, text))
    return lines, tuple(_references(lines))


def _lines(root: Element, text: Element) -> Iterator[str]:
    started = False
    for element in _after(root, text):
        name, said = local_name(element), normalise(text_of(element))
        if not said or _LEFT_OUT.match(said):
            continue
        if name in _HEADINGS:
            opens = plain(said) in ("analisis", "analisis juridico")
            started = started or opens
            if started:
                yield "ANÁLISIS" if opens else said
        elif started:
            yield f"• {said.lstrip('• ')}" if name in ("li", "dd") else said


def _after(root: Element, text: Element) -> Iterator[Element]:
    """The headings, items and paragraphs that follow the text, without the foot of the site."""
    inside, passed = set(text.iter()), False
    for element in root.iter():
        if element is text:
            passed = True
        elif passed and element.get("id") == "pie":
            return
        elif passed and element not in inside and _is_line(element):
            yield element


def _is_line(element: Element) -> bool:
    """A heading, an item or a paragraph that is not inside an item."""
    parent = element.getparent()
    name = local_name(element)
    if name == "p" and parent is not None and local_name(parent) in ("li", "dd"):
        return False
    return name in _HEADINGS or name in ("li", "p", "dt", "dd")


def _references(lines: list[str]) -> Iterator[AnalysisReference]:
    direction: Direction | None = None
    for line in lines:
        if not line.startswith("•"):
            direction = _DIRECTIONS.get(plain(line))
        match = _REFERENCE.match(line) if direction else None
        if match and direction:
            yield AnalysisReference(
                direction=direction,
                relation=match["relation"],
                target=DocumentId(match["target"]),
                wording=match["wording"],
            )
