"""Answers and hits for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kb.days import spell_day
from kb.one_line import one_line
from kb.results import confidence_word
from kb.spoken_values import spoken_value
from tui.cli.output import print_text

if TYPE_CHECKING:
    from kb.documents import Version
    from kb.results import Answer, Citation, Hit

_LONGEST_HIT = 300
_NEAREST = 3


def wording(version: Version) -> str:
    """Which wording a text of consolidated law is."""
    return f"Redacción en vigor desde el {spell_day(version.in_force_from)}, dada por {version.norm}"


def print_answer(answer: Answer, titles: Mapping[str, str]) -> None:
    """The answer, its values and its citations; or why there is none, and the nearest places as such."""
    if answer.status == "answered":
        print_text(answer.answer, style="bold")
        if answer.values:
            print_text(f"Valores: {' · '.join(map(spoken_value, answer.values))}")
        if answer.as_of is not None:
            print_text(f"Según la redacción vigente el {spell_day(answer.as_of)}")
        print_text(f"Confianza: {confidence_word(answer.confidence)}")
        if answer.phrased_by:
            print_text(f"Redacción: modelo {answer.phrased_by}; cada frase, comprobada con su cita")
        for warning in answer.warnings:
            print_text(f"Aviso: {warning}")
        for number, citation in enumerate(answer.citations, start=1):
            _print_citation(number, citation, titles)
        return
    print_text(answer.answer or "Sin respuesta.", style="bold")
    print_text(answer.reason or "")
    if answer.hits:
        print_text("\nLo más próximo:")
        _print_hits(answer.hits[:_NEAREST])


def print_hits(hits: Sequence[Hit]) -> None:
    """Ranked passages, best first."""
    if hits:
        _print_hits(hits)
    else:
        print_text("Nada se parece a esa consulta.")


def _print_citation(number: int, citation: Citation, titles: Mapping[str, str]) -> None:
    page = f", página {citation.page}" if citation.page is not None else ""
    print_text(f"\n[{number}] {citation.label}{page} · {titles.get(citation.document_id, citation.document_id)}")
    if citation.version is not None:
        print_text(wording(citation.version), indent=4, style="dim")
    print_text(citation.path, indent=4, style="dim")
    print_text(f"«{citation.quote}»", indent=4)
    if citation.url:
        print_text(citation.url, indent=4)


def _print_hits(hits: Sequence[Hit]) -> None:
    for number, hit in enumerate(hits, start=1):
        print_text(f"{number}. {hit.label} · {hit.document_id}", style="bold")
        print_text(one_line(hit.text, _LONGEST_HIT), indent=3)
