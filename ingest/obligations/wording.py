"""What a norm says, so that it reads alone: its action, and its condition and exception."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.extraction.rules import rules
from ingest.obligations.grammar import begins_with_verb, has_verb
from ingest.obligations.heads import FUTURE, Head
from ingest.spans import cuts_word, whole_words
from kb.facts import Modality

_LINKS = re.compile(
    r"^(?:(?:asimismo|así mismo|además|adicionalmente|igualmente|también|finalmente|por último|"
    r"no obstante(?: lo anterior(?=,)|(?! (?:el|lo|las?|los) ))|sin embargo|por tanto|"
    r"en consecuencia|en cuyo caso)"
    r"\b,?\s*)+",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(
    r"^(?P<between>(?:[\s,][^;:]{0,60}?)?)\s*\b(?P<verb>(?:[a-zñáéíóú]+(?:ar|er|ir|ír))(?P<clitic>se|l[oa]s?|"
    r"les?)?)\b(?P<rest>.*)$",
    re.DOTALL,
)
_STEMS = {
    "tendr": "tener", "pondr": "poner", "vendr": "venir", "saldr": "salir", "valdr": "valer", "podr": "poder",
    "sabr": "saber", "cabr": "caber", "querr": "querer", "deshar": "deshacer", "rehar": "rehacer",
    "satisfar": "satisfacer", "contradir": "contradecir", "predir": "predecir", "desdir": "desdecir",
}  # fmt: skip
"""How irregular futures begin, alone or after a prefix."""
_SHORT = {"har": "hacer", "dir": "decir", "habr": "haber"}
"""Those that count only alone: `pedirá` is regular."""
_BEGINS = re.compile(
    r"(?:el|la|los|las|l[oa]s?|un|una|cada|cualquiera?|tod[oa]s?|ning[úu]n[oa]?|dich[oa]s?|est[ea]s?|éste|ésta|su|sus|"
    r"se|no|en ningún|sólo|"
    r"solo|únicamente|quien(?:es)?|ambas|ambos|aquell[oa]s?|otr[oa]s)\b",
    re.IGNORECASE,
)
"""What a sentence begins with."""
_EXEMPT = re.compile(r"^sin que sea(?P<plural>n?)\s+")
_MODAL_FUTURE = r"(?:deber|podr|habr|tendr|ser|estar|quedar)[áa]n?\b"
_PERFECT = re.compile(r"habr[áa]n?$", re.IGNORECASE)
"""`habrá sido firmada por…`: an infinitive would say that it is to be done."""
_MODAL = re.compile(
    r"^(?:deber[áa]n?|deben?|habr[áa]n? de|han? de|tendr[áa]n? que|tienen? que|podr[áa]n?|pueden?|debiendo|pudiendo)$",
    re.IGNORECASE,
)


_BY_ITSELF = re.compile(r"\bse\s+\S+$", re.IGNORECASE)
"""`se abonará`, up to the verb's end."""
_BASIS = re.compile(
    r"(?:de acuerdo|de conformidad|conforme|con arreglo|según|en virtud|en aplicaci[óo]n|en cumplimiento|al amparo)\b",
    re.IGNORECASE,
)
_CLITICS = re.compile(r"\b(?:(?:se|no|le|les|l[oa]s?)\s+)+$", re.IGNORECASE)
"""`se le` before the verb that rules."""
_PASSIVE = re.compile(
    r"^\s*(?:ser|estar|quedar)\s+\w+[aií]d[oa]s?\b|^\s*\w+[aeií]rse\s+(?:el|la|los|las|un|una|unos|unas|ning[úu]n|ninguna|"
    r"su|sus|dich[oa]s?|est[ea]s?|cada|copia)\b",
    re.IGNORECASE,
)
"""`podrá adoptarse ninguna decisión`, `deberá ser dictada`: said of a thing, not of who does it."""
_NEXT_FUTURE = re.compile(
    rf"(?P<joint>,\s+(?:(?:y|e|o|ni)\s+)?|\s(?:y|e|o|ni)\s+)(?P<verb>(?!{_MODAL_FUTURE}){FUTURE})", re.I
)
"""`instruirán el procedimiento, resolverán y notificarán`: the verbs that share a subject."""
_FULL = 6
"""Words after which a condition has had room for its verb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A condition at the beginning of a norm: its words, and where what follows begins."""

    told: str
    end: int


@cache
def _within() -> re.Pattern[str]:
    return re.compile(rules("obligations")["conditions"]["within"], re.IGNORECASE)


@cache
def _opener() -> re.Pattern[str]:
    book = rules("obligations")["conditions"]
    return re.compile(
        rf"{book['links']}(?P<told>(?:(?P<verb>{book['with_verb']})|{book['with_noun']})\b)", re.IGNORECASE
    )


def opening_condition(text: str, head: int) -> Opening | None:
    """`Cuando abandone un participante, …`: up to the comma before what is ruled; `head` is where its verb begins.

    Commas inside the condition are passed over: what goes before the right one has the verb that its first word
    asks for, and what follows it begins as a sentence does and, if there is such a comma, has no other verb.
    """
    opener = _opener().match(text)
    if opener is None:
        return None
    found = []
    for end in _starts(text, opener.end(), head):
        told = text[opener.start("told") : end].rstrip(" ,")
        if opener["verb"] is None or len(told.split()) >= _FULL or begins_with_verb(told) or has_verb(told):
            found.append(Opening(told=told, end=end))
    bare = (one for one in found if not has_verb(_CLITICS.sub("", text[one.end : head])))
    return next(bare, found[0] if found else None)


def _starts(text: str, begin: int, head: int) -> Iterator[int]:
    """Where, behind a comma, a sentence could begin: its subject or the verb at `head`."""
    for comma in re.finditer(r",\s+", text[begin:head]):
        end = begin + comma.end()
        if end == head or _BEGINS.match(text, end):
            yield end


def _past_basis(text: str, head: int) -> str:
    """A norm without the provision that it rests on, which it names first: `De conformidad con la ley, se pagará`."""
    basis = _BASIS.match(text)
    return text[next(_starts(text, basis.end(), head), 0) :] if basis else text


def condition_of(text: str, head: int, head_end: int) -> str | None:
    """Every condition and exception of a norm, joined by `; `; its verb is `[head, head_end)`."""
    opened = opening_condition(text, head)
    found = [opened.told] if opened else []
    found += list(_later_conditions(text, head_end))
    told = "; ".join(dict.fromkeys(" ".join(one.split()) for one in found))
    return told or None


def _later_conditions(text: str, start: int) -> Iterator[str]:
    """Each condition behind the verb, up to the comma or stop that ends it."""
    at = start
    while match := _within().search(text, at):
        begin = match.start("told")
        at = begin + _condition_end(match["told"])
        yield text[begin:at].strip(" ,")


def _condition_end(told: str) -> int:
    """How much of the words from a condition on is the condition: enumerations and asides inside it are passed over."""
    book = rules("obligations")["conditions"]
    aside = re.match(book["aside"], told)
    begin = aside.end() if aside else 0
    for mark in re.finditer(r"[,;:]|\.(?!\w)", told[begin:]):
        at = begin + mark.start()
        if at > 6 and not (mark[0] == "," and _goes_on(told, at)):
            return at
    return whole_words(told, 0, len(told))[1]


def _goes_on(told: str, comma: int) -> bool:
    """Whether a condition goes on behind a comma: in a figure, an enumeration or an aside."""
    book = rules("obligations")["conditions"]
    return (
        cuts_word(told, comma)
        or re.compile(book["goes_on"], re.IGNORECASE).match(told, comma) is not None
        or re.search(book["parenthesis"], told[:comma], re.IGNORECASE) is not None
    )


def action_of(text: str, head: Head, start: int, *, explicit: bool, about: str | None = None) -> str:
    """What has to be done: in the infinitive where the subject is told apart, else the norm as it stands.

    `text` is the norm, `start` where it begins in the sentence that `head` counts from, `about` what that says first.
    """
    rest = text[head.end - start :]
    infinitive = None
    gerund = head.verb.lower().endswith("ndo")
    if (explicit or gerund) and _MODAL.match(head.verb) and not _PASSIVE.match(rest):
        infinitive = _after_modal(rest)
    elif explicit and head.generic and not (_PERFECT.match(head.verb) or _BY_ITSELF.search(text[: head.end - start])):
        infinitive = f"{infinitive_of(head.verb)}{_NEXT_FUTURE.sub(_to_infinitive, rest)}"
    if infinitive is not None:
        return _sentence(("no " if head.denied else "") + infinitive)
    opened = opening_condition(text, head.start - start)
    shown = text[opened.end :] if opened else _past_basis(text, head.start - start)
    shown = _LINKS.sub("", _EXEMPT.sub(r"No es\g<plural> ", shown))
    return _sentence(f"{about} {shown}" if about else shown)


def _after_modal(rest: str) -> str | None:
    match = _INFINITIVE.match(rest)
    if match is None:
        return None
    between = match["between"].strip(" ,")
    denied, between = ("no ", between[3:].strip(" ,")) if f"{between} ".startswith("no ") else ("", between)
    return f"{denied}{match['verb']}{f', {between},' if between else ''}{match['rest']}"


def _to_infinitive(match: re.Match[str]) -> str:
    return f"{match['joint']}{infinitive_of(match['verb'])}"


def infinitive_of(future: str) -> str:
    """`presentará` -> `presentar`, `mantendrán` -> `mantener`."""
    stem = re.sub(r"án?$", "", future.strip().lower())
    if stem in _SHORT:
        return _SHORT[stem]
    found = next((irregular for irregular in _STEMS if stem.endswith(irregular)), None)
    return stem.removesuffix(found) + _STEMS[found] if found else stem


def _sentence(text: str) -> str:
    clean = " ".join(text.split()).strip(" ,;:")
    return clean[:1].upper() + clean[1:]


def item_action(lead: str, item: str, modality: Modality) -> str:
    """An item that reads alone: itself when it is an infinitive under an obligation, else after its lead-in."""
    body = item.strip()
    if modality is Modality.OBLIGATION and re.match(
        r"[A-ZÁÉÍÓÚÑa-zñáéíóú]+(?:ar|er|ir|ír)(?:se|l[oa]s?|les?)?\b", body
    ):
        return _sentence(body)
    return _sentence(
        f"{' '.join(lead.split()).rstrip(' :')}: {body[:1].lower() + body[1:] if not body[:2].isupper() else body}"
    )
