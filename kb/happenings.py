"""What deadlines run from, by the names that people use: which events a document has, and which one a word means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kb.deadlines.periods import period_of, window_of
from kb.deadlines.wording import expression_of
from kb.errors import InvalidInput
from kb.facts import Deadline, Obligation
from kb.follow_up import EventDate
from kb.numerals import plain

START = "start"
"""The event of a deadline whose text says how long it is and not from when: its day is given for it alone."""
KINDS: Mapping[str, str] = {
    "publication": "publicación",
    "entry_into_force": "entrada en vigor",
    "notification": "notificación",
    "request": "requerimiento",
    "justification_deadline": "fin del plazo de justificación",
    "execution_end": "fin de la ejecución",
    "activity_start": "inicio de la actividad",
    "commitment": "compromiso del gasto",
    "contract_signature": "firma del contrato",
    "application": "presentación de la solicitud",
    "award": "resolución de concesión",
    "payment": "pago",
    "justification": "justificación",
    "decision": "resolución",
    "appointment": "nombramiento",
    "year_end": "fin del año",
    "term_end": "fin del plazo",
    "knowledge": "conocimiento",
    "start": "inicio del plazo",
}
"""How each kind of event is called where it has no name of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event of a document: its name, the obligations whose deadlines run from it, and its day where it is known.

    `given`: whether people gave that day.
    """

    key: str
    name: str
    obligations: tuple[Obligation, ...]
    day: date | None = None
    given: bool = False

    @property
    def alone(self) -> bool:
        """Whether its day is of one obligation: its text says how long, and not from when."""
        return self.key == START


def name_of(key: str) -> str:
    """How an event is called in Spanish."""
    return KINDS.get(key, key)


def key_of(deadline: Deadline | None) -> str | None:
    """What the day is kept under that a deadline runs from; None where no day changes it."""
    if deadline is None:
        return None
    if deadline.anchor is not None:
        return deadline.anchor.key
    rule = deadline.period or expression_of(deadline.text) or ""
    try:
        return START if period_of(rule) or window_of(rule) else None
    except InvalidInput:
        return None


def happenings(obligations: Iterable[Obligation], events: Sequence[EventDate]) -> tuple[Happening, ...]:
    """The events that the deadlines of a document run from, in the order of its text.

    Those without a name stand one by one. The publication is among them where the entry into force follows from it,
    which a text that dates the entry does not need.
    """
    found: dict[tuple[str, str | None], list[Obligation]] = {}
    for one in obligations:
        key = key_of(one.deadline)
        if key is not None:
            found.setdefault((key, one.id if key == START else None), []).append(one)
    undated = [one for one in found.get(("entry_into_force", None), ()) if not _told_day(one.deadline)]
    if undated:
        found.setdefault(("publication", None), undated)
    return tuple(_happening(key, whose, mine, events) for (key, whose), mine in found.items())


def _told_day(deadline: Deadline | None) -> str | None:
    """The day that the document gives to what a deadline runs from."""
    return deadline.anchor.date if deadline and deadline.anchor else None


def _happening(key: str, whose: str | None, mine: Sequence[Obligation], events: Sequence[EventDate]) -> Happening:
    given = next((one.day for one in events if (one.event, one.obligation_id) == (key, whose)), None)
    anchor = mine[0].deadline.anchor if mine[0].deadline else None
    told = date.fromisoformat(anchor.date) if anchor and anchor.date and anchor.key == key else None
    return Happening(key=key, name=name_of(key), obligations=tuple(mine), day=given or told, given=given is not None)


def meant(word: str, known: Sequence[Happening], obligation_id: str | None = None) -> Happening:
    """The event that a word means: its name, a part that only it has, or its kind. InvalidInput with those there are.

    With an obligation, its own event or nothing.
    """
    if obligation_id is not None:
        known = [one for one in known if any(row.id == obligation_id for row in one.obligations)]
        if known and known[0].alone and _fits(word, known[0]):
            return known[0]
    exact = [one for one in known if plain(word) in (plain(one.key), plain(one.name))]
    found = exact or [one for one in known if _fits(word, one)]
    if len(found) == 1 and (obligation_id is not None or not found[0].alone or len(known) == 1):
        return found[0]
    raise InvalidInput(_told(word, found or known, several=bool(found)))


def _fits(word: str, one: Happening) -> bool:
    """Whether a word is the kind of an event, in either language, or stands in its name."""
    deadline = one.obligations[0].deadline
    kind = deadline.anchor.event if deadline and deadline.anchor and deadline.anchor.key == one.key else one.key
    within = bool(word.strip()) and f" {plain(word)} " in f" {plain(one.name)} "
    return within or plain(word) in (kind, plain(KINDS.get(kind, "")))


def _told(word: str, known: Sequence[Happening], *, several: bool) -> str:
    if not known:
        return f"ningún plazo de aquí corre desde «{word}» ni desde otro suceso: `kb obligations events` los muestra"
    names = "; ".join(dict.fromkeys(_choice(one) for one in known))
    if several:
        return f"«{word}» puede ser más de un suceso: di cuál, entero, de {names}"
    return f"ningún plazo corre desde «{word}»: los sucesos de este documento son {names}"


def _choice(one: Happening) -> str:
    return f"«{one.name}»" + (", con --obligation y el Id que da `kb obligations events`" if one.alone else "")
