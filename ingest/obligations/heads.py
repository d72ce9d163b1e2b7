"""The verbs that make a norm of a sentence, as `ingest/rules/obligations.toml` lists them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.extraction.rules import rules
from kb.facts import Modality

FUTURE = r"[a-zñáéíóúü]+r(?:á|án)\b"
"""A verb in the third person of the future: no other Spanish word ends so but a few names."""

_NONE = "none"
_NEGATION_REACH = 160
_APART = re.compile(r";|\bpor lo (?:que|cual)\b(?! (?:se |les? )?(?:refier|respect))", re.IGNORECASE)
"""What parts a verb from a negation before it: `ningún armador tiene plaza, por lo que la lonja abrirá`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A verb that rules: `[start, end)` in its sentence, the negation beside it included.

    `generic` is a plain future, which describes as often as it rules; `joins` a gerund that completes another verb.
    """

    start: int
    end: int
    verb: str
    modality: Modality
    denied: bool
    joins: bool
    generic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    modality: str
    denied: str
    joins: bool | str
    generic: bool


@cache
def _book() -> tuple[re.Pattern[str], tuple[_Rule, ...]]:
    """All verbs as one expression whose numbered groups are the rules."""
    listed = rules("obligations")["head"]
    parts = [f"(?P<r{n}>{one['verb'].replace('{F}', FUTURE)})" for n, one in enumerate(listed)]
    made = tuple(
        _Rule(
            modality=one["modality"],
            denied=one.get("denied", one["modality"]),
            joins=one.get("joins", False),
            generic=one["verb"] == "{F}",
        )
        for one in listed
    )
    return re.compile(rf"\b(?:{'|'.join(parts)})"), made


@cache
def _negation(where: str) -> re.Pattern[str]:
    return re.compile(rules("obligations")["negation"][where], re.IGNORECASE)


def heads(sentence: str) -> list[Head]:
    """Every ruling verb of a sentence, main or not, in order."""
    pattern, book = _book()
    found: list[Head] = []
    for match in pattern.finditer(_lower(sentence)):
        rule = book[int((match.lastgroup or "r0")[1:])]
        if rule.modality == _NONE:
            continue
        beside = _negation("alone").search(sentence, max(0, match.start() - 40), match.start())
        last = found[-1].end if found else 0
        denied = beside is not None or _is_denied(sentence, last, match.start(), match.end())
        found.append(
            Head(
                start=_start(sentence, match.start(), beside),
                end=match.end(),
                verb=sentence[match.start() : match.end()],
                modality=Modality(rule.denied if denied else rule.modality),
                denied=denied,
                joins=rule.joins is True or (rule.joins == "denied" and denied),
                generic=rule.generic,
            )
        )
    return found


def _start(sentence: str, verb: int, beside: re.Match[str] | None) -> int:
    """Where a verb begins with its negation and pronoun; `ni` joins it to another one."""
    if beside is None:
        return _with_clitic(sentence, verb)
    return beside.start() + (len(beside[0]) - len(re.sub(r"^ni\s+", "", beside[0], flags=re.IGNORECASE)))


def _lower(text: str) -> str:
    """In lower case, character for character."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _is_denied(sentence: str, last: int, start: int, end: int) -> bool:
    """Whether `en ningún caso`, `ningún…` rules the verb from afar, after the verb before it, or `sin que` from near.

    One inside a condition that ends before the verb does not: `si ninguno cumple, el órgano podrá…`.
    """
    before = _APART.split(sentence[max(last, start - _NEGATION_REACH) : start])[-1]
    if _negation("beside").search(before):
        return True
    afar = _negation("clause").search(before)
    if afar is None or sentence[end:].startswith(" no "):
        return False
    return not ("," in before[afar.start() :] and _negation("conditional").search(before[: afar.start()]))


def _with_clitic(sentence: str, start: int) -> int:
    match = re.search(r"\b(?:se|le|les|lo|la)\s+$", sentence[max(0, start - 5) : start], re.IGNORECASE)
    return max(0, start - 5) + match.start() if match else start
