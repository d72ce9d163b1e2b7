"""How much of a source ended in units: measured against what its format shows, not against what was read of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest import markers
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
    seen = source if text.recognised is None else replace(source, data=text.recognised)
    shown = visible(seen, document.document_id, document.as_of)
    if shown is None:
        raise SourceError("no se sabe medir este formato")
    dropped = letters("".join(line.text for line in furniture))
    expected = letters(shown) - dropped
    kept = _kept(document, source, shown)
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


def _kept(document: Document, source: Source, shown: str) -> Letters:
    """The letters of the leaves."""
    metadata = [unit for unit in document.units if unit.parent is None and unit.kind is UnitKind.METADATA]
    made = any(document.text_of(unit).partition("\n")[0] not in shown for unit in metadata)
    apart = source.media_type in _TOLD_APART or made
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
    homes: dict[str, list[Unit]] = {}
    for unit in document.units:
        family, _, key = unit.unit_id.rpartition(".")[2].partition("_")
        if unit.kind is UnitKind.ARTICLE and _span(key)[0] is not None:
            homes.setdefault(f"{_home(unit.unit_id)}{family}", []).append(unit)
    for articles in homes.values():
        yield from _gaps_among(document, articles)


def _gaps_among(document: Document, articles: Sequence[Unit]) -> Iterator[str]:
    """The gaps of one count, whose articles stand in reading order."""
    opened = {_numbers(unit)[0] for unit in articles}
    before, last, reached = None, 0, 0
    for unit in articles:
        first, end = _numbers(unit)
        if first not in (1, last, last + 1, reached + 1):
            place = f"va detrás del {last}" if before is not None else "es el primero"
            missing = [str(number) for number in range(reached + 1, first) if number not in opened]
            yield f"{unit.label} {place}: {_why(document, before, unit, missing)}"
        before, last, reached = unit, first, max(end, reached) if last <= first <= reached else end


_NAMES_ITSELF_ONE = re.compile(r"Ar[a-záéíóú]{1,8}[.,]?\s+\S.{0,120}", re.IGNORECASE)


def _why(document: Document, before: Unit | None, unit: Unit, missing: Sequence[str]) -> str:
    """Whether headings of the numbers that are missing stand between two articles."""
    if not missing or before is None:
        return "la fuente los numera así"
    between = document.text[before.start : unit.start].split("\n")[1:]
    headings = [line for line in between if line[:1].isupper() and _NAMES_ITSELF_ONE.fullmatch(line)]
    numbered = (line for line in headings if re.search(rf"\b(?:{'|'.join(missing)})\b", line))
    unread = (line for line in headings if not re.search(r"\d", line) and markers.article(line) is None)
    found = next(numbered, None) or next(unread, None)
    return f"está en el texto como «{found[:60]}» y no abre unidad" if found else "la fuente no trae los que faltan"


def _numbers(unit: Unit) -> tuple[int, int]:
    """The first and the last number of an article, or of several in one."""
    first, end = _span(unit.unit_id.rpartition(".")[2].partition("_")[2])
    return first or 0, end or 0


def _home(unit_id: str) -> str:
    """The annex or approved norm that an article stands in; divisions do not count anew."""
    return ".".join(part for part in unit_id.split(".")[:-1] if part.startswith(("an_", "ap_")))


def _span(key: str) -> tuple[int | None, int | None]:
    """`35-41` is from 35 to 41, `7_bis` is 7 and `unico` no number."""
    numbers: Iterable[str] = key.split("_")[0].split("-")
    found = [int(number) for number in numbers if number.isdecimal()]
    return (found[0], found[-1]) if found else (None, None)
