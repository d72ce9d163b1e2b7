"""The parts of a press note: headline, lead, date line, body, quotations with their speaker, lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import markers
from ingest.heading import LONG_DATE
from ingest.layout import Placed
from ingest.tables import ROWS, take_table
from ingest.text import Role
from ingest.tree import Node, Piece, piece, units_of
from kb.documents import Unit, UnitKind

DATELINE = re.compile(
    rf"(?:(?P<place>[A-ZÁÉÍÓÚ][\w .()/\-]{{2,60}}),\s+)?(?:a\s+)?(?:{LONG_DATE.pattern})\s*(?:[.\-–—]+\s*|$)",
    re.IGNORECASE,
)
"""`Madrid, 10 de diciembre de 2024.-`"""

_QUOTATION = re.compile(r"“[^”]{30,}”?|«[^»]{30,}»?|\"[^\"]{30,}\"?")
_SAYS = (
    r"(?:ha|han|había|según)?\s*(?:subrayado|señalado|afirmado|destacado|declarado|indicado|explicado|añadido|asegurado|"
    r"manifestado|recordado|apuntado|dicho|concluido|resaltado|valorado|remarcado|detallado|expresado|comentado|"
    r"defendido|insistido|reconocido|agradecido|subraya|señala|afirma|destaca|declara|explica|añade|asegura|dijo|afirmó|"
    r"señaló|destacó|subrayó|explicó|añadió|aseguró)"
)
_SPEECH = re.compile(rf"\b{_SAYS}\b", re.IGNORECASE)
_NAME = re.compile(r"\b[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+(?:\s+(?:de|del|la|y)\s+|\s+)(?:[A-ZÁÉÍÓÚÑ][\wáéíóúñ.]+\s?){1,3}")
_NEAREST = 20
"""Names that are tried for the speaker."""
_LONGEST_LABEL = 45
_LONGEST_HEADING = 120


def split_press_note(lines: Sequence[Placed]) -> tuple[Unit, ...]:
    """The units of a press note, which tile its text."""
    root = Node(kind=UnitKind.OTHER, part="")
    at = _headline(root, lines)
    at = _lead(root, lines, at)
    _body(root, lines[at:])
    return units_of(root)


def _single(parent: Node, node: Node, content: Piece) -> None:
    parent.open(node).add(content)


def _headline(root: Node, lines: Sequence[Placed]) -> int:
    """The headline, with a section label above it; the number of lines taken."""
    at = 0
    labelled = len(lines) > 1 and len(lines[0].text) <= _LONGEST_LABEL and _is_title(lines[1])
    if labelled and len(lines[1].text) > len(lines[0].text):
        _single(root, Node(kind=UnitKind.SECTION_LABEL, part="antetitulo"), piece(lines[0].line, lines[0].start))
        at = 1
    if at < len(lines) and _is_title(lines[at]):
        node = Node(kind=UnitKind.HEADLINE, part="titular", heading="")
        _single(root, node, piece(lines[at].line, lines[at].start))
        at += 1
    return at


def _is_title(placed: Placed) -> bool:
    """No bullet, no date line, and no stop at its end."""
    text = placed.text
    plain_line = placed.line.role in (Role.TEXT, Role.TITLE, Role.HEADING) and not markers.list_markers(text)
    return plain_line and not DATELINE.match(text) and not text.endswith((".", ":", ";"))


def _lead(root: Node, lines: Sequence[Placed], at: int) -> int:
    """The bullets, or lines without a stop, between the headline and the body."""
    end = at
    while end < len(lines) and (_is_bullet(lines[end]) or _is_title(lines[end])):
        end += 1
    if end == at:
        return at
    lead = root.open(Node(kind=UnitKind.LEAD, part="entradilla"))
    for number, placed in enumerate(lines[at:end], 1):
        _single(lead, Node(kind=UnitKind.LEAD, part=str(number)), piece(placed.line, placed.start))
    return end


def _is_bullet(placed: Placed) -> bool:
    found = markers.list_markers(placed.text)
    return placed.line.role is Role.ITEM or (bool(found) and found[0].level == "dash")


def _body(root: Node, lines: Sequence[Placed]) -> None:
    """Paragraphs, quotations, items and inner headings, numbered one after another."""
    if not lines:
        return
    body = root.open(Node(kind=UnitKind.BODY, part="cuerpo"))
    number, at = 0, 0
    while at < len(lines):
        placed = lines[at]
        if placed.role in ROWS:
            at = take_table(body, lines, at)
            continue
        number += 1
        kind, speaker = _sort(placed)
        node = body.open(Node(kind=kind, part=str(number), heading=speaker))
        for content in _pieces(placed, first=number == 1):
            node.add(content)
        at += 1


def _sort(placed: Placed) -> tuple[UnitKind, str]:
    """What a paragraph of the body is, and who speaks in it."""
    text = placed.text
    if placed.line.role is Role.IMAGE:
        return UnitKind.IMAGE, ""
    if _is_bullet(placed):
        return UnitKind.ITEM, ""
    if _QUOTATION.search(text) and _SPEECH.search(_QUOTATION.sub(" ", text)):
        return UnitKind.QUOTATION, speaker_of(text)
    if placed.line.role is Role.HEADING or (len(text) <= _LONGEST_HEADING and _is_title(placed)):
        return UnitKind.HEADING, ""
    return UnitKind.BODY, ""


def speaker_of(text: str) -> str:
    """The person to whom a paragraph gives its quotation; empty when it names none."""
    outside = _QUOTATION.sub(" ", text)
    said = _SPEECH.search(outside)
    if said is None:
        return ""
    names = [
        (min(abs(m.start() - said.end()), abs(said.start() - m.end())), m[0].strip(" .,"))
        for m in _NAME.finditer(outside)
    ]
    people = sorted((far, name) for far, name in names if not name.startswith(("El ", "La ", "Por ", "Según ")))
    return _person(outside, said.start(), people[:_NEAREST])


def _person(text: str, said: int, people: list[tuple[int, str]]) -> str:
    """An apposition set off by commas is the person's name; else the name nearest to the verb."""
    set_off = [name for _, name in people if re.search(rf",\s+{re.escape(name)}\s*(?:[.,]|$)", text)]
    if set_off:
        return min(set_off, key=lambda name: abs(text.index(name) - said))
    return min(people)[1] if people else ""


def _pieces(placed: Placed, *, first: bool) -> list[Piece]:
    """A paragraph's text; the date line at the head of the first one is a piece of its own."""
    match = DATELINE.match(placed.text) if first else None
    if match is None:
        return [piece(placed.line, placed.start)]
    cut = placed.start + len(match[0].rstrip())
    dateline = Piece(start=placed.start, end=cut, page=placed.line.page, kind=UnitKind.DATELINE)
    rest = placed.text[len(match[0]) :].lstrip()
    if not rest:
        return [dateline]
    return [dateline, Piece(start=placed.end - len(rest), end=placed.end, page=placed.line.page)]
