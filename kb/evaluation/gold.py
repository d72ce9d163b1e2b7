"""Gold files: questions with the places and the values that a right answer has."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kb.errors import InvalidInput


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPlace:
    """A place that holds the answer; `unit` is written as a label."""

    document_id: str | None
    unit: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuestion:
    """A question and what is right; without places the only right thing is to abstain."""

    id: str
    question: str
    style: str
    kind: str
    places: tuple[GoldPlace, ...]
    values: tuple[str, ...]


def read_gold(lines: Iterable[str | bytes]) -> tuple[GoldQuestion, ...]:
    """The questions of a gold file; InvalidInput names the first line that is not one."""
    found: dict[str, GoldQuestion] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            question = _question(_object(line))
        except InvalidInput as error:
            raise InvalidInput(f"línea {number} del archivo de preguntas: {error}") from error
        if question.id in found:
            raise InvalidInput(f"línea {number} del archivo de preguntas: repite el «id» {question.id}")
        found[question.id] = question
    if not found:
        raise InvalidInput("el archivo de preguntas está vacío")
    return tuple(found.values())


def _object(line: str | bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InvalidInput("no es JSON") from error
    if not isinstance(row, dict):
        raise InvalidInput("no es un objeto JSON")
    return row


def _question(row: dict[str, Any]) -> GoldQuestion:
    document_id = row.get("doc")
    return GoldQuestion(
        id=_text(row, "id"),
        question=_text(row, "question"),
        style=str(row.get("style") or "question"),
        kind=str(row.get("kind") or "other"),
        places=tuple(_place(place, document_id) for place in _items(row, "gold")),
        values=tuple(map(str, _items(row, "answer_values"))),
    )


def _place(place: Any, document_id: Any) -> GoldPlace:
    if not isinstance(place, dict):
        raise InvalidInput("«gold» no es una lista de objetos")
    found = place.get("doc", document_id)
    return GoldPlace(
        document_id=None if found is None else str(found),
        unit=_text(place, "unit"),
        quote=_text(place, "quote"),
    )


def _text(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise InvalidInput(f"falta «{key}» o no es un texto")
    return value


def _items(row: dict[str, Any], key: str) -> list[Any]:
    value = row.get(key)
    if not isinstance(value, list):
        raise InvalidInput(f"falta «{key}» o no es una lista")
    return value
