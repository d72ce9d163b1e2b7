"""What is written beside an obligation, to change it: its fields, and the days that its deadline runs from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Label, Select, TextArea

from kb.dating import is_counted
from kb.days import day_if_any, spell_day
from kb.errors import InvalidInput
from kb.facts import Deadline
from kb.follow_up import STATUSES, Revision, Tracked, Value
from kb.happenings import START, key_of
from tui.words import SIGNS, sentence, spell_anchor

_LINES = {"owner": ("Responsable", "quién se ocupa"), "evidence": ("Prueba", "expediente, enlace…")}
_DAYS = {
    "review": ("Revisarla el", "día, mes y año: 20/03/2026"),
    "document_event_day": ("  para todas", "el día, para todas las del documento que corren de ello"),
    "event_day": ("  solo para esta", "el día, si para esta es otro"),
}


class EditFollowUp(ModalScreen[Revision | None]):
    """Gives what is other than it was, or None when it was left with Escape.

    `draft`: what was written before and could not be kept; `wrong`: why, in one line.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Cancelar"),
        Binding("ctrl+s,f10", "accept", "Guardar", priority=True),
    ]

    def __init__(self, tracked: Tracked, draft: Revision | None = None, wrong: str = "") -> None:
        super().__init__()
        self.tracked = tracked
        self.draft = draft or {}
        self.wrong = wrong
        self._warned = False

    def compose(self) -> ComposeResult:
        """A line for each thing; two for the day that a deadline runs from, where it runs from one."""
        one = self.tracked.obligation
        with VerticalScroll(classes="dialog dialog-large form", can_focus=False):
            yield Label(f"Seguimiento de {one.label}: {one.own_words}", classes="dialog-title", markup=False)
            yield Label(self.wrong, id="edit-wrong", classes="form-wrong told" if self.wrong else "form-wrong")
            yield _field("Estado", self._status())
            for name, (label, hint) in _LINES.items():
                yield _field(label, self._line(name, hint))
            yield from self._days()
            yield Label("Notas")
            yield TextArea(self._text("notes"), id="edit-notes", compact=True)
            yield Label("Tab: campo siguiente · Ctrl+S: guardar · Esc: cancelar", classes="dialog-keys")

    def _status(self) -> Select[str]:
        options = [(f"{SIGNS[status]} {status}", status) for status in STATUSES]
        return Select(options, value=self._text("status"), allow_blank=False, compact=True, id="edit-status")

    def _line(self, name: str, hint: str) -> Input:
        return Input(self._text(name), id=f"edit-{name}", compact=True, placeholder=hint)

    def _days(self) -> Iterator[Widget]:
        deadline = self.tracked.obligation.deadline
        for name, (label, hint) in _DAYS.items():
            if name == "document_event_day":
                key = key_of(deadline)
                if deadline is None or key is None:
                    return
                yield Label(self._event(deadline), classes="form-event", markup=False)
                if key == START:
                    continue
            yield _field(label, self._line(name, hint))

    def _event(self, deadline: Deadline) -> str:
        """What the day is of, and what follows from it."""
        if deadline.anchor is None:
            return "El texto no dice desde qué día corre el plazo. Si lo sabes, fue el día:"
        anchor = spell_anchor(self.tracked.obligation)
        if is_counted(deadline):
            return f"El plazo corre desde «{anchor}», que fue el día:"
        return f"El texto no dice cuánto dura el plazo: de este día no saldrá un vencimiento. Fue «{anchor}» el día:"

    def _text(self, name: str) -> str:
        """What a field begins with: what was being written, or else what is kept."""
        return _spelled(self.draft[name] if name in self.draft else self._kept(name))  # type: ignore[index]

    def _kept(self, name: str) -> Value:
        found: Value = getattr(self.tracked if name in _DAYS else self.tracked.obligation, name)
        return found

    def on_mount(self) -> None:
        """The status first."""
        self.query_one("#edit-status").focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a line is enough."""
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        """What is other than it was; a day that is none is told first."""
        try:
            now = dict(self._written())
        except InvalidInput as error:
            self._tell(sentence(str(error)))
            return
        self.dismiss({name: value for name, value in now.items() if value != self._kept(name)})  # type: ignore[misc]

    def _written(self) -> Iterator[tuple[str, Value]]:
        yield "status", str(self.query_one("#edit-status", Select).value)
        for name in _LINES:
            yield name, self.query_one(f"#edit-{name}", Input).value.strip() or None
        yield "notes", self.query_one("#edit-notes", TextArea).text.strip() or None
        for name in _DAYS:
            for line in self.query(f"#edit-{name}").results(Input):
                line.focus()
                yield name, day_if_any(line.value)

    @property
    def is_changed(self) -> bool:
        """Whether there is anything that would be lost without being kept."""
        return any(text.strip() != _spelled(self._kept(name)) for name, text in self._typed())

    def _typed(self) -> Iterator[tuple[str, str]]:
        yield "status", str(self.query_one("#edit-status", Select).value)
        yield "notes", self.query_one("#edit-notes", TextArea).text
        for line in self.query(Input):
            yield (line.id or "").removeprefix("edit-"), line.value

    def action_leave(self) -> None:
        """As it was; what is written is not thrown away by one key."""
        if self.is_changed and not self._warned:
            self._warned = True
            self._tell("Hay cambios sin guardar: Ctrl+S los guarda; Esc otra vez los descarta.")
            return
        self.dismiss(None)

    def _tell(self, line: str) -> None:
        label = self.query_one("#edit-wrong", Label)
        label.update(line)
        label.add_class("told")
        label.scroll_visible(animate=False)


def _field(label: str, control: Widget) -> Horizontal:
    return Horizontal(Label(label), control, classes="field")


def _spelled(value: Value) -> str:
    return spell_day(value) if isinstance(value, date) else value or ""
