"""The app: its screens, what they share, and the keys that work everywhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pkgutil import resolve_name
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.background import background, line_of
from tui.keys import own_bindings, spell_key
from tui.messages import Failed, LibraryChanged, PlaceChosen
from tui.screens.desk_screen import DeskScreen
from tui.themes import THEMES
from tui.trail import Place
from tui.widgets.navigation import PLACES

if TYPE_CHECKING:
    from kb.settings import Settings
    from kb.store import Summary
    from tui.library import Library
    from tui.memory import Memory

SCREENS = {
    "ask": "tui.screens.ask:AskScreen",
    "read": "tui.screens.read:ReadScreen",
    "oversee": "tui.screens.oversee:OverseeScreen",
    "bring": "tui.screens.bring:BringScreen",
}
"""Where each screen is; the first one is not kept waiting for the others."""

_LONGEST_TOAST = 160
_WARNED_SECONDS = 10.0
_TURN_SECONDS = 0.0003
"""How long a question keeps the interpreter while a key waits, at each of a key's ten steps; Python's own is 5 ms."""


def _made(place: str) -> DeskScreen:
    screen: DeskScreen = resolve_name(place)()
    return screen


class Desk(App[None]):
    """The desk of a legal officer over one base."""

    TITLE = "boe-kb"
    CSS_PATH = "styles.tcss"
    MODES: ClassVar[Mapping[str, object]] = {name: partial(_made, place) for name, place in SCREENS.items()}  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "help", "Ayuda", key_display="F1"),
        *(Binding(key.lower(), f"go('{name}')", title, show=False) for name, (key, title) in PLACES.items()),
        Binding("ctrl+p", "command_palette", "Órdenes", show=False, priority=True),
        Binding("ctrl+t", "theme", "Claro u oscuro", show=False),
        Binding("ctrl+q", "quit", "Salir", show=False),
    ]

    def __init__(self, library: Library, memory: Memory, settings: Settings | None = None) -> None:
        # Beginning in the mode itself saves drawing and styling a blank screen that is left at once.
        self.DEFAULT_MODE = memory.screen if memory.screen in SCREENS else "ask"  # type: ignore[misc]
        super().__init__()
        self.library = library
        self.memory = memory
        self.settings = settings
        self.documents: Sequence[Summary] = ()
        self.place_to_read: Place | None = None
        self.bringing = False
        self._warned_until = 0.0
        self._to_read = self._welcomed = False
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = memory.theme if memory.theme in self.available_themes else THEMES[0].name

    @property
    def titles(self) -> dict[str, str]:
        """The short title of each document."""
        return {str(one.document_id): one.short_title for one in self.documents}

    def on_mount(self) -> None:
        """The documents and the model come once the screen where one was is drawn."""
        sys.setswitchinterval(_TURN_SECONDS)
        self.screen.call_after_refresh(self.read_documents)

    # ------------------------------------------------------------ the base

    @background("documents")
    def read_documents(self) -> None:
        """Read the list of documents, then load the model and what the other screens need."""
        self._to_read = True
        documents = self.library.documents()
        self._to_read = False
        self.call_from_thread(self._documents_came, documents)
        self.library.warm()
        for place in SCREENS.values():
            resolve_name(place)

    def _documents_came(self, documents: Sequence[Summary]) -> None:
        self.documents = documents
        for screen in self.screen_stack:
            _tell(screen)
        if not documents and not self._welcomed:
            from tui.screens.welcome import Welcome

            self.push_screen(Welcome(), self._begin)
        self._welcomed = True

    def _begin(self, way: str | None) -> None:
        """From an empty base: the sample documents, or one's own."""
        if way is not None:
            self.action_go("bring")
        if way == "samples":
            self.call_after_refresh(self._bring_samples)

    def _bring_samples(self) -> None:
        from tui.screens.bring import BringScreen

        if isinstance(self.screen, BringScreen):
            self.screen.action_samples()

    def on_library_changed(self, _: LibraryChanged) -> None:
        """Documents came or went."""
        self.read_documents()

    def on_failed(self, message: Failed) -> None:
        """Tell what could not be done."""
        from tui.words import sentence

        self.notify(sentence(message.line), severity="error", timeout=10)

    # ------------------------------------------------------------ what screens ask for

    def read_place(self, chosen: PlaceChosen) -> None:
        """Open a place on the reading screen."""
        place = Place(document_id=chosen.document_id, unit_id=chosen.unit_id, start=chosen.start, end=chosen.end)
        self.place_to_read = place
        self.action_go("read")

    def copy_citation(self, document_id: str, label: str, quote: str) -> None:
        """A place as a lawyer cites it, to the terminal's clipboard and the system's."""
        from kb.citing import cite
        from kb.one_line import one_line

        document = next((one for one in self.documents if one.document_id == document_id), None)
        if document is None:
            return
        text = cite(label, document, quote)
        self.copy_to_clipboard(text)
        self._copy_to_system(text)
        self.notify(one_line(text, _LONGEST_TOAST), title="Cita copiada")

    @background("clipboard")
    def _copy_to_system(self, text: str) -> None:
        from tui.clipboard import copy

        copy(text)

    # ------------------------------------------------------------ keys

    def get_key_display(self, binding: Binding) -> str:
        """A key as it is printed on the keyboard."""
        return binding.key_display or spell_key(binding.key)

    def action_go(self, name: str) -> None:
        """To another screen."""
        if name in self.MODES and not self.screen.is_modal:
            self.memory.screen = name
            self.switch_mode(name)
            _tell(self.screen)
            if self._to_read:
                self.read_documents()

    def action_command_palette(self) -> None:
        """Everything by its name."""
        from tui.screens.orders import Orders

        if not isinstance(self.screen, Orders):
            self.push_screen(Orders())

    def action_help(self) -> None:
        """The keys that work here."""
        from tui.screens.help import Help

        if not isinstance(self.screen, Help):
            self.push_screen(Help(self.screen))

    def action_help_quit(self) -> None:
        """Ctrl+C, which closes other programs."""
        self.notify("Ctrl+Q cierra la aplicación; Esc detiene lo que esté en marcha.", title="¿Quieres salir?")

    async def action_quit(self) -> None:
        """Close; the first time not while something would be lost by it."""
        risk = self._at_risk
        if not risk or monotonic() < self._warned_until:
            self.exit()
            return
        self._warned_until = monotonic() + _WARNED_SECONDS
        told = f"{risk} Ctrl+Q otra vez cierra de todos modos."
        self.notify(told, severity="warning", timeout=_WARNED_SECONDS)

    @property
    def _at_risk(self) -> str:
        from tui.screens.edit_follow_up import EditFollowUp

        if isinstance(self.screen, EditFollowUp) and self.screen.is_changed:
            return "Hay cambios sin guardar: Ctrl+S los guarda."
        return "Se está incorporando y al cerrar se detiene: lo ya incorporado se queda." if self.bringing else ""

    def action_theme(self) -> None:
        """From dark to light and back."""
        names = [theme.name for theme in THEMES]
        self.theme = names[1 - names.index(self.theme)] if self.theme in names else names[0]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Everything in the palette: the screens, and what can be done in this one."""
        for name, (key, title) in PLACES.items():
            yield SystemCommand(title, f"Ir a la pantalla ({key})", lambda name=name: self.action_go(name))
        yield from self._commands_here(screen)
        yield SystemCommand("Claro u oscuro", "Cambiar el aspecto (Ctrl+T)", self.action_theme)
        yield SystemCommand("Elegir tema", "Entre todos los que hay", self.action_change_theme)
        yield SystemCommand("Ayuda", "Las teclas de esta pantalla (F1)", self.action_help)
        yield SystemCommand("Salir", "Cerrar la aplicación (Ctrl+Q)", self.action_quit)

    def _commands_here(self, screen: Screen[object]) -> Iterator[SystemCommand]:
        """What the keys do where the keys are now, those of the toolkit's own left out."""
        told: set[str] = set()
        for active in screen.active_bindings.values():
            binding, node = active.binding, active.node
            own = {one.action for one in own_bindings(type(node))}
            if node is self or binding.action not in own or binding.description in told:
                continue
            told.add(binding.description)
            key = binding.key_display or self.get_key_display(binding)
            run = partial(self.call_later, self.run_action, binding.action, node)
            yield SystemCommand(binding.description, f"Tecla {key}", run)

    # ------------------------------------------------------------ leaving

    def on_unmount(self) -> None:
        """Remember where one was."""
        self.memory.theme = self.theme
        self.memory.save()
        self.library.close()

    def _handle_exception(self, error: Exception) -> None:
        """A fault of the program: one line once the terminal is back, the trace in the log."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        self.exit(return_code=1, message=line_of(error, self.settings))


def _tell(screen: Screen[object]) -> None:
    """Let a screen show the documents, once it stands."""
    if isinstance(screen, DeskScreen) and screen.is_mounted:
        screen.show_documents()
