"""How a Spanish lawyer writes a place: `art. 5.3.e)`, `anexo VI`, `disposición final primera`."""

from __future__ import annotations

from kb.documents import PROVISIONS, UnitKind
from kb.numerals import roman, spell_ordinal

_PROVISION_NAMES = {
    UnitKind.ADDITIONAL_PROVISION: "disposición adicional",
    UnitKind.TRANSITIONAL_PROVISION: "disposición transitoria",
    UnitKind.REPEALING_PROVISION: "disposición derogatoria",
    UnitKind.FINAL_PROVISION: "disposición final",
}
_FIXED = {
    UnitKind.METADATA: "metadatos",
    UnitKind.PREAMBLE: "preámbulo",
    UnitKind.ENACTING_FORMULA: "fórmula de promulgación",
    UnitKind.SIGNATURE: "firma",
    UnitKind.SECTION_LABEL: "antetítulo",
    UnitKind.HEADLINE: "titular",
    UnitKind.OTHER: "texto sin clasificar",
}
_DIVISIONS = frozenset({UnitKind.BOOK, UnitKind.TITLE, UnitKind.CHAPTER, UnitKind.SECTION, UnitKind.SUBSECTION})
_NUMBERED_FAMILIES = {"art": "art.", "norma": "norma", "regla": "regla", "instr": "instrucción"}
_ANNEX_NAMES = {"an": "anexo", "ap": "apéndice"}


def _provision(kind: UnitKind, key: str) -> str:
    """`disposición final cuarta`, `disposición derogatoria única`; the plain name for an unnumbered one."""
    number, _, suffix = key.partition("_")
    written = spell_ordinal(int(number), feminine=True) if number.isdigit() else "única"
    return " ".join(part for part in (_PROVISION_NAMES[kind], written, suffix) if part)


def _article(part: str) -> str:
    """`art. 5 bis`, `art. único`, `apartado primero` of a resolution, `cláusula tercera`, `norma 1` of a circular."""
    family, _, key = part.partition("_")
    number, _, suffix = key.partition("_")
    suffix = suffix.replace("_", " ")
    if family in _NUMBERED_FAMILIES:
        written = "único" if number == "unico" else "única" if number == "unica" else number
        return " ".join(x for x in (_NUMBERED_FAMILIES[family], written, suffix) if x)
    feminine = family != "ap"
    noun = {"ap": "apartado", "cl": "cláusula", "base": "base"}[family]
    written = spell_ordinal(int(number), feminine=feminine) if number.isdigit() else ("única" if feminine else "único")
    return " ".join(x for x in (noun, written, suffix) if x)


def _annex(part: str) -> str:
    """`anexo VI`, `anexo`, and the name of a norm that this one approves, `reglamento`."""
    family, _, key = part.partition("_")
    if key == "unico":
        return _ANNEX_NAMES[family]
    if key.islower() and len(key) > 1:
        return key.replace("_", " ")
    return f"{_ANNEX_NAMES[family]} {key.replace('_', ' ')}"


def label(kind: UnitKind, part: str, mark: str, parent: str) -> str:
    """The label of a unit, from its kind, its part of the id, its mark and its parent's label.

    A part without a name of its own (a heading, the intro of a list) is called as its parent.
    """
    base = part.split("~")[0]
    if kind in PROVISIONS:
        return _provision(kind, base.partition("_")[2])
    if kind is UnitKind.ARTICLE:
        return _inside(parent, _article(base))
    if kind is UnitKind.ANNEX:
        return _annex(base)
    if kind is UnitKind.PREAMBLE_PART:
        return f"preámbulo {mark}"
    if kind in _FIXED:
        return _FIXED[kind]
    if kind in _DIVISIONS:
        return ", ".join(x for x in (parent, _lower_word(mark)) if x)
    return _part(kind, base, mark, parent)


def _lower_word(mark: str) -> str:
    """`CAPÍTULO II` -> `capítulo II`."""
    word, _, number = mark.partition(" ")
    return f"{word.lower()} {number if roman(number) else number.lower()}".strip()


def _inside(parent: str, article: str) -> str:
    """An article of an approved norm or of an annex names it too."""
    return f"{article} del {parent}" if parent else article


def _part(kind: UnitKind, part: str, mark: str, parent: str) -> str:
    """Apartados, letters and the like hang on their parent's label by a stop, as they are quoted."""
    match kind:
        case UnitKind.APARTADO:
            return (
                f"{parent}.{mark.rstrip('.')}"
                if parent.startswith("art.")
                else f"{parent}, apartado {mark.rstrip('.')}"
            )
        case UnitKind.LETRA:
            return f"{parent}.{mark}" if parent.startswith(("art.", "disposición")) else f"{parent}, letra {mark}"
        case UnitKind.NUMERO:
            return f"{parent}.{mark}"
        case UnitKind.TABLE:
            return f"{parent}, tabla {part[1:]}" if part != "t1" else f"{parent}, tabla"
        case UnitKind.ITEM | UnitKind.HEADING if parent == "cuerpo":
            return f"cuerpo {part}"
        case UnitKind.ROW:
            return f"{parent}, fila {part[1:]}"
        case UnitKind.NOTE:
            return f"{parent}, nota {part[1:]}"
        case UnitKind.LEAD:
            return f"entradilla {part}" if part.isdigit() else "entradilla"
        case UnitKind.BODY | UnitKind.QUOTATION:
            return f"cuerpo {part}" if part.isdigit() else "cuerpo"
        case _:
            return parent


def paragraph_label(parent: str, number: int, total: int) -> str:
    """`art. 6, párrafo segundo`; the parent's own label when it has a single paragraph."""
    return parent if total == 1 else f"{parent}, párrafo {spell_ordinal(number)}"
