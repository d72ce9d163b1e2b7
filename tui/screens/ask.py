"""Preguntar: the line, the answers of the day, and the place of a citation beside them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from kb.conversation import NOTHING_YET
from tui.background import background, given_up
from tui.messages import AnswerCame, Asked, Failed, PlaceChosen
from tui.screens.desk_screen import DeskScreen
from tui.trail import Place
from tui.widgets.keys_line import KeysLine
from tui.widgets.navigation import Navigation
from tui.widgets.question_line import QuestionLine

if TYPE_CHECKING:
    from kb.results import Answer
    from tui.widgets.answer_card import AnswerCard

_WELCOME = (
    "Pregunta con tus palabras. Cada respuesta trae el lugar exacto que la sostiene.\n\n"
    "Por ejemplo: ¿cuándo entra en vigor?, ¿qué plazo hay para justificar?, art 5.1\n\n"
    "Intro envía la pregunta · ↑ repite una anterior · → completa el nombre de un documento\n"
    "F1 muestra todas las teclas."
)


class AskScreen(DeskScreen):
    """A question at a time; the line stays free while it is answered, and Escape gives it up.

    Cards and reader are made when there is something to show in them: the line does not wait for them.
    """

    NAME = "ask"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "question", "Preguntar"),
        Binding("escape", "back", "Volver"),
        Binding("c", "copy", "Copiar cita"),
        Binding("f", "follow", "Solo este"),
        Binding("n", "anew", "Otro asunto", show=False),
        Binding("ctrl+d", "documents", "Documentos", priority=True),
        Binding("ctrl+s", "save", "Guardar", priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[Answer] = []
        self.conversation = NOTHING_YET

    def compose(self) -> ComposeResult:
        """Line above, answers to the left, reader to the right when there is something to read."""
        yield Navigation(self.NAME)
        with Vertical(id="asking"):
            yield QuestionLine(id="question")
            yield Static("", id="scope", markup=False)
            yield Static("", id="busy", markup=False)
        with Horizontal(id="ask-body"), VerticalScroll(id="answers", can_focus=False):
            yield Static(_WELCOME, id="welcome", markup=False)
        yield KeysLine()

    def on_mount(self) -> None:
        """Nothing asked yet."""
        self.query_one("#busy").display = False
        self.question.remember(self.desk.memory.questions)
        self.question.focus()
        self.show_documents()

    @property
    def question(self) -> QuestionLine:
        """The line."""
        return self.query_one(QuestionLine)

    def show_documents(self) -> None:
        """The names that the line completes, and where the questions are asked."""
        documents = self.desk.documents
        self.question.document_names.names = [
            *(one.short_title for one in documents),
            *(str(one.document_id) for one in documents),
        ]
        titles = self.desk.titles
        chosen = [titles[one] for one in self.desk.memory.scope if one in titles]
        where = " · ".join(chosen) if chosen else f"todos los documentos ({len(documents)})"
        first = [titles[one] for one in sorted(self.conversation.about) if one in titles]
        before = f"  ·  Antes, {' · '.join(first)}  (n: otro asunto)" if first and len(first) < len(documents) else ""
        self.query_one("#scope", Static).update(f"En: {where}{before}")

    # ------------------------------------------------------------ asking

    def on_asked(self, message: Asked) -> None:
        """Send it to a worker; the last question wins."""
        self.desk.memory.questions = tuple(self.question.history)
        busy = self.query_one("#busy", Static)
        busy.update(f"Buscando: {message.question}  (Esc: cancelar)")
        busy.display = True
        self._ask(message.question)

    @background("ask")
    def _ask(self, question: str) -> None:
        scope = [one for one in self.desk.memory.scope if one in self.desk.titles]
        answer = self.desk.library.ask(question, scope, self.conversation)
        if not given_up():
            self.post_message(AnswerCame(answer))

    def on_failed(self, _: Failed) -> None:
        """Nobody is waited for any more; the app tells why."""
        self.query_one("#busy").display = False

    async def on_answer_came(self, message: AnswerCame) -> None:
        """A new card above the others, with the keys on its first place."""
        from tui.widgets.answer_card import AnswerCard, Places

        self.query_one("#busy").display = False
        self.query_one("#welcome").display = False
        self.answers.append(message.answer)
        self.conversation = self.conversation.after(message.answer)
        self.show_documents()
        card = AnswerCard(message.answer, self.desk.titles)
        await self.query_one("#answers").mount(card, before=0)
        self.query_one("#answers").scroll_home(animate=False)
        if self.focused is self.question and not self.question.value:
            for places in card.query(Places):
                places.focus(scroll_visible=False)

    def action_back(self) -> None:
        """Give up what is being asked, else close the reader, else go back to the line."""
        if self.query_one("#busy").display:
            self.workers.cancel_group(self, "ask")
            self.query_one("#busy").display = False
            self.notify("Pregunta cancelada.")
        elif self.has_class("reading"):
            self._close_reader()
            self._focus_card()
        else:
            self.question.focus()

    def _close_reader(self) -> None:
        self.query_one("#ask-reader").display = False
        self.remove_class("reading")

    def _focus_card(self) -> None:
        from tui.widgets.answer_card import Places

        for places in self.query(Places):
            places.focus()
            return
        self.question.focus()

    def on_key(self, event: events.Key) -> None:
        """Whoever types among the answers, where a letter is no key, begins another question."""
        if not event.is_printable or event.key in self.active_bindings or self._in_reader:
            return
        event.stop()
        event.prevent_default()
        self.action_question()
        self.question.insert_text_at_cursor(event.character or "")

    @property
    def _in_reader(self) -> bool:
        return self.focused is not None and any(one.id == "ask-reader" for one in self.focused.ancestors)

    def action_question(self) -> None:
        """To the line; where there is no room for it beside a text, the text goes."""
        if self.has_class("-narrow") and self.has_class("reading"):
            self._close_reader()
        self.set_focus(self.question)  # at once: what is typed next goes there

    # ------------------------------------------------------------ citations

    async def on_place_chosen(self, message: PlaceChosen) -> None:
        """Open the place beside the answers, its quote marked."""
        from tui.widgets.reading_pane import ReadingPane

        pane = next(iter(self.query(ReadingPane)), None)
        if pane is None:
            pane = ReadingPane(id="ask-reader")
            await self.query_one("#ask-body").mount(pane)
        pane.display = True
        self.add_class("reading")
        pane.open(Place(document_id=message.document_id, unit_id=message.unit_id, start=message.start, end=message.end))
        pane.reader.focus()

    @property
    def _card(self) -> AnswerCard | None:
        """The card that has the keys, else the last one."""
        from tui.widgets.answer_card import AnswerCard

        around = self.focused.ancestors_with_self if self.focused else ()
        mine = next((one for one in around if isinstance(one, AnswerCard)), None)
        return mine or next(iter(self.query(AnswerCard)), None)

    def action_copy(self) -> None:
        """The chosen place as a lawyer cites it, to the clipboard."""
        card = self._card
        place = card.chosen if card else None
        if place is None:
            self.notify("No hay ninguna cita que copiar: haz antes una pregunta.", severity="warning")
            return
        quote = getattr(place, "quote", None) or place.text  # type: ignore[union-attr]
        self.desk.copy_citation(place.document_id, place.label, quote)

    def action_follow(self) -> None:
        """Ask the next questions of the document of the chosen place only."""
        card = self._card
        place = card.chosen if card else None
        if place is not None:
            self.desk.memory.scope = (str(place.document_id),)
            self.show_documents()
            self.question.focus()

    def action_anew(self) -> None:
        """Ask of something else: what was answered before says no more where to look first."""
        self.conversation = NOTHING_YET
        self.show_documents()
        self.question.focus()

    def action_documents(self) -> None:
        """Choose the documents to ask."""
        from tui.screens.choose_documents import ChooseDocuments

        self.app.push_screen(ChooseDocuments(self.desk.documents, self.desk.memory.scope), self._chosen)

    def _chosen(self, documents: tuple[str, ...] | None) -> None:
        if documents is not None:
            self.desk.memory.scope = documents
            self.show_documents()
        self.question.focus()

    # ------------------------------------------------------------ the day's note

    def action_save(self) -> None:
        """Ask where to keep the answers of the day."""
        from tui.keeping import proposed
        from tui.screens.prompt import Prompt

        if not self.answers:
            self.notify("Todavía no hay respuestas que guardar.", severity="warning")
            return
        name = f"consultas-{date.today():%Y-%m-%d}.md"
        self.app.push_screen(Prompt("Guardar las respuestas de hoy en", name, proposed(name)), self._save)

    @background("save")
    def _save(self, path: str | None) -> None:
        from kb.notes import note
        from tui.keeping import keep

        if path is None:
            return
        documents = {str(one.document_id): one for one in self.desk.documents}
        keep(path, note(self.answers, documents, date.today()).encode())
        self.app.call_from_thread(self.notify, f"Guardado en {path}")
