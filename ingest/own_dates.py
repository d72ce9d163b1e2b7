"""The dates that a document gives to the events its deadlines run from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kb import force
from kb.deadlines import rules as counting
from kb.documents import Document
from kb.numerals import fold
from kb.values import ValueKind, values

_IN_FORCE = re.compile(r"\bentraran? en vigor\b[^.;]{0,160}")
_EXECUTION = re.compile(
    r"(?:finalizacion|fin|termino|conclusion) del? (?:la ejecucion del )?(?:mism[oa]|proyecto|periodo de ejecucion|"
    r"plazo de ejecucion)"
    r"[^.;]{0,20}?(?P<a>\(?\d{1,2} de \w+ de \d{4})|"
    r"(?:periodo|plazo) de (?:ejecucion|realizacion)[^.;]{0,160}?\b(?:hasta|entre el [^.;]{8,30} y) (?:el )?"
    r"(?P<b>\d{1,2} de \w+ de \d{4})|"
    r"(?:ejecucion|ejecutar|realizar|realizacion)[^.;]{0,80}?\b(?:finalizara|antes del?|"
    r"hasta) (?:el )?(?:dia )?(?P<c>\d{1,2} de \w+ de \d{4})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDates:
    """When a document was published, is in force, and ends what it has people carry out; None where it does not say."""

    published: date | None = None
    in_force: date | None = None
    execution_end: date | None = None

    def of(self, event: str) -> date | None:
        """The date of an event of the rules, if the document has it."""
        known = {"publication": self.published, "entry_into_force": self.in_force, "execution_end": self.execution_end}
        return known.get(event)


def own_dates(document: Document) -> OwnDates:
    """Read them from the head of the document and from its own provisions."""
    published = document.publication.published
    return OwnDates(
        published=published,
        in_force=document.publication.in_force_from or _in_force(document, published),
        execution_end=_execution_end(document),
    )


def _in_force(document: Document, published: date | None) -> date | None:
    """As the document's last word on it says; Código Civil, art. 2.1, when it says nothing."""
    unit = force.provision(document)
    match = _IN_FORCE.search(fold(" ".join(document.text_of(unit).split()))) if unit is not None else None
    told = match[0] if match else ""
    fixed = next(
        (v for v in values(told) if v.kind is ValueKind.DATE and re.fullmatch(r"\d{4}-\d\d-\d\d", v.normal)), None
    )
    if fixed is not None:
        return date.fromisoformat(fixed.normal)
    if published is None:
        return None
    return force.day(told, published) if told else counting.in_force(published)


def _execution_end(document: Document) -> date | None:
    """The day that the document itself gives to the end of the execution, the latest if it gives several."""
    days = [
        date.fromisoformat(value.normal)
        for match in _EXECUTION.finditer(fold(document.text))
        for value in values(match["a"] or match["b"] or match["c"])
        if value.kind is ValueKind.DATE and re.fullmatch(r"\d{4}-\d\d-\d\d", value.normal)
    ]
    return max(days) if days else None
