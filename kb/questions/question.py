"""What a question asks for: the kinds of value that would answer it, and the places and norms it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb import force
from kb.errors import InvalidInput
from kb.numerals import plain
from kb.patterns import regex
from kb.place_lists import PlaceReference
from kb.questions import initials
from kb.questions.beside import Beside, beside
from kb.questions.callings import NAMED
from kb.questions.demands import Demand, demands
from kb.questions.formulas import Formulas, formulas
from kb.questions.kinds import LASTING, Kind, kind_of
from kb.questions.numbered import Numbered, numbered
from kb.questions.particulars import Asking, Particular, asking
from kb.references import NormReference, norms, places
from kb.values import ValueKind

LONGEST_QUESTION = 2000

_EXPECTS: tuple[tuple[ValueKind, re.Pattern[str]], ...] = tuple(
    (kind, regex(pattern))
    for kind, pattern in (
        (
            ValueKind.AMOUNT,
            # ¿Cuánto recibe…?, importe de…, presupuesto…, How much grant money…
            rf"\b(?:cuanto\s+(?!tiempo|antes|plazo|mas\b|{LASTING})|cuant[oa]s?\s+(?:dinero|euros|financiacion|millones)\b"
            r"|(?:que|cual es la) (?:subvencion|ayuda)\s+(?:tiene|recibe|corresponde|obtiene|percibe|se\b|le\b)"
            r"|importe|presupuesto|cuantia|dotacion|coste\b(?!/)|costes? total|precio|multa|sancion"
            r"|(?:que|cual es la)\s+(?:suma|cantidad|dinero|partidas?|limite de gasto)"
            r"|how much|amount|budget|funding|cost\b)",
        ),
        (
            ValueKind.PERCENTAGE,
            # ¿Qué porcentaje…?, tope de subcontratación
            r"\b(?:porcentajes?|por ciento|que parte|que proporcion|intensidad(?:es)?|tanto por|percentage|per cent"
            r"|tipos? (?:de interes|de gravamen|impositivo|aplicable|reducido)|que participacion|interest rate"
            r"|(?<!fecha )(?<!dia )(?<!plazo )limite|tope|maxim[oa]s?|umbral|a partir de que)\b",
        ),
        (
            ValueKind.DATE,
            # ¿Cuándo entra en vigor?, fecha de publicación, último día
            r"\b(?:cuando|fechas?|que dia|ultimo dia|primer dia|que ano|hasta que ano|desde cuando|hasta cuando"
            r"|que trimestre|entre que|when|date|which year|deadline)\b",
        ),
        (
            ValueKind.DURATION,
            # ¿Qué plazo tiene…?, ¿cuánto tiempo…?
            rf"\b(?:plazos?|cuanto tiempo|cuantos (?:dias|meses|anos)|hasta cuando|antelacion|duracion|cuanto {LASTING}"
            r"|how long|how many (?:days|months|years)|deadline|time limit)\b",
        ),
        (ValueKind.AMOUNT, r"\b(?:a partir de que|umbral|(?<!fecha )(?<!dia )(?<!plazo )limite|tope)\b"),
    )
)
_SAYS = frozenset(
    "que dice dispone establece regula recoge contiene pone reza texto contenido trata trato sobre cual del los las "
    "dicen disponen establecen regulan recogen contienen ponen tratan textos contenidos cuales ambos "
    "una uno con para muestra muestrame dame ver leer letra apartado articulo decreto real ley orden norma".split()
)
_COMPARES = regex(
    r"\by (?:cual|que|cuanto|cuando|quien)\b.*\b(?:el|la|los|las|en|del?)\b"
    r"|\b(?:diferencias?|compara\w*|frente a|coincide[n]?)\b"
)
_MANY = regex(r"\b(?:cuales|quienes|(?:q|que|which) (?!mas\b|es\b|tres\b|dias\b)[a-z]{3,}s)\b")
_BY_SENTENCE = frozenset(
    {Particular.FORCE, Particular.REPEAL, Particular.TRANSPOSES, Particular.DEVELOPMENT, Particular.GROUND}
)
"""What is told by the best sentence of a provision; the rest by the whole of a place."""
_OF = regex(r"[\s,]*(?:(?:de la|del|de|of|of the)\s+(?:citad[ao]\s+|reglamento de la\s+)?)?")
"""Between a place and its norm: `artículo 4.4 del real decreto…`, `anexo 1, Circular…`"""
_AND = regex(r"[\s,]*(?:(?:y|e|o|u|ni|al?|and|or|to)\s+(?:(?:el|la|los|las|en)\s+)*)?")
"""Between two places of one norm: `artículos 4.4 y 16.2 del…`, `el artículo 3 y el anexo II de la…`"""
_SAY = regex(
    r"\b(?:dicen?|disponen?|establecen?|regulan?|recogen?|contienen?|preven?|manda|exigen?)\s+(?:el|la|los|las)\s+$"
)
"""Before a norm of which it is asked what it says"""
_CALLED = regex(
    r"[\s,]*(?:de la|del|de)\s+(?P<name>(?:constitucion|carta magna|ce|tfue|tue)\b"
    r"|(?:codigo|tratado"
    r"|(?:ley|estatuto|reglamento|texto refundido)\s+(?:general|organica|foral|reguladora?|sobre|para|del?))"
    r"(?:\s+[^\s,.;?]+){1,4})"
)
"""A norm by its name: `de la Constitución`, `de la Ley General de Subvenciones`, `del Código Civil`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as it was read. `subject` is its text without the norms it names: what is asked about them. The words
    of a norm that the base does not hold are left in when it is searched for: others speak of it.

    `asks_force`: whether it asks for the day of an entry into force; `asking`: what it asks of a whole document;
    `initials`: those that it asks to be spelt out; `numbered`: the things it calls by their number.
    """

    text: str
    subject: str
    kind: Kind
    expects: frozenset[ValueKind]
    demands: frozenset[Demand]
    formulas: Formulas
    beside: Beside
    asks_force: bool
    asking: Asking | None
    initials: str | None
    numbered: tuple[Numbered, ...]
    norms: tuple[NormReference, ...]
    places: tuple[PlaceReference, ...]

    @property
    def compares(self) -> bool:
        """Whether it asks for two things side by side: `¿Qué plazo da el uno y cuál el otro?`"""
        return _COMPARES.search(plain(self.text)) is not None

    @property
    def asks_many(self) -> bool:
        """Whether it asks for all of several: `¿Qué gastos…?`, `¿Quiénes…?`, `requisitos de…`."""
        return self.kind is Kind.LIST or _MANY.search(plain(self.text)) is not None

    @property
    def is_only_a_place(self) -> bool:
        """Whether it asks for nothing but the text of the places it names: `¿Qué dice el art. 7.8?`"""
        return bool(self.places) and not self._words_besides(self.places)

    @property
    def is_only_a_number(self) -> bool:
        """Whether it asks for nothing but what it calls by its number: `¿Cuál es el objetivo 3?`"""
        return bool(self.numbered) and not self._words_besides(self.numbered)

    def _words_besides(self, named: Sequence[PlaceReference | Numbered]) -> set[str]:
        """The words of what it asks that are none of what it names, nor ask for a text."""
        rest = without(self.text, self.norms)
        for one in named:
            rest = rest.replace(one.text, " ")
        return set(re.findall(r"\w{3,}", plain(rest))) - _SAYS

    @property
    def asks_whole_text(self) -> bool:
        """Whether it is answered with the whole text of a place, not with its best sentence."""
        return self.is_only_a_place or (self.asking is not None and self.asking.particular not in _BY_SENTENCE)

    @property
    def things_asked(self) -> int:
        """How many things it is known to ask for: the more a reading knows, the better it understands."""
        known = (self.kind is not Kind.OTHER, self.asking is not None, self.initials is not None)
        return sum(known) + len(self.expects) + len(self.demands)

    @property
    def asks_what_norms_say(self) -> bool:
        """Whether it asks what the norms that it names say: `¿Qué dispone la Ley 38/2003 sobre…?`"""
        return bool(self.norms) and all(_SAY.search(plain(self.text[: one.start])) for one in self.norms)

    def norm_of(self, place: PlaceReference) -> NormReference | None:
        """The norm to which the question says that a place belongs: `artículo 29.3 de la Ley 38/2003`."""
        end = self._end_of_list(place)
        between = ((norm, self.text[end : norm.start]) for norm in self.norms if norm.start >= end)
        return next((norm for norm, words in between if _OF.fullmatch(plain(words))), None)

    def name_after(self, place: PlaceReference) -> str | None:
        """The name of the norm to which the question says that a place belongs, folded: `ley general de …`."""
        match = _CALLED.match(plain(self.text[self._end_of_list(place) :]))
        return match["name"] if match else None

    def _end_of_list(self, place: PlaceReference) -> int:
        """Where the places end that a place is named with: the norm behind the last is that of all."""
        end = place.end
        for other in self.places:
            if other.start >= end and _AND.fullmatch(plain(self.text[end : other.start])):
                end = other.end
        return end


def read(text: str) -> Question:
    """Read a question; InvalidInput for an empty or endless one."""
    clean = " ".join(text.split())
    if not re.search(r"\w", clean):
        raise InvalidInput("la pregunta está vacía: escribe qué quieres saber")
    if len(clean) > LONGEST_QUESTION:
        raise InvalidInput(f"la pregunta tiene {len(clean)} caracteres: el máximo es {LONGEST_QUESTION}")
    named = norms(clean)
    folded = plain(clean)
    expects = frozenset(kind for kind, pattern in _EXPECTS if pattern.search(folded))
    named_places = places(clean)
    things = () if named_places else numbered(_cut(clean, named))
    of_a_part = bool(named_places or things)
    whole = asking(_cut(clean, named, NAMED)) if not of_a_part and len(named) <= 1 else None
    comes = whole is not None and whole.particular is Particular.FORCE
    if comes:
        expects |= {ValueKind.DATE}
    return Question(
        text=clean,
        subject=without(clean, named),
        kind=kind_of(clean),
        expects=expects,
        demands=demands(clean),
        formulas=formulas(clean),
        beside=beside(without(clean, named)),
        asks_force=comes or (ValueKind.DATE in expects and force.asked(clean)),
        asking=whole,
        initials=initials.asked(without(clean, named)),
        numbered=things,
        norms=named,
        places=named_places,
    )


def without(text: str, named: Sequence[NormReference]) -> str:
    """The text without the norms; all of it when nothing else is asked."""
    rest = _cut(text, named)
    return rest if len(re.findall(r"\w{3,}", rest)) >= 2 else text


def _cut(text: str, named: Sequence[NormReference], instead: str = "") -> str:
    """The text without the norms, or with another word in their place."""
    for one in reversed(named):
        text = text[: one.start] + instead + text[one.end :]
    return " ".join(text.split())
