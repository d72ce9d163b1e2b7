"""All that is known of one obligation: what it demands, until when and why, and what is written beside it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from kb.dating import why_undated
from kb.facts import Obligation
from tui.words import MODALITIES, SIGNS


class ObligationDetail(VerticalScroll):
    """A sheet with a line for each thing that is known."""

    def compose(self) -> Iterator[Static]:
        """One text."""
        yield Static("", id="detail-text")

    def show(self, one: Obligation | None, title: str = "") -> None:
        """The sheet of an obligation, or none."""
        text = Text("Ninguna obligación pasa estos filtros.") if one is None else _sheet(one, title)
        self.query_one("#detail-text", Static).update(text)
        self.scroll_home(animate=False)


def _sheet(one: Obligation, title: str) -> Text:
    text = Text()
    text.append(f"{one.label} · {title}\n", "bold")
    text.append(f"«{' '.join(one.quote.split())}»\n\n")
    for name, value in _facts(one):
        text.append(f"{name}: ", "bold")
        text.append(f"{value}\n")
    return text


def _facts(one: Obligation) -> Iterator[tuple[str, str]]:
    yield "Modalidad", MODALITIES[one.modality]
    yield "Quién", one.subject
    if one.condition:
        yield "Condición", one.condition
    if one.deadline is not None:
        yield "Plazo", " ".join(one.deadline.text.split())
        yield "Vence", ", ".join(one.deadline.due) or f"sin fecha: {why_undated(one.deadline)}"
        for number, reason in enumerate(one.deadline.reasons, start=1):
            yield f"  por qué {number}", reason
    if one.amounts:
        yield "Importes", ", ".join(one.amounts)
    if one.legal_refs:
        yield "Normas", ", ".join(one.legal_refs)
    yield "Estado", f"{SIGNS[one.status]} {one.status}"
    written = {"Responsable": one.owner, "Prueba": one.evidence, "Revisarla el": one.review, "Notas": one.notes}
    for name, value in written.items():
        if value:
            yield name, value
