"""What an answer must state to be one: `¿Qué NIF…?` is answered by a NIF, `¿Qué porcentaje…?` by a percentage.

Weaker than that is what a question merely makes likely (`Question.expects`): `¿Cuándo…?` may be answered by an event.
"""

from __future__ import annotations

import re
from collections.abc import Set
from enum import StrEnum

from kb.lexical import fold
from kb.numerals import ordinal
from kb.patterns import regex
from kb.questions.kinds import LASTING
from kb.values import MONTHS, ValueKind, is_day_of_an_act, values


class Demand(StrEnum):
    """What a question asks for in so many words."""

    AMOUNT = "amount"
    PERCENTAGE = "percentage"
    DATE = "date"
    YEAR = "year"
    DAY_TO_COME = "day_to_come"
    PERIOD = "period"
    TAX_NUMBER = "tax_number"
    NAME = "name"
    PERSON = "person"
    COUNT = "count"
    PHONE = "phone"
    EMAIL = "email"


_ASKED: tuple[tuple[Demand, re.Pattern[str]], ...] = tuple(
    (demand, regex(pattern))
    for demand, pattern in (
        (
            Demand.AMOUNT,
            r"\b(?:cuanto dinero|cuant[oa]s (?:euros|millones)|en euros"
            r"|(?:que|cual es (?:el|la)) (?:importe|cuantia|dotacion|presupuesto|suma)"
            r"|que (?:subvencion|ayuda|cantidad) (?:se |le )?(?:corresponde|recibe|percibe|obtiene|concede|tiene)n?\b"
            r"|cuanto (?:se (?:da|lleva|paga|destina|concede)"
            r"|(?:recib|percib|cobra|aporta|invi?ert|pone|pondr|gasta|destina|dedica|desembols)\w*"
            r"|costara|(?:cuesta|costo|vale|gana|asciende|sale)n?\b"
            r"|va[n]? a (?:recibir|cobrar|ganar|costar|valer|pagar))"
            r"|how much (?!time\b))|^(?:importe|cuantia|presupuesto|dotacion|precio|coste)\b"
            r"|\b(?:de|a) cuanto (?:es|son|era|fue|asciende|le (?:sale|saldra))\b"
            r"(?! (?:el|la) (?:plazo|duracion|periodo|permiso|estancia)\b)",
        ),
        (
            Demand.PERCENTAGE,
            r"\b(?:porcentajes?|tanto por ciento|tipos? de (?:interes|gravamen)|percentage|per cent)\b",
        ),
        (
            Demand.DATE,
            r"\b(?:en|de|desde|hasta|a) que (?:fecha|dia)\b|^(?:que (?:fecha|dia)|fecha)\b|\bwhat date\b",
        ),
        (Demand.YEAR, r"\b(?:en|de|desde|hasta|a) que ano\b|\b(?:what|which) year\b"),
        (
            Demand.PERIOD,
            r"\b(?:que plazo|cuanto tiempo|cuant[oa]s (?:horas|dias|semanas|meses|anos)"
            rf"|how long|how many (?:days|weeks|months|years))\b|^plazo\b|\bcuanto {LASTING}",
        ),
        (Demand.TAX_NUMBER, r"\b(?:cif|nif|n\.i\.f|c\.i\.f|identificacion fiscal|tax (?:number|id))\b"),
        (Demand.NAME, r"\b(?:como se (?:llama[n]?|apellida)|(?<!en su )(?<!en )nombre|apellidos?|name)\b"),
        (Demand.PHONE, r"\b(?:telefono|phone)s?\b"),
        (Demand.EMAIL, r"\b(?:correo electronico|email|e mail|(?:que|cual es el|direccion de) correo)\b"),
        (
            Demand.COUNT,
            r"\bcuant[oa]s (?!(?:horas|dias|semanas|meses|anos|euros|millones|son|hay|van|tiene\w*|habra)\b)[a-z]+"
            r"|\bhow many (?!(?:hours|days|weeks|months|years|euros|millions)\b)[a-z]+",
        ),
    )
)
_MEETS = {
    Demand.AMOUNT: frozenset({ValueKind.AMOUNT}),
    Demand.PERCENTAGE: frozenset({ValueKind.PERCENTAGE}),
    Demand.YEAR: frozenset({ValueKind.DATE}),
    Demand.PERIOD: frozenset({ValueKind.DURATION}),
}
_TAX_NUMBER = regex(r"\b(?:[A-HJ-NP-SUVW][-‐‑–]?\d{7}[-‐‑–]?[0-9A-J]|\d{8}[-‐‑–]?[A-Z])\b")
_PHONE = regex(r"(?<![\w.])(?:\+34[ .-]?)?[6-9]\d{8}(?![\w.])|\b(?:telefono|tel|tlf|tfno|llam\w+)\b.{0,30}?\d{3}")
_NOT_COUNTED = regex(
    r"^(?:\d{1,2}\.|[a-z]\))|\b(?:articulos?|apartados?|ley|decreto|orden|numero|num\.?|n\.?[ºo°]\.?) ?[\d/. ]+"
    rf"|\b\d{{1,2}} de (?:{'|'.join(MONTHS)})\b|\bdel? \d{{4}}\b|\b\d+/\d+\b"
)
"""Figures that number, date or cite and count nothing."""
_YEARS = regex(r"\d{4}(?:/\d{2,4})?")
_AFTER_PUBLICATION = r"\bdia siguiente al? de su publicacion"
_PUBLISHED = regex(_AFTER_PUBLICATION)
_TODAY = regex(rf"\bhoy\b|{_AFTER_PUBLICATION}")
_AHEAD = regex(r"\b\w+[aei]rán?\b|\bvan? a \w+[aei]r\b", re.IGNORECASE)
"""A question about what is to come, which the day of the note does not answer: `¿En qué fecha empezará…?`"""
_OFFICE = (
    r"(?:director|directora|jef[ea]|president[ea]|ministr[oa]|secretari[oa] (?:general|de estado)|alcald(?:e|esa)"
    r"|rectora?|magistrad[oa]|juez|jueza|ponente)"
)
_OF_A_PERSON = regex(
    r"\bapellid\w+"
    rf"|\b(?:se llaman?|nombre (?:de|del)) (?:(?:el|la|los|las) )?(?:quien(?:es)?|persona|{_OFFICE})s?\b"
)
"""`¿Cómo se llama la directora?`, but not `la empresa directora`"""
_BOARD = r"(?:comision|comite|jurado|tribunal|mesa|consejo|junta|patronato|proyecto|grupo|procedimiento|obra|sesion)"
_HOLDS_AN_OFFICE = regex(
    rf"\bquien (?:es|era) (?:el|la) (?:actual )?{_OFFICE}\b(?! (?:\w+ )?(?:de (?:la |los |las )?|del ){_BOARD}\b|$)"
)
"""`¿Quién es el ministro de Molinos?`; who presides over a board may be whoever holds another office."""
_NUMBER = (
    r"\b(?:\d[\d.]*|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|veinte|treinta|"
    r"cuarenta|cincuenta|cien|mil|docena)"
)
_COUNT = regex(
    rf"{_NUMBER} (?:millones )?(?:de )?(?:[a-z]+ )?[a-z]+s\b|\bun[oa]? (?:[a-z]+ )?(?:unic|sol)[oa]\b"
    rf"|:\s*{_NUMBER}\b|\n.*\d"
)
"""A number and, in the plural, what there is that many of; one alone; a figure behind a colon or in a row."""
_NORM = regex(
    r"\b(?:Ley|Real Decreto|Decreto|Orden|Reglamento|Directiva|Resolución|Convenio)\b[^.;:()]*?"
    r"(?:\d{1,4}/\d{2,4}|\bde \d{4}\b)(?:,? de \d{1,2} de \w+(?: de \d{4})?)?"
    r"(?:,? (?:General |por l[ao]s? |de(?:l| las?| los)? |reguladora )?"
    r"[A-ZÁÉÍÓÚ]\w+(?: (?:de|del|la|las|los|el|y|[A-ZÁÉÍÓÚ]\w+))*)?"
)
"""A norm by number or date, with the title behind it, whose capitals are nobody's name."""
_SEVERAL_WORDS = r"(?<![.:¿«\n] )(?<!^)\b[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+(?: (?:de|del|la|y) )?(?: ?[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+)+"
_NAME = regex(_SEVERAL_WORDS)

_JOINED_NAMES = regex(rf"{_SEVERAL_WORDS}(?: [ye] {_SEVERAL_WORDS})*")
"""`Río Chico y Lago Argentino`: what stands before the first is said of both."""
_WHOLE_INSTITUTION = regex(
    r"\b(?:Ministeri|Secretar[ií]a|Subsecretar|Direcci|Subdirecci|Consej|Comisi|Comit|Universi|Institu|Fundaci|Agenci|"
    r"Oficina|Servici|Tribunal|Junta|Gobierno)\w*"
    r"(?: (?:(?:de|del|la|las|los|el|y|e|en|para|a) )*[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+)+"
)
"""`Secretaría de Estado de Molinos y Aspas Viejas`"""
_NOT_BEFORE_A_PERSON = frozenset("de del en sobre la el los las al a".split())
"""What makes a name a place's or a body's: `en El Ejido`, `del Convenio Marco`."""
_IN_CAPITALS = regex(r"\b[A-ZÁÉÍÓÚÑ]{3,}(?:,? [A-ZÁÉÍÓÚÑ]{3,})+")
"""As signatures have it: `NURIA CAMPO RUIZ`"""
_INSTITUTION = regex(
    r"\b(?:(?:universi|institu|consorci|fundaci|ministeri|secretari|direcci|subdirecci|consej|comisi|comit|academi|"
    r"asociaci|federaci|empresa|sociedad|servici|registr|tribunal|ayuntamient|comunidad|escuela|hospital|museo|teatro|"
    r"program|proyect|reglament|jefatura|gerencia|oficina|agenci)\w*"
    r"|centros?|boletin|gobierno|estado|union|junta|generalitat|xunta|plan|ley|decreto|fondo|real|banco|national|center"
    r"|agency)\b"
)
"""Names that are no person's."""


def demands(question: str) -> frozenset[Demand]:
    """What a question demands; a tax number that it gives itself is not asked for."""
    asked = " ".join(re.sub(r"[^\w./ ]", " ", fold(question)).split())
    found = {demand for demand, pattern in _ASKED if pattern.search(asked)}
    if _TAX_NUMBER.search(question):
        found.discard(Demand.TAX_NUMBER)
    if Demand.DATE in found and _AHEAD.search(question):
        found = found - {Demand.DATE} | {Demand.DAY_TO_COME}
    if Demand.NAME in found and _OF_A_PERSON.search(asked):
        found = found - {Demand.NAME} | {Demand.PERSON}
    if _HOLDS_AN_OFFICE.search(asked):
        found.add(Demand.PERSON)
    return frozenset(found)


def lacking(asked: frozenset[Demand], text: str, stated: Set[ValueKind]) -> frozenset[Demand]:
    """Those of the demands that a text does not meet; `stated` are the kinds of value it is known to state."""
    kinds = stated | {value.kind for value in values(text)} if asked & _MEETS.keys() else stated
    return frozenset(one for one in asked if not _meets(one, text, kinds))


def _meets(demand: Demand, text: str, kinds: Set[ValueKind]) -> bool:
    match demand:
        case Demand.TAX_NUMBER:
            return _TAX_NUMBER.search(text) is not None
        case Demand.NAME:
            return _NAME.search(_NORM.sub(" ", text)) is not None
        case Demand.PERSON:
            return _names_a_person(_NORM.sub(" ", text))
        case Demand.DAY_TO_COME:
            return _has_day(text) or _PUBLISHED.search(fold(text)) is not None
        case Demand.PERIOD:
            return not kinds.isdisjoint(_MEETS[demand]) or _has_day(text)
        case Demand.PHONE:
            return _PHONE.search(fold(text)) is not None
        case Demand.EMAIL:
            return "@" in text
        case Demand.COUNT:
            return _COUNT.search(_NOT_COUNTED.sub(" ", fold(text))) is not None
        case Demand.DATE:
            return _has_day(text) or _TODAY.search(fold(text)) is not None
        case _:
            return not kinds.isdisjoint(_MEETS[demand])


def _names_a_person(text: str) -> bool:
    names = [one[0] for one in _IN_CAPITALS.finditer(text)]
    for one in _JOINED_NAMES.finditer(_WHOLE_INSTITUTION.sub(" ", text)):
        before = one.string[: one.start()].split()
        if not before or before[-1].lower() not in _NOT_BEFORE_A_PERSON:
            names.append(one[0])
    return any(_INSTITUTION.search(fold(name)) is None and ordinal(name.split()[0]) is None for name in names)


def _has_day(text: str) -> bool:
    """Whether a text has a date that says more than the year or the school year."""
    dates = (one for one in values(text) if one.kind is ValueKind.DATE and not is_day_of_an_act(text, one))
    return any(_YEARS.fullmatch(one.normal) is None for one in dates)
