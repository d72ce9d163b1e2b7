"""Who is given something: who holds a NIF, and who a list of grants or a table names.

A beneficiary is noted where the text gives its NIF, where it lists who receives, and where it names it first; a row of
amounts that names one again says whose the amounts are. Its value is the NIF, else the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from stdnum.es import nif as nif_number

from ingest.extraction.grants import granted_in, lists_receivers
from ingest.extraction.lexicon import Holder, Lexicon
from ingest.extraction.marks import Stretch
from ingest.extraction.names import ACRONYM, ITEM_MARK, NAME, key
from ingest.extraction.table_frame import RowFrame
from kb.facts import EntityType

_NIF = re.compile(
    r"(?<!\w)(?<!\w-)(?:[A-HJNP-SUVW][-–. ]?\d{2}[.]?\d{3}[.]?\d{2}[-–. ]?[0-9A-J]|\d{8}[- ]?[A-Z])(?![\w])"
)
_INTRO = re.compile(
    r"[\s,.:;(–—-]*(?:(?:con|provist[oa] de|titular del?)\s+)?(?:(?:el|la)\s+)?"
    r"(?:(?:N\.?I\.?F\.?|C\.?I\.?F\.?)(?:\s*(?:n\.?\s?[ºo°]?\.?|n[úu]m\.?|n[úu]mero))?"
    r"|(?:n[úu]mero|c[óo]digo) de identificaci[óo]n fiscal)?[\s:.]*$"
)
_MARK = re.compile(rf"^\s*{ITEM_MARK}")
_ACRONYM_END = re.compile(r"^(?P<name>.+?),?\s*\((?P<acronym>[^()]{2,25})\)\.?$")
_EXPANDED = re.compile(rf"^(?P<acronym>{ACRONYM})\s*\((?P<name>[^()]{{12,}})\)\.?$")
_NAME_END = re.compile(rf"(?P<name>{NAME}(?:,\s*S\.\s?[A-Z]\.(?:\s?[A-Z]\.)*)?(?:\s*\([^()]{{2,120}}\))?)$")
_LABELLED = re.compile(
    r"^\W*(?:[\d.]+\)?\s*)?(?:nombre|raz[óo]n social|adjudicatari[oa]|beneficiari[oa]|entidad)\s*:\s*"
    r"(?P<name>.{3,120})$",
    re.IGNORECASE,
)
_LONGEST_NAME = 220


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """A name with its NIF, as one place of a text states them."""

    start: int
    end: int
    holder: Holder


def learn_holders(stretches: list[Stretch], lexicon: Lexicon) -> None:
    """First who has a NIF, then under which other names tables go on about them."""
    for stretch in stretches:
        for stated in _stated(stretch):
            lexicon.holders.setdefault(stated.holder.key, stated.holder)
            _join(lexicon, stated.holder)
    for stretch in stretches:
        granted = granted_in(stretch)
        known = granted is None or _NIF.search(granted.name) is not None or lexicon.holder(granted.name) is not None
        if granted is not None and not known:
            one = _holder(None, granted.name)
            lexicon.holders.setdefault(one.key, one)
    for stretch in stretches:
        for _, name in _named_cells(stretch):
            holder = _by_cell(name, lexicon)
            if holder is not None:
                _join(lexicon, replace(holder, aliases=(name.rstrip(". "),)))


def _join(lexicon: Lexicon, new: Holder) -> None:
    known = lexicon.holders[new.key]
    names = (new.name, new.acronym or "", *new.aliases)
    other = (name for name in names if name and key(name) not in {key(known.name), key(known.acronym or "")})
    aliases = dict.fromkeys((*known.aliases, *other))
    unique = tuple({key(name): name for name in reversed(aliases)}.values())[::-1]
    lexicon.holders[new.key] = replace(known, acronym=known.acronym or new.acronym, aliases=unique)


def mark_beneficiaries(stretch: Stretch) -> None:
    """Note holders with their NIF, the one that an item of a list of grants names, and in rows those named again."""
    for stated in _stated(stretch):
        _note(stretch, stated.start, stated.end, stretch.lexicon.holders.get(stated.holder.key, stated.holder))
    granted = granted_in(stretch)
    if granted is not None and not stretch.holders:
        known = _by_cell(granted.name, stretch.lexicon) or _holder(None, granted.name)
        _name(stretch, granted.start, granted.end, known, again=lists_receivers(stretch) or granted.at_once)
    for start, name in _named_cells(stretch):
        holder = _by_cell(name, stretch.lexicon)
        if holder is not None:
            _name(stretch, start, start + len(name.rstrip(". ")), holder, again=False)


def _name(stretch: Stretch, start: int, end: int, holder: Holder, *, again: bool) -> None:
    """Note a holder that is named without its NIF, unless it was before; `again`: also then."""
    if again or holder.key not in stretch.lexicon.named:
        _note(stretch, start, end, holder)
        return
    stretch.holders.append(holder)
    if stretch.row is None:
        stretch.close(start, end)


def _note(stretch: Stretch, start: int, end: int, holder: Holder) -> None:
    names = {"name": holder.name, "acronym": holder.acronym, "aliases": list(holder.aliases)}
    if stretch.add(EntityType.BENEFICIARY, start, end, holder.nif or holder.name, **names):
        stretch.close(start, end)
        stretch.holders.append(holder)
        stretch.lexicon.named.add(holder.key)


def item_holder(stretch: Stretch) -> dict[str, str | None] | None:
    """Whose row or item it is: the last holder in it. Of a sentence that names several, nobody's."""
    found = stretch.holders
    if not found or (stretch.row is None and len(found) > 1):
        return None
    return {"name": found[-1].name, "nif": found[-1].nif}


# ------------------------------------------------------------ names with a NIF


def _stated(stretch: Stretch) -> Iterator[_Stated]:
    for match in _NIF.finditer(stretch.text):
        nif = nif_number.compact(match[0].replace("–", "-").replace(".", ""))
        if not nif_number.is_valid(nif):
            continue
        span = _name_span(stretch, match.start())
        named = span is not None and re.search(r"[^\W\d]{3}", span[1]) is not None
        start, name = span if span and named else (match.start(), _named_above(stretch))
        yield _Stated(start=start, end=match.end(), holder=_holder(nif, name))


def _name_span(stretch: Stretch, before: int) -> tuple[int, str] | None:
    """The name in front of a NIF: the cell before it, a whole list item, or the proper name where a sentence has it."""
    cell = _cell_before(stretch.row, before)
    if cell is not None:
        return cell
    text = stretch.text[:before]
    intro = _INTRO.search(text)
    named = text[: intro.start()] if intro else text
    mark = _MARK.match(named)
    begin = mark.end() if mark else 0
    if mark and len(named) - begin <= _LONGEST_NAME and not re.search(r"[.;:]\s+[A-ZÁÉÍÓÚ]", named[begin:]):
        return begin, named[begin:]
    match = _NAME_END.search(named)
    return (match.start("name"), match["name"]) if match else None


def _named_above(stretch: Stretch) -> str:
    """`Nombre: Pesca Viva, S.L.` in the paragraph above one that gives the tax number alone; else nothing."""
    match = _LABELLED.match(stretch.above)
    return match["name"].strip() if match else ""


def _cell_before(row: RowFrame | None, before: int) -> tuple[int, str] | None:
    """The nearest cell with words on the left of a NIF; in a cell with both, the words before it."""
    for cell in reversed(row.cells if row else ()):
        if cell.end <= before and not cell.is_number and re.search(r"[^\W\d]{3}", cell.text):
            return cell.start, cell.text
    return None


def _holder(nif: str | None, written: str) -> Holder:
    written = written.strip(" .,;")
    expanded, ends = _EXPANDED.match(written), _ACRONYM_END.match(written)
    if expanded:
        return Holder(nif=nif, name=expanded["name"].strip(), acronym=expanded["acronym"])
    if ends and _stands_for(ends["acronym"], ends["name"]):
        return Holder(nif=nif, name=ends["name"].strip(), acronym=ends["acronym"].strip())
    return Holder(nif=nif, name=written or str(nif))


def _stands_for(acronym: str, name: str) -> bool:
    """Whether brackets hold a short name: two capitals, or letters of the name in order; `(Barcelona)` is a place."""
    if re.search(r"[A-ZÁÉÍÓÚ].*[A-ZÁÉÍÓÚ\d]", acronym):
        return True
    letters = iter(key(name).replace(" ", ""))
    return all(letter in letters for letter in key(acronym).replace(" ", ""))


# ------------------------------------------------------------ names in rows


def _named_cells(stretch: Stretch) -> Iterator[tuple[int, str]]:
    """Cells that may be a holder's name alone, and the ends of cells that readers could not divide."""
    if stretch.row is None or _NIF.search(stretch.text):
        return
    for cell in stretch.row.cells:
        if cell.is_number or len(cell.text) < 2:
            continue
        if len(cell.text) <= _LONGEST_NAME / 2:
            yield cell.start, cell.text
        for match in _known_names(cell.text, stretch.lexicon):
            if match.start() > 0:
                yield cell.start + match.start(), match[0]


def _known_names(text: str, lexicon: Lexicon) -> list[re.Match[str]]:
    """Where names of holders stand inside a longer cell."""
    names = {name for one in lexicon.holders.values() for name in (one.name, one.acronym or "") if len(name) > 2}
    if not names:
        return []
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return list(re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)(?:\s*\([^()]{{2,25}}\))?", text))


def _by_cell(name: str, lexicon: Lexicon) -> Holder | None:
    """`CIEMAT (PIC)`: by the whole, by what stands before the brackets, by what stands in them."""
    name = name.strip(" .")
    parts = _ACRONYM_END.match(name)
    tries = (name, parts["name"], parts["acronym"]) if parts else (name,)
    return next((holder for one in tries if (holder := lexicon.holder(one)) is not None), None)
