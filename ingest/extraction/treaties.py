"""International treaties, which have no number: known by where they were made, by their city, or by who made them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.extraction.cited import Cited
from ingest.extraction.marks import Stretch
from ingest.extraction.names import WORD
from ingest.extraction.rules import rules
from kb.values import MONTH

_DAY = rf"(?:,? (?:el|de) \d{{1,2}} de {MONTH} de \d{{4}})"
_MATTER = rf"(?:(?:el|la|los|las) )?{WORD}(?: (?:(?:y|e|de|del|de la|de los|de las|a la|en el|con) )?{WORD})*"
"""`Derecho del Mar`, `las Personas con Discapacidad`"""
_ABOUT = "(?:sobre|contra|para|relativ[oa] al?|del?)"


@cache
def _treaty() -> re.Pattern[str]:
    """`made` or `known` is how a treaty is kept; the day, and the place where it was made, follow."""
    book = rules("laws")["treaties"]
    rank = book["ranks"]
    whole = rf"(?:Protocolo (?:\w+ )?(?:al?|del?)(?: la)? )?{rank}"
    made = rf"{whole} (?:(?!{rank})[^.;:()«»]){{5,200}}?(?=,? {book['made']} en )"
    place = rf",? {book['made']} en {WORD}(?: {WORD})?{_DAY}"
    known = (
        rf"{rank} de (?:{'|'.join(book['cities'])})(?: {_ABOUT} {_MATTER})?|{rank} {book['makers']} {_ABOUT} {_MATTER}"
    )
    return re.compile(rf"(?<!\w)(?:(?P<made>{made}){place}|(?P<known>{known}){_DAY}?)(?!\w)")


def treaties(stretch: Stretch, _: str) -> Iterator[Cited]:
    """`Convenio de Berna`, `Convenio sobre la pesca en alta mar, hecho en Ginebra el 29 de abril de 1958`."""
    for match in _treaty().finditer(stretch.text):
        name = " ".join((match["made"] or match["known"]).split())
        yield Cited(start=match.start(), end=match.end(), name=name)
