"""A document to read: its title, what to know of its force, the text, and the ways about in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from kb.documents import UnitKind
from tui.background import background, given_up
from tui.messages import Failed, LinkChosen
from tui.trail import Place, Trail
from tui.widgets.find_bar import FindBar
from tui.widgets.reader import Reader

if TYPE_CHECKING:
    from kb.documents import Document, Unit
    from kb.facts import Reference
    from tui.app import Desk

_EXAMPLES = "art 5.3, anexo II, disposición final primera o pág. 12"


class ReadingPane(Vertical):
    """Shows places of documents, and remembers the way."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash,ctrl+f", "find", "Buscar", key_display="/"),
        Binding("n", "next_match(1)", "Siguiente", show=False),
        Binding("N", "next_match(-1)", "Anterior", show=False),
        Binding("g", "jump", "Ir a"),
        Binding("a,alt+left", "move(-1)", "Atrás", key_display="a"),
        Binding("d,alt+right", "move(1)", "Adelante", key_display="d", show=False),
        Binding("c", "copy", "Copiar cita"),
        Binding("escape", "end_find", "Cerrar la búsqueda"),
    ]

    @dataclass
    class Loaded(Message):
        """The document of a place is here."""

        document: Document
        place: Place
        warnings: Sequence[str]

    @dataclass
    class Annotated(Message):
        """What can be followed and what stands in the margin of a document."""

        document_id: str
        links: Sequence[Reference]
        marks: dict[int, str]

    @dataclass
    class Shown(Message):
        """Another place is in view, because somebody went there, or only scrolled."""

        document: Document
        unit: Unit | None
        scrolled: bool = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.trail = Trail()
        self._find_from = 0

    def compose(self) -> ComposeResult:
        """Title and standing above, the text, the line of the search below."""
        yield Static("", id="reading-title", markup=False)
        yield Static("", id="reading-standing", markup=False)
        yield Reader(id="reading-text")
        yield FindBar(id="reading-find")

    def on_mount(self) -> None:
        """Nothing to find yet."""
        self.query_one(FindBar).display = False
        self.query_one("#reading-standing").display = False

    @property
    def desk(self) -> Desk:
        """The app."""
        return cast("Desk", self.app)

    @property
    def reader(self) -> Reader:
        """The text."""
        return self.query_one(Reader)

    @property
    def document(self) -> Document | None:
        """What is being read."""
        return self.reader.document

    # ------------------------------------------------------------ going somewhere

    def open(self, place: Place) -> None:
        """Show a place and remember the way to it."""
        self._leave()
        self.trail.visit(place)
        self._show(place)

    def action_move(self, step: int) -> None:
        """Back or forward, each time to the lines that were in view."""
        self._leave()
        place = self.trail.move(step)
        if place is None:
            self.app.notify("No hay más páginas visitadas en esa dirección.")
        else:
            self._show(place)

    def _leave(self) -> None:
        here = self.trail.current
        if here is not None and self.document is not None and here.document_id == self.document.document_id:
            self.trail.leave(self.reader.offset_at_top)

    def _show(self, place: Place) -> None:
        if self.document is not None and self.document.document_id == place.document_id:
            self._locate(self.document, place)
        else:
            self.query_one("#reading-title", Static).update(f"Abriendo {place.document_id}…")
            self._load(place)

    @background("document")
    def _load(self, place: Place) -> None:
        from tui.page.marks import marks

        library = self.desk.library
        document = library.document(place.document_id)
        if given_up():
            return
        self.post_message(self.Loaded(document, place, library.warnings(document)))
        found = followable(library.references(place.document_id))
        margin = marks(library.entities(place.document_id), library.obligations(place.document_id))
        if not given_up():
            self.post_message(self.Annotated(document.document_id, found, margin))

    def on_reading_pane_loaded(self, message: Loaded) -> None:
        """Draw the document, then the place in it."""
        from kb.standing import standing

        self.reader.show(message.document)
        self.query_one(FindBar).display = False
        told = (*message.warnings, *standing(message.document, date.today()))
        line = self.query_one("#reading-standing", Static)
        line.update(" · ".join(told))
        line.display = bool(told)
        self._locate(message.document, message.place)

    def on_reading_pane_annotated(self, message: Annotated) -> None:
        """Cross-references and margin of the document that is still in view."""
        if self.document is not None and self.document.document_id == message.document_id:
            self.reader.set_links(message.links)
            self.reader.set_marks(message.marks)

    def _locate(self, document: Document, place: Place) -> None:
        unit = document.unit(place.unit_id) if place.unit_id and document.has(place.unit_id) else None
        start = place.start if place.start is not None else (unit.start if unit else 0)
        quote = (place.start, place.end) if place.start is not None and place.end is not None else None
        if quote is None and unit is not None:
            quote = (unit.start, _first_line_end(document, unit))
        if place.top is not None:
            self.reader.go_back_to(place.top, quote)
        else:
            self.reader.go_to(start, quote)
        self._entitle(unit)
        self.post_message(self.Shown(document, unit))

    def on_reader_moved(self, message: Reader.Moved) -> None:
        """Say where one is by now: among ninety pages it is soon forgotten."""
        message.stop()
        here = self.trail.current
        if self.document is not None and here is not None and here.document_id == self.document.document_id:
            unit = self._unit_in_view(here)
            self._entitle(unit)
            self.post_message(self.Shown(self.document, unit, scrolled=True))

    def _entitle(self, unit: Unit | None) -> None:
        """The document, the place in it, and its page where the document has pages."""
        assert self.document is not None
        parts = [self.document.short_title]
        if unit is not None and unit.kind is not UnitKind.METADATA:
            parts.append(unit.label)
            parts += [f"pág. {unit.page}"] if unit.page is not None else []
        self.query_one("#reading-title", Static).update(" · ".join(parts))

    def on_link_chosen(self, message: LinkChosen) -> None:
        """Follow a cross-reference, to its unit where that is certain."""
        message.stop()
        link = message.link
        if link.target is not None:
            self.open(Place(document_id=link.target, unit_id=link.target_unit))

    def action_jump(self) -> None:
        """Ask for a place by its name, `art 5.3`."""
        from tui.screens.prompt import Prompt

        if self.document is not None:
            self.app.push_screen(Prompt("Ir a", f"{_EXAMPLES}…"), self._jumped)

    def _jumped(self, words: str | None) -> None:
        from kb.naming import named

        if not words or self.document is None:
            return
        found = named(self.document, words)
        if found is None:
            self.post_message(Failed(f"«{words}» no está en este documento: escribe, por ejemplo, {_EXAMPLES}"))
            return
        if not found.exact:
            self.app.notify(f"«{words}» no está en este documento: esto es {found.unit.label}.", severity="warning")
        self.open(Place(document_id=self.document.document_id, unit_id=found.unit.unit_id))

    # ------------------------------------------------------------ finding

    def action_find(self) -> None:
        """Type words to find."""
        if self.document is not None:
            self._find_from = self.reader.offset_at_top
            self.query_one(FindBar).open()

    def on_find_bar_changed(self, message: FindBar.Changed) -> None:
        """Mark what the words find, and show the first from here on."""
        from tui.page.finding import find

        message.stop()
        if self.document is None:
            return
        found = find(self.document.text, message.words) if len(message.words) > 1 else ()
        current = next((n for n, (start, _) in enumerate(found) if start >= self._find_from), 0) if found else -1
        self.reader.set_matches(found, current)
        self._tell_matches(message.words)

    def on_find_bar_left(self, message: FindBar.Left) -> None:
        """Back to the text."""
        message.stop()
        matches, at = self.reader.matches, self.reader.match
        if not message.found or not matches:
            self.reader.set_matches((), -1)
            self.reader.go_back_to(self._find_from, self.reader.quote)
        elif self.document is not None:
            self.trail.leave(self._find_from)
            self.trail.visit(Place(document_id=self.document.document_id, start=matches[at][0]))
        self.reader.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The search is closed while there is one; then the key is the screen's."""
        return action != "end_find" or self.query_one(FindBar).display

    def action_end_find(self) -> None:
        """Nothing marked any more, at the same lines."""
        self.query_one(FindBar).display = False
        self.reader.set_matches((), -1)
        self.refresh_bindings()

    def action_next_match(self, step: int) -> None:
        """The next place found, or the one before; round at the ends."""
        found = self.reader.matches
        if not found:
            self.action_find()
            return
        self.reader.set_matches(found, (self.reader.match + step) % len(found))
        self._tell_matches("…")

    def _tell_matches(self, words: str) -> None:
        count = len(self.reader.matches)
        none = "sin resultados" if len(words) > 1 else ""
        self.query_one(FindBar).tell(f"{self.reader.match + 1} de {count}" if count else none)

    # ------------------------------------------------------------ copying

    def action_copy(self) -> None:
        """The place in view, as a lawyer cites it, to the clipboard."""
        if self.document is None:
            return
        place = self.trail.current
        quoted = place is not None and place.start is not None and self.reader.in_view(place.start)
        if quoted and place is not None and place.unit_id is not None:
            unit = self.document.unit(place.unit_id)
            self.desk.copy_citation(self.document.document_id, unit.label, self.document.text[place.start : place.end])
            return
        unit = self._unit_in_view(place)
        self.desk.copy_citation(self.document.document_id, unit.label, self.document.text_of(unit))

    def _unit_in_view(self, place: Place | None) -> Unit:
        """The unit that was gone to while it is on the screen, else the one at its top."""
        from kb.naming import unit_at

        assert self.document is not None
        if place is not None and place.unit_id and self.document.has(place.unit_id):
            unit = self.document.unit(place.unit_id)
            if self.reader.in_view(unit.start if place.start is None else place.start):
                return unit
        return unit_at(self.document, self.reader.offset_at_top)


def _first_line_end(document: Document, unit: Unit) -> int:
    """The end of a unit's first line: its heading, or the paragraph that it begins with."""
    line = document.text.find("\n", unit.start, unit.end)
    return unit.end if line < 0 else line


def followable(references: Sequence[Reference]) -> tuple[Reference, ...]:
    """Those that lead somewhere in the base, without any that begins inside another."""
    kept: list[Reference] = []
    for one in references:
        if one.target is not None and (not kept or one.start >= kept[-1].end):
            kept.append(one)
    return tuple(kept)
