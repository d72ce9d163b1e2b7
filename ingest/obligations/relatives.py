"""Relatives about things that rule on their own: `una orden en la que se fijará la cuota`."""

from __future__ import annotations

import re

from ingest.obligations.grammar import ADVERB
from ingest.obligations.heads import Head
from kb.facts import Modality

_OF_THING = re.compile(
    r"(?:(?:,\s+)?(?:\b(?:y|e)\s+)?\b(?:en|a|al|del?)\s+(?:el|la|los|las)?\s?(?:que|cual(?:es)?)|"
    r",\s+(?:y\s+)?(?:(?:con|por|mediante)\s+(?:el|la|los|las)\s+(?:que|cual(?:es)?)|que|l[oa]s? cual(?:es)?)|"
    r",\s+(?:\w+\s+)?(?:el|la|los|las|un[oa]?)\s+\w+\s+de\s+(?:los|las)\s+(?:cuales|que)|"
    r",\s+cuy[oa]s?\s+[^,;:]{3,60}?)"
    rf"(?:\s*{ADVERB})*\s*$",
    re.IGNORECASE,
)
"""`un convenio, en el que se fijarán…`, `una convocatoria, cuya resolución habrá de publicarse…`."""
_DESCRIBED = re.compile(
    r"\b(?:forma|modo|manera|medida|condiciones|términos|casos?|supuestos?|momento|fecha|día|lugar|grado|año|ejercicio)$",
    re.IGNORECASE,
)
"""`la forma en que se presentará`: the relative says how, when or where, and rules nothing."""
_RULING_FORM = re.compile(r"(?:debe|ha)n?\b|[a-zñáéíóú]+r[áa]n?\b", re.IGNORECASE)
"""A future or `debe`: in a relative no other form rules."""
_PERFORMED = re.compile(r"se (?:delega|autoriza|faculta|habilita|proh[íi]be)n?\b", re.IGNORECASE)
"""`competencias, las cuales se delegan`: a present that does what it says."""
_STATE = re.compile(r"estar[áa]n?$", re.IGNORECASE)
"""`la agrupación, que estará formada por…`: a state that the relative tells."""
_RULED = frozenset({Modality.OBLIGATION, Modality.PROHIBITION})
_BARE_THING = re.compile(r",\s+(?:y\s+)?(?:que|l[oa]s? cual(?:es)?)\b", re.IGNORECASE)
"""`un plan, que contendrá el presupuesto`: of what it has the relative only tells, of what is done with it it rules."""
_WHOSE_CLAUSE = re.compile(
    r",\s+(?:(?:por|según|en|conforme a|en virtud de)l?\s+(?:(?:el|la|los|las)\s+)?cual(?:es)?|"
    r"en (?:el|la|los|las) que)\s+"
    r"(?=(?:el|la|los|las)\s)[^,;:]{3,80}$",
    re.IGNORECASE,
)
"""`…, por el cual el conjunto de la obra deberá…`: behind it stands a whole norm."""
_COMPLETIVE = re.compile(r"\s*(?:\w+r(?:se)?)?\s*,[^;:]*,\s+que\b", re.IGNORECASE)
"""`podrá prever, en función del gasto, que se procederá…`: what is foreseen, and no relative."""
_EXCEPTED = re.compile(r"\b(?:salvo|excepto|a excepción de)\b[^,;:]*$", re.IGNORECASE)
"""`salvo las urgentes, que se regirán por…`: said of what is excepted."""


def about_thing(sentence: str, head: Head, last: int | None) -> int | None:
    """Where a relative about a thing begins that rules on its own, behind another norm; None for one that describes."""
    rules = head.modality in _RULED and _RULING_FORM.match(head.verb)
    if last is None or head.joins or not (rules or _PERFORMED.match(head.verb)):
        return None
    between = sentence[last : head.start]
    match = _OF_THING.search(between) or _WHOSE_CLAUSE.search(between)
    if match is None or _DESCRIBED.search(between[: match.start()].rstrip()) or _STATE.search(head.verb):
        return None
    relative = sentence[last + match.start() : head.end]
    excepted = _BARE_THING.match(relative) and _EXCEPTED.search(between[: match.start()])
    if excepted or _COMPLETIVE.match(between):
        return None
    if _BARE_THING.match(relative) and re.search(r"\bse\b", relative, re.IGNORECASE) is None:
        return None
    return last + match.start()
