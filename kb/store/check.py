"""Every invariant that the store is in charge of, compared with what is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import Connection, text

from kb.documents import Document
from kb.errors import KbError
from kb.passages import Passage
from kb.results import Verification
from kb.store.reader import Reader


def check(reader: Reader) -> Verification:
    """Reads everything once. A problem is one Spanish line that names the document."""
    checked: Counter[str] = Counter(documents=0, units=0, passages=0, vectors=0)
    problems = tuple(_problems(reader, checked))
    return Verification(ok=not problems, checked=dict(checked), problems=problems)


def _problems(reader: Reader, checked: Counter[str]) -> Iterator[str]:
    with reader._connection() as connection:
        yield from _file(connection)
    for summary in reader.summaries():
        try:
            document = reader.document(summary.document_id)
            found = reader.passages_of(summary.document_id)
        except KbError as error:
            yield f"{summary.document_id}: {error}"
            continue
        checked.update(documents=1, units=len(document.units), passages=len(found))
        yield from (f"{summary.document_id}: {line}" for line in _document(document, list(found.values())))


def _file(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        lines = connection.execute(text("PRAGMA integrity_check(20)")).scalars()
        yield from (f"kb.sqlite: {line}" for line in lines if line != "ok")
        for row in connection.execute(text("PRAGMA foreign_key_check")):
            yield f"kb.sqlite: una fila de {row[0]} no tiene documento"


def _document(document: Document, found: list[Passage]) -> Iterator[str]:
    length = len(document.text)
    for unit in document.units:
        if not 0 <= unit.start <= unit.end <= length:
            yield f"la unidad {unit.unit_id} se sale del texto"
        if unit.parent is not None and not document.has(unit.parent):
            yield f"la unidad {unit.unit_id} cuelga de {unit.parent}, que no existe"
    for passage in found:
        name = f"el pasaje {passage.grain.value} {passage.ordinal}"
        if not document.has(passage.unit_id):
            yield f"{name} es de {passage.unit_id}, que no existe"
        elif not _inside(document, passage):
            yield f"{name} se sale de {passage.unit_id}"
        if not passage.text.endswith(document.text[passage.start : passage.end]):
            yield f"{name} no dice lo que dice el texto"


def _inside(document: Document, passage: Passage) -> bool:
    unit = document.unit(passage.unit_id)
    return unit.start <= passage.start < passage.end <= unit.end
