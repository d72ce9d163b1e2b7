"""The sentence that opens a list of items, and what it makes of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.extraction.rules import rules
from ingest.obligations.actors import Role, actors
from ingest.obligations.clauses import Clause, clauses
from ingest.obligations.heads import Head
from ingest.obligations.subjects import Subject, subject_of, subjects_of
from ingest.spans import whole_words
from kb.facts import Modality

_INLINE = re.compile(r"(?:(?<=[\s:;,(])|^)(?P<mark>[a-zñ])\)\s+")
_ABOUT = re.compile(
    r"\bque\s(?:[^,:]{3,80}\bsiguientes\s[^,:]{3,60}|(?:[^:]{1,40}\s)?[a-zñáéíóú]+r[áa]n?(?:,[^,:]{3,40},?|\s[^,:]{3,60})?):?$",
    re.IGNORECASE,
)
"""`requerirá autorización la modificación que afecte a los siguientes aspectos:`: the list completes a relative."""
_REQUIRED = re.compile(
    r"\b(?:condicionad|supeditad|sujet)[oa]s?\b|\bsiguientes (?:requisitos|condiciones|criterios)\b", re.IGNORECASE
)
_WHOSE = 60
"""Characters behind `obligaciones` or the like within which it is said whose they are."""
_FOLLOWING = re.compile(r"\bsiguientes?\b|\ba continuación\b", re.IGNORECASE)
_BY_RULE = re.compile(
    r"\b(?:de (?:acuerdo|conformidad) con|conforme al?|con arreglo a|seg[úu]n|atendiendo al?) "
    r"(?:(?:el|la|los|las) )?siguientes?\b",
    re.IGNORECASE,
)
"""`se repartirá de acuerdo con los siguientes porcentajes:`: how it is done is ruled, whatever the table says."""
_DUTY_ITEM = re.compile(r"^(?:que\b|no\b|[a-zñáéíóú]+(?:ar|er|ir|ír)(?:se|l[oa]s?|les?)?\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """What a lead-in says of its items: their modality (None: nothing), their subject, and how it reads.

    `row`: it is a norm of its own besides. `whole`: every item counts, whatever its wording; else only those that
    begin as a norm does (`Que…`, an infinitive). `generic`: its verb is a plain future, which describes as often as
    it rules.
    """

    text: str
    start: int
    end: int
    modality: Modality | None
    subject: str | None
    role: Role | None
    row: bool
    whole: bool
    generic: bool

    @property
    def headed(self) -> bool:
        """Whether it is a heading, which says less of whom an item binds than the item's own words."""
        return self.start == self.end


@cache
def _announcements() -> tuple[tuple[re.Pattern[str], Modality | None, frozenset[str], frozenset[str]], ...]:
    """Each rule: its words, what it makes of the items, of which modalities its lead-in is a row and has to be."""
    return tuple(
        (
            re.compile(one["announces"], re.IGNORECASE),
            None if one["modality"] == "none" else Modality(one["modality"]),
            _row_if(one.get("lead_is_a_row", False)),
            frozenset(one.get("only_if", ())),
        )
        for one in rules("obligations")["list"]
    )


def _row_if(told: bool | list[str]) -> frozenset[str]:
    return frozenset(told) if isinstance(told, list) else frozenset(Modality) if told else frozenset()


@cache
def _own() -> re.Pattern[str]:
    return re.compile(rules("obligations")["leads"]["own"], re.IGNORECASE)


def lead_of(sentence: str, start: int, outer: Lead | None = None) -> Lead:
    """Read a sentence that ends with a colon; `start` is its place in the document."""
    found = clauses(sentence)
    opening = opened_by(sentence, found)
    last = found[opening] if found else None
    made = subjects_of(sentence, found)
    told = made[opening] if found else None
    main = next((one for one in reversed(found) if not one.relative), last)
    modality, row, announced = _modality(sentence, last.head if last else None, main.head.start if main else 0)
    if modality is None and outer is not None and not announced:
        modality = outer.modality
    subject = (told.name if told else None) or _same(made, opening) or _announced_subject(sentence)
    subject = subject or (outer.subject if outer else None)
    return Lead(
        text=sentence if outer is None or found else f"{outer.text.rstrip(' :')}: {sentence}",
        start=start,
        end=start + len(sentence),
        modality=modality,
        subject=subject,
        role=_role(sentence, told),
        row=row
        or (modality is Modality.OBLIGATION and _ABOUT.search(sentence) is not None)
        or (found != [] and _own().search(sentence) is not None)
        or (modality in (Modality.PERMISSION, Modality.RIGHT) and not announced and found != []),
        generic=last is not None and last.head.generic,
        whole=announced or modality in (Modality.OBLIGATION, Modality.PROHIBITION, Modality.CONSEQUENCE),
    )


def _same(made: Sequence[Subject], opening: int) -> str | None:
    """Whom the norm before binds, where the one that opens the list goes on with its subject: `…, y además harán:`."""
    goes_on = opening > 0 and made[opening].silent and made[opening - 1].explicit
    return made[opening - 1].name if goes_on else None


def follows(sentence: str, clause: Clause) -> bool:
    """Whether a norm says that what it is about comes next: `los siguientes`, `a continuación`."""
    return _FOLLOWING.search(sentence, clause.head.start, clause.end) is not None


def points_on(sentence: str, clause: Clause) -> bool:
    """Whether a norm only announces what stands elsewhere: `Las cuantías serán las siguientes:`, before a table."""
    if _BY_RULE.search(sentence):
        return False
    tells = clause.head.generic or clause.head.verb.lower().startswith("se ")
    return tells and follows(sentence, clause) and not subject_of(sentence, clause).explicit


def opened_by(sentence: str, found: Sequence[Clause]) -> int:
    """Which of the norms of a lead-in its list completes: the last that says `siguientes`, else the last."""
    told = [n for n, one in enumerate(found) if follows(sentence, one)]
    return told[-1] if told else len(found) - 1


def _role(sentence: str, told: Subject | None) -> Role | None:
    """Whose the items are: the requirements that a grant or a permit depends on bind whoever wants it."""
    asks = told is not None and told.role == "authority" and _REQUIRED.search(sentence) is not None
    return "addressee" if asks else told.role if told else None


def headed_lead(heading: str, start: int, modality: Modality) -> Lead:
    """The lead-in that a heading is to a list without one; it stands for no words of the text."""
    return Lead(
        text=heading,
        start=start,
        end=start,
        modality=modality,
        subject=None,
        role="addressee",
        row=False,
        whole=True,
        generic=False,
    )


def _modality(sentence: str, head: Head | None, main: int) -> tuple[Modality | None, bool, bool]:
    """The items' modality, whether the lead-in is a row too, and whether it announces what they are."""
    told = sentence[sentence.rfind(",", 0, main) + 1 :]
    for pattern, modality, row_if, only_if in _announcements():
        if pattern.search(told) and (not only_if or (head is not None and head.modality in only_if)):
            row = bool(row_if) and (head is None or head.modality in row_if)
            denied = modality is not None and head is not None and head.modality is Modality.PROHIBITION and not row
            return (Modality.PROHIBITION if denied else modality), row, True
    return (head.modality if head else None), False, False


def _announced_subject(sentence: str) -> str | None:
    """`Serán obligaciones de los beneficiarios:`: whose they are."""
    match = re.search(
        r"\b(?:obligaciones|deberes|funciones|compromisos|derechos|facultades|competencias|atribuciones)\b",
        sentence,
        re.IGNORECASE,
    )
    if match is None:
        return None
    near = sentence[match.end() : whole_words(sentence, match.end(), min(len(sentence), match.end() + _WHOSE))[1]]
    return next((one.name for one in actors(near) if one.stands != "subject" or not one.bare), None)


def counts(lead: Lead, item: str) -> bool:
    """Whether an item without a verb of its own is a norm by its lead-in."""
    return lead.modality is not None and (lead.whole or _DUTY_ITEM.match(item) is not None)


def inline_items(text: str) -> list[tuple[int, int]]:
    """`…los siguientes requisitos: a) que… y b) que…`: spans of items, marks left out; none for a lone letter."""
    marks = list(_INLINE.finditer(text))
    run = [match for n, match in enumerate(marks) if ord(match["mark"]) == ord("a") + n]
    if len(run) < 2 or len(run) != len(marks) or ":" not in text[: run[0].start()]:
        return []
    ends = [*(match.start() for match in run[1:]), len(text)]
    return [(match.end(), end) for match, end in zip(run, ends, strict=True)]
