"""The answers of a day as a Markdown note, each with its citations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kb.citing import Titled, cite, spoken
from kb.results import Answer, Citation, confidence_word
from kb.spoken_values import spoken_value

_SPECIAL = "\\`*_[]<>#|"


def note(answers: Sequence[Answer], documents: Mapping[str, Titled], day: date) -> str:
    """A heading for the day and a section for each question, in the order they were asked."""
    sections = [_section(answer, documents) for answer in answers]
    return "\n\n".join([f"# Consultas del {spoken(day)}", *sections]) + "\n"


def _section(answer: Answer, documents: Mapping[str, Titled]) -> str:
    lines = [f"## {_escaped(answer.question)}", ""]
    if answer.status == "abstained":
        return "\n".join([*lines, _escaped(" ".join(filter(None, (answer.answer, answer.reason))))])
    lines += [_escaped(answer.answer), ""]
    if answer.values:
        lines.append(f"- Valores: {_escaped(' · '.join(map(spoken_value, answer.values)))}")
    lines += [f"- Confianza: {confidence_word(answer.confidence)}", ""]
    lines += [_citation(number, one, documents) for number, one in enumerate(answer.citations, start=1)]
    return "\n".join(lines)


def _citation(number: int, citation: Citation, documents: Mapping[str, Titled]) -> str:
    document = documents.get(citation.document_id)
    told = cite(citation.label, document, citation.quote) if document else f"{citation.label}: «{citation.quote}»"
    link = f" <{citation.url}>" if citation.url else ""
    return f"{number}. {_escaped(told)}{link}"


def _escaped(text: str) -> str:
    """A text that Markdown shows as it is, on one line."""
    return "".join(f"\\{c}" if c in _SPECIAL else c for c in " ".join(text.split()))
