"""Which wording of a block of consolidated law is in force on a day.

What the attributes mean, as found in the gazette's files:

- `bloque/@tipo`: `precepto`, `encabezado`, `preambulo`, `firma`, `nota_inicial`; `@id` is its anchor
  on the page and `@titulo` its short name.
- `bloque/@fecha_caducidad`: the day on which the norm that removed the block was *published*. The
  block goes when that norm's own wordings begin, some days later.
- `version/@id_norma`: the norm that gave the wording: the law itself, one that amends it, a ruling
  that annuls part of it. `@fecha_publicacion`: when that norm was published; `@fecha_vigencia`:
  since when the wording is in force.
- The order of the `version`s is mostly that of their dates, and not always: a ruling of 2013 may
  stand after an amendment of 2022.
- `blockquote/@class`: `noDesdeAAAAMMDD`, a note that is shown until that day (`99999999`: for ever);
  `soloTexto`, a note shown until `@caduca` where that is filled; `siempreSeVe`, always shown; none:
  which norm made each change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.readers.boe_metadata import compact_date
from ingest.readers.safe_xml import Element
from kb.documents import DocumentId, Version

_UNTIL = re.compile(r"noDesde(\d{8})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One `<version>`: since when it is in force, when it was published and which norm gave it."""

    element: Element
    since: date
    published: date
    norm: DocumentId

    @classmethod
    def of(cls, element: Element) -> Wording | None:
        """The wording of an element; None without any date."""
        published = compact_date(element.get("fecha_publicacion"))
        since = compact_date(element.get("fecha_vigencia")) or published
        if since is None:
            return None
        norm = DocumentId((element.get("id_norma") or "").strip() or "?")
        return cls(element=element, since=since, published=published or since, norm=norm)

    @property
    def version(self) -> Version:
        """What a unit remembers of it."""
        return Version(in_force_from=self.since, norm=self.norm)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A `<bloque>` and its wordings, in the order of the file. `gone` is the day it is not in force any more."""

    kind: str
    title: str
    wordings: tuple[Wording, ...]
    gone: date | None

    def on(self, day: date, law: DocumentId) -> Wording | None:
        """The wording in force: the latest by date, then by publication; None when there is none.

        A law that is published and not yet in force shows its own first wording; what a later
        norm adds is not there before its day.
        """
        if self.gone is not None and self.gone <= day:
            return None
        begun = [(w.since, w.published, n, w) for n, w in enumerate(self.wordings) if w.since <= day]
        if begun:
            return max(begun, key=lambda one: one[:3])[3]
        awaited = [w for w in self.wordings if w.norm == law and w.published <= day]
        return min(awaited, key=lambda w: w.since, default=None)


def blocks_of(elements: Iterable[Element]) -> tuple[Block, ...]:
    """The blocks of a text in its order."""
    read = [(element, _wordings(element)) for element in elements]
    begins = _first_days(wording for _, found in read for wording in found)
    return tuple(
        Block(
            kind=element.get("tipo") or "",
            title=" ".join((element.get("titulo") or "").split()),
            wordings=found,
            gone=_gone(element, begins),
        )
        for element, found in read
    )


def _wordings(block: Element) -> tuple[Wording, ...]:
    return tuple(w for w in map(Wording.of, block.iter("version")) if w is not None)


def _first_days(wordings: Iterable[Wording]) -> Mapping[date, date]:
    """For each day on which wordings were published, the first day on which one of them is in force."""
    first: dict[date, date] = {}
    for wording in wordings:
        first[wording.published] = min(wording.since, first.get(wording.published, wording.since))
    return first


def _gone(block: Element, begins: Mapping[date, date]) -> date | None:
    published = compact_date(block.get("fecha_caducidad"))
    return None if published is None else begins.get(published, published)


def changes(blocks: Sequence[Block]) -> tuple[date, ...]:
    """The days on which the text becomes another, in order."""
    days = {wording.since for block in blocks for wording in block.wordings}
    return tuple(sorted(days | {block.gone for block in blocks if block.gone is not None}))


def hides(day: date) -> _Hides:
    """Tells the notes that are not shown on a day."""
    return _Hides(day)


@dataclass(frozen=True, slots=True)
class _Hides:
    day: date

    def __call__(self, element: Element) -> bool:
        match = _UNTIL.match(element.get("class") or "")
        limits = [compact_date(match[1]) if match else None, compact_date(element.get("caduca"))]
        return any(limit is not None and limit <= self.day for limit in limits)
