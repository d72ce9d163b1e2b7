"""How much of a source ended in units: measured against what its format shows, not against what was read of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.document import document_of
from ingest.parsing import crash
from ingest.readers.visible import Letters, letters, visible
from ingest.reading import read
from ingest.sources import listing, load, printable
from ingest.text import Role
from kb.documents import Document, DocumentId, Source, Unit, UnitKind
from kb.errors import KbError, SourceError

ENOUGH = 0.99
"""The least share of the letters of a source that has to be in its units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSize:
    """A table: its unit, rows without those of the header, and columns."""

    unit_id: str
    rows: int
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fidelity:
    """What became of the text of one file.

    `letters`: letters and figures that the source shows, furniture of the page not counted; `share`: the part of
    them that is in units; `twice`: letters in units beyond them. `gaps`: where the numbers of articles do not run on.
    `error`: why there is no document, and then nothing else counts.
    """

    source: str
    document_id: DocumentId | None = None
    letters: int = 0
    share: float = 0.0
    twice: int = 0
    furniture_lines: int = 0
    furniture_letters: int = 0
    units: dict[str, int]
    tables: tuple[TableSize, ...] = ()
    articles: int = 0
    gaps: tuple[str, ...] = ()
    oddities: tuple[str, ...] = ()
    error: str | None = None

    @property
    def is_enough(self) -> bool:
        """Whether the text is in units, whole and once."""
        return self.error is None and self.share >= ENOUGH and self.twice <= (1 - ENOUGH) * self.letters


def measured(paths: Sequence[Path], *, but: Path | None = None) -> Iterator[Fidelity]:
    """Each file under the paths; one that gives no document says why."""
    for listed in listing(paths, but=but):
        name = printable(str(listed.path))
        try:
            if listed.error is not None:
                raise listed.error
            yield fidelity(load(listed.path), name)
        except KbError as error:
            yield Fidelity(source=name, units={}, error=str(error))
        except Exception as error:
            yield Fidelity(source=name, units={}, error=crash(error).message)


def fidelity(source: Source, name: str) -> Fidelity:
    """What became of the text of a source. SourceError where there is no document."""
    text = read(source)
    document = document_of(text, source)
    furniture = [line for line in text.lines if line.role is Role.FURNITURE]
    shown = visible(source, document.document_id, document.as_of)
    if shown is None:
        raise SourceError("no se sabe medir este formato")
    dropped = letters("".join(line.text for line in furniture))
    expected = letters(shown) - dropped
    kept = _kept(document, source)
    total = sum(expected.values())
    return Fidelity(
        source=name,
        document_id=document.document_id,
        letters=total,
        share=round(sum((expected & kept).values()) / total, 5) if total else 1.0,
        twice=sum((kept - expected).values()),
        furniture_lines=len(furniture),
        furniture_letters=sum(dropped.values()),
        units=dict(Counter(unit.kind.value for unit in document.units).most_common()),
        tables=tuple(_tables(document)),
        articles=sum(unit.kind is UnitKind.ARTICLE for unit in document.units),
        gaps=tuple(_gaps(document)),
        oddities=document.oddities,
    )


_TOLD_APART = frozenset({"application/xml", "text/markdown", "application/pdf"})
"""Formats whose metadata stand outside the text, or as furniture of the page: lines made of them are not compared."""


def _kept(document: Document, source: Source) -> Letters:
    """The letters of the leaves."""
    apart = source.media_type in _TOLD_APART
    metadata = [unit for unit in document.units if unit.parent is None and unit.kind is UnitKind.METADATA]
    leaves = (
        unit
        for unit in document.leaves()
        if not (apart and any(part.start <= unit.start < part.end for part in metadata))
    )
    return letters("".join(document.text_of(leaf) for leaf in leaves))


def _tables(document: Document) -> Iterator[TableSize]:
    inside: dict[str, list[Unit]] = {}
    for unit in document.units:
        if unit.kind in (UnitKind.ROW, UnitKind.TABLE_HEADER) and unit.parent is not None:
            inside.setdefault(unit.parent, []).append(unit)
    for table, rows in inside.items():
        count = sum(row.kind is UnitKind.ROW for row in rows)
        yield TableSize(unit_id=table, rows=count, columns=max(len(row.cells) for row in rows))


def _gaps(document: Document) -> Iterator[str]:
    """Where an article is not followed by the next, in the norm and in each part of it that counts anew, and why."""
    counts: dict[str, tuple[int, int]] = {}
    for unit in document.units:
        family, _, key = unit.unit_id.rpartition(".")[2].partition("_")
        first, end = _span(key)
        if unit.kind is not UnitKind.ARTICLE or first is None or end is None:
            continue
        home = f"{_home(unit.unit_id)}{family}"
        last, reached = counts.get(home, (0, 0))
        if first not in (1, last, last + 1, reached + 1):
            place = f"va detrás del {last}" if last else "es el primero"
            yield f"{unit.label} {place}: {_why(document, reached, first)}"
        counts[home] = first, max(end, reached) if last <= first <= reached else end


def _why(document: Document, reached: int, first: int) -> str:
    """Whether the source has headings of the numbers that are missing."""
    opened = {_span(unit.unit_id.rpartition("_")[2])[0] for unit in document.units if unit.kind is UnitKind.ARTICLE}
    missing = [number for number in range(reached + 1, first) if number not in opened]
    if not missing:
        return "la fuente los numera así"
    pattern = rf"^art(?:[ií]culo|\.)\s+(?:{'|'.join(map(str, missing))})\b"
    there = re.search(pattern, document.text, re.IGNORECASE | re.MULTILINE)
    return "el encabezado está en el texto y no abre unidad" if there else "la fuente no trae los que faltan"


def _home(unit_id: str) -> str:
    """The annex or approved norm that an article stands in; divisions do not count anew."""
    return ".".join(part for part in unit_id.split(".")[:-1] if part.startswith(("an_", "ap_")))


def _span(key: str) -> tuple[int | None, int | None]:
    """`35-41` is from 35 to 41, `7_bis` is 7 and `unico` no number."""
    numbers: Iterable[str] = key.split("_")[0].split("-")
    found = [int(number) for number in numbers if number.isdecimal()]
    return (found[0], found[-1]) if found else (None, None)
