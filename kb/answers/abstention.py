"""What is said when nothing is answered: what was looked for, and what of it is nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from kb.answers.confidence import enough, lacks
from kb.answers.statements import Statement
from kb.lexical import terms
from kb.patterns import regex
from kb.place_grammar import abbreviated
from kb.place_lists import PlaceReference
from kb.questions.demands import Demand
from kb.questions.kinds import Kind
from kb.questions.particulars import Particular
from kb.references import places
from kb.search.numbered_first import NumberedPlaces
from kb.search.searcher import Found

EMPTY = "No hay documentos en la base: añade alguno con «kb ingest»."
UNASKED = "La pregunta no dice qué se busca: escríbela con alguna palabra."
ABSENT = "{missing}; se muestran los lugares más próximos."
MISSING = "Estos documentos no tienen {places}"
WEAK = (
    "Se ha buscado {what} y ningún pasaje de estos documentos responde con seguridad suficiente{unknown}; "
    "se muestran los más próximos."
)

LACKING = "Lo más próximo a la pregunta no dice {what}; se muestran los pasajes más próximos."

UNTOLD = "No se ha encontrado que el documento diga {what}; se muestran los pasajes más próximos."
_NOT_TOLD = {
    Particular.VALIDITY: "si la norma sigue en vigor",
    Particular.SIGNATURE: "quién lo firma",
    Particular.OFFICE: "quién lo firma",
    Particular.MODIFIES: "qué norma modifica",
    Particular.TRANSPOSES: "qué directiva incorpora",
    Particular.EARLIER: "a qué normas afecta",
    Particular.REPEAL: "qué deroga",
    Particular.DEVELOPMENT: "quién puede dictar normas que lo desarrollen",
    Particular.GROUND: "en qué competencia se basa",
    Particular.LATER: "si ha sido modificada",
    Particular.SUBJECTS: "con qué materias lo clasifica el boletín",
}
_DEMANDED = {
    Demand.AMOUNT: "ningún importe de lo que se pregunta",
    Demand.PERCENTAGE: "ningún porcentaje",
    Demand.DATE: "ninguna fecha",
    Demand.PERIOD: "ningún plazo",
    Demand.TAX_NUMBER: "ningún NIF",
    Demand.DAY_TO_COME: "ninguna fecha",
    Demand.YEAR: "ningún año",
    Demand.NAME: "ningún nombre",
    Demand.PERSON: "el nombre de ninguna persona",
    Demand.COUNT: "cuántos son",
    Demand.PHONE: "ningún teléfono",
    Demand.EMAIL: "ningún correo electrónico",
}
_LOOKED_FOR = {
    Kind.AMOUNT: "un importe o una cantidad",
    Kind.DATE: "una fecha",
    Kind.DEADLINE: "un plazo",
    Kind.WHO: "una entidad, un órgano o una persona",
    Kind.WHETHER: "una regla que lo exija, lo permita o lo prohíba",
    Kind.LIST: "una relación",
    Kind.WHERE: "un lugar",
    Kind.HOW: "una forma de hacerlo",
    Kind.WHY: "un motivo",
    Kind.WHAT: "una definición",
    Kind.OTHER: "una respuesta",
}
_SHOWN = 3
_WORD = regex(r"[^\W\d_]{3,}")
_SAYS = regex(r"[^\W\d_]{2,}|\d")
"""`PT4`, `art. 5`, `IVA`; not `¿x?`, to which the nearest text is always near."""


def why_not(found: Found, given: Statement | None, sure: float) -> str | None:
    """Why what would be said is not; None when it is."""
    if given is None:
        return EMPTY
    if not _SAYS.search(found.question.text):
        return UNASKED
    if found.places.unheld and not found.ranking[0].named:
        return ABSENT.format(missing=missing(found))
    if found.places.untold is not None:
        return UNTOLD.format(what=_NOT_TOLD[found.places.untold])
    if found.places.absent and not found.ranking[0].named and not _speaks_of(given, found.places.absent):
        return ABSENT.format(missing=missing(found))
    numbered = () if found.ranking[0].named else NumberedPlaces(found.question, found.ranking).absent()
    if numbered:
        return LACKING.format(what="nada de " + " ni de ".join(f"«{thing.text}»" for thing in numbered))
    without = lacks(found, given)
    if without:
        what = " ni ".join(_DEMANDED[one] for one in sorted(without))
        return LACKING.format(what=what)
    if sure >= enough():
        return None
    return WEAK.format(what=_LOOKED_FOR[found.question.kind], unknown=_unknown(found))


def missing(found: Found) -> str:
    """Which of the norms and places that the question names are nowhere."""
    several = len(found.question.places) > 1
    absent = (abbreviated(one.candidates[0]) if several else one.text for one in found.places.absent)
    named = (*(norm.text for norm in found.places.unheld), *absent)
    return MISSING.format(places=", ".join(f"«{one}»" for one in named))


def _speaks_of(given: Statement, absent: Sequence[PlaceReference]) -> bool:
    """Whether what would be said names the places, or parts of them: `la letra aq) del artículo 110` of another."""
    spoken = [one.candidates for one in places(f"{given.path} {given.text}")]
    return all(any(one.candidates[0] in ids or ids[0] in one.candidates for ids in spoken) for one in absent)


def _unknown(found: Found) -> str:
    """The words of the question that no passage has."""
    nowhere = {one.term.term for one in found.wording.asked if not one.term.known and not one.meant}
    words = [word for word in _WORD.findall(found.wording.text) if nowhere & set(terms(word))]
    return f" (en ninguno aparece {', '.join(f'«{word}»' for word in words[:_SHOWN])})" if words else ""
