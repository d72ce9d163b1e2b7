"""A sentence -> its norms: one per verb that rules on its own, not inside another one's complement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.obligations.actors import last_actor
from ingest.obligations.grammar import ADVERB, closes, has_verb
from ingest.obligations.heads import Head, heads
from ingest.obligations.relatives import about_thing
from kb.facts import Modality

_OPENED = re.compile(
    r"\b(?P<word>que|quien(?:es)?|cual(?:es)?|cuy[oa]s?|donde|cuando|si|aunque|(?<!así )como|según|conforme|mientras|"
    r"porque|cuánt[oa]s?)\b"
    rf"(?P<after>(?:\s*{ADVERB})*\s*)$",
    re.IGNORECASE,
)
_OPENED_BEFORE_NOUN = re.compile(
    r"\b(?:que|quien(?:es)?|cual(?:es)?|cuy[oa]s?|donde|cuando|si|aunque|(?<!así )como|según|mientras|porque)"
    r"\s+(?:el|la|los|las|un|una|cada|dich[oa]s?|est[ea]s?|su|sus|[a-zñáéíóú]+)\s+[^,;:]{0,60}$",
    re.IGNORECASE,
)
_WARNED = (
    r",\s*(?:(?:con|y con)\s+(?:la\s+)?(?:indicación|advertencia|apercibimiento)(?:\s+expres[oa])?\s+de\s+|"
    r"(?:indicándole|advirtiéndole|apercibiéndole|haciéndole constar)s?\s+(?:de\s+)?)(?:que\b,?\s*)"
)
"""`…, indicándole que, si no lo hiciera, se le tendrá por desistido`: what follows is a norm of its own."""
_WARNING = re.compile(rf"{_WARNED}[^;]*$", re.IGNORECASE)
_OPENER = re.compile(
    r"\b(?:que|quien(?:es)?|cual(?:es)?|cuy[oa]s?|donde|cuando|si|aunque|(?<!así )como)\b", re.IGNORECASE
)
_IN_WHICH_CASE = re.compile(r"\ben cuyo caso\b[^;:]{0,80}$", re.IGNORECASE)
_NEXT = re.compile(
    r"(?:;\s*(?:(?:y|e|o|pero|además|asimismo|sin embargo)\s+)?|,\s*(?:y|e|ni|pero|si bien|así como|sin que|"
    r"mientras que|por lo que|de (?:modo|manera|forma) que),?\s+(?:que\s+)?(?!\d)|"
    rf"{_WARNED}|"
    r",\s*(?=en cuyo caso)|(?<!\.\w)(?<!\.\w\w)\.\s+)",
    re.IGNORECASE,
)
_JOINT = re.compile(
    rf"{_WARNED}|[\s,;.]*(?:(?:y|e|pero|así como|si bien|mientras que|por lo que|"
    r"de (?:modo|manera|forma) que|(?:por|según|en|conforme a|en virtud de)l?\s+(?:(?:el|la|los|las)\s+)?cual(?:es)?"
    r"(?=\s+(?:el|la|los|las)\s)),?\s+)?",
    re.IGNORECASE,
)
_SO = re.compile(
    r"(?:,\s+(?:y\s+)?(?:por lo que|de (?:modo|manera|forma) que|por lo cual)\b|"
    r"\w\s+por lo que(?=\s+(?:sus?|el|la|los|las|dich[oa]s?|est[ea]s?)\s))(?P<rest>[^;:]{0,100})$",
    re.IGNORECASE,
)
"""`…, por lo que las empresas deberán…`: what follows is a norm of its own."""
_APPOSED = re.compile(
    r",\s+(?:cuantía|importe|cantidad|suma|cifra|plazo|extremo|circunstancia|requisito|condición|documentación|información)"
    rf"\s+que(?:\s+{ADVERB})*\s*$",
    re.IGNORECASE,
)
"""`asciende a tres euros, cuantía que se pagará…`: said anew, it is ruled on as in a sentence of its own."""
_BESIDE = re.compile(
    rf"\s(?:y|e|ni)\s+(?:{ADVERB}\s*|en consecuencia,?\s+|por tanto,?\s+|"
    r"(?:frente a|contra|ante|sobre)\s+(?:ella|ello|(?:la|el)\s+\w+|dich[oa]\s+\w+|est[ea]\s+\w+),?\s+)*$",
    re.IGNORECASE,
)
_APART = 5
"""Words behind a verb that make a second one with its subject a norm of its own: `instruirá y resolverá` is one."""
_OTHER_SUBJECT = re.compile(
    r"(?<=\w)(?<!\d)\s(?:y|e)\s+(?P<subject>(?:el|la|los|las|dich[oa]s?|sus?)\s+[a-zñáéíóú]+(?:\s[^\s,;:]+){0,7}?)\s+"
    rf"(?:{ADVERB}\s*)*$",
    re.IGNORECASE,
)
"""`deberán tener formato PDF y los documentos firmados deberán…`: a second norm has a subject of its own."""
_GERUND = re.compile(r"[a-záéí]+ndo(?:se)?\b|sin necesidad", re.IGNORECASE)
_CLOSER = re.compile(rf"\s+que(?P<after>(?:\s+{ADVERB})*)\s+$", re.IGNORECASE)
_MUST = re.compile(r"deber[áa]n?|habr[áa]n? de|tendr[áa]n? que|podr[áa]n?", re.IGNORECASE)
_RULING = re.compile(r"\bprevi[oa]\s+(?:resoluci[óo]n|informe|acuerdo|autorizaci[óo]n)$", re.IGNORECASE)
_RELATIVE = re.compile(
    rf",\s+(?:que|quien(?:es)?|l[oa]s? cual(?:es)?|l[oa]s? que)(?P<after>(?:\s*{ADVERB})*\s*)$", re.IGNORECASE
)
_IMPERSONAL = re.compile(
    r"\bse\s+(?!(?:comprom|oblig|encarg|ocup|responsabili|abst|somet|sujet|acog|har[áa]n? cargo))", re.IGNORECASE
)
"""`un escrito al director, que se presentará…`: done by whoever; `el director, que se encargará…` binds him."""
_PARTICULAR = re.compile(
    r",?\s+y,?\s+(?:en particular|en especial|en concreto|además),?\s+(?=[a-zñáéíóú]+(?:ar|er|ir)(?:se|l[oa]s?)?\b)",
    re.IGNORECASE,
)


_OTHER_WAY = re.compile(
    r"(?<=\bplazo de )(?P<term>[^;:]{3,250}?)(?P<joint>,?\s+o(?:\s+bien)?,?\s+(?:directamente,?\s+)?)"
    r"(?=(?:ser\s+[a-z]+[ai]d[oa]s?|[a-zñáéíóú]+(?:ar|er|ir)(?:se)?|recurso\s+contencioso)\b[^;:]*\bplazo de\b)",
    re.IGNORECASE,
)
"""`podrá ser recurrida en el plazo de un mes, o ser impugnada … en el plazo de dos meses`: each way has its term."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A norm: `[start, end)` in its sentence and its verb, whose place counts from the sentence too.

    `antecedent`: where the words end that a relative is about; None for what is no relative. `about_thing`: it is
    a relative too, but about a thing, and binds whoever the norm before it binds.
    """

    start: int
    end: int
    head: Head
    antecedent: int | None = None
    about_thing: bool = False

    @property
    def relative(self) -> bool:
        """Whether it is a relative that binds whoever stands before it."""
        return self.antecedent is not None


def clauses(sentence: str) -> list[Clause]:
    """The norms of a sentence in order; none where no verb rules."""
    made: list[Clause] = []
    for head in heads(sentence):
        last = made[-1].head.end if made else None
        antecedent = _antecedent(sentence, head, last)
        opened = about_thing(sentence, head, last) if antecedent is None else None
        if antecedent is None and opened is None and not _is_main(sentence, head):
            continue
        if not made:
            start = head.start if antecedent is not None else 0
            made.append(Clause(start=start, end=len(sentence), head=head, antecedent=antecedent))
            continue
        cut = next((at for at in (antecedent, opened) if at is not None), None)
        cut = cut if cut is not None else _cut(sentence, made[-1].head, head)
        if cut is None:
            continue
        made[-1] = replace(made[-1], end=cut)
        start = head.start if antecedent is not None else _skip(sentence, cut)
        told = opened is not None
        made.append(Clause(start=start, end=len(sentence), head=head, antecedent=antecedent, about_thing=told))
    return [piece for one in made for piece in _particulars(sentence, _trimmed(sentence, one))]


def _antecedent(sentence: str, head: Head, last: int | None) -> int | None:
    """Where the words end that a verb's relative binds anew; None for a verb that binds nobody so.

    Without a comma only a strong verb does, behind another norm: `un plano de perito que deberá estar colegiado`.
    """
    before = sentence[: head.start]
    relative = _RELATIVE.search(before)
    binds = not head.joins and not (relative and _IMPERSONAL.search(sentence, relative.start(), head.end))
    if relative is not None:
        return relative.start() if binds and last_actor(before[: relative.start()]) else None
    closer = _CLOSER.search(before) if last is not None and _MUST.match(head.verb) else None
    if closer is None or last is None or closer.start() < last:
        return None
    ahead = before[: closer.start()]
    actor = last_actor(ahead)
    return closer.start() if (actor and actor.bare and ahead.endswith(actor.name)) or _RULING.search(ahead) else None


def _is_main(sentence: str, head: Head) -> bool:
    """Whether a verb stands on its own, not inside another one's complement."""
    before = sentence[: head.start]
    if _RELATIVE.search(before):
        return False
    if head.denied and re.search(r"\bsin que\b", before[-40:]):
        return True
    so = _SO.search(before)
    if so is not None and not has_verb(so["rest"]) and _OPENER.search(so["rest"]) is None:
        return True
    if _IN_WHICH_CASE.search(before) or _APPOSED.search(before) or _is_warned(before):
        return True
    if _OPENED.search(before):
        return False
    opened = _OPENED_BEFORE_NOUN.search(before)
    return not opened or has_verb(opened[0]) or closes(opened[0])


def _is_warned(before: str) -> bool:
    """Whether a verb is the first after `indicándole que`, but for that of a condition."""
    match = _WARNING.search(before)
    if match is None:
        return False
    said = re.sub(_WARNED, "", match[0], flags=re.IGNORECASE)
    return not heads(said) and re.search(r"\b(?:que|quien|cuy[oa]s?)\b", said) is None


def _cut(sentence: str, last: Head, head: Head) -> int | None:
    """Where the norm of `last` ends before that of `head`; None when it only goes on with it."""
    between = sentence[last.end : head.start]
    if head.joins and not (head.modality is Modality.OBLIGATION and last.modality is Modality.PERMISSION):
        return None
    apart = re.search(r"(?:,|(?<=\)))\s*$", between) if _GERUND.match(head.verb) else None
    if apart is not None:
        return last.end + apart.start()
    found = list(_NEXT.finditer(between))
    if found:
        return last.end + found[-1].start()
    beside = _BESIDE.search(between)
    if beside is not None and (head.modality is not last.modality or _is_far(between[: beside.start()])):
        return last.end + beside.start()
    other = _OTHER_SUBJECT.search(between)
    if other is not None and head.generic and other["subject"].lower().startswith("su"):
        other = None
    if other is not None and len(between[: other.start()].split()) > 1 and _names(other["subject"]):
        return last.end + other.start()
    return None


def _names(subject: str) -> bool:
    """Whether words are a thing, and have no verb but that of a relative which says which one: `el saldo que quede`."""
    thing, _, relative = subject.partition(" que ")
    return not has_verb(thing) and (not relative or has_verb(relative))


def _is_far(between: str) -> bool:
    """Whether so many words stand between two verbs that they are two norms, and none of them is a verb that rules."""
    return len(between.split()) >= _APART and not heads(between)


def _skip(sentence: str, cut: int) -> int:
    """Past the comma and the words that join two norms; `sin que` stays."""
    match = _JOINT.match(sentence, cut)
    return match.end() if match else cut


def _trimmed(sentence: str, one: Clause) -> Clause:
    text = sentence[one.start : one.end].rstrip(" ,;:")
    return replace(one, end=one.start + len(text))


def _particulars(sentence: str, one: Clause) -> Iterator[Clause]:
    """`deberán cumplir…, y, en particular, realizar…`: the second infinitive is a norm of its own."""
    match = _PARTICULAR.search(sentence, one.head.end, one.end) or _OTHER_WAY.search(sentence, one.head.end, one.end)
    if match is None:
        yield one
        return
    start = match.start("joint") if "joint" in match.re.groupindex else match.start()
    yield replace(one, end=start)
    yield replace(one, start=match.end())
