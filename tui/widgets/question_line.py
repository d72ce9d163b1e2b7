"""The line where questions are written, with those of before and the names of documents at hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.suggester import Suggester
from textual.widgets import Input

from tui.messages import Asked

LONGEST_HISTORY = 200
_FEWEST_LETTERS = 3


class DocumentNames(Suggester):
    """Completes the end of the line to the name of a document that begins so."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.names: Sequence[str] = ()

    async def get_suggestion(self, value: str) -> str | None:
        """The line with the name whole: `…del Real Decreto 7` -> `…del Real Decreto 7/2090`."""
        return completed(value, self.names)


def completed(line: str, names: Sequence[str]) -> str | None:
    """The line with the longest of its last words that begin a name completed to it; None without one."""
    low = line.lower()
    starts = [0, *(n + 1 for n, character in enumerate(line) if character in " «\"('")]
    for start in starts:
        begun = low[start:]
        if len(begun) < _FEWEST_LETTERS:
            return None
        for name in names:
            if name.lower().startswith(begun) and len(name) > len(begun):
                return line + name[len(begun) :]
    return None


class QuestionLine(Input):
    """Up and down go through the questions of before; the right arrow takes the name that is offered."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "earlier(-1)", "Preguntas de antes", show=False),
        Binding("down", "earlier(1)", "Preguntas de después", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        self.document_names = DocumentNames()
        super().__init__(
            placeholder="Escribe una pregunta y pulsa Intro",
            suggester=self.document_names,
            select_on_focus=False,
            id=id,
        )
        self.history: list[str] = []
        self._at = 0
        self._draft = ""

    def remember(self, questions: Sequence[str]) -> None:
        """The questions of before, the oldest first."""
        self.history = list(questions)[-LONGEST_HISTORY:]
        self._at = len(self.history)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Send the question, and keep it."""
        event.stop()
        question = " ".join(event.value.split())
        if not question:
            return
        self.remember([*(one for one in self.history if one != question), question])
        self._draft = ""
        self.value = ""
        self.post_message(Asked(question))

    def _on_paste(self, event: events.Paste) -> None:
        """All that was copied, as one line: of a page that breaks it over several, the toolkit takes the first."""
        event.prevent_default()
        event.stop()
        self.replace(" ".join(event.text.split()), *sorted(self.selection))

    def action_earlier(self, step: int) -> None:
        """Another question of the history; below the last one, what was being written."""
        if self._at == len(self.history):
            self._draft = self.value
        self._at = max(0, min(len(self.history), self._at + step))
        self.value = self._draft if self._at == len(self.history) else self.history[self._at]
        self.cursor_position = len(self.value)
