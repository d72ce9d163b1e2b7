"""An answer that was found, phrased by a model as far as its own quotes support it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kb.documents import Document, Unit
from kb.errors import GenerationError, NotFound
from kb.generation.claims import claims, messages
from kb.generation.endpoint import Endpoint
from kb.generation.support import Supported, supported
from kb.results import LONGEST_ANSWER, Answer, Citation
from kb.values import values

MOST_PASSAGES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Phraser:
    """Phrases answers with an endpoint's model. `document` gives what a hit stands in; `notify` hears of failures."""

    endpoint: Endpoint
    document: Callable[[str], Document]
    notify: Callable[[str], None]

    def phrase(self, answer: Answer) -> Answer:
        """The answer in the model's words with the quotes they rest on; as it was where none holds, or abstained."""
        if answer.status != "answered":
            return answer
        began = time.perf_counter()
        hits = answer.hits[:MOST_PASSAGES]
        try:
            written = self.endpoint.complete(messages(answer.question, hits))
        except GenerationError as error:
            self.notify(f"{error}; se da la respuesta literal")
            return answer
        said = (supported(claim, hits, answer.question) for claim in claims(written))
        kept = tuple(_brief(one for one in said if one is not None))
        if not kept:
            self.notify("ninguna frase del modelo se sostiene en los documentos; se da la respuesta literal")
            return answer
        elapsed = answer.elapsed_ms + 1000 * (time.perf_counter() - began)
        return replace(
            answer,
            answer=" ".join(one.text for one in kept),
            values=_values(answer, kept),
            citations=tuple({(one.hit.document_id, one.span): self._citation(one, answer) for one in kept}.values()),
            elapsed_ms=round(elapsed, 1),
            phrased_by=self.endpoint.model,
        )

    def _citation(self, one: Supported, answer: Answer) -> Citation:
        """Where a sentence's quote stands: the smallest unit that holds it, or the hit's where the text is another."""
        hit, span = one.hit, one.span
        known = next((cited for cited in answer.citations if cited.document_id == hit.document_id), None)
        found = Citation(
            document_id=hit.document_id,
            unit_id=hit.unit_id,
            label=hit.label,
            path=hit.label,
            quote=one.quote,
            start=span.start,
            end=span.end,
            url=known.url if known else None,
            version=known.version if known and known.unit_id == hit.unit_id else None,
        )
        try:
            document = self.document(hit.document_id)
        except NotFound:
            return found
        if document.text[span.start : span.end] != one.quote:
            return found
        unit = _smallest(document, span.start, span.end)
        return replace(
            found,
            unit_id=unit.unit_id,
            label=unit.label,
            path=document.path_of(unit),
            page=unit.page,
            url=document.publication.url,
            version=unit.version,
        )


def _smallest(document: Document, start: int, end: int) -> Unit:
    """The smallest unit that holds a stretch; of those of one size the innermost."""
    holding = (unit for unit in reversed(document.units) if unit.start <= start and end <= unit.end)
    return min(holding, key=lambda unit: unit.end - unit.start)


def _brief(said: Iterator[Supported]) -> Iterator[Supported]:
    """Sentences, none twice, as long as the answer has room."""
    seen: set[str] = set()
    room = LONGEST_ANSWER
    for one in said:
        room -= len(one.text) + 1
        if room < -1:
            return
        if one.text not in seen:
            yield one
        seen.add(one.text)


def _values(answer: Answer, kept: tuple[Supported, ...]) -> tuple[str, ...]:
    """What the answer had for values, as far as the sentences say them."""
    stated = {value.normal for one in kept for value in values(one.text)}
    return tuple(value for value in answer.values if value in stated)
