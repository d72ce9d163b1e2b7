"""Document -> obligations: unit by unit, sentence by sentence, norm by norm."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.extraction.rules import rules
from ingest.fact_ids import FactIds
from ingest.obligations.about import about
from ingest.obligations.actors import Role, applies, titled
from ingest.obligations.clauses import Clause, clauses
from ingest.obligations.deadlines import deadline_in
from ingest.obligations.exceptions import with_exceptions
from ingest.obligations.items import begins_with, duties, first_sentence, own_part
from ingest.obligations.limits import last_day
from ingest.obligations.listing import MARKED, listed, with_list
from ingest.obligations.lists import Lead, counts, headed_lead, inline_items, lead_of, opened_by, points_on
from ingest.obligations.pointing import pointed
from ingest.obligations.rows import Draft, filled
from ingest.obligations.stated import amounts_in, legal_refs_in
from ingest.obligations.subjects import Subject, subject_of, subjects_of
from ingest.obligations.wording import action_of, condition_of, item_action
from ingest.own_dates import OwnDates, own_dates
from ingest.sentences import sentences
from ingest.spans import whole_words
from kb.documents import PROVISIONS, Document, DocumentKind, Unit, UnitKind
from kb.facts import Deadline, Entity, Modality, Obligation

_ITEMS = frozenset({UnitKind.LETRA, UnitKind.NUMERO, UnitKind.APARTADO, UnitKind.ITEM})
_PROSE = _ITEMS | {UnitKind.PARAGRAPH, UnitKind.ARTICLE} | PROVISIONS
_SILENT = frozenset(
    {
        UnitKind.PREAMBLE,
        UnitKind.PREAMBLE_PART,
        UnitKind.METADATA,
        UnitKind.ENACTING_FORMULA,
        UnitKind.SIGNATURE,
        UnitKind.NOTE,
    }
)
_MARK = re.compile(
    r"^\s*(?:\(?(?:\d{1,3}|[a-zñ]{1,2}|[ivx]{1,5})(?:[.)]|\.[ªº]\)?)\s*[-–—]?\s+|\d{1,2}(?:\.\d{1,2}){1,5}\.?[-–—]?\s+|[-–—−‒•·▪]\s+|"
    r"(?:Primer|Segund|Tercer|Cuart|Quint|Sext|Séptim|Octav|Noven|Décim)[oa]\.\s+)(?:\(\*+\)\s*)?"
)
"""The number or letter of a unit, which is no part of what it says."""
_STRONG = frozenset({Modality.OBLIGATION, Modality.PROHIBITION})
_FIRST = re.compile(r"^\s*(?:a\)|1[.)ºª]|i\)|[-–—−‒•·▪])")
"""The mark of the first item of a list, or one that tells no place: no list goes on with it."""
_COUNTED = re.compile(
    r"^(?:gastos|costes|costos|conceptos|inversiones|actuaciones|actividades|partidas)\s+(?P<not>no\s+)?"
    r"(?:subvencionables|financiables|elegibles|auxiliables|compensables)\b",
    re.IGNORECASE,
)
"""A heading that says what it does with each item of its list."""
_VOID = re.compile(r"\W*(?:suprimid|derogad|anulad|sin contenido)[oa]?s?\W*", re.IGNORECASE)
"""What is left of a letter that a later norm has taken away: `b) (Suprimida)`."""
_DASHED = re.compile(r"^\s*[-–—−‒•·▪]\s")
_DASH = re.compile(r"^\s*(?:[-–—−‒•·▪]|[a-zñ]\))\s")
_NUMBERED = re.compile(r"[^\W\d]+ (?:\d{1,3}|[IVX]+)\.")
"""The name of an item and no more: `Línea 1.`"""


def obligations(document: Document, entities: Sequence[Entity]) -> tuple[Obligation, ...]:
    """Every norm of a document in order; none for a press note. `entities` are those found in the same document.

    `document.text[row.start:row.end] == row.quote`, and a row's id depends on its unit and wording alone.
    """
    if document.kind is not DocumentKind.NORM or _is_no_norm(document):
        return ()
    reading = _Reading(
        document=document,
        leaves=tuple(document.leaves()),
        entities=sorted(entities, key=lambda one: one.start),
        own=own_dates(document),
    )
    drafts = with_exceptions(
        document, filled(list(reading.drafts()), document.text, title=document.title, articles=_articles(document))
    )
    ids = FactIds(document.document_id)
    return tuple(reading.row(draft, ids) for draft in drafts)


def _articles(document: Document) -> int:
    return sum(unit.kind is UnitKind.ARTICLE for unit in document.units)


def _is_no_norm(document: Document) -> bool:
    """Whether the gazette published it for another reason than to rule: a judgment, a notice."""
    rank = document.publication.rank
    return rank is not None and re.match(rules("obligations")["documents"]["without_norms"], rank, re.I) is not None


@dataclass(slots=True, kw_only=True)
class _Reading:
    """One document being read: the lead-in that is open under each parent, and the one that a paragraph closed.

    `nested`: that of the item before, which opens dashes beside it. `opens`: whether an item follows the unit.
    """

    document: Document
    leaves: Sequence[Unit]
    entities: Sequence[Entity]
    own: OwnDates
    leads: dict[str, Lead] = field(default_factory=dict)
    closed: dict[str, Lead] = field(default_factory=dict)
    nested: dict[str, Lead] = field(default_factory=dict)
    opens: bool = False

    # ------------------------------------------------------------ units

    def drafts(self) -> Iterator[Draft]:
        """The norms of every leaf that may hold some."""
        for unit, following in pairwise((*self.leaves, None)):
            assert unit is not None
            self.opens = (following is not None and self._is_item(following)) or self._opens_item(unit)
            void = _VOID.fullmatch(_MARK.sub("", self.document.text_of(unit))) is not None
            if unit.kind in _PROSE and not void and not self._silent(unit):
                yield from self._unit(unit)

    def _is_item(self, unit: Unit) -> bool:
        marked = _DASH.match(self.document.text_of(unit)) is not None
        return unit.kind in _ITEMS or marked or self._opens_item(unit)

    def _opens_item(self, unit: Unit) -> bool:
        """Whether a paragraph is the beginning of an item that has more parts: its own words, before its numbers."""
        around = self.document.ancestors(unit) if unit.kind is UnitKind.PARAGRAPH else ()
        return bool(around) and around[-1].kind in MARKED and around[-1].start == unit.start

    def _silent(self, unit: Unit) -> bool:
        return any(one.kind in _SILENT for one in self.document.ancestors(unit))

    def _unit(self, unit: Unit) -> Iterator[Draft]:
        parent = str(unit.parent)
        text = self.document.text_of(unit)
        mark = _MARK.match(text)
        item = self._is_item(unit)
        lead = self._lead(unit, text) if item else self._of_item(unit, text)
        if item and (lead is None or (lead.modality is None and not lead.generic)):
            lead = self._headed(unit) or lead
        if not item:
            self.nested.pop(parent, None)
        if not item and parent in self.leads:
            self.closed[parent] = self.leads.pop(parent)
        start = unit.start + (mark.end() if mark else 0)
        found = self._stretch(unit, start, unit.end, lead)
        if not text.rstrip().endswith(":"):
            yield from found
            return
        read = self._read_lead(unit, start, lead)
        items = "" if read.modality else listed(self.document, self.leaves, unit, self._is_item)
        yield from (with_list(self.document, unit, one, items) for one in found)
        opens = not item or unit.kind is UnitKind.APARTADO or self._opens_item(unit)
        self.leads[parent if opens else str(unit.unit_id)] = read
        if not opens:
            self.nested[parent] = read

    def _of_item(self, unit: Unit, text: str) -> Lead | None:
        """The lead-in of a paragraph that goes on with an item of a list and has no verb either."""
        around = self.document.ancestors(unit)
        if unit.kind is not UnitKind.PARAGRAPH or not around or around[-1].kind not in MARKED or clauses(text):
            return None
        return self.leads.get(str(around[-1].parent))

    def _lead(self, unit: Unit, text: str) -> Lead | None:
        """The lead-in of an item: under its parent, of the item that it opens, or of the list that it goes on with."""
        parent = str(unit.parent)
        if _DASHED.match(text) and parent in self.nested:
            return self.nested[parent]
        self.nested.pop(parent, None)
        if parent not in self.leads and self._opens_item(unit):
            parent = str(self.document.ancestors(unit)[-1].parent)
        if parent not in self.leads and parent in self.closed and _FIRST.match(text) is None:
            self.leads[parent] = self.closed.pop(parent)
        return self.leads.get(parent)

    def _headed(self, unit: Unit) -> Lead | None:
        """What the heading `Gastos subvencionables` makes of a list that no sentence opens."""
        for one in reversed(self.document.ancestors(unit)):
            match = _COUNTED.search(one.heading or "")
            if match is not None:
                modality = Modality.PROHIBITION if match["not"] else Modality.RIGHT
                return headed_lead(match[0], one.start, modality)
        return None

    def _read_lead(self, unit: Unit, start: int, outer: Lead | None) -> Lead:
        spans = list(sentences(self.document.text[start : unit.end]))
        begin = start + spans[-1][0] if spans else start
        return lead_of(self.document.text[begin : unit.end].rstrip(), begin, outer)

    def _stretch(self, unit: Unit, start: int, end: int, lead: Lead | None) -> Iterator[Draft]:
        """The norms of running text, the items of a list inside it each on its own."""
        text = self.document.text[start:end]
        items = inline_items(text)
        if items:
            opening = text[: text.rindex(":", 0, items[0][0]) + 1]
            spans = list(sentences(opening))
            begin = start + spans[-1][0]
            inner = lead_of(text[spans[-1][0] : len(opening)], begin, lead)
            yield from self._sentences(unit, start, start + len(opening), lead)
            for first, last in items:
                size = first_sentence(text[first:last])
                yield from self._sentences(unit, start + first, start + first + size, inner)
                yield from self._sentences(unit, start + first + size, start + last, None)
            return
        yield from self._sentences(unit, start, end, lead)

    # ------------------------------------------------------------ sentences

    def _sentences(self, unit: Unit, start: int, end: int, lead: Lead | None) -> Iterator[Draft]:
        text = self.document.text[start:end]
        for n, (first, last) in enumerate(sentences(text)):
            sentence = text[first:last]
            opens_list = last == len(text.rstrip()) and sentence.endswith(":") and (self.opens or end < unit.end)
            found = clauses(sentence)
            narrates = self._narrates(unit)
            if narrates:
                found = [one for one in found if self._rules(unit, sentence, one)]
            whole = not opens_list or lead_of(sentence, 0, lead).row
            if not whole and found:
                del found[opened_by(sentence, found)]
            elif text.endswith(":") and not opens_list:
                found = [one for one in found if not points_on(sentence, one)]
            tells = narrates and lead is not None and lead.generic
            if n == 0 and lead and not tells and whole and counts(lead, sentence) and not _NUMBERED.fullmatch(sentence):
                own, found = own_part(sentence, found)
                for at, part in duties(own):
                    yield self._item(unit, start + first + at, part.rstrip(" :"), lead)
            subjects = subjects_of(sentence, found)
            for at, subject in enumerate(subjects):
                told = about(sentence, found, subjects, at)
                yield self._draft(unit, start + first, sentence, found[at], subject, lead if n == 0 else None, told)

    def _rules(self, unit: Unit, sentence: str, clause: Clause) -> bool:
        """Whether a verb rules where the text tells: one that obliges, or in an article one that binds somebody."""
        if not clause.head.generic and clause.head.modality in _STRONG:
            return True
        if any(one.kind is UnitKind.ANNEX for one in self.document.ancestors(unit)):
            return False
        governs = re.search(rules("obligations")["aims"]["rules"], sentence[clause.head.start : clause.head.end], re.I)
        return not clause.head.generic or governs is not None or subject_of(sentence, clause).explicit

    def _narrates(self, unit: Unit) -> bool:
        """Whether the annex that a unit stands in, or its article, tells and does not rule."""
        book, chain = rules("obligations"), self.document.ancestors(unit)
        annex = next((one for one in chain if one.kind is UnitKind.ANNEX), None)
        if annex is None:
            headings = (one.heading for one in (*chain, unit) if one.kind in PROVISIONS or one.kind is UnitKind.ARTICLE)
            return any(re.search(book["aims"]["heading"], heading, re.IGNORECASE) for heading in headings)
        before = self.document.units[: self._place(unit)]
        inside = (one for one in reversed(before) if one.kind is UnitKind.HEADING and one.start >= annex.start)
        last = next(inside, None)
        told = f"{self.document.text_of(last) if last else ''} {annex.heading}"
        return re.search(book["annexes"]["narrative"], told, re.IGNORECASE) is not None

    def _place(self, unit: Unit) -> int:
        return bisect_left([one.start for one in self.document.units], unit.start)

    def _draft(
        self,
        unit: Unit,
        offset: int,
        sentence: str,
        clause: Clause,
        subject: Subject,
        lead: Lead | None,
        told: str | None,
    ) -> Draft:
        if lead is not None and subject.name is None and (lead.subject or lead.role):
            subject = Subject(name=lead.subject, role=(subject.role if lead.headed else None) or lead.role)
        subject = self._applying(unit, self._pointed(unit, offset, sentence, clause, subject))
        start, end = whole_words(self.document.text, offset + clause.start, offset + clause.end)
        text = sentence[clause.start : clause.end]
        head_end = min(max(clause.head.end - clause.start, 0), len(text))
        return Draft(
            unit=unit,
            article=self._article(unit),
            heading=self._heading(unit),
            start=start,
            end=end,
            modality=clause.head.modality,
            subject=subject,
            action=action_of(text, clause.head, clause.start, explicit=subject.explicit or clause.relative, about=told),
            condition=condition_of(text, clause.head.start - clause.start, head_end),
        )

    def _item(self, unit: Unit, start: int, sentence: str, lead: Lead) -> Draft:
        assert lead.modality is not None
        first, last = whole_words(self.document.text, start, start + len(sentence))
        return Draft(
            unit=unit,
            article=self._article(unit),
            heading=self._heading(unit),
            start=first,
            end=last,
            modality=lead.modality,
            subject=self._applying(unit, Subject(name=begins_with(sentence, lead) or lead.subject, role=_role(lead))),
            action=item_action(lead.text, sentence.rstrip(" .;"), lead.modality),
            condition=condition_of(sentence, 0, 0),
            lead=(lead.start, lead.end),
        )

    def _applying(self, unit: Unit, subject: Subject) -> Subject:
        """The subject of a norm about how to apply: nobody has a grant yet whom it could bind."""
        if subject.role != "addressee":
            return subject
        headings = (one.heading for one in reversed((*self.document.ancestors(unit), unit)) if one.heading)
        return replace(subject, role="applicant") if applies(next(headings, "")) else subject

    def _pointed(self, unit: Unit, offset: int, sentence: str, clause: Clause, subject: Subject) -> Subject:
        """`dichos órganos` by the name that the article gives them before."""
        if subject.name is None:
            return subject
        chain = (*self.document.ancestors(unit), unit)
        whole = next((one for one in chain if one.kind in PROVISIONS or one.kind is UnitKind.ARTICLE), unit)
        before = self.document.text[whole.start : offset]
        return replace(subject, name=pointed(subject.name, sentence[: clause.end], before) or subject.name)

    def _article(self, unit: Unit) -> str:
        """The id of the provision, annex or article that a unit stands in."""
        chain = (*self.document.ancestors(unit), unit)
        return str(
            next(
                (one for one in chain if one.kind in PROVISIONS or one.kind in (UnitKind.ARTICLE, UnitKind.ANNEX)), unit
            ).unit_id
        )

    def _heading(self, unit: Unit) -> str | None:
        """Whom the nearest heading is about: `Obligaciones de las entidades beneficiarias`, `Órgano gestor`."""
        for one in reversed((*self.document.ancestors(unit), unit)):
            named = titled(one.heading) if one.heading else None
            if named:
                return named
        return None

    # ------------------------------------------------------------ rows

    def row(self, draft: Draft, ids: FactIds) -> Obligation:
        """The draft with what the entities inside it say."""
        document, quote = self.document, self.document.text[draft.start : draft.end]
        inside = self._inside(draft.start, draft.end)
        near = inside if draft.lead is None else [*self._inside(*draft.lead), *inside]
        return Obligation(
            id=ids.new(draft.unit.unit_id, "obligation", " ".join(quote.split())),
            document_id=document.document_id,
            unit_id=draft.unit.unit_id,
            label=draft.unit.label,
            modality=draft.modality,
            subject=draft.name,
            action=draft.action,
            condition=draft.condition,
            quote=quote,
            start=draft.start,
            end=draft.end,
            deadline=self._deadline(draft, inside),
            amounts=amounts_in(near),
            legal_refs=legal_refs_in(near),
        )

    def _deadline(self, draft: Draft, inside: Sequence[Entity]) -> Deadline | None:
        """The deadline of the norm itself, else that of the lead-in."""
        before = self._inside(draft.unit.start, draft.start)
        text = self.document.text[draft.start : draft.end]
        place = self._place_of(draft)
        found = deadline_in(text, draft.start, inside, self.own, place, last_day(before))
        if found is None and draft.lead is not None:
            start, end = draft.lead
            return deadline_in(self.document.text[start:end], start, self._inside(start, end), self.own, place)
        return found

    def _place_of(self, draft: Draft) -> str:
        """The label of its article, or of the first part of a provision, each of which may be about another act."""
        chain = (*self.document.ancestors(draft.unit), draft.unit)
        at = next(n for n, one in enumerate(chain) if str(one.unit_id) == draft.article)
        return chain[at + 1 if chain[at].kind in PROVISIONS and at + 1 < len(chain) else at].label

    def _inside(self, start: int, end: int) -> list[Entity]:
        first = bisect_left(self.entities, start, key=lambda one: one.start)
        last = bisect_left(self.entities, end, key=lambda one: one.start)
        return [one for one in self.entities[first:last] if one.end <= end]


def _role(lead: Lead) -> Role | None:
    """Whose the items are: what has to be so for an authorisation to be given is for whoever asks for it."""
    asks = lead.modality is Modality.PERMISSION and lead.whole and lead.role == "authority"
    return "addressee" if asks else lead.role
