"""Small documents, passages and vectors for a base, for tests and for the processes they start."""

import numpy as np

from kb.documents import Document, DocumentId, DocumentKind, Publication, Unit, UnitId, UnitKind
from kb.passages import Grain, Passage

DIMENSION = 8
ENCODER = "hand-made"


def document(name: str = "BOE-A-2099-1", lines: tuple[str, ...] = ("La ayuda dura tres meses.",), **other):
    """A norm with one article per line."""
    text = "\n".join(lines)
    units, start = [], 0
    for number, line in enumerate(lines, 1):
        units.append(
            Unit(
                unit_id=UnitId(f"art_{number}"),
                kind=UnitKind.ARTICLE,
                label=f"art. {number}",
                mark=f"Artículo {number}",
                start=start,
                end=start + len(line),
            )
        )
        start += len(line) + 1
    values = {
        "document_id": DocumentId(name),
        "kind": DocumentKind.NORM,
        "title": f"Norma {name}",
        "short_title": name,
        "publication": Publication(),
        "text": text,
        "units": tuple(units),
        "source": f"{name}.txt",
        "sha256": f"sha of {text}",
    }
    return Document(**values | other)


def passages(found: Document) -> tuple[Passage, ...]:
    """Each article as a passage and as a sentence."""
    return tuple(
        Passage(
            document_id=found.document_id,
            unit_id=unit.unit_id,
            grain=grain,
            ordinal=ordinal,
            start=unit.start,
            end=unit.end,
            text=found.text_of(unit),
            context=f"{found.title} > {unit.mark}",
            passage=ordinal,
        )
        for grain in Grain
        for ordinal, unit in enumerate(found.units)
    )


def vectors(found: tuple[Passage, ...], dimension: int = DIMENSION) -> np.ndarray:
    """One-hot: the axis is the length of the text, so a person can tell what is near what."""
    matrix = np.zeros((len(found), dimension), np.float32)
    for row, passage in enumerate(found):
        matrix[row, len(passage.text) % dimension] = 1
    return matrix


def axis(number: int, dimension: int = DIMENSION) -> np.ndarray:
    """A query vector."""
    return np.eye(dimension, dtype=np.float32)[number % dimension]


def put(store, *found: Document) -> list[str]:
    """Bind the encoder of these samples and put the documents."""
    store.bind(ENCODER, DIMENSION)
    return [store.put(each, passages(each), vectors(passages(each))) for each in found]
