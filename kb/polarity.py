"""Yes or no: what a clause says to a question that asks whether something must, may or is so.

Nothing is said where the clause could be read both ways: then the clause alone is the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from kb.lexical import terms
from kb.numerals import plain
from kb.patterns import regex
from kb.vocabulary import meanings


class Polarity(StrEnum):
    """How an answer to a yes-or-no question begins."""

    YES = "Sí"
    NO = "No"


_NO = regex(
    r"(?<!que )(?<!cuando )(?<!si )(?<!aunque )(?<!mientras )(?<!y )\bno (?:se |le |les )?(?:"
    r"podr|pued|pod|ser|es\b|son\b|est|proced|admit|consider|exig|acept|autoriz|conced|permit|otorg|cab|result|tendr|tien|hab|oblig|aplic|implic|requer|neces|compat)"
    r"|\ben ningun caso\b|\bnunca\b|\bprohib|\bexclu(?:y|id)|\bincompatible|\bcarecer|\bexoner|\bsin necesidad de\b"
    r"|\bsin que pueda[n]?\b"
    r"|\bexent[oa]s?\b|\bqueda[n]? dispensad"
)
"""`no podrá`, `en ningún caso`, `quedan exoneradas`; not the no of a condition: `siempre que no supere`"""
_MUST = regex(r"\b(?:deber|deben?\b|oblig|preceptiv|habra[n]? de|tendra[n]? que|exigir|sera necesari|requerir)")
_MAY = regex(r"\b(?:podra|puede|admit|permit|compatible|facult|autoriz|valid)")
_IS = regex(r"\b(?:sera|seran|es|son|esta|estan|tendra|tiene|tienen|considera|consideran|aplicable|incluye)\b")

_ASKS_DUTY = regex(
    r"\b(?:hay que|ay que|tengo que|tenemos que|tiene[n]? que|hace falta|es preciso|es necesari|es obligatori|debe[n]?|"
    r"debo|debemos|obligad|must|required|have to|need)\b"
)
_ASKS_LEAVE = regex(
    r"\b(?:puede[n]?|puedo|podemos|podra[n]?|se puede|vale|cabe|permite|esta permitido|may|can|allowed)\b"
)


_ALTERNATIVE = regex(r"\bo (?:despues|antes|bien|solo|a|al|en|por|con|desde|hasta)\b")
"""A question that gives a choice, `¿antes o después?`, is not answered with yes or no."""


def polarity(question: str, clause: str) -> Polarity | None:
    """What a clause answers to a yes-or-no question; None when it does not say."""
    asked, said = plain(question), plain(clause)
    if _ALTERNATIVE.search(asked):
        return None
    denied, affirmed = _NO.search(said), _affirms(asked).search(said)
    if denied is None:
        return Polarity.YES if affirmed is not None and _affirmed(asked, said, affirmed.start()) else None
    first = affirmed is None or denied.start() < affirmed.start()
    return Polarity.NO if first and _about(terms(asked), said, denied.start()) else None


def _affirms(asked: str) -> re.Pattern[str]:
    """What a clause must have to affirm: a duty for a question about a duty, leave for one about leave."""
    if _ASKS_LEAVE.search(asked):
        return _MAY
    return _MUST if _ASKS_DUTY.search(asked) else _IS


_ACT = regex(
    r"\b(?:puede[n]?|puedo|podemos|podran?|vale|cabe|permite[n]?|permitido|que|falta|preciso|necesari[oa]|obligatori[oa]"
    r"|debe[n]?|debo|debemos|obligad[oa]s? a)\s+(?P<verb>[a-z]+[aei]r)(?:se|l[aeo]s?|me|nos)?\b"
)
_ANY_ACT = frozenset("hacer tener ser estar dar poner haber ir usar seguir llevar cumplir realizar".split())
"""Verbs that say nothing without the words behind them."""
_BEARING = _ANY_ACT | frozenset("interponer presentar formular ejercer ejercitar efectuar acordar formalizar".split())
"""Verbs that bear the act as their object: `interponer recurso`."""
_DONE = regex(r"\w+\s+(?:ser\s+)?(?P<verb>[a-z]+[aei]r)(?:se)?\b")
"""What behind `podrá` may be done."""
_ACT_REACH = 60
"""Characters after an affirmation in which the act stands that is affirmed."""
_REACH = 160
"""Characters after a denial or an affirmation, and a quarter of them before, in which it says of what."""


def _affirmed(asked: str, said: str, at: int) -> bool:
    """Whether it is the verb asked about that is affirmed, or all of its objects are there.

    An organ that may suspend an act does not say that the act may be appealed.
    """
    match = _ACT.search(asked)
    if match is None or match["verb"] in _ANY_ACT:
        return _about(terms(asked), said, at)
    objects, done = terms(asked[match.end() :]), _DONE.match(said[at:])
    reach = done.end() if done is not None and done["verb"] not in _BEARING else _ACT_REACH
    if _about(terms(match["verb"]), said[at : at + reach], 0):
        return True
    return bool(objects) and all(_about([one], said, at) for one in objects)


def _about(own: Sequence[str], said: str, at: int) -> bool:
    """Whether what stands there is near the words that are asked about, or near what they mean."""
    wanted = frozenset(own).union(*map(meanings, own))
    return not wanted.isdisjoint(terms(said[max(0, at - _REACH // 4) : at + _REACH]))
