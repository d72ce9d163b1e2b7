"""Whether what is cited is still the law: warnings in Spanish, from what the base knows without reading any text.

A derogación parcial is told as such, and an act on other articles is told as one on the norm, not on the
article at hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kb.acts import Act, Effect, acts_by, acts_of
from kb.days import spell_day
from kb.documents import AnalysisReference, Direction, DocumentId, Unit
from kb.place_grammar import PREFIXES, abbreviated


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of a document's validity.

    `as_of` is the day of a consolidated text, None for one as it was published; `changes` the days on
    which its wording becomes another; `others` what other documents of the base say that they do to it.
    """

    document_id: DocumentId
    name: str
    published: date | None = None
    as_of: date | None = None
    repealed: date | None = None
    changes: tuple[date, ...] = ()
    references: tuple[AnalysisReference, ...] = ()
    others: tuple[Mention, ...] = ()

    def acts(self) -> tuple[Act, ...]:
        """What later norms did to the text at hand, oldest first.

        A consolidated text has in it what its own analysis names until its day; what other documents
        do counts when its analysis does not know them.
        """
        mine = [one for one in self.references if one.direction is Direction.LATER]
        found = [act for one in mine for act in acts_of(one) if self._is_later(act)]
        known = {one.target for one in mine}
        for other in self.others:
            if other.by not in known:
                found += acts_by(other.reference, other.by, other.name, other.day)
        return tuple(sorted(found, key=lambda act: (act.day or date.min, act.by)))

    def _is_later(self, act: Act) -> bool:
        return self.as_of is None or (act.day is not None and act.day > self.as_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A reference to an earlier norm in the analysis of the document `by`, whose name and day these are."""

    by: DocumentId
    name: str
    day: date | None
    reference: AnalysisReference


_SAID = {
    Effect.REPEALS: "derogación",
    Effect.ANNULS: "declaración de inconstitucionalidad o nulidad",
    Effect.VOIDS: "queda sin efecto una parte o una modificación",
    Effect.SUSPENDS: "suspensión",
    Effect.AMENDS: "modificación posterior",
    Effect.CORRECTS: "corrección de errores",
}
_ORDER = tuple(Effect)


def warnings_of(standing: Standing, today: date) -> tuple[str, ...]:
    """What a reader of the document as a whole has to know."""
    acts = standing.acts()
    return tuple(dict.fromkeys((*_expired(standing, acts, today), *_stale(standing, today), *_of_norm(standing, acts))))


def unit_warnings(standing: Standing, unit: Unit, text: str, today: date) -> tuple[str, ...]:
    """What whoever cites a unit, whose text is given, has to know: of the norm first, then of the place itself."""
    acts = standing.acts()
    tail = place_of(unit.unit_id)
    near = [act for act in acts if any(_touches(place, tail) for place in act.places)]
    away = [act for act in acts if act not in near]
    found = (
        *_expired(standing, acts, today),
        *_stale(standing, today),
        *_empty(unit, text),
        *_of_place(standing, unit, tail, near),
        *_of_norm(standing, away),
    )
    return tuple(dict.fromkeys(found))


def cited_warnings(name: str, found: Sequence[Mention], mine: DocumentId) -> tuple[str, ...]:
    """What a reader has to know of a norm that the text only names: that other documents than `mine` repeal it."""
    acts = [act for one in found if one.by != mine for act in acts_by(one.reference, one.by, one.name, one.day)]
    gone = [act for act in acts if act.effect is Effect.REPEALS and not act.places]
    return tuple(
        f"{name}, que el texto cita: {'derogación' if act.whole else 'derogación parcial'} por {_norm(act)}"
        for act in gone[-1:]
    )


def _expired(standing: Standing, acts: Sequence[Act], today: date) -> Iterator[str]:
    """The norm as a whole is not in force on the day of the text, or will not be soon.

    The day of its own publication stands for one that nobody knows.
    """
    by = next((act for act in reversed(acts) if act.whole and act.effect is Effect.REPEALS), None)
    day, asked = standing.repealed, standing.as_of or today
    cause = f": la derogó {_norm(by)}" if by else ""
    if day is None and by is not None:
        yield f"{standing.name} está derogada por {_norm(by)}"
    elif day is not None and day <= asked:
        since = "" if day in (date.min, standing.published) else f" desde el {spell_day(day)}"
        yield f"{standing.name} no está en vigor{since}{cause or ' (derogada, anulada o con su vigencia agotada)'}"
    elif day is not None and day <= today:
        yield f"{standing.name} dejó de estar en vigor el {spell_day(day)}{cause}"
    elif day is not None:
        yield f"{standing.name} dejará de estar en vigor el {spell_day(day)}{cause}"


def _stale(standing: Standing, today: date) -> Iterator[str]:
    since = stale_since(standing.as_of, standing.changes, today)
    if since is not None and standing.as_of is not None:
        yield (
            f"{standing.name}: desde el {spell_day(since)} rige otra redacción de parte de la norma y el texto es "
            f"del {spell_day(standing.as_of)}; `kb ingest` lo pone al día"
        )


def stale_since(as_of: date | None, changes: Sequence[date], today: date) -> date | None:
    """The day since when a consolidated text of the day `as_of` is not the one in force; None while it is."""
    return next((day for day in sorted(changes) if as_of is not None and as_of < day <= today), None)


def _empty(unit: Unit, text: str) -> Iterator[str]:
    """`(Derogado)` is what a consolidated text has in the place of an article that is gone."""
    words = text[len(text) - 40 :].casefold() if len(text) > 40 else text.casefold()
    gone = next((word for word in ("(derogad", "(suprimid", "(anulad", "(sin contenido") if word in words), None)
    if gone is not None and unit.version is not None:
        yield (
            f"{unit.label} no tiene contenido desde el {spell_day(unit.version.in_force_from)}, por {unit.version.norm}"
        )


def _of_place(standing: Standing, unit: Unit, tail: str, near: Sequence[Act]) -> Iterator[str]:
    """The last act of each effect on the place, and how many there were."""
    for effect in _ORDER:
        mine = [act for act in near if act.effect is effect]
        if not mine:
            continue
        last = mine[-1]
        within = effect is Effect.REPEALS and not any(_holds(place, tail) for place in last.places)
        said = "derogación parcial" if within else _SAID[effect]
        more = f" (y {len(mine) - 1} más antes)" if len(mine) > 1 else ""
        yield f"{unit.label} de {standing.name}: {said}, por {_norm(last)}{more}"


def _of_norm(standing: Standing, acts: Sequence[Act]) -> Iterator[str]:
    """One line for each effect on other places of the norm, or on places that are not numbered."""
    for effect in _ORDER:
        mine = [act for act in acts if act.effect is effect and not (act.whole and effect is Effect.REPEALS)]
        if not mine:
            continue
        said = "derogación parcial" if effect is Effect.REPEALS else _SAID[effect]
        more = f" y {len(mine) - 1} más" if len(mine) > 1 else ""
        where = _places(mine[-1].places)
        yield f"{standing.name}: {said}{where}, por {_norm(mine[-1])}{more}"


def _norm(act: Act) -> str:
    """`Ley 5/2022, de 9 de marzo (BOE-A-2022-3711)`; the identifier alone for a norm without a name."""
    return act.name if act.name == act.by else f"{act.name} ({act.by})"


_NUMBERED = frozenset({*PREFIXES.values(), "art", "norma", "regla"})
_MOST_PLACES = 4


def _places(places: Sequence[str]) -> str:
    """` (art. 13.1, disp. final 2…)`"""
    if not places:
        return ""
    shown = map(abbreviated, places[:_MOST_PLACES])
    return f" ({', '.join(shown)}{'…' if len(places) > _MOST_PLACES else ''})"


def place_of(unit_id: str) -> str:
    """A unit's id from the article or provision on: an approved reglamento's articles are numbered apart."""
    parts = unit_id.split(".")
    start = next((n for n, part in enumerate(parts) if part.partition("_")[0] in _NUMBERED), 0)
    return ".".join(parts[start:])


def _touches(place: str, tail: str) -> bool:
    """Whether an act on a place reaches a unit: it holds the unit, or is a part of it."""
    return _holds(place, tail) or place.startswith(f"{tail}.") or _in_range(place, tail)


def _holds(place: str, tail: str) -> bool:
    return tail == place or tail.startswith(f"{place}.")


def _in_range(place: str, tail: str) -> bool:
    """`art_37` is in the unit `art_35-41`."""
    family, _, number = tail.split(".")[0].partition("_")
    first, dash, last = number.partition("-")
    wanted = place.split(".")[0].partition("_")
    if not dash or wanted[0] != family or not all(x.isdecimal() for x in (first, last, wanted[2])):
        return False
    return int(first) <= int(wanted[2]) <= int(last)
