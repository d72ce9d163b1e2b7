"""What lies inside a paragraph: raised and lowered figures as Unicode, images as their placeholder."""

from __future__ import annotations

from ingest.readers.safe_xml import Element, local_name

_RAISED = str.maketrans("0123456789+-−–=n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼ⁿ")
_LOWERED = str.maketrans("0123456789+-−–=", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌")
_ORDINALS = {"a": "ª", "o": "º"}
_SITE = "https://www.boe.es"


def raised(text: str) -> str:
    """`m` + `2` reads m², `10` + `18` reads 10¹⁸, `1.` + `a` reads 1.ª; words and (1) stay on the line."""
    core = text.strip()
    if core in _ORDINALS:
        return _ORDINALS[core]
    return _shifted(text, _RAISED)


def lowered(text: str) -> str:
    """`CO` + `2` reads CO₂; letters stay on the line."""
    return _shifted(text, _LOWERED)


def _shifted(text: str, table: dict[int, int]) -> str:
    core = text.strip()
    return core.translate(table) if core and all(ord(c) in table for c in core) else text


def image(element: Element) -> str:
    """`Imagen: /datos/imagenes/…`, as a page copied from boe.es shows it."""
    alternative = (element.get("alt") or "").strip()
    if alternative.startswith("Imagen:"):
        return alternative
    source = (element.get("src") or alternative or "sin nombre").removeprefix(_SITE)
    return f"Imagen: {source[:200]}"


def text_of(element: Element) -> str:
    """All the text under an element, blocks and line breaks told apart by a blank."""
    parts: list[str] = []
    _collect(element, parts)
    return "".join(parts)


_INLINE = frozenset(
    "a abbr acronym b big cite code del dfn em font i ins kbd q s small span strike strong tt u var".split()
)


def _collect(element: Element, parts: list[str]) -> None:
    parts.append(element.text or "")
    for child in element:
        name = local_name(child)
        if name == "sup":
            parts.append(raised(text_of(child)))
        elif name == "sub":
            parts.append(lowered(text_of(child)))
        elif name == "img":
            parts.append(f" {image(child)} ")
        elif name in _INLINE:
            _collect(child, parts)
        elif name:
            parts.append(" ")
            _collect(child, parts)
            parts.append(" ")
        parts.append(child.tail or "")
