"""Plans, programmes and funds by their name, and in press notes what is counted: `625.514 estudiantes`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.extraction.body_names import matter
from ingest.extraction.marks import Stretch
from ingest.extraction.names import ACRONYM, WORD
from ingest.extraction.rules import rules
from kb.facts import EntityType
from kb.numerals import fold
from kb.values import number

_QUOTED = r"[«“\"'‘][^«»“”\"‘’]{3,80}[»”\"'’]"
_COUNTED = re.compile(
    r"(?<![\d.,/\w-])(?P<n>\d{1,3}(?:\.\d{3})+|\d{1,6})(?P<scale> millones de)?\s"
    r"(?P<what>(?:nuev[oa]s\s)?[a-zñ]{3,}s)\b(?![.,]?\d)"
)
_ABOUT = re.compile(r"\b(?:cerca de|alrededor de|en torno a|unos|unas|casi)\s$")
_BOUND = re.compile(r"\b(?:(?P<min>mas de|al menos|como minimo)|(?P<max>hasta|un maximo de|menos de))\s$")


@cache
def _programmes() -> re.Pattern[str]:
    book = rules("people")
    head = "|".join(sorted(book["programmes"], key=len, reverse=True))
    own = rf"{WORD}(?:\s+{WORD})*"
    name = rf"(?:\s+{own})?(?:\s+(?:de la|de los|de las|del|de|para la|para el|para)\s+{matter()})?"
    return re.compile(
        rf"(?<![\w-])(?P<name>(?:{head})(?:\s+(?:{_QUOTED})|{name})|(?:[Pp]rograma|[Pp]lan|[Ff]ondo)\s+{_QUOTED}"
        rf"|(?:{'|'.join(book['programme_names'])})(?![\w-]))(?:\s\((?P<acronym>{ACRONYM})\))?"
    )


def mark_programmes(stretch: Stretch) -> None:
    """Note programmes by their names; a head alone (`el Plan`) names none. Titles of laws are closed to them."""
    for match in _programmes().finditer(stretch.text):
        start, end = match.span()
        name = " ".join(match["name"].split())
        alone = re.fullmatch("|".join(rules("people")["programmes"]), name) is not None
        if alone or stretch.is_closed(start, end) or re.search(rules("people")["programmes_never"], name):
            continue
        stretch.add(EntityType.PROGRAMME, start, end, name, acronym=match["acronym"])


def mark_quantities(stretch: Stretch) -> None:
    """Note what a press note counts, with whether the number is about right or a limit."""
    if not stretch.is_note:
        return
    folded = fold(stretch.text)
    for match in _COUNTED.finditer(folded):
        if re.match(rules("people")["never_counted"], match["what"]) or stretch.is_closed(*match.span()):
            continue
        count = int(number(match["n"])) * (1_000_000 if match["scale"] else 1)
        if match["scale"] is None and 1900 < count < 2100 and "." not in match["n"]:
            continue  # a year
        told = dict(_qualified(folded[: match.start()]))
        unit = stretch.text[match.start("what") : match.end("what")]
        stretch.add(EntityType.QUANTITY, *match.span(), count, unit=unit, **told)


def _qualified(before: str) -> Iterator[tuple[str, object]]:
    if _ABOUT.search(before):
        yield "approx", True
    bound = _BOUND.search(before)
    if bound is not None:
        yield "bound", "min" if bound["min"] else "max"
