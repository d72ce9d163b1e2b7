"""An explanation for people: how the question was read, its candidates, why it is answered or not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kb.one_line import one_line
from tui.cli.output import print_text

if TYPE_CHECKING:
    from kb.explanation import Candidate, Explanation

KINDS = {
    "amount": "cuánto", "date": "cuándo", "deadline": "en qué plazo", "who": "quién", "whether": "si algo es así",
    "list": "una lista", "where": "dónde", "how": "cómo", "why": "por qué", "what": "qué es", "other": "sin clase",
}  # fmt: skip
EXPECTED = {"amount": "un importe", "percentage": "un porcentaje", "date": "una fecha", "duration": "una duración"}
SIGNALS = {
    "near": "se parece la frase", "near_whole": "se parece el pasaje", "document": "se parece el documento",
    "shared": "palabras de la pregunta", "met": "palabras y sinónimos", "met_whole": "palabras y sinónimos del pasaje",
    "heading": "palabras en el epígrafe", "bm25": "palabras raras (BM25)", "value": "tiene el dato pedido",
    "name": "tiene un nombre", "clause": "manda, permite o prohíbe", "opens_list": "abre una lista",
    "formula": "lo dice como lo dicen las normas",
    "beside": "tiene juntas las palabras que van juntas",
    "preamble": "está en el preámbulo", "metadata": "está en los metadatos", "title": "palabras en el título",
    "out_of_force": "la norma ya no está en vigor", "spoken_of": "se habla de ese documento",
    "rendered": "palabras que la gente dice así", "rendered_whole": "palabras del pasaje que la gente dice así",
}  # fmt: skip
"""What each signal of a candidate is called; one that is not here goes by its own name."""
PUT_FIRST = {
    "worded": "El primero va delante porque lo dice con la fórmula con la que las normas responden a esa pregunta.",
    "pointing": "El primero va delante porque la norma dispone ahí del punto de la lista en el que está lo nombrado.",
}
_MOST_CANDIDATES = 5
_LONGEST = 100


def print_why(why: Explanation) -> None:
    """The reading, the first candidates with the points of each signal, and what decides."""
    print_text("\nCómo se ha leído", style="bold")
    for line in _reading(why):
        print_text(line, indent=2)
    print_text("\nCandidatos", style="bold")
    for number, one in enumerate(why.candidates[:_MOST_CANDIDATES], start=1):
        _print_candidate(number, one)
    if why.put_first is not None:
        print_text(PUT_FIRST[why.put_first], indent=2)
    print_text("\nDecisión", style="bold")
    verdict = "llega a" if why.confidence >= why.enough else "no llega a"
    print_text(f"La confianza es {_number(why.confidence)} y {verdict} {_number(why.enough)}.", indent=2)
    if why.absent:
        print_text(f"No están en los documentos: {', '.join(why.absent)}.", indent=2)
    told = (f"{name} {_number(value)}" for name, value in why.signals.items())
    if why.put_first != "worded":
        print_text(f"Sale de: {' · '.join(told) or 'nada'}", indent=2)


def _reading(why: Explanation) -> Iterable[str]:
    expected = ", ".join(EXPECTED.get(kind, kind) for kind in why.expects)
    yield f"Pregunta: {KINDS.get(why.kind, why.kind)}" + (f"; se busca {expected}" if expected else "")
    if why.norms:
        yield f"Normas que nombra: {', '.join(why.norms)}"
    if why.places:
        yield f"Lugares que nombra: {', '.join(why.places)}"
    for typed, meant in why.mended:
        yield f"«{typed}» se ha leído como «{meant}»"
    for word in sorted(why.words, key=lambda one: -one.weight):
        also = f", también {', '.join(word.meant)}" if word.meant else ""
        also += f", suele decirse por {', '.join(word.rendered)}" if word.rendered else ""
        yield f"{word.term}: peso {_number(word.weight)}{also}{'' if word.known else ' (no está en ningún documento)'}"


def _print_candidate(number: int, one: Candidate) -> None:
    named = ", nombrado en la pregunta" if one.named else ""
    print_text(f"{number}. {one.label} · {one.document_id}: {_number(one.score)}{named}", indent=2)
    print_text(f"«{one_line(one.sentence, _LONGEST)}»", indent=5)
    points = sorted(one.points.items(), key=lambda item: -abs(item[1]))
    print_text(" · ".join(f"{SIGNALS.get(name, name)} {_number(value)}" for name, value in points), indent=5)


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".").replace(".", ",")
