"""An answer as a card: the sentence, its values, how sure it is and where it stands; or the nearest places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kb.one_line import one_line
from kb.results import Answer, Citation, Hit, confidence_word
from kb.spoken_values import spoken_value
from tui.messages import PlaceChosen

NEAREST = 5
_LONGEST_QUESTION, _LONGEST_QUOTE = 300, 240


class Places(OptionList):
    """The numbered places of an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"number({n})", "Abrir cita", show=n == 1, key_display="1-9") for n in range(1, 10)),
    ]

    def action_number(self, number: int) -> None:
        """Choose a place by its number."""
        if number <= self.option_count:
            self.highlighted = number - 1
            self.action_select()


class AnswerCard(Vertical):
    """One answer with its places; choosing one of them opens it in the reader."""

    def __init__(self, answer: Answer, titles: Mapping[str, str]) -> None:
        super().__init__(classes="answered" if answer.status == "answered" else "abstained")
        self.answer = answer
        self.titles = titles
        self.places: tuple[Citation | Hit, ...] = (
            answer.citations if answer.status == "answered" else answer.hits[:NEAREST]
        )

    def compose(self) -> ComposeResult:
        """Question, answer, what is sure of it, places."""
        yield Static(f"▸ {one_line(self.answer.question, _LONGEST_QUESTION)}", classes="card-question", markup=False)
        yield Static(self.answer.answer or "Sin respuesta.", classes="card-sentence", markup=False)
        for line, kind in self._facts():
            yield Static(line, classes=f"card-{kind}", markup=False)
        if self.places:
            yield Places(*self._options())

    def _facts(self) -> Iterator[tuple[str, str]]:
        if self.answer.status == "answered":
            if self.answer.values:
                yield f"Valores: {' · '.join(map(spoken_value, self.answer.values))}", "values"
            word = confidence_word(self.answer.confidence)
            if self.answer.phrased_by:
                yield f"Redacción: modelo {self.answer.phrased_by}; cada frase, comprobada con su cita", "phrased"
            yield from ((f"Aviso: {warning}", "warning") for warning in self.answer.warnings)
            yield f"Confianza: {'●' * _DOTS[word]}{'○' * (3 - _DOTS[word])} {word}", "confidence"
            return
        if self.answer.reason:
            yield self.answer.reason, "reason"
        if self.places:
            yield "Lo más próximo, por si ayuda:", "near"

    def _options(self) -> Iterator[Option]:
        for number, place in enumerate(self.places, start=1):
            short = one_line(place.quote if isinstance(place, Citation) else place.text, _LONGEST_QUOTE)
            title = self.titles.get(place.document_id, place.document_id)
            page = f", pág. {place.page}" if isinstance(place, Citation) and place.page is not None else ""
            yield Option(
                Text.assemble((f"[{number}] {place.label}{page}", "bold"), f" · {title}\n", (f"«{short}»", "dim"))
            )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the place."""
        event.stop()
        place = self.places[event.option_index]
        self.post_message(PlaceChosen(place.document_id, place.unit_id, place.start, place.end))

    @property
    def chosen(self) -> Citation | Hit | None:
        """The place that the keys are on, else the first."""
        if not self.places:
            return None
        return self.places[self.query_one(Places).highlighted or 0]

    def on_mount(self) -> None:
        """The first place is the one that carries the answer."""
        for places in self.query(Places):
            places.highlighted = 0


_DOTS = {"alta": 3, "media": 2, "baja": 1}
