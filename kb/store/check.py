"""Every invariant that the store is in charge of, compared with what is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import numpy as np
from sqlalchemy import Connection, text

from kb.documents import Document
from kb.errors import KbError
from kb.passages import Grain, Passage
from kb.results import Verification
from kb.store.reader import Reader


def check(reader: Reader) -> Verification:
    """Read everything once. A problem is one Spanish line that names the document."""
    checked = Counter(documents=0, units=0, passages=0, vectors=0)
    problems = tuple(_problems(reader, checked))
    return Verification(ok=not problems, checked=dict(checked), problems=problems)


def _problems(reader: Reader, checked: Counter[str]) -> Iterator[str]:
    with reader._connection() as connection:
        yield from _file(connection)
    for summary in reader.summaries():
        name = summary.document_id
        try:
            document, found = reader.document(name), reader.passages_of(name)
        except KbError as error:
            yield f"{name}: {error}"
            continue
        checked.update(documents=1, units=len(document.units), passages=len(found))
        if summary.units != len(document.units):
            yield f"{name}: tiene {len(document.units)} unidades y la lista dice {summary.units}"
        if not _within(list(found), reader.live([name]).tolist()):
            yield f"{name}: las claves de sus pasajes no son las reservadas"
        for part in (_units, _tiling, _passages):
            yield from (f"{name}: {line}" for line in part(document, list(found.values())))
    yield from _vectors(reader, checked)


def _file(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    lines = connection.execute(text("PRAGMA integrity_check(20)")).scalars()
    yield from (f"kb.sqlite: {line}" for line in lines if line != "ok")
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"kb.sqlite: una fila de {row[0]} no tiene documento"


def _within(keys: list[int], ranges: list[list[int]]) -> bool:
    return keys == [key for first, end in ranges for key in range(first, end)]


def _units(document: Document, _: list[Passage]) -> Iterator[str]:
    length = len(document.text)
    for unit in document.units:
        if not 0 <= unit.start <= unit.end <= length:
            yield f"la unidad {unit.unit_id} se sale del texto"
        if unit.parent is None:
            continue
        if not document.has(unit.parent):
            yield f"la unidad {unit.unit_id} cuelga de {unit.parent}, que no existe"
        elif not _holds(document, unit.parent, unit.start, unit.end):
            yield f"la unidad {unit.unit_id} se sale de {unit.parent}"


def _tiling(document: Document, _: list[Passage]) -> Iterator[str]:
    """Every character but line breaks belongs to exactly one leaf."""
    done = 0
    for unit in sorted(document.leaves(), key=lambda leaf: (leaf.start, leaf.end)):
        if unit.start < done:
            yield f"la unidad {unit.unit_id} pisa a la anterior"
        if document.text[done : unit.start].strip("\n"):
            yield f"hay texto sin unidad antes de {unit.unit_id}"
        done = max(done, unit.end)
    if document.text[done:].strip("\n"):
        yield "hay texto sin unidad al final"


def _passages(document: Document, found: list[Passage]) -> Iterator[str]:
    for grain in Grain:
        mine = [passage for passage in found if passage.grain is grain]
        if [passage.ordinal for passage in mine] != list(range(len(mine))):
            yield f"los pasajes {grain.value} no están numerados desde 0"
    for passage in found:
        name = f"el pasaje {passage.grain.value} {passage.ordinal}"
        yield from (f"{name} {line}" for line, broken in _FAULTS if broken(document, passage))


def _holds(document: Document, unit_id: str, start: int, end: int) -> bool:
    unit = document.unit(unit_id)
    return unit.start <= start <= end <= unit.end


_FAULTS: tuple[tuple[str, Callable[[Document, Passage], bool]], ...] = (
    ("es de una unidad que no existe", lambda document, passage: not document.has(passage.unit_id)),
    (
        "se sale de su unidad",
        lambda document, passage: (
            document.has(passage.unit_id) and not _holds(document, passage.unit_id, passage.start, passage.end)
        ),
    ),
    (
        "no dice lo que dice el texto",
        lambda document, passage: not passage.text.endswith(document.text[passage.start : passage.end]),
    ),
)


def _vectors(reader: Reader, checked: Counter[str]) -> Iterator[str]:
    for grain in Grain:
        try:
            for keys, matrix in reader.vectors(grain):
                checked["vectors"] += len(keys)
                if not np.isfinite(matrix).all():
                    yield f"hay vectores de {grain.value} que no son números"
        except KbError as error:
            yield f"los vectores de {grain.value} no tienen la dimensión de la base: {error}"
