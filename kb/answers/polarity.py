"""Yes or no: what a clause says to a question that asks whether something must, may or is so.

Nothing is said where the clause could be read both ways: then the clause alone is the answer. So it is where it speaks
of some cases only, of which the question says nothing, and where the question names a circumstance that the clause
does not: who reads `Sí.` reads no further.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from kb.lexical import terms
from kb.numerals import plain
from kb.patterns import regex
from kb.words.vocabulary import meanings


class Polarity(StrEnum):
    """How an answer to a yes-or-no question begins."""

    YES = "Sí"
    NO = "No"


class Asked(StrEnum):
    """What a question asks of an act or a thing."""

    DUTY = "duty"
    LEAVE = "leave"
    STATE = "state"


_NOT = r"(?<!que )(?<!cuando )(?<!si )\bno (?:se |les? |l[ao]s? )?"
_NO_DUTY = (
    rf"{_NOT}(?:exig(?:e|ira)|requ(?:iere|erira)|necesita(?:ra)?"
    r"|(?:sera|es|resulta(?:ra)?) (?:necesari|obligatori|precis)|esta(?:ra)?n? obligad|hara falta|tendra[n]? que)"
    r"|\bexoner|\bsin necesidad de\b|\bexent[oa]s?\b|\bqueda[n]? dispensad"
)
_NO_LEAVE = (
    rf"{_NOT}(?:podra|puede|proced(?:e|era)|admit(?:e|ira)|acept(?:a|ara|e)|autoriza|conced(?:e|era)|permit(?:e|ira)"
    r"|otorga|cab(?:e|ra)\b|deb(?:e|era))|\bsin que pueda[n]?\b|\bprohib(?:e|id|ir)|\bprohibicion\b|\bincompatible"
    r"|\bexclu(?:y|id)"
)
_NO_STATE = (
    rf"{_NOT}(?:sera|es\b|son\b|esta|considera|constitu(?:ye|ira)|resulta|tendra|tiene|habra|hay\b|aplica|implica"
    r"|supon(?:e|dra)|genera|da(?:ra)?\b|compatible)"
)
_NEVER = r"\ben ningun caso\b|\bnunca\b|\bningun[oa]s?\b(?=[^.;:]{0,100}\b(?:podra|puede|sera|es\b|son\b|tendra|tiene))"
_NO = {
    Asked.DUTY: regex(rf"{_NO_DUTY}|{_NEVER}"),
    Asked.LEAVE: regex(rf"{_NO_LEAVE}|{_NO_STATE}|{_NEVER}"),
    Asked.STATE: regex(rf"{_NO_LEAVE}|{_NO_STATE}|{_NEVER}"),
}
"""`no podrá`, `en ningún caso`, `quedan exoneradas`; not the no of a condition: `siempre que no supere`"""
_YES = {
    Asked.DUTY: regex(
        r"(?<!\bno )(?<!\bno se )\b(?:deberan?|debe[n]?|obligad[oa]s?|obligatori[oa]s?|obliga[n]?|preceptiv[oa]s?"
        r"|habra[n]? de|tendra[n]? que|exigira[n]?|sera necesari[oa]|requerira[n]?"
        r"|(?:son|seran|tendra[n]?)(?: \w+){0,2} obligaciones)\b"
    ),
    Asked.LEAVE: regex(
        r"\b(?:podra[n]?|puede[n]?|admit(?:e|en|ira|iran)|permit(?:e|en|ira|iran)|compatibles?|facultad[oa]s?"
        r"|autoriza(?:ra)?n?|validez|valid[oa]s?)\b"
    ),
    Asked.STATE: regex(
        r"\b(?:sera|seran|es|son|estara|estaran|tendra|tendran|tiene|tienen|considera|consideran|aplicables?|incluyen?"
        r"|compatibles?)\b"
    ),
}
"""What a clause must have to affirm: a duty for a question about a duty, leave for one about leave."""

_ASKS_DUTY = regex(
    r"\b(?:hay que|ay que|tengo que|tenemos que|tiene[n]? que|hace falta|es preciso|es necesari|es obligatori|debe[n]?|"
    r"debo|debemos|obligad|must|required|have to|need)\b"
)
_ASKS_LEAVE = regex(
    r"\b(?:puede[n]?|puedo|podemos|podra[n]?|se puede|vale|cabe|permite|esta permitido|se (?:admite|acepta)n?"
    r"|may|can|allowed)\b"
)
_ALTERNATIVE = regex(r"\bo (?:despues|antes|bien|solo|a|al|en|por|con|desde|hasta)\b")
"""A question that gives a choice, `¿antes o después?`, is not answered with yes or no."""
_CIRCUMSTANCE = regex(r"\b(?:si|sin|aunque|incluso|solo|salvo|excepto|cuando|mientras|todo|por completo|totalmente)\b")
"""What in a question changes what is asked: the clause says yes to it only if that is the clause's own case."""
_SOME = regex(
    r"\b(?:(?<!ya )(?<!puesto )(?<!dado )que|cuy[oa]s?|cuando|si|quien(?:es)?|mientras|hasta|en tanto|salvo|excepto"
    r"|excepcion|aquell[oa]s?)\b"
)
"""What begins the cases of which a clause speaks: `los gastos que deriven de…`"""
_CASE = regex(
    r"^(?:[\d.ºª)a-z]{1,5}\s+)?(?:si|cuando|en (?:el|los) (?:supuesto|caso)s? (?:de|en) que|en caso de)\b"
    r"(?P<case>[^,]*)"
)
"""The case with which a clause begins: `En el supuesto de que la obra…`"""
_NEEDED = 0.25
"""The share of the words of a case that the question has to have for the case to be what it asks about."""
_CASE_REACH = 90
"""Characters in which a case is told."""
_SENTENCE = re.compile(r"(?<=[a-z)»][.;])\s+|(?<!,)\n")
"""Where one ends; `1.` and `a)` begin one."""
_WITHOUT = regex(r"\bsin (?:\w{1,4} )?(?P<what>\w+)")
"""A thing that is denied: `con voz, pero sin voto`."""
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
_PREDICATE = regex(r"\b(?:es|son|sera[n]?|esta[n]?|tiene[n]?)\s+(?:(?:un|el|l?os|l?as?|una)\s+)?(?P<what>\w+)")
"""`¿Es subvencionable…?`, `¿La ayuda es un préstamo?`"""
_EXCEPTED = regex(r"\b(?:excepcion de|excepto|salvo)\b[^.;]*")
_ACT_REACH = 60
"""Characters after an affirmation in which the act stands that is affirmed."""
_REACH = 160
"""Characters after a denial or an affirmation, and a quarter of them before, in which it says of what."""
_SEVERAL = 2
"""Words of which half have to be there."""


def polarity(question: str, clause: str) -> Polarity | None:
    """What a clause answers to a yes-or-no question; None when it does not say."""
    asked = plain(question)
    if _ALTERNATIVE.search(asked):
        return None
    said = _most_alike(asked, plain(clause))
    what = _asked(asked)
    denied, affirmed = _denied(what, asked, said), _YES[what].search(said)
    if denied is not None and (affirmed is None or denied.start() <= affirmed.start()):
        sure = _about(terms(asked), said, denied.start()) and _of_all(asked, said, denied)
        return Polarity.NO if sure else None
    if denied is not None or affirmed is None:
        return None
    sure = _affirmed(what, asked, said, affirmed.start()) and _same_case(asked, said)
    return Polarity.YES if sure else None


def _asked(question: str) -> Asked:
    if _ASKS_LEAVE.search(question):
        return Asked.LEAVE
    return Asked.DUTY if _ASKS_DUTY.search(question) else Asked.STATE


def _most_alike(asked: str, clause: str) -> str:
    """The sentence of a clause that has most words of the question; an item of a list has its head in front."""
    own, head, found = frozenset(terms(asked)), "", []
    for one in _SENTENCE.split(clause):
        found.append(f"{head} {one}".strip())
        head = found[-1] if one.endswith(":") else head
    return max(found, key=lambda one: len(own.intersection(terms(one))))


def _denied(what: Asked, asked: str, said: str) -> re.Match[str] | None:
    """Where a clause denies: with a verb, or with `sin` what the question has without it."""
    without = next((m for m in _WITHOUT.finditer(said) if _among(asked, m["what"])), None)
    return without if without is not None and not _WITHOUT.search(asked) else _NO[what].search(said)


def _among(asked: str, word: str) -> bool:
    return not _wanted(terms(asked)).isdisjoint(terms(word))


def _of_all(asked: str, said: str, denied: re.Match[str]) -> bool:
    """Whether a denial is of all that is asked about: its cases are those of the question, or it tells none."""
    behind = said[denied.end() :]
    case = _SOME.search(behind)
    return case is None or _is_asked(asked, behind[case.end() :]) >= _NEEDED


def _same_case(asked: str, said: str) -> bool:
    """Whether what a clause affirms is for the case that is asked about, and the question has no case of its own."""
    case = _CASE.match(said)
    if case is not None and _is_asked(asked, case["case"]) < _NEEDED:
        return False
    before, _, main = asked.rpartition("¿")
    if _CIRCUMSTANCE.search(main):
        return False
    told = terms(before)
    return not told or 2 * sum(_met(one, said) for one in told) >= len(told)


def _is_asked(asked: str, case: str) -> float:
    """The share of the words of a case that the question has."""
    own, wanted = terms(case.partition(",")[0][:_CASE_REACH]), _wanted(terms(asked))
    return sum(one in wanted for one in own) / len(own) if own else 1.0


def _affirmed(what: Asked, asked: str, said: str, at: int) -> bool:
    """Whether it is the act or the quality asked about that is affirmed, of what is asked about.

    An organ that may suspend an act does not say that the act may be appealed, nor that what is subvencionable is so
    whatever it is.
    """
    if what is Asked.STATE:
        return _is_so(asked, said)
    match = _ACT.search(asked)
    if match is None or match["verb"] in _ANY_ACT:
        return _about(terms(asked), said, at)
    objects, done = terms(asked[match.end() :]), _DONE.match(said[at:])
    reach = done.end() if done is not None and done["verb"] not in _BEARING else _ACT_REACH
    act = terms(match["verb"])
    if _about(act, said[at : at + reach], 0):
        return _mostly_met([one for one in terms(asked[asked.rfind("¿") + 1 :]) if one not in act], said)
    return bool(objects) and all(_about([one], said, at) for one in objects)


def _is_so(asked: str, said: str) -> bool:
    """Whether a clause says the quality asked about of half at least of what it is asked of, and excepts none of it."""
    main, rest = asked[asked.rfind("¿") + 1 :], _EXCEPTED.sub(" ", said)
    predicate = _PREDICATE.search(main)
    quality = terms(predicate["what"]) if predicate is not None else terms(main)
    others = [one for one in terms(main) if one not in quality]
    excepted = any(_met(one, said) and not _met(one, rest) for one in others)
    return not excepted and all(_met(one, rest) for one in quality) and _mostly_met(others, rest)


def _mostly_met(own: Sequence[str], said: str) -> bool:
    """Whether a clause has half at least of several words."""
    return len(own) < _SEVERAL or 2 * sum(_met(one, said) for one in own) >= len(own)


def _met(term: str, said: str) -> bool:
    return not _wanted([term]).isdisjoint(terms(said))


def _wanted(own: Sequence[str]) -> frozenset[str]:
    """These words and what they mean in the language of the law."""
    return frozenset(own).union(*map(meanings, own))


def _about(own: Sequence[str], said: str, at: int) -> bool:
    """Whether what stands there is near the words that are asked about, or near what they mean."""
    return not _wanted(own).isdisjoint(terms(said[max(0, at - _REACH // 4) : at + _REACH]))
