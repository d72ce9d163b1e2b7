"""Vigilar: the obligations, their due dates, and what is written beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import ContentSwitcher, DataTable, Input, OptionList, Select, Static

from kb.agenda import Sieve, When, is_overdue
from kb.dating import why_undated
from kb.errors import KbError, Overtaken
from kb.facts import Modality, Obligation
from kb.follow_up import STATUSES, Revision, Tracked
from tui.background import background, given_up
from tui.keeping import keep, proposed
from tui.messages import PlaceChosen
from tui.screens.desk_screen import DeskScreen
from tui.screens.edit_follow_up import EditFollowUp
from tui.widgets.agenda import Agenda
from tui.widgets.keys_line import KeysLine
from tui.widgets.navigation import Navigation
from tui.widgets.obligation_detail import ObligationDetail
from tui.widgets.obligations_table import ObligationsTable
from tui.words import MODALITIES, SIGNS, WHEN, sentence

_TYPING = 0.15
"""Seconds without a key after which what was typed is looked for."""
OVERTAKEN = "Otra persona lo ha cambiado mientras tanto: lo suyo y lo que has escrito están aquí. Guarda si vale."


class OverseeScreen(DeskScreen):
    """A table or an agenda, with the clause beside it."""

    NAME = "oversee"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", "Editar"),
        Binding("v", "agenda", "Lista o agenda"),
        Binding("slash", "filter", "Filtrar", key_display="/"),
        Binding("escape", "clear", "Quitar filtros", show=False),
        Binding("x", "export", "Exportar"),
        Binding("c", "copy", "Copiar cita"),
        Binding("h", "history", "Historial"),
        Binding("space", "more", "Más de la ficha", key_display="Espacio"),
    ]

    @dataclass
    class Came(Message):
        """The obligations of the base."""

        obligations: Sequence[Obligation]

    def __init__(self) -> None:
        super().__init__()
        self.obligations: Sequence[Obligation] = ()
        self._form = "xlsx"

    def compose(self) -> ComposeResult:
        """Filters above; rows and sheet below."""
        yield Navigation(self.NAME)
        with Vertical(id="sieve"):
            with Horizontal(classes="filters"):
                yield Input(placeholder="quién, qué, responsable…", id="sieve-words", compact=True)
                yield _select("Estado", {one: f"{SIGNS[one]} {one}" for one in STATUSES}, "sieve-status")
                yield _select("Vencimiento", WHEN, "sieve-when")
            with Horizontal(classes="filters"):
                yield _select("Modalidad", MODALITIES, "sieve-modality")
                yield _select("Documento", {}, "sieve-document")
        yield Static("", id="sieve-count", markup=False)
        with Horizontal(id="oversee-body"):
            with ContentSwitcher(initial="table", id="oversee-rows"):
                yield ObligationsTable(id="table")
                yield Agenda(id="agenda")
            yield ObligationDetail(id="detail")
        yield KeysLine()

    def on_mount(self) -> None:
        """The obligations come behind."""
        self._looking = self.set_interval(_TYPING, self._fill, pause=True)
        self.table.focus()
        self.show_documents()

    @property
    def table(self) -> ObligationsTable:
        """The rows."""
        return self.query_one(ObligationsTable)

    @property
    def agenda(self) -> Agenda:
        """The due dates."""
        return self.query_one(Agenda)

    @property
    def _in_agenda(self) -> bool:
        return self.query_one(ContentSwitcher).current == "agenda"

    @property
    def current(self) -> Obligation | None:
        """The obligation that the keys are on."""
        return self.agenda.current if self._in_agenda else self.table.current

    # ------------------------------------------------------------ rows

    def show_documents(self) -> None:
        """Read the obligations anew."""
        self._read()

    @background("obligations")
    def _read(self) -> None:
        found = self.desk.library.obligations()
        if not given_up():
            self.post_message(self.Came(found))

    def on_oversee_screen_came(self, message: Came) -> None:
        """Other rows, under the filters there are."""
        self.obligations = message.obligations
        select = self.query_one("#sieve-document", Select)
        kept, titles = select.value, self.desk.titles
        ids = sorted({str(one.document_id) for one in message.obligations})
        select.set_options((titles.get(one, one), one) for one in ids)
        if kept in ids:
            select.value = kept
        self._fill()

    @on(Select.Changed)
    def _sieved(self, event: Select.Changed) -> None:
        event.stop()
        self._fill()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Look when the typing pauses: among thousands it takes longer than from one key to the next."""
        event.stop()
        self._looking.reset()
        self._looking.resume()

    @on(Input.Submitted)
    def _to_rows(self, event: Input.Submitted) -> None:
        event.stop()
        self._fill()
        self._focus_rows()

    def _focus_rows(self) -> None:
        (self.agenda if self._in_agenda else self.table).focus()

    @property
    def sieve(self) -> Sieve:
        """What the filters say."""
        status = self._selected("status")
        return Sieve(
            words=self.query_one("#sieve-words", Input).value,
            modality=Modality(value) if (value := self._selected("modality")) else None,
            document_id=self._selected("document"),
            status=next((one for one in STATUSES if one == status), None),
            when=When(value) if (value := self._selected("when")) else None,
        )

    def _selected(self, name: str) -> str | None:
        value = self.query_one(f"#sieve-{name}", Select).value
        return value if isinstance(value, str) else None

    def _fill(self) -> None:
        self._looking.pause()
        today = date.today()
        chosen = self.sieve.chosen(self.obligations, today)
        self.table.show(chosen, today)
        self.agenda.show(chosen, today)
        late = sum(is_overdue(one, today) for one in chosen)
        told = [f"{len(chosen)} de {_obligations(len(self.obligations))}"]
        told += [f"{late} {'vencida' if late == 1 else 'vencidas'} sin cumplir"] if late else []
        told += ["Esc: quitar filtros"] if self.sieve != Sieve() else []
        self.query_one("#sieve-count", Static).update(" · ".join(told))
        self._show_current()

    def _show_current(self) -> None:
        one = self.current
        title = self.desk.titles.get(str(one.document_id), one.document_id) if one else ""
        self.query_one(ObligationDetail).show(one, title)

    def on_obligations_table_moved(self, _: ObligationsTable.Moved) -> None:
        """Its sheet beside it."""
        self._show_current()

    @on(DataTable.RowSelected)
    @on(OptionList.OptionSelected, "#agenda")
    def _read_clause(self, event: Message) -> None:
        event.stop()
        one = self.current
        if one is not None:
            self.desk.read_place(PlaceChosen(one.document_id, one.unit_id, one.start, one.end))

    # ------------------------------------------------------------ keys

    def action_agenda(self) -> None:
        """From the table to the agenda and back."""
        self.query_one(ContentSwitcher).current = "table" if self._in_agenda else "agenda"
        self._focus_rows()
        self._show_current()

    def action_more(self) -> None:
        """The rest of the sheet, where it is longer than its place; from its end, its beginning."""
        sheet = self.query_one(ObligationDetail)
        if sheet.is_vertical_scroll_end:
            sheet.scroll_home(animate=False)
        else:
            sheet.scroll_page_down(animate=False)

    def action_filter(self) -> None:
        """To the words of the filter."""
        self.query_one("#sieve-words", Input).focus()

    def action_clear(self) -> None:
        """Everything again."""
        self.query_one("#sieve-words", Input).value = ""
        for select in self.query(Select):
            select.clear()
        self._focus_rows()

    def action_copy(self) -> None:
        """The clause as a lawyer cites it."""
        one = self.current
        if one is not None:
            self.desk.copy_citation(one.document_id, one.label, one.quote)

    def action_edit(self) -> None:
        """Change what is written beside it."""
        one = self.current
        if one is not None:
            self._open(one.id)

    @background("edit")
    def _open(self, obligation_id: str) -> None:
        found = self.desk.library.tracked(obligation_id)
        if not given_up():
            self.app.call_from_thread(self._edit, found)

    def _edit(self, seen: Tracked, draft: Revision | None = None, wrong: str = "") -> None:
        self.app.push_screen(
            EditFollowUp(seen, draft, wrong), lambda revision: self._write(seen, revision) if revision else None
        )

    @background("track", exclusive=False)
    def _write(self, seen: Tracked, revision: Revision) -> None:
        """Keep it; what cannot be kept goes back to where it was written."""
        library, obligation_id = self.desk.library, seen.obligation.id
        try:
            found = library.revise(obligation_id, revision, seen.version)
        except Overtaken:
            self.app.call_from_thread(self._edit, library.tracked(obligation_id), revision, OVERTAKEN)
            return
        except KbError as error:
            self.app.call_from_thread(self._edit, seen, revision, f"No se ha guardado. {sentence(str(error))}")
            return
        self.app.call_from_thread(self.notify, _saved(found, seen))
        self.app.call_from_thread(self._read)

    def action_history(self) -> None:
        """Who changed what and when."""
        one = self.current
        if one is not None:
            self._show_history(one)

    @background("history")
    def _show_history(self, one: Obligation) -> None:
        from tui.screens.history import History

        changes = self.desk.library.history(one.id)
        self.app.call_from_thread(self.app.push_screen, History(one.label, changes))

    # ------------------------------------------------------------ export

    def action_export(self) -> None:
        """Ask for the format, then for the file."""
        from tui.screens.choose import Choose

        formats = self.desk.library.formats
        self.app.push_screen(Choose("Exportar lo que se ve como", formats, self._form), self._to_file)

    def _to_file(self, form: str | None) -> None:
        from tui.screens.prompt import Prompt

        if form is None:
            return
        self._form = form
        name = f"obligaciones-{date.today():%Y-%m-%d}{self.desk.library.suffix(form)}"
        self.app.push_screen(
            Prompt("Guardar en", name, proposed(name)), lambda path: self._export(form, path) if path else None
        )

    @background("export")
    def _export(self, form: str, path: str) -> None:
        chosen = [one.id for one in self.sieve.chosen(self.obligations, date.today())]
        keep(path, self.desk.library.export(form, chosen))
        self.app.call_from_thread(self.notify, f"{_obligations(len(chosen))} en {path}", title="Exportado")


def _saved(now: Tracked, before: Tracked) -> str:
    """What a person wants to know of what was kept: when it falls due by now, or why a day given dates nothing."""
    deadline, was = now.obligation.deadline, before.obligation.deadline
    if deadline is None or was is None:
        return "Guardado."
    if deadline.due != was.due:
        return f"Guardado. Vence: {', '.join(deadline.due)}." if deadline.due else "Guardado. Ya no tiene vencimiento."
    given = (now.event_day, now.document_event_day) != (before.event_day, before.document_event_day)
    return f"Guardado. Sin vencimiento: {why_undated(deadline)}." if given and not deadline.due else "Guardado."


def _obligations(count: int) -> str:
    return "1 obligación" if count == 1 else f"{count} obligaciones"


def _select(prompt: str, options: Mapping[Any, str], id: str) -> Select[str]:
    return Select([(words, str(value)) for value, words in options.items()], prompt=prompt, id=id, compact=True)
