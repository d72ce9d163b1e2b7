"""What one norm does to another, read from the words of the gazette's analysis.

`SE DEROGA los arts. 35 a 41 y SE MODIFICA el art. 13.1, por Real Decreto 130/2019, de 8 de marzo` is two acts
of one norm: each with its effect, the places it names and whether it reaches the whole norm.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from kb.documents import AnalysisReference, DocumentId
from kb.numerals import plain
from kb.patterns import regex
from kb.place_grammar import LIST, PREFIXES, between, items, parts_of
from kb.place_lists import place_list
from kb.values import MONTHS


class Effect(StrEnum):
    """What an act does to the norm or to the places it names."""

    REPEALS = "repeals"
    ANNULS = "annuls"
    VOIDS = "voids"
    SUSPENDS = "suspends"
    AMENDS = "amends"
    CORRECTS = "corrects"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An effect of the norm `by`, called `name` in texts, on another one.

    `places` are ids of units as the acted norm would have them (`art_13.3_bis`, `da_18`), without
    the annex they may stand in. Without any, `whole` tells the norm as such from parts of it that
    the words do not number. `day` is that of the acting norm, None when the words do not date it.
    """

    effect: Effect
    by: DocumentId
    name: str
    day: date | None
    places: tuple[str, ...] = ()
    whole: bool = False


_VERBS = (
    (regex(r"DEROG|SUPRIM"), Effect.REPEALS),
    (regex(r"ANUL"), Effect.ANNULS),
    (regex(r"DEJA"), Effect.VOIDS),
    (regex(r"SUSPEN"), Effect.SUSPENDS),
    (regex(r"MODIFIC|AÑAD|SUSTITU|ACTUALI|PRORROG|REDACCIÓN|NUMERA|AMPL[IÍ]"), Effect.AMENDS),
    (regex(r"CORR[EI]"), Effect.CORRECTS),
)
"""`SE DEROGA`, `DEROGA`, `SE DA NUEVA REDACCIÓN`: the gazette writes its verbs in capitals."""
_DECLARES = regex(r"DECLARA")
_AGAINST = regex(r"\b(?:inconstitucional\w*|nulidad)\b")
_CLAUSE = regex(r"\b(?=(?:SE |DA )?[A-ZÁÉÍÓÚÑ]{4,}\b)(?:SE )?(?:DA NUEVA |DEJA\w* )?[A-ZÁÉÍÓÚÑ]{4,}\b")
_RANKED = "(?:Ley|Real|Decreto|Orden|Resoluci|Sentencia|Circular|Instrucci|Acuerdo|Auto)"
_BY = regex(rf"(?:\bpor|:)\s+(?:la |el )?(?P<name>{_RANKED}(?:(?!\bpor (?:la |el )?{_RANKED}).)*)$")
_EARLIER_WORDING = regex(r"\ben la redacci[oó]n dada por .*?(?=,\s+(?:por|todo)\b|$)")
_IN_NORM = regex(r"\s*\b(?:de|del|de la|al|a la)\s+(?:Reglamento|Ley|Real|Decreto|Orden|Circular|Resoluci)\b.*$")
_EFFECTIVE = regex(r"^[\s,;:]*(?:con efectos?\s+(?:de|desde|del|a partir)[^,:]*[,:]?)?[\s,;:]*")
_NORM_ITSELF = regex(r"(?:la |el |los |las )?(?:Ley|Real|Reales|Decreto|Orden|Resoluci|Circular|Instrucci|Reglamento)")
_BUT_PARTLY = regex(r"\b(?:en cuanto|en lo que|lo indicado|en la forma|parcial|salvo|excepto|determinad[oa]s)\b")


@lru_cache(maxsize=4096)
def acts_of(reference: AnalysisReference) -> tuple[Act, ...]:
    """What a later norm does to the one whose analysis names it; nothing for citations and developments."""
    found = _BY.search(reference.wording)
    name = found["name"].strip(" .") if found else str(reference.target)
    objects = reference.wording[: found.start()] if found else reference.wording
    return tuple(_acts(reference.relation, objects, reference.target, name, _day(name, reference.target)))


@lru_cache(maxsize=4096)
def acts_by(reference: AnalysisReference, by: DocumentId, name: str, day: date | None) -> tuple[Act, ...]:
    """What the norm `by` does to an earlier one that its own analysis names."""
    return tuple(_acts(reference.relation, reference.wording, by, name, day or _day(name, by)))


def _acts(relation: str, objects: str, by: DocumentId, name: str, day: date | None) -> Iterator[Act]:
    words = _EARLIER_WORDING.sub("", f"{relation} {objects}")
    verbs = list(_CLAUSE.finditer(words))
    for number, verb in enumerate(verbs):
        end = verbs[number + 1].start() if number + 1 < len(verbs) else len(words)
        clause = words[verb.end() : end]
        effect = _effect(verb[0], clause)
        if effect is not None:
            there = places_in(_IN_NORM.sub("", clause))
            whole = not there and _is_whole(clause)
            yield Act(effect=effect, by=by, name=name, day=day, places=there, whole=whole)


def _effect(verb: str, clause: str) -> Effect | None:
    if _DECLARES.search(verb):
        return Effect.ANNULS if _AGAINST.search(clause) else None
    return next((effect for pattern, effect in _VERBS if pattern.search(verb)), None)


def _is_whole(clause: str) -> bool:
    """Whether an act without numbered places reaches the norm itself: nothing is named, or the norm is."""
    told = _EFFECTIVE.sub("", clause).strip(" .,")
    return not told or (_NORM_ITSELF.match(told) is not None and _BUT_PARTLY.search(told) is None)


def _day(name: str, by: DocumentId) -> date | None:
    """The day in a norm's name: `Ley 31/2022, de 23 de diciembre` is of 2022-12-23; else its year's first."""
    told, of_number, of_id = _DATED.search(plain(name)), _YEAR.search(name), _YEAR_OF_ID.match(by)
    year = (told and told["year"]) or (of_number and of_number[1])
    if told and year:
        try:
            return date(int(year), MONTHS.index(told["month"]) + 1, int(told["day"]))
        except ValueError:
            return None
    return date(int(of_id[1]), 1, 1) if of_id else None


_DATED = regex(rf"\bde (?P<day>\d{{1,2}}) de (?P<month>{'|'.join(MONTHS)})(?: de (?P<year>\d{{4}}))?")
_YEAR = regex(r"/(\d{4})\b")
_YEAR_OF_ID = regex(r"BOE-[A-Z]-(\d{4})-")

_FAMILIES = {
    "art": r"(?:articulos?|arts?\.?)",
    **{prefix: rf"(?:disposicion(?:es)?\s)?{kind}(?:e?s)?" for kind, prefix in PREFIXES.items()},
    "norma": r"normas?",
    "regla": r"reglas?",
}
"""How ids begin, and the words that a list of such places follows: after another list, `y la transitoria 2` too."""
_NAMED = regex(rf"\b(?:{'|'.join(f'(?P<{family}>{words})' for family, words in _FAMILIES.items())})\s(?P<list>{LIST})")


def places_in(words: str) -> tuple[str, ...]:
    """The articles, provisions and annexes that a list names: `arts. 8.1, 20.5 y 8` are 8.1, 20.5 and 20.8."""
    lists = list(_NAMED.finditer(plain(words)))
    found = [place for family in _FAMILIES for one in lists if one[family] for place in _ids(family, one["list"])]
    found += [one.candidates[0] for one in place_list(words) if one.candidates[0].startswith("an_")]
    return tuple(dict.fromkeys(found))


def _ids(family: str, written: str) -> Iterator[str]:
    """The ids of a list; a lower number behind an apartado is another apartado of the same article."""
    last, in_parts = "", False
    for item in items(written):
        number, *inner = parts_of(item.text)
        part = next((one for one in inner if one[0].isdecimal()), "")
        if not number[0].isdecimal():
            yield f"{family}_{'unico' if family == 'art' else 'unica'}"
            continue
        if in_parts and not part and _value(number) < _value(last):
            yield f"{family}_{last}.{number}"
            continue
        if item.ends_range and not part:
            yield from (f"{family}_{one}" for one in between(last, number))
        yield f"{family}_{number}.{part}" if part else f"{family}_{number}"
        last, in_parts = number, bool(part)


def _value(number: str) -> int:
    return int(number.partition("_")[0])
