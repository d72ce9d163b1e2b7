"""How much and on which legal basis: what the entities inside a norm say, in the spelling of the contract."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kb.facts import Entity, EntityType
from kb.numerals import fold

_INSIDE = re.compile(
    r"^(?:apartados?|letras?|parrafos?|numeros?)\s+(?P<list>.+?)\s+(?:del?|de los)\s+(?:articulos?|"
    r"art\.?)\s+(?P<article>\S+)$"
)
_SPAN = re.compile(r"(\d+)\s+(?:a|al)\s+(\d+)")
_JOINED = re.compile(r"\s*(?:,\s*y|,|\by\b|\be\b|\bo\b)\s*")


def amounts_in(entities: Iterable[Entity]) -> tuple[str, ...]:
    """`60000 EUR`, `50 %`: each once, in order."""
    return tuple(dict.fromkeys(told for one in entities if (told := _amount(one)) is not None))


def _amount(one: Entity) -> str | None:
    if not isinstance(one.value, int | float):
        return None
    if one.type is EntityType.AMOUNT:
        return f"{one.value:.2f}".removesuffix(".00") + " EUR"
    return f"{one.value:g} %" if one.type is EntityType.PERCENTAGE else None


def legal_refs_in(entities: Iterable[Entity]) -> tuple[str, ...]:
    """`Ley 38/2003 art. 29.3`: each once, in order; a list of articles is a reference each."""
    refs = (ref for one in entities if one.type is EntityType.LEGAL_REF for ref in _refs(one))
    return tuple(dict.fromkeys(refs))


def _refs(one: Entity) -> Iterator[str]:
    place = one.attributes.get("article")
    if not place:
        yield str(one.value)
        return
    for part in _places(_in_full(one.text, str(place))):
        yield f"{one.value} {part}"


def _in_full(text: str, place: str) -> str:
    """`artículo 13.2 y 3` names apartados of one article: `13.2 y 13.3`; of `artículos 13.2 y 3` it does not."""
    one_article = re.match(r"(?:articulo|art\.)\s", fold(text))
    same = re.match(r"(\d+)\.\d+(?:\s*(?:,|y|e)\s*\d+)+$", place) if one_article else None
    return re.sub(r"(?<=[\s,])(\d+)(?!\.)", rf"{same[1]}.\1", place) if same else place


def _places(place: str) -> Iterator[str]:
    folded = fold(place)
    span = _SPAN.fullmatch(place)
    if span is not None:
        yield f"arts. {span[1]} a {span[2]}"
        return
    inside = _INSIDE.match(folded)
    if inside is not None:
        article = place[inside.start("article") : inside.end("article")]
        for item in _JOINED.split(inside["list"]):
            yield f"art. {article}.{item}"
        return
    if not re.match(r"\d", folded):
        yield place
        return
    listed = re.match(r"[\w.)ºª]+(?:\s*(?:,\s*y|,|y|e|o)\s*\d[\w.)]*)*", place)
    for item in _JOINED.split(listed[0] if listed else place):
        yield f"art. {item.strip()}"
