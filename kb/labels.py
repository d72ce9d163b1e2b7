"""How a Spanish lawyer writes a place: `art. 5.3.e)`, `anexo VI`, `disposición final primera`."""

from __future__ import annotations

import re

from kb.documents import PROVISIONS, UnitKind
from kb.numerals import plain, roman, spell_ordinal

_PROVISION_NAMES = {
    UnitKind.ADDITIONAL_PROVISION: "disposición adicional",
    UnitKind.TRANSITIONAL_PROVISION: "disposición transitoria",
    UnitKind.REPEALING_PROVISION: "disposición derogatoria",
    UnitKind.FINAL_PROVISION: "disposición final",
}
_FIXED = {
    UnitKind.METADATA: "metadatos",
    UnitKind.SIGNATURE: "firma",
    UnitKind.SECTION_LABEL: "antetítulo",
    UnitKind.HEADLINE: "titular",
    UnitKind.OTHER: "texto sin clasificar",
}
_DIVISIONS = {
    UnitKind.BOOK: "libro",
    UnitKind.TITLE: "título",
    UnitKind.CHAPTER: "capítulo",
    UnitKind.SECTION: "sección",
    UnitKind.SUBSECTION: "subsección",
}
_FAMILIES = {
    "art": "art.", "ap": "apartado", "cl": "cláusula", "base": "base", "norma": "norma", "regla": "regla",
    "instr": "instrucción", "parr": "párrafo", "exp": "expositivo",
}  # fmt: skip
_SPELLED = frozenset({"ap", "cl", "base", "exp"})
"""Families whose numbers are written in words."""
_FEMININE = frozenset({"cl", "base", "norma", "regla", "instr"})
_ANNEX_NAMES = {"an": "anexo", "ap": "apéndice"}
_NO_NUMBER = {"unico": "único", "unica": "única"}
_LATIN = re.compile(r"[a-z]{3,}")
_ANNEXES = ("anexo", "anejo", "apéndice")
_SPELLED_PARAGRAPHS = 12
"""From the thirteenth on a paragraph is `párrafo 13.º`."""
_BESIDES = (*_ANNEXES, "disposición", "texto")
"""What an apartado is named beside of, not hung on by a stop: `anexo VI, apartado 2`."""

_NAMED_OF = tuple(f"{family} " for family in _FAMILIES.values())
_OF = re.compile(r" (?:del|de la|de los|de las) ")
"""Between an article and the approved norm or the annex that it is of."""


def _suffix(suffix: str) -> str:
    """`bis_2` -> `bis 2`, `a` -> `a)`"""
    return " ".join(f"{part})" if part.isalpha() and len(part) == 1 else part for part in suffix.split("_") if part)


def _provision(kind: UnitKind, key: str, mark: str) -> str:
    """`disposición final cuarta`, `norma final única` of a circular; the plain name for an unnumbered one."""
    number, _, suffix = key.partition("_")
    written = spell_ordinal(int(number), feminine=True) if number.isdecimal() else _NO_NUMBER.get(number, number)
    name = _PROVISION_NAMES[kind]
    if mark[:5].lower() == "norma":
        name = name.replace("disposición", "norma")
    return " ".join(part for part in (name, written, _suffix(suffix)) if part)


def _article(part: str, mark: str) -> str:
    """`art. 5 bis`, `apartado primero` of a resolution, `apartado 1.º`, `cláusula tercera`, `norma 1` of a circular."""
    family, _, key = part.partition("_")
    number, _, suffix = key.partition("_")
    written = _NO_NUMBER.get(number, number)
    if mark[:1].isdecimal():
        written, suffix = mark, ""
    elif number.isdecimal() and family in _SPELLED:
        written = spell_ordinal(int(number), feminine=family in _FEMININE)
    first, dash, last = written.partition("-")
    if dash and family == "art" and first.isdecimal():
        return f"arts. {first} a {last}"
    return " ".join(part for part in (_FAMILIES.get(family, family), written, _suffix(suffix)) if part)


def _annex(part: str, mark: str) -> str:
    """`anexo VI`, `anejo 2` where it is so called, `anexo`, and the name of a norm that is approved, `reglamento`."""
    family, _, key = part.partition("_")
    name = "anejo" if plain(mark).startswith("anejo") else _ANNEX_NAMES[family]
    if key.startswith("unico"):
        return name
    if key.islower() and len(key) > 1 and not key[0].isdecimal():
        return key.replace("_", " ")
    head, *rest = key.split("_")
    written = head + "".join(f" {part}" if _LATIN.fullmatch(part) else f".{part}" for part in rest)
    return f"{name} {written}"


def label(kind: UnitKind, part: str, mark: str, parent: str) -> str:
    """The label of a unit, from its kind, its part of the id, its mark and its parent's label.

    A part without a name of its own (a heading, the intro of a list) is called as its parent.
    """
    base = part.split("~")[0]
    if kind in PROVISIONS:
        return _inside(parent, _provision(kind, base.partition("_")[2], mark))
    if kind is UnitKind.ARTICLE:
        return _inside(parent, _article(base, mark))
    if kind is UnitKind.ANNEX:
        return _annex(base, mark)
    if kind is UnitKind.PREAMBLE:
        return mark.lower() or "preámbulo"
    if kind is UnitKind.PREAMBLE_PART:
        return f"preámbulo {mark}"
    if kind is UnitKind.ENACTING_FORMULA:
        return ", ".join(name for name in (mark[:1].lower() + mark[1:], "fórmula de promulgación") if name)
    if kind in _FIXED:
        return _FIXED[kind]
    if kind in _DIVISIONS:
        return ", ".join(name for name in (parent, _division(kind, mark)) if name)
    return _part(kind, base, mark, parent)


def _division(kind: UnitKind, mark: str) -> str:
    """`CAPITULO II` -> `capítulo II`, `Sección 1.ª` -> `sección 1.ª`"""
    word, _, number = mark.partition(" ")
    noun = "parte" if word.lower() == "parte" else _DIVISIONS[kind]
    return f"{noun} {number if roman(number) else number.lower()}".strip()


def _inside(parent: str, name: str) -> str:
    """An article of an approved norm or of an annex names it too."""
    if not parent:
        return name
    word = plain(parent.split()[0])
    feminine = re.search(r"(?:a|ion|ley|base)(?:e?s)?$", word) is not None
    of = ("de los", "de las")[feminine] if word.endswith("s") else ("del", "de la")[feminine]
    return f"{name} {of} {parent}"


def _part(kind: UnitKind, part: str, mark: str, parent: str) -> str:
    """Apartados, letters and the like hang on their parent's label by a stop, as they are quoted."""
    match kind:
        case UnitKind.APARTADO | UnitKind.LETRA | UnitKind.NUMERO:
            return _item(kind, part, mark.rstrip("."), parent)
        case UnitKind.TABLE:
            return f"{parent}, tabla {part[1:]}" if part != "t1" else f"{parent}, tabla"
        case UnitKind.ITEM | UnitKind.HEADING if parent == "cuerpo":
            return f"cuerpo {part}"
        case UnitKind.ROW:
            return f"{parent}, fila {part[1:]}"
        case UnitKind.NOTE:
            return f"{parent}, nota {part[1:]}"
        case UnitKind.LEAD:
            return f"entradilla {part}" if part.isdecimal() else "entradilla"
        case UnitKind.BODY | UnitKind.QUOTATION:
            return f"cuerpo {part}" if part.isdecimal() else "cuerpo"
        case UnitKind.HEADING if not parent:
            return "rótulo"
        case _:
            return parent


def _item(kind: UnitKind, part: str, mark: str, parent: str) -> str:
    """`art. 5.3`, `art. 6.1.c) 1.º`, `anexo II, apartado 2`, `anexo II, apartado 1.2` for a `1.2` under its `1.`

    Of an article inside an approved norm the body comes last: `art. 5.3 del reglamento`.
    """
    inside = _OF.search(parent) if parent.startswith(_NAMED_OF) else None
    if inside is not None:
        return _item(kind, part, mark, parent[: inside.start()]) + parent[inside.start() :]
    head, _, last = mark.rpartition(".")
    if head and last.isdecimal() and parent.endswith(f"letra {head})"):
        return parent.removesuffix(f"letra {head})") + f"apartado {mark}"
    hangs = part == last or not (parent.startswith(_ANNEXES) and "," not in parent)
    if last.isdecimal() and head and hangs and parent.endswith((f".{head}", f" {head}")):
        return parent.removesuffix(head) + mark
    if kind is UnitKind.APARTADO and parent.startswith(_BESIDES):
        return f"{parent}, apartado {mark}"
    if kind is UnitKind.LETRA and parent.startswith(_ANNEXES) and "," not in parent:
        return f"{parent}, letra {mark}"
    return f"{parent}{' ' if parent[-1:] in ')ºª°' else '.'}{mark}"


def paragraph_label(parent: str, number: int, total: int) -> str:
    """`art. 6, párrafo segundo`; the parent's own label when it has a single paragraph."""
    if total == 1:
        return parent
    return f"{parent}, párrafo {spell_ordinal(number) if number <= _SPELLED_PARAGRAPHS else f'{number}.º'}"
