"""Items of a list of grants: who gets one and what for, when no NIF says it.

`3. A la Fundación Río Alto, para sus actividades, con un importe de 50.000 euros.`
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extraction.body_names import begins_as_institution, is_institution
from ingest.extraction.marks import Stretch
from ingest.extraction.names import ITEM_MARK, NAME, PREPOSITION, WORD
from kb.numerals import plain

_TO = r"(?:(?:A (?:la|las|los|l[’'])|Al|A)\s+)"
_SUM = r"(?:por|con)\s+(?:un\s+|una\s+)?(?:importe|cuant[íi]a)"
_MONEY = r"\d[\d.,]*\s*(?:millones\s+de\s+)?(?:euros|€)"
_ITEM = re.compile(
    rf"^\s*{ITEM_MARK}(?P<to>{_TO})?(?P<name>[A-ZÁÉÍÓÚÑ][^:;]{{2,400}}?)"
    rf"(?P<end>,\s+para\b|,\s+{_SUM}\b|\s+{_SUM}\b|\s+(?={_MONEY})|:\s|\.?$)(?P<rest>.*)$",
    re.DOTALL,
)
_PURPOSE = re.compile(
    rf"^\s*(?P<what>(?:para|destinad[oa]s? a)\s.{{4,300}}?)(?=,?\s+(?:{_SUM}\b|{_MONEY})|:\s|\.?$)",
    re.DOTALL,
)
_NAMED_FOR = re.compile(
    r"(?:Asociación|Fundación|Centro|Comisión|Instituto|Agencia|Servicio|Consorcio|Plataforma|Red|Organización|Oficina)"
    r"(?:\s[A-ZÁÉÍÓÚ]\w+)?$"
)
_PROPER = re.compile(rf"{WORD}\s+{NAME}|{WORD}\s+{PREPOSITION}\s+{NAME}")
"""`Amigos del Río Verde`: a name of several words, all of them its own."""
_GIVEN = re.compile(r"\bbeneficiari|\bsubvencion|\bayudas?\b|\bconcesion directa\b")
_RECEIVERS = re.compile(r"\bbeneficiari|\bdestinatari")
_AMOUNT = re.compile(r"\d\s*(?:millones\s+de\s+)?(?:euros|€)")
_AT_ONCE = re.compile(rf",?\s+{_MONEY}")
_VERB = re.compile(r"\b(?:ser[áa]n?|deber[áa]n?|podr[áa]n?|es|son|se|que|cuando|han?|figuran?|realicen?|tengan?)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """Who an item names, at `[start, end)` of its text, and what for; `at_once` where their amount follows the name."""

    start: int
    end: int
    name: str
    purpose: str | None = None
    at_once: bool = False


def granted_in(stretch: Stretch) -> Granted | None:
    """Who gets what the item says; None for text that is no item of a list of grants."""
    match = _ITEM.match(stretch.text) if stretch.row is None else None
    if match is None:
        return None
    name = _short(match["name"]).rstrip(", ")
    rest = stretch.text[match.start("name") + len(name) :]
    at_once = match["to"] is not None and _AT_ONCE.match(rest) is not None
    if not _GIVEN.search(plain(stretch.context)) and not (at_once and is_institution(name)):
        return None
    if _VERB.search(name) or not _is_given(stretch, match, name, rest):
        return None
    purpose = _PURPOSE.match(rest.lstrip(", "))
    start = match.start("name")
    what = purpose["what"].strip(" ,") if purpose else None
    return Granted(start=start, end=start + len(name), name=name, purpose=what, at_once=at_once)


def lists_receivers(stretch: Stretch) -> bool:
    """Whether a heading that an item stands under is about who receives: `Entidades beneficiarias`."""
    return _RECEIVERS.search(plain(stretch.context.partition(" > ")[2])) is not None


def _short(name: str) -> str:
    """`Diputación de Soria para el Festival` ends before `para`; `Asociación para la Defensa del Mar` does not."""
    before, joint, _ = name.partition(" para ")
    return before.rstrip(", ") if joint and _NAMED_FOR.search(before) is None else name


def _is_given(stretch: Stretch, match: re.Match[str], name: str, rest: str) -> bool:
    """An item gives when it says `A la…` what for or how much, or when it gives an institution an amount."""
    receivers = _RECEIVERS.search(plain(stretch.context)) is not None
    amount = _AMOUNT.search(rest) is not None
    if match["to"]:
        return amount or (receivers and (rest.lstrip(", ").startswith("para ") or is_institution(name)))
    if amount and re.search(_SUM, rest):
        return receivers or is_institution(name)
    bare = receivers and not rest.strip(" .")
    return bare and (begins_as_institution(name) or (lists_receivers(stretch) and _PROPER.fullmatch(name) is not None))
