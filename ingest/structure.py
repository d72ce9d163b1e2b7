"""Text to units: the only place that knows what an article or an annex looks like."""

from __future__ import annotations

from ingest import markers
from ingest.layout import Placed, lay_out
from ingest.lists import place
from ingest.markers import Heading
from ingest.press_note import split_press_note
from ingest.text import Role, Text
from ingest.tree import FLAT, Node, Piece, piece, units_of
from kb.documents import PROVISIONS, DocumentKind, Unit, UnitKind
from kb.numerals import plain, roman

_ROWS = (Role.ROW, Role.HEADER_ROW)
_LONGEST_TITLE = 300
_LONGEST_HEADING = 120
_DIVISION_ORDER = (UnitKind.BOOK, UnitKind.TITLE, UnitKind.CHAPTER, UnitKind.SECTION, UnitKind.SUBSECTION)
_LIST_HOMES = frozenset({UnitKind.ARTICLE, UnitKind.ANNEX}) | PROVISIONS


def split(text: Text) -> tuple[str, DocumentKind, tuple[Unit, ...]]:
    """The document's final text, what it is, and the units that tile it."""
    content, lines = lay_out(text)
    kind = DocumentKind.NORM if _is_norm(text, lines) else DocumentKind.PRESS_NOTE
    return content, kind, split_norm(lines) if kind is DocumentKind.NORM else split_press_note(lines)


def _is_norm(text: Text, lines: tuple[Placed, ...]) -> bool:
    """A gazette identifier or a rank in the title, an article or an enacting formula."""
    if text.identifier or text.publication.rank:
        return True
    return any(markers.article(p.text) or markers.provision(p.text) or markers.FORMULA.match(p.text) for p in lines)


def split_norm(lines: tuple[Placed, ...]) -> tuple[Unit, ...]:
    """The units of a norm, which tile its text."""
    splitter = _NormSplitter(lines)
    while splitter.at < len(lines):
        splitter.step()
    return units_of(splitter.root)


class _NormSplitter:
    """Walks the lines once; `top` is the open part of the norm, `here` the innermost open unit."""

    def __init__(self, lines: tuple[Placed, ...]) -> None:
        self.lines = lines
        self.at = 0
        self.root = Node(kind=UnitKind.OTHER, part="")
        self.top: Node | None = None
        self.here: Node = self.root
        self.group: Heading | None = None
        self.family = "ap"
        self.enacted = False
        self.signed = False
        self.has_articles = any(not p.quoted and markers.article(p.text) for p in lines)

    # ------------------------------------------------------------ lines

    def step(self) -> None:
        """Place one line, and with a heading the lines of its title."""
        current = self.lines[self.at]
        role = current.line.role
        if role in (Role.METADATA, Role.TITLE):
            self._metadata(current)
        elif role in _ROWS:
            self._table()
            return
        elif role is Role.IMAGE:
            self._image(current)
        elif role is Role.NOTE and self.top is not None:
            self._note(current)
        elif current.quoted or not (self._heading(current) or self._listed(current)):
            self._paragraph(current)
        self.at += 1

    def _piece(self, placed: Placed, kind: UnitKind = UnitKind.PARAGRAPH) -> Piece:
        return piece(placed.line, placed.start, kind)

    def _peek(self, ahead: int = 1) -> Placed | None:
        index = self.at + ahead
        return self.lines[index] if index < len(self.lines) else None

    def _metadata(self, placed: Placed) -> None:
        if self.top is None or self.top.kind is not UnitKind.METADATA:
            part = "metadatos" if self.top is None else "analisis"
            self._open_top(Node(kind=UnitKind.METADATA, part=part))
        self.here.add(self._piece(placed, UnitKind.METADATA))

    def _open_top(self, node: Node) -> Node:
        self.top = self.here = self.root.open(node)
        return node

    # ------------------------------------------------------------ headings

    def _heading(self, placed: Placed) -> bool:
        """Whether the line opened a unit."""
        text = placed.text
        if self._preamble_heading(placed) or self._formula(placed) or self._sign(placed):
            return True
        if (found := markers.annex(text)) or (self.signed and (found := markers.approved_body(text))):
            self._open_annex(found, placed)
            return True
        if found := markers.division(text):
            self._open_division(found, placed)
            return True
        if found := markers.provisions(text):
            self.group = found
            self._loose(placed)
            return True
        if found := markers.article(text) or markers.provision(text) or self._named(placed):
            self._open_article(found, placed)
            return True
        return self._ordinal_unit(placed) or self._inner_heading(placed)

    def _preamble_heading(self, placed: Placed) -> bool:
        if self.enacted or (self.top is not None and self.top.kind not in (UnitKind.PREAMBLE, UnitKind.METADATA)):
            return False
        if markers.PREAMBLE.match(placed.text):
            self._preamble().add(self._piece(placed, UnitKind.HEADING))
            return True
        match = markers.ROMAN_PART.match(placed.text)
        number = roman(match["number"]) if match else None
        if match is None or number is None or number != self._parts_of_preamble() + 1:
            return False
        part = Node(kind=UnitKind.PREAMBLE_PART, part=match["number"], mark=match["number"])
        self.here = self._preamble().open(part)
        self.here.add(self._piece(placed, UnitKind.HEADING))
        return True

    def _preamble(self) -> Node:
        if self.top is None or self.top.kind is not UnitKind.PREAMBLE:
            self._open_top(Node(kind=UnitKind.PREAMBLE, part="pre", mark="Preámbulo"))
        assert self.top is not None
        return self.top

    def _parts_of_preamble(self) -> int:
        in_preamble = self.top is not None and self.top.kind is UnitKind.PREAMBLE
        return self.top.count(UnitKind.PREAMBLE_PART) if in_preamble and self.top else 0

    def _formula(self, placed: Placed) -> bool:
        if self.enacted:
            return False
        if markers.FORMULA.match(placed.text):
            if self.top is None or self.top.kind is not UnitKind.ENACTING_FORMULA:
                self._open_top(Node(kind=UnitKind.ENACTING_FORMULA, part="formula"))
            self.here.add(self._piece(placed))
            self.enacted = True
            return True
        soon = (self._peek(ahead) for ahead in (1, 2, 3))
        if markers.PRE_FORMULA.match(placed.text) and any(p and markers.FORMULA.match(p.text) for p in soon):
            self._open_top(Node(kind=UnitKind.ENACTING_FORMULA, part="formula"))
            self.here.add(self._piece(placed))
            return True
        return False

    def _sign(self, placed: Placed) -> bool:
        if self.signed or self.top is None or self.top.kind in (UnitKind.METADATA, UnitKind.ANNEX):
            return False
        if not markers.SIGNATURE.match(placed.text) and placed.line.role is not Role.SIGNATURE:
            return False
        self._open_top(Node(kind=UnitKind.SIGNATURE, part="firma"))
        self.here.add(self._piece(placed))
        self.signed = True
        return True

    def _open_annex(self, found: Heading, placed: Placed) -> None:
        node = self._open_top(_node(found))
        self.group, self.signed, self.enacted = None, True, True
        self.family = "ap"
        node.add(self._with_title(placed, node, found))

    def _open_division(self, found: Heading, placed: Placed) -> None:
        parent = self._home()
        if parent is None:
            self.enacted = True
            parent = self.root
        inner = self.here if self.here is not self.root else parent
        order = _DIVISION_ORDER.index(found.kind)
        for node in inner.up():
            if node.kind in FLAT and _DIVISION_ORDER.index(node.kind) < order:
                parent = node
                break
            if node is parent:
                break
        node = _node(found)
        self.here = parent.open(node)
        if parent is self.root:
            self.top = node
        self.group = None
        node.add(self._with_title(placed, node, found))

    def _home(self) -> Node | None:
        """The annex or approved norm that articles and divisions now fall in, if any."""
        return self.top if self.top is not None and self.top.kind is UnitKind.ANNEX else None

    def _open_article(self, found: Heading, placed: Placed) -> None:
        self.enacted = True
        parent = self._home() or self.root
        if found.kind is UnitKind.ARTICLE:
            parent = next((node for node in self.here.up() if node.kind in FLAT), parent)
        node = _node(found)
        self.here = parent.open(node)
        if parent is self.root:
            self.top = node
        self.group = self.group if found.kind in PROVISIONS else None
        follower = self._peek()
        bare = follower is None or follower.line.role in (Role.METADATA, *_ROWS) or self._opens(follower)
        is_body = (bare and len(found.rest) > 40) or len(found.rest) > _LONGEST_TITLE
        if is_body:
            node.heading = ""
        node.add(self._piece(placed, UnitKind.PARAGRAPH if is_body else UnitKind.HEADING))
        if not found.rest and self._titled(follower):
            self._take_title(node)

    def _named(self, placed: Placed) -> Heading | None:
        """`Norma 1. Objeto.`, where the reader knows it for a heading or there are no articles."""
        told = placed.line.role is Role.ARTICLE
        return markers.named_unit(placed.text) if told or not self.has_articles else None

    def _opens(self, placed: Placed) -> bool:
        """Whether a line opens an article-like unit or a part of the norm."""
        text = placed.text
        if self._named(placed) and not placed.quoted:
            return True
        tests = (markers.article, markers.provision, markers.division, markers.annex, markers.provisions)
        return not placed.quoted and (any(test(text) for test in tests) or markers.SIGNATURE.match(text) is not None)

    def _titled(self, follower: Placed | None) -> bool:
        """Whether the next line is the title of the heading before it and no body."""
        if follower is None or follower.line.role not in (Role.TEXT, Role.HEADING) or self._opens(follower):
            return False
        text = follower.text
        if follower.line.role is Role.HEADING:
            return True
        ends = text.endswith((".", ":", ";", ","))
        return len(text) < _LONGEST_TITLE and not markers.list_markers(text) and not ends and text[:1].isupper()

    def _with_title(self, placed: Placed, node: Node, found: Heading) -> Piece:
        """The heading's piece, stretched over the title on the next line; moves on past it."""
        heading = self._piece(placed, UnitKind.HEADING)
        follower = self._peek()
        if found.rest or follower is None or not self._titled(follower):
            return heading
        heading.end = follower.start + len(follower.text)
        node.heading = follower.text.rstrip(".")
        self.at += 1
        return heading

    def _take_title(self, node: Node) -> None:
        placed = self.lines[self.at]
        node.content.pop()
        heading = Heading(kind=node.kind, part=node.part, mark=node.mark, rest="")
        node.add(self._with_title(placed, node, heading))

    def _ordinal_unit(self, placed: Placed) -> bool:
        """`Primero. Objeto.` of a resolution, `Primera.` under DISPOSICIONES FINALES, a clause of an agreement."""
        if plain(placed.text).rstrip(".: ") in ("clausulas", "estipulaciones"):
            self.family = "cl"
            self._loose(placed)
            return True
        found = markers.ordinal_unit(placed.text)
        if found is None:
            return False
        number, key, rest, feminine = found
        mark = placed.text[: len(placed.text) - len(rest)].strip().rstrip(".:-–— ")
        if self.group is not None and feminine:
            part = f"{self.group.part}_{key}"
            heading = Heading(kind=self.group.kind, part=part, mark=mark, rest=rest, number=number)
        elif self._resolves(number, feminine):
            part = f"{self.family}_{key}"
            heading = Heading(kind=UnitKind.ARTICLE, part=part, mark=mark, rest=rest, number=number)
        else:
            return False
        self._open_article(heading, placed)
        return True

    def _resolves(self, number: int | None, feminine: bool) -> bool:
        """Whether an ordinal opens a unit of its own: no articles here, and the count goes on."""
        in_article = self.here.kind is UnitKind.ARTICLE or any(n.kind is UnitKind.ARTICLE for n in self.here.up())
        if self.has_articles and not (self.family == "cl" and self._home()):
            return False
        if (self.family == "cl") != feminine or number is None:
            return False
        last = next((n.number for n in self.here.up() if n.kind is UnitKind.ARTICLE), 0)
        return number == last + 1 if in_article else number == 1 and (self.enacted or self._home() is not None)

    def _inner_heading(self, placed: Placed) -> bool:
        """A heading inside an annex: short, without a stop, set apart."""
        home = self._home()
        text = placed.text
        told = placed.line.role is Role.HEADING
        if home is None or (self.here.kind in _LIST_HOMES and self.here is not home):
            return False
        looks = placed.line.blank_before and len(text) <= _LONGEST_HEADING and text[:1].isupper()
        if (not told and not (looks and text[-1] not in ".:;,»”")) or markers.list_markers(text):
            return False
        self.here = home
        home.add(self._piece(placed, UnitKind.HEADING))
        return True

    # ------------------------------------------------------------ text, lists, tables

    def _anchor(self) -> Node | None:
        return next((node for node in self.here.up() if node.kind in _LIST_HOMES), None)

    def _listed(self, placed: Placed) -> bool:
        """Whether the line is an item of a list inside an article, a provision or an annex."""
        anchor = self._anchor()
        found = markers.list_markers(placed.text) if anchor is not None else ()
        if anchor is None or not found:
            return False
        node = place(self.here, anchor, found)
        if node is None:
            return False
        node.add(self._piece(placed))
        self.here = node
        return True

    def _paragraph(self, placed: Placed) -> None:
        if self.top is None or self.top.kind is UnitKind.METADATA:
            self._loose(placed)
            return
        if not placed.quoted:
            self.here = self._out_of_list()
        self.here.add(self._piece(placed))

    def _out_of_list(self) -> Node:
        """Where an unnumbered paragraph goes: back to the apartado, or to what the list hangs on."""
        for node in self.here.up():
            if (node.kind is UnitKind.APARTADO and not node.introduced) or not node.level:
                return node
        return self.here

    def _loose(self, placed: Placed) -> None:
        """A line that opens no unit and has none to go to."""
        if self.top is None or self.top.kind is UnitKind.METADATA:
            if self.root.count(UnitKind.PREAMBLE) == 0 and not self.enacted:
                self.here = self._preamble()
            else:
                self._open_top(Node(kind=UnitKind.OTHER, part="resto"))
            self.here.add(self._piece(placed))
            return
        home = self._home()
        if home is not None:
            self.here = home
            home.add(self._piece(placed, UnitKind.HEADING))
            return
        self._open_top(Node(kind=UnitKind.OTHER, part="rotulo")).add(self._piece(placed, UnitKind.HEADING))

    def _table(self) -> None:
        """Take the whole run of rows as one table."""
        if self.top is None:
            self._preamble()
        parent = self._out_of_list()
        table = parent.open(Node(kind=UnitKind.TABLE, part=f"t{parent.count(UnitKind.TABLE) + 1}"))
        rows = 0
        while self.at < len(self.lines) and (placed := self.lines[self.at]).line.role in _ROWS:
            header = placed.line.role is Role.HEADER_ROW and rows == 0
            if header:
                node = Node(kind=UnitKind.TABLE_HEADER, part="h", cells=placed.line.cells)
            else:
                rows += 1
                node = Node(kind=UnitKind.ROW, part=f"r{rows}", cells=placed.line.cells)
            table.open(node).add(self._piece(placed))
            self.at += 1
        self.here = parent

    def _image(self, placed: Placed) -> None:
        if self.top is None:
            self._preamble()
        parent = self._out_of_list()
        image = Node(kind=UnitKind.IMAGE, part=f"img{parent.count(UnitKind.IMAGE) + 1}")
        parent.open(image).add(self._piece(placed))
        self.here = parent

    def _note(self, placed: Placed) -> None:
        """A note at the end of an article is the article's; one among its parts is of the part it follows."""
        ahead = 1
        while (follower := self._peek(ahead)) is not None and follower.line.role is Role.NOTE:
            ahead += 1
        ends = follower is None or follower.line.role is Role.METADATA or self._opens(follower)
        anchor = self._anchor() if ends else None
        parent = anchor or self.here
        note = Node(kind=UnitKind.NOTE, part=f"n{parent.count(UnitKind.NOTE) + 1}")
        parent.open(note).add(self._piece(placed))
        self.here = parent


def _node(found: Heading) -> Node:
    """The unit that a heading opens."""
    return Node(
        kind=found.kind,
        part=found.part,
        mark=found.mark,
        heading=found.rest.rstrip(". "),
        number=found.number or 0,
    )
