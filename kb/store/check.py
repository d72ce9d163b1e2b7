"""What the store is in charge of, compared with what is there: rows, keys and spans.

The legal tree, the grains, the vectors and the index are compared in `kb.verification`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator

from kb.documents import Document
from kb.errors import KbError
from kb.passages import Grain, Passage
from kb.results import Verification
from kb.store.engine import file_problems
from kb.store.reader import Reader


def check(reader: Reader) -> Verification:
    """Read everything once. A problem is one Spanish line that names the document."""
    checked = Counter(documents=0, units=0, passages=0)
    problems = tuple(_problems(reader, checked))
    return Verification(ok=not problems, checked=dict(checked), problems=problems)


def _problems(reader: Reader, checked: Counter[str]) -> Iterator[str]:
    with reader._connection() as connection:
        yield from file_problems(connection)
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
        yield from _source(reader, document)
        for part in (_units, _passages):
            yield from (f"{name}: {line}" for line in part(document, list(found.values())))


def _source(reader: Reader, document: Document) -> Iterator[str]:
    """The bytes that other days' wordings are read from are those of the document."""
    try:
        source = reader.source(document.document_id)
    except KbError as error:
        yield f"{document.document_id}: {error}"
        return
    if source is not None and hashlib.sha256(source.data).hexdigest() != document.sha256:
        yield f"{document.document_id}: la fuente guardada no es la del documento"


def _within(keys: list[int], ranges: list[list[int]]) -> bool:
    return keys == [key for first, end in ranges for key in range(first, end)]


def _units(document: Document, _: list[Passage]) -> Iterator[str]:
    length = len(document.text)
    for unit in document.units:
        if not 0 <= unit.start <= unit.end <= length:
            yield f"la unidad {unit.unit_id} se sale del texto"
        if unit.parent is not None and not document.has(unit.parent):
            yield f"la unidad {unit.unit_id} cuelga de {unit.parent}, que no existe"


def _passages(document: Document, found: list[Passage]) -> Iterator[str]:
    for grain in Grain:
        mine = [passage for passage in found if passage.grain is grain]
        if [passage.ordinal for passage in mine] != list(range(len(mine))):
            yield f"los pasajes {grain.value} no están numerados desde 0"
    for passage in found:
        name = f"el pasaje {passage.grain.value} {passage.ordinal}"
        yield from (f"{name} {line}" for line, broken in _FAULTS if broken(document, passage))


def _outside(document: Document, passage: Passage) -> bool:
    if not document.has(passage.unit_id):
        return False
    unit = document.unit(passage.unit_id)
    return not unit.start <= passage.start <= passage.end <= unit.end


_FAULTS: tuple[tuple[str, Callable[[Document, Passage], bool]], ...] = (
    ("es de una unidad que no existe", lambda document, passage: not document.has(passage.unit_id)),
    ("se sale de su unidad", _outside),
    (
        "no dice lo que dice el texto",
        lambda document, passage: not passage.text.endswith(document.text[passage.start : passage.end]),
    ),
)
