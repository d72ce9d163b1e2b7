"""What a ranking says: the stretches of the documents that answer, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kb.answers.windows import head_of, listed, short_items, window
from kb.documents import Span, Unit, UnitId
from kb.lexical import terms
from kb.numerals import plain
from kb.one_line import one_line
from kb.passages import Passage, above_in, headings, path_in
from kb.patterns import regex
from kb.questions.kinds import Kind
from kb.questions.question import Question
from kb.search.covered import table_id, table_of, under_one_cell
from kb.search.places import NamedUnit
from kb.search.plain_questions import plainly_elsewhere
from kb.search.ranking import Ranked
from kb.search.rows import is_row
from kb.search.searcher import Found
from kb.values import Value, ValueKind, is_day_of_an_act, values

MOST_CITATIONS = 3
_CONSIDERED = 5
"""Passages among which further places that say the same are looked for."""

_COMPARED = 10
"""Passages among which the other side of a comparison is looked for."""

_ABOUT = regex(r"\b(?:cerca de|alrededor de|aproximadamente|casi|unos|unas|en torno a|mas de)\s+\d")
"""A figure that is not exact: `cerca de 62 millones`."""
_IMAGE = "Imagen: "
_LONG = 540
"""Characters from which a stretch is shown sentence by sentence, each shortened."""
_GLANCE = 80
"""Characters of a merged cell that are shown above a row."""
_CLOSE = 0.03
"""How far, of an amount, the exact one may be from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is said and where it stands: the quoted stretch, its unit and path, what has to be read before it.

    `lead` is the header of a row's table or the head of an item's list: shown, not quoted. `values` are those of the
    kinds asked for; `parts` the head and the items of a list that is quoted whole; `place` the label of the place whose
    statement it is, where the question names several.
    """

    passage: Passage
    span: Span
    unit_id: UnitId
    path: str
    quote: str
    lead: str = ""
    values: tuple[Value, ...] = ()
    parts: tuple[str, ...] = ()
    place: str = ""

    @property
    def text(self) -> str:
        """The quote below its lead (the header of a table or the head of its list), if it has one."""
        return f"{self.lead}\n{self.quote}" if self.lead else self.quote


def statements(found: Found) -> tuple[Statement, ...]:
    """The statement that answers, then the other side of a comparison, the exact figure, or what says the same.

    What may be asked of any norm is answered by each that says it; several places that are named have each its own.
    """
    question, ranking = found.question, found.ranking
    first = ranking[0]
    if first.named and (question.asks_whole_text or not first.sentences):
        return tuple(_whole(one, found) for one in found.places.units[:MOST_CITATIONS])
    together = _together(found, first.passage.document_id) if first.named else ()
    if together:
        return tuple(_each(together, found))[:MOST_CITATIONS]
    main = _statement(first, found)
    further = _other_side(found) if question.compares else _exact(found, main)
    others = further + [one for one in ranking[1:_CONSIDERED] if one not in further and _says_the_same(first, one)]
    if first.pointed is not None:  # what is said of other points is of others
        others = [first.pointed]
    if found.plain is not None:  # each norm has its own answer
        others += plainly_elsewhere(ranking, found.plain)
    told = (main, *(_statement(one, found) for one in others))
    return tuple({(one.passage.document_id, one.span): one for one in reversed(told)}.values())[::-1][:MOST_CITATIONS]


def _other_side(found: Found) -> list[Ranked]:
    """The best passage of another document, or of none: what a question for two things is answered with."""
    mine = found.ranking[0].passage.document_id
    rest = (one for one in found.ranking[1:_COMPARED] if one.passage.document_id != mine)
    return [one for one in (next(rest, None),) if one is not None]


def _exact(found: Found, main: Statement) -> list[Ranked]:
    """A passage that gives exactly the amount that the first gives as about so much."""
    if not _ABOUT.search(plain(main.quote)):
        return []
    about = {_euros(value) for value in main.values if value.kind is ValueKind.AMOUNT}
    return [one for one in found.ranking[1:_CONSIDERED] if one.sentences and _close(about, one.sentences[0].values)][:1]


def _euros(value: Value) -> float:
    return float(value.normal.split()[0])


def _close(about: set[float], stated: Sequence[Value]) -> bool:
    amounts = [_euros(value) for value in stated if value.kind is ValueKind.AMOUNT]
    return any(0 < abs(one - other) <= _CLOSE * other for one in amounts for other in about)


def _together(found: Found, document_id: str) -> tuple[NamedUnit, ...]:
    """The units of a document that the question names, where they are several; else none."""
    units = tuple(one for one in found.places.units if one.document_id == document_id)
    return units if len(units) > 1 and len(found.question.places) > 1 else ()


def _each(units: Sequence[NamedUnit], found: Found) -> Iterator[Statement]:
    """The best statement of each unit, that of the first of the ranking first."""
    first = found.ranking[0].sentences[0].sentence
    span = Span(start=first.start, end=first.end)
    for unit in sorted(units, key=lambda one: not one.holds(first.document_id, span)):
        best = next(filter(None, (_inside(one, unit) for one in found.ranking)), None)
        if best is not None:
            yield replace(_statement(best, found), place=unit.unit.label)


def _inside(ranked: Ranked, unit: NamedUnit) -> Ranked | None:
    """A passage with only the sentences of a unit; None for one that has none."""
    if ranked.family.key not in unit.keys:
        return None
    inside = [
        one
        for one in ranked.sentences
        if unit.holds(one.sentence.document_id, Span(start=one.sentence.start, end=one.sentence.end))
    ]
    return replace(ranked, sentences=tuple(inside)) if inside else None


def _whole(named: NamedUnit, found: Found) -> Statement:
    """The text of a named unit as far as its first passage goes, with the values of the kinds asked for."""
    question = found.question
    told = of_unit(named.unit, [one.passage for one in found.ranking if one.family.key in named.keys])
    stated = values(told.quote) if question.asking is not None else ()
    asked = tuple(value for value in stated if value.kind in question.expects)
    place = named.unit.label if _together(found, named.document_id) else ""
    return replace(told, lead=named.lead, values=asked, place=place)


def of_unit(unit: Unit, passages: Sequence[Passage]) -> Statement:
    """The text of a unit as far as the first of these passages, which hold it, goes."""
    passage = min(passages, key=lambda one: one.start)
    span = Span(start=max(passage.start, unit.start), end=min(passage.end, unit.end))
    return Statement(passage=passage, span=span, unit_id=unit.unit_id, path=_path(passage), quote=_slice(passage, span))


def _statement(ranked: Ranked, found: Found) -> Statement:
    """The stretch around the best sentence of a passage; a row under its header, an item under its head."""
    passage, question = ranked.passage, found.question
    if not ranked.sentences:
        span = Span(start=passage.start, end=passage.end)
        return Statement(passage=passage, span=span, unit_id=passage.unit_id, path=_path(passage), quote=passage.text)
    best = ranked.sentences[0]
    one = best.sentence
    if is_row(one.unit_id):
        return _row(ranked, found)
    inside = [sentence for _, sentence in ranked.family.sentences]
    at = inside.index(one)
    parts = listed(inside, at) if question.asks_many or one.text.endswith(":") else ()
    if parts:
        return _list(passage, parts, one, question)
    span = window(inside, at, question.kind, stated=bool(best.values))
    alone = span == Span(start=one.start, end=one.end)
    head = head_of(inside, at) if span.start == one.start else None
    quote = _slice(passage, span)
    return Statement(
        passage=one,
        span=span,
        unit_id=one.unit_id if alone or _within_one(inside, span) else passage.unit_id,
        path=path_in(one.context),
        quote=quote,
        lead=head.text if head is not None else "",
        values=best.values or _asked_for(quote, question),
        parts=_shown(inside, span, head) if len(quote) > _LONG else (),
    )


def _row(ranked: Ranked, found: Found) -> Statement:
    """A row under its header and the merged cells over it; all rows of a merged cell where that is asked about."""
    passage, best = ranked.passage, ranked.sentences[0]
    row = best.sentence
    header = passage.text.split("\n", 1)[0]
    alone = Statement(
        passage=row,
        span=Span(start=row.start, end=row.end),
        unit_id=row.unit_id,
        path=path_in(row.context),
        quote=row.text,
        lead="\n".join((header, *_glance(row))),
        values=best.values,
    )
    table = table_of(row, found.ranking) if found.question.asks_many else {}
    rows = under_one_cell(list(table), row, terms(found.question.subject)) if table else ()
    if not rows:
        return alone
    return replace(
        alone,
        span=Span(start=rows[0].start, end=rows[-1].end),
        unit_id=table_id(row),
        quote="\n".join(one.text for one in rows),
        values=tuple(value for one in rows for value in table[one][1].values),
        parts=(*_glance(rows[0]), *(one.text for one in rows)),
    )


def _glance(row: Passage) -> tuple[str, ...]:
    """The merged cells over a row in a line, the outermost first, the long ones cut; nothing for a row without any."""
    above = above_in(row.context)
    return (" > ".join(one_line(cell, _GLANCE) for cell in above),) if above else ()


def _shown(sentences: Sequence[Passage], span: Span, head: Passage | None) -> tuple[str, ...]:
    """The head and the sentences of a long stretch, to be shortened one by one."""
    inside = tuple(one.text for one in sentences if span.start <= one.start < span.end)
    return inside if head is None else (head.text, *inside)


def _list(passage: Passage, parts: Sequence[Passage], best: Passage, question: Question) -> Statement:
    """A list whole, with the items that are too short to be sentences."""
    span = Span(start=parts[0].start, end=parts[-1].end + short_items(_slice(passage, _rest(passage, parts[-1]))))
    quote = _slice(passage, span)
    return Statement(
        passage=best,
        span=span,
        unit_id=parts[0].unit_id if _within_one(parts, span) else passage.unit_id,
        path=_path(passage),
        quote=quote,
        values=_asked_for(quote, question),
        parts=tuple(line for line in quote.split("\n") if line.strip() and not line.startswith(_IMAGE)),
    )


def _rest(passage: Passage, last: Passage) -> Span:
    """What of a passage is behind a sentence."""
    return Span(start=last.end, end=passage.end)


def _within_one(sentences: Sequence[Passage], span: Span) -> bool:
    """Whether the sentences of a stretch are all of one unit."""
    return len({one.unit_id for one in sentences if span.start <= one.start < span.end}) == 1


def _asked_for(quote: str, question: Question) -> tuple[Value, ...]:
    """The values in a stretch of the kinds asked for; of a question for none, its only percentage."""
    found = values(quote)
    if question.expects:
        return tuple(value for value in found if value.kind in question.expects and not is_day_of_an_act(quote, value))
    shares = tuple(value for value in found if value.kind is ValueKind.PERCENTAGE)
    return shares if len(shares) == 1 and question.kind is not Kind.WHETHER else ()


def _path(passage: Passage) -> str:
    """The heading path of a passage: its context without the document's title before it."""
    return headings(passage.context)


def _slice(passage: Passage, span: Span) -> str:
    """A stretch of the document out of a passage that holds it; what is shown before the passage does not count."""
    offset = len(passage.text) - (passage.end - passage.start) - passage.start
    return passage.text[span.start + offset : span.end + offset]


def _says_the_same(first: Ranked, other: Ranked) -> bool:
    """Whether another passage's best sentence states one of the values, or most of the words, of the first's."""
    if not first.sentences or not other.sentences:
        return False
    one, two = first.sentences[0], other.sentences[0]
    if one.values:
        return bool({value.normal for value in one.values} & {value.normal for value in two.values})
    mine, theirs = set(terms(one.sentence.text)), set(terms(two.sentence.text))
    return len(mine & theirs) >= 0.6 * min(len(mine), len(theirs))
