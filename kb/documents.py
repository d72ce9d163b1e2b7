"""The vocabulary of documents: where a text came from and the legal tree it forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Self

from kb.errors import InvalidInput, UnitNotFound


class DocumentKind(StrEnum):
    """What sort of publication a document is."""

    NORM = "norm"
    PRESS_NOTE = "press_note"


class UnitKind(StrEnum):
    """The nodes of the legal tree, and those of a press note."""

    METADATA = "metadata"
    PREAMBLE = "preamble"
    PREAMBLE_PART = "preamble_part"
    ENACTING_FORMULA = "enacting_formula"
    BOOK = "book"
    TITLE = "title"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    APARTADO = "apartado"
    LETRA = "letra"
    NUMERO = "numero"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ADDITIONAL_PROVISION = "additional_provision"
    TRANSITIONAL_PROVISION = "transitional_provision"
    REPEALING_PROVISION = "repealing_provision"
    FINAL_PROVISION = "final_provision"
    SIGNATURE = "signature"
    ANNEX = "annex"
    TABLE = "table"
    TABLE_HEADER = "table_header"
    ROW = "row"
    IMAGE = "image"
    NOTE = "note"
    SECTION_LABEL = "section_label"
    HEADLINE = "headline"
    LEAD = "lead"
    DATELINE = "dateline"
    BODY = "body"
    QUOTATION = "quotation"
    ITEM = "item"
    OTHER = "other"


PROVISIONS = frozenset(
    {
        UnitKind.ADDITIONAL_PROVISION,
        UnitKind.TRANSITIONAL_PROVISION,
        UnitKind.REPEALING_PROVISION,
        UnitKind.FINAL_PROVISION,
    }
)
"""The four kinds of disposición that follow the articles."""


def _as_text(_: type, source: Any, handler: Callable[[type], Any]) -> Any:
    """How a web framework's schemas see an id: the text that it is."""
    return handler(str)


class DocumentId(str):
    """A BOE identifier (`BOE-A-2090-7`) or, without one, the stem of the file's name."""

    __slots__ = ()

    __get_pydantic_core_schema__: ClassVar[Any] = classmethod(_as_text)
    _BOE = re.compile(r"BOE-[A-Z]-\d{4}-\d{1,6}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The id that `text` spells; InvalidInput when it could not be one."""
        if not text or any(c in text for c in "/\\\0\n\r") or len(text) > 200:
            raise InvalidInput(f"«{text[:60]}» no es un identificador de documento")
        return cls(text)

    @property
    def is_boe(self) -> bool:
        """Whether the gazette gave this identifier."""
        return self._BOE.fullmatch(self) is not None


class UnitId(str):
    """The path of a unit inside its document: `art_5.3.e`, `an_VI.t1.r4`."""

    __slots__ = ()

    __get_pydantic_core_schema__: ClassVar[Any] = classmethod(_as_text)
    _FORM = re.compile(r"[\w~-]+(?:\.[\w~-]+)*")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The id that `text` spells; InvalidInput when it could not be one."""
        if cls._FORM.fullmatch(text) is None:
            raise InvalidInput(f"«{text[:60]}» no es un identificador de unidad")
        return cls(text)

    def child(self, part: str) -> UnitId:
        """The id of the part called `part` directly under this unit."""
        return UnitId(f"{self}.{part}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open stretch `[start, end)` of a document's text, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Bytes as they came, with where from. `name` never becomes a path."""

    name: str
    data: bytes
    sha256: str
    origin: str
    media_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Which wording of a consolidated text this is: since when, and the norm that gave it."""

    in_force_from: date
    norm: DocumentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A node of the tree: `document.text[start:end]` is its text, children's included.

    The children of a unit tile it: every character that is not a line break belongs to
    exactly one leaf. `version` is that of the unit's own first line, None outside
    consolidated texts. `cells` of a row are its columns in order, empty ones included, and None
    for a place that a merged cell of a row above covers.
    """

    unit_id: UnitId
    kind: UnitKind
    label: str
    mark: str = ""
    heading: str = ""
    parent: UnitId | None = None
    start: int
    end: int
    page: int | None = None
    cells: tuple[str | None, ...] = ()
    version: Version | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """What stands in each place of a row: nothing in one that a merged cell covers."""
        return tuple(cell or "" for cell in self.cells)

    @property
    def name(self) -> str:
        """How the unit is called in a path: `Artículo 7. Subcontratación`, `2`, `a)`."""
        return ". ".join(part for part in (self.mark, self.heading) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What the gazette or the ministry says about a text. Absent is None, never guessed.

    `updated` is the day when the gazette last changed what it serves of it.
    """

    rank: str | None = None
    number: str | None = None
    department: str | None = None
    section: str | None = None
    gazette: str | None = None
    gazette_number: str | None = None
    page_range: str | None = None
    dated: date | None = None
    published: date | None = None
    in_force_from: date | None = None
    updated: date | None = None
    eli: str | None = None
    url: str | None = None


class Direction(StrEnum):
    """Whether a norm acts on an earlier one or a later one on it."""

    EARLIER = "earlier"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisReference:
    """What the gazette's analysis says of another norm: `MODIFICA` `art. 4 de la Ley 19/1991…`.

    `code` is the gazette's number for the relation, which its wording may vary.
    """

    direction: Direction
    relation: str
    code: str | None = None
    target: DocumentId
    wording: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text that is final, and the units that tile it in reading order.

    Of a consolidated norm it is the text in force on `as_of`, and `changes` are the days on which
    its source has another wording, none where it has one alone; `repealed` is the day since when
    the whole norm is no longer in force.
    """

    document_id: DocumentId
    kind: DocumentKind
    title: str
    short_title: str
    publication: Publication
    text: str
    units: tuple[Unit, ...]
    source: str
    sha256: str
    pages: int | None = None
    furniture: int = 0
    oddities: tuple[str, ...] = ()
    references: tuple[AnalysisReference, ...] = ()
    as_of: date | None = None
    changes: tuple[date, ...] = ()
    repealed: date | None = None
    _by_id: dict[str, Unit] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {unit.unit_id: unit for unit in self.units})

    def unit(self, unit_id: str) -> Unit:
        """The unit of that id; UnitNotFound when there is none."""
        try:
            return self._by_id[unit_id]
        except KeyError:
            hint = f"`kb show {self.document_id}` muestra las que hay"
            raise UnitNotFound(f"{self.document_id} no tiene la unidad «{unit_id}»: {hint}") from None

    @property
    def consolidated(self) -> bool:
        """Whether it has the changes of later norms in it, by its head: `Documento consolidado BOE-A-…`."""
        return self.as_of is not None or self.text.startswith("Documento consolidado ")

    def has(self, unit_id: str) -> bool:
        """Whether there is a unit of that id."""
        return unit_id in self._by_id

    def text_of(self, unit: Unit) -> str:
        """The verbatim text of a unit."""
        return self.text[unit.start : unit.end]

    def ancestors(self, unit: Unit) -> tuple[Unit, ...]:
        """From the outermost container down to the unit's parent."""
        chain: list[Unit] = []
        parent = unit.parent
        while parent is not None:
            chain.append(self._by_id[parent])
            parent = chain[-1].parent
        return tuple(reversed(chain))

    def path_of(self, unit: Unit) -> str:
        """The names from the outermost container to the unit, joined by ` > `."""
        names = [u.name for u in (*self.ancestors(unit), unit)]
        return " > ".join(name for name in names if name)

    def leaves(self) -> Iterator[Unit]:
        """The units without children, in reading order."""
        parents = {unit.parent for unit in self.units}
        return (unit for unit in self.units if unit.unit_id not in parents)
