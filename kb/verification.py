"""Every invariant of a base that can be checked, compared with what is there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import numpy as np

from kb import cross_footing
from kb.documents import Document, DocumentId, UnitId
from kb.errors import IndexCorrupted, IndexMissing, KbError
from kb.facts import Entity, EntityType
from kb.index import Index
from kb.passages import Grain, Passage
from kb.results import Verification
from kb.store import Reader, Store

_UNIT_LENGTH = 1e-3
"""How far from one the length of a vector may be: they are rounded to four bytes."""
_DIGEST = re.compile(r"[0-9a-f]{64}")


def verify(store: Store) -> Verification:
    """What the store checks of itself, then the tree, the grains, the vectors and the index."""
    stored = store.check()
    checked = Counter(stored.checked)
    checked.update(vectors=0, index=0)
    with store.snapshot() as view:
        remarks: list[str] = []
        problems = (*stored.problems, *_documents(view, remarks), *_vectors(view, checked), *_index(view, checked))
    return Verification(ok=not problems, checked=dict(checked), problems=problems, remarks=tuple(remarks))


def _documents(view: Reader, remarks: list[str]) -> Iterator[str]:
    """What breaks an invariant; what a document itself does not add up goes to `remarks`."""
    for summary in view.summaries():
        try:
            document = view.document(summary.document_id)
            passages = tuple(view.passages_of(summary.document_id).values())
            amounts = view.facts(summary.document_id, types=[EntityType.AMOUNT.value])
        except KbError:
            continue
        lines = (*_ids(document), *_tiles(document), *_grains(passages))
        yield from (f"{document.document_id}: {line}" for line in lines)
        told = cross_footing.told_by(one for one in amounts if isinstance(one, Entity))
        remarks += (f"{document.document_id}: {line}" for line in (*cross_footing.remarks(document), *told))


def _ids(document: Document) -> Iterator[str]:
    """Ids parse and are unique, and the file's digest is one."""
    try:
        DocumentId.parse(document.document_id)
    except KbError as error:
        yield str(error)
    if _DIGEST.fullmatch(document.sha256) is None:
        yield "la huella del archivo no es un sha256"
    times = Counter(unit.unit_id for unit in document.units)
    for unit_id, count in times.items():
        if count > 1:
            yield f"la unidad {unit_id} está {count} veces"
        try:
            UnitId.parse(unit_id)
        except KbError as error:
            yield str(error)


def _tiles(document: Document) -> Iterator[str]:
    """Every character but white space is in exactly one leaf, and children are inside their parents."""
    end = 0
    for leaf in sorted(document.leaves(), key=lambda unit: (unit.start, unit.end)):
        if leaf.start < end:
            yield f"la unidad {leaf.unit_id} se solapa con la anterior"
        elif document.text[end : leaf.start].strip():
            yield f"hay texto sin unidad antes de {leaf.unit_id}"
        end = max(end, leaf.end)
    if document.text[end:].strip():
        yield "hay texto sin unidad al final"
    for unit in document.units:
        if unit.parent is not None and document.has(unit.parent):
            parent = document.unit(unit.parent)
            if not parent.start <= unit.start <= unit.end <= parent.end:
                yield f"la unidad {unit.unit_id} se sale de {parent.unit_id}"


def _grains(passages: tuple[Passage, ...]) -> Iterator[str]:
    """Each sentence lies in the passage it names."""
    whole = {one.ordinal: one for one in passages if one.grain is Grain.PASSAGE}
    for sentence in (one for one in passages if one.grain is Grain.SENTENCE):
        home = whole.get(sentence.passage)
        if home is None:
            yield f"la frase {sentence.ordinal} es de un pasaje que no existe"
        elif not home.start <= sentence.start <= sentence.end <= home.end:
            yield f"la frase {sentence.ordinal} se sale de su pasaje"


def _vectors(view: Reader, checked: Counter[str]) -> Iterator[str]:
    """Each vector has length one."""
    for grain in Grain:
        try:
            for keys, matrix in view.vectors(grain):
                checked["vectors"] += len(keys)
                lengths = np.linalg.norm(matrix, axis=1)
                wrong = keys[~(np.abs(lengths - 1) < _UNIT_LENGTH)]
                yield from (f"el vector {key} no tiene longitud uno" for key in wrong)
        except KbError as error:
            yield str(error)


def _index(view: Reader, checked: Counter[str]) -> Iterator[str]:
    """An index of this generation agrees with the store; one behind it, or none, is made anew when needed."""
    try:
        index = Index.open(view.home)
    except IndexMissing:
        return
    except IndexCorrupted as error:
        yield str(error)
        return
    if index.stamp.generation != view.generation:
        return
    checked["index"] += 1
    yield from index.check(view).problems
    if index.stamp.encoder != view.encoder:
        yield f"el índice es del modelo {index.stamp.encoder} y la base del modelo {view.encoder}"
