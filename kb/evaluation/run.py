"""A run kept in a file, to compare a later one with it: a JSON object per question."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from typing import Any, get_type_hints

from kb.errors import InvalidInput
from kb.evaluation.scores import Judgement

_TYPES = get_type_hints(Judgement)


def write_run(judged: Iterable[Judgement]) -> Iterator[str]:
    """The lines of a run."""
    return (json.dumps(asdict(one), ensure_ascii=False) for one in judged)


def read_run(lines: Iterable[str | bytes]) -> tuple[Judgement, ...]:
    """The judgements that `write_run` wrote; InvalidInput names the first line that is none."""
    found = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(_judgement(json.loads(line)))
            except (ValueError, TypeError, KeyError, RecursionError) as error:
                raise InvalidInput(
                    f"línea {number} de la medición guardada: no es de `kb eval --save`; vuelve a guardarla"
                ) from error
    return tuple(found)


def _judgement(row: Any) -> Judgement:
    values = {one.name: row[one.name] for one in fields(Judgement)}
    if not all(isinstance(value, _TYPES[name]) for name, value in values.items()):
        raise TypeError
    return Judgement(**values)
