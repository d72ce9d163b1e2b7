"""Due dates and reviews by month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.text import Text
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from kb.agenda import Appointment, appointments
from kb.facts import Obligation
from tui.widgets.obligations_table import ObligationsTable
from tui.words import SIGNS, spell_month, spell_weekday


class Agenda(OptionList):
    """A heading for each month and a line for each due date or review; the keys begin at today."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.shown: list[Appointment | None] = []

    def show(self, obligations: Sequence[Obligation], today: date) -> None:
        """The months that have one."""
        self.clear_options()
        self.shown = []
        options: list[Option] = []
        for month, mine in appointments(obligations):
            options.append(Option(Text(spell_month(month).capitalize(), "bold underline"), disabled=True))
            options += [Option(_line(one, today)) for one in mine]
            self.shown += [None, *mine]
        self.add_options(
            options
            or [Option("Ninguna obligación de estas tiene una fecha de vencimiento ni de revisión.", disabled=True)]
        )
        self.highlighted = next((n for n, one in enumerate(self.shown) if one is not None and one.day >= today), None)

    @property
    def current(self) -> Obligation | None:
        """The obligation of the line that the keys are on."""
        at = self.highlighted
        one = self.shown[at] if at is not None and at < len(self.shown) else None
        return one.obligation if one is not None else None

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell which one it is."""
        event.stop()
        if self.current is not None:
            self.post_message(ObligationsTable.Moved(self.current))


def _line(one: Appointment, today: date) -> Text:
    line = Text(no_wrap=True, overflow="ellipsis")
    line.append(f"{'!' if one.is_late(today) else ' '} {spell_weekday(one.day)}  ", "bold")
    what = "revisar " if one.review else ""
    line.append(f"{SIGNS[one.obligation.status]} {what}{one.obligation.label}: ")
    line.append(one.obligation.own_words, "dim")
    return line
