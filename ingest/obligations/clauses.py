"""A sentence -> its norms: one per verb that rules on its own, not inside another one's complement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from ingest.obligations.actors import last_actor
from ingest.obligations.grammar import closes, has_verb
from ingest.obligations.heads import Head, heads

_ADVERB = r"(?:asimismo|además|también|igualmente|en su caso|en todo caso|no|se|le|les|lo|la|los|las|,|\w+mente)"
_OPENED = re.compile(
    r"\b(?P<word>que|quien(?:es)?|cual(?:es)?|cuy[oa]s?|donde|cuando|si|aunque|como|según|conforme|mientras|porque|"
    r"cuánt[oa]s?)\b"
    rf"(?P<after>(?:\s*{_ADVERB})*\s*)$",
    re.IGNORECASE,
)
_OPENED_BEFORE_NOUN = re.compile(
    r"\b(?:que|quien(?:es)?|cual(?:es)?|cuy[oa]s?|donde|cuando|si|aunque|como|según|mientras|porque)"
    r"\s+(?:el|la|los|las|un|una|cada|dich[oa]s?|est[ea]s?|su|sus|[a-zñáéíóú]+)\s+[^,;:]{0,60}$",
    re.IGNORECASE,
)
_WARNED = (
    r",\s*(?:(?:con|y con)\s+(?:la\s+)?(?:indicación|advertencia|apercibimiento)(?:\s+expres[oa])?\s+de\s+|"
    r"(?:indicándole|advirtiéndole|apercibiéndole|haciéndole constar)s?\s+(?:de\s+)?)(?:que\b,?\s*)"
)
"""`…, indicándole que, si no lo hiciera, se le tendrá por desistido`: what follows is a norm of its own."""
_WARNING = re.compile(rf"{_WARNED}[^;]*$", re.IGNORECASE)
_IN_WHICH_CASE = re.compile(r"\ben cuyo caso\b[^;:]{0,80}$", re.IGNORECASE)
_NEXT = re.compile(
    r"(?:;\s*(?:(?:y|e|o|pero|además|asimismo|sin embargo)\s+)?|,\s*(?:y|e|ni|pero|si bien|así como|sin que|"
    r"mientras que)\s+(?:que\s+)?(?!\d)|"
    rf"{_WARNED}|"
    r",\s*(?=en cuyo caso)|\.\s+)",
    re.IGNORECASE,
)
_JOINT = re.compile(
    rf"{_WARNED}|[\s,;.]*(?:(?:y|e|ni|pero|así como|si bien|mientras que|por lo que)\s+)?", re.IGNORECASE
)
_SO = re.compile(rf"\b(?:por lo que|de (?:modo|manera|forma) que|por lo cual)(?:\s*{_ADVERB})*\s*$", re.IGNORECASE)
_BESIDE = re.compile(rf"\s(?:y|e|ni)\s+(?:{_ADVERB}\s*)*$", re.IGNORECASE)
_RELATIVE = re.compile(
    rf",\s+(?:que|quien(?:es)?|l[oa]s? cual(?:es)?|l[oa]s? que)(?P<after>(?:\s*{_ADVERB})*\s*)$", re.IGNORECASE
)
_PARTICULAR = re.compile(
    r",?\s+y,?\s+(?:en particular|en especial|en concreto|además),?\s+(?=[a-zñáéíóú]+(?:ar|er|ir)(?:se|l[oa]s?)?\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A norm: `[start, end)` in its sentence and its verb, whose place counts from the sentence too."""

    start: int
    end: int
    head: Head
    relative: bool = False


def clauses(sentence: str) -> list[Clause]:
    """The norms of a sentence in order; none where no verb rules."""
    made: list[Clause] = []
    for head in heads(sentence):
        place = _place(sentence, head)
        if place is None:
            continue
        relative = place == "relative"
        if not made:
            start = head.start if relative else 0
            made.append(Clause(start=start, end=len(sentence), head=head, relative=relative))
            continue
        cut = _cut(sentence, made[-1].head, head, relative)
        if cut is None:
            continue
        made[-1] = replace(made[-1], end=cut)
        start = head.start if relative else _skip(sentence, cut)
        made.append(Clause(start=start, end=len(sentence), head=head, relative=relative))
    return [piece for one in made for piece in _particulars(sentence, _trimmed(sentence, one))]


def _place(sentence: str, head: Head) -> Literal["main", "relative"] | None:
    """Where a verb stands: on its own, or in a relative that binds somebody anew; None for one of another clause."""
    before = sentence[: head.start]
    relative = _RELATIVE.search(before)
    if relative is not None:
        binds = not head.joins and not re.search(r"\bse\b", sentence[relative.start() : head.start])
        return "relative" if binds and last_actor(before[: relative.start()]) else None
    if head.denied and re.search(r"\bsin que\b", before[-40:]):
        return "main"
    if _SO.search(before) or _IN_WHICH_CASE.search(before) or _is_warned(before):
        return "main"
    if _OPENED.search(before):
        return None
    opened = _OPENED_BEFORE_NOUN.search(before)
    if opened and not has_verb(opened[0]) and not closes(opened[0]):
        return None
    return "main"


def _is_warned(before: str) -> bool:
    """Whether a verb is the first after `indicándole que`, but for that of a condition."""
    match = _WARNING.search(before)
    if match is None:
        return False
    said = re.sub(_WARNED, "", match[0], flags=re.IGNORECASE)
    return not heads(said) and re.search(r"\b(?:que|quien|cuy[oa]s?)\b", said) is None


def _cut(sentence: str, last: Head, head: Head, relative: bool) -> int | None:
    """Where the norm of `last` ends before that of `head`; None when it only goes on with it."""
    if head.joins:
        return None
    if relative:
        return sentence.rfind(",", last.end, head.start)
    between = sentence[last.end : head.start]
    found = list(_NEXT.finditer(between))
    if found:
        return last.end + found[-1].start()
    beside = _BESIDE.search(between)
    if beside is not None and head.modality is not last.modality:
        return last.end + beside.start()
    return None


def _skip(sentence: str, cut: int) -> int:
    """Past the comma and the words that join two norms; `sin que` stays."""
    match = _JOINT.match(sentence, cut)
    return match.end() if match else cut


def _trimmed(sentence: str, one: Clause) -> Clause:
    text = sentence[one.start : one.end].rstrip(" ,;:")
    return replace(one, end=one.start + len(text))


def _particulars(sentence: str, one: Clause) -> Iterator[Clause]:
    """`deberán cumplir…, y, en particular, realizar…`: the second infinitive is a norm of its own."""
    match = _PARTICULAR.search(sentence, one.head.end, one.end)
    if match is None:
        yield one
        return
    yield replace(one, end=match.start())
    yield replace(one, start=match.end())
