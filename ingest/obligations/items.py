"""The items of a list of duties: whom each is about, what it says by its lead-in, and where one duty ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.obligations.actors import actors, named
from ingest.obligations.agents import concerned
from ingest.obligations.clauses import Clause
from ingest.obligations.lists import Lead

_NAMES_WHO = re.compile(
    r"\b(?:actuar|resolver|instruir|tramitar|intervendr|ejercer|ser)[áa]n?\b|\bcorrespond|\bcompet|\bobligad|"
    r"\bsiguientes? órganos?",
    re.IGNORECASE,
)
"""What a lead-in says when its items are those who have to do it, not what has to be written or sent."""
_TO_WHOM = re.compile(
    r"(?:A\s+(?:la|las|los|l['’])|Al?)\s*(?P<name>(?-i:[A-ZÁÉÍÓÚÑ])[^:;]{2,110}?)(?=,?\s+(?:para|por|con|en)\s|,\s+(?!S\.?[LA])|:)"
)
"""`A la Fundación Río Alto, para su festival: hasta el 31 de agosto.`: whom an item of a list is about."""
_THAT = re.compile(r"que(?:,\s[^,;:]{3,80},)?\s+(?=(?:el|la|los|las|cada)\s)", re.IGNORECASE)
_SUBJUNCTIVE = re.compile(
    r"(?<!\bde)(?<!\bdel)(?<!\ba)(?<!\bal)(?<!\by)(?<!\bo)(?<!\by la)(?<!\ben)(?<!\bpor)(?<!\bcon)(?<!\bla)(?<!\bel)"
    r"(?<!\blos)(?<!\blas)(?:\s(?:no|se|les?|l[oa]s?))*"
    r"\s(?!(?:la|los|las|una?|que|de|entre|ante|sobre|para|cada|desde)\b)(?:(?:dispong|carezc|trat)[ae]n?"
    r"|[a-zñáéíóú]{2,}(?:e|en|a|an)"
    r"(?=\s(?:el|la|los|las|un|una|su|sus|dich[oa]s?|est[ea]s?|tod[oa]s?|cada|al?|en|con|por|que|como)\b|$|[,.;]))"
)
"""The verb of `que la cofradía lleve un censo`, behind its subject."""
_WITHOUT = re.compile(r",\s+(?:y\s+)?(?=sin que\b|no teniendo\b)", re.IGNORECASE)
_SECOND_DUTY = re.compile(
    r"[A-ZÁÉÍÓÚ][a-zñáéíóú]*(?:ar|er|ir)(?:se|l[oa]s?)?\b(?:(?!\b[a-zñáéíóú]{2,}(?:ar|er|ir)(?:se|l[oa]s?)?\b)[^;:])*?"
    r"(?P<joint>,\s+(?:y|e)\s+|,?\s+así como\s+)(?=[a-zñáéíóú]{2,}(?:ar|er|ir)(?:se|l[oa]s?)?\s)"
)
"""An infinitive, nothing else in the infinitive that the next could go with, and a second one behind a comma."""


def begins_with(item: str, lead: Lead) -> str | None:
    """`Actuarán como instructores: a) La Subdirección General…`, `En el caso de empresas, …`: whom an item is about."""
    given = _TO_WHOM.match(item)
    if given is not None:
        return " ".join(given["name"].split())
    if (who := _that_they(item)) is not None:
        return who
    first = next(actors(item), None) if _NAMES_WHO.search(lead.text) else None
    return first.name if first and first.start == 0 and not first.bare else concerned(item)


def _that_they(item: str) -> str | None:
    """`Que, a su llegada, el patrón de la nave firme el libro`: who it says does what the item asks."""
    that = _THAT.match(item)
    rest = item[that.end() :] if that else ""
    first = next(actors(rest), None)
    if first is None or first.start != 0 or first.bare:
        return None
    doing = _SUBJUNCTIVE.search(rest, len(rest[: first.end].split(" ", 2)[0]) + 1)
    return named(rest[: doing.start()]) if doing else None


def own_part(sentence: str, found: list[Clause]) -> tuple[str, list[Clause]]:
    """What an item says by its lead-in, and the norms it has of its own: all of it when it has none.

    `Revisar el precio, sin que pueda bajar de un euro` is both.
    """
    if not found:
        return sentence, found
    aside = _WITHOUT.search(sentence, 0, found[0].head.start)
    if aside is None or found[0].start > aside.start():
        return "", found
    return sentence[: aside.start()], [replace(found[0], start=aside.end()), *found[1:]]


def duties(item: str) -> Iterator[tuple[int, str]]:
    """`Realizar la obra, y presentar la cuenta`: each duty of an item and where it begins; none of an empty one."""
    cut = _SECOND_DUTY.match(item)
    if item:
        yield 0, item[: cut.start("joint")] if cut else item
    if cut:
        yield cut.end("joint"), item[cut.end("joint") :]


def first_sentence(body: str) -> int:
    """How much of an item is the item: up to the stop that ends the list, without a conjunction to the next."""
    match = re.match(r"(?P<item>.*?[»”\"]?)(?:,?\s+(?:y|e|o)\s*$|\.\s+(?=[A-ZÁÉÍÓÚ])|\s*$)", body, re.DOTALL)
    return match.end("item") if match else len(body)
