"""Answers and hits for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tui.cli.output import console, visible

if TYPE_CHECKING:
    from rich.console import Console

    from kb.results import Answer, Citation, Hit

_CONFIDENCE = ((0.75, "alta"), (0.5, "media"), (0.0, "baja"))
_LONGEST_HIT = 300
_NEAREST = 3
_NARROWEST = 20


def confidence_word(confidence: float) -> str:
    """A confidence between 0 and 1 in a word."""
    return next(word for least, word in _CONFIDENCE if confidence >= least)


def print_answer(answer: Answer, titles: Mapping[str, str]) -> None:
    """The answer, its values and its citations; or why there is none, and the nearest places as such."""
    out = console()
    if answer.status == "answered":
        _print(out, answer.answer, style="bold")
        if answer.values:
            _print(out, f"Valores: {' · '.join(answer.values)}")
        _print(out, f"Confianza: {confidence_word(answer.confidence)}")
        for number, citation in enumerate(answer.citations, start=1):
            _print_citation(out, number, citation, titles)
        return
    _print(out, answer.answer or "Sin respuesta.", style="bold")
    _print(out, answer.reason or "")
    if answer.hits:
        _print(out, "\nLo más próximo:")
        _print_hits(out, answer.hits[:_NEAREST])


def print_hits(hits: Sequence[Hit]) -> None:
    """Ranked passages, best first."""
    out = console()
    if hits:
        _print_hits(out, hits)
    else:
        _print(out, "Nada se parece a esa consulta.")


def _print_citation(out: Console, number: int, citation: Citation, titles: Mapping[str, str]) -> None:
    page = f", página {citation.page}" if citation.page is not None else ""
    _print(out, f"\n[{number}] {citation.label}{page} · {titles.get(citation.document_id, citation.document_id)}")
    _print(out, citation.path, indent=4, style="dim")
    _print(out, f"«{citation.quote}»", indent=4)
    if citation.url:
        out.print(f"    {visible(citation.url)}", soft_wrap=True)


def _print_hits(out: Console, hits: Sequence[Hit]) -> None:
    for number, hit in enumerate(hits, start=1):
        text = " ".join(hit.text.split())
        short = text if len(text) <= _LONGEST_HIT else f"{text[: _LONGEST_HIT - 1].rstrip()}…"
        _print(out, f"{number}. {hit.label} · {hit.document_id}", style="bold")
        _print(out, short, indent=3)


def _print(out: Console, text: str, *, indent: int = 0, style: str = "") -> None:
    """A text within the width of the terminal, without blanks at the ends of lines."""
    from rich.text import Text

    margin = " " * indent
    for line in Text(visible(text)).wrap(out, max(_NARROWEST, out.width - indent)):
        out.print(f"{margin}{line.plain.rstrip()}".rstrip(), style=style)
