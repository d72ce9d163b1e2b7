"""What kind of question it is: that decides what is looked for and how the answer is said."""

from __future__ import annotations

import re
from enum import StrEnum

from kb.numerals import plain
from kb.patterns import regex


class Kind(StrEnum):
    """Kinds of question, by what answers them."""

    AMOUNT = "amount"
    DATE = "date"
    DEADLINE = "deadline"
    WHO = "who"
    WHETHER = "whether"
    LIST = "list"
    WHERE = "where"
    HOW = "how"
    WHY = "why"
    WHAT = "what"
    OTHER = "other"


LASTING = r"(?:(?:me|se|les?|nos|puede[ns]?|puedo|podra[ns]?|suele[ns]?|va[n]? a) )*(?:tard|demor|dur(?!ante))\w*"
"""Behind `cuánto` it asks for time: `¿cuánto tardan?`, `¿cuánto puede durar?`"""

_OPENING = frozenset(
    "que quien quienes cual cuales cuanto cuanta cuantos cuantas cuando donde adonde como y o pero q what which who "
    "whom when where why how whose si a de en con por para desde hasta sobre ante bajo entre segun durante mediante "
    "cada tras contra in by from to at for during until over".split()
)
"""A question that begins with one of these, an interrogative or what goes before, asks more than yes or no.

So does one that goes on with another (`¿Y si no contestan?`, `¿Y la justificación?`)."""
_BEFORE_WHICH = regex(r"\b(?:antes|despues|a partir) de que (?:fecha|dia|mes|ano|momento)\b")

_RULES: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, regex(pattern))
    for kind, pattern in (
        (Kind.WHY, r"\b(?:por que (?!(?:cauce|via|medio|organo|importe))|why|motivos? de|razon(?:es)? de)\b"),
        (
            Kind.WHO,  # ¿Quién resuelve…?, ¿Qué órgano…?, ¿A qué beneficiario…?
            r"\b(?:quien(?:es)?|who|whom|(?:q|que|cual(?:es)?)(?: (?:es|son))?(?: (?:el|la|los|las))? (?:\w+ )?"
            r"(?:organos?|organismos?|entidad(?:es)?|autoridad(?:es)?|empresas?|compania|institucion(?:es)?|personas?|"
            r"organizacion(?:es)?|beneficiari[oa]s?|ministerio|universidad(?:es)?|socios?|campus|paises|adjudicatari[oa]s?|"
            r"naciones|comunidad(?:es)?|territorios|administracion(?:es)?|agencias?|comision(?:es)?|consejerias?|consejos?|"
            r"departamentos?|fundacion(?:es)?|gobierno|(?:sub)?direccion(?:es)? general(?:es)?|secretarias?|tribunal)"
            r"|(?:what|which) (?:\w+ )?(?:agency|authority|body|committee|company|department|entity|institution|"
            r"ministry|university)|organo competente)\b",
        ),
        (Kind.WHERE, r"\b(?:donde|en que (?:lugar|sede|registro|edificio|municipio|ciudad)|a traves de que|where)\b"),
        (
            Kind.DEADLINE,
            r"\b(?:plazos?|cuanto tiempo|hasta cuando|antelacion|how long|deadline|cuantos (?:dias|meses|anos))\b"
            rf"|\bcuanto {LASTING}",
        ),
        (Kind.DATE, r"\b(?:cuando|fechas?|que dia|ultimo dia|desde cuando|que ano|que curso|when|by when|date)\b"),
        (
            Kind.AMOUNT,
            r"\b(?:cuant[oa]s?|importe|presupuesto|cuantia|dotacion|how (?:much|many)|amount|coste|precio|suma"
            r"|porcentaje)\b",
        ),
        (
            Kind.LIST,  # ¿Qué documentación…?, ¿Cuáles son…?
            r"\b(?:cuales son|que (?:\w+ )?(?:documentacion|documentos|requisitos|obligaciones|causas|criterios|"
            r"objetivos|gastos|actividades|funciones|datos|casos|supuestos|medidas)|lista"
            r"|relacion de|composicion|enumera)\b",
        ),
        (Kind.HOW, r"\b(?:como|de que (?:forma|manera|modo)|por que (?:cauce|via|medio)|how)\b"),
        (
            Kind.WHAT,
            r"\b(?:que se entiende|que es|que son|que significa|definicion|concepto|what is|que representan?)\b",
        ),
    )
)
_WHETHER = regex(r"^(?:must|may|can|is|are|do|does|should|has|have|will|ay que|hay que|se puede|puedo|podemos)\b")


def kind_of(question: str) -> Kind:
    """The kind of a question. One that asks with no interrogative word asks whether something is so."""
    folded = " ".join(re.sub(r"[^\w\s]", " ", plain(question)).split())
    asked = re.findall(r"\w+", plain(question.rpartition("¿")[2]))
    open_question = not asked or asked[0] in _OPENING or _BEFORE_WHICH.match(" ".join(asked))
    if _WHETHER.match(folded) or ("?" in question and not open_question):
        return Kind.WHETHER
    return next((kind for kind, pattern in _RULES if pattern.search(folded)), Kind.OTHER)
