"""Milestones that a text tells outside tables: what has to be reached by a date, and targets with their figure."""

from __future__ import annotations

import re
from functools import cache

from ingest.extraction.marks import Mention, Stretch
from ingest.extraction.rules import rules
from kb.facts import EntityType
from kb.numerals import fold
from kb.values import ValueKind, number

_REACH = 220
_DATED = re.compile(r"\d{4}-(?:\d{2}|Q\d)(?:-\d{2})?")


@cache
def _rule(name: str) -> re.Pattern[str]:
    return re.compile(rules("tables")["milestones_in_prose"][name])


def mark_told_milestones(stretch: Stretch) -> None:
    """Note them in running text that is about milestones; runs when deadlines are known."""
    if stretch.row is not None:
        return
    folded = fold(stretch.text)
    for match in _rule("target").finditer(folded):
        if re.match(rules("people")["never_counted"], match["unit"]) is None:
            unit = stretch.text[match.start("unit") : match.end("unit")]
            value = f"{int(number(match['n']))} {unit}"
            stretch.add(EntityType.MILESTONE, match.start(), match.end(), value)
    for match in _rule("share").finditer(folded):
        share = next((value for value in stretch.free(ValueKind.PERCENTAGE) if value.start >= match.end()), None)
        if share is not None:
            stretch.add(EntityType.MILESTONE, match.start(), share.end, share.normal)
    for match in _rule("fixed_elsewhere").finditer(folded):
        stretch.add(EntityType.MILESTONE, match.start(), match.end())
    if _rule("about").search(folded) or _rule("about").search(fold(stretch.context.partition(" > ")[2])):
        for limit in stretch.of(EntityType.DEADLINE):
            _reached_by(stretch, folded, limit)


def _reached_by(stretch: Stretch, folded: str, limit: Mention) -> None:
    """`la inversión deberá estar en curso antes del 31 de mayo de 2099`: from who it is about to the date."""
    if not _DATED.fullmatch(str(limit.value)):
        return
    sentence = max(0, limit.start - _REACH)
    sentence += max((cut.end() for cut in re.finditer(r"[.;]\s", folded[sentence : limit.start])), default=0)
    verbs = list(_rule("result").finditer(folded, sentence, limit.start))
    if verbs:
        subject = _rule("subject").search(folded[sentence : verbs[-1].start()])
        start = sentence + (subject.end() if subject else 0)
        stretch.add(EntityType.MILESTONE, start, limit.end, limit.value)
