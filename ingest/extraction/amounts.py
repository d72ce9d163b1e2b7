"""Amounts and percentages of running text, and what the words beside an amount say of it.

An amount tells who gets it or puts it (`holder`), what for (`concept`), whether it is a limit (`bound`: `max` or
`min`), about right (`approx`) or a total that other amounts make up (`total`). Old pesetas are kept in euros, rounded
to the cent as Ley 46/1998 art. 11 says, with the figure in `pesetas`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from ingest.extraction.beneficiaries import item_holder
from ingest.extraction.grants import granted_in
from ingest.extraction.marks import Mention, Stretch
from ingest.extraction.rules import rules
from ingest.extraction.tables import euro_number
from ingest.spans import whole_words
from kb.facts import EntityType
from kb.numerals import fold
from kb.values import ValueKind, euros, number

_DETERMINER = re.compile(r"\b(?:del|de un|de una|al|el|un|una|los|en un|hasta un|hasta el|superior al|inferior al)\s+$")
_BASE = re.compile(
    r"\s+(?:(?:del?|de la|de los|de las|sobre el|sobre la)\s+)(?P<base>[^.,;:()]{3,80})(?P<more>[^.,;:()])?"
)
_LAST_PHRASE = re.compile(
    r"\s(?:de|del|en|con|por|para|a|al|sobre)\s(?:(?!\s(?:de|del|en|con|por|para|a|al|sobre)\s).)*$"
)
"""What a text that was cut in the middle goes on with."""
_BASE_ENDS = re.compile(
    r"\s(?:ha|han|que|se|es|son|será|serán|tiene|tienen|cuando|para|como|hasta|desde|durante|mientras|si|salvo|procede[n]?|"
    r"corresponde[n]?|pertenece[n]?|recibe[n]?|trabaja[n]?|está[n]?|sea[n]?|supera[n]?|alcanza[n]?|declara[n]?|considera[n]?|debe[n]?|\w+(?:rá|rán)|\w+ie(?:se|ra)n?)\s"
    r"|(?<!\bde)(?<!\ba)(?<!\ben)(?<!\bcon)(?<!\bpor)(?<!\by)(?<!\bsobre)(?<!\bentre)(?<!\btodas)(?<!\btodos)\s(?:las?|los|el)\s"
    r"|\sy\s(?:el|la|los|las|un|una|en|dich[oa]s?|est[ea]s?|su|sus|no)\s"
    r"|(?:\s(?:y|o|e|a|al|de|del|la|el|los|las|en|por|con|un|una|su|sus))+\s*$"
)
"""Where the words behind a percentage stop saying what it is of."""
_PESETAS = re.compile(
    r"(?<![\d.,/])(?P<n>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)\s*(?P<scale>millones|millon|miles|mil)?\s*"
    r"(?:de\s+)?(?:pesetas|ptas?\b\.?|pts?\b\.?)"
)
_POWERS = {"millones": 6, "millon": 6, "miles": 3, "mil": 3}
_RANGE = re.compile(r"\bentre (?:los )?$")
_RANGE_END = re.compile(r"\bentre (?:los )?[\d.,]+(?: (?:millones de |miles de )?euros)? (?:y|a) (?:los )?$")
_RANGE_ON = re.compile(r"^ (?:y|a) (?:los )?\d")
_OF_WHOM = re.compile(r"\s+(?:de|por parte de|por|para)\s*(?:el |la |l )?$")
_BEFORE = 120
_ROW_REST = 40
_LABEL = re.compile(r"^\s*(?:[a-zñ]{1,2}\)|\d{1,3}[.)ºª]*|[-–•])\s*(?P<label>[^.;:]{3,160}):\s*$")


@cache
def _rule(name: str) -> re.Pattern[str]:
    return re.compile(rules("amounts")[name])


def mark_amounts(stretch: Stretch) -> None:
    """Note amounts in euros or pesetas and percentages that nothing else has taken."""
    folded = fold(stretch.text)
    for value in stretch.free(ValueKind.AMOUNT):
        stretch.add(EntityType.AMOUNT, value.start, value.end, euro_number(value.normal))
    for start, end, pesetas in _old_money(folded):
        if not stretch.is_closed(start, end):
            euros = (pesetas / Decimal(rules("amounts")["pesetas_per_euro"])).quantize(Decimal("0.01"), ROUND_HALF_UP)
            stretch.add(EntityType.AMOUNT, start, end, float(euros), pesetas=float(pesetas))
    for start, end, normal in _elided(stretch, folded):
        stretch.add(EntityType.AMOUNT, start, end, euro_number(normal))
    for value in stretch.free(ValueKind.PERCENTAGE):
        determiner = _DETERMINER.search(folded[: value.start])
        start = determiner.start() if determiner else value.start
        percent = float(value.normal.removesuffix(" %"))
        end, base = _of_row(stretch, value.end) or (value.end, _base(stretch.text, value.end))
        stretch.add(EntityType.PERCENTAGE, start, end, percent, base=base)


def _of_row(stretch: Stretch, end: int) -> tuple[int, str] | None:
    """In a table, `80% GASTOS CORRIENTES`: what the last words of the row say that it is of, and where they end."""
    rest = stretch.text[end:].strip() if stretch.row else ""
    if not 0 < len(rest) <= _ROW_REST or re.search(r"[\d.;:%]", rest):
        return None
    return len(stretch.text.rstrip()), rest.rstrip(" ()*").removeprefix("de ")


def _base(text: str, end: int) -> str | None:
    """What a percentage is of: `el coste del proyecto`, up to a verb or another thing."""
    match = _BASE.match(text, end)
    if match is None:
        return None
    first, last = whole_words(text, *match.span("base"))
    told = _BASE_ENDS.split(text[first:last] + " ")[0].strip()
    whole = match["more"] is None or len(told) < last - first
    return (told if whole else _LAST_PHRASE.sub("", told)) or None


def _elided(stretch: Stretch, folded: str) -> Iterator[tuple[int, int, str]]:
    """Amounts in the unit of the one before: `386 millones de euros, de los que 207 corresponden a…`."""
    for whole in stretch.of(EntityType.AMOUNT):
        scale = re.search(r"millones|millon|miles", folded[whole.start : whole.end])
        cue = _rule("of_which").match(folded, whole.end) if scale else None
        if scale is None or cue is None:
            continue
        stop = re.compile(r"[.;](?:\s|$)").search(folded, cue.end())
        for match in _rule("elided").finditer(folded, cue.end(), stop.start() if stop else len(folded)):
            unit = (match["scale"] or scale[0]).strip()
            normal = euros(number(match["n"]), _POWERS[unit])
            if float(number(match["n"])) * 10 ** _POWERS[unit] < float(whole.value or 0) and not stretch.is_closed(
                *match.span()
            ):
                yield *match.span(), normal


def _old_money(folded: str) -> Iterator[tuple[int, int, Decimal]]:
    for match in _PESETAS.finditer(folded):
        yield match.start(), match.end(), number(match["n"]) * 10 ** _POWERS.get(match["scale"] or "", 0)


def explain_amounts(stretch: Stretch) -> None:
    """Add to each amount what stands beside it; runs when bodies and beneficiaries are known."""
    folded = fold(stretch.text)
    granted = granted_in(stretch)
    for amount in stretch.of(EntityType.AMOUNT):
        told = dict(_limits(folded, amount))
        reached = "total" in told and _rule("reached").search(folded, max(0, amount.start - _BEFORE), amount.start)
        holder = item_holder(stretch) or (None if reached else _who(stretch, folded, amount))
        if holder is not None:
            told["holder"] = holder
        if "concept" not in amount.attributes:
            concept = (granted.purpose if granted else None) or _concept(stretch.text, folded, amount)
            told |= {"concept": concept} if concept else {}
        if told:
            stretch.tell(EntityType.AMOUNT, amount.start, **told)


def _limits(folded: str, amount: Mention) -> Iterator[tuple[str, Any]]:
    before = folded[max(0, amount.start - _BEFORE) : amount.start]
    after = folded[amount.end : amount.end + 30]
    bound = _bound(before, after)
    if _rule("total").search(before):
        yield "total", True
    elif bound is not None:
        yield "bound", bound
    if _rule("about").search(before):
        yield "approx", True


def _bound(before: str, after: str) -> str | None:
    """`entre 50 y 125 euros` has both; `hasta 50 euros` one."""
    if _RANGE.search(before) and _RANGE_ON.search(after):
        return "min"
    if _RANGE_END.search(before) or _rule("max").search(before) or _rule("max_after").search(after):
        return "max"
    return "min" if _rule("min").search(before) or _rule("min_after").search(after) else None


def _concept(text: str, folded: str, amount: Mention) -> str | None:
    """What the words before say: the label of a list item, or from a word for money on."""
    line = text.rfind("\n", 0, amount.start) + 1
    label = _LABEL.match(text[line : amount.start])
    if label:
        return label["label"].strip()
    match = _rule("concepts").search(folded, max(0, amount.start - _BEFORE), amount.start)
    if match is None:
        return None
    comma = folded.rfind(", ", match.start(), amount.start)
    nearer = _rule("concepts").search(folded, comma, amount.start) if comma >= 0 else None
    if nearer is not None and not _rule("bare_concepts").match(folded[nearer.start() :]):
        match = nearer
    said = text[match.start() : amount.start]
    cut = re.split(
        r",|\s+(?:de|por|igual|asciende|será|sera|es|hasta|con|que|superior|inferior|no\s+(?:superior|excederá|superará)|se\s+\w+)\b(?=[^,]*$)",
        said,
    )
    told = re.sub(r"(?:\s+(?:a|al|de|del|en|con|por|para|y|o|hasta)|\s+\d[\d.,]*|/\w+)+$", "", cut[0])
    return " ".join(told.split()) or None


def _who(stretch: Stretch, folded: str, amount: Mention) -> dict[str, str | None] | None:
    """Who puts an amount: the body before the verb, or the one right behind, `14 millones de euros de la Xunta`."""
    bodies = [*stretch.of(EntityType.BODY), *stretch.of(EntityType.BENEFICIARY)]
    behind = [one for one in bodies if 0 < one.start - amount.end < 30]
    for one in behind:
        if _OF_WHOM.fullmatch(folded[amount.end : one.start]):
            return _named(one)
    verb = None
    for match in _rule("puts").finditer(folded, max(0, amount.start - _BEFORE), amount.start):
        verb = match
    if verb is None or re.search(r"[.;]\s", folded[verb.end() : amount.start]):
        return None
    before = [
        one for one in bodies if one.end <= verb.start() and not re.search(r"[.;]\s", folded[one.end : verb.start()])
    ]
    return _named(_subject(folded, before)) if before else None


def _subject(folded: str, before: list[Mention]) -> Mention:
    """The nearest that is no part of an aside: in `X, a través de los ministerios de A y de B, invertirá`, X."""
    for one in sorted(before, key=lambda m: -m.start):
        if not re.search(r",\s+(?:a traves de|mediante|junto con|dependiente de)\b[^.;]*$", folded[: one.start]):
            return one
    return before[-1]


def _named(one: Mention) -> dict[str, str | None]:
    if one.type is EntityType.BENEFICIARY:
        name = str(one.attributes["name"])
        return {"name": name, "nif": None if one.value == name else str(one.value)}
    return {"name": str(one.value), "nif": None}
