"""The keys that work on the screen below."""

from __future__ import annotations

from typing import ClassVar

from rich.table import Table
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Label, Static

from tui.keys import own_bindings
from tui.page.marks import LEGEND
from tui.widgets.navigation import PLACES

_ALWAYS = (
    ("F1 o ?", "esta ayuda"),
    *((key, title) for key, title in PLACES.values()),
    ("Ctrl+P", "buscar cualquier orden por su nombre"),
    ("Tab, Mayús+Tab", "panel siguiente, anterior"),
    ("Ctrl+T", "claro u oscuro"),
    ("Ctrl+Q", "salir"),
)
_IN_LISTS = (
    ("Intro", "abrir"),
    ("1 a 9", "abrir la cita de ese número"),
    ("s", "ordenar la tabla por otra columna"),
    ("/", "filtrar"),
    ("letras", "saltar en un árbol a lo que empieza así"),
)
_IN_TEXT = (
    ("↑ ↓, Re Pág, Av Pág", "mover el texto"),
    ("← →", "mover las tablas anchas"),
    ("/", "buscar en el texto; n y N, siguiente y anterior"),
    ("g", "ir a un lugar: art 5.3, anexo II"),
    ("l, L", "referencia siguiente, anterior; Intro la sigue"),
    ("a, d", "atrás, adelante"),
    ("c", "copiar la cita"),
)


class Help(ModalScreen[None]):
    """Read and left with any of the keys that one would try."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,f1,question_mark,enter", "leave", "Cerrar")]

    def __init__(self, below: Screen[object]) -> None:
        super().__init__()
        self.below = below

    def compose(self) -> ComposeResult:
        """Tables of keys, and what the margin's letters mean."""
        with VerticalScroll(classes="dialog dialog-large"):
            yield Label("Teclas", classes="dialog-title")
            yield Static(_table("En esta pantalla", self._here()))
            yield Static(_table("En listas y árboles", _IN_LISTS))
            yield Static(_table("En el texto de un documento", _IN_TEXT))
            yield Static(_table("En el margen del texto", tuple(LEGEND.items())))
            yield Static(_table("Siempre", _ALWAYS))
            yield Label("Esc: cerrar", classes="dialog-keys")

    def _here(self) -> tuple[tuple[str, str], ...]:
        """The keys of the screen itself."""
        told: dict[str, str] = {}
        for one in own_bindings(type(self.below)):
            told.setdefault(one.description, one.key_display or self.app.get_key_display(one))
        return tuple((key, words) for words, key in told.items())

    def action_leave(self) -> None:
        """Back."""
        self.dismiss()


def _table(title: str, rows: tuple[tuple[str, str], ...]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, show_header=False, expand=True)
    table.add_column(width=22, style="bold")
    table.add_column(ratio=1)
    for key, words in rows:
        table.add_row(key, words)
    return table
