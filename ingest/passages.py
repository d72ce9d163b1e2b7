"""Cuts a document into the passages that are indexed, each with its context.

A row's has the merged cells that reach down over it as well. Sub-units are packed to the model's
window and never across an apartado, a table or another closed unit; one that fits is never divided.
What no window holds is cut, and the cut is told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.sentences import sentences
from kb.documents import PROVISIONS, Document, Span, Unit, UnitId, UnitKind
from kb.encoder import Window
from kb.merged import merged_above
from kb.passages import Grain, Passage, in_context

LONGEST = 2000
"""Characters of a passage: what a person takes in at a glance, and about what a window of 512 tokens sees."""

_CLOSED = PROVISIONS | {
    UnitKind.APARTADO,
    UnitKind.ARTICLE,
    UnitKind.TABLE,
    UnitKind.PREAMBLE_PART,
    UnitKind.ANNEX,
}
"""Units whose text is not packed with that of their neighbours."""

_SILENT = frozenset(
    {UnitKind.IMAGE, UnitKind.SIGNATURE, UnitKind.ENACTING_FORMULA, UnitKind.TABLE_HEADER, UnitKind.NOTE}
)
"""Units whose sentences answer nothing by themselves."""

_TITLES = frozenset({UnitKind.METADATA, UnitKind.HEADING})
"""Units that mostly name what stands elsewhere."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"https?://\S+|/\S+/\S+")
_FEWEST_WORDS = 3
_PARTICULAR = re.compile(r"[^\W\d_]\.?: *\S*(?:\d{6}|@)")
"""`Teléfono: 910000000`, `NIF: G00000000`: short, and what is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A unit that no window holds, and into how many passages it was cut."""

    unit_id: UnitId
    parts: int


def passages_of(document: Document, window: Window) -> tuple[tuple[Passage, ...], tuple[Cut, ...]]:
    """The passages of every grain, sentences after the passages they lie in, and what had to be cut."""
    cutter = _Cutter(document, window)
    found = tuple(cutter.passages())
    return found, tuple(cutter.cuts)


class _Cutter:
    def __init__(self, document: Document, window: Window) -> None:
        self.document = document
        self.window = window
        self.cuts: list[Cut] = []
        self.count = dict.fromkeys(Grain, 0)
        self.above = merged_above(document)

    def passages(self) -> Iterator[Passage]:
        """Group the leaves by the closed unit they lie in, and pack each group."""
        for home, leaves in groupby(self.document.leaves(), key=self._home):
            for block in _blocks(leaves):
                yield from self._packed(self.document.unit(home), block)

    def _home(self, leaf: Unit) -> UnitId:
        """The innermost closed unit round a leaf, or the outermost unit of all."""
        chain = (*self.document.ancestors(leaf), leaf)
        return next((unit for unit in reversed(chain) if unit.kind in _CLOSED), chain[0]).unit_id

    # ------------------------------------------------------------ passages

    def _packed(self, home: Unit, leaves: Sequence[Unit]) -> Iterator[Passage]:
        header = leaves[0] if leaves[0].kind is UnitKind.TABLE_HEADER else None
        context = self._context(home, title=True)
        room = self.window.tokens - self.window.count(context) - (self._tokens(header) if header else 0)
        for pack in self._packs(leaves, room):
            if len(pack) == 1 and not self._fits(pack, room):
                yield from self._cut(pack[0], context, room)
                continue
            span = Span(start=pack[0].start, end=pack[-1].end)
            shown = header if header is not None and pack[0] is not header else None
            under = in_context(context, self._above(pack[0]))
            yield from self._with_sentences(span, self._smallest(pack), under, pack, shown)

    def _packs(self, leaves: Sequence[Unit], room: int) -> Iterator[list[Unit]]:
        """Runs of leaves as long as the window holds; whatever begins one that fits, fits."""
        start = 0
        while start < len(leaves):
            longer = range(start + 2, len(leaves) + 1)
            over = bisect_left(longer, True, key=lambda end: not self._fits(leaves[start:end], room))
            yield list(leaves[start : start + 1 + over])
            start += 1 + over

    def _fits(self, pack: Sequence[Unit], room: int) -> bool:
        text = self.document.text[pack[0].start : pack[-1].end]
        return len(text) <= LONGEST and (len(text) < room or self.window.count(text) <= room)

    def _above(self, leaf: Unit) -> tuple[str, ...]:
        """The merged cells over a row; no encoder is given them, so they take no room in its window."""
        return self.above.get(leaf.unit_id, ())

    def _tokens(self, unit: Unit) -> int:
        return self.window.count(self.document.text_of(unit))

    def _smallest(self, pack: Sequence[Unit]) -> Unit:
        """The innermost unit that holds all of the pack."""
        if len(pack) == 1:
            return pack[0]
        first, last = self.document.ancestors(pack[0]), self.document.ancestors(pack[-1])
        return [a for a, b in zip(first, last, strict=False) if a.unit_id == b.unit_id][-1]

    def _cut(self, leaf: Unit, context: str, room: int) -> Iterator[Passage]:
        """A leaf over the window becomes several passages, at ends of sentences where there are any."""
        parts = list(self._parts(leaf, room))
        self.cuts.append(Cut(unit_id=leaf.unit_id, parts=len(parts)))
        for span in parts:
            yield from self._with_sentences(span, leaf, context, [leaf], None)

    def _parts(self, leaf: Unit, room: int) -> Iterator[Span]:
        start = end = leaf.start
        for stretch in self._stretches(leaf, room):
            text = self.document.text[start : stretch.end]
            if end > start and (len(text) > LONGEST or self.window.count(text) > room):
                yield Span(start=start, end=end)
                start = stretch.start
            end = stretch.end
        yield Span(start=start, end=end)

    def _stretches(self, leaf: Unit, room: int) -> Iterator[Span]:
        """Sentences, and words in runs where a sentence alone is over the window."""
        longest = min(LONGEST, 2 * room)
        for begin, end in sentences(self.document.text_of(leaf)):
            start, stop = leaf.start + begin, leaf.start + end
            while stop - start > longest:
                blank = self.document.text.rfind(" ", start + 1, start + longest)
                middle = blank if blank > start else start + longest
                yield Span(start=start, end=middle)
                start = middle + (1 if blank > start else 0)
            yield Span(start=start, end=stop)

    # ------------------------------------------------------------ sentences

    def _with_sentences(
        self, span: Span, unit: Unit, context: str, leaves: Iterable[Unit], header: Unit | None
    ) -> Iterator[Passage]:
        text = self.document.text[span.start : span.end]
        if header is not None:
            text = f"{self.document.text_of(header)}\n{text}"
        passage = self._make(Grain.PASSAGE, span, unit, text, context, self.count[Grain.PASSAGE])
        yield passage
        for leaf in leaves:
            if leaf.kind in _SILENT:
                continue
            near = in_context(self._context(leaf, title=False), self._above(leaf))
            for inner in self._sentences(leaf):
                if span.start <= inner.start < span.end:
                    piece = self.document.text[inner.start : inner.end]
                    yield self._make(Grain.SENTENCE, inner, leaf, piece, near, passage.ordinal)

    def _sentences(self, leaf: Unit) -> Iterator[Span]:
        """The sentences that say something; a row of a table is one."""
        if leaf.kind is UnitKind.ROW:
            yield Span(start=leaf.start, end=leaf.end)
            return
        text = self.document.text_of(leaf)
        says = _tells_something if leaf.kind in _TITLES else _says_something
        for begin, end in sentences(text):
            if says(text[begin:end]):
                yield Span(start=leaf.start + begin, end=leaf.start + end)

    def _make(self, grain: Grain, span: Span, unit: Unit, text: str, context: str, passage: int) -> Passage:
        ordinal = self.count[grain]
        self.count[grain] += 1
        return Passage(
            document_id=self.document.document_id,
            unit_id=unit.unit_id,
            grain=grain,
            ordinal=ordinal,
            start=span.start,
            end=span.end,
            text=text,
            context=context,
            passage=passage,
        )

    def _context(self, unit: Unit, *, title: bool) -> str:
        """The heading path of a unit, after its document's short title for a passage."""
        names = [one.name for one in (*self.document.ancestors(unit), unit)]
        return " > ".join(name for name in ([self.document.short_title] if title else []) + names if name)


def _says_something(sentence: str) -> bool:
    words = _WORD.findall(_ADDRESS.sub(" ", sentence))
    return len(words) >= _FEWEST_WORDS or _PARTICULAR.search(sentence) is not None


def _tells_something(line: str) -> bool:
    """Whether a catchword of the gazette's analysis or an inner heading gives a value or cites.

    `Derechos de los ciudadanos` and `Proceso de homologación` do not.
    """
    return _says_something(line) and re.search(r"[:\d]", line) is not None


def _blocks(leaves: Iterable[Unit]) -> Iterator[list[Unit]]:
    """The leaves of one home without its heading; a heading inside it begins another block."""
    block: list[Unit] = []
    for leaf in leaves:
        if leaf.kind is UnitKind.HEADING and leaf.unit_id.endswith(".tit"):
            continue
        if leaf.kind is UnitKind.HEADING and block:
            yield block
            block = []
        block.append(leaf)
    if block:
        yield block
