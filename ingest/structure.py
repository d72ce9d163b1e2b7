"""Text to units: the only place that knows what an article or an annex looks like."""

from __future__ import annotations

from ingest import markers, phrases
from ingest.counting import Count
from ingest.layout import Placed, lay_out
from ingest.lists import interrupted, out_of_list, place
from ingest.markers import Heading
from ingest.press_note import split_press_note
from ingest.tables import ROWS, take_table
from ingest.text import Role, Text
from ingest.titles import Titles, is_title
from ingest.tree import DIVISIONS, FLAT, Node, Piece, name_text, piece, units_of
from kb.documents import PROVISIONS, DocumentKind, Unit, UnitKind
from kb.numerals import roman

_LONGEST_HEADING = 120
_FAR = 8
"""Lines below a paragraph among which its list goes on, if it does."""
_PLAIN = frozenset({Role.TEXT, Role.ITEM})
_LIST_HOMES = frozenset({UnitKind.ARTICLE, UnitKind.ANNEX, UnitKind.OTHER}) | PROVISIONS
_FORMULA = UnitKind.ENACTING_FORMULA


def split(text: Text) -> tuple[str, DocumentKind, tuple[Unit, ...]]:
    """The document's final text, what it is, and the units that tile it."""
    content, lines = lay_out(text)
    kind = DocumentKind.NORM if _is_norm(text, lines) else DocumentKind.PRESS_NOTE
    return content, kind, split_norm(lines) if kind is DocumentKind.NORM else split_press_note(lines)


def _is_norm(text: Text, lines: tuple[Placed, ...]) -> bool:
    """A gazette identifier or a rank in the title, an article or an enacting formula."""
    if text.identifier or text.publication.rank:
        return True
    articles = PROVISIONS | {UnitKind.ARTICLE}
    return any((p.opening and p.opening.kind in articles) or phrases.FORMULA.match(p.text) for p in lines)


def split_norm(lines: tuple[Placed, ...]) -> tuple[Unit, ...]:
    """The units of a norm, which tile its text."""
    splitter = _NormSplitter(lines)
    while splitter.at < len(lines):
        splitter.step()
    name_text(splitter.root)
    return units_of(splitter.root)


class _NormSplitter:
    """Walks the lines once; `top` is the open part of the norm, `here` the innermost open unit."""

    def __init__(self, lines: tuple[Placed, ...]) -> None:
        self.lines = lines
        self.at = 0
        self.root = Node(kind=UnitKind.OTHER, part="")
        self.top: Node | None = None
        self.here: Node = self.root
        self.count = Count(lines)
        self.titles = Titles(lines, self.count)
        self.notes_end = 0
        self.enacted = False
        self.signed = False

    # ------------------------------------------------------------ lines

    def step(self) -> None:
        """Place one line, and with a heading the lines of its title."""
        current = self.lines[self.at]
        if current.role in ROWS:
            self._table()
            return
        if current.role in (Role.METADATA, Role.TITLE):
            self._metadata(current)
        elif current.role is Role.IMAGE:
            self._image(current)
        elif current.role is Role.NOTE and self.top is not None:
            self._note(current)
        elif current.quoted or not (self._heading(current) or self._listed(current)):
            self._paragraph(current)
        self.at += 1

    def _piece(self, placed: Placed, kind: UnitKind = UnitKind.PARAGRAPH) -> Piece:
        return piece(placed.line, placed.start, kind)

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
        if self._preamble_heading(placed) or self._formula(placed) or self._sign(placed):
            return True
        found = self._own_opening(placed) or self.count.misread(self.at) or self._approved(placed)
        if found is None:
            return self._counted(placed) or self._inner_heading(placed)
        if found.group:
            self._open_group(found, placed)
        elif found.kind is UnitKind.ANNEX:
            self._open_annex(found, placed)
        elif found.kind in FLAT:
            self._open_division(found, placed)
        else:
            self._open_article(found, placed)
        return True

    def _own_opening(self, placed: Placed) -> Heading | None:
        """The heading that a line is; not that of an article of another norm, whose new wording follows in quotes."""
        found = placed.opening
        if found is None or found.kind is not UnitKind.ARTICLE or found.number in (None, 1):
            return found
        foreign = not self.count.expects(found) and self.at + 1 < len(self.lines)
        return None if foreign and self.lines[self.at + 1].text[:1] in '«“"' else found

    def _approved(self, placed: Placed) -> Heading | None:
        """`REGLAMENTO…`, in capitals below the signature or above the first of its articles; a judge's vote there."""
        vote = markers.dissent(placed.text)
        if vote is not None and self.top is not None and self.top.part in ("firma", vote.part):
            return vote
        found = markers.approved_body(placed.text) if self.signed and not self._lacks_text() else None
        if found is None or self.count.heads_articles(self.at + 1):
            return found
        return found if self._home() is None and placed.text.isupper() else None

    def _lacks_text(self) -> bool:
        """Whether an article was opened right above, so that the line is its text, whatever it reads like."""
        return self.here.kind is UnitKind.ARTICLE and all(
            isinstance(one, Piece) and one.kind is UnitKind.HEADING for one in self.here.content
        )

    def _preamble_heading(self, placed: Placed) -> bool:
        if self.enacted or (self.top is not None and self.top.kind not in (UnitKind.PREAMBLE, UnitKind.METADATA)):
            return False
        if phrases.PREAMBLE.match(placed.text):
            self._preamble().add(self._piece(placed, UnitKind.HEADING))
            return True
        match = phrases.ROMAN_PART.match(placed.text)
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
        if self._enacts(self.at):
            self._take_formula(placed)
            self.enacted = True
            self.count.enacted(placed.text)
            return True
        soon = any(self._enacts(self.at + ahead) for ahead in (1, 2, 3))
        if not soon or not phrases.leads_to_formula(placed.text):
            return False
        self._take_formula(placed)
        return True

    def _take_formula(self, placed: Placed) -> None:
        if self.top is None or self.top.kind is not _FORMULA:
            self._open_top(Node(kind=_FORMULA, part="formula", mark=self._end_of_preamble()))
        self.here.add(self._piece(placed))

    def _end_of_preamble(self) -> str:
        """The part of the preamble that the formula closes: `Preámbulo III`; nothing without a preamble."""
        if self.top is None or self.top.kind is not UnitKind.PREAMBLE:
            return ""
        marks = [one.mark for one in self.top.content if isinstance(one, Node) and one.kind is UnitKind.PREAMBLE_PART]
        return " ".join([self.top.mark, *marks[-1:]])

    def _enacts(self, index: int) -> bool:
        """Whether a line enacts what follows: `DISPONGO:`, or a sentence to that effect before the first of a count."""
        if index >= len(self.lines) or self.lines[index].quoted:
            return False
        if phrases.FORMULA.match(self.lines[index].text):
            return True
        return phrases.enacts(self.lines[index].text) and self.count.begins(index + 1)

    def _sign(self, placed: Placed) -> bool:
        if self.signed or self.top is None or self.top.kind in (UnitKind.METADATA, UnitKind.ANNEX):
            return False
        if not phrases.SIGNATURE.match(placed.text) and placed.role is not Role.SIGNATURE:
            return False
        self._open_top(Node(kind=UnitKind.SIGNATURE, part="firma"))
        self.here.add(self._piece(placed))
        self.signed = True
        self.count.restart()
        return True

    def _open_annex(self, found: Heading, placed: Placed) -> None:
        node = self._open_top(_node(found))
        self.signed = self.enacted = True
        self._title(node, found, placed)
        self.count.annexed(found.rest or node.heading)

    def _open_division(self, found: Heading, placed: Placed) -> None:
        parent = self._home()
        if parent is None:
            self.enacted = True
            parent = self.root
        inner = self.here if self.here is not self.root else parent
        order = DIVISIONS.index(found.kind)
        for node in inner.up():
            if node.kind in FLAT and DIVISIONS.index(node.kind) < order:
                parent = node
                break
            if node is parent:
                break
        node = _node(found)
        self.here = parent.open(node)
        if parent is self.root:
            self.top = node
        self.count.divided()
        self._title(node, found, placed)

    def _home(self) -> Node | None:
        """The annex or approved norm that articles and divisions now fall in, if any."""
        return self.top if self.top is not None and self.top.kind is UnitKind.ANNEX else None

    def _open_group(self, found: Heading, placed: Placed) -> None:
        """`DISPOSICIONES FINALES`: what it heads counts on as `Primera.`"""
        self.count.group = found
        self._loose(placed)

    def _open_article(self, found: Heading, placed: Placed) -> None:
        self.enacted = True
        parent = self._home() or self.root
        if found.kind is UnitKind.ARTICLE:
            parent = next((node for node in self.here.up() if node.kind in FLAT), parent)
        node = _node(found)
        self.here = parent.open(node)
        if parent is self.root:
            self.top = node
        self.count.opened(found)
        if self.titles.is_body(self.at, found.rest, node):
            node.heading = ""
            node.add(self._piece(placed))
        else:
            self._title(node, found, placed)

    def _title(self, node: Node, found: Heading, placed: Placed) -> None:
        """The heading's piece, stretched over the title on the next line; moves on past it."""
        heading = self._piece(placed, UnitKind.HEADING)
        node.add(heading)
        follower = None if found.rest else self.titles.below(self.at, node)
        if follower is not None:
            heading.end = follower.end
            node.heading = follower.text.rstrip(".")
            self.at += 1

    def _counted(self, placed: Placed) -> bool:
        """`Primero. Objeto.` of a resolution, `Primera.` under DISPOSICIONES FINALES, a clause of an agreement."""
        if self.count.names_family(self.at):
            self._loose(placed)
            return True
        found = self.count.heading(self.at, self.here, enacted=self.enacted)
        if found is not None:
            self._open_article(found, placed)
        return found is not None

    def _inner_heading(self, placed: Placed) -> bool:
        """A heading inside an annex: short, without a stop, set apart."""
        home = self._home()
        text = placed.text
        told = placed.role is Role.HEADING
        shut = self.here.kind in _LIST_HOMES and self.here is not home and not self.count.is_over(self.at)
        if home is None or shut:
            return False
        looks = placed.line.blank_before and len(text) <= _LONGEST_HEADING and text[:1].isupper()
        if (not told and not (looks and text[-1] not in ".:;,»”")) or markers.list_markers(text):
            return False
        self.here = next(node for node in self.here.up() if node is home or node.kind in FLAT)
        self.here.add(self._piece(placed, UnitKind.HEADING))
        return True

    # ------------------------------------------------------------ text, lists, tables

    def _anchor(self) -> Node | None:
        return next((node for node in self.here.up() if node.kind in _LIST_HOMES and node is not self.root), None)

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
        node.titled = node.kind is UnitKind.APARTADO and is_title(placed.text, node.mark)
        self.here = node
        return True

    def _paragraph(self, placed: Placed) -> None:
        if self.top is None or self.top.kind is UnitKind.METADATA or (self.enacted and self.here.kind is _FORMULA):
            self._loose(placed)
            return
        if not placed.quoted:
            self.here = self._interrupted(placed) or out_of_list(self.here)
        self.here.add(self._piece(placed))

    def _interrupted(self, placed: Placed) -> Node | None:
        """The item that a paragraph is a part of, since its list goes on below: `b)`, the paragraph, `c)`.

        One that ends in a colon introduces what follows, and hangs on what the list does.
        """
        anchor = self._anchor()
        for index in range(self.at + 1, min(self.at + _FAR, len(self.lines))):
            if anchor is None or self.lines[index].role not in _PLAIN or self.count.opens(index, self.here):
                return None
            if found := markers.list_markers(self.lines[index].text):
                item = interrupted(self.here, anchor, found)
                return item.parent if item and placed.text.endswith(":") else item
        return None

    def _loose(self, placed: Placed) -> None:
        """A line that opens no unit and has none to go to."""
        if self.top is None or self.top.kind in (UnitKind.METADATA, _FORMULA):
            if self.root.count(UnitKind.PREAMBLE) == 0 and not self.enacted:
                self.here = self._preamble()
            else:
                self._open_top(Node(kind=UnitKind.OTHER, part="resto"))
            self.here.add(self._piece(placed))
            return
        home = self._home()
        if home is not None:
            self.here = next(node for node in self.here.up() if node is home or node.kind in FLAT)
            self.here.add(self._piece(placed, UnitKind.HEADING))
            return
        self._open_top(Node(kind=UnitKind.HEADING, part="rotulo")).add(self._piece(placed, UnitKind.HEADING))

    def _table(self) -> None:
        """Take the whole run of rows as one table."""
        if self.top is None:
            self._preamble()
        parent = out_of_list(self.here)
        self.at = take_table(parent, self.lines, self.at)
        self.here = parent

    def _image(self, placed: Placed) -> None:
        if self.top is None:
            self._preamble()
        parent = out_of_list(self.here)
        image = Node(kind=UnitKind.IMAGE, part=f"img{parent.count(UnitKind.IMAGE) + 1}")
        parent.open(image).add(self._piece(placed))
        self.here = parent

    def _note(self, placed: Placed) -> None:
        """A note at the end of an article is the article's; one among its parts is of the part it follows."""
        while self.notes_end <= self.at or (self._is_note(self.notes_end)):
            self.notes_end = max(self.notes_end, self.at) + 1
        follower = self.lines[self.notes_end] if self.notes_end < len(self.lines) else None
        ends = follower is None or follower.role is Role.METADATA or self.count.opens(self.notes_end, self.here)
        anchor = self._anchor() if ends else None
        parent = anchor or self.here
        note = Node(kind=UnitKind.NOTE, part=f"n{parent.count(UnitKind.NOTE) + 1}")
        parent.open(note).add(self._piece(placed))
        self.here = parent

    def _is_note(self, index: int) -> bool:
        return index < len(self.lines) and self.lines[index].role is Role.NOTE


def _node(found: Heading) -> Node:
    """The unit that a heading opens."""
    return Node(
        kind=found.kind,
        part=found.part,
        mark=found.mark,
        heading=found.rest.rstrip(". "),
        number=found.number or 0,
    )
